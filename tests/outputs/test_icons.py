"""Icons at the root follow logo and brand; the manifest names files that are there."""

import json
from collections.abc import Callable

import pytest

from sitegen.memo import Memo
from sitegen.outputs.icons import make_icons
from sitegen.problems import Problems
from sitegen.render.assets import load_assets
from sitegen.render.content import Content
from sitegen.render.pictures import Pictures


@pytest.fixture
def icons(load: Callable[..., object], site_yaml: str) -> Callable[..., dict[str, bytes]]:
    from sitegen.build.run import default_templates

    def make(theme: str, files: dict[str, bytes] | None = None) -> dict[str, bytes]:
        project = load({"site.yaml": site_yaml + theme, **(files or {})}).project  # type: ignore[attr-defined]
        problems, memo = Problems(), Memo(None)
        pictures = Pictures(problems, memo.blobs("pictures", "1"))
        content = Content(project.media, project.shown_root, pictures, memo.blobs("markdown", "1"), problems)
        return make_icons(project, load_assets([default_templates()]), content, memo)

    return make


def test_the_mark_takes_the_brand(icons: Callable[..., dict[str, bytes]]) -> None:
    found = icons('theme:\n  brand: "#7a1f3d"\n')
    assert b'fill="#7a1f3d"' in found["favicon.svg"]
    manifest = json.loads(found["site.webmanifest"])
    assert {icon["src"] for icon in manifest["icons"]} <= found.keys()
    assert manifest["theme_color"] == "#7a1f3d"


def test_a_logo_of_pixels_is_the_icon(icons: Callable[..., dict[str, bytes]]) -> None:
    import io

    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", (64, 64), "#c02020").save(data, "PNG")
    found = icons("theme:\n  logo: media/logo.png\n", {"media/logo.png": data.getvalue()})
    assert "favicon.svg" not in found
    icon = Image.open(io.BytesIO(found["icon-192.png"])).convert("RGB")
    assert icon.getpixel((96, 96)) == (192, 32, 32)
    assert found["favicon.ico"][:4] == b"\0\0\1\0"
