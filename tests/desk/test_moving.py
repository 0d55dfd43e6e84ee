"""Moving an item edits its values and not a byte more, whatever the style of the file; what is not simple is refused."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sitegen.desk.editing import Refused
from sitegen.desk.moving import Move, Moved, plan_move
from sitegen.load.project import load_project
from sitegen.model.clock import parse_clock
from sitegen.problems import Problems

DAYS = (datetime.date(2023, 8, 25), datetime.date(2023, 8, 26))
VENUES = "hall:\n  name: 会堂\n  rooms:\n    a: {name: {zh: A厅, en: Room A}}\n    b: {name: B厅}\n"
SITE = """\
languages: {zh: {tag: zh-Hans, name: 中文}, en: {tag: en, name: English}}
source_language: zh
event: {name: 示例, start: 2023-08-25, end: 2023-08-27, timezone: Asia/Shanghai}
"""


# ---------------------------------------------------------------- any style
@dataclass(frozen=True)
class Style:
    """How an author writes: everything but the values themselves."""

    quote: str
    colon: str
    is_bare: bool
    between: str
    is_range: bool
    is_flow: bool
    indent: int
    comment: str
    newline: str
    bom: bool
    order: int
    room: str
    end: str

    def time(self, minutes: int) -> str:
        clock = f"{minutes // 60 % 24}{self.colon}{minutes % 60:02}"
        text = clock if self.is_bare or minutes // 60 % 24 > 9 else f"0{clock}"
        return text + (" +1" if minutes >= 1440 else "")

    def value(self, text: str) -> str:
        return f"{self.quote}{text}{self.quote}"


@dataclass(frozen=True)
class Item:
    """An item in minutes; its talks have times of their own or not."""

    id: str
    start: int
    minutes: int
    room: str = "a"
    date: datetime.date = DAYS[0]
    talks: tuple[tuple[int, int] | None, ...] = field(default=())
    """Start and length of each talk, None for one whose time follows from order."""


def write(items: list[Item], style: Style) -> bytes:
    lines = [f"# 日程{style.comment}", f"sessions:{style.comment}"]
    pad = " " * style.indent
    for item in items:
        fields = [f"date: {style.value(str(item.date))}", *times(item.start, item.minutes, style)]
        fields.append(style.room.replace("ROOM", style.value(item.room)))
        fields.insert(style.order % (len(fields) + 1), f"title: 题目 {item.id}，9:00 开始")
        if style.is_flow and not item.talks:
            lines.append(f"{pad}- {{ id: {item.id}, {' ,  '.join(fields)} }}{style.comment}")
            continue
        lines.append(f"{pad}- id: {item.id}{style.comment}")
        for one in fields:
            lines += ["", f"{pad}  {one}{style.comment}"]
        if item.talks:
            lines.append(f"{pad}  talks:")
        for number, talk in enumerate(item.talks):
            own = ", ".join(times(*talk, style)) if talk else "duration: 5"
            lines.append(f"{pad}  - {{id: {item.id}-{number}, title: 报告, {own}}}{style.comment}")
    text = "\n".join(lines) + "\n"
    return (("\ufeff" if style.bom else "") + text).replace("\n", style.newline).encode()


def times(start: int, minutes: int, style: Style) -> list[str]:
    first, last = style.time(start), style.time(start + minutes)
    if style.is_range:
        return [f"time: {style.value(first + style.between + last)}"]
    end = f"end: {style.value(last)}" if style.end == "end" else f"duration: {minutes}"
    return [f"start: {style.value(first)}", end]


STYLES = st.builds(
    Style,
    quote=st.sampled_from(["", "'", '"']),
    colon=st.sampled_from([":", "："]),
    is_bare=st.booleans(),
    between=st.sampled_from(["-", " - ", "–", "～", "—", "——", "至"]),
    is_range=st.booleans(),
    is_flow=st.booleans(),
    indent=st.integers(0, 4),
    comment=st.sampled_from(["", "  # 10:00 注意", " # start: 10:00"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    bom=st.booleans(),
    order=st.integers(0, 5),
    room=st.sampled_from(["room: ROOM", "rooms: ROOM", "rooms: [ROOM]", "rooms: [ ROOM ]  "]),
    end=st.sampled_from(["end", "duration"]),
)


@st.composite
def programmes(draw: st.DrawFn) -> list[Item]:
    items = []
    for number in range(draw(st.integers(1, 4))):
        start = draw(st.integers(96, 200)) * 5
        talks: list[tuple[int, int] | None] = []
        cursor = start
        for _ in range(draw(st.integers(0, 3))):
            length = draw(st.integers(1, 4)) * 5
            typed = draw(st.booleans())
            talks.append((cursor, length) if typed else None)
            cursor += length if typed else 5
        minutes = max(cursor - start, 5) + draw(st.integers(0, 6)) * 5
        room, date = draw(st.sampled_from(["a", "b"])), draw(st.sampled_from(DAYS))
        items.append(Item(f"item-{number}", start, minutes, room, date, tuple(talks)))
    return items


@settings(max_examples=40)
@given(programmes(), STYLES, st.data())
def test_only_the_values_change(items: list[Item], style: Style, data: Any) -> None:
    number = data.draw(st.integers(0, len(items) - 1))
    item = items[number]
    assume(not style.is_bare or item.start < 600)  # how an author writes 9:00 does not show in 10:00
    later = data.draw(st.integers(-60, 90)) * 5
    room = data.draw(st.sampled_from([None, "a", "b"]))
    day = data.draw(st.sampled_from([None, *DAYS]))
    talks = tuple(talk and (talk[0] + later, talk[1]) for talk in item.talks)
    moved = replace(
        item, start=item.start + later, talks=talks, room=room or item.room, date=day or item.date
    )
    after = [*items[:number], moved, *items[number + 1 :]]
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder, "content")
        content.mkdir()
        for name, text in (("site.yaml", SITE), ("venues.yaml", VENUES)):
            (content / name).write_text(text, "utf-8")
        (content / "programme.yaml").write_bytes(write(items, style))
        problems = Problems()
        project = load_project(content, problems)
        assert problems.errors == 0
        move = Move(
            parse_clock(f"{moved.start // 60}:{moved.start % 60:02}")
            if moved.start < 1440
            else parse_clock(f"{moved.start // 60 - 24:02}:{moved.start % 60:02} +1"),
            room,
            day,
        )
        if moved == item:
            with pytest.raises(Refused, match="move-nothing"):
                plan_move(project, problems, item.id, move)
            return
        plan_move(project, problems, item.id, move).write()

        assert (content / "programme.yaml").read_bytes().decode() == write(after, style).decode()
        session = load_project(content, Problems()).source.sessions[item.id]
        assert (session.start, session.end) == (moved.start, moved.start + moved.minutes)
        assert (session.date, session.rooms) == (moved.date, (moved.room,))
        typed = [
            (int(talk.start), talk.minutes) for talk, one in zip(session.talks, talks, strict=True) if one
        ]
        assert typed == [talk for talk in talks if talk]
        assert sorted(path.name for path in content.iterdir()) == [
            "programme.yaml",
            "site.yaml",
            "venues.yaml",
        ]


# ---------------------------------------------------------------- what is refused, and why
FORUM = """\
sessions:
  - id: forum
    title: 论坛
    date: 2023-08-25
    start: 09:00
    end: 11:00
    room: a
    talks:
      - {id: one, title: 一, duration: 30}
      - {id: two, title: 二, start: 09:40, end: 10:00}
  - {id: shared, title: 共用, date: &day 2023-08-25, start: &begin 12:00, duration: 30}
  - {id: other, title: 另一场, date: *day, start: *begin, duration: 30}
  - {id: halls, title: 两个会场, date: 2023-08-25, start: 13:00, end: 14:00, rooms: [a, b]}
  - {id: odd, title: 转义, date: 2023-08-25, start: "15\\x3a00", end: 16:00}
  - {id: night, title: 夜, date: 2023-08-25, start: 23:00, end: 01:00 +1}
"""
SERIES = """\
weekly:
  title: 每周讲座
  rule: {every: thursday, start: 12:30, duration: 60, from: 2023-09-07, until: 2023-09-21}
  sessions:
    - {id: first, date: 2023-09-07, title: 第一讲}
    - {date: 2023-09-14, title: 第二讲}
    - {id: third, date: 2023-09-21, start: 12:30, duration: 60, title: 第三讲}
"""


@pytest.fixture
def move(load: Callable[..., Any]) -> Callable[..., Moved]:
    def try_it(
        id_: str, start: str, room: str | None = None, day: datetime.date | None = None, more: str = ""
    ) -> Moved:
        loaded = load({"venues.yaml": VENUES, "programme.yaml": FORUM + more, "series.yaml": SERIES})
        return plan_move(loaded.project, loaded.problems, id_, Move(parse_clock(start), room, day))

    return try_it


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (("one", "10:00"), "move-no-start", 9),
        (("two", "10:00", None, DAYS[1]), "move-no-date", 10),
        (("two", "09:40", "b"), "move-no-room", 10),
        (("shared", "13:00"), "edit-shared-value", 11),
        (("other", "13:00"), "edit-shared-value", 11),
        (("halls", "13:00", "a"), "move-no-room", 13),
        (("odd", "16:00"), "edit-odd-value", 14),
        (("night", "23:00 +1"), "move-other-day", 15),
        (("forum", "09:00"), "move-nothing", 2),
        (("first", "13:00"), "move-no-start", 5),
        (("weekly-2023-09-14", "13:00"), "move-not-in-yaml", 6),
        (("forun", "13:00"), "unknown-reference", 0),
        (("forum", "13:00", "Room C"), "unknown-reference", 0),
        (("forum", "09:00", None, datetime.date(2023, 9, 1)), "move-mistakes", 0),
    ],
)  # fmt: skip
def test_what_is_not_simple_is_refused(
    move: Callable[..., Moved], arguments: Any, code: str, line: int
) -> None:
    with pytest.raises(Refused) as refused:
        move(*arguments)
    assert (refused.value.code, refused.value.where.line) == (code, line)


def test_talks_go_with_their_block(move: Callable[..., Moved]) -> None:
    moved = move("forum", "14:10", "B厅", DAYS[1])
    assert moved.lines == (4, 5, 6, 7, 10)
    assert [
        (session.id, str(now.date), str(now.start), str(now.end), now.rooms)
        for session, _, now in moved.changes
    ] == [
        ("forum", "2023-08-26", "14:10", "16:10", ("b",)),
        ("one", "2023-08-26", "14:10", "14:40", ("b",)),
        ("two", "2023-08-26", "14:50", "15:10", ("b",)),
    ]


def test_talks_may_go_past_midnight(move: Callable[..., Moved]) -> None:
    assert "{id: two, title: 二, start: 00:10 +1, end: 00:30 +1}" in move("forum", "23:30").data.decode()


def test_a_date_of_a_series_with_its_own_start(move: Callable[..., Moved]) -> None:
    moved = move("third", "18:00")
    assert (moved.file.path, moved.lines) == ("series.yaml", (7,))
    assert "{id: third, date: 2023-09-21, start: 18:00, duration: 60" in moved.data.decode()


def test_a_typed_moved_from_is_pointed_at(move: Callable[..., Moved]) -> None:
    more = "  - {id: typed, title: 改, date: 2023-08-25, start: 08:00, moved_from: {start: 07:00}}\n"
    assert move("third", "18:00").typed is None
    assert move("typed", "08:30", more=more).typed == ("content/programme.yaml", 16, 71)
