"""schedule.xml and schedule.json: exact files for a small congress, and the rules of the official schemas."""

from __future__ import annotations

import datetime
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sitegen.outputs.schedule import make_schedule_files

EXPECTED = Path(__file__).parent / "golden"


def events_of(data: bytes) -> Iterator[tuple[dict[str, Any], str, dict[str, Any]]]:
    """(day, room, event) of schedule.json."""
    for day in json.loads(data)["schedule"]["conference"]["days"]:
        for room, events in day["rooms"].items():
            for event in events:
                yield day, room, event


@pytest.mark.golden
@pytest.mark.parametrize("name", ["schedule.xml", "schedule.json"])
def test_the_file_is_as_expected(
    export: Callable[..., dict[str, bytes]], golden: Callable[[Path, bytes], bytes], name: str
) -> None:
    made = export(make_schedule_files)[f"programme/{name}"]
    assert made == golden(EXPECTED / name, made)


def test_what_takes_place_is_there_once_with_its_true_instant(
    export: Callable[..., dict[str, bytes]],
) -> None:
    made = export(make_schedule_files)
    rows = [
        (event["slug"], day["date"], room, event["date"], event["duration"])
        for day, room, event in events_of(made["programme/schedule.json"])
    ]
    assert rows == [
        ("examplecongress-_one", "2023-08-25", "A厅", "2023-08-25T09:00:00+08:00", "00:30"),
        ("examplecongress-night", "2023-08-25", "B厅", "2023-08-25T23:30:00+08:00", "01:00"),
        ("examplecongress-late", "2023-08-25", "B厅", "2023-08-26T00:30:00+08:00", "00:30"),
        ("examplecongress-pause", "2023-08-25", "待定", "2023-08-25T10:00:00+08:00", "00:30"),
        ("examplecongress-all-hands", "2023-08-26", "A厅", "2023-08-26T08:00:00+08:00", "01:00"),
        ("examplecongress-moved", "2023-08-26", "A厅", "2023-08-26T09:00:00+08:00", "00:00"),
        ("examplecongress-unsure", "2023-08-26", "待定", "2023-08-26T09:00:00+08:00", "00:30"),
        ("examplecongress-unsure-2", "2023-08-26", "待定 (2)", "2023-08-26T09:15:00+08:00", "00:30"),
    ]


def test_both_files_say_the_same(export: Callable[..., dict[str, bytes]]) -> None:
    made = export(make_schedule_files)
    root = ET.fromstring(made["programme/schedule.xml"])
    in_xml = [
        (
            day.get("index"),
            day.get("start"),
            day.get("end"),
            room.get("name"),
            event.get("guid"),
            event.get("id"),
            *(event.findtext(name) or "" for name in SHARED),
            [(person.get("id"), person.get("guid"), person.text) for person in event.iter("person")],
        )
        for day in root.iter("day")
        for room in day.iter("room")
        for event in room.iter("event")
    ]
    in_json = [
        (
            str(day["index"]),
            day["day_start"],
            day["day_end"],
            room,
            event["guid"],
            str(event["id"]),
            *(event[name] or "" for name in SHARED),
            [(str(person["id"]), person["guid"], person["name"]) for person in event["persons"]],
        )
        for day, room, event in events_of(made["programme/schedule.json"])
    ]
    assert in_xml == in_json
    assert root.findtext("version") == json.loads(made["programme/schedule.json"])["schedule"]["version"]


SHARED = (
    "room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track",
    "language", "description", "url",
)  # fmt: skip


@pytest.mark.parametrize("base", ["base_url: https://example.org/2023/\n", ""])
def test_the_rules_of_the_schemas(
    export: Callable[..., dict[str, bytes]], congress: Mapping[str, str], site_yaml: str, base: str
) -> None:
    site = site_yaml.replace("base_url: https://example.org/2023/\n", base)
    made = export(make_schedule_files, {**congress, "site.yaml": site})
    root = ET.fromstring(made["programme/schedule.xml"])
    wanted = ["generator", "url", "version", "conference", "day", "day", "day"]
    assert [child.tag for child in root] == [tag for tag in wanted if base or tag != "url"]
    assert re.fullmatch("[a-z0-9][a-z0-9_]{3,}", root.findtext("conference/acronym") or "")
    guids, ids, slugs = [], [], []
    for event in root.iter("event"):
        tags = [child.tag for child in event]
        assert len(tags) == len(set(tags))
        assert {"room", "title", "type", "date", "start", "duration", "abstract", "track"} <= set(tags)
        assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", event.get("guid") or "")
        assert 0 < int(event.get("id") or 0) < 2**31
        assert re.fullmatch(r"[a-z0-9_]{4,}-[a-z0-9\-_]{4,}", event.findtext("slug") or "")
        assert datetime.datetime.fromisoformat(event.findtext("date") or "").utcoffset() is not None
        guids.append(event.get("guid"))
        ids.append(event.get("id"))
        slugs.append(event.findtext("slug"))
    assert len(set(guids)) == len(set(ids)) == len(set(slugs)) == len(guids) == 8
    for _, room, event in events_of(made["programme/schedule.json"]):
        assert event["room"] == room
        assert re.match("https?:" if base else "urn:uuid:", event["url"])
        assert re.fullmatch("[a-z0-9_-]+[a-z0-9]", event["slug"])
        assert all(
            set(person) >= {"id", "name"} and "public_name" not in person for person in event["persons"]
        )


def test_ids_stay_when_the_order_changes(
    export: Callable[..., dict[str, bytes]], congress: Mapping[str, str]
) -> None:
    def ids(files: Mapping[str, str]) -> dict[str, tuple[int, str]]:
        made = export(make_schedule_files, files)["programme/schedule.json"]
        return {event["slug"]: (event["id"], event["guid"]) for _, _, event in events_of(made)}

    before = ids(congress)
    head, _, sessions = congress["programme.yaml"].partition("sessions:\n")
    items = re.split(r"(?m)^(?=  - )", sessions)[1:]
    turned = {**congress, "programme.yaml": f"{head}sessions:\n{''.join(reversed(items))}"}
    assert ids(turned) == before


def test_the_version_changes_with_the_events_alone(
    export: Callable[..., dict[str, bytes]], congress: Mapping[str, str]
) -> None:
    def version(files: Mapping[str, str]) -> str | None:
        return ET.fromstring(export(make_schedule_files, files)["programme/schedule.xml"]).findtext("version")

    first = version(congress)
    other = {**congress, "people.yaml": congress["people.yaml"].replace("010 1234", "010 9999")}
    assert version(other) == first
    later = {
        **congress,
        "programme.yaml": congress["programme.yaml"].replace("time: 10:00–10:30", "time: 10:05–10:30"),
    }
    assert version(later) != first


def test_a_day_begins_when_the_night_before_is_over(
    export: Callable[..., dict[str, bytes]], congress: Mapping[str, str]
) -> None:
    def days(programme: str) -> list[tuple[str, str]]:
        made = export(make_schedule_files, {**congress, "programme.yaml": programme})
        found = json.loads(made["programme/schedule.json"])["schedule"]["conference"]["days"]
        return [(day["day_start"], day["day_end"]) for day in found[:1]]

    item = "sessions:\n  - {{id: item, title: 一, date: 2023-08-25, start: {}, end: {}, room: a}}\n"
    assert days(item.format("09:00", "10:00")) == [("2023-08-25T04:00:00+08:00", "2023-08-26T04:00:00+08:00")]
    assert days(item.format("03:00", "10:00")) == [("2023-08-25T03:00:00+08:00", "2023-08-26T03:00:00+08:00")]
    assert days(item.format("22:00", "05:10 +1")) == [
        ("2023-08-25T05:10:00+08:00", "2023-08-26T05:10:00+08:00")
    ]


def test_rooms_of_two_venues_with_one_name(
    export: Callable[..., dict[str, bytes]], congress: Mapping[str, str]
) -> None:
    venues = congress["venues.yaml"] + "other:\n  name: 别馆\n  rooms:\n    c: {name: A厅}\n"
    programme = (
        "sessions:\n  - {id: in-a, title: 一, date: 2023-08-25, time: 09:00–10:00, room: a}\n"
        "  - {id: in-c, title: 二, date: 2023-08-25, time: 09:00–10:00, room: c}\n"
    )
    made = export(make_schedule_files, {**congress, "venues.yaml": venues, "programme.yaml": programme})
    rooms = [room for _, room, _ in events_of(made["programme/schedule.json"])]
    assert rooms == ["A厅", "A厅 · 别馆"]


@pytest.mark.parametrize(
    ("name", "acronym"),
    [("{zh: 示例, en: EX 23}", "ex23"), ("{zh: 示例, en: E}", "e2023"), ("示例", "congress2023")],
)
def test_the_acronym(
    export: Callable[..., dict[str, bytes]], site_yaml: str, name: str, acronym: str
) -> None:
    made = export(make_schedule_files, {"site.yaml": f"{site_yaml}  short_name: {name}\n"})
    assert ET.fromstring(made["programme/schedule.xml"]).findtext("conference/acronym") == acronym


def test_a_poster_session_is_one_event_with_its_posters(
    export: Callable[..., dict[str, bytes]], congress: Mapping[str, str]
) -> None:
    programme = """\
sessions:
  - id: posters
    kind: poster
    title: {zh: 壁报, en: Posters}
    abstract: {zh: 请看, en: Look}
    date: 2023-08-25
    time: 09:00–12:00
    room: a
    chairs: [li-si]
    talks:
      - {id: first, number: P-1, title: {zh: 第一张, en: The first}, speakers: [wang-wu]}
      - {id: second, title: {zh: 第二张, en: The second}}
      - {id: gone, title: {zh: 撤回, en: Gone}, status: cancelled}
      - {id: shown, title: {zh: 讲解, en: Presented}, start: 10:00, duration: 10, speakers: [wang-wu]}
"""
    made = export(make_schedule_files, {**congress, "programme.yaml": programme})
    found = [
        (event["slug"], [person["name"] for person in event["persons"]], event["description"])
        for _, _, event in events_of(made["programme/schedule.json"])
    ]
    assert found == [
        ("examplecongress-posters", ["李四", "王五"], "- P-1 第一张：王五\n- 第二张\n\nPosters\n\nLook"),
        ("examplecongress-shown", ["王五"], "壁报\n主席：李四"),
    ]
