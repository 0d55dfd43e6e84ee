"""What talks take from their block, and times that follow from order and duration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

VENUES = "hall:\n  name: 会堂\n  rooms:\n    a: {name: A厅}\n    b: {name: B厅}\n"
PEOPLE = "li-si:\n  name: 李四\nwang-wu:\n  name: 王五\n"
FORUM = """\
tracks:
  vascular: {name: 脑血管, code: A, color: teal}
sessions:
  - id: forum
    title: 论坛
    date: 2023-08-26
    start: 08:30
    end: 10:00
    room: a
    track: vascular
    chairs: [li-si]
    language: [zh]
    talks:
      - {id: one, title: 一, duration: 20, speakers: [wang-wu]}
      - {id: two, title: 二, duration: 25}
      - {id: break, title: 茶歇, kind: break, duration: 15}
      - {id: three, title: 三}
      - {id: four, title: 四, start: 09:45, language: en}
"""


def times(session: Any) -> tuple[str, str, str]:
    return session.id, str(session.start), str(session.end)


def test_talks_follow_from_order_and_duration(load: Callable[..., Any]) -> None:
    site = load({"venues.yaml": VENUES, "people.yaml": PEOPLE, "programme.yaml": FORUM}).project.sites["zh"]
    assert [times(talk) for talk in site.sessions["forum"].talks] == [
        ("one", "08:30", "08:50"),
        ("two", "08:50", "09:15"),
        ("break", "09:15", "09:30"),
        ("three", "09:30", "09:45"),
        ("four", "09:45", "10:00"),
    ]


def test_talks_inherit_place_and_language_never_chairs(load: Callable[..., Any]) -> None:
    site = load({"venues.yaml": VENUES, "people.yaml": PEOPLE, "programme.yaml": FORUM}).project.sites["zh"]
    one, four, pause = site.sessions["one"], site.sessions["four"], site.sessions["break"]
    assert (str(one.date), one.rooms, one.track, one.language, one.chairs) == (
        "2023-08-26",
        ("a",),
        "vascular",
        ("zh",),
        (),
    )
    assert four.language == ("en",)
    assert pause.rooms == ()
    assert one.parent == "forum"
    assert [kind.kind for kind in site.sessions["forum"].walk()] == [
        "forum",
        "talk",
        "talk",
        "break",
        "talk",
        "talk",
    ]


def test_a_cancelled_block_cancels_its_talks(load: Callable[..., Any]) -> None:
    text = FORUM.replace("    title: 论坛\n", "    title: 论坛\n    status: cancelled\n")
    site = load({"venues.yaml": VENUES, "people.yaml": PEOPLE, "programme.yaml": text}).project.sites["zh"]
    assert {item.status for item in site.sessions["forum"].walk()} == {"cancelled"}
    assert [item.id for item in site.changed] == ["forum"]


def test_all_rooms_are_those_of_the_venue(load: Callable[..., Any], site_yaml: str) -> None:
    files = {
        "venues.yaml": VENUES,
        "programme.yaml": "sessions:\n  - {id: keynote, title: 主旨, date: 2023-08-25, time: 09:00–10:00, rooms: all}\n",
    }
    site = load({"site.yaml": site_yaml + "  venue: hall\n", **files}).project.sites["zh"]
    keynote = site.sessions["keynote"]
    assert (keynote.rooms, times(keynote)) == (("a", "b"), ("keynote", "09:00", "10:00"))


def test_past_midnight_belongs_to_the_congress_day(load: Callable[..., Any]) -> None:
    text = "sessions:\n  - {id: night, title: 夜谈, date: 2023-08-26, start: 23:00, end: 00:30 +1}\n"
    site = load({"programme.yaml": text}).project.sites["zh"]
    night = site.sessions["night"]
    assert night.minutes == 90
    assert night.ends_at(site.event.zone).isoformat() == "2023-08-27T00:30:00+08:00"
    assert [block.id for block in site.blocks_on(site.days[1])] == ["night"]


def test_a_series_gives_its_dates(load: Callable[..., Any]) -> None:
    series = """\
lecture:
  title: 周四讲座
  rule: {every: thursday, start: 12:30, duration: 60, from: 2023-06-01, until: 2023-07-31}
  except: [2023-06-22]
  extra: [{date: 2023-06-24}]
  count: 9
  sessions:
    - {date: 2023-06-08, title: 脑卒中}
"""
    loaded = load({"series.yaml": series})
    site = loaded.project.sites["zh"]
    rows = [
        (str(row.date), str(row.start), row.session.id if row.session else None)
        for row in site.dates_of(site.series["lecture"])
    ]
    assert rows == [
        ("2023-06-01", "12:30", None),
        ("2023-06-08", "12:30", "lecture-2023-06-08"),
        ("2023-06-15", "12:30", None),
        ("2023-06-24", "12:30", None),
        ("2023-06-29", "12:30", None),
        ("2023-07-06", "12:30", None),
        ("2023-07-13", "12:30", None),
        ("2023-07-20", "12:30", None),
        ("2023-07-27", "12:30", None),
    ]
    assert times(site.sessions["lecture-2023-06-08"]) == ("lecture-2023-06-08", "12:30", "13:30")
    wrong = load({"series.yaml": series.replace("count: 9", "count: 8")})
    assert wrong.lines == [
        "content/series.yaml:6:10: error: series “lecture” should have 8 dates, its rule gives 9 [series-count]"
    ]
