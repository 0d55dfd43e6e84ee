"""The days of the torture programme, and the talks that fill them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.torture.words import FORMS, LONG, ODD, SUBJECTS, TRACKS

DAYS = ("2031-09-04", "2031-09-05", "2031-09-06")
BUSIEST = DAYS[1]
TALKS = 175
TALKS_BUSIEST = 96
ROOMS = ("e1", "e2", "e3", "e4", "e5", "e6", "w1", "w2")
"""Six rooms in the east, two in the west."""
CLASHES = (
    ("block-gap", "gap"),
    ("block-overrun", "over-2"),
    ("clash-person", "person-two"),
    ("clash-room", "room-two"),
    ("clash-travel", "way-two"),
    ("credit-class", "hours"),
    ("credit-hours", "cme-one"),
    ("outside-block", "outside-1"),
)
"""What is told of it: code, and the item named first."""

Row = dict[str, Any]


class Talks:
    """Makes talks one after the other; people of a room speak in no other, so that nobody clashes by accident."""

    def __init__(self) -> None:
        self.count = 0
        self._next = dict.fromkeys(ROOMS, 0)

    def person(self, room: str) -> str:
        """The next of the fifteen people of a room."""
        pool = ROOMS.index(room)
        n = self._next[room]
        self._next[room] = n + 1
        return f"p{pool * 15 + n % 15:03}"

    def talk(self, hall: str, /, **more: Any) -> Row:
        """The next talk; fields given as None are left out."""
        self.count += 1
        fields: Row = {"id": f"talk-{self.count:03}", "title": _title(self.count), "duration": 20}
        if "speakers" not in more:
            fields["speakers"] = [self.person(hall)]
        fields |= more
        return {name: value for name, value in fields.items() if value is not None}

    def several(self, room: str, number: int) -> list[Row]:
        """That many talks."""
        return [self.talk(room) for _ in range(number)]


def _title(n: int) -> Row | str:
    subject = SUBJECTS[n % len(SUBJECTS)]
    forms = LONG if n % 3 == 0 else ODD if n % 11 == 0 else FORMS
    zh, en = (form.format(word) for form, word in zip(forms[n // 3 % len(forms)], subject, strict=True))
    if n % 17 == 0:
        return {"zh": zh}  # not translated yet
    return {"zh": zh, "en": en}


def _pause(id_: str, **more: Any) -> Row:
    return {"id": id_, "kind": "break", "title": {"zh": "茶歇", "en": "Tea break"}, **more}


def _forum(talks: Talks, id_: str, room: str, date: str, time: str, rows: Sequence[Row], **more: Any) -> Row:
    track, zh, en = TRACKS[ROOMS.index(room)]
    part = {"zh": "上午" if time < "12" else "下午", "en": "morning" if time < "12" else "afternoon"}
    return {
        "id": id_,
        "kind": "forum",
        "title": {"zh": f"{zh}论坛（{part['zh']}）", "en": f"Forum: {en.lower()} ({part['en']})"},
        "date": date,
        "time": time,
        "room": room,
        "track": track,
        "chairs": [talks.person(room)],
        "moderators": [talks.person(room)],
        "talks": list(rows),
        **more,
    }


# ---------------------------------------------------------------- the days
def first_day(talks: Talks) -> Iterator[Row]:
    """Four courses of ten talks, a desk that is open all day, a hall in which nothing is settled."""
    day = DAYS[0]
    yield {
        "id": "registration-desk", "kind": "registration", "title": {"zh": "报到注册", "en": "Registration desk"},
        "date": day, "time": "07:30–21:00", "place": {"zh": "东区一层大厅", "en": "East lobby, ground floor"},
    }  # fmt: skip
    for room in ("e1", "e2", "e3", "w1"):
        rows = [*talks.several(room, 5), _pause(f"pause-1-{room}", duration=20), *talks.several(room, 5)]
        more = {"credits": {"project": "cme-one", "hours": 3}} if room in ("e1", "e2") else {}
        yield _forum(talks, f"course-{room}", room, day, "08:30–12:10", rows, kind="course", **more)
    yield {
        "id": "lunch-1",
        "kind": "break",
        "title": {"zh": "午餐", "en": "Lunch"},
        "date": day,
        "time": "12:10–13:30",
    }
    yield {
        "id": "to-be-announced", "kind": "workshop", "title": {"zh": "待定", "en": "To be announced"}, "date": day,
        "tba": "true",
    }  # fmt: skip


def busiest_day(talks: Talks) -> Iterator[Row]:
    """96 talks: a plenary, eight forums in the morning and in the afternoon, one item past midnight."""
    day = BUSIEST
    start = talks.count
    yield {
        "id": "opening", "kind": "ceremony", "title": {"zh": "开幕式", "en": "Opening ceremony"}, "date": day,
        "time": "08:00–08:30", "rooms": "all", "moderators": ["p014"],
    }  # fmt: skip
    yield talks.talk(
        "e1", id="keynote", kind="keynote", date=day, time="08:30–09:10", duration=None, rooms=list(ROOMS)
    )
    for n, room in enumerate(ROOMS):
        rows = [*talks.several(room, 3), _pause(f"pause-2-{room}", duration=30), *talks.several(room, 3)]
        rows = _spoil(rows) if room == "e2" else rows
        yield _forum(talks, f"morning-{n + 1}", room, day, "09:30–12:00", rows)
    yield {
        "id": "lunch-2",
        "kind": "break",
        "title": {"zh": "午餐", "en": "Lunch"},
        "date": day,
        "time": "12:00–13:30",
    }
    yield _posters(day)
    for n, room in enumerate(ROOMS[:-1]):
        rows = talks.several(room, 6)
        rows = _nested(rows) if room == "e3" else _in_other_words(rows) if room == "e4" else rows
        yield _forum(talks, f"afternoon-{n + 1}", room, day, "13:30–15:30", rows)
    yield _panel(talks, day)
    yield talks.talk("w2", id="no-room", date=day, time="16:00–16:30", duration=None)
    yield talks.talk(
        "e5", id="no-speaker", date=day, time="16:00–16:30", duration=None, room="e5", speakers=None
    )
    yield talks.talk("e6", id="no-time", date=day, duration=None, room="e6")
    yield {
        "id": "dinner", "kind": "social", "title": {"zh": "晚宴", "en": "Dinner"}, "date": day, "time": "18:30–21:30",
        "room": "e1",
    }  # fmt: skip
    yield talks.talk("e6", id="midnight", date=day, duration=None, start="23:30", end="00:30 +1", room="e6")
    assert talks.count - start == TALKS_BUSIEST


def _spoil(rows: list[Row]) -> list[Row]:
    """Every status there is, one after the other."""
    before = {"date": DAYS[2], "start": "10:00", "room": "w1"}
    rows[0] |= {"status": "moved", "moved_from": before}
    rows[1] |= {
        "status": "postponed",
        "status_note": {"zh": "另行通知。", "en": "A new date will be announced."},
    }
    rows[2] |= {"status": "cancelled"}
    rows[4] |= {"status": "replaced", "replaced_by": rows[5]["id"]}
    rows[5] |= {"duration": None, "start": "11:00", "end": "11:40"}
    rows[4] |= {"duration": None, "start": "11:00", "end": "11:40"}
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def _nested(rows: list[Row]) -> list[Row]:
    """Forum → part → case → talk."""
    case = {
        "id": "case-hour", "kind": "panel", "title": {"zh": "病例讨论", "en": "Case discussion"}, "duration": 40,
        "chairs": ["p030"], "talks": rows[4:],
    }  # fmt: skip
    return [
        {"id": "part-one", "kind": "forum", "title": {"zh": "第一单元", "en": "Part one"}, "talks": rows[:3]},
        {
            "id": "part-two",
            "kind": "forum",
            "title": {"zh": "第二单元", "en": "Part two"},
            "talks": [rows[3], case],
        },
    ]


def _in_other_words(rows: list[Row]) -> list[Row]:
    """The same title twice; other spoken languages, interpretation, all that can be linked."""
    rows[0] |= {"title": {"zh": "病例讨论", "en": "Case discussion"}}
    rows[1] |= {
        "title": {"zh": "病例讨论", "en": "Case discussion"},
        "language": ["en"],
        "interpretation": ["zh"],
    }
    rows[2] |= {
        "recording": "https://example.org/recording", "live": "https://example.org/live",
        "questions": "https://example.org/questions", "tags": [{"zh": "标签", "en": "Tag"}],
        "level": {"zh": "提高", "en": "Advanced"},
    }  # fmt: skip
    return rows


def _posters(day: str) -> Row:
    rows = [
        {"id": f"poster-{n}", "kind": "poster", "title": _title(200 + n), "speakers": [f"p{105 + n:03}"]}
        for n in range(4)
    ]
    return {
        "id": "posters", "kind": "poster", "title": {"zh": "壁报交流", "en": "Poster session"}, "date": day,
        "time": "12:30–13:20", "room": "w2", "chairs": ["p115"], "talks": rows,
    }  # fmt: skip


def _panel(talks: Talks, day: str) -> Row:
    """Nine speakers, and every other role besides."""
    people = [f"p{105 + n:03}" for n in range(15)]
    return talks.talk(
        "w2", id="nine", kind="talk", date=day, time="13:30–15:30", duration=None, room="w2", track="education",
        chairs=people[9:10], moderators=people[10:11], panellists=people[11:13], discussants=people[13:14],
        speakers=[{"id": people[0], "role": {"zh": "点评", "en": "Commentator"}}, *people[1:9]],
    )  # fmt: skip


def last_day(talks: Talks) -> Iterator[Row]:
    """The rest of the talks, a cancelled block, and all that clashes on purpose."""
    day = DAYS[2]
    for room in ("e1", "e2", "e3", "e4"):
        yield _forum(talks, f"third-{room}", room, day, "08:30–11:30", talks.several(room, 9))
    yield from _clashing(day)
    yield _forum(
        talks, "cancelled-block", "e5", day, "08:30–09:30", talks.several("e5", 3), status="cancelled"
    )
    assert talks.count == TALKS


def _clashing(day: str) -> Iterator[Row]:
    """Items beside the talks, in the afternoon, that clash on purpose: `CLASHES`."""

    def item(id_: str, time: str, room: str, *people: str, **more: Any) -> Row:
        title = {"zh": f"冲突示例：{id_}", "en": f"A clash on purpose: {id_}"}
        row = {"id": id_, "kind": "workshop", "title": title, "date": day, "time": time, "room": room, **more}
        return row | ({"speakers": list(people)} if people else {})

    def part(id_: str, **more: Any) -> Row:
        return {
            "id": id_,
            "title": {"zh": f"冲突示例：{id_}", "en": f"A clash on purpose: {id_}"},
            "kind": "workshop",
            **more,
        }

    yield item("room-one", "14:00–15:00", "e1")
    yield item("room-two", "14:30–15:30", "e1")
    yield item("person-one", "14:00–15:00", "e2", "p050")
    yield item("person-two", "14:45–15:30", "e3", chairs=["p050"])
    yield item("way-one", "16:00–16:30", "e4", "p051")
    yield item("way-two", "16:40–17:00", "w1", "p051")
    yield item("over", "14:00–15:00", "e4", talks=[part("over-1", duration=40), part("over-2", duration=25)])
    yield item("gap", "14:00–15:00", "e5", talks=[part("gap-1", duration=40)])
    yield item(
        "outside",
        "14:00–15:00",
        "e6",
        talks=[part("inside-1", duration=60), part("outside-1", time="16:00–16:10")],
    )
    yield item("hours", "14:00–15:00", "w1", credits={"project": "cme-one", "hours": 2, "class": "II"})
