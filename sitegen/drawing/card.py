"""Draws a share card: 1200 × 630 pixels, what a link looks like in chats and networks."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sitegen.drawing.lines import balance, fit_lines, tidy
from sitegen.drawing.pen import Pen
from sitegen.drawing.shapes import Portrait, circles, paste_portrait, paste_qr, rounded

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 1200, 630
"""What Facebook, LinkedIn, X and WeChat ask for (ogp.me gives no size)."""
VERSION = "2"
"""To be raised when the same card would have other pixels."""
_LEFT, _RIGHT, _COLUMN = 88, 72, 264
_TITLE_SIZES = (76, 68, 60, 54, 48, 44, 40)
_RULE = 496
_LEADING = 1.28


class Said(NamedTuple):
    """A text, and whether its language is one of Han characters."""

    text: str
    is_han: bool


_NOTHING = Said("", True)


@dataclass(frozen=True)
class Card:
    """What stands on a card; every part but the title may be empty."""

    title: Said
    congress: Said
    """Over all: the short name."""
    label: Said = _NOTHING
    """What kind of page it is, or the track."""
    code: str = ""
    """Letter of the track."""
    under: tuple[Said, ...] = ()
    """Under the title: speakers, or position and hospital."""
    facts: Said = _NOTHING
    """When and where."""
    foot: Said = _NOTHING
    """Name, dates and city of the congress."""
    portrait: Portrait | None = None
    initials: str = ""
    """Where there is no portrait of a person."""
    link: str = ""
    """Address of a QR code."""
    colours: Mapping[str, str] = field(default_factory=dict)
    """bg, ink, ink-2, ink-3, line, brand, motif of the theme; bar, tint and tint-ink of the track."""

    @property
    def has_column(self) -> bool:
        """Whether there is something on the right."""
        return bool(self.portrait or self.initials)


def draw_card(card: Card, pen: Pen) -> bytes:
    """The picture as PNG, or as JPEG where a photograph is on it, with the same bytes each time."""
    from PIL import Image, ImageDraw

    colours = card.colours
    image = Image.new("RGB", (WIDTH, HEIGHT), colours["bg"])
    if not card.has_column:
        image.paste(colours["motif"], (0, 0), circles(WIDTH, HEIGHT, (1120, 96), range(70, 560, 70)))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 19, HEIGHT), fill=colours["bar"])
    space = WIDTH - _LEFT - _RIGHT - (_COLUMN + 56 if card.has_column else 0)
    _write_fitting(pen, draw, card.congress, (_LEFT, 92), 30, colours["brand"], space, bold=True)
    _write_middle(card, pen, draw, space)
    _write_foot(card, pen, draw)
    if card.portrait:
        paste_portrait(image, card.portrait, (WIDTH - _RIGHT - _COLUMN, 118, _COLUMN, 330))
    elif card.initials:
        _draw_initials(card, pen, image)
    if card.link:
        paste_qr(image, card.link, (WIDTH - _RIGHT - 124, _RULE + 6, 124), "#000000", "#ffffff")
    return encode(image, None if card.portrait else colours.values())


def encode(image: Image, kept: Iterable[str] | None) -> bytes:
    """JPEG of photographs; else PNG of 64 colours, `kept` among them: a third of the bytes, and sharper."""
    from PIL import ImageColor
    from PIL.Image import Dither, Quantize

    data = io.BytesIO()
    if kept is None:
        image.save(data, "JPEG", quality=80, subsampling="4:4:4", optimize=True)
        return data.getvalue()
    few = image.quantize(64, Quantize.FASTOCTREE, dither=Dither.NONE)
    colours = few.getpalette() or []
    exact = [ImageColor.getrgb(colour) for colour in kept]
    for at in range(0, len(colours), 3):  # quantizing leaves white at 254
        near = next((one for one in exact if _is_near(one, colours[at : at + 3])), None)
        colours[at : at + 3] = near or colours[at : at + 3]
    few.putpalette(colours)
    few.save(data, "PNG", compress_level=7)
    return data.getvalue()


def _is_near(one: Iterable[int], other: Iterable[int]) -> bool:
    return all(abs(first - second) <= 4 for first, second in zip(one, other, strict=False))


def _write_middle(card: Card, pen: Pen, draw: ImageDraw, space: int) -> None:
    """Label, title and what is under it, in the middle between name and foot; the title gives way."""
    label = 52 if card.label.text else 0
    under = [row for said in card.under if (row := _fitted(pen, said, 32, space)).text][:3]
    top, bottom = 124, _RULE - 22
    least = label + len(under) * 46 + (18 if under else 0)
    size, lines = _set_title(card.title, pen, space, bottom - top - least)
    height = least + round(len(lines) * size * _LEADING)
    y = top + max((bottom - top - height) // 2, 0)
    if label:
        _write_label(card, pen, draw, y, space)
    y += label
    han = card.title.is_han
    for line in lines:
        pen.write(draw, (_LEFT, y + size * 1.0), line, size, card.colours["ink"], bold=True, is_han_text=han)
        y += round(size * _LEADING)
    y += 18
    for row in under:
        pen.write(draw, (_LEFT, y + 32), row.text, 32, card.colours["ink-2"], is_han_text=row.is_han)
        y += 46


def _set_title(title: Said, pen: Pen, space: int, height: int) -> tuple[int, list[str]]:
    """The largest size at which the whole title has room; at the smallest it is cut."""
    text = tidy(title.text)
    for size in _TITLE_SIZES[:3]:
        if pen.width(text, size, bold=True, is_han_text=title.is_han) <= space:
            return size, [text]
    for size in _TITLE_SIZES:
        most = min(int(height / (size * _LEADING)), 4 if size < 60 else 3)
        lines = balance(text, space, lambda part, size=size: _width(pen, part, size, title.is_han))  # type: ignore[misc]
        if 0 < len(lines) <= most:
            return size, lines
    size = _TITLE_SIZES[-1]
    most = max(int(height / (size * _LEADING)), 1)
    return size, fit_lines(text, space, most, lambda part: _width(pen, part, size, title.is_han))


def _width(pen: Pen, part: str, size: int, is_han: bool) -> float:
    return pen.width(part, size, bold=True, is_han_text=is_han)


def _write_label(card: Card, pen: Pen, draw: ImageDraw, y: int, space: int) -> None:
    x = float(_LEFT)
    if card.code:
        width = pen.width(card.code, 26, bold=True)
        box = (_LEFT, y, round(_LEFT + width + 24), y + 38)
        draw.rounded_rectangle(box, 6, fill=card.colours["tint"])
        pen.write(draw, (_LEFT + 12, y + 29), card.code, 26, card.colours["tint-ink"], bold=True)
        x = box[2] + 14
    _write_fitting(pen, draw, card.label, (x, y + 29), 27, card.colours["tint-ink"], space + _LEFT - x)


def _write_foot(card: Card, pen: Pen, draw: ImageDraw) -> None:
    end = WIDTH - _RIGHT
    draw.line((_LEFT, _RULE, end, _RULE), fill=card.colours["line"], width=2)
    space = end - _LEFT - (156 if card.link else 0)
    rows = [
        (said, size, ink, bold)
        for said, size, ink, bold in (
            (card.facts, 32, "ink", True),
            (card.foot, 25, "ink-3", False),
        )
        if said.text
    ]
    y = _RULE + (76 if len(rows) == 1 else 50)
    for row, size, ink, bold in rows:
        _write_fitting(pen, draw, row, (_LEFT, y), size, card.colours[ink], space, bold=bold)
        y += 42


def _draw_initials(card: Card, pen: Pen, image: Image) -> None:
    from PIL import ImageDraw

    left, top, width, height = WIDTH - _RIGHT - _COLUMN, 118, _COLUMN, 330
    image.paste(card.colours["tint"], (left, top), rounded(width, height, 10))
    size = 128
    while size > 64 and pen.width(card.initials, size) > width - 60:
        size -= 8
    wide = pen.width(card.initials, size)
    at = (left + (width - wide) / 2, top + height / 2 + size * 0.36)
    pen.write(ImageDraw.Draw(image), at, card.initials, size, card.colours["tint-ink"])


def _fitted(pen: Pen, said: Said, size: int, space: float, *, bold: bool = False) -> Said:
    text = tidy(said.text)
    if not text:
        return Said("", said.is_han)
    lines = fit_lines(text, space, 1, lambda part: pen.width(part, size, bold=bold, is_han_text=said.is_han))
    return Said(lines[0], said.is_han)


def _write_fitting(
    pen: Pen,
    draw: ImageDraw,
    said: Said,
    at: tuple[float, float],
    size: int,
    ink: str,
    space: float,
    *,
    bold: bool = False,
) -> None:
    """A line of its own, cut where it is too long."""
    shown = _fitted(pen, said, size, space, bold=bold)
    pen.write(draw, at, shown.text, size, ink, bold=bold, is_han_text=said.is_han)
