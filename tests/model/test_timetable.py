"""A day as a table: every item in exactly one cell, whatever overlaps."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.clock import Clock
from sitegen.model.programme import Session
from sitegen.model.timetable import Facets, Timetable, facets_of, make_timetable
from sitegen.model.venues import Room

DAY = datetime.date(2023, 8, 26)
ROOMS = tuple(Room.model_construct(id=id_, name=id_) for id_ in ("a", "b", "c"))


def session(id_: str, start: int, end: int, *rooms: str, kind: str = "talk") -> Session:
    return Session.model_construct(
        id=id_, date=DAY, start=Clock(start), end=Clock(end), rooms=rooms, kind=kind
    )


def layout(table: Timetable) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """Each row as its start and its cells: ids joined by `+`, rows, columns."""
    return [
        (
            str(row.start),
            [("+".join(one.id for one in cell.sessions), cell.rows, cell.columns) for cell in row.cells],
        )
        for row in table.rows
    ]


def test_parallel_rooms_breaks_and_long_items() -> None:
    table = make_timetable(
        [
            session("opening", 480, 540, "a", "b", "c", kind="ceremony"),
            session("long", 540, 660, "a"),
            session("first", 540, 600, "b"),
            session("second", 600, 660, "b"),
            session("lunch", 660, 720, kind="break"),
            session("late", 720, 780, "c"),
        ],
        ROOMS,
    )
    assert [room.id for room in table.rooms] == ["a", "b"]
    assert layout(table) == [
        ("08:00", [("opening", 1, 2)]),
        ("09:00", [("long", 2, 1), ("first", 1, 1)]),
        ("10:00", [("second", 1, 1)]),
        ("11:00", [("lunch", 1, 2)]),
        ("12:00", [("late", 1, 2)]),
    ]
    assert [row.is_band for row in table.rows] == [True, False, False, True, True]


def test_a_day_of_single_items_has_one_column() -> None:
    table = make_timetable([session("one", 540, 600, "a"), session("two", 600, 630, "b")], ROOMS)
    assert (table.rooms, table.width, layout(table)) == (
        (),
        1,
        [("09:00", [("one", 1, 1)]), ("10:00", [("two", 1, 1)])],
    )


def test_items_that_clash_share_a_cell() -> None:
    table = make_timetable([session("one", 540, 600, "a"), session("two", 570, 630, "a")], ROOMS)
    assert layout(table) == [("09:00", [("one+two", 2, 1)]), ("09:30", [])]


def test_an_item_without_a_room_beside_others_gets_a_column() -> None:
    table = make_timetable([session("one", 540, 600, "a"), session("walk", 550, 590)], ROOMS)
    assert table.has_open_column
    assert table.width == 2
    assert layout(table) == [("09:00", [("", 1, 1), ("one", 2, 1)]), ("09:10", [("walk", 1, 1)])]


def test_what_has_no_time_stands_apart() -> None:
    open_item = Session.model_construct(id="open", date=DAY, start=None, end=None, rooms=("a",), kind="talk")
    table = make_timetable([open_item], ROOMS)
    assert (table.rows, [one.id for one in table.untimed]) == ((), ["open"])


BLOCKS = st.lists(
    st.tuples(
        st.integers(0, 20).map(lambda n: n * 30),
        st.integers(1, 6).map(lambda n: n * 30),
        st.lists(st.sampled_from(["a", "b", "c"]), max_size=3, unique=True),
        st.sampled_from(["talk", "break", "ceremony"]),
    ),
    max_size=14,
)


@given(BLOCKS)
def test_every_item_is_once_in_the_table_and_every_row_is_full(
    blocks: list[tuple[int, int, list[str], str]],
) -> None:
    sessions = [
        session(f"s{n}", start, start + length, *rooms, kind=kind)
        for n, (start, length, rooms, kind) in enumerate(blocks)
    ]
    table = make_timetable(sessions, ROOMS)
    shown = [one.id for row in table.rows for cell in row.cells for one in cell.sessions]
    assert sorted(shown) == sorted(one.id for one in sessions)
    open_rows: list[int] = []
    for row in table.rows:
        open_rows = [rows - 1 for rows in open_rows if rows > 1]
        for cell in row.cells:
            open_rows += [cell.rows] * cell.columns
        assert len(open_rows) == table.width


def test_a_break_for_all_is_a_band_also_beside_something_that_begins_in_it() -> None:
    lunch = session("lunch", 720, 810, kind="break")
    poster = session("poster", 750, 800, "a")
    assert layout(make_timetable([lunch, poster], ROOMS)) == [
        ("12:00", [("lunch", 1, 1)]),
        ("12:30", [("poster", 1, 1)]),
    ]
    running = session("running", 700, 760, "b")
    assert make_timetable([running, lunch, poster], ROOMS).has_open_column


def test_wide_tables_have_no_grid_and_narrow_columns_say_what_fits() -> None:
    rooms = tuple(Room.model_construct(id=str(n), name=str(n)) for n in range(12))
    letters = []
    for width in (4, 5, 8, 10, 11):
        table = make_timetable([session(f"s{n}", 540, 600, str(n)) for n in range(width)], rooms)
        assert table.is_grid == (width <= 10)
        letters.append(table.letters)
    assert letters == [0, 25, 14, 11, 0]


def test_facets_in_the_order_of_rooms_and_kinds() -> None:
    one = session("one", 540, 600, "c", kind="talk").model_copy(
        update={"language": ("zh",), "interpretation": ("en",)}
    )
    block = session("block", 540, 600, "b", kind="forum").model_copy(update={"talks": (one,)})
    assert facets_of([block], ROOMS) == Facets(("b", "c"), ("forum", "talk"), ("en", "zh"))
