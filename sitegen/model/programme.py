"""The programme: forum, course or camp → session → talk, at any depth, each item one `Session`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from sitegen.model.clock import DAY, Clock
from sitegen.model.fields import (
    Day,
    Decimal,
    Flag,
    Id,
    LocalText,
    Many,
    Number,
    OneOf,
    OptionalText,
    Plain,
    ProjectRef,
    Record,
    RoomRef,
    SeriesRef,
    SessionRef,
    Target,
    Time,
    TrackRef,
    VenueRef,
    not_before,
)
from sitegen.model.media import Link
from sitegen.model.missing import all_foreign, foreign_language
from sitegen.model.people import ContributionField
from sitegen.model.settings import CreditClass
from sitegen.text import Language

KINDS = (
    "ceremony", "keynote", "forum", "course", "camp", "workshop", "panel", "poster", "talk", "break",
    "social", "registration", "lecture", "training", "meeting", "other",
)  # fmt: skip
STATUSES = ("scheduled", "moved", "postponed", "cancelled", "replaced")
Kind = Annotated[str, OneOf(*KINDS)]
Status = Annotated[str, OneOf(*STATUSES)]


class ProgrammeDay(Record):
    """A congress day; it owns what starts after midnight."""

    date: Day
    name: OptionalText = None

    @property
    def key(self) -> str:
        """Name of this record among all."""
        return f"day:{self.date}"


class Credits(Record):
    """Hours of a session counted to a filed project."""

    project: ProjectRef | None = None
    hours: Decimal | None = None
    points: Decimal | None = None
    credit_class: CreditClass | None = Field(
        None, alias="class", description="I or II, to be compared with what was filed"
    )


class Slot(Record):
    """Where and when something was before it moved."""

    date: Day | None = None
    start: Time | None = None
    end: Time | None = None
    rooms: Many[RoomRef] = Field((), description="also written `room`")
    venue: VenueRef | None = None
    city: OptionalText = None
    place: OptionalText = Field(None, description="venue as text")

    @property
    def room(self) -> str | None:
        """The first of its rooms."""
        return self.rooms[0] if self.rooms else None


class Session(Record):
    """A block in a room, or a single talk.

    After loading, `date`, `start`, `end`, `rooms`, `track`, `language` and a cancelled status of the block
    are filled in where a talk did not give them itself. `start` and `end` are minutes from
    midnight of `date` in the congress zone and may pass 24:00.
    """

    id: Id
    kind: Kind = Field("", description="what it is; talk, lecture or forum by its place where not given")
    title: LocalText
    subtitle: OptionalText = None
    abstract: OptionalText = Field(None, description="Markdown; or programme/ID.LANG.md")
    date: Day | None = None
    start: Time | None = None
    end: Time | None = None
    duration: Number | None = Field(None, description="minutes")
    rooms: Many[RoomRef] = ()
    venue: VenueRef | None = None
    city: OptionalText = Field(None, description="for stops of a series elsewhere")
    place: OptionalText = Field(None, description="venue as text, where it is not in venues.yaml")
    track: TrackRef | None = None
    chairs: Many[ContributionField] = ()
    moderators: Many[ContributionField] = ()
    panellists: Many[ContributionField] = ()
    discussants: Many[ContributionField] = ()
    speakers: Many[ContributionField] = ()
    hosts: OptionalText = None
    language: Many[Plain] = Field((), description="spoken languages, BCP 47")
    interpretation: Many[Plain] = Field((), description="languages interpreted into")
    credits: Credits | None = None
    status: Status = "scheduled"
    status_note: OptionalText = None
    moved_from: Slot | None = Field(None, description="as typed, else as last released (history.yaml)")
    replaced_by: SessionRef | None = None
    tba: Flag = Field(False, description="announced, but not settled yet; also from 待定 or TBA in a field")
    number: Plain | None = Field(None, description="number of a poster or paper, e.g. P-12")
    tags: Many[LocalText] = ()
    level: OptionalText = None
    capacity: Number | None = Field(None, description="places")
    registration: Target | None = Field(None, description="registration for this item alone")
    slides: Target | None = Field(
        None, description="a file, published with `slides_consent` only, or an address"
    )
    slides_consent: Flag = Field(False, description="the speaker agreed that the slides are published")
    recording: Target | None = None
    live: Target | None = None
    questions: Target | None = None
    links: tuple[Link, ...] = ()
    talks: tuple[Session, ...] = ()
    table: Plain | None = Field(None, description="file with the talks, CSV or .xlsx, in place of `talks`")
    aliases: Many[Id] = ()
    draft: Flag = False
    sample: Flag = False
    parent: Plain | None = Field(None, description="filled in: id of the block it is in")
    series: SeriesRef | None = Field(None, description="filled in: id of the series it belongs to")

    @property
    def key(self) -> str:
        """Name of this record among all."""
        return f"session:{self.id}"

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody should go there."""
        return self.status in ("cancelled", "postponed", "replaced")

    @property
    def is_fallback(self) -> bool:
        """Whether nothing in it, title, text or titles of talks, is in the language wanted."""
        return all_foreign(self.subtitle, self.abstract, *(item.title for item in self.walk()))

    @property
    def stands_in(self) -> Language | None:
        """The language of title or text where any is not in the language wanted."""
        return foreign_language(self.abstract, self.title, self.subtitle)

    @property
    def minutes(self) -> int | None:
        """How long it lasts."""
        return None if self.start is None or self.end is None else self.end - self.start

    @property
    def span(self) -> tuple[int, int] | None:
        """Start and end in minutes on one scale for all days, None where there is no such time."""
        if self.date is None or self.start is None or self.end is None or self.end <= self.start:
            return None
        midnight = self.date.toordinal() * DAY
        return midnight + self.start, midnight + self.end

    @property
    def when(self) -> str:
        """Day and times as authors write them, for messages: `2023-08-26 23:30–00:30 +1`."""
        times = [
            f"{clock}{' +1' if clock >= DAY else ''}" for clock in (self.start, self.end) if clock is not None
        ]
        return " ".join(part for part in (str(self.date or ""), "–".join(times)) if part)

    def starts_at(self, zone: datetime.tzinfo) -> datetime.datetime | None:
        """The instant it starts."""
        return instant(self.date, self.start, zone)

    def ends_at(self, zone: datetime.tzinfo) -> datetime.datetime | None:
        """The instant it ends."""
        return instant(self.date, self.end, zone)

    def walk(self) -> Iterator[Session]:
        """This item and all that is in it, in order."""
        yield self
        for talk in self.talks:
            yield from talk.walk()

    @property
    def contributions(self) -> Iterator[tuple[str, Any]]:
        """Everybody in this item itself, as (role, contribution), chairs first."""
        for role in ("chair", "moderator", "speaker", "panellist", "discussant"):
            for contribution in getattr(self, f"{role}s"):
                yield role, contribution


def instant(
    date: datetime.date | None, clock: Clock | None, zone: datetime.tzinfo
) -> datetime.datetime | None:
    """Minutes of a congress day as a moment in a zone."""
    if date is None or clock is None:
        return None
    day = date + datetime.timedelta(days=clock // 1440)
    return datetime.datetime.combine(day, datetime.time(clock % 1440 // 60, clock % 60), zone)


def _weekday(value: Any) -> Any:
    return str(value).lower() if isinstance(value, str) else value


Weekday = Annotated[str, OneOf("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")]


class Rule(Record):
    """Every week on one day, from a first to a last possible date."""

    every: Annotated[Weekday, BeforeValidator(_weekday)]
    start: Time
    duration: Number = Field(60, description="minutes")
    starts: Day = Field(alias="from")
    until: Annotated[Day, not_before("starts", "from")]


class Extra(Record):
    """A make-up day (调休)."""

    date: Day
    start: Time | None = Field(None, description="where it is not that of the rule")
    duration: Number | None = Field(None, description="minutes, where they are not those of the rule")
    instead_of: Day | None = Field(
        None, description="the date of the rule it makes up for, which is left out"
    )
    note: OptionalText = Field(None, description="e.g. the holiday it makes up for")


class Series(Record):
    """A recurring lecture, or a training programme of several dates and cities."""

    id: Id
    title: LocalText
    subtitle: OptionalText = None
    description: OptionalText = Field(None, description="Markdown")
    kind: Kind = ""
    rule: Rule | None = None
    exceptions: Many[Day] = Field((), alias="except", description="dates left out (holidays)")
    extra: tuple[Extra, ...] = ()
    count: Number | None = Field(None, description="how many dates there must be")
    room: RoomRef | None = None
    venue: VenueRef | None = None
    speakers: Many[ContributionField] = Field((), description="of every date that names none")
    credits: Credits | None = Field(None, description="of all dates together")
    organisers: OptionalText = None
    language: Many[Plain] = ()
    links: tuple[Link, ...] = ()
    sessions: tuple[Session, ...] = ()
    sample: Flag = False

    @property
    def key(self) -> str:
        """Name of this record among all."""
        return f"series:{self.id}"

    @property
    def is_fallback(self) -> bool:
        """Whether nothing in it, title, text or titles of known dates, is in the language wanted."""
        return all_foreign(
            self.title, self.subtitle, self.description, *(session.title for session in self.sessions)
        )

    @property
    def stands_in(self) -> Language | None:
        """The language of title or text where any is not in the language wanted."""
        return foreign_language(self.description, self.title, self.subtitle)


class SeriesDate(Record):
    """One date of a series: what is known of it, or just that it takes place."""

    date: Day
    start: Time | None = None
    end: Time | None = None
    session: Session | None = None
    extra: Extra | None = None
