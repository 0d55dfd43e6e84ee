"""What has been said of the programme before: the ledger of releases, and what differs from it now."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from sitegen.model.fields import Day, Id, Many, Number, OneOf, Plain, Record, Time, fault
from sitegen.model.programme import Session
from sitegen.text import Text

OFF = ("postponed", "cancelled", "replaced")
"""Statuses of what nobody should go to."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Identity and version of an item in calendars (RFC 5545: UID, SEQUENCE, LAST-MODIFIED)."""

    uid: str
    """Never changes once released."""
    sequence: int
    """Counts the changes of time, place, status or title; one not released yet counts already."""
    modified: datetime.datetime
    """When it last changed, in UTC."""


def _instant(value: Any) -> datetime.datetime:
    try:
        moment = datetime.datetime.fromisoformat(str(value))
    except ValueError:
        raise fault("not-an-instant", value=str(value)) from None
    if moment.tzinfo is None:
        raise fault("not-an-instant", value=str(value))
    return moment.astimezone(datetime.UTC)


Instant = Annotated[
    datetime.datetime, PlainValidator(_instant), WithJsonSchema({"type": "string", "format": "date-time"})
]
"""A moment in UTC, `2023-08-20T02:30:00Z`."""


class Release(Record):
    """One run of `sitegen release`."""

    at: Instant
    note: Plain | None = None


class Version(Record):
    """Place, time and status of an item as one release gave them."""

    released: Annotated[datetime.datetime | None, PlainValidator(_instant)]
    """None only for what is not released yet."""
    date: Day | None = None
    start: Time | None = None
    end: Time | None = None
    rooms: Many[Plain] = ()
    venue: Plain | None = None
    city: Plain | None = None
    place: Plain | None = None
    status: Annotated[str, OneOf("", *OFF, "removed")] = ""
    replaced_by: Plain | None = None

    @property
    def is_off(self) -> bool:
        """Whether nobody should go there."""
        return bool(self.status)

    @property
    def facts(self) -> tuple[object, ...]:
        """All a visitor would act on, comparable."""
        return (*self.slot, self.status, self.replaced_by)

    @property
    def slot(self) -> tuple[object, ...]:
        """Place and time, comparable."""
        return (self.date, self.start, self.end, self.rooms, self.venue, self.city, self.place)

    def was_elsewhere(self, other: Version) -> bool:
        """Whether this says another place or time than `other`; what was open and is settled now does not."""
        return any(old and old != new for old, new in zip(self.slot, other.slot, strict=True))


class Entry(Record):
    """All that was released of one item."""

    id: Id
    uid: Plain
    title: Plain
    parent: Plain | None = None
    sequence: Number = 0
    changed: Instant | None = Field(None, alias="modified", description="where not `released` of the last")
    fingerprint: Plain
    versions: Annotated[tuple[Version, ...], Field(min_length=1)]

    @property
    def last(self) -> Version:
        """What was released last."""
        return self.versions[-1]

    @property
    def modified(self) -> datetime.datetime:
        """When it last changed."""
        released = self.changed or self.last.released
        assert released is not None
        return released


@dataclass(frozen=True, slots=True)
class Present:
    """An item as the content has it now, in the language the content is written in first."""

    id: str
    title: str
    version: Version
    parent: str | None = None
    former: tuple[str, ...] = ()
    """Ids under which the ledger may know it."""

    @property
    def fingerprint(self) -> str:
        """Digest (BLAKE2b, 10 hex digits) of place, time, status and title."""
        facts = "\0".join("" if fact is None else str(fact) for fact in (*self.version.facts, self.title))
        return blake2b(facts.encode(), digest_size=5).hexdigest()


@dataclass(frozen=True, slots=True)
class Pending:
    """A difference between the content and the ledger, not released yet."""

    present: Present
    entry: Entry | None
    """None for what is new."""
    fingerprint: str


@dataclass(frozen=True)
class History:
    """The ledger, and what differs from it."""

    releases: tuple[Release, ...] = ()
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """By the id an item has now, or had last."""
    pending: Mapping[str, Pending] = field(default_factory=dict)
    """What is not released yet, by id."""
    moment: datetime.datetime = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    """What counts as the moment of changes not released yet: the start of `today` in the congress zone."""

    @property
    def is_kept(self) -> bool:
        """Whether anything has been released."""
        return bool(self.releases)


def version_of(session: Session) -> Version:
    """Place, time and status of an item now; `moved` is no status of its own, as the slots tell it."""
    return Version.model_construct(
        released=None,
        date=session.date,
        start=session.start,
        end=session.end,
        rooms=session.rooms,
        venue=session.venue,
        city=_plain(session.city),
        place=_plain(session.place),
        status=session.status if session.status in OFF else "",
        replaced_by=session.replaced_by,
    )


def former_ids(session: Session) -> tuple[str, ...]:
    """Ids under which the ledger may know an item: its aliases, and the date of a series it has become."""
    if session.series and session.parent is None and session.date:
        return (*session.aliases, f"{session.series}-{session.date}")
    return session.aliases


def _plain(text: Text | None) -> str | None:
    return text.plain if text else None


def compare(
    present: Iterable[Present],
    releases: tuple[Release, ...],
    known: Mapping[str, Entry],
    moment: datetime.datetime,
) -> History:
    """What the content has now, held against the ledger; an item renamed (`aliases`) keeps its entry."""
    if not releases:
        return History(moment=moment)
    left = dict(known)
    entries: dict[str, Entry] = {}
    pending: dict[str, Pending] = {}
    for item in present:
        name = next((name for name in (item.id, *item.former) if name in left), None)
        entry = left.pop(name) if name is not None else None
        if entry is not None:
            entries[item.id] = entry
        fingerprint = item.fingerprint
        if entry is None or entry.fingerprint != fingerprint or entry.id != item.id:
            pending[item.id] = Pending(item, entry, fingerprint)
    for id_, entry in left.items():
        entries[id_] = entry
        if entry.last.status != "removed":
            gone = entry.last.model_copy(update={"released": None, "status": "removed"})
            item = Present(id_, entry.title, gone, entry.parent)
            pending[id_] = Pending(item, entry, item.fingerprint)
    return History(releases, entries, pending, moment)
