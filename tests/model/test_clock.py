"""Times and dates as authors type them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.clock import Clock, parse_clock, parse_date, parse_time_range


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("08:30", 510),
        ("8:30", 510),
        ("08：30", 510),
        ("０８：３０", 510),
        (" 08:30 ", 510),
        ("00:00", 0),
        ("23:59", 1439),
        ("24:00", 1440),
        ("00:30 +1", 1470),
        ("00:30+1", 1470),
        ("0:30 ＋1", 1470),
    ],
)
def test_times(typed: str, minutes: int) -> None:
    assert parse_clock(typed) == minutes
    assert type(parse_clock(typed)) is Clock


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("25:00", "hour-range"),
        ("24:01", "hour-range"),
        ("24:00 +1", "hour-range"),
        ("08:60", "minute-range"),
        ("8.30", "not-a-time"),
        ("8", "not-a-time"),
        ("08:3", "not-a-time"),
        ("-1:30", "not-a-time"),
        ("08:30 +2", "not-a-time"),
        ("下午2:30", "not-a-time"),
        ("510", "not-a-time"),
        ("", "not-a-time"),
    ],
)
def test_what_is_no_time(typed: str, code: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_clock(typed)
    assert caught.value.args == (code,)


def test_after_midnight_belongs_to_the_congress_day() -> None:
    late = parse_clock("00:30 +1")
    assert str(late) == f"{late}" == "00:30"
    assert late.is_next_day
    assert not parse_clock("23:59").is_next_day


@given(st.integers(0, 2879))
def test_times_come_back(minutes: int) -> None:
    clock = Clock(minutes)
    assert parse_clock(f"{clock} +1" if clock.is_next_day else str(clock)) == clock


@pytest.mark.parametrize("mark", ["–", "-", "~", "～", "—", "——", "至", " – ", " 至 "])
def test_ranges(mark: str) -> None:
    assert parse_time_range(f"08:30{mark}9:30") == (510, 570)


def test_ranges_over_midnight() -> None:
    assert parse_time_range("23:00–00:30 +1") == (1380, 1470)
    assert parse_time_range("23:00–00:30") == (1380, 30)  # whoever asks must say that this is reversed
    assert parse_time_range("23：00－24：00") == (1380, 1440)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("08:30", "not-a-time-range"), ("08:30–", "not-a-time-range"), ("8:00–9:00–10:00", "not-a-time-range"),
     ("08:30–25:00", "hour-range"), ("8–9", "not-a-time")],
)  # fmt: skip
def test_what_is_no_range(typed: str, code: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_time_range(typed)
    assert caught.value.args == (code,)


def test_dates() -> None:
    assert parse_date("2023-08-26") == datetime.date(2023, 8, 26)
    assert parse_date("2024-02-29") == datetime.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2026-02-30", ("bad-date",)),
        ("2026-13-01", ("bad-date",)),
        ("10/07/2026", ("date-slashes",)),
        ("31/07/2026", ("date-slashes", "2026-07-31")),
        ("07/31/2026", ("date-slashes", "2026-07-31")),
        ("07/07/2026", ("date-slashes", "2026-07-07")),
        ("2026/7/1", ("date-slashes", "2026-07-01")),
        ("2026.7.1", ("date-slashes", "2026-07-01")),
        ("2026/2/30", ("date-slashes",)),
        ("2026-7-1", ("not-a-date",)),
        ("20260701", ("not-a-date",)),
        ("2026-W01-1", ("not-a-date",)),
        ("2026年7月1日", ("not-a-date",)),
        ("２０２６-07-01", ("not-a-date",)),
    ],
)
def test_what_is_no_date(typed: str, reason: tuple[str, ...]) -> None:
    with pytest.raises(ValueError) as caught:
        parse_date(typed)
    assert caught.value.args == reason


@given(st.dates())
def test_dates_come_back(day: datetime.date) -> None:
    assert parse_date(day.isoformat()) == day
