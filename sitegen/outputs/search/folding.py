"""What a text is found by: its folded form, and the grams and words in that.

Folded alike are full and half width, compatibility forms (NFKC), upper and lower case, letters with and
without accents, simplified and traditional characters. `search.js` folds queries the same way; a test
compares both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

WIDE = "\u2e80"
"""From this character on there are no spaces between words: Han, kana, Hangul."""

_ACCENTS = re.compile("[\u0300-\u036f]+")
_HAN = "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3040-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(f"([{_HAN}]+)|[^\\W_\u2e80-\U0010ffff]+")


def fold(text: str) -> str:
    """The form in which texts are compared; it may be longer or shorter than the text."""
    if text.isascii():
        return text.lower()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower()
    plain = unicodedata.normalize("NFKC", plain)
    table = _variants()
    return plain if table.keys().isdisjoint(plain) else plain.translate(_table())


def has_variants(text: str) -> bool:
    """Whether a text has traditional characters, so that folding changes more than its width."""
    return not text.isascii() and not _variants().keys().isdisjoint(text)


def grams(folded: str) -> set[str]:
    """What a folded text is found by: pairs of neighbouring wide characters, the last of a run alone, words.

    So each wide character begins one gram at least, and a query of one finds the grams that begin with it.
    """
    found: set[str] = set()
    for run in _RUNS.finditer(folded):
        wide = run[1]
        if wide:
            found.update(map(str.__add__, wide, wide[1:]))
            found.add(wide[-1])
        else:
            found.add(run[0])
    return found


def is_wide(gram: str) -> bool:
    """Whether a gram is of wide characters, not a word."""
    return gram >= WIDE


@cache
def _variants() -> dict[str, str]:
    """Traditional character → simplified."""
    return {variant: line[0] for line in variant_lines() for variant in line[1:]}


@cache
def _table() -> dict[int, str]:
    return {ord(variant): plain for variant, plain in _variants().items()}


def variant_lines() -> list[str]:
    """A simplified character and its variants, per line. Made with OpenCC's `t2s` (Apache License 2.0)."""
    text = resources.files("sitegen.outputs.search").joinpath("variants.txt").read_text("utf-8")
    return text.splitlines()[1:]
