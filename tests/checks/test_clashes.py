"""Rooms and people twice at a time, ways too short: the exact sentences, and a comparison of all pairs."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.checks.clashes import (  # fmt: skip
    Booking,
    check_clashes,
    find_person_clashes,
    find_room_clashes,
    find_short_ways,
    read_bookings,
)
from sitegen.model.clock import Clock
from sitegen.model.people import Contribution
from sitegen.model.programme import Session
from sitegen.model.site import Site
from sitegen.model.venues import Room, Travel, Venue
from sitegen.problems import Problems, as_text

VENUES = (
    "east:\n  name: 东\n  rooms:\n    a: {name: A厅}\n    b: {name: B厅}\n"
    "west:\n  name: 西\n  rooms:\n    lab: {name: 实验室}\n"
    "travel:\n  - {from: east, to: west, minutes: 20}\n"
)
PEOPLE = "li-si:\n  name: 李四\nwang-wu:\n  name: 王五\n"


@pytest.fixture
def clashes(load: Callable[..., Any]) -> Callable[..., list[str]]:
    """`clashes(sessions, language)`: what is said of a programme of these sessions, hints included."""

    def check(sessions: str, language: str = "en", **files: str) -> list[str]:
        texts = {name.replace("_", "."): text for name, text in files.items()}
        programme = "sessions:\n" + "".join(f"  {line}\n" for line in sessions.splitlines())
        loaded = load({"venues.yaml": VENUES, "people.yaml": PEOPLE, "programme.yaml": programme, **texts})
        problems = Problems()
        check_clashes(loaded.project, problems)
        return list(as_text(problems, language))

    return check


def test_b36_a_room_twice_at_a_time_is_a_warning(clashes: Callable[..., list[str]]) -> None:
    sessions = (
        "- {id: one, title: 一, date: 2023-08-25, time: 09:00–10:00, rooms: [a, b]}\n"
        "- {id: two, title: 二, date: 2023-08-25, time: 09:30–11:00, rooms: [b, a]}\n"
        "- {id: three, title: 三, date: 2023-08-25, time: 11:00–12:00, room: a}\n"
    )
    assert clashes(sessions) == [
        "content/programme.yaml:3:49: warning: room “a, b” is taken twice at a time, by “two” (2023-08-25 09:30–11:00)"
        " and “one” (2023-08-25 09:00–10:00, at content/programme.yaml:2:49) [clash-room]"
    ]
    assert clashes(sessions, "zh") == [
        "content/programme.yaml:3:49: 警告: 会场“a, b”在同一时间有两个项目：“two”（2023-08-25 09:30–11:00）"
        "与“one”（2023-08-25 09:00–10:00，见 content/programme.yaml:2:49） [clash-room]"
    ]


@pytest.mark.parametrize("role", ["speakers", "chairs", "moderators", "panellists", "discussants"])
def test_b36_a_person_in_two_places_is_a_warning(clashes: Callable[..., list[str]], role: str) -> None:
    sessions = (
        "- {id: one, title: 一, date: 2023-08-25, time: 09:00–10:00, room: a, speakers: [wang-wu, {id: li-si, role: 点评}]}\n"
        f"- {{id: two, title: 二, date: 2023-08-25, time: 09:59–11:00, room: b, {role}: 李四}}\n"
    )
    assert clashes(sessions) == [
        f"content/programme.yaml:3:{73 + len(role)}: warning: “li-si” must be in two places at a time, in “two” (2023-08-25 09:59–11:00)"
        " and “one” (2023-08-25 09:00–10:00, at content/programme.yaml:2:91) [clash-person]"
    ]
    assert clashes(sessions, "zh") == [
        f"content/programme.yaml:3:{73 + len(role)}: 警告: “li-si”同一时间要到两处：“two”（2023-08-25 09:59–11:00）"
        "与“one”（2023-08-25 09:00–10:00，见 content/programme.yaml:2:91） [clash-person]"
    ]


def test_too_little_time_to_get_there(clashes: Callable[..., list[str]]) -> None:
    sessions = (
        "- {id: one, title: 一, date: 2023-08-25, time: 09:00–10:00, room: lab, speakers: li-si}\n"
        "- {id: two, title: 二, date: 2023-08-25, time: 10:00–10:05, room: b, speakers: li-si}\n"
        "- {id: three, title: 三, date: 2023-08-25, time: 10:15–11:00, room: b, speakers: li-si}\n"
        "- {id: four, title: 四, date: 2023-08-25, time: 11:20–12:00, room: lab, speakers: li-si}\n"
    )
    assert clashes(sessions) == [
        "content/programme.yaml:3:81: warning: the way between “one” (2023-08-25 09:00–10:00, at content/programme.yaml:2:83)"
        " and “two” (2023-08-25 10:00–10:05) takes “li-si” 20 min, but only 0 min lie between them [clash-travel]"
    ]
    assert clashes(sessions, "zh") == [
        "content/programme.yaml:3:81: 警告: “li-si”从“one”（2023-08-25 09:00–10:00，见 content/programme.yaml:2:83）到“two”"
        "（2023-08-25 10:00–10:05）路上要 20 分钟，中间只有 0 分钟 [clash-travel]"
    ]


NOTHING = {
    "an item and what is in it": (
        "- id: forum\n  title: 论坛\n  date: 2023-08-25\n  time: 09:00–10:00\n  room: a\n  chairs: li-si\n"
        "  talks:\n    - id: part\n      title: 上\n      talks:\n        - {id: one, title: 一, duration: 60, speakers: li-si}\n"
    ),
    "breaks and desks in a room": (
        "- {id: pause, kind: break, title: 茶歇, date: 2023-08-25, time: 09:00–10:00, room: a}\n"
        "- {id: desk, kind: registration, title: 报到, date: 2023-08-25, time: 08:00–18:00, room: a}\n"
        "- {id: one, title: 一, date: 2023-08-25, time: 09:00–10:00, room: a}\n"
    ),
    "what does not take place": "".join(
        f"- {{id: {status}, title: 一, date: 2023-08-25, time: 09:00–10:00, room: a, speakers: li-si, status: {status}}}\n"
        for status in ("cancelled", "postponed", "replaced", "moved")
    ),
    "the posters of one session": (
        "- id: posters\n  kind: poster\n  title: 壁报\n  date: 2023-08-25\n  time: 09:00–10:00\n  room: a\n  talks:\n"
        "    - {id: one, title: 一, speakers: li-si}\n    - {id: two, title: 二, speakers: li-si}\n"
    ),
    "ends that touch, also at midnight": (
        "- {id: one, title: 一, date: 2023-08-25, start: 23:00, end: 00:30 +1, room: a, speakers: li-si}\n"
        "- {id: two, title: 二, date: 2023-08-26, time: 00:30–01:00, room: a, speakers: li-si}\n"
    ),
    "what has no time": (
        "- {id: one, title: 一, date: 2023-08-25, room: a, speakers: li-si}\n"
        "- {id: two, title: 二, date: 2023-08-25, time: 09:00–10:00, room: a, speakers: li-si}\n"
    ),
}


@pytest.mark.parametrize("case", NOTHING)
def test_nothing_is_said_of(clashes: Callable[..., list[str]], case: str) -> None:
    assert clashes(NOTHING[case]) == []


def test_past_midnight_is_true_time(clashes: Callable[..., list[str]]) -> None:
    sessions = (
        "- {id: night, title: 夜, date: 2023-08-25, start: 23:30, end: 00:30 +1, room: a}\n"
        "- {id: dawn, title: 晨, date: 2023-08-26, time: 00:00–01:00, room: a}\n"
    )
    assert clashes(sessions) == [
        "content/programme.yaml:3:50: warning: room “a” is taken twice at a time, by “dawn” (2023-08-26 00:00–01:00)"
        " and “night” (2023-08-25 23:30–00:30 +1, at content/programme.yaml:2:52) [clash-room]"
    ]


def test_a_block_stands_for_what_is_in_it(clashes: Callable[..., list[str]]) -> None:
    block = (
        "- id: {id}\n  title: 论坛\n  date: 2023-08-25\n  time: {time}\n  room: a\n  chairs: li-si\n  talks:\n"
        "    - {{id: {id}-1, title: 一, duration: 30}}\n    - {{id: {id}-2, title: 二, duration: 30, speakers: li-si}}\n"
    )
    sessions = block.format(id="one", time="09:00–10:00") + block.format(id="two", time="09:15–10:15")
    assert [line.rpartition(" ")[2] for line in clashes(sessions)] == ["[clash-room]"]


def test_all_rooms_are_each_room(clashes: Callable[..., list[str]], site_yaml: str) -> None:
    sessions = (
        "- {id: opening, title: 开幕, date: 2023-08-25, time: 09:00–10:00, rooms: all}\n"
        "- {id: one, title: 一, date: 2023-08-25, time: 09:30–10:00, room: b}\n"
        "- {id: two, title: 二, date: 2023-08-25, time: 09:30–10:00, room: lab}\n"
    )
    found = clashes(sessions, site_yaml=site_yaml + "  venue: east\n")
    assert [line.split(" (")[0] for line in found] == [
        "content/programme.yaml:3:49: warning: room “b” is taken twice at a time, by “one”"
    ]


def test_dates_of_a_series_are_there_too(clashes: Callable[..., list[str]]) -> None:
    series = (
        "lecture:\n  title: 讲座\n  room: a\n  speakers: wang-wu\n"
        "  rule: {every: friday, start: 12:30, duration: 60, from: 2023-08-18, until: 2023-09-30}\n"
        "  sessions:\n    - {date: 2023-09-01, title: 已知, time: 12:30–13:30}\n"
        "    - {id: same-day, date: 2023-09-01, title: 又一, time: 13:00–14:00}\n"
    )
    sessions = "- {id: one, title: 一, date: 2023-08-25, time: 13:00–14:00, room: a, chairs: wang-wu}\n"
    assert clashes(sessions, series_yaml=series) == [
        "content/series.yaml:1:1: warning: room “a” is taken twice at a time, by “lecture-2023-08-25” (2023-08-25 12:30–13:30)"
        " and “one” (2023-08-25 13:00–14:00, at content/programme.yaml:2:49) [clash-room]",
        "content/series.yaml:8:28: warning: room “a” is taken twice at a time, by “same-day” (2023-09-01 13:00–14:00)"
        " and “lecture-2023-09-01” (2023-09-01 12:30–13:30, at content/series.yaml:7:14) [clash-room]",
    ]


# ---------------------------------------------------------------- against brute force
STARTS = st.sampled_from([540, 550, 560, 570, 580, 1430, 1450, None])
LENGTHS = st.sampled_from([10, 20, 10, 60, 0])
ROOM_SETS = st.sampled_from([("a",), ("lab",), ("b",), (), ("a", "b"), ("b", "lab")])
NAMES = ("li-si", "wang-wu")
PEOPLE_SETS = st.sampled_from([("li-si",), ("li-si",), (), ("wang-wu",), NAMES])
KINDS = st.sampled_from(["talk", "poster", "talk", "poster", "break", "registration"])
STATUS = st.sampled_from(["scheduled", "scheduled", "scheduled", "scheduled", "moved", "cancelled"])
ITEM = st.tuples(
    st.integers(-3, 6), STARTS, LENGTHS, ROOM_SETS, PEOPLE_SETS, KINDS, STATUS, st.integers(25, 26)
)


@st.composite
def programmes(draw: st.DrawFn) -> tuple[Session, ...]:
    """A few items at times near one another, some of them in others, over the same few rooms and people."""
    rows = draw(st.lists(ITEM, min_size=3, max_size=8))
    over = [row[0] if 0 <= row[0] < n else None for n, row in enumerate(rows)]

    def built(n: int) -> Session:
        _, start, length, rooms, people, kind, status, day = rows[n]
        people = [Contribution.model_construct(id=person) for person in people]
        return Session.model_construct(
            id=f"s{n}",
            kind=kind,
            title=None,
            date=datetime.date(2023, 8, 26 if start is not None and start < 600 else day),
            start=None if start is None else Clock(start),
            end=None if start is None else Clock(start + length),
            rooms=rooms,
            speakers=tuple(people[:1]),
            chairs=tuple(people[1:]),
            status=status,
            talks=tuple(built(m) for m, block in enumerate(over) if block == n),
            parent=None if over[n] is None else f"s{over[n]}",
        )

    return tuple(built(n) for n, block in enumerate(over) if block is None)


def make_site(programme: Sequence[Session]) -> Site:
    def venue(id_: str, *rooms: str) -> Venue:
        built = {room: Room.model_construct(id=room, venue=id_) for room in rooms}
        return Venue.model_construct(id=id_, rooms=built)

    none: Any = None
    settings: Any = SimpleNamespace(event=SimpleNamespace(venue="east"))
    site = Site(none, (), none, settings, datetime.date.min)
    site.venues = {"east": venue("east", "a", "b"), "west": venue("west", "lab")}
    site.travel = (Travel.model_construct(start="east", to="west", minutes=20),)
    site.programme = tuple(programme)
    return site


class Place:
    """An item as brute force sees it."""

    def __init__(self, session: Session, over: tuple[Place, ...]) -> None:
        self.session, self.over, self.id = session, over, session.id
        midnight = (session.date or datetime.date.min).toordinal() * 1440
        self.minutes = (
            set() if session.start is None or session.end is None
            else set(range(midnight + session.start, midnight + session.end))
        )  # fmt: skip
        self.rooms = set(session.rooms)
        self.people = {one.id for one in (*session.speakers, *session.chairs)}
        self.venues = {"west" if room == "lab" else "east" for room in session.rooms or ("a",)}


def all_places(rows: Sequence[Session], over: tuple[Place, ...] = ()) -> Iterator[Place]:
    for session in rows:
        if session.status != "cancelled":
            place = Place(session, over)
            yield place
            yield from all_places(session.talks, (place, *over))


def may_clash(one: Place, other: Place) -> bool:
    posters = {one.session.kind, other.session.kind} == {"poster"} and one.over[:1] == other.over[:1] != ()
    return (
        bool(one.minutes and other.minutes)
        and one not in (other, *other.over)
        and other not in one.over
        and not posters
    )


def in_room(one: Place, other: Place, room: str) -> bool:
    holding = all(
        room in place.rooms and place.session.kind not in ("break", "registration") for place in (one, other)
    )
    return holding and may_clash(one, other) and bool(one.minutes & other.minutes)


def of_person(one: Place, other: Place, person: str) -> bool:
    there = person in one.people & other.people and not one.rooms & other.rooms
    return there and may_clash(one, other) and bool(one.minutes & other.minutes)


def too_far(one: Place, other: Place, person: str) -> bool:
    if person not in one.people & other.people or not one.minutes or not other.minutes:
        return False
    if one in other.over or other in one.over or one is other:
        return False
    ways = [0 if here == there else 20 for here in one.venues for there in other.venues]
    gaps = [min(late.minutes) - max(early.minutes) - 1 for early, late in ((one, other), (other, one))]
    return any(0 <= gap < min(ways, default=0) for gap in gaps)


def outermost(
    places: Sequence[Place], test: Callable[[Place, Place, str], bool], keys: Sequence[str]
) -> set[Any]:
    found = set()
    for key in keys:
        for one in places:
            for other in places:
                if test(one, other, key):
                    blocks = [
                        (a, b)
                        for a in (one, *one.over)
                        for b in (other, *other.over)
                        if (a, b) != (one, other)
                    ]
                    if not any(test(a, b, key) for a, b in blocks):
                        found.add((key, frozenset({one.id, other.id})))
    return found


def as_found(pair: tuple[Booking, Booking]) -> frozenset[str]:
    return frozenset(booking.session.id for booking in pair)


@settings(max_examples=250)
@given(programmes())
def test_a_sweep_finds_what_a_comparison_of_all_pairs_finds(programme: tuple[Session, ...]) -> None:
    site = make_site(programme)
    bookings = list(read_bookings(site))
    places = list(all_places(programme))
    rooms = [(room, as_found(pair)) for room, pair in find_room_clashes(bookings)]
    assert len(rooms) == len(set(rooms))
    assert set(rooms) == outermost(places, in_room, ("a", "b", "lab"))
    people = [(person, as_found(pair)) for person, pair in find_person_clashes(bookings)]
    assert len(people) == len(set(people))
    assert set(people) == outermost(places, of_person, NAMES)
    ways = {(person, as_found(pair)) for person, pair, _ in find_short_ways(bookings, site)}
    assert ways == without_stops_between(places, outermost(places, too_far, NAMES))


def without_stops_between(places: Sequence[Place], found: set[Any]) -> set[Any]:
    """Ways on which the person has no stop that is itself too near to either end."""
    by_id = {place.id: place for place in places}
    kept = set()
    for person, ids in found:
        one, other = sorted((by_id[id_] for id_ in ids), key=lambda place: min(place.minutes))
        stops = [
            place for place in places
            if place.minutes and min(place.minutes) > max(one.minutes) and max(place.minutes) < min(other.minutes)
        ]  # fmt: skip
        if not any(too_far(one, stop, person) or too_far(stop, other, person) for stop in stops):
            kept.add((person, ids))
    return kept
