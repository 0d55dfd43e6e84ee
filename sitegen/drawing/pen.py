"""Sets text in the faces of a site: widths, missing characters, drawing, the same pixels each time."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sitegen.drawing.faces import Face, Faces
from sitegen.text import is_han

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

STAND_IN = "〓"
"""What type-setters put where a character is missing (the geta mark, U+3013)."""
_WIDE_MARKS = "“”‘’…—·"
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "..."})
_GAP = 0.18
"""Between Han and Latin characters, in em; a quarter at most by clreq 3.2.2."""
_NOTDEF = "\U0010fffe"
"""No face has it (Unicode 15, 23.7: a noncharacter), so that it shows what missing ones look like."""


@lru_cache(256)
def _open(face: Face, size: int) -> Any:
    from PIL import ImageFont

    font = ImageFont.truetype(face.path, size, face.index, layout_engine=ImageFont.Layout.BASIC)
    if face.weight is not None:
        axes = font.get_variation_axes()
        values = [
            min(max(face.weight, axis["minimum"] or 0), axis["maximum"] or 1000)
            if b"eight" in bytes(axis["name"] or b"")
            else axis["default"] or 0
            for axis in axes
        ]
        font.set_variation_by_axes([float(value) for value in values])
    return font


@lru_cache(65536)
def has_glyph(face: Face, character: str) -> bool:
    """Whether a face has a character: it is not drawn as one that is in no face."""
    if character.isspace():
        return True
    font = _open(face, 24)
    return _shape(font, character) != _shape(font, _NOTDEF)


def _shape(font: Any, character: str) -> tuple[Any, bytes]:
    mask = font.getmask(character, "1")
    return (mask.size, font.getlength(character)), bytes(mask)


@lru_cache(65536)
def _advance(face: Face, size: int, run: str) -> float:
    return float(_open(face, size).getlength(run))


@dataclass
class Pen:
    """Sets texts; `missing` gathers the characters that no face has."""

    faces: Faces
    missing: set[str] = field(default_factory=set)

    def width(self, text: str, size: int, *, bold: bool = False, is_han_text: bool = True) -> float:
        """Pixels from the start of a line to its end."""
        return sum(gap + width for _, _, gap, width in self._runs(text, size, bold, is_han_text))

    def write(
        self,
        draw: ImageDraw,
        at: tuple[float, float],
        text: str,
        size: int,
        ink: str,
        *,
        bold: bool = False,
        is_han_text: bool = True,
    ) -> float:
        """Draw a line whose base line starts at `at`; gives its width."""
        x, y = at
        for face, run, gap, width in self._runs(text, size, bold, is_han_text):
            x += gap
            draw.text((round(x), round(y)), run, fill=ink, font=_open(face, size), anchor="ls")
            x += width
        return x - at[0]

    def _runs(
        self, text: str, size: int, bold: bool, is_han_text: bool
    ) -> list[tuple[Face, str, float, float]]:
        """Face, characters, the gap before them and their width."""
        chain = self.faces.bold if bold else self.faces.regular
        key = (chain, text, size, is_han_text)
        found, missing = _set_runs(*key)
        self.missing.update(missing)
        return found


@lru_cache(4096)
def _set_runs(
    chain: tuple[Face, ...], text: str, size: int, is_han_text: bool
) -> tuple[list[tuple[Face, str, float, float]], frozenset[str]]:
    missing = set()
    parts: list[tuple[Face, str, float]] = []
    before = ""
    for given in text:
        own, character = _face_of(chain, given, is_han_text)
        if own is None:
            missing.add(given)
            face, character = _stand_in(chain)
        else:
            face = own
        gap = _GAP * size if _wants_gap(before, character[0]) else 0.0
        if parts and parts[-1][0] == face and not gap:
            parts[-1] = (face, parts[-1][1] + character, parts[-1][2])
        else:
            parts.append((face, character, gap))
        before = character[-1]
    return [(face, run, gap, _advance(face, size, run)) for face, run, gap in parts], frozenset(missing)


def _face_of(chain: tuple[Face, ...], character: str, is_han_text: bool) -> tuple[Face | None, str]:
    """The face a character is set in, and what is set: quotes of a Han face are too wide for English."""
    if character == "·" or (not is_han_text and character in _WIDE_MARKS):
        for latin in chain:
            if has_glyph(latin, character) and not has_glyph(latin, "中"):
                return latin, character
        if not is_han_text:
            character = character.translate(_PLAIN)
    face = next((face for face in chain if has_glyph(face, character)), None)
    if face is None:
        simple = unicodedata.normalize("NFKC", character)
        if simple != character and len(simple) == 1:
            return next((face for face in chain if has_glyph(face, simple)), None), simple
    return face, character


def _stand_in(chain: tuple[Face, ...]) -> tuple[Face, str]:
    for character in (STAND_IN, "?"):
        for face in chain:
            if has_glyph(face, character):
                return face, character
    return chain[0], " "


def _wants_gap(before: str, after: str) -> bool:
    if not before:
        return False
    return (is_han(before) and _is_latin(after)) or (_is_latin(before) and is_han(after))


def _is_latin(character: str) -> bool:
    return character.isalnum() and not is_han(character) and unicodedata.east_asian_width(character) != "F"
