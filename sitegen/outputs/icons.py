"""`favicon.svg` and `site.webmanifest` at the root, from the logo of `site.yaml` or the theme's own mark."""

from __future__ import annotations

import json

from sitegen.load.project import Project
from sitegen.render.assets import Assets


def make_icons(project: Project, assets: Assets) -> dict[str, bytes]:
    """The files browsers look for by themselves; the manifest names the congress in the source language."""
    site = project.source
    found: dict[str, bytes] = {}
    if "icons/favicon.svg" in assets.paths:
        found["favicon.svg"] = assets.data[assets.paths["icons/favicon.svg"]]
    icons = [{"src": "favicon.svg", "sizes": "any", "type": "image/svg+xml"}] if found else []
    manifest = {
        "name": site.event.name.plain,
        "short_name": site.short_name.plain,
        "lang": site.language.tag,
        "start_url": "./",
        "display": "browser",
        "icons": icons,
    }
    found["site.webmanifest"] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    return found
