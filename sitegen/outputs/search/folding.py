"""What a text is found by: its folded form, and the grams and words in that.

Folded alike are full and half width, compatibility forms (NFKC), upper and lower case, letters with and
without accents, names with and without apostrophes, simplified and traditional characters. `search.js` folds
queries the same way; a test compares both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from operator import concat

WIDE = "\u2e80"
"""From this character on there are no spaces between words: Han, kana, Hangul."""

_ACCENTS = re.compile("[\u0300-\u036f'\u2019\u02bc]+")
_HAN = "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3040-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = "[^\\W_\u2e80-\U0010ffff]"
_WORDS = re.compile(f"{_WORD}+")
_WIDE_RUNS = re.compile(f"[{_HAN}]+")
_BORDERS = re.compile(f"([{_HAN}])\\s*(?=({_WORD}))|({_WORD})\\s*(?=([{_HAN}]))")


def fold(text: str) -> str:
    """The form in which texts are compared; it may be longer or shorter than the text."""
    if text.isascii():
        return text.lower().replace("'", "")
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
    Where a word touches a wide character, with spaces between or not, their signs at the border are a gram
    too, which begins with the wide one: 月8 of 月8, 月<8 of 8月.
    """
    found = set(_WORDS.findall(folded))
    if folded.isascii():
        return found
    runs = _WIDE_RUNS.findall(folded)
    for wide, first, last, next_ in _BORDERS.findall(folded) if runs and found else ():
        found.add(wide + first if wide else f"{next_}<{last}")
    for run in runs:
        found.update(map(concat, run, run[1:]))
        found.add(run[-1])
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


def variant_pairs(files: int) -> list[str]:
    """Traditional and simplified characters in turn, in so many parts by the code point of the former."""
    found = [""] * files
    for variant, plain in sorted(_variants().items()):
        found[ord(variant) % files] += variant + plain
    return found


def variant_lines() -> list[str]:
    """A simplified character and its variants, per line. Made with OpenCC's `t2s` (Apache License 2.0)."""
    text = resources.files("sitegen.outputs.search").joinpath("variants.txt").read_text("utf-8")
    return text.splitlines()[1:]
