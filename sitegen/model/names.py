"""Names of people: their family and given parts, initials for avatars, and what is known of Han characters.

Nothing here romanises: syllables of Mandarin serve to sort, to find the letter of an index, and to tell which
word of “He Wei” is the family name of 何维.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from sitegen.text import is_han

_PARTICLES = re.compile(
    "a[fl]|bin|d[aeiou]|dal|del|della|den|der|dos|el|ibn|las?|les?|los?|ten|ter|van|von|y|zum?|zur"
)
SUFFIX = re.compile(r",? (?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|mbbs|frcs|facs)\.?$", re.IGNORECASE)
"""What follows a name and is no part of it."""
_NOT_DECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"’": "", "'": "", "ʼ": "", "-": " "}
)


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


@lru_cache(maxsize=10_000)
def split_beside(name: str, han: str) -> NameParts:
    """The same for a Latin name beside one in Han characters, whose surname tells which word it is.

    “He Wei” is of the family He beside 何维, “Ou Yang Xiu” of 欧阳, joined as GB/T 28039-2011 wants it.
    """
    plain = " ".join(unicodedata.normalize("NFC", str.__str__(name)).split())
    words = plain.split(" ")
    capital = [_is_capital(word) for word in words]
    reading = reading_of(split_name(han).family)
    if reading and "," not in plain and (all(capital) or not any(capital) or capital.count(True) > 1):
        for n in range(1, min(len(words), 3)):
            if _is_reading(words[:n], reading):
                return NameParts(_joined(words[:n]), " ".join(words[n:]), True)
            if _is_reading(words[-n:], reading):
                return NameParts(_joined(words[-n:]), " ".join(words[:-n]), False)
    return split_name(name)


def reading_of(family: str) -> str:
    """The syllables of a Han surname in small letters (`ouyang`, `zeng`, `lv`); empty where unknown."""
    found = [pinyin_table().syllable(sign) for sign in sorted_as(family)] if family else []
    return "".join(found) if all(found) else ""


def _is_reading(words: list[str], reading: str) -> bool:
    typed = fold(_with_v("".join(words))).replace(" ", "")
    return typed in (reading, reading.replace("v", "u"))


def _joined(words: list[str]) -> str:
    """A compound surname in one word: OUYANG, Ouyang."""
    whole = "".join(words)
    return whole if whole.isupper() else whole.capitalize()


def _split_han(name: str) -> NameParts:
    if re.search("[·・•‧]", name):
        return NameParts(name, "", True)
    first, space, rest = name.partition(" ")
    if space:
        return NameParts(first, rest.replace(" ", ""), True)
    length = 2 if len(name) > 2 and name[:2] in surnames()[0] else 1
    if len(name) > 4 or len(name) == 1:
        length = len(name)
    return NameParts(name[:length], name[length:], True)


def _split_latin(name: str) -> NameParts:
    name = SUFFIX.sub("", name)
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


# ---------------------------------------------------------------- syllables, strokes, surnames
def sorted_as(family: str) -> str:
    """A Han family name in characters that sort where its reading as a surname belongs (曾 by 增, Zeng)."""
    _, readings = surnames()
    return readings.get(family) or readings.get(family[0], family[0]) + family[1:]


def fold(words: str) -> str:
    """Lower case without accents, apostrophes and hyphens, as Latin names are compared."""
    parts = unicodedata.normalize("NFKD", words.casefold().translate(_NOT_DECOMPOSED))
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(plain.replace(",", " ").split())


def fold_pinyin(words: str) -> list[str]:
    """Syllables of a typed key: "Zeng Guofan", "ZENG Guo-fan" → zeng guo fan; other words as they are."""
    found: list[str] = []
    for word in fold(_with_v(words)).split():
        match = _syllables().fullmatch(word)
        found += _cut_syllables(word) if match else [word]
    return found or [""]


def _with_v(words: str) -> str:
    """ü, also as YU of capitals, as the v of keyboards: LYU → lv."""
    return re.sub(r"[üǖǘǚǜ]|(?<=\b[ln])yu", "v", words.lower())


def syllables(text: str) -> list[str]:
    """Words of small Latin letters and digits for a text: of each Han character its usual syllable."""
    table = pinyin_table()
    spelt = (f" {table.syllable(sign) or sign} " if is_han(sign) else sign for sign in text)
    return re.findall("[a-z0-9]+", fold("".join(spelt)))


class Table:
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
        """Number of its group; one more than the last for characters the table does not hold."""
        return self._group.get(character, len(self.labels))

    def syllable(self, character: str) -> str:
        """Label of its group, in the pinyin table its syllable (`lv` for lü); empty where it has none."""
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
def surnames() -> tuple[frozenset[str], dict[str, str]]:
    """Compound surnames, and for surnames with a reading of their own the characters they sort by."""
    words = [word for line in _read("surnames.txt").splitlines() if line[0] != "#" for word in line.split()]
    readings = dict(word.split("=") for word in words if "=" in word)
    return frozenset(word for word in words if "=" not in word), readings


@cache
def pinyin_table() -> Table:
    """Characters by syllable, tone and strokes."""
    return Table("pinyin.txt")


@cache
def stroke_table() -> Table:
    """Characters by number of strokes, then by their kinds in order of writing, 横竖撇点折."""
    return Table("strokes.txt")


@cache
def _syllables() -> re.Pattern[str]:
    ordered = sorted(pinyin_table().labels, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(ordered)})+")


def _cut_syllables(word: str) -> list[str]:
    """The longest first syllable that leaves syllables: fangan → fang an, xinai → xin ai."""
    for label in sorted(pinyin_table().labels, key=len, reverse=True):
        if word == label:
            return [word]
        if word.startswith(label) and _syllables().fullmatch(word[len(label) :]):
            return [label, *_cut_syllables(word[len(label) :])]
    return [word]
