"""Orders of lists of people by strokes, pinyin or English family name; protocol is the order as written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sitegen.model.names import (
    NameParts,
    fold,
    fold_pinyin,
    pinyin_table,
    sorted_as,
    split_beside,
    split_name,
    stroke_table,
)
from sitegen.text import Text, is_han

ORDERS = ("strokes", "name-strokes", "pinyin", "family")
"""How a list of people may be sorted."""
Split = Callable[[Text], NameParts]
"""Tells the parts of one spelling of a name."""

_LAST_LETTER = "["  # the character after Z: names without a Latin letter come last


def sort_key(
    name: Text, override: str | None = None, order: str = "pinyin", split: Split | None = None
) -> tuple[Any, ...]:
    """Key for `sorted`, for one of `ORDERS`; keys of one order compare with one another.

    `pinyin`: by letter; Han names, before Latin ones, by syllable, tone and strokes.
    `strokes` (姓氏笔画): by strokes of the surname, their number, then 横竖撇点折 one after another; in a
    surname single given names before double ones, then by strokes of the given name.
    `name-strokes` (姓名笔画): the same character after character, so that 田大利 stands before 田富.
    `family`: by Latin family name without accents.
    Each order prefers the spelling in its script where there are several; `split` tells the parts of one
    where they are known better than by a guess. `override`, the author's own key, wins over every guess:
    letters (in stroke order they are set aside), or other Han characters to sort by.
    """
    spelling = in_script(name, han=order != "family")
    split = split or _guess(name)
    if order in ("strokes", "name-strokes"):
        if override and is_han(override[:1]):
            return _stroke_key(split_name(override), whole=order == "name-strokes")
        if not is_han(spelling[:1]):
            return (True, fold(" ".join(split(spelling)[:2])))
        return _stroke_key(split(spelling), whole=order == "name-strokes")
    return _letter_key(spelling, override, split, han_first=order == "pinyin")


def index_letter(name: Text, override: str | None = None, split: Split | None = None) -> str:
    """The letter, A–Z, under which a name stands in an index of its script; "#" where there is none."""
    letter = str(_letter_key(name, override, split or _guess(name), han_first=True)[0])
    return "#" if letter == _LAST_LETTER else letter


def in_script(name: Text, *, han: bool) -> Text:
    """The spelling in Han characters, or one in another script; the name as shown where there is none."""
    spellings = (name, *name.others)
    return next((spelling for spelling in spellings if is_han(spelling[:1]) is han), name)


def _guess(name: Text) -> Split:
    han = in_script(name, han=True)
    return lambda spelling: (
        split_name(spelling) if spelling is han else split_beside(spelling.plain, han.plain)
    )


def _letter_key(spelling: Text, override: str | None, split: Split, *, han_first: bool) -> tuple[Any, ...]:
    """(letter, script, …): han_first puts Han names before Latin ones of the same letter."""
    if override and is_han(override[:1]):
        return _pinyin_key(split_name(override), None, not han_first)
    if is_han(spelling[:1]):
        return _pinyin_key(split(spelling), override, not han_first)
    folded = fold(override or " ".join(split(spelling)[:2]))
    return (_letter_of(folded), han_first, folded)


def _pinyin_key(parts: NameParts, override: str | None, script: bool) -> tuple[Any, ...]:
    family, given = sorted_as(parts.family), parts.given
    table = pinyin_table()
    if override:
        first, *rest = fold_pinyin(override)
        letter = _letter_of(first)
        groups = (table.place(first), *(table.place(syllable) for syllable in rest))
    else:
        letter = _letter_of(table.syllable(family[0]))
        groups = (table.group(family[0]), *map(table.group, family[1:] + given))
    places = tuple(map(table.rank, family + given))
    return (letter, script, groups[0], places[0], tuple(zip(groups[1:], places[1:], strict=False)), places)


def _stroke_key(parts: NameParts, *, whole: bool) -> tuple[Any, ...]:
    family, given, _ = parts
    rank = stroke_table().rank
    if whole:
        return (False, tuple(map(rank, family + given)))
    return (False, tuple(map(rank, family)), len(given), tuple(map(rank, given)))


def _letter_of(folded: str) -> str:
    return folded[0].upper() if "a" <= folded[:1] <= "z" else _LAST_LETTER
