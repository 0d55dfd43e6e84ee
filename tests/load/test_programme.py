"""What talks take from their block, and times that follow from order and duration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

VENUES = "hall:\n  name: 会堂\n  rooms:\n    a: {name: A厅}\n    b: {name: B厅}\n"
PEOPLE = "li-si:\n  name: {zh: 李四, en: LI Si}\nwang-wu:\n  name: {zh: 王五, en: WANG Wu}\n"
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


@pytest.mark.parametrize("status", ["cancelled", "postponed", "replaced"])
def test_what_becomes_of_a_block_becomes_of_its_talks(load: Callable[..., Any], status: str) -> None:
    text = FORUM.replace("    title: 论坛\n", f"    title: 论坛\n    status: {status}\n")
    site = load({"venues.yaml": VENUES, "people.yaml": PEOPLE, "programme.yaml": text}).project.sites["zh"]
    assert {item.status for item in site.sessions["forum"].walk()} == {status}
    assert [item.id for item in site.changed] == ["forum"]


def test_a_moved_block_moves_no_talk_by_name(load: Callable[..., Any]) -> None:
    text = FORUM.replace("    title: 论坛\n", "    title: 论坛\n    status: moved\n")
    site = load({"venues.yaml": VENUES, "people.yaml": PEOPLE, "programme.yaml": text}).project.sites["zh"]
    assert [item.status for item in site.sessions["forum"].walk()] == ["moved", *["scheduled"] * 5]


def test_any_depth(load: Callable[..., Any]) -> None:
    text = (
        "sessions:\n  - id: one\n    title: 一\n    date: 2023-08-25\n    start: 09:00\n    talks:\n"
        "      - id: two\n        title: 二\n        talks:\n"
        "          - id: three\n            title: 三\n            talks:\n"
        "              - {id: four, title: 四, duration: 20}\n              - {id: five, title: 五, duration: 15}\n"
        "      - {id: six, title: 六, duration: 10}\n"
    )
    site = load({"programme.yaml": text}).project.sites["zh"]
    assert [(*times(item), item.kind, item.parent) for item in site.sessions.values()] == [
        ("one", "09:00", "09:45", "forum", None),
        ("two", "09:00", "09:35", "forum", "one"),
        ("three", "09:00", "09:35", "forum", "two"),
        ("four", "09:00", "09:20", "talk", "three"),
        ("five", "09:20", "09:35", "talk", "three"),
        ("six", "09:35", "09:45", "talk", "one"),
    ]


def test_posters_hang_as_long_as_their_session(load: Callable[..., Any]) -> None:
    text = (
        "sessions:\n  - id: posters\n    kind: poster\n    title: 壁报\n    date: 2023-08-25\n    time: 12:00–13:00\n    room: a\n"
        "    talks:\n      - {id: one, title: 一, number: P-01}\n      - {id: two, title: 二}\n"
        "      - {id: shown, title: 三, start: 12:30, duration: 5}\n"
    )
    site = load({"venues.yaml": VENUES, "programme.yaml": text}).project.sites["zh"]
    assert [(*times(item), item.kind, item.rooms) for item in site.sessions["posters"].talks] == [
        ("one", "12:00", "13:00", "poster", ("a",)),
        ("two", "12:00", "13:00", "poster", ("a",)),
        ("shown", "12:30", "12:35", "poster", ("a",)),
    ]
    assert site.sessions["one"].number == "P-01"


def test_drafts_are_not_on_the_site_at_any_depth(load: Callable[..., Any]) -> None:
    text = FORUM.replace("{id: two, title: 二,", "{id: two, title: 二, draft: yes,") + (
        "  - {id: whole, title: 草, date: 2023-08-26, draft: true, talks: [{id: in-whole, title: 草内}]}\n"
    )
    files = {"venues.yaml": VENUES, "people.yaml": PEOPLE, "programme.yaml": text}
    site = load(files).project.sites["zh"]
    assert [times(talk) for talk in site.sessions["forum"].talks][:2] == [
        ("one", "08:30", "08:50"),
        ("break", "09:15", "09:30"),
    ]
    assert not site.sessions.keys() & {"two", "whole", "in-whole"}
    more = "  - {id: other, title: 另, date: 2023-08-26, status: replaced, replaced_by: in-whole}\n"
    assert load({**files, "programme.yaml": text + more}).lines == [
        "content/programme.yaml:20:76: error: no session “in-whole” [unknown-reference]"
    ]


@pytest.mark.parametrize("word", ["待定", "TBA", "tbc"])
def test_what_is_to_be_announced(load: Callable[..., Any], word: str) -> None:
    text = FORUM.replace(
        "start: 09:45, language: en", f"time: {word}, room: {word}, speakers: [li-si, {word}]"
    )
    site = load({"venues.yaml": VENUES, "people.yaml": PEOPLE, "programme.yaml": text}).project.sites["zh"]
    four, three = site.sessions["four"], site.sessions["three"]
    assert (four.tba, four.rooms, [one.id for one in four.speakers]) == (True, (), ["li-si"])
    assert (three.tba, three.rooms) == (False, ("a",))


def test_a_day_to_be_announced(load: Callable[..., Any]) -> None:
    text = (
        "sessions:\n  - {id: one, title: 待定, date: 待定, start: 待定, speakers: 待定, rooms: [a, 待定]}\n"
    )
    item = load({"venues.yaml": VENUES, "programme.yaml": text}).project.sites["zh"].sessions["one"]
    assert (item.tba, item.date, item.start, item.speakers, item.rooms, str(item.title)) == (True, None, None, (), ("a",), "待定")  # fmt: skip


SLIDES = "sessions:\n  - {id: one, title: 一, date: 2023-08-25, slides: media/one.pdf}\n"


def test_slides_go_out_with_permission_only(load: Callable[..., Any]) -> None:
    files = {"media/one.pdf": b"%PDF-1.4", "programme.yaml": SLIDES}
    loaded = load(files)
    assert loaded.project.sites["en"].sessions["one"].slides is None
    assert loaded.project.sites["en"].downloads == ()
    assert loaded.all_lines == [
        "content/programme.yaml:2:51: warning: the slides of “one” are not published, as nothing says that the speaker agreed [slides-without-consent]",
        "    hint: with the speaker's permission add slides_consent: true",
    ]
    agreed = load(files | {"programme.yaml": SLIDES.replace(".pdf", ".pdf, slides_consent: true")})
    assert (agreed.lines, agreed.project.sites["en"].sessions["one"].slides) == ([], "media/one.pdf")
    elsewhere = load({"programme.yaml": SLIDES.replace("media/", "https://example.org/")})
    assert (elsewhere.lines, elsewhere.project.sites["en"].sessions["one"].slides) == (
        [],
        "https://example.org/one.pdf",
    )


def test_every_field_of_an_item_arrives(load: Callable[..., Any]) -> None:
    text = (
        "sessions:\n  - id: one\n    title: 一\n    date: 2023-08-25\n    time: 09:00–10:00\n    rooms: [a, b]\n"
        "    moderators: [li-si]\n    panellists: [wang-wu]\n    discussants: [{id: li-si, role: 点评}]\n"
        "    language: [zh, en]\n    interpretation: en\n    recording: https://example.org/r\n    live: https://example.org/l\n"
        "    questions: https://example.org/q\n    level: 提高\n    tags: [卒中]\n    capacity: 40\n"
        "    registration: https://example.org/reg\n    links: [{name: 说明, url: https://example.org/}]\n"
        "    status: moved\n    status_note: 换了会场\n    moved_from: {date: 2023-08-25, start: 08:00, room: b}\n"
    )
    item = (
        load({"venues.yaml": VENUES, "people.yaml": PEOPLE, "programme.yaml": text})
        .project.sites["zh"]
        .sessions["one"]
    )
    assert item.rooms == ("a", "b")
    assert [(role, one.id, one.role and str(one.role)) for role, one in item.contributions] == [
        ("moderator", "li-si", None),
        ("panellist", "wang-wu", None),
        ("discussant", "li-si", "点评"),
    ]
    assert (item.language, item.interpretation) == (("zh", "en"), ("en",))
    assert (item.recording, item.live, item.questions) == tuple(f"https://example.org/{one}" for one in "rlq")
    assert (str(item.level), [str(tag) for tag in item.tags], item.capacity) == ("提高", ["卒中"], 40)
    assert (item.registration, [link.url for link in item.links]) == (
        "https://example.org/reg",
        ["https://example.org/"],
    )
    assert (item.status, str(item.status_note)) == ("moved", "换了会场")
    before = item.moved_from
    assert (str(before.date), str(before.start), before.rooms) == ("2023-08-25", "08:00", ("b",))
