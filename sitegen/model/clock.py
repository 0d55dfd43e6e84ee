"""Times of the congress day and calendar dates, as authors type them."""

from __future__ import annotations

import datetime
import re
import unicodedata

DAY = 24 * 60
"""Minutes of a day."""

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?: ?\+1)?")
_BETWEEN_TIMES = re.compile(r" ?(?:[–~-]|—{1,2}|至) ?")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR_FIRST = re.compile(r"(\d{4})([/.])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})")


class Clock(int):
    """Minutes from midnight of the congress day that owns the time; from 1440 on after midnight."""

    __slots__ = ()

    @property
    def is_next_day(self) -> bool:
        """Whether it lies after the midnight that ends the calendar day."""
        return self >= DAY

    def __str__(self) -> str:
        return f"{self // 60 % 24:02}:{self % 60:02}"

    __format__ = object.__format__


def parse_clock(text: str) -> Clock:
    """`08:30`, `8:30`, `08：30`, `24:00`, and `00:30 +1` after midnight of that congress day.

    Raises ValueError with a code: `not-a-time`, `hour-range` or `minute-range`.
    """
    plain = _plain(text)
    match = _TIME.fullmatch(plain)
    if not match:
        raise ValueError("not-a-time")
    hour, minute = int(match[1]), int(match[2])
    next_day = plain.endswith("+1")
    if hour > 24 or (hour == 24 and (minute or next_day)):
        raise ValueError("hour-range")
    if minute > 59:
        raise ValueError("minute-range")
    return Clock(hour * 60 + minute + next_day * DAY)


def parse_time_range(text: str) -> tuple[Clock, Clock]:
    """`08:30–09:30`, also with -, ~, ～, — or 至, as start and end; their order is not checked.

    Raises ValueError with a code: `not-a-time-range`, or one of `parse_clock`.
    """
    parts = _BETWEEN_TIMES.split(_plain(text))
    if len(parts) != 2 or not all(parts):
        raise ValueError("not-a-time-range")
    return parse_clock(parts[0]), parse_clock(parts[1])


def parse_date(text: str) -> datetime.date:
    """A calendar date, `2023-08-26` and nothing else.

    Raises ValueError with a code: `bad-date` (no such day), `date-slashes` (then with the ISO form as second
    argument where only one reading is possible) or `not-a-date`.
    """
    if _ISO_DATE.fullmatch(text) and text.isascii():
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise ValueError("bad-date") from None
    plain = _plain(text)
    if match := _YEAR_FIRST.fullmatch(plain):
        readings = {(int(match[1]), int(match[3]), int(match[4]))}
    elif match := _YEAR_LAST.fullmatch(plain):
        year, first, second = int(match[4]), int(match[1]), int(match[3])
        readings = {(year, first, second), (year, second, first)}
    else:
        raise ValueError("not-a-date")
    possible = [iso for reading in readings if (iso := _iso(*reading))]
    raise ValueError("date-slashes", *possible) if len(possible) == 1 else ValueError("date-slashes")


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _plain(text: str) -> str:
    """Without full-width digits and colons, runs of spaces, or spaces at the ends."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
