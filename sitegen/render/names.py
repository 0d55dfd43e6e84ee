"""Names of people in pages: the family name is marked, as readers abroad cannot tell which word it is."""

from __future__ import annotations

from markupsafe import Markup, escape

from sitegen.model.names import NameParts
from sitegen.model.people import Person
from sitegen.text import Text, is_han


def person_name(person: Person, spelling: Text | None = None) -> Markup:
    """A name, or one spelling of it: `<span class="family">WANG</span> Wei`, with `lang` where foreign."""
    name = spelling if spelling is not None else person.name
    start, end = family_in(name.plain, person.parts_of(name))
    if start == end or any(map(is_han, name)) is not is_han(name[:1]):
        return _whole(name) if "·" in name else escape(name)
    text = name.plain
    family = Markup('<span class="family">{}</span>').format(text[start:end])
    html = escape(text[:start]) + family + escape(text[end:])
    return Markup('<span lang="{}">{}</span>').format(name.lang.tag, html) if name.is_foreign else html


def _whole(name: Text) -> Markup:
    """A name with the mark between its parts (买买提·艾力), which no line may begin with."""
    language = Markup(' lang="{}"').format(name.lang.tag) if name.is_foreign else ""
    return Markup('<span class="nb"{}>{}</span>').format(language, name.plain)


def family_in(name: str, parts: NameParts) -> tuple[int, int]:
    """From where to where the family name stands in a name; nowhere (0, 0) where only one name is known."""
    if not parts.given:
        return (0, 0)
    find = str.find if parts.family_first else str.rfind
    start = find(name, parts.family)
    if start < 0:
        start = find(name.casefold(), parts.family.casefold())
    if start >= 0:
        return (start, start + len(parts.family))
    if parts.family_first and name.endswith(parts.given):  # a compound one typed as two words, Ou Yang
        return (0, len(name[: -len(parts.given)].rstrip()))
    return (0, 0)
