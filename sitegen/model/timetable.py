"""A day as a table: rooms are columns, starts rows, every item in exactly one cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitegen.model.clock import Clock
from sitegen.model.programme import KINDS, Session
from sitegen.model.venues import Room

WIDEST = 10
"""Columns that a screen of 1280 px still has room for: about 90 px for the words of each."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the table with its items; no items means nothing takes place there then."""

    sessions: tuple[Session, ...]
    rows: int = 1
    columns: int = 1
    room: Room | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what starts at this time. `is_band` where one item takes the whole width."""

    start: Clock
    end: Clock
    cells: tuple[Cell, ...]
    is_band: bool = False


@dataclass(frozen=True, slots=True)
class Timetable:
    """The table of a day; `untimed` holds what has no time yet."""

    rooms: tuple[Room, ...]
    rows: tuple[Row, ...]
    untimed: tuple[Session, ...] = ()
    has_open_column: bool = False
    """Whether a first column holds items without a room, or in all rooms beside others."""

    @property
    def width(self) -> int:
        """Number of columns beside that of the times."""
        return len(self.rooms) + self.has_open_column

    @property
    def is_grid(self) -> bool:
        """Whether wide screens show it as columns; with more rooms than fit it stays a list by time."""
        return self.width <= WIDEST

    @property
    def letters(self) -> int:
        """How many letters of a word fit into a column on a screen of 1280 px, 0 where any word does.

        1152 px for all columns, 8 px between them, 18 px lost inside; 8 px for a bold letter of 14 px.
        """
        if self.width < 5 or not self.is_grid:
            return 0
        return (1152 // self.width - 26) // 8


@dataclass(frozen=True, slots=True)
class Facets:
    """What the items of some days differ by: ids of rooms, kinds, codes of languages one can hear."""

    rooms: tuple[str, ...]
    kinds: tuple[str, ...]
    languages: tuple[str, ...]


def facets_of(blocks: Iterable[Session], rooms: Iterable[Room]) -> Facets:
    """The facets of all items in some blocks; `rooms` and `KINDS` give the order."""
    items = [item for block in blocks for item in block.walk()]
    used = {room for item in items for room in item.rooms}
    kinds = {item.kind for item in items}
    languages = {code for item in items for code in (*item.language, *item.interpretation)}
    return Facets(
        tuple(room.id for room in rooms if room.id in used),
        tuple(kind for kind in KINDS if kind in kinds),
        tuple(sorted(languages)),
    )


@dataclass
class _Block:
    sessions: list[Session]
    start: int
    end: int
    column: int


def make_timetable(sessions: Sequence[Session], rooms: Sequence[Room]) -> Timetable:
    """Lay out the outermost items of a day; `rooms` in the order of the columns."""
    timed = [session for session in sessions if session.start is not None and session.end is not None]
    untimed = tuple(session for session in sessions if session.start is None or session.end is None)
    bands = _find_bands(timed)
    placed = [session for session in timed if session.id not in bands]
    used = [
        room for room in rooms if any(session.rooms and room.id == session.rooms[0] for session in placed)
    ]
    columns = {room.id: n for n, room in enumerate(used)}
    has_open = any(not session.rooms for session in placed) or (not used and bool(timed))
    blocks: dict[int, list[_Block]] = defaultdict(list)
    for block in _merge([_block_of(session, columns) for session in placed]):
        blocks[block.column].append(block)
    starts = sorted({session.start for session in timed if session.start is not None})
    rows = []
    for n, start in enumerate(starts):
        band = tuple(session for session in timed if session.start == start and session.id in bands)
        following = starts[n + 1] if n + 1 < len(starts) else 10**6
        if band:
            cell = Cell(band, 1, len(used) + has_open)
            rows.append(Row(start, Clock(max(session.end or start for session in band)), (cell,), True))
            if not any(block.start == start for column in blocks.values() for block in column):
                continue
        cells = _cells_at(start, starts[n:], blocks, range(-1 if has_open else 0, len(used)), used)
        ends = [block.end for column in blocks.values() for block in column if block.start == start]
        rows.append(Row(start, Clock(min(ends) if ends else following), tuple(cells)))
    return Timetable(tuple(used), tuple(rows), untimed, has_open)


def _block_of(session: Session, columns: Mapping[str, int]) -> _Block:
    assert session.start is not None and session.end is not None
    return _Block([session], session.start, session.end, columns[session.rooms[0]] if session.rooms else -1)


def _find_bands(timed: Sequence[Session]) -> set[str]:
    """Items that nothing overlaps take the whole width, wherever they are; so do breaks and desks."""
    desks = {session.id for session in timed if _is_desk(session, timed)}
    rest = [
        (session.id, session.start, session.end)
        for session in timed
        if session.id not in desks and session.start is not None and session.end is not None
    ]
    return desks | {
        one
        for one, start, end in rest
        if not any(start < until and since < end and other != one for other, since, until in rest)
    }


def _is_desk(session: Session, timed: Sequence[Session]) -> bool:
    """Registration, or a break for all, unless an item that runs on when it begins would cross its line."""
    start = session.start
    is_for_all = session.kind == "registration" or (session.kind == "break" and not session.rooms)
    if start is None or not is_for_all:
        return False
    return not any(
        other.start is not None and other.end is not None and other.start < start < other.end
        for other in timed
    )


def _merge(blocks: list[_Block]) -> list[_Block]:
    """Items that overlap in one column share a cell."""
    merged: list[_Block] = []
    for block in sorted(blocks, key=lambda block: (block.column, block.start, block.end)):
        last = merged[-1] if merged else None
        if last and last.column == block.column and block.start < last.end:
            last.sessions += block.sessions
            last.end = max(last.end, block.end)
        else:
            merged.append(block)
    return merged


def _cells_at(
    start: int,
    following: Sequence[int],
    blocks: Mapping[int, Sequence[_Block]],
    columns: range,
    used: Sequence[Room],
) -> list[Cell]:
    """The cells that begin in a row: those of items, and empty ones where no item runs on from above."""
    cells = []
    for column in columns:
        room = used[column] if column >= 0 else None
        here = blocks.get(column, ())
        block = next((block for block in here if block.start == start), None)
        if block:
            span = sum(1 for time in following if time < block.end)
            cells.append(Cell(tuple(block.sessions), max(span, 1), 1, room))
        elif not any(block.start < start < block.end for block in here):
            cells.append(Cell((), 1, 1, room))
    return cells
