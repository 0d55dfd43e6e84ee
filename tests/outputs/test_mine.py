"""The data of one's own programme: complete, small, and in words of the language of the page."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from sitegen.build.run import default_templates
from sitegen.outputs.calendars import make_zone
from sitegen.outputs.calendars.events import Events
from sitegen.outputs.mine import make_mine
from sitegen.outputs.pages import plan_pages
from sitegen.plan import make_plan
from sitegen.problems import Problems
from sitegen.render.urls import Addresses
from sitegen.render.words import load_words

FILES = {
    "venues.yaml": """\
hall:
  name: {zh: 会堂, en: Hall}
  rooms:
    a: {name: {zh: A厅, en: Room A}}
    b: {name: {zh: B厅}}
    c: {name: {zh: C厅, en: Room C}}
""",
    "programme.yaml": """\
sessions:
  - id: forum
    title: {zh: 论坛, en: Forum}
    date: 2023-08-25
    time: 09:00–10:00
    room: a
    talks:
      - {id: one, title: {zh: 第一讲, en: First talk}, duration: 30}
      - {id: pause, title: {zh: 茶歇, en: Break}, kind: break, duration: 10}
      - {id: two, title: {zh: "第二讲"}, start: "09:40", end: "10:00", status: replaced, replaced_by: one}
  - {id: lunch, title: {zh: 午餐, en: Lunch}, kind: break, date: 2023-08-25, time: 12:00–13:00}
  - {id: plenary, title: {zh: 大会, en: Plenary}, date: 2023-08-25, start: "14:00", rooms: [a, b, c]}
  - {id: night, title: {zh: 夜谈, en: Night}, date: 2023-08-25, start: 23:00, end: 00:30 +1, room: b, status: moved}
  - {id: some-day, title: {zh: 待定, en: Some day}, tba: true}
""",
}


def data_of(load: Any, files: dict[str, str], code: str) -> tuple[dict[str, Any], bytes]:
    loaded = load(files)
    project = loaded.project
    event = project.source.event
    languages = list(project.source.languages)
    words = load_words([default_templates() / "words.yaml"], languages, Problems(), event.zone, event.start)
    plan = make_plan(project, plan_pages(project, words), Problems())
    addresses = Addresses(plan.addresses, plan.languages_of, "https://example.org/2023/")
    made = {export.path: export.make() for export in make_mine(project, addresses, words, make_zone, Events)}
    assert sorted(made) == ["en/programme/mine/data.js", "zh/programme/mine/data.js"]
    script = made[f"{code}/programme/mine/data.js"]
    text = script.decode()
    assert text.startswith("sitegenProgramme={")
    assert text.endswith("};\n")
    return json.loads(text.removeprefix("sitegenProgramme=").removesuffix(";\n")), script


def test_the_data_hold_every_item_but_breaks(load: Any) -> None:
    data, _ = data_of(load, FILES, "en")
    assert data["items"] == {
        "forum": {"t": "Forum", "d": "2023-08-25", "s": 540, "e": 600, "r": "a", "o": 0, "m": 0},
        "one": {"t": "First talk", "d": "2023-08-25", "s": 540, "e": 570, "r": "a", "o": 0, "p": "forum", "m": 0},
        "two": {
            "t": "第二讲", "l": "zh-Hans", "d": "2023-08-25", "s": 580, "e": 600, "r": "a", "o": 0,
            "x": "replaced", "b": "one", "p": "forum", "m": 0,
        },
        "plenary": {"t": "Plenary", "d": "2023-08-25", "s": 840, "r": "a b c", "o": 1, "m": 0},
        "night": {
            "t": "Night", "d": "2023-08-25", "s": 1380, "e": 1470, "r": "b", "o": 2,
            "x": "moved", "m": 0,
        },
        "some-day": {"t": "Some day", "u": 1, "m": 0},
    }  # fmt: skip
    assert data["days"] == {"2023-08-25": "Friday 25 August"}
    assert data["times"]["1380-1470"] == "23:00–00:30 (+1 day)"
    assert data["times"]["840"] == "14:00"
    assert [place[0] for place in data["places"]] == ["Room A", "All rooms", "B厅"]
    assert data["places"][0][1:] == ["LOCATION;LANGUAGE=en:Room A\\, Hall\r\n"]
    assert data["places"][2][2:] == ["zh-Hans"]
    assert data["calendar"].startswith("BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n")
    assert data["rooms"] == {"a": "Room A", "b": "B厅", "c": "Room C"}
    assert data["stamps"] == ["20220101T000000Z"]
    assert data["site"] == "https://example.org/2023/en/programme/"


def test_both_languages_hold_the_same_items(load: Any) -> None:
    zh, _ = data_of(load, FILES, "zh")
    en, _ = data_of(load, FILES, "en")
    assert list(zh["items"]) == list(en["items"])
    assert (zh["uid"], en["uid"]) == ("{id}@example.org", "{id}.en@example.org")
    assert zh["days"] == {"2023-08-25": "8月25日 周五"}


def test_the_end_of_a_line_in_a_title_is_no_end_of_the_script(load: Any) -> None:
    files = {"programme.yaml": 'sessions:\n  - {id: one, title: "a\\u2028b\\"</script>"}\n'}
    data, script = data_of(load, files, "zh")
    assert data["items"]["one"]["t"] == 'a\u2028b"</script>'
    assert "\u2028" not in script.decode()


def test_five_hundred_talks_take_less_than_forty_kilobytes(load: Any) -> None:
    rows = "".join(
        f"  - {{id: talk-{n:03}-of-the-forum, title: {{zh: 第{n}讲：脑血管病的诊治与随访研究{n * 7919 % 1000}, en: Talk {n}}},"
        f" date: 2023-08-2{5 + n % 3}, start: '{8 + n % 10:02}:{n * 7 % 60:02}', duration: 15, room: {'abc'[n % 3]}}}\n"
        for n in range(500)
    )
    _, script = data_of(load, {**FILES, "programme.yaml": f"sessions:\n{rows}"}, "zh")
    assert len(gzip.compress(script)) < 40_000


@pytest.mark.parametrize(("script", "limit"), [("mine", 5000), ("ics", 1500), ("qr", 3000)])
def test_scripts_keep_their_budgets(script: str, limit: int) -> None:
    data = (default_templates() / "assets" / "js" / f"{script}.js").read_bytes()
    assert len(gzip.compress(data)) <= limit
