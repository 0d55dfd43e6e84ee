"""Suggests how Chinese names might be spelt in Latin letters: to be asked about, never published by itself.

Hanyu Pinyin by GB/T 28039-2011: family name first, compound ones joined, syllables of a given name joined, ü
as YU in capitals. Surnames are read as they are sorted; what has several readings is told as a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sitegen.model.fields import where_of
from sitegen.model.name_orders import in_script
from sitegen.model.name_styles import AS_GIVEN, styled
from sitegen.model.names import NameParts, pinyin_table, sorted_as
from sitegen.model.people import Person
from sitegen.model.site import Site
from sitegen.problems import Location
from sitegen.text import is_han

LONGEST = 4
"""Characters of a name that may be Mandarin: longer ones are of other peoples of China, or from abroad."""
ABROAD = frozenset({"HK", "MO", "TW", "SG", "MY", "JP", "KR", "KP", "VN", "US", "CA", "GB", "AU"})
"""Countries whose people do not, or not all, spell Chinese names in Pinyin (`country` of a person)."""
_VOWELS = ("a", "e", "o")


@dataclass(frozen=True)
class Suggestion:
    """What is to be said of somebody's name in Latin letters."""

    person: Person
    han: str
    where: Location
    latin: str
    """A spelling to ask about; empty where none can be guessed."""
    doubts: tuple[tuple[str, str], ...] = ()
    """Characters with several readings, and these: (“曾”, “zeng, ceng”)."""
    is_there: bool = False
    """Whether a spelling is there already, in which a compound surname stands in two words."""


def suggest_names(site: Site) -> Iterator[Suggestion]:
    """Everybody whose name stands in Han characters alone, and who has a compound surname torn apart."""
    style = site.settings.names
    for person in site.people.values():
        han, latin = in_script(person.name, han=True), in_script(person.name, han=False)
        where = where_of(person.name)
        if not is_han(han[:1]):
            continue
        if is_han(latin[:1]):
            spelling, doubts = romanise(person.parts_of(han), style, person.country)
            yield Suggestion(person, han.plain, where, spelling, doubts)
        elif person.parts_of(latin).family not in latin:
            parts = person.parts_of(latin)
            whole = f"{parts.family} {parts.given}" if parts.family_first else f"{parts.given} {parts.family}"
            yield Suggestion(person, han.plain, where_of(latin), whole, is_there=True)


def romanise(
    parts: NameParts, style: str, country: str | None = None
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A Han name in Pinyin, in the style of the site, and what is doubtful in it; empty where it is none."""
    name = parts.family + parts.given
    family = [pinyin_table().syllable(sign) for sign in sorted_as(parts.family)]
    given = [_given_readings(sign) for sign in parts.given]
    is_foreign = len(name) > LONGEST or (country or "CN").upper() in ABROAD
    if not parts.given or is_foreign or not all(map(is_han, name)) or not all((*family, *map(len, given))):
        return "", ()
    first = _in_letters("".join(family)).capitalize()
    latin = NameParts(first, _joined([readings[0] for readings in given]).capitalize(), True)
    spelling = styled(" ".join(latin[:2]), latin, "WANG Wei" if style == AS_GIVEN else style)
    return spelling, tuple(_doubts(parts, family, given))


def _doubts(parts: NameParts, family: list[str], given: list[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    usual = [pinyin_table().syllable(sign) for sign in parts.family]
    for sign, own, other in zip(parts.family, family, usual, strict=True):
        if own != other:
            yield sign, _in_letters(f"{own}, {other}")
    for sign, readings in zip(parts.given, given, strict=True):
        if len(readings) > 1:
            yield sign, _in_letters(", ".join(readings))


def _given_readings(sign: str) -> tuple[str, ...]:
    known = _several_readings().get(sign)
    usual = pinyin_table().syllable(sign)
    return known or ((usual,) if usual else ())


def _joined(syllables: list[str]) -> str:
    """Syllables in one word, with an apostrophe before a vowel (GB/T 16159-2012, 6.4): xi'an."""
    parts = [f"'{one}" if n and one.startswith(_VOWELS) else one for n, one in enumerate(syllables)]
    return _in_letters("".join(parts))


def _in_letters(syllables: str) -> str:
    return syllables.replace("v", "ü")


@cache
def _several_readings() -> dict[str, tuple[str, ...]]:
    text = resources.files("sitegen.model").joinpath("orders", "given.txt").read_text("utf-8")
    pairs = re.findall(r"(\S)=(\S+)", text.partition("\n")[2])
    return {sign: tuple(readings.split("/")) for sign, readings in pairs}
