"""Clashes: a room twice at a time, a person in two places, or with too little time to get to the next one.

What never clashes: an item with the blocks it is in; what is cancelled, postponed or replaced; breaks and
registration desks with what else is in their room; the posters of one session with one another; items that
only touch. A block stands for what is in it: where two forums overlap, their talks are not told too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.load.project import Project
from sitegen.model.about_calendars import stand_in
from sitegen.model.fields import where_of
from sitegen.model.programme import Series, Session
from sitegen.model.site import Site
from sitegen.problems import Location, Problems

HOLDS_NO_ROOM = ("break", "registration")


@dataclass(frozen=True, slots=True, eq=False)
class Booking:
    """An item with times: when, which rooms it holds, who must be there."""

    session: Session
    start: int
    """Minutes on one scale for all days, as `end`."""
    end: int
    blocks: tuple[Booking, ...]
    """The blocks it is in that have times, outermost last."""
    ids: frozenset[str]
    """Its id and those of all blocks it is in."""
    rooms: frozenset[str]
    people: frozenset[str]

    @property
    def is_poster(self) -> bool:
        """Whether it hangs beside others of its kind in one session."""
        return self.session.kind == "poster" and self.session.parent is not None


Pair = tuple[Booking, Booking]
Test = Callable[[Booking, Booking, str], bool]


def check_clashes(project: Project, problems: Problems) -> None:
    """Warn of every clash of the programme and the series, with the places of both items."""
    bookings = list(read_bookings(project.source))
    told = _Told(project, problems)
    rooms: dict[tuple[str, str], tuple[Pair, list[str]]] = {}
    for room, pair in find_room_clashes(bookings):
        ids = pair[0].session.id, pair[1].session.id
        rooms.setdefault(ids, (pair, []))[1].append(room)
    for pair, names in rooms.values():
        told.warn("clash-room", pair, *map(told.time_of, pair), rooms=", ".join(names))
    for person, pair in find_person_clashes(bookings):
        places = [told.place_in(booking, person) for booking in pair]
        told.warn("clash-person", pair, *places, person=person)
    for person, pair, minutes in find_short_ways(bookings, project.source):
        places = [told.place_in(booking, person) for booking in pair]
        gap = pair[1].start - pair[0].end
        told.warn("clash-travel", pair, *places, person=person, gap=gap or "0", minutes=minutes)


# ---------------------------------------------------------------- what is booked
def read_bookings(site: Site) -> Iterator[Booking]:
    """Every item that takes place at a known time, also the dates of series of which no more is known."""
    for session in site.programme:
        yield from _read_block(session, (), frozenset())
    for series in site.series.values():
        for session in (*series.sessions, *_unknown_dates(series, site)):
            yield from _read_block(session, (), frozenset())


def _unknown_dates(series: Series, site: Site) -> Iterator[Session]:
    for row in site.dates_of(series) if series.room or series.speakers else ():
        if row.session is None:
            yield stand_in(series, row)


def _read_block(session: Session, blocks: tuple[Booking, ...], ids: frozenset[str]) -> Iterator[Booking]:
    if session.is_cancelled:
        return
    ids |= {session.id}
    if span := session.span:
        booking = Booking(
            session,
            *span,
            blocks,
            ids,
            frozenset(() if session.kind in HOLDS_NO_ROOM else session.rooms),
            frozenset(contribution.id for _, contribution in session.contributions),
        )
        yield booking
        blocks = (booking, *blocks)
    for talk in session.talks:
        yield from _read_block(talk, blocks, ids)


# ---------------------------------------------------------------- what clashes
def is_related(one: Booking, other: Booking) -> bool:
    """Whether one is in the other."""
    return one.session.id in other.ids or other.session.id in one.ids


def is_overlapping(one: Booking, other: Booking) -> bool:
    """Whether they share a minute; touching is not overlapping."""
    return one.start < other.end and other.start < one.end


def is_beside(one: Booking, other: Booking) -> bool:
    """Whether both are posters of one session."""
    return one.is_poster and other.is_poster and one.session.parent == other.session.parent


def clash_in_room(one: Booking, other: Booking, room: str) -> bool:
    """Whether both hold the room at a time."""
    return (
        room in one.rooms
        and room in other.rooms
        and is_overlapping(one, other)
        and not is_related(one, other)
        and not is_beside(one, other)
    )


def clash_for_person(one: Booking, other: Booking, person: str) -> bool:
    """Whether the person must be in two places; in one room it is the room that clashes."""
    return (
        person in one.people
        and person in other.people
        and is_overlapping(one, other)
        and not set(one.session.rooms) & set(other.session.rooms)
        and not is_related(one, other)
        and not is_beside(one, other)
    )


def find_room_clashes(bookings: Sequence[Booking]) -> Iterator[tuple[str, Pair]]:
    """(room, both items, the earlier first), the outermost pairs only."""
    by_room: dict[str, list[Booking]] = defaultdict(list)
    for booking in bookings:
        for room in booking.rooms:
            by_room[room].append(booking)
    for room in sorted(by_room):
        for pair in _near(by_room[room], 0):
            if clash_in_room(*pair, room) and not _is_implied(pair, room, clash_in_room):
                yield room, pair


def find_person_clashes(bookings: Sequence[Booking]) -> Iterator[tuple[str, Pair]]:
    """(person, both items, the earlier first), the outermost pairs only."""
    for person, booked in _by_person(bookings).items():
        for pair in _near(booked, 0):
            if clash_for_person(*pair, person) and not _is_implied(pair, person, clash_for_person):
                yield person, pair


def find_short_ways(bookings: Sequence[Booking], site: Site) -> Iterator[tuple[str, Pair, int]]:
    """(person, both items, minutes the way takes) where less time is left between them."""
    longest = max((row.minutes for row in site.travel), default=0)
    if not longest:
        return

    def is_short(one: Booking, other: Booking, person: str) -> bool:
        first, second = (one, other) if one.start <= other.start else (other, one)
        return (
            person in one.people
            and person in other.people
            and 0 <= second.start - first.end < way_between(first, second, site)
            and not is_related(one, other)
        )

    for person, booked in _by_person(bookings).items():
        for pair in _near(booked, longest):
            if is_short(*pair, person) and not _is_implied(pair, person, is_short):
                between = (one for one in booked if pair[0].end <= one.start and one.end <= pair[1].start)
                if not any(
                    is_short(pair[0], one, person) or is_short(one, pair[1], person) for one in between
                ):
                    yield person, pair, way_between(*pair, site)


def way_between(one: Booking, other: Booking, site: Site) -> int:
    """Minutes from one to the other, by the nearest of their venues; 0 where that is not known."""
    venues = [site.venues_of(booking.session) for booking in (one, other)]
    ways = [site.minutes_between(here, there) for here in venues[0] for there in venues[1]]
    return min(ways, default=0)


def _by_person(bookings: Sequence[Booking]) -> Mapping[str, Sequence[Booking]]:
    found: dict[str, list[Booking]] = defaultdict(list)
    for booking in bookings:
        for person in booking.people:
            found[person].append(booking)
    return {person: found[person] for person in sorted(found) if len(found[person]) > 1}


def _near(booked: Sequence[Booking], minutes: int) -> Iterator[Pair]:
    """Pairs that overlap or are less than so many minutes apart, the earlier first; one sweep."""
    row = sorted(booked, key=lambda booking: (booking.start, booking.end, booking.session.id))
    for n, one in enumerate(row):
        for other in row[n + 1 :]:
            if other.start >= one.end + minutes:
                break
            yield one, other


def _is_implied(pair: Pair, key: str, test: Test) -> bool:
    """Whether blocks they are in clash in the same way, which says it all."""
    ones, others = ((booking, *booking.blocks) for booking in pair)
    return any(test(one, other, key) for one in ones for other in others if (one, other) != pair)


# ---------------------------------------------------------------- how it is told
@dataclass(frozen=True)
class _Told:
    project: Project
    problems: Problems

    def warn(self, code: str, pair: Pair, here: Location, there: Location, **values: object) -> None:
        """A warning at the place of the item that stands later in the files, naming that of the other."""
        one, other = (booking.session for booking in pair)
        if here > there:
            one, other, here, there = other, one, there, here
        self.problems.warning(
            code,
            there,
            id=other.id,
            when=other.when,
            with_id=one.id,
            with_when=one.when,
            other=str(here),
            **values,
        )

    def time_of(self, booking: Booking) -> Location:
        """Where its time is written; of a date with no record of its own, the series."""
        session, project = booking.session, self.project
        if session.series and session.id not in project.source.sessions:
            return where_of(project.source.series[session.series].id)
        if session.series and not session.parent:
            return project.place(session.id, "date")
        return project.place(session.id, "start", "duration", "end")

    def place_in(self, booking: Booking, person: str) -> Location:
        """Where the person is named in it."""
        session = booking.session
        raw = self.project.written.items.get(session.id) if self.project.written else None
        for role in ("chairs", "moderators", "speakers", "panellists", "discussants"):
            for n, contribution in enumerate(getattr(session, role)):
                if contribution.id == person and raw and raw.get(role) is not None:
                    value = raw[role]
                    return where_of(value[n] if isinstance(value, list) else value)
        return self.time_of(booking)
