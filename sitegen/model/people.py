"""People: everybody named on the site. What a person does follows from programme and committees."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo

from sitegen.model.fields import (
    Email,
    Flag,
    Id,
    LocalText,
    Many,
    OneOf,
    OptionalText,
    PersonRef,
    Plain,
    QuietText,
    Record,
    decode_label,
    decoding_of,
)
from sitegen.model.media import Link
from sitegen.model.missing import all_foreign, foreign_language
from sitegen.model.name_orders import in_script, index_letter, sort_key
from sitegen.model.names import NameParts, initials, split_beside, split_name
from sitegen.text import Language, Text, is_han

_ORDER_NAMES = {"姓氏笔画": "strokes", "姓名笔画": "name-strokes", "拼音": "pinyin"}
COLOURS = ("teal", "blue", "red", "green", "orange", "violet", "purple", "olive")
"""Names of the eight hues of the theme."""


def _organisation(value: Any, info: ValidationInfo) -> Text | str | None:
    """An id of organisations.yaml where there is one, text otherwise."""
    if isinstance(value, str) and value in decoding_of(info).known.get("organisation", {}):
        return value
    return decode_label(value, info)


class Position(Record):
    """An office somebody holds."""

    post: OptionalText = Field(None, description="office, e.g. Director")
    organisation: Annotated[Text | str | None, PlainValidator(_organisation)] = Field(
        None, description="id of an organisation, or its name"
    )


class Photo(Record):
    """A portrait."""

    src: Plain
    credit: OptionalText = None
    consent: Flag = Field(False, description="the person agreed to its publication")
    focus: Plain | None = None


def _photo(value: Any) -> Any:
    return {"src": value} if isinstance(value, str) else value


class Person(Record):
    """Somebody who speaks, chairs, sits on a committee or is named in an article."""

    id: Id
    name: LocalText = Field(description="name in each script")
    family: QuietText = Field(None, description="family name, where the guess would be wrong")
    given: QuietText = None
    sort_key: Plain | None = Field(None, description="pinyin or Latin sort key, wins over every guess")
    honorific: OptionalText = Field(None, description="e.g. Prof.")
    rank: OptionalText = Field(None, description="职称, e.g. Chief physician")
    positions: tuple[Position, ...] = ()
    affiliation: Annotated[Text | str | None, PlainValidator(_organisation)] = Field(
        None, description="id or name of the organisation, where no office is named"
    )
    bio: OptionalText = Field(None, description="Markdown; or people/ID.LANG.md")
    photo: Annotated[Photo | None, BeforeValidator(_photo)] = None
    links: tuple[Link, ...] = ()
    country: Plain | None = Field(None, description="ISO 3166 code")
    email: Email | None = None
    phone: Plain | None = None
    public: Many[Annotated[str, OneOf("email", "phone")]] = Field(
        (), description="what of the two is published"
    )
    featured: Flag = Field(False, description="shown on the home page")
    sample: Flag = False

    @property
    def key(self) -> str:
        """Name of this record among all."""
        return f"person:{self.id}"

    @property
    def name_parts(self) -> NameParts:
        """Family and given name in the language the name is shown in."""
        return self.parts_of(self.name)

    def parts_of(self, name: Text) -> NameParts:
        """Family and given name in one spelling of the name: as the fields say, else a guess."""
        family, given = _same_language(self.family, name), _same_language(self.given, name)
        if family and given:
            return NameParts(family, given, name.casefold().startswith(family.casefold()))
        if is_han(name[:1]):
            return split_name(name)
        return split_beside(name.plain, in_script(self.name, han=True).plain)

    def sort_key_for(self, order: str) -> tuple[Any, ...]:
        """Key in an order of people (`name_orders.sort_key`): `sort_key` wins, then the parts as written."""
        return sort_key(self.name, self.sort_key, order, self.parts_of)

    @property
    def letter(self) -> str:
        """The letter under which an index of names has it, `#` for none."""
        return index_letter(self.name, self.sort_key, self.parts_of)

    @property
    def _own_texts(self) -> tuple[Text | None, ...]:
        """What it says of itself. A name in Latin letters alone is nothing that Chinese readers miss."""
        places = [position.organisation for position in self.positions] + [self.affiliation]
        name = None if self.name.wanted.is_han else self.name
        posts = [position.post for position in self.positions]
        return (self.bio, name, self.rank, *posts, *(place for place in places if isinstance(place, Text)))

    @property
    def is_fallback(self) -> bool:
        """Whether there is a biography, and nothing that is said of somebody is in the language wanted."""
        return self.bio is not None and all_foreign(*self._own_texts)

    @property
    def stands_in(self) -> Language | None:
        """The language of name or biography where either is not in the language wanted."""
        return foreign_language(*self._own_texts[:2])

    @property
    def honorific_follows(self) -> bool:
        """Whether the honorific stands after the name (张三 教授), not before it (Prof. ZHANG San)."""
        return self.honorific is not None and is_han(self.honorific[:1])

    @property
    def tint(self) -> str:
        """The colour of the initials, always the same for the same id."""
        return COLOURS[sum(self.id.encode()) % len(COLOURS)]

    @property
    def initials(self) -> str:
        """What stands in place of a portrait: one Han family name, or two Latin letters."""
        return initials(self.name)


def _same_language(part: Text | None, name: Text) -> str:
    """A part of a name in the language of a spelling; empty where it is not given in that."""
    if part is None:
        return ""
    own = part if part.lang is name.lang else part.in_(name.lang.code)
    return own.plain if own else ""


class Contribution(Record):
    """Somebody in a session, with a role where the list does not say it."""

    id: PersonRef
    role: OptionalText = None


def _contribution(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


ContributionField = Annotated[Contribution, BeforeValidator(_contribution)]


class CommitteeMember(Record):
    """Somebody on a committee."""

    person: PersonRef
    role: OptionalText = None


def _committee_member(value: Any) -> Any:
    return {"person": value} if isinstance(value, str) else value


class Committee(Record):
    """A committee; the order given is protocol unless `sort` says otherwise."""

    id: Id
    title: LocalText
    sort: Annotated[
        str, OneOf("protocol", "strokes", "name-strokes", "pinyin", "family", aliases=_ORDER_NAMES)
    ] = "protocol"
    members: Many[Annotated[CommitteeMember, BeforeValidator(_committee_member)]] = ()
    sample: Flag = False
