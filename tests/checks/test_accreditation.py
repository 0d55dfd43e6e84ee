"""Credits of the programme against the projects that were filed: the exact sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sitegen.checks.accreditation import check_accreditation
from sitegen.problems import Problems, as_text

FILED = "accreditation:\n  - {id: base, name: 项目, class: 一类, hours: 6, points: 2, start: 2023-08-25, end: 2023-08-26}\n"


@pytest.fixture
def told(load: Callable[..., Any], site_yaml: str) -> Callable[..., list[str]]:
    """`told(sessions, language)`: what is said where project `base` was filed with 6 hours."""

    def check(sessions: str, language: str = "en", series: str = "{}", filed: str = FILED) -> list[str]:
        text = "sessions:\n" + "".join(f"  {line}\n" for line in sessions.splitlines())
        files = {"site.yaml": filed + site_yaml, "programme.yaml": text, "series.yaml": series}
        problems = Problems()
        check_accreditation(load(files).project, problems)
        return list(as_text(problems, language))

    return check


def course(id_: str, hours: str, day: int = 25, time: str = "09:00–12:00", more: str = "") -> str:
    given = f"{{project: base, hours: {hours}{more}}}"
    return f"- {{id: {id_}, title: 课, date: 2023-08-{day}, time: {time}, credits: {given}}}\n"


def test_hours_that_agree_are_not_told(told: Callable[..., list[str]]) -> None:
    one, two = course("one", "3"), course("two", "3", 26)
    assert told(one + two) == []
    assert (
        told(
            one
            + two
            + course("gone", "3", 26, "14:00–17:00").replace("title: 课", "title: 课, status: cancelled")
        )
        == []
    )


def test_hours_of_parallel_sessions_count_once(told: Callable[..., list[str]]) -> None:
    sessions = course("one", "3") + course("beside", "3", time="09:30–12:30") + course("two", "3", 26)
    assert told(sessions) == []


def test_hours_that_differ(told: Callable[..., list[str]]) -> None:
    sessions = course("one", "3") + course("two", "2.5", 26)
    assert told(sessions) == [
        "content/site.yaml:2:10: warning: credit project “base” was filed with 6 hours, one participant can attend 5.5"
        " in the programme (one 3, two 2.5; the first at content/programme.yaml:2:71) [credit-hours]"
    ]
    assert told(sessions, "zh") == [
        "content/site.yaml:2:10: 警告: 学分项目“base”申报 6 学时，按日程一人可参加 5.5 学时（one 3, two 2.5；"
        "第一处见 content/programme.yaml:2:71） [credit-hours]"
    ]


def test_points_that_differ(told: Callable[..., list[str]]) -> None:
    sessions = course("one", "3", more=", points: 1") + course("two", "3", 26, more=", points: 2")
    assert told(sessions) == [
        "content/site.yaml:2:10: warning: credit project “base” was filed with 2 points, one participant can get 3"
        " in the programme (one 1, two 2; the first at content/programme.yaml:2:71) [credit-points]"
    ]
    assert told(sessions, "zh") == [
        "content/site.yaml:2:10: 警告: 学分项目“base”申报 2 学分，按日程一人可得 3 学分（one 1, two 2；"
        "第一处见 content/programme.yaml:2:71） [credit-points]"
    ]


def test_nothing_counts_towards_it(told: Callable[..., list[str]]) -> None:
    sessions = "- {id: one, title: 课, date: 2023-08-25, time: 09:00–12:00, credits: {hours: 3}}\n"
    assert told(sessions) == [
        "content/site.yaml:2:10: warning: nothing in the programme counts towards the credit project “base” [credit-unused]"
    ]
    assert told(sessions, "zh") == [
        "content/site.yaml:2:10: 警告: 日程中没有项目计入学分项目“base” [credit-unused]"
    ]


def test_another_class(told: Callable[..., list[str]]) -> None:
    sessions = course("one", "3", more=", class: Ⅱ") + course("two", "3", 26, more=", class: I")
    assert told(sessions) == [
        "content/programme.yaml:2:71: warning: “one” gives credits of class II, but credit project “base” was filed"
        " as class I (at content/site.yaml:2:10) [credit-class]"
    ]
    assert told(sessions, "zh") == [
        "content/programme.yaml:2:71: 警告: “one”写的是 II 类学分，学分项目“base”申报的是 I 类（见 content/site.yaml:2:10） [credit-class]"
    ]


def test_a_day_outside_the_dates_filed(told: Callable[..., list[str]]) -> None:
    sessions = course("one", "3") + course("two", "3", 27)
    assert told(sessions) == [
        "content/programme.yaml:3:71: warning: “two” is on 2023-08-27, outside the dates filed for credit project “base”"
        " (2023-08-25 to 2023-08-26, at content/site.yaml:2:10) [credit-date]"
    ]
    assert told(sessions, "zh") == [
        "content/programme.yaml:3:71: 警告: “two”在 2023-08-27，不在学分项目“base”申报的日期"
        "（2023-08-25 至 2023-08-26，见 content/site.yaml:2:10）之内 [credit-date]"
    ]


BLOCK = (
    "- id: forum\n  title: 论坛\n  date: 2023-08-25\n  time: 09:00–12:00\n  credits: {{project: base, hours: 6}}\n  talks:\n"
    "    - {{id: one, title: 一, time: 09:00–10:00, credits: {{hours: {0}}}}}\n"
    "    - {{id: two, title: 二, time: {2}, credits: {{project: {3}, hours: {1}}}}}\n"
    "    - {{id: pause, kind: break, title: 茶歇, time: 11:00–12:00}}\n"
)
OTHER = FILED + "  - {id: other, name: 他项, hours: 0}\n"


def test_the_outer_block_counts_and_inner_credits_agree(told: Callable[..., list[str]]) -> None:
    assert told(BLOCK.format(4, 2, "10:00–11:00", "base")) == []
    assert told(BLOCK.format(6, 6, "09:30–11:00", "base")) == []  # parallel ones


@pytest.mark.parametrize(("two", "total"), [("1", "5"), ("3", "7")])
def test_inner_hours_that_disagree(told: Callable[..., list[str]], two: str, total: str) -> None:
    sessions = BLOCK.format(4, two, "10:00–11:00", "base")
    assert told(sessions) == [
        "content/programme.yaml:8:57: warning: “forum” gives 6 hours (at content/programme.yaml:6:14), but what is in it"
        f" gives {total} (one 4, two {two}) [credit-inner-hours]"
    ]
    assert told(sessions, "zh") == [
        "content/programme.yaml:8:57: 警告: “forum”写了 6 学时（见 content/programme.yaml:6:14），其中各项合计 "
        f"{total} 学时（one 4, two {two}） [credit-inner-hours]"
    ]


def test_an_inner_project_that_disagrees(told: Callable[..., list[str]]) -> None:
    sessions = BLOCK.format(4, 2, "10:00–11:00", "other")
    assert told(sessions, filed=OTHER) == [
        "content/programme.yaml:9:57: warning: “two” counts towards credit project “other”, but “forum”, which it is in,"
        " towards “base” (at content/programme.yaml:6:14) [credit-inner-project]",
        "content/site.yaml:3:10: warning: nothing in the programme counts towards the credit project “other” [credit-unused]",
    ]
    assert told(sessions, "zh", filed=OTHER)[0] == (
        "content/programme.yaml:9:57: 警告: “two”计入学分项目“other”，它所属的“forum”却计入“base”"
        "（见 content/programme.yaml:6:14） [credit-inner-project]"
    )


def test_credits_of_a_series_are_for_all_its_dates(told: Callable[..., list[str]]) -> None:
    series = (
        "lecture:\n  title: 讲座\n  credits: {project: base, hours: 3}\n"
        "  rule: {every: friday, start: 12:30, duration: 60, from: 2023-08-25, until: 2023-09-02}\n"
    )
    assert told(course("one", "3"), series=series) == [
        "content/series.yaml:1:1: warning: “lecture” is on 2023-09-01, outside the dates filed for credit project “base”"
        " (2023-08-25 to 2023-08-26, at content/site.yaml:2:10) [credit-date]"
    ]
