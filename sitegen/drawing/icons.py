"""Draws the icons of a site for browsers and home screens: its logo, or the mark of the theme."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

VERSION = "2"
"""To be raised when the same icon would have other pixels."""
_FINE = 4
_SAFE = 0.8
"""The part of a maskable icon that no mask cuts (W3C, Web App Manifest, “icon masks”)."""
_RAYS = (11.0, 5.0)
"""Distance from the middle to the ends of the rays, in 32nds, as in favicon.svg."""


def draw_icon(
    size: int, ground: str, ink: str, logo: bytes | None = None, *, is_masked: bool = False
) -> Image:
    """A square icon; `is_masked` fills it to the edges, with what matters in the middle.

    `logo` is a picture that Pillow opens, put on white; without one it is the mark on the ground.
    """
    from PIL import Image, ImageDraw

    edge = size * _FINE - 1
    field = Image.new("L", (size * _FINE, size * _FINE))
    draw = ImageDraw.Draw(field)
    if is_masked or logo:
        draw.rectangle((0, 0, edge, edge), fill=255)
    else:
        draw.rounded_rectangle((0, 0, edge, edge), size * _FINE * 7 / 32, fill=255)
    image = Image.new("RGBA", (size, size), "#ffffff" if logo else ground)
    image.putalpha(field.reduce(_FINE))
    if logo is not None:
        _put_logo(image, logo, (_SAFE if is_masked else 1.0) * 0.86)
    else:
        mark = Image.new("L", field.size)
        _draw_mark(ImageDraw.Draw(mark), mark.width, _SAFE if is_masked else 1.0)
        image.paste(ink, (0, 0, size, size), mark.reduce(_FINE))
    return image


def _draw_mark(draw: ImageDraw, size: int, scale: float) -> None:
    """A circle with eight rays around it, in white on a mask."""
    unit, middle = size / 32 * scale, size / 2
    width = round(2.2 * unit)

    def dot(x: float, y: float) -> None:
        draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)

    r = 4 * unit + width / 2
    draw.ellipse((middle - r, middle - r, middle + r, middle + r), outline=255, width=width)
    for number in range(8):
        far, near = _RAYS
        angle = number * math.pi / 4
        x, y = math.cos(angle) * unit, math.sin(angle) * unit
        ends = (middle + x * far, middle + y * far, middle + x * near, middle + y * near)
        draw.line(ends, fill=255, width=width)
        dot(*ends[:2])
        dot(*ends[2:])


def _put_logo(image: Image, logo: bytes, share: float) -> None:
    """The whole logo in the middle."""
    from PIL import Image as Images
    from PIL import ImageOps

    with Images.open(io.BytesIO(logo)) as opened:
        side = round(image.width * share)
        shown = ImageOps.contain(opened.convert("RGBA"), (side, side))
    at = ((image.width - shown.width) // 2, (image.height - shown.height) // 2)
    image.alpha_composite(shown, at)


def as_png(image: Image) -> bytes:
    """The bytes of an icon, always the same."""
    data = io.BytesIO()
    image.save(data, "PNG", optimize=True)
    return data.getvalue()


def as_ico(image: Image) -> bytes:
    """An icon file with this one picture, for what knows no SVG."""
    data = io.BytesIO()
    image.save(data, "ICO", sizes=[image.size])
    return data.getvalue()
