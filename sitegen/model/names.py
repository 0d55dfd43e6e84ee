"""Names of people: their family and given parts, initials for avatars, and the orders of lists.

Nothing here romanises: syllables of Mandarin serve only to sort and to find the letter of an index.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple

from sitegen.text import Text, is_han

Order = Literal["pinyin", "strokes", "family"]

_PARTICLES = re.compile(
    "a[fl]|bin|d[aeiou]|dal|del|della|den|der|dos|el|ibn|las?|les?|los?|ten|ter|van|von|y|zum?|zur"
)
_SUFFIX = re.compile(r",? (?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|mbbs|frcs|facs)\.?$", re.IGNORECASE)
_NOT_DECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"’": "", "'": "", "ʼ": "", "-": " "}
)
_LAST_LETTER = "["  # the character after Z: names without a Latin letter come last


class NameParts(NamedTuple):
    """A name in two parts; `given` is empty where only one name is known (彭玛, 买买提·艾力, Plato)."""

    family: str
    given: str
    family_first: bool


def split_name(name: str) -> NameParts:
    """Family and given name, guessed from the spelling of 欧阳修, ZHANG San, "Rossi, Maria" or Maria Rossi.

    The family name comes first in Han names (GB/T 28039), before a comma, and where it alone is in capitals.
    """
    plain = " ".join(unicodedata.normalize("NFC", str.__str__(name)).split())
    return _split_han(plain) if is_han(plain[:1]) else _split_latin(plain)


def _split_han(name: str) -> NameParts:
    if re.search("[·・•‧]", name):
        return NameParts(name, "", True)
    first, space, rest = name.partition(" ")
    if space:
        return NameParts(first, rest.replace(" ", ""), True)
    length = 2 if len(name) > 2 and name[:2] in _surnames()[0] else 1
    if len(name) > 4 or len(name) == 1:
        length = len(name)
    return NameParts(name[:length], name[length:], True)


def _split_latin(name: str) -> NameParts:
    name = _SUFFIX.sub("", name)
    family, comma, given = name.partition(",")
    if comma and given.strip():
        return NameParts(family.strip(), given.strip(), True)
    words = name.replace(",", "").split(" ")
    capital = [_is_capital(word) for word in words]
    if any(capital) and not all(capital):
        inside = [word for word, big in zip(words, capital, strict=True) if big]
        outside = [word for word, big in zip(words, capital, strict=True) if not big]
        return NameParts(" ".join(inside), " ".join(outside), capital[0])
    start = len(words) - 1
    while start > 1 and _PARTICLES.fullmatch(words[start - 1]):
        start -= 1
    return NameParts(" ".join(words[start:]), " ".join(words[:start]), False)


def _is_capital(word: str) -> bool:
    return sum(map(str.isalpha, word)) > 1 and word.isupper() and "." not in word


def initials(name: str) -> str:
    """What stands for a portrait: the Han family name, of one or two characters, else two Latin letters."""
    parts = split_name(name)
    if is_han(parts.family[:1]):
        return parts.family if len(parts.family) <= 2 else parts.family[0]
    pair = (parts.family, parts.given) if parts.family_first else (parts.given, parts.family)
    letters = "".join(filter(None, map(_first_letter, pair)))
    return (letters if len(letters) > 1 else "".join(filter(str.isalpha, name))[:2]).upper()


def _first_letter(words: str) -> str:
    """The first letter that belongs to the name itself: B of "van der Berg"."""
    own = [word for word in words.split(" ") if not _PARTICLES.fullmatch(word)] or [words]
    return next(filter(str.isalpha, own[0]), "")


# ---------------------------------------------------------------- orders
def sort_key(name: Text, override: str | None = None, order: str = "pinyin") -> tuple[Any, ...]:
    """Key for `sorted`, for one of three orders of people; keys of one order compare with one another.

    `pinyin`: by letter; Han names, before Latin ones, by syllable, tone and strokes. `strokes` (姓氏笔画): by
    strokes of the surname, their number, then 横竖撇点折 for common ones; within a surname single given names
    before double ones. `family`: by Latin family name without accents. Each order prefers the spelling in its
    script where the name has several.
    `override`, the author's own key, wins over every guess: letters (in stroke order they are set aside), or
    other Han characters to sort by.
    """
    spelling = _spelling(name, han=order != "family")
    if order == "strokes":
        if override and is_han(override[:1]):
            spelling = override
        return _stroke_key(spelling)
    return _letter_key(spelling, override, han_first=order == "pinyin")


def index_letter(name: Text, override: str | None = None) -> str:
    """The letter, A–Z, under which a name stands in an index of its script; "#" where there is none."""
    letter = str(_letter_key(str.__str__(name), override, han_first=True)[0])
    return "#" if letter == _LAST_LETTER else letter


def _spelling(name: Text, *, han: bool) -> str:
    candidates = [str.__str__(name), *map(str.__str__, getattr(name, "others", ()))]
    return next((spelling for spelling in candidates if is_han(spelling[:1]) is han), candidates[0])


def _letter_key(spelling: str, override: str | None, *, han_first: bool) -> tuple[Any, ...]:
    """(letter, script, …): han_first puts Han names before Latin ones of the same letter."""
    if override and is_han(override[:1]):
        spelling, override = override, None
    if not is_han(spelling[:1]):
        folded = fold(override) if override else fold(" ".join(split_name(spelling)[:2]))
        return (_letter_of(folded), han_first, folded)
    return _pinyin_key(split_name(spelling), override, not han_first)


def _pinyin_key(parts: NameParts, override: str | None, script: bool) -> tuple[Any, ...]:
    family, given = sorted_as(parts.family), parts.given
    table = _pinyin()
    if override:
        first, *rest = fold_pinyin(override)
        letter = _letter_of(first)
        groups = (table.place(first), *(table.place(syllable) for syllable in rest))
    else:
        letter = _letter_of(table.syllable(family[0]))
        groups = (table.group(family[0]), *map(table.group, family[1:] + given))
    places = tuple(map(table.rank, family + given))
    return (letter, script, groups[0], places[0], tuple(zip(groups[1:], places[1:], strict=False)), places)


def _stroke_key(spelling: str) -> tuple[Any, ...]:
    if not is_han(spelling[:1]):
        return (True, fold(" ".join(split_name(spelling)[:2])))
    family, given, _ = split_name(spelling)
    rank = _strokes().rank
    return (False, tuple(map(rank, family)), len(given), tuple(map(rank, given)))


def sorted_as(family: str) -> str:
    """A Han family name in characters that sort where its reading as a surname belongs (曾 by 增, Zeng)."""
    _, readings = _surnames()
    return readings.get(family) or readings.get(family[0], family[0]) + family[1:]


def fold(words: str) -> str:
    """Lower case without accents, apostrophes and hyphens, as Latin names are compared."""
    parts = unicodedata.normalize("NFKD", words.casefold().translate(_NOT_DECOMPOSED))
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(plain.replace(",", " ").split())


def fold_pinyin(words: str) -> list[str]:
    """Syllables of a typed key: "Zeng Guofan", "ZENG Guo-fan" → zeng guo fan; other words as they are."""
    found: list[str] = []
    for word in fold(re.sub(r"[üǖǘǚǜ]|(?<=\b[ln])yu", "v", words.lower())).split():
        match = _syllables().fullmatch(word)
        found += _cut_syllables(word) if match else [word]
    return found or [""]


def syllables(text: str) -> list[str]:
    """Words of small Latin letters and digits for a text: of each Han character its usual syllable."""
    table = _pinyin()
    spelt = (f" {table.syllable(sign) or sign} " if is_han(sign) else sign for sign in text)
    return re.findall("[a-z0-9]+", fold("".join(spelt)))


def _letter_of(folded: str) -> str:
    return folded[0].upper() if "a" <= folded[:1] <= "z" else _LAST_LETTER


class _Table:
    """An order of Han characters, in groups (syllables, or counts of strokes), from a file of `orders/`."""

    def __init__(self, file: str) -> None:
        rows = [line.split(" ") for line in _read(file).splitlines()]
        self.labels = [label.replace("ü", "v") for label, _ in rows]
        self._group = {character: n for n, (_, group) in enumerate(rows) for character in group}
        self._rank = {character: n for n, character in enumerate(self._group)}

    def rank(self, character: str) -> int:
        """Position in the order; characters it does not hold follow by code point."""
        return self._rank.get(character, len(self._rank) + ord(character))

    def group(self, character: str) -> float:
        return self._group.get(character, len(self.labels))

    def syllable(self, character: str) -> str:
        number = self._group.get(character)
        return "" if number is None else self.labels[number]

    def place(self, syllable: str) -> float:
        """The group of a syllable, or a place between groups for what is none."""
        if syllable in self.labels:
            return self.labels.index(syllable)
        return sum(label < syllable for label in self.labels) - 0.5


def _read(file: str) -> str:
    return resources.files("sitegen.model").joinpath("orders", file).read_text("utf-8")


@cache
def _surnames() -> tuple[frozenset[str], dict[str, str]]:
    """Compound surnames, and for surnames with a reading of their own the characters they sort by."""
    words = [word for line in _read("surnames.txt").splitlines() if line[0] != "#" for word in line.split()]
    readings = dict(word.split("=") for word in words if "=" in word)
    return frozenset(word for word in words if "=" not in word), readings


@cache
def _pinyin() -> _Table:
    return _Table("pinyin.txt")


@cache
def _strokes() -> _Table:
    return _Table("strokes.txt")


@cache
def _syllables() -> re.Pattern[str]:
    ordered = sorted(_pinyin().labels, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(ordered)})+")


def _cut_syllables(word: str) -> list[str]:
    """The longest first syllable that leaves syllables: fangan → fang an, xinai → xin ai."""
    for label in sorted(_pinyin().labels, key=len, reverse=True):
        if word == label:
            return [word]
        if word.startswith(label) and _syllables().fullmatch(word[len(label) :]):
            return [label, *_cut_syllables(word[len(label) :])]
    return [word]
