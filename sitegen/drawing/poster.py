"""Draws the invitation poster of a speaker: 1080 × 1920 pixels, the screen of a telephone."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.drawing.card import Said
from sitegen.drawing.lines import balance, fit_lines, tidy
from sitegen.drawing.pen import Pen
from sitegen.drawing.shapes import Portrait, circles, paste_portrait, paste_qr, rounded

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 1080, 1920
_EDGE, _HEAD = 84, 300
_BOX = (_EDGE, 380, 448, 560)
"""Left, top, width and height of the portrait, 4 to 5 as on the site."""
_CODE = 264


@dataclass(frozen=True)
class Poster:
    """What stands on a poster, from top to bottom; texts may be empty."""

    congress: Said
    invitation: Said
    name: Said
    under: tuple[Said, ...]
    """Rank, hospital."""
    label: Said
    """What the speaker does."""
    title: Said
    when: Said
    where: Said
    foot: Said
    """Dates and city of the congress."""
    scan: Said
    link: str
    portrait: Portrait | None
    initials: str
    colours: Mapping[str, str]
    """As those of a card, and on-brand."""


def draw_poster(poster: Poster, pen: Pen) -> bytes:
    """The picture as PNG, which stays sharp when it is sent on."""
    from PIL import Image, ImageDraw

    colours = poster.colours
    image = Image.new("RGB", (WIDTH, HEIGHT), colours["bg"])
    image.paste(colours["motif"], (0, 0), circles(WIDTH, HEIGHT, (1010, 620), range(80, 720, 80)))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, _HEAD), fill=colours["brand"])
    draw.rectangle((0, _HEAD, WIDTH, _HEAD + 11), fill=colours["bar"])
    room = 1.85 * (WIDTH - 2 * _EDGE)  # two lines, which are never filled to the end
    wide = pen.width(tidy(poster.congress.text), 58, bold=True, is_han_text=poster.congress.is_han)
    size = 58 if wide <= room else 46
    _write(pen, draw, poster.congress, (_EDGE, 64), size, colours["on-brand"], 2, bold=True)
    _write(pen, draw, poster.invitation, (_EDGE, 222), 38, colours["on-brand"], 1)
    _put_portrait(image, poster, pen)
    _write_name(poster, pen, draw)
    y = _write(pen, draw, poster.label, (_EDGE, 1010), 36, colours["tint-ink"], 1)
    y = _write(pen, draw, poster.title, (_EDGE, y + 8), 62, colours["ink"], 4, bold=True)
    y = _write(pen, draw, poster.when, (_EDGE, y + 28), 44, colours["ink"], 1, bold=True)
    _write(pen, draw, poster.where, (_EDGE, y + 4), 44, colours["ink"], 1)
    _put_foot(image, draw, poster, pen)
    data = io.BytesIO()
    image.save(data, "PNG", compress_level=7)
    return data.getvalue()


def _put_portrait(image: Image, poster: Poster, pen: Pen) -> None:
    from PIL import ImageDraw

    left, top, width, height = _BOX
    if poster.portrait:
        paste_portrait(image, poster.portrait, _BOX, 14)
        return
    image.paste(poster.colours["tint"], (left, top), rounded(width, height, 14))
    size = 190
    at = (left + (width - pen.width(poster.initials, size)) / 2, top + height / 2 + size * 0.36)
    pen.write(ImageDraw.Draw(image), at, poster.initials, size, poster.colours["tint-ink"])


def _write_name(poster: Poster, pen: Pen, draw: ImageDraw) -> None:
    """Beside the portrait, at its foot."""
    left = _BOX[0] + _BOX[2] + 48
    space = WIDTH - _EDGE - left
    size = 76
    while size > 44 and pen.width(tidy(poster.name.text), size, bold=True) > space * 1.8:
        size -= 8
    y = _BOX[1] + 120.0
    y = _write(pen, draw, poster.name, (left, y), size, poster.colours["ink"], 3, bold=True, space=space)
    for said in poster.under[:2]:
        y = _write(pen, draw, said, (left, y + 14), 36, poster.colours["ink-2"], 3, space=space)


def _put_foot(image: Image, draw: ImageDraw, poster: Poster, pen: Pen) -> None:
    top = HEIGHT - 396
    draw.line((_EDGE, top, WIDTH - _EDGE, top), fill=poster.colours["line"], width=2)
    space = WIDTH - 2 * _EDGE - (_CODE + 48 if poster.link else 0)
    y = _write(
        pen, draw, poster.foot, (_EDGE, top + 66), 42, poster.colours["brand"], 3, bold=True, space=space
    )
    if poster.link:
        _write(pen, draw, poster.scan, (_EDGE, y + 20), 36, poster.colours["ink-3"], 2, space=space)
        paste_qr(image, poster.link, (WIDTH - _EDGE - _CODE, top + 48, _CODE), "#000000", "#ffffff")


def _write(  # noqa: PLR0913 - what a line of text needs
    pen: Pen,
    draw: ImageDraw,
    said: Said,
    at: tuple[float, float],
    size: int,
    ink: str,
    most: int,
    *,
    bold: bool = False,
    space: float = WIDTH - 2 * _EDGE,
) -> float:
    """Up to so many lines under a height; gives the height under them."""
    text = tidy(said.text)

    def measure(part: str) -> float:
        return pen.width(part, size, bold=bold, is_han_text=said.is_han)

    lines = balance(text, space, measure)
    if len(lines) > most:
        lines = fit_lines(text, space, most, measure)
    x, y = at
    for line in lines:
        pen.write(draw, (x, y + size), line, size, ink, bold=bold, is_han_text=said.is_han)
        y += round(size * 1.32)
    return y
