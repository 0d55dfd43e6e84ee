"""Shapes on cards and posters: portraits in a box, QR codes, drawn circles; edges are smooth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_FINE = 3
"""How many times as large shapes are drawn, to be made small with smooth edges."""
QUIET = 4
"""Modules of white around a QR code (ISO/IEC 18004, 6.3.8)."""


@dataclass(frozen=True)
class Portrait:
    """A photograph as any program can open it: its file, and the mark of its content."""

    file: str
    digest: str
    focus: tuple[float, float] = (0.5, 1 / 3)


def rounded(width: int, height: int, radius: int) -> Image:
    """A mask with round corners."""
    return _rounded(width, height, radius).copy()


@lru_cache(16)
def _rounded(width: int, height: int, radius: int) -> Image:
    from PIL import Image, ImageDraw

    mask = Image.new("L", (width * _FINE, height * _FINE))
    box = (0, 0, width * _FINE - 1, height * _FINE - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius * _FINE, fill=255)
    return mask.reduce(_FINE)


def circles(width: int, height: int, middle: tuple[int, int], radii: Iterable[int]) -> Image:
    """A mask of thin lines around one point."""
    return _circles(width, height, middle, tuple(radii))


@lru_cache(4)
def _circles(width: int, height: int, middle: tuple[int, int], radii: tuple[int, ...]) -> Image:
    from PIL import Image, ImageDraw

    mask = Image.new("L", (width * _FINE, height * _FINE))
    draw = ImageDraw.Draw(mask)
    x, y = (value * _FINE for value in middle)
    for radius in radii:
        r = radius * _FINE
        draw.ellipse((x - r, y - r, x + r, y + r), outline=255, width=2 * _FINE)
    return mask.reduce(_FINE)


def paste_portrait(
    image: Image, portrait: Portrait, box: tuple[int, int, int, int], radius: int = 10
) -> None:
    """The photograph, upright, cropped to the box (left, top, width, height) around its focus."""
    from PIL import Image as Images
    from PIL import ImageOps

    left, top, width, height = box
    with Images.open(portrait.file) as opened:
        opened.draft("RGB", (width * 2, height * 2))
        upright = ImageOps.exif_transpose(opened)
        if upright.mode in ("RGBA", "LA", "P"):
            seen = upright.convert("RGBA")
            upright = Images.new("RGB", seen.size, "#ffffff")
            upright.paste(seen, mask=seen.getchannel("A"))
        shown = ImageOps.fit(upright.convert("RGB"), (width, height), centering=portrait.focus)
    image.paste(shown, (left, top), rounded(width, height, radius))


def paste_qr(image: Image, link: str, box: tuple[int, int, int], ink: str, ground: str) -> None:
    """A QR code on its ground at the right of a square (left, top, side), whole pixels to a module.

    It has as much correction as its size allows.
    """
    import segno
    from PIL import Image as Images
    from PIL.Image import Resampling

    left, top, side = box
    rows = [
        bytes(255 if dark else 0 for dark in row) for row in segno.make(link, error="l", micro=False).matrix
    ]
    count = len(rows)
    scale = max(side // (count + 2 * QUIET), 1)
    code = Images.frombytes("L", (count, count), b"".join(rows))
    code = code.resize((count * scale, count * scale), Resampling.NEAREST)
    size = (count + 2 * QUIET) * scale
    left += side - size
    top += (side - size) // 2
    image.paste(ground, (left, top, left + size, top + size))
    image.paste(ink, (left + QUIET * scale, top + QUIET * scale), code)
