"""Contact panels and important dates."""

from __future__ import annotations

import re
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
    not_before,
)
from sitegen.problems import suggest
from sitegen.text import Text

PHONES = ("phone", "mobile", "fax")
"""Kinds of lines whose value is a telephone number."""
_SAVED = (*PHONES, "email", "address")
_EXTENSION = re.compile(
    r"[\s,，;；(（]*(?:转|分机|ext(?:ension|\.)?|x)[\s:：.]*(\d{1,6})[)）]?\s*$", re.IGNORECASE
)


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

    @property
    def number(self) -> Text | None:
        """A telephone number without the extension that was typed after it (010-5550-0100转2)."""
        if self.value is None or self.kind not in PHONES:
            return self.value
        return self.value.with_value(_EXTENSION.sub("", self.value.plain))

    @property
    def extension(self) -> str | None:
        """The extension, in its own field or typed after the number."""
        typed = _EXTENSION.search(self.value.plain) if self.value and self.kind in PHONES else None
        return self.ext or (typed[1] if typed else None)


class Panel(Record):
    """A block of contact lines."""

    title: LocalText
    lines: tuple[ContactLine, ...] = ()

    @property
    def saved(self) -> tuple[ContactLine, ...]:
        """What an address book can hold of it: published telephone, fax, e-mail and postal address."""
        return tuple(line for line in self.lines if line.kind in _SAVED and line.value and not line.sample)


class ImportantDate(Record):
    """A date participants must not miss."""

    id: Id
    date: Day
    time: Time | None = Field(None, description="24:00 at the latest; the whole day otherwise")
    label: LocalText
    page: Plain | None = Field(None, description="page that tells more")
    until: Annotated[Day | None, not_before("date")] = Field(
        None, description="last day, where it is a period"
    )
    sample: Flag = False

    @property
    def due(self) -> Clock | None:
        """The time of day, if one was given."""
        return self.time
