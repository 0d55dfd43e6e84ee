"""What changed in the programme, release by release: moved, cancelled, postponed, replaced, new, removed."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.model.history import Entry, Version, version_of
from sitegen.model.programme import Series, Session, Slot
from sitegen.text import Text

KINDS = ("moved", "postponed", "cancelled", "replaced", "new", "restored", "removed")
"""Kinds of changes that visitors are told; another title or a time settled at last is none."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one item; a block stands for what is in it and shares its fate."""

    kind: str
    """`moved`, `postponed`, `cancelled`, `replaced`, `new`, `restored` or `removed`."""
    id: str
    """Of the item; `SERIES-DATE` for a date of a series without one."""
    title: Text
    """Of the item, of its series where it has none."""
    session: Session | None
    """The item, None where it is gone or is a date of a series without one."""
    series: Series | None
    """The series it is a date of."""
    before: Slot | None
    """Where and when it was."""
    after: Slot | None
    """Where and when it is, None where nobody should go."""
    replaced_by: Session | None
    """What takes its place."""
    note: Text | None
    """The `status_note` of the item, at its last change only."""
    released: datetime.datetime | None
    """When it was released, in UTC; None where it is not yet, or was typed without a release."""


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """What was released on one day."""

    date: datetime.date | None
    """In the congress zone; None for what is not released yet."""
    notes: tuple[Text, ...]
    """What `sitegen release --note` said of it."""
    changes: tuple[Change, ...]
    """By time."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change between two versions of an item, still without its records."""

    kind: str
    id: str
    before: Version | None
    after: Version
    released: datetime.datetime | None


def kind_of_change(before: Version, after: Version) -> str:
    """What became of an item, `updated` where nobody need be told."""
    if after.status and (after.status, after.replaced_by) != (before.status, before.replaced_by):
        return after.status
    if before.status and not after.status:
        return "restored"
    return "moved" if not after.status and before.was_elsewhere(after) else "updated"


def steps_of(
    id_: str, versions: Iterable[Version], first: datetime.datetime | None, session: Session | None
) -> Iterator[Step]:
    """The changes between the versions of an item; what it first was counts as new after the `first` release.

    A typed `moved_from` is what the last move says, or a move of its own where the versions know of none.
    Where it only repeats a part of what was released, that is said in full.
    """
    rows = list(versions)
    typed = version_of_slot(session.moved_from) if session and session.moved_from else None
    last_move = _last_move(rows) if typed is not None else None
    for n, version in enumerate(rows):
        before = rows[n - 1] if n else None
        kind = (
            (version.status or ("new" if version.released != first else "updated"))
            if before is None
            else kind_of_change(before, version)
        )
        if typed is not None and n == last_move and kind in ("moved", "updated", "new"):
            is_known = kind == "moved" and before is not None and not typed.was_elsewhere(before)
            yield Step("moved", id_, before if is_known else typed, version, version.released)
        elif kind != "updated":
            yield Step(kind, id_, before, version, version.released)


def _last_move(rows: list[Version]) -> int:
    """Which version was the first with the place and time of the last."""
    place = len(rows) - 1
    while place and rows[place - 1].slot == rows[place].slot:
        place -= 1
    return place


def version_of_slot(slot: Slot) -> Version:
    """A typed `moved_from` as a version."""
    return Version.model_construct(
        released=None,
        date=slot.date,
        start=slot.start,
        end=slot.end,
        rooms=slot.rooms,
        venue=slot.venue,
        city=slot.city and slot.city.plain,
        place=slot.place and slot.place.plain,
        status="",
        replaced_by=None,
    )


def without_shared(steps: Iterable[Step], parents: dict[str, str | None]) -> list[Step]:
    """Without what a block undergoes as a whole: the same change of its talks in the same release."""
    rows = list(steps)
    found = {(row.id, row.released): row for row in rows}
    return [row for row in rows if not _is_shared(row, found.get((parents.get(row.id) or "", row.released)))]


def _is_shared(step: Step, block: Step | None) -> bool:
    if block is None:
        return False
    if block.after.is_off or step.kind != "moved" or step.before is None or block.before is None:
        return block.after.is_off or block.kind == step.kind
    rooms = (step.before.rooms, step.after.rooms)
    stays = rooms[0] == rooms[1] or rooms == (block.before.rooms, block.after.rooms)
    return block.kind == "moved" and stays and shift(step) == shift(block)


def shift(step: Step) -> tuple[object, object]:
    """By how many days and minutes something moved, None where one of the two is not known."""
    before, after = step.before, step.after
    if before is None or before.start is None or after.start is None:
        return None, None
    days = (after.date - before.date).days if before.date and after.date else None
    return days, after.start - before.start


def moved_from(
    session: Session, entry: Entry, today: datetime.date, last_day: datetime.date
) -> Version | None:
    """The last released place and time that differ from those it has now.

    Told until the congress is over; of a date of a series until that date is past.
    """
    if session.moved_from is not None or session.status not in ("scheduled", "moved"):
        return None
    now = version_of(session)
    for version in reversed(entry.versions):
        if version.status != "removed" and version.slot != now.slot:
            until = max(version.date or today, now.date or today) if session.series else last_day
            return version if version.was_elsewhere(now) and today <= until else None
    return None


def by_day(
    changes: Iterable[Change], notes: Iterable[tuple[datetime.datetime, Text]], zone: datetime.tzinfo
) -> tuple[ChangeGroup, ...]:
    """The changes by the day of their release, newest first, what is not released on top."""
    groups: dict[datetime.date | None, list[Change]] = defaultdict(list)
    said: dict[datetime.date | None, list[Text]] = defaultdict(list)
    for change in changes:
        groups[change.released.astimezone(zone).date() if change.released else None].append(change)
    for moment, note in notes:
        said[moment.astimezone(zone).date()].append(note)
    days = sorted((day for day in groups if day), reverse=True)
    order: list[datetime.date | None] = [None, *days] if None in groups else [*days]
    return tuple(
        ChangeGroup(day, tuple(said[day]), tuple(sorted(groups[day], key=_by_time))) for day in order
    )


def _by_time(change: Change) -> tuple[datetime.date, int, str]:
    slot = change.after or change.before
    if slot is None:
        return datetime.date.max, 9999, change.id
    return slot.date or datetime.date.max, 9999 if slot.start is None else slot.start, change.id
