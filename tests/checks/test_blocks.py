"""Blocks and their talks: outside, over the end, minutes left over; the exact sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sitegen.checks.blocks import check_blocks
from sitegen.problems import Problems, as_text


@pytest.fixture
def told(load: Callable[..., Any]) -> Callable[..., list[str]]:
    """`told(talks, language)`: what is said of a block from 09:00 to 10:00 with these talks."""

    def check(talks: str, language: str = "en", head: str = "time: 09:00–10:00") -> list[str]:
        rows = "".join(f"      {line}\n" for line in talks.splitlines())
        text = (
            f"sessions:\n  - id: forum\n    title: 论坛\n    date: 2023-08-25\n    {head}\n    talks:\n{rows}"
        )
        problems = Problems()
        check_blocks(load({"programme.yaml": text}).project, problems)
        return list(as_text(problems, language))

    return check


def test_a_talk_outside_its_block(told: Callable[..., list[str]]) -> None:
    talks = (
        "- {id: one, title: 一, duration: 60}\n"
        "- {id: two, title: 二, start: 11:00, duration: 20}\n"
        "- {id: follows, title: 随, duration: 20}\n"
        "- {id: other-day, title: 他日, date: 2023-08-26, start: 09:00, duration: 20}\n"
    )
    assert told(talks) == [
        "content/programme.yaml:8:36: warning: “two” (2023-08-25 11:00–11:20) is not within its block “forum”"
        " (2023-08-25 09:00–10:00, at content/programme.yaml:5:11) [outside-block]",
        "content/programme.yaml:10:42: warning: “other-day” (2023-08-26 09:00–09:20) is not within its block “forum”"
        " (2023-08-25 09:00–10:00, at content/programme.yaml:5:11) [outside-block]",
    ]
    assert told(talks, "zh")[0] == (
        "content/programme.yaml:8:36: 警告: “two”（2023-08-25 11:00–11:20）不在它所属的“forum”"
        "（2023-08-25 09:00–10:00，见 content/programme.yaml:5:11）的时间之内 [outside-block]"
    )


def test_talks_over_the_end_of_their_block(told: Callable[..., list[str]]) -> None:
    talks = "- {id: one, title: 一, duration: 45}\n- {id: pause, kind: break, title: 茶歇, duration: 10}\n- {id: two, title: 二, duration: 15}\n"
    assert told(talks) == [
        "content/programme.yaml:9:39: warning: “two” runs to 10:10, 10 min over the end of its block “forum”"
        " (10:00, at content/programme.yaml:5:11) [block-overrun]"
    ]
    assert told(talks, "zh") == [
        "content/programme.yaml:9:39: 警告: “two”到 10:10 才结束，超出它所属的“forum”（10:00 结束，见 content/programme.yaml:5:11）"
        "10 分钟 [block-overrun]"
    ]


def test_minutes_left_over(told: Callable[..., list[str]]) -> None:
    talks = (
        "- {id: one, title: 一, duration: 20}\n"
        "- {id: pause, kind: break, title: 茶歇, start: 09:25, duration: 10}\n"
        "- {id: two, title: 二, duration: 23}\n"
    )
    assert told(talks) == [
        "content/programme.yaml:5:11: warning: “forum” lasts 60 min, its talks and breaks fill 53; 7 min are left over,"
        " first from 09:20 (see “one”, at content/programme.yaml:7:39) [block-gap]"
    ]
    assert told(talks, "zh") == [
        "content/programme.yaml:5:11: 警告: “forum”共 60 分钟，其中的报告和休息占 53 分钟，还有 7 分钟没有安排，"
        "第一处从 09:20 起（参见“one”，content/programme.yaml:7:39） [block-gap]"
    ]


FILLED = {
    "exactly full": "- {id: one, title: 一, duration: 20}\n- {id: pause, kind: break, title: 茶歇, duration: 10}\n- {id: two, title: 二}\n",
    "beside one another": "- {id: one, title: 一, time: 09:00–10:00}\n- {id: two, title: 二, time: 09:30–09:50}\n",
    "a cancelled talk keeps its time": "- {id: one, title: 一, duration: 30, status: cancelled}\n- {id: two, title: 二, duration: 30}\n",
    "no talk has a time": "- {id: one, title: 一, tba: true}\n- {id: two, title: 二, tba: true}\n",
    "minutes are kept for one that has none": "- {id: one, title: 一, duration: 30}\n- {id: two, title: 二, tba: true}\n- {id: three, title: 三, start: 09:50}\n",
}


@pytest.mark.parametrize("case", FILLED)
def test_nothing_is_said_of(told: Callable[..., list[str]], case: str) -> None:
    assert told(FILLED[case]) == []


def test_a_cancelled_block_is_left_alone(told: Callable[..., list[str]]) -> None:
    assert (
        told("- {id: one, title: 一, duration: 20}\n", head="time: 09:00–10:00\n    status: cancelled") == []
    )


def test_talks_after_midnight_are_in_their_block(told: Callable[..., list[str]]) -> None:
    talks = "- {id: one, title: 一, duration: 60}\n- {id: two, title: 二, start: 00:30 +1}\n"
    assert told(talks, head="start: 23:30\n    end: 01:00 +1") == []


def test_the_morning_after(told: Callable[..., list[str]]) -> None:
    head = "start: 09:00 +1\n    end: 10:00 +1"
    talks = "- {id: one, title: 一, duration: 60}\n"
    assert told(talks, head=head) == [
        "content/programme.yaml:5:12: warning: “forum” is on 2023-08-25 at 09:00 +1, which is the morning of the day after [next-morning]",
        "    hint: give it the date of that day, without +1",
    ]
    assert told(talks, "zh", head) == [
        "content/programme.yaml:5:12: 警告: “forum”写在 2023-08-25 的 09:00 +1，已是次日早上 [next-morning]",
        "    提示: 把日期改为次日，去掉 +1",
    ]
