"""The one way a site shows names in Latin letters, `names:` in site.yaml: WANG Wei, Wei WANG or Wei Wang."""

from __future__ import annotations

from sitegen.model.names import SUFFIX, NameParts
from sitegen.model.people import Person
from sitegen.text import Text, is_han

AS_GIVEN = "as-given"
_UMLAUTS = ("lü", "nü", "lüe", "nüe")


def with_names_as(style: str, people: dict[str, Person]) -> dict[str, Person]:
    """The same people, their Latin names in a style; names that are not in two known parts stay as given."""
    if style == AS_GIVEN:
        return people
    return {
        id_: person.model_copy(update={"name": _name_as(style, person)}) for id_, person in people.items()
    }


def _name_as(style: str, person: Person) -> Text:
    shown = {spelling.lang: _spelling_as(style, person, spelling) for spelling in person.name.spellings}
    name = person.name
    return Text(shown[name.lang], name.lang, name.wanted, shown, name.where)


def _spelling_as(style: str, person: Person, spelling: Text) -> str:
    if is_han(spelling[:1]) or not spelling:
        return spelling.plain
    return styled(spelling.plain, person.parts_of(spelling), style)


def styled(name: str, parts: NameParts, style: str) -> str:
    """A Latin name in a style; with a title or suffix (MD, Jr.) that stood after it.

    >>> styled("Ludwig van Beethoven", NameParts("van Beethoven", "Ludwig", False), "WANG Wei")
    'VAN BEETHOVEN Ludwig'
    """
    if not parts.given:
        return name
    suffix = SUFFIX.search(name)
    end = suffix[0] if suffix else ""
    if style == "Wei Wang":
        return f"{parts.given} {_small(parts.family)}{end}"
    family = capitals(parts.family)
    return f"{family} {parts.given}{end}" if style == "WANG Wei" else f"{parts.given} {family}{end}"


def capitals(family: str) -> str:
    """A family name in capitals; of pinyin ü is YU then (GB/T 28039-2011): Lü is LYU, Müller MÜLLER."""
    if family.casefold() in _UMLAUTS:
        return family.upper().replace("Ü", "YU")
    return family.upper()


def _small(family: str) -> str:
    """A family name that was typed in capitals as others are written: WANG → Wang, O’NEILL → O’Neill."""
    if not family.isupper() or len(family) < 2:
        return family
    return family.title()
