"""A small programme whose releases tests make one after the other."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sitegen.desk.releasing import make_release

ZONE = ZoneInfo("Asia/Shanghai")
VENUES = "hall:\n  name: 会堂\n  rooms:\n    a: {name: {zh: A厅, en: Room A}}\n    b: {name: {zh: B厅, en: Room B}}\n"
PROGRAMME = """\
sessions:
  - id: forum
    title: {zh: 论坛, en: Forum}
    date: 2023-08-26
    time: 09:00–10:00
    room: a
    talks:
      - {id: one, title: {zh: 第一讲, en: First}, duration: 30}
      - {id: two, title: {zh: 第二讲, en: Second}, duration: 30}
  - {id: lunch, title: {zh: 午餐会, en: Lunch}, date: 2023-08-26, start: 12:00, end: 13:00, room: b}
"""
SERIES = """\
weekly:
  title: {zh: 每周讲座, en: Weekly}
  rule: {every: thursday, start: 12:30, duration: 60, from: 2023-09-07, until: 2023-09-21}
"""


class Desk:
    """Content that is edited and released, each release a day after the last, at 10:00."""

    def __init__(self, load: Callable[..., Any]) -> None:
        self.load = load
        self.files = {"venues.yaml": VENUES, "programme.yaml": PROGRAMME, "series.yaml": SERIES}
        self.now = datetime.datetime(2023, 8, 1, 10, tzinfo=ZONE)
        self.lines: list[str] = []

    def edit(self, *pairs: tuple[str, str]) -> None:
        """Replace passages of the programme, each of which must be there once."""
        for old, new in pairs:
            assert self.files["programme.yaml"].count(old) == 1, old
            self.files["programme.yaml"] = self.files["programme.yaml"].replace(old, new)

    def project(self, today: datetime.date | None = None) -> Any:
        loaded = self.load(self.files, *([today] if today else []))
        self.lines = loaded.lines
        return loaded.project

    def site(self, code: str = "zh", today: datetime.date | None = None) -> Any:
        return self.project(today).sites[code]

    def release(self, note: str = "") -> Any:
        """Release what is there; the ledger is then part of the files."""
        self.now += datetime.timedelta(days=1)
        released = make_release(self.project(), self.now, note)
        if released:
            self.files["history.yaml"] = released.text
        return released


@pytest.fixture
def desk(load: Callable[..., Any]) -> Desk:
    return Desk(load)
