"""Contact panels and important dates."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, PlainValidator, ValidationInfo

from sitegen.model.clock import Clock
from sitegen.model.fields import (
    Day,
    Flag,
    Id,
    LocalText,
    OneOf,
    OptionalText,
    Plain,
    Record,
    Target,
    Time,
    Url,
    decode_label,
    decoding_of,
    fault,
)
from sitegen.problems import suggest
from sitegen.text import Text


def _person_or_name(value: Any, info: ValidationInfo) -> Text | str | None:
    """An id of people.yaml, or `{name: …}` for somebody who is named only here."""
    if value is None:
        return None
    if isinstance(value, dict):
        if set(value) != {"name"}:
            raise fault("unknown-key", key=next(key for key in value if key != "name"), suggestion="name")
        return decode_label(value["name"], info)
    people = decoding_of(info).known.get("person", {})
    if value not in people:
        raise fault("unknown-reference", kind="person", id=str(value), suggestion=suggest(str(value), people))
    return str(people[value])


class ContactLine(Record):
    """One way to reach the secretariat; an empty value is shown as yet to be announced."""

    kind: Annotated[str, OneOf("phone", "mobile", "fax", "email", "wechat", "address", "hours", "social")]
    label: OptionalText = None
    value: OptionalText = None
    person: Annotated[Text | str | None, PlainValidator(_person_or_name)] = None
    ext: Plain | None = None
    url: Url | None = None
    qr: Target | None = None
    sample: Flag = False


class Panel(Record):
    """A block of contact lines."""

    title: LocalText
    lines: tuple[ContactLine, ...] = ()


class ImportantDate(Record):
    """A date participants must not miss."""

    id: Id
    date: Day
    time: Time | None = Field(None, description="24:00 at the latest; the whole day otherwise")
    label: LocalText
    page: Plain | None = Field(None, description="page that tells more")
    until: Day | None = Field(None, description="last day, where it is a period")
    sample: Flag = False

    @property
    def due(self) -> Clock | None:
        """The time of day, if one was given."""
        return self.time
