"""Icons and `site.webmanifest` at the root: from the logo of `site.yaml`, or the mark of the theme."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.drawing.icons import VERSION, as_ico, as_png, draw_icon
from sitegen.load.project import Project
from sitegen.memo import Memo, key_of
from sitegen.render.assets import Assets
from sitegen.render.content import Content

if TYPE_CHECKING:
    from PIL.Image import Image

SHIPPED = b"#0b5568"
"""The colour of the mark in the shipped favicon.svg, which is that of the first preset."""


def make_icons(project: Project, assets: Assets, content: Content, memo: Memo) -> dict[str, bytes]:
    """The files browsers look for by themselves; the manifest names the congress in the source language."""
    site = project.source
    shown = site.settings.theme.tokens.light
    found: dict[str, bytes] = {}
    if "icons/favicon.svg" in assets.paths:
        mark = assets.data[assets.paths["icons/favicon.svg"]]
        found["favicon.svg"] = mark.replace(SHIPPED, shown["brand"].encode())
    logo = _logo_of(project, content)
    if logo is not None:
        found.pop("favicon.svg", None)
    ground, ink = shown["brand"], shown["on-brand"]
    key = key_of(VERSION, ground, ink, logo)
    drawn = memo.blobs("icons", VERSION).remember(key, lambda: _draw(ground, ink, logo))
    found |= dict(drawn)
    icons = [
        {"src": "icon-192.png", "sizes": "192x192", "type": "image/png"},
        {"src": "icon-512.png", "sizes": "512x512", "type": "image/png"},
        {"src": "icon-mask-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]
    if "favicon.svg" in found:
        icons.insert(0, {"src": "favicon.svg", "sizes": "any", "type": "image/svg+xml"})
    manifest = {
        "name": site.event.name.plain,
        "short_name": site.short_name.plain,
        "lang": site.language.tag,
        "start_url": "./",
        "display": "browser",
        "background_color": shown["bg"],
        "theme_color": shown["brand"],
        "icons": icons,
    }
    found["site.webmanifest"] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    return found


def _logo_of(project: Project, content: Content) -> bytes | None:
    """The logo where it is of pixels: Pillow draws no SVG."""
    tokens = project.source.settings.theme.tokens
    file = content.find(str(tokens.logo)) if tokens.has_pixels else None
    if file is None or content.pictures.facts(file) is None:
        return None
    return file.file.read_bytes()


def _draw(ground: str, ink: str, logo: bytes | None) -> list[tuple[str, bytes]]:
    def icon(size: int, *, is_masked: bool = False) -> Image:
        return draw_icon(size, ground, ink, logo, is_masked=is_masked)

    return [
        ("favicon.ico", as_ico(icon(32))),
        ("apple-touch-icon.png", as_png(icon(180, is_masked=True).convert("RGB"))),
        ("icon-192.png", as_png(icon(192))),
        ("icon-512.png", as_png(icon(512))),
        ("icon-mask-512.png", as_png(icon(512, is_masked=True).convert("RGB"))),
    ]
