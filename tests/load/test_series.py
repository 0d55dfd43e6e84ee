"""Series: holidays and make-up days, single lectures that are known, stops of a training elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

VENUES = "hall:\n  name: 会堂\n  rooms:\n    a: {name: A厅}\nwuhan:\n  name: 武汉会场\n  rooms:\n    w: {name: W厅}\n"
PEOPLE = "li-si:\n  name: 李四\n"
LECTURE = """\
lecture:
  title: 周四讲座
  room: a
  language: zh
  speakers: [li-si]
  rule: {every: thursday, start: 12:30, duration: 60, from: 2023-06-01, until: 2023-06-30}
  except: [2023-06-22]
  extra:
    - {date: 2023-06-25, start: 18:00, duration: 45, instead_of: 2023-06-15, note: {zh: 端午调休, en: Dragon Boat Festival}}
  count: 4
  sessions:
    - {date: 2023-06-08, title: 卒中}
    - {id: made-up, date: 2023-06-25, title: 补讲}
    - {date: 2023-06-30, title: 改期, status: moved, moved_from: {date: 2023-06-29}}
"""


def dates(site: Any) -> list[tuple[str, str, str, str | None]]:
    return [
        (str(row.date), str(row.start), str(row.end), row.session.id if row.session else None)
        for row in site.dates_of(site.series["lecture"])
    ]


def test_dates_with_holidays_and_make_up_days(load: Callable[..., Any]) -> None:
    loaded = load({"venues.yaml": VENUES, "people.yaml": PEOPLE, "series.yaml": LECTURE})
    assert [line for line in loaded.lines if "missing-translation" not in line] == []
    site = loaded.project.sites["zh"]
    assert dates(site) == [
        ("2023-06-01", "12:30", "13:30", None),
        ("2023-06-08", "12:30", "13:30", "lecture-2023-06-08"),
        ("2023-06-25", "18:00", "18:45", "made-up"),
        ("2023-06-30", "12:30", "13:30", "lecture-2023-06-30"),
    ]
    extra = site.dates_of(site.series["lecture"])[2].extra
    assert (str(extra.instead_of), str(extra.note)) == ("2023-06-15", "端午调休")
    assert loaded.project.sites["en"].series["lecture"].extra[0].note == "Dragon Boat Festival"


def test_a_make_up_day_that_is_not_known_yet(load: Callable[..., Any]) -> None:
    text = LECTURE.replace("    - {id: made-up, date: 2023-06-25, title: 补讲}\n", "")
    site = load({"venues.yaml": VENUES, "people.yaml": PEOPLE, "series.yaml": text}).project.sites["zh"]
    assert dates(site)[2] == ("2023-06-25", "18:00", "18:45", None)


def test_a_known_lecture_takes_room_and_language_of_the_series(load: Callable[..., Any]) -> None:
    site = load({"venues.yaml": VENUES, "people.yaml": PEOPLE, "series.yaml": LECTURE}).project.sites["zh"]
    one = site.sessions["lecture-2023-06-08"]
    assert (one.kind, one.rooms, one.language, one.series, one.parent) == (
        "lecture",
        ("a",),
        ("zh",),
        "lecture",
        None,
    )


def test_dates_left_out_that_are_none_of_the_rule(load: Callable[..., Any]) -> None:
    text = LECTURE.replace("except: [2023-06-22]", "except: [2023-06-22, 2023-06-23]").replace(
        "instead_of: 2023-06-15", "instead_of: 2023-06-16"
    )
    loaded = load(
        {"venues.yaml": VENUES, "people.yaml": PEOPLE, "series.yaml": text.replace("count: 4", "count: 5")}
    )
    assert [line for line in loaded.lines if "missing-translation" not in line] == [
        "content/series.yaml:7:24: warning: series “lecture” leaves out 2023-06-23, which is not a date of its rule [not-a-date-of-rule]",
        "content/series.yaml:9:66: warning: series “lecture” leaves out 2023-06-16, which is not a date of its rule [not-a-date-of-rule]",
    ]


def test_the_stops_of_a_training(load: Callable[..., Any], site_yaml: str) -> None:
    text = """\
training:
  title: 培训
  sessions:
    - id: wuhan-stop
      kind: training
      date: 2023-07-15
      time: 09:00–10:00
      city: {zh: 武汉, en: Wuhan}
      venue: wuhan
      room: w
      title: 第一期
      hosts: 武汉分会
      registration: https://example.org/wuhan
      credits: {project: base, hours: 1}
      talks:
        - {id: first-talk, title: 讲, duration: 60, speakers: li-si}
    - id: later-stop
      title: 第二期
      date: 待定
      city: {zh: 成都, en: Chengdu}
      place: 示例大厦
"""
    filed = "accreditation:\n  - {id: base, name: 项目, hours: 1}\n"
    files = {
        "site.yaml": filed + site_yaml,
        "venues.yaml": VENUES,
        "people.yaml": PEOPLE,
        "series.yaml": text,
    }
    site = load(files).project.sites["en"]
    stop, later, talk = site.sessions["wuhan-stop"], site.sessions["later-stop"], site.sessions["first-talk"]
    assert (str(stop.city), site.venue_of(stop).id, stop.rooms, str(stop.hosts)) == (
        "Wuhan",
        "wuhan",
        ("w",),
        "武汉分会",
    )
    assert (stop.registration, stop.credits.project, stop.credits.hours) == (
        "https://example.org/wuhan",
        "base",
        1,
    )
    assert (str(talk.date), str(talk.start), talk.rooms, site.venue_of(talk).id) == (
        "2023-07-15",
        "09:00",
        ("w",),
        "wuhan",
    )
    assert (talk.parent, talk.series) == ("wuhan-stop", "training")
    assert (later.tba, later.date, str(later.place), site.venue_of(later)) == (True, None, "示例大厦", None)
    assert [row.session.id for row in site.dates_of(site.series["training"])] == ["wuhan-stop"]
