"""Questions about the programme: what is where and when, what belongs to what."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from sitegen.model.clock import Clock
from sitegen.model.programme import ProgrammeDay, Rule, Series, SeriesDate, Session
from sitegen.model.records import Records
from sitegen.model.tracks import Track
from sitegen.model.venues import Room, Venue


class AboutProgramme(Records):
    """Sessions, rooms, tracks, series and days."""

    @cached_property
    def sessions(self) -> Mapping[str, Session]:
        """Every item of the programme and of the series, at any depth, by id."""
        return {item.id: item for item in self.walk()}

    def walk(self) -> Iterator[Session]:
        """Every item of the programme and of the series, at any depth, blocks before what is in them."""
        for block in (
            *self.programme,
            *(stop for series in self.series.values() for stop in series.sessions),
        ):
            yield from block.walk()

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

    def venues_of(self, session: Session) -> frozenset[str]:
        """The ids of the venues whose rooms it takes place in; none where that is not known."""
        if session.rooms:
            return frozenset(self.rooms[room].venue for room in session.rooms)
        venue = self.venue_of(session) if session.place is None else None
        return frozenset({venue.id} if venue else ())

    @cached_property
    def _minutes_between(self) -> Mapping[tuple[str, str], int]:
        rows = [(row.start, row.to, row.minutes) for row in self.travel]
        return {pair: minutes for one, other, minutes in rows for pair in ((one, other), (other, one))}

    def minutes_between(self, one: str, other: str) -> int:
        """How long it takes from one venue to another, 0 for itself and where `travel:` does not say."""
        return 0 if one == other else self._minutes_between.get((one, other), 0)

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
    def _blocks_by_day_and_room(self) -> Mapping[tuple[datetime.date | None, str], Sequence[Session]]:
        found: dict[tuple[datetime.date | None, str], list[Session]] = defaultdict(list)
        for date, blocks in self._blocks_by_day.items():
            for block in blocks:
                for room in set(block.rooms):
                    found[date, room].append(block)
        return found

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
        """The items before and after it: in its block and round that, else in its room that day or series."""
        block = self.block_of(session)
        if block:
            row: Iterable[Session] = block.talks
        elif session.series:
            row = self.series[session.series].sessions
        elif len(session.rooms) == 1:
            row = self._blocks_by_day_and_room.get((session.date, session.rooms[0]), ())
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
        before, after = self.neighbours(block) if block else (None, None)
        return (ids[place - 1] if place else before), (ids[place + 1] if place + 1 < len(ids) else after)

    def parallel_to(self, session: Session) -> tuple[Session, ...]:
        """The outermost items elsewhere that overlap it in time."""
        if session.date is None or session.start is None or session.end is None or session.series:
            return ()
        start, end = session.start, session.end
        outermost = session
        while outermost.parent:
            outermost = self.sessions[outermost.parent]
        blocks = self._blocks_by_day.get(session.date, ())
        until = bisect_left(blocks, (session.date, int(end), -(10**6)), key=by_time)  # no later one overlaps
        return tuple(
            other
            for other in blocks[:until]
            if other.id != outermost.id
            and other.start is not None
            and other.end is not None
            and other.start < end
            and start < other.end
            and other.kind not in ("break", "registration")
        )

    def count_talks(self, session: Session) -> int:
        """How many talks a block holds, at any depth."""
        return (
            sum(1 for item in session.walk() if not item.talks and item.kind not in ("break", "social"))
            if session.talks
            else 0
        )

    @cached_property
    def talk_count(self) -> int:
        """How many talks the whole programme holds."""
        return sum(
            1
            for session in self.programme
            for item in session.walk()
            if item.kind in ("talk", "keynote", "lecture")
        )

    @cached_property
    def title_counts(self) -> Mapping[str, int]:
        """How many items bear each title."""
        return Counter(session.title.plain for session in self.sessions.values())

    def dates_of(self, series: Series) -> tuple[SeriesDate, ...]:
        """Every date of a series, from its rule, its make-up days and its known sessions, by time."""
        extras = {extra.date: extra for extra in series.extra}
        rows = [
            SeriesDate.model_construct(
                date=session.date,
                start=session.start,
                end=session.end,
                session=session,
                extra=extras.get(session.date),
            )
            for session in series.sessions
            if session.date
        ]
        taken = {row.date for row in rows}
        moved = [stop.moved_from for stop in series.sessions if stop.moved_from and stop.date]
        taken |= {slot.date for slot in moved if slot.date}
        for date, start, end in recurring(series):
            if date not in taken:
                taken.add(date)  # a make-up day may be a date of the rule
                extra = extras.get(date)
                rows.append(
                    SeriesDate.model_construct(date=date, start=start, end=end, session=None, extra=extra)
                )
        return tuple(sorted(rows, key=lambda row: (row.date, row.start or 0)))


def by_time(session: Session) -> tuple[datetime.date, int, int]:
    """Sort key: day, start, longest first; what has no time yet comes last."""
    return (
        session.date or datetime.date.max,
        9999 if session.start is None else session.start,
        -(session.minutes or 0),
    )


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def recurring(series: Series) -> Iterable[tuple[datetime.date, Clock | None, Clock | None]]:
    """(date, start, end) of each date that rule, exceptions and make-up days give, times in minutes."""
    rule = series.rule
    if rule:
        left_out = {*series.exceptions, *(extra.instead_of for extra in series.extra)}
        for date in ruled(rule):
            if date not in left_out:
                yield date, rule.start, Clock(rule.start + rule.duration)
    for extra in series.extra:
        start = extra.start if extra.start is not None else (rule.start if rule else None)
        lasts = extra.duration or (rule.duration if rule else None)
        yield extra.date, start, Clock(start + lasts) if start is not None and lasts else None


def ruled(rule: Rule) -> Iterable[datetime.date]:
    """Every date of a rule, before exceptions."""
    date = rule.starts + datetime.timedelta((WEEKDAYS.index(rule.every) - rule.starts.weekday()) % 7)
    while date <= rule.until:
        yield date
        date += datetime.timedelta(7)
