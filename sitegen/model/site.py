"""The congress in one language: all records, and the questions pages ask about their relations."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sitegen.model.contact import ImportantDate, Panel
from sitegen.model.media import Attachment
from sitegen.model.names import sort_key
from sitegen.model.organisations import Group, Organisation
from sitegen.model.people import Committee, CommitteeMember, Person
from sitegen.model.programme import ProgrammeDay, Series, SeriesDate, Session, Track
from sitegen.model.prose import Article, ProsePage
from sitegen.model.settings import Event, Settings
from sitegen.model.venues import Room, Travel, Venue
from sitegen.text import Language, Text


@dataclass(frozen=True)
class Activity:
    """What somebody does: a role (`speaker`, `chair` …) in a session, and the words given for it."""

    session: Session
    role: str
    label: Text | None = None


@dataclass(frozen=True)
class Office:
    """A seat on a committee."""

    committee: Committee
    member: CommitteeMember


@dataclass(frozen=True)
class Download:
    """A file offered somewhere on the site, and the record it belongs to."""

    attachment: Attachment
    owner: Article | ProsePage | Session


@dataclass
class Site:
    """One language of the congress; twin records of the languages share ids."""

    language: Language
    languages: tuple[Language, ...]
    source_language: Language
    settings: Settings
    today: datetime.date
    days: tuple[ProgrammeDay, ...] = ()
    tracks: Mapping[str, Track] = field(default_factory=dict)
    programme: tuple[Session, ...] = ()
    series: Mapping[str, Series] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    committees: tuple[Committee, ...] = ()
    venues: Mapping[str, Venue] = field(default_factory=dict)
    travel: tuple[Travel, ...] = ()
    panels: tuple[Panel, ...] = ()
    dates: tuple[ImportantDate, ...] = ()
    articles: tuple[Article, ...] = ()
    pages: Mapping[str, ProsePage] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)

    @property
    def event(self) -> Event:
        """The congress itself."""
        return self.settings.event

    @property
    def short_name(self) -> Text:
        """Name of the congress where there is little room."""
        return self.event.short_name or self.event.name

    @property
    def phase(self) -> str:
        """`before`, `during` or `after` the congress, by `today`."""
        if self.today < self.event.start:
            return "before"
        return "during" if self.today <= self.event.end else "after"

    # ------------------------------------------------------------ programme
    @cached_property
    def sessions(self) -> Mapping[str, Session]:
        """Every item of the programme and of the series, at any depth, by id."""
        blocks = (*self.programme, *(stop for series in self.series.values() for stop in series.sessions))
        return {item.id: item for block in blocks for item in block.walk()}

    @cached_property
    def rooms(self) -> Mapping[str, Room]:
        """Every room by id, in the order of the venues."""
        return {room.id: room for venue in self.venues.values() for room in venue.rooms.values()}

    def rooms_of(self, session: Session) -> tuple[Room, ...]:
        """The rooms of an item; several for a plenary."""
        return tuple(self.rooms[room] for room in session.rooms)

    def venue_of(self, session: Session) -> Venue | None:
        """The venue of an item: its own, that of its first room, or the main one of the congress."""
        if session.venue:
            return self.venues[session.venue]
        if session.rooms:
            return self.venues[self.rooms[session.rooms[0]].venue]
        if session.series or session.city or not self.event.venue:
            return None
        return self.venues[self.event.venue]

    def track_of(self, session: Session) -> Track | None:
        """The track of an item."""
        return self.tracks[session.track] if session.track else None

    def block_of(self, session: Session) -> Session | None:
        """The block an item is in."""
        return self.sessions[session.parent] if session.parent else None

    def series_of(self, session: Session) -> Series | None:
        """The series an item belongs to."""
        return self.series[session.series] if session.series else None

    @cached_property
    def _blocks_by_day(self) -> Mapping[datetime.date, tuple[Session, ...]]:
        found: dict[datetime.date, list[Session]] = defaultdict(list)
        for session in self.programme:
            if session.date:
                found[session.date].append(session)
        return {date: tuple(sorted(blocks, key=by_time)) for date, blocks in found.items()}

    def blocks_on(self, day: ProgrammeDay) -> tuple[Session, ...]:
        """The outermost items of a day, by time."""
        return self._blocks_by_day.get(day.date, ())

    @cached_property
    def _in_room(self) -> Mapping[str, tuple[Session, ...]]:
        found: dict[str, list[Session]] = defaultdict(list)
        for session in self.programme:
            for room in session.rooms:
                found[room].append(session)
        return {room: tuple(sorted(blocks, key=by_time)) for room, blocks in found.items()}

    def blocks_in(self, room: Room) -> tuple[Session, ...]:
        """The outermost items in a room, by time."""
        return self._in_room.get(room.id, ())

    @cached_property
    def _of_track(self) -> Mapping[str, tuple[Session, ...]]:
        found: dict[str, list[Session]] = defaultdict(list)
        for session in self.programme:
            for item in session.walk():
                outer = self.block_of(item)
                if item.track and (outer is None or outer.track != item.track):
                    found[item.track].append(item)
        return {track: tuple(sorted(items, key=by_time)) for track, items in found.items()}

    def items_of(self, track: Track) -> tuple[Session, ...]:
        """What belongs to a track, blocks standing for all that is in them."""
        return self._of_track.get(track.id, ())

    def blocks_of_kind(self, *kinds: str) -> tuple[Session, ...]:
        """The outermost items of some kinds, by time."""
        return tuple(sorted((session for session in self.programme if session.kind in kinds), key=by_time))

    def neighbours(self, session: Session) -> tuple[Session | None, Session | None]:
        """The items before and after it: in its block, else in its room that day, else in its series."""
        block = self.block_of(session)
        if block:
            row: Iterable[Session] = block.talks
        elif session.series:
            row = self.series[session.series].sessions
        else:
            row = [
                other
                for other in self._blocks_by_day.get(session.date, ())  # type: ignore[arg-type]
                if not session.rooms or set(other.rooms) & set(session.rooms)
            ]
        ids = list(row)
        place = next((n for n, other in enumerate(ids) if other.id == session.id), None)
        if place is None:
            return None, None
        return (ids[place - 1] if place else None), (ids[place + 1] if place + 1 < len(ids) else None)

    def parallel_to(self, session: Session) -> tuple[Session, ...]:
        """The outermost items elsewhere that overlap it in time."""
        if session.date is None or session.start is None or session.end is None or session.series:
            return ()
        start, end = session.start, session.end
        outermost = session
        while outermost.parent:
            outermost = self.sessions[outermost.parent]
        return tuple(
            other
            for other in self._blocks_by_day.get(session.date, ())
            if other.id != outermost.id
            and other.start is not None
            and other.end is not None
            and other.start < end
            and start < other.end
            and other.kind not in ("break", "registration")
        )

    def count_talks(self, session: Session) -> int:
        """How many talks a block holds, at any depth."""
        return sum(1 for item in session.walk() if not item.talks and item.kind not in ("break", "social")) if session.talks else 0

    @cached_property
    def talk_count(self) -> int:
        """How many talks the whole programme holds."""
        return sum(1 for session in self.programme for item in session.walk() if item.kind in ("talk", "keynote", "lecture"))

    @cached_property
    def title_counts(self) -> Mapping[str, int]:
        """How many items bear each title."""
        return Counter(session.title.plain for session in self.sessions.values())

    @cached_property
    def name_counts(self) -> Mapping[str, int]:
        """How many people bear each name."""
        return Counter(person.name.plain for person in self.people.values())

    @cached_property
    def changed(self) -> tuple[Session, ...]:
        """What was moved, postponed, cancelled or replaced, by time; a block stands for what it holds."""
        found = []
        for session in self.sessions.values():
            block = self.block_of(session)
            if session.status != "scheduled" and (block is None or block.status != session.status):
                found.append(session)
        return tuple(sorted(found, key=by_time))

    def dates_of(self, series: Series) -> tuple[SeriesDate, ...]:
        """Every date of a series, from its rule, its make-up days and its known sessions, by time."""
        known = {session.date: session for session in series.sessions if session.date}
        rows = {date: SeriesDate.model_construct(date=date, start=session.start, end=session.end, session=session) for date, session in known.items()}
        for date, start, end in recurring(series):
            rows.setdefault(date, SeriesDate.model_construct(date=date, start=start, end=end, session=None))
        return tuple(rows[date] for date in sorted(rows))

    # ------------------------------------------------------------ people
    @cached_property
    def _activities(self) -> Mapping[str, tuple[Activity, ...]]:
        found: dict[str, list[Activity]] = defaultdict(list)
        for session in self.sessions.values():
            for role, contribution in session.contributions:
                found[contribution.id].append(Activity(session, role, contribution.role))
        return {person: tuple(sorted(rows, key=lambda row: by_time(row.session))) for person, rows in found.items()}

    def activities_of(self, person: Person) -> tuple[Activity, ...]:
        """What somebody does in programme and series, by time."""
        return self._activities.get(person.id, ())

    @cached_property
    def _offices(self) -> Mapping[str, tuple[Office, ...]]:
        found: dict[str, list[Office]] = defaultdict(list)
        for committee in self.committees:
            for member in committee.members:
                found[member.person].append(Office(committee, member))
        return {person: tuple(rows) for person, rows in found.items()}

    def offices_of(self, person: Person) -> tuple[Office, ...]:
        """The committees somebody sits on."""
        return self._offices.get(person.id, ())

    def organisation_of(self, person: Person) -> Text | None:
        """Where somebody works: the first organisation named."""
        for value in (person.affiliation, *(position.organisation for position in person.positions)):
            if value:
                return self.name_of_organisation(value)
        return None

    def name_of_organisation(self, value: Text | str) -> Text:
        """The name of an organisation given by id, or as text."""
        return value if isinstance(value, Text) else self.organisations[value].name

    @cached_property
    def people_sorted(self) -> tuple[Person, ...]:
        """Everybody by name: pinyin on pages in Chinese, family name elsewhere."""
        order = "pinyin" if self.language.is_han else "family"
        return tuple(sorted(self.people.values(), key=lambda person: (sort_key(person.name, person.sort_key, order), person.id)))

    @cached_property
    def featured(self) -> tuple[Person, ...]:
        """People for the home page: those marked, else speakers of keynotes and then chairs."""
        marked = tuple(person for person in self.people.values() if person.featured)
        if marked:
            return marked
        found: dict[str, Person] = {}
        for kinds in (("ceremony", "keynote"), ("forum", "course", "camp")):
            for session in self.blocks_of_kind(*kinds):
                for item in session.walk():
                    for _, contribution in item.contributions:
                        found.setdefault(contribution.id, self.people[contribution.id])
        return tuple(found.values())

    def members_of(self, committee: Committee) -> tuple[CommitteeMember, ...]:
        """The members in protocol order, or sorted as the committee says."""
        if committee.sort == "protocol":
            return committee.members
        return tuple(
            sorted(
                committee.members,
                key=lambda member: sort_key(self.people[member.person].name, self.people[member.person].sort_key, committee.sort),
            )
        )

    # ------------------------------------------------------------ prose
    @cached_property
    def _articles_by_key(self) -> Mapping[str, tuple[Article, ...]]:
        found: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            for kind, ids in (("person", article.people), ("session", article.sessions), ("series", article.series)):
                for id_ in ids:
                    found[f"{kind}:{id_}"].append(article)
        return {key: tuple(rows) for key, rows in found.items()}

    def articles_about(self, record: Person | Session | Series) -> tuple[Article, ...]:
        """Articles that name a person, session or series, newest first."""
        found = dict.fromkeys(article.slug for article in self._articles_by_key.get(record.key, ()))
        if isinstance(record, Series):
            for session in record.sessions:
                found |= dict.fromkeys(article.slug for article in self._articles_by_key.get(session.key, ()))
        return tuple(article for article in self.articles if article.slug in found)

    def parents_of(self, page: ProsePage) -> tuple[ProsePage, ...]:
        """The pages over a prose page, outermost first."""
        folders = page.path.split("/")[:-1]
        paths = ["/".join(folders[:n]) for n in range(1, len(folders) + 1)]
        return tuple(self.pages[path] for path in paths if path in self.pages)

    @cached_property
    def _children(self) -> Mapping[str, tuple[ProsePage, ...]]:
        found: dict[str, list[ProsePage]] = defaultdict(list)
        for page in self.pages.values():
            found["/".join(page.path.split("/")[:-1])].append(page)
        return {path: tuple(sorted(rows, key=lambda page: (page.order, page.path))) for path, rows in found.items()}

    def children_of(self, page: ProsePage) -> tuple[ProsePage, ...]:
        """The pages under a prose page, by `order`."""
        return self._children.get(page.path, ())

    def section_of(self, page: ProsePage) -> tuple[ProsePage, ...]:
        """The section a prose page is in: its head, then the pages under that; empty for a page alone."""
        parents = self.parents_of(page)
        head = parents[0] if parents else page
        under = self.children_of(head)
        return (head, *under) if under else ()

    @cached_property
    def downloads(self) -> tuple[Download, ...]:
        """Every attachment and set of slides on the site."""
        owners: list[Article | ProsePage] = [*self.articles, *self.pages.values()]
        found = [Download(attachment, owner) for owner in owners for attachment in owner.attachments]
        for session in self.sessions.values():
            if session.slides and not session.slides.startswith("http"):
                found.append(Download(Attachment.model_construct(file=session.slides, label=None), session))
        return tuple(found)


def by_time(session: Session) -> tuple[datetime.date, int, int]:
    """Sort key: day, start, longest first; what has no time yet comes last."""
    return (
        session.date or datetime.date.max,
        9999 if session.start is None else session.start,
        -(session.minutes or 0),
    )


def recurring(series: Series) -> Iterable[tuple[datetime.date, int | None, int | None]]:
    """(date, start, end) of each date that rule, exceptions and make-up days give, times in minutes."""
    from sitegen.model.clock import Clock

    if series.rule:
        rule = series.rule
        weekday = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday").index(rule.every)
        date = rule.starts + datetime.timedelta((weekday - rule.starts.weekday()) % 7)
        while date <= rule.until:
            if date not in series.exceptions:
                yield date, rule.start, Clock(rule.start + rule.duration)
            date += datetime.timedelta(7)
    for extra in series.extra:
        start = extra.start if extra.start is not None else (series.rule.start if series.rule else None)
        yield extra.date, start, Clock(start + series.rule.duration) if start is not None and series.rule else None
