"""Questions about calendars: which items stand in the calendar of a day, a track, a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from sitegen.model.about_changes import Removed
from sitegen.model.about_people import AboutPeople
from sitegen.model.about_programme import by_time
from sitegen.model.people import Person
from sitegen.model.programme import ProgrammeDay, Series, SeriesDate, Session
from sitegen.model.tracks import Track
from sitegen.model.venues import Room

WHOLE = "page:programme"
"""Key of the page whose calendar holds the whole programme."""
Dated = Session | ProgrammeDay | Track | Room | Person | Series | str


class AboutCalendars(AboutPeople):
    """What stands in calendars.

    In those of the programme, of days, tracks, rooms and series a block stands for what is in it: eight rooms
    of twelve talks each would bury the forums. What its own span and rooms do not cover stands beside it. In
    the calendar of a block its talks stand too, in that of a person exactly what this person has a part in.
    """

    def has_calendar(self, record: Dated) -> bool:
        """Whether there is a calendar of it: something in it has a date."""
        return bool(self.calendar_of(record))

    def calendar_of(self, record: Dated) -> tuple[Session, ...]:
        """The items in the calendar of a record (all: `page:programme`), each once, by time.

        All have a date. A date of a series of which nothing else is known is an item with the title of the
        series and the id `SERIES-2023-09-21`.
        """
        if isinstance(record, Session):
            return (*_within(record), *self._gone.get(record.key, ()))
        if isinstance(record, Series):
            return _by_time(self._of_series(record))
        if isinstance(record, Person):
            return tuple(item for item in self.sessions_with(record) if item.date)
        if isinstance(record, Track):
            blocks = self.items_of(record)
            return _by_time(item for block in blocks for item in _standing(block) if item.track == record.id)
        if isinstance(record, Room):
            return tuple(item for item in self._standing if record.id in item.rooms)
        date = record.date if isinstance(record, ProgrammeDay) else None
        return tuple(item for item in self._standing if date in (None, item.date))

    def uid_of(self, id_: str) -> str:
        """The UID of an item in calendars of this language; of a date of a series by `SERIES-2023-09-21`.

        An item has one in each language. What knows events by their UID, over several calendars, would
        otherwise take one language for a change of the other.
        """
        uid = self.stamp_of(id_).uid
        if self.language.code == self.source_language.code:
            return uid
        name, _, host = uid.rpartition("@")
        return f"{name}.{self.language.code}@{host}"  # no id has a dot

    @cached_property
    def _standing(self) -> tuple[Session, ...]:
        standing = (item for block in self.programme for item in _standing(block))
        return _by_time((*standing, *self._gone.get(WHOLE, ())))

    @cached_property
    def _gone(self) -> Mapping[str, Sequence[Session]]:
        """What was released and is no longer there, by the key of what it was in: calendars cancel it."""
        days = {day.date for day in self.days}
        found: dict[str, list[Session]] = defaultdict(list)
        for gone in self.removed:
            series = self.series.get(gone.id[:-11])  # SERIES-2023-09-21
            if gone.slot.date is None:
                continue
            if gone.parent in self.sessions:
                found[f"session:{gone.parent}"].append(_last_of(gone))
            elif series and gone.id == f"{series.id}-{gone.slot.date}":
                found[series.key].append(_last_of(gone, series))
            elif gone.parent is None and gone.slot.date in days:
                found[WHOLE].append(_last_of(gone))
        return found

    def _of_series(self, series: Series) -> Iterator[Session]:
        for row in self.dates_of(series):
            if row.session:
                yield from _standing(row.session)
            else:
                yield stand_in(series, row)
        yield from self._gone.get(series.key, ())


def _by_time(items: Iterable[Session]) -> tuple[Session, ...]:
    return tuple(sorted({item.id: item for item in items}.values(), key=by_time))


def _within(session: Session) -> tuple[Session, ...]:
    """An item and those in it that have a time; breaks are no reason to go there."""
    return tuple(
        item
        for item in session.walk()
        if item.date and (item is session or (item.start is not None and item.kind != "break"))
    )


def _standing(block: Session) -> Iterator[Session]:
    """A block, and what in it the block does not stand for."""
    if block.date:
        yield block
        yield from _apart(block.talks, block)
    else:
        for talk in block.talks:
            yield from _standing(talk)


def _apart(talks: Iterable[Session], block: Session) -> Iterator[Session]:
    for talk in talks:
        if talk.date is None or _covers(block, talk):
            yield from _apart(talk.talks, block)
        else:
            yield from _standing(talk)


def _covers(block: Session, talk: Session) -> bool:
    """Whether whoever is in the block from start to end is there."""
    if talk.date != block.date or not set(talk.rooms) <= set(block.rooms):
        return False
    if talk.start is None or block.start is None:
        return True
    ends = talk.end if talk.end is not None else talk.start
    return block.start <= talk.start and (block.end is None or ends <= block.end)


def stand_in(series: Series, row: SeriesDate) -> Session:
    """A date of a series as an item: all that holds for every date."""
    return Session.model_construct(
        id=f"{series.id}-{row.date}",
        kind=series.kind or "lecture",
        title=series.title,
        date=row.date,
        start=row.start,
        end=row.end,
        rooms=(series.room,) if series.room else (),
        venue=series.venue,
        speakers=series.speakers,
        language=series.language,
        series=series.id,
    )


def _last_of(gone: Removed, series: Series | None = None) -> Session:
    """Something removed as a cancelled item, as it was last."""
    slot = gone.slot
    return Session.model_construct(
        id=gone.id,
        kind="other",
        title=gone.title,
        date=slot.date,
        start=slot.start,
        end=slot.end,
        rooms=slot.rooms,
        venue=slot.venue,
        city=slot.city,
        place=slot.place,
        status="cancelled",
        parent=None if series else gone.parent,
        series=series.id if series else None,
    )
