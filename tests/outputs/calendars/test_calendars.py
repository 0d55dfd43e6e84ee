"""Calendars: hand-written instants, read back by two readers that know nothing of each other."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import icalendar
import pytest

from tests.outputs.calendars.conftest import Make
from tests.outputs.calendars.ical_reader import Component, read

GOLDEN = Path(__file__).parent / "golden"
HOST = "example.org"
VENUES = """\
centre:
  name:
    zh: 会议中心
    en: Convention Centre
  rooms:
    a: {name: {zh: A厅, en: Hall A}}
    b: {name: {zh: B厅, en: Hall B}}
"""
PEOPLE = """\
li-si:
  name: {zh: 李四, en: LI Si}
  affiliation: {zh: 示例医院, en: Example Hospital}
wang-wu:
  name: 王五
zhao-liu:
  name: {zh: 赵六, en: ZHAO Liu}
"""
PROGRAMME = """\
tracks:
  vascular: {name: {zh: 脑血管, en: Vascular}, code: A}
sessions:
  - id: opening
    kind: ceremony
    title: {zh: 开幕式, en: Opening}
    date: 2023-08-25
    time: 08:30–09:00
    venue: centre
    rooms: all
  - id: forum
    title: {zh: 论坛; 一\\二, en: 'Forum, part one'}
    date: 2023-08-25
    time: 09:00–10:30
    room: a
    track: vascular
    chairs: [li-si]
    talks:
      - id: first
        title: {zh: 第一讲, en: First talk}
        abstract: {zh: "# 要点\\n\\n**很**重要，见[网站](https://example.org/)。", en: 'All of it.'}
        duration: 30
        speakers: [{id: li-si, role: {zh: 主讲, en: Lead}}, wang-wu]
      - {id: pause, kind: break, title: {zh: 茶歇, en: Tea}, duration: 15}
      - {id: second, title: 第二讲, duration: 45, speakers: [zhao-liu], status: cancelled, status_note: {zh: 讲者生病, en: Speaker is ill}}
      - {id: breakout, title: {zh: 分组, en: Breakout}, time: 10:00–10:30, room: b}
  - {id: night, title: {zh: 夜谈, en: Night talk}, date: 2023-08-25, start: 23:00, end: 00:30 +1, room: a}
  - {id: small-hours, title: {zh: 凌晨, en: Small hours}, date: 2023-08-25, start: 00:30 +1, end: 01:00 +1, room: b}
  - id: moved
    title: {zh: 移动, en: Shifted}
    date: 2023-08-26
    time: 15:00–16:00
    room: b
    status: moved
    moved_from: {date: 2023-08-25, start: 14:00, room: a}
  - {id: off, title: {zh: 取消, en: Off}, date: 2023-08-26, time: 09:00–10:00, room: a, status: cancelled}
  - {id: swapped, title: {zh: 换, en: Swapped}, date: 2023-08-26, time: 10:00–11:00, room: a, status: replaced, replaced_by: moved}
  - {id: later, title: {zh: 以后, en: Later}, date: 2023-08-26, time: 11:00–12:00, room: a, status: postponed}
  - {id: undated, title: {zh: 未定, en: Undated}, status: postponed, speakers: [zhao-liu]}
  - {id: open, title: {zh: 未决, en: Open}, date: 2023-08-27, time: 11:00–12:00, tba: true}
  - {id: posters, kind: poster, title: {zh: 壁报, en: Posters}, date: 2023-08-27}
"""
SERIES = """\
thursday:
  title: {zh: 周四讲座, en: Thursday lecture}
  rule: {every: thursday, start: 12:30, duration: 60, from: 2023-09-14, until: 2023-10-19}
  except: [2023-10-05]
  extra: [{date: 2023-10-08, start: 13:00}]
  count: 6
  sessions:
    - {id: known, date: 2023-09-21, title: {zh: 分流管, en: Shunts}, speakers: [li-si]}
    - {id: lost, date: 2023-09-28, title: {zh: 发热, en: Fever}, status: cancelled}
    - {id: shifted, date: 2023-10-13, title: {zh: 头痛, en: Headache}, status: moved, moved_from: {date: 2023-10-12}}
training:
  title: {zh: 培训, en: Training}
  sessions:
    - id: wuhan
      date: 2023-07-15
      time: 09:00–11:00
      city: {zh: 武汉, en: Wuhan}
      place: {zh: 一号楼, en: Building 1}
      title: {zh: 第一期, en: Stop 1}
      talks:
        - {id: wuhan-one, title: {zh: 甲, en: One}, duration: 60}
        - {id: wuhan-two, title: {zh: 乙, en: Two}, duration: 60}
    - {id: wuhan-evening, date: 2023-07-15, time: 19:00–20:00, city: {zh: 武汉, en: Wuhan}, title: {zh: 座谈, en: Round table}}
"""
FILES = {"venues.yaml": VENUES, "people.yaml": PEOPLE, "programme.yaml": PROGRAMME, "series.yaml": SERIES}

INSTANTS = {
    "opening": ("2023-08-25T00:30Z", "2023-08-25T01:00Z", "CONFIRMED"),
    "forum": ("2023-08-25T01:00Z", "2023-08-25T02:30Z", "CONFIRMED"),
    "breakout": ("2023-08-25T02:00Z", "2023-08-25T02:30Z", "CONFIRMED"),
    "night": ("2023-08-25T15:00Z", "2023-08-25T16:30Z", "CONFIRMED"),
    "small-hours": ("2023-08-25T16:30Z", "2023-08-25T17:00Z", "CONFIRMED"),
    "moved": ("2023-08-26T07:00Z", "2023-08-26T08:00Z", "CONFIRMED"),
    "off": ("2023-08-26T01:00Z", "2023-08-26T02:00Z", "CANCELLED"),
    "swapped": ("2023-08-26T02:00Z", "2023-08-26T03:00Z", "CANCELLED"),
    "later": ("2023-08-26T03:00Z", "2023-08-26T04:00Z", "TENTATIVE"),
    "open": ("2023-08-27T03:00Z", "2023-08-27T04:00Z", "TENTATIVE"),
    "posters": ("2023-08-27", "2023-08-28", "CONFIRMED"),
}
SERIES_INSTANTS = {
    "thursday-2023-09-14": ("2023-09-14T04:30Z", "2023-09-14T05:30Z", "CONFIRMED"),
    "known": ("2023-09-21T04:30Z", "2023-09-21T05:30Z", "CONFIRMED"),
    "lost": ("2023-09-28T04:30Z", "2023-09-28T05:30Z", "CANCELLED"),
    "thursday-2023-10-08": ("2023-10-08T05:00Z", "2023-10-08T06:00Z", "CONFIRMED"),
    "shifted": ("2023-10-13T04:30Z", "2023-10-13T05:30Z", "CONFIRMED"),
    "thursday-2023-10-19": ("2023-10-19T04:30Z", "2023-10-19T05:30Z", "CONFIRMED"),
}
Row = tuple[str, str, str]


def shown(moment: datetime.date) -> str:
    """A date, or an instant in UTC to the minute."""
    if not isinstance(moment, datetime.datetime):
        return moment.isoformat()
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%MZ")


def by_library(data: bytes) -> dict[str, Row]:
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    found = {}
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        found[str(event["UID"])] = (
            shown(event["DTSTART"].dt),
            shown(event["DTEND"].dt),
            str(event["STATUS"]),
        )
    return found


def by_grammar(data: bytes) -> dict[str, Row]:
    reader = read(data)
    return {
        uid: (
            shown(reader.instant(event, "DTSTART")),
            shown(reader.instant(event, "DTEND")),
            event.text("STATUS"),
        )
        for uid, event in reader.events.items()
    }


def uids(expected: dict[str, Row], language: str) -> dict[str, Row]:
    ending = "" if language == "zh" else f".{language}"
    return {f"{id_}{ending}@{HOST}": row for id_, row in expected.items()}


def ids_in(data: bytes) -> list[str]:
    return [uid.partition("@")[0] for uid in read(data).events]


def event_in(data: bytes, id_: str) -> Component:
    return next(
        event for uid, event in read(data).events.items() if uid.startswith((f"{id_}@", f"{id_}.en@"))
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_b35_the_whole_programme_has_the_true_instants(make: Make, language: str) -> None:
    data = make(FILES)[f"{language}/programme.ics"]
    assert by_grammar(data) == by_library(data) == uids(INSTANTS, language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_series_has_exactly_its_dates(make: Make, language: str) -> None:
    data = make(FILES)[f"{language}/series/thursday.ics"]
    assert by_grammar(data) == by_library(data) == uids(SERIES_INSTANTS, language)
    assert [event.text("SUMMARY") for event in read(data).events.values()] == (
        ["周四讲座", "分流管", "【已取消】发热", "周四讲座", "【有调整】头痛", "周四讲座"]
        if language == "zh"
        else [
            "Thursday lecture",
            "Shunts",
            "[Cancelled] Fever",
            "Thursday lecture",
            "[Moved] Headache",
            "Thursday lecture",
        ]
    )


def test_what_stands_in_each_calendar(make: Make) -> None:
    made = make(FILES)
    day = ["opening", "forum", "breakout", "night", "small-hours"]
    expected = {
        "programme": [*day, "off", "swapped", "later", "moved", "open", "posters"],
        "programme/2023-08-25": day,
        "programme/2023-08-26": ["off", "swapped", "later", "moved"],
        "programme/2023-08-27": ["open", "posters"],
        "programme/tracks/vascular": ["forum", "breakout"],
        "programme/rooms/a": ["opening", "forum", "night", "off", "swapped", "later"],
        "programme/rooms/b": ["opening", "breakout", "small-hours", "moved"],
        "programme/forum": ["forum", "first", "second", "breakout"],
        "programme/pause": ["pause"],
        "programme/wuhan": ["wuhan", "wuhan-one", "wuhan-two"],
        "people/li-si": ["forum", "first", "known"],
        "people/zhao-liu": ["second"],
        "series/training": ["wuhan", "wuhan-evening"],
    }
    assert {path: ids_in(made[f"zh/{path}.ics"]) for path in expected} == expected
    assert "zh/programme/undated.ics" not in made
    assert {path[3:] for path in made if path.startswith("zh/")} == {
        path[3:] for path in made if path.startswith("en/")
    }


def test_there_is_a_calendar_where_links_say_so(make: Make, load: object) -> None:
    made = make(FILES)
    site = load(FILES).project.sites["en"]  # type: ignore[operator]
    records = [
        *site.days,
        *site.tracks.values(),
        *site.people.values(),
        *site.sessions.values(),
        *site.series.values(),
    ]
    folders = {
        "day": "programme",
        "session": "programme",
        "track": "programme/tracks",
        "person": "people",
        "series": "series",
    }
    for record in records:
        kind, _, name = record.key.partition(":")
        assert site.has_calendar(record) == (f"en/{folders[kind]}/{name}.ics" in made), record.key


def test_the_fields_of_an_event(make: Make) -> None:
    made = make(FILES)
    event = event_in(made["zh/programme/forum.ics"], "forum")
    assert {name: value.value for name, value in event.properties.items()} == {
        "UID": "forum@example.org",
        "DTSTAMP": "20220101T000000Z",
        "LAST-MODIFIED": "20220101T000000Z",
        "SEQUENCE": "0",
        "DTSTART": "20230825T090000",
        "DTEND": "20230825T103000",
        "STATUS": "CONFIRMED",
        "SUMMARY": "论坛\\; 一\\\\二",
        "LOCATION": "会议中心，A厅",
        "DESCRIPTION": "主席：李四（示例医院）\\n\\n"
        "环节安排，北京时间（UTC+8）：\\n09:00 第一讲（李四、王五）\\n09:30 茶歇\\n"
        "09:45 【已取消】第二讲（赵六）\\n10:00 分组 · B厅\\n\\nhttps://example.org/2023/zh/programme/forum/index.html",
        "URL": "https://example.org/2023/zh/programme/forum/index.html",
        "CATEGORIES": "脑血管",
        "TRANSP": "TRANSPARENT",
    }
    first = event_in(made["en/people/li-si.ics"], "first")
    assert first.text("DESCRIPTION") == (
        "Part of: Forum, part one\nSpeakers: LI Si (Lead), 王五\n\nAll of it.\n\n"
        "https://example.org/2023/en/programme/first/index.html"
    )
    assert first.text("LOCATION") == "Hall A, Convention Centre"
    assert "TRANSP" not in first.properties


def test_what_became_of_items_is_said_in_words(make: Make) -> None:
    made = make(FILES)
    data = made["en/programme.ics"]
    start = {id_: event_in(data, id_).text("DESCRIPTION").split("\n\n")[0] for id_ in INSTANTS}
    assert start["moved"] == "Moved from 25 August 14:00 Hall A"
    assert start["off"] == "Cancelled"
    assert start["swapped"] == "Replaced by Shifted"
    assert start["open"] == "To be announced"
    assert start["posters"] == "Time to be announced"
    assert [event_in(data, id_).text("SUMMARY") for id_ in ("moved", "off", "swapped", "later", "open")] == [
        "[Moved] Shifted", "[Cancelled] Off", "[Replaced] Swapped", "[Postponed] Later", "[To be announced] Open",
    ]  # fmt: skip
    second = event_in(made["en/programme/second.ics"], "second")
    assert second.text("DESCRIPTION").startswith(
        "Cancelled: Speaker is ill\nPart of: Forum, part one\nSpeaker: ZHAO Liu"
    )


def test_places(make: Make) -> None:
    made = make(FILES)
    assert event_in(made["en/programme.ics"], "opening").text("LOCATION") == "Convention Centre"  # rooms: all
    assert event_in(made["zh/series/training.ics"], "wuhan").text("LOCATION") == "武汉，一号楼"
    assert event_in(made["en/series/training.ics"], "wuhan").text("LOCATION") == "Building 1, Wuhan"


def test_text_of_another_language_says_so(make: Make) -> None:
    second = event_in(make(FILES)["en/programme/second.ics"], "second").properties["SUMMARY"]
    assert (second.params, second.value) == ({"LANGUAGE": "zh-Hans"}, "[Cancelled] 第二讲")


def test_without_a_base_url_there_are_no_addresses(make: Make, site_yaml: str) -> None:
    files = {**FILES, "site.yaml": site_yaml.replace("base_url: https://example.org/2023/\n", "")}
    data = make(files)["en/programme.ics"]
    assert b"http" not in data
    assert next(iter(read(data).events)) == "opening.en@sitegen.invalid"


HISTORY = """\
releases:
  - at: 2023-07-01T00:00:00Z
items:
  opening: {uid: opening@old.example, title: 开幕式, fingerprint: "0", versions: [{released: 2023-07-01T00:00:00Z, date: 2023-08-25, start: "08:00", end: "08:30", venue: centre, rooms: [a, b]}]}
  vanished: {uid: vanished@old.example, title: 消失, fingerprint: "0", versions: [{released: 2023-07-01T00:00:00Z, date: 2023-08-26, start: "18:00", end: "19:00", rooms: [b]}]}
  third: {uid: third@old.example, title: 第三讲, fingerprint: "0", parent: forum, versions: [{released: 2023-07-01T00:00:00Z, date: 2023-08-25, start: "09:00", end: "09:30", rooms: [a]}]}
  thursday-2023-10-05: {uid: thursday-2023-10-05@old.example, title: 周四讲座, fingerprint: "0", versions: [{released: 2023-07-01T00:00:00Z, date: 2023-10-05, start: "12:30", end: "13:30"}]}
"""


def test_what_was_released_and_is_gone_is_cancelled(make: Make) -> None:
    made = make({**FILES, "history.yaml": HISTORY})
    gone = {
        "programme": ("vanished", "2023-08-26T10:00Z"),
        "programme/2023-08-26": ("vanished", "2023-08-26T10:00Z"),
        "programme/rooms/b": ("vanished", "2023-08-26T10:00Z"),
        "programme/forum": ("third", "2023-08-25T01:00Z"),
        "series/thursday": ("thursday-2023-10-05", "2023-10-05T04:30Z"),
    }
    for path, (id_, start) in gone.items():
        data = made[f"en/{path}.ics"]
        row = by_grammar(data)[f"{id_}.en@old.example"]
        assert by_library(data) == by_grammar(data)
        assert (row[0], row[2]) == (start, "CANCELLED")
        event = event_in(data, id_)
        assert int(event.text("SEQUENCE")) == 1
        assert event.text("SUMMARY").startswith("[Cancelled] ")
    assert ids_in(made["en/programme.ics"]).count("third.en") == 0
    opening = event_in(made["zh/programme.ics"], "opening")
    assert (opening.text("UID"), opening.text("SEQUENCE")) == ("opening@old.example", "1")
    assert opening.text("SUMMARY") == "【有调整】开幕式"
    assert opening.text("DESCRIPTION").startswith("原定8月25日 08:00 A厅、B厅\n")


def test_a_cancelled_congress_takes_all_with_it_but_the_series(make: Make, site_yaml: str) -> None:
    made = make({**FILES, "site.yaml": f"{site_yaml}  status: cancelled\n"})
    assert {row[2] for row in by_grammar(made["zh/programme.ics"]).values()} == {"CANCELLED", "TENTATIVE"}
    assert event_in(made["zh/programme.ics"], "opening").text("SUMMARY") == "【已取消】开幕式"
    assert by_grammar(made["zh/series/thursday.ics"]) == uids(SERIES_INSTANTS, "zh")


def test_summer_time_ends_in_the_night_of_a_congress(make: Make, site_yaml: str) -> None:
    site = (
        site_yaml.replace("Asia/Shanghai", "Europe/Berlin")
        .replace("2023-08-25", "2023-10-28")
        .replace("2023-08-27", "2023-10-29")
    )
    programme = """\
sessions:
  - {id: before, title: x, date: 2023-10-28, time: 09:00–10:00}
  - {id: through, title: x, date: 2023-10-28, start: 23:00, end: 04:00 +1}
  - {id: after, title: x, date: 2023-10-29, time: 09:00–10:00}
"""
    series = """\
monday:
  title: x
  rule: {every: monday, start: 12:30, duration: 60, from: 2023-03-20, until: 2023-03-27}
"""
    made = make({"site.yaml": site, "programme.yaml": programme, "series.yaml": series})
    data = made["zh/programme.ics"]
    assert by_grammar(data) == by_library(data) == {
        "before@example.org": ("2023-10-28T07:00Z", "2023-10-28T08:00Z", "CONFIRMED"),
        "through@example.org": ("2023-10-28T21:00Z", "2023-10-29T03:00Z", "CONFIRMED"),
        "after@example.org": ("2023-10-29T08:00Z", "2023-10-29T09:00Z", "CONFIRMED"),
    }  # fmt: skip
    data = made["zh/series/monday.ics"]
    assert by_grammar(data) == by_library(data) == {
        "monday-2023-03-20@example.org": ("2023-03-20T11:30Z", "2023-03-20T12:30Z", "CONFIRMED"),
        "monday-2023-03-27@example.org": ("2023-03-27T10:30Z", "2023-03-27T11:30Z", "CONFIRMED"),
    }  # fmt: skip


def test_every_calendar_keeps_every_rule(make: Make) -> None:
    made = make(FILES)
    assert made
    for path, data in made.items():
        reader = read(data)
        assert len(reader.calendar.named("VTIMEZONE")) == 1, path
        assert by_grammar(data) == by_library(data), path
        assert "METHOD" not in reader.calendar.properties


@pytest.mark.golden
@pytest.mark.parametrize(
    "path",
    [
        f"{code}/{name}.ics"
        for code in ("zh", "en")
        for name in ("programme", "programme/forum", "series/thursday")
    ],
)
def test_the_calendar_is_as_expected(make: Make, path: str) -> None:
    data = make(FILES)[path]
    expected = GOLDEN / path
    if os.environ.get("GOLDEN"):
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_bytes(data)
    assert data == expected.read_bytes()
