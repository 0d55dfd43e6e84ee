"""The one formatter of dates and times: patterns from words.yaml, names of months and days from CLDR."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar, cast

from markupsafe import Markup, escape

from sitegen.model.clock import DAY, Clock
from sitegen.text import Language

F = TypeVar("F", bound=str)

_FIELDS = ("year", "month", "day", "month_name", "month_short", "weekday", "weekday_short")
_DATE = frozenset(_FIELDS)
_TWO_DATES = _DATE | {f"{field}2" for field in _FIELDS} | {"to"}
_TIME = frozenset({"hour", "h", "h12", "h0", "minute", "period"})
_NONE: frozenset[str] = frozenset()

PATTERNS: Mapping[str, frozenset[str]] = {
    "day": _DATE,
    "day_short": _DATE,
    "day_with_weekday": _DATE,
    "weekday": _DATE,
    "month": _DATE,
    "days": _TWO_DATES,
    "days_over_months": _TWO_DATES,
    "days_over_years": _TWO_DATES,
    "days_short": _TWO_DATES,
    "days_short_over_months": _TWO_DATES,
    "months": _TWO_DATES,
    "months_over_years": _TWO_DATES,
    "to": _NONE,
    "time": _TIME,
    "time_12": _TIME,
    "midnight": _NONE,
    "midnight_12": _NONE,
    "time_next_day": frozenset({"time"}),
    "time_range": frozenset({"start", "end", "to"}),
    "time_to": _NONE,
    "am": _NONE,
    "pm": _NONE,
    "noon": _NONE,
    "evening": _NONE,
    "night": _NONE,
    "zone": frozenset({"zone", "offset"}),
}
"""The patterns each language needs in words.yaml, and the names in braces each may use. Further keys there
with a slash, or `UTC`, are time zones and their names."""


def _kept(method: Callable[..., F]) -> Callable[..., F]:
    """Remembers what a method of `Dates` gives: a page names the same few dates and times many times over."""

    @functools.wraps(method)
    def remember(self: Dates, *arguments: Any) -> F:
        key = (method, *arguments)
        found = self._memory.get(key)
        if found is None:
            found = self._memory[key] = method(self, *arguments)
        return cast("F", found)

    return remember


Remember = Callable[[str, Callable[[], Any]], Any]
"""Gives the value kept under a key, else makes and keeps it, as `Blobs.remember` does."""


def make_anew(key: str, make: Callable[[], Any]) -> Any:
    """Remembers nothing."""
    return make()


class Formatted(str):
    """A formatted date or time: a plain string, and in HTML a span of class `nb` that no line break divides.

    Needed because browsers break lines before — – ～ even under strict rules (CLREQ forbids it).
    """

    __slots__ = ()

    def __html__(self) -> Markup:
        return Markup(f'<span class="nb">{escape(str.__str__(self))}</span>')  # noqa: S704 - escaped

    @property
    def plain(self) -> str:
        """The bare string, for attributes and machine formats."""
        return str.__str__(self)


class Dates:
    """Dates and times of the congress in one language.

    `patterns` are `date_patterns` of words.yaml, `zone` the congress zone, `near` a day of the congress
    whose offset `zone_label` shows. Times are minutes from midnight of a congress day; from 1440 on they lie
    after the next midnight. Reversed ranges raise ValueError: authors' mistakes are found before. `remember`
    keeps what CLDR has: reading that takes longer than any page. `hours` is 24 or 12.
    """

    def __init__(
        self,
        language: Language,
        patterns: Mapping[str, str],
        zone: datetime.tzinfo | None = None,
        near: datetime.date | None = None,
        remember: Remember = make_anew,
        hours: int = 24,
    ) -> None:
        self.language = language
        self._remember = remember
        self.zone = zone
        self._patterns = patterns
        self._hours = hours
        self._near = near
        self._memory: dict[tuple[object, ...], str] = {}

    # ------------------------------------------------------------ dates
    def day(self, date: datetime.date) -> Formatted:
        """2023年8月26日, 26 August 2023."""
        return self._format("day", date)

    def day_short(self, date: datetime.date) -> Formatted:
        """8月26日, 26 August."""
        return self._format("day_short", date)

    def day_with_weekday(self, date: datetime.date) -> Formatted:
        """8月26日 周六, Saturday 26 August."""
        return self._format("day_with_weekday", date)

    def weekday(self, date: datetime.date) -> Formatted:
        """星期六, Saturday."""
        return self._format("weekday", date)

    def weekday_name(self, english: str) -> Formatted:
        """The name of a day of the week that data give in English, `saturday`: 星期六, Saturday."""
        names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        return self.weekday(datetime.date(2024, 1, 1 + names.index(english)))  # 1 January 2024 was a Monday

    def month(self, date: datetime.date) -> Formatted:
        """2023年8月, August 2023."""
        return self._format("month", date)

    def date_range(self, first: datetime.date, last: datetime.date, year: bool = True) -> Formatted:
        """2023年8月25日—27日, 25–27 August 2023; without `year` 8月25日—27日, where both are of one year."""
        if last < first:
            raise ValueError(f"{last} is before {first}")
        if first == last:
            return self.day(first) if year else self.day_short(first)
        if first.year != last.year:
            return self._format("days_over_years", first, last)
        name = "days" if year else "days_short"
        return self._format(name if first.month == last.month else f"{name}_over_months", first, last)

    def month_range(self, first: datetime.date, last: datetime.date) -> Formatted:
        """2023年7月—10月, July–October 2023."""
        if last < first:
            raise ValueError(f"{last} is before {first}")
        if (first.year, first.month) == (last.year, last.month):
            return self.month(first)
        return self._format("months" if first.year == last.year else "months_over_years", first, last)

    def days_until(self, date: datetime.date, today: datetime.date) -> int:
        """Whole days from `today` to a date, negative when it is past."""
        return (date - today).days

    # ------------------------------------------------------------ times
    @_kept
    def time(self, clock: int) -> Formatted:
        """08:30, and after midnight 次日00:30, 00:30 (+1 day)."""
        plain = self._clock(clock)
        if clock < DAY:
            return Formatted(plain)
        return Formatted(self._patterns["time_next_day"].format(time=plain))

    @_kept
    def time_range(self, start: int, end: int | None) -> Formatted:
        """08:30–09:30, 23:00–24:00; only the start where there is no end."""
        if end is None:
            return self.time(start)
        if end < start:
            raise ValueError(f"{Clock(end)} is before {Clock(start)}")
        last = self.time_until(end) if start < DAY else self.time(end)
        pattern, mark = self._patterns["time_range"], self._patterns["time_to"]
        return Formatted(pattern.format(start=self.time(start).plain, end=last.plain, to=mark))

    def time_until(self, clock: int) -> Formatted:
        """A time at which something ends: 09:30, and 24:00 for the midnight after a day."""
        return Formatted(self._midnight) if clock == DAY else self.time(clock)

    @property
    def time_mark(self) -> str:
        """What stands between two times: –."""
        return self._patterns["time_to"]

    @cached_property
    def _time(self) -> str:
        return self._patterns["time_12" if self._hours == 12 else "time"]

    @cached_property
    def _midnight(self) -> str:
        """What ends a day."""
        return self._patterns["midnight_12" if "{period}" in self._time else "midnight"]

    def _clock(self, clock: int) -> str:
        return self._hour(clock % DAY // 60, clock % 60)

    def _hour(self, hour: int, minute: int) -> str:
        # In Chinese 12:30 is 中午12:30, 00:30 is 凌晨0:30 and 19:30 is 晚上7:30; ICU's 下午0:30 is wrong.
        names = (6, "night"), (12, "am"), (13, "noon"), (19, "pm"), (24, "evening")
        period = next(name for before, name in names if hour < before)
        return self._time.format(
            hour=f"{hour:02}",
            h=hour,
            h12=hour % 12 or 12,
            h0=hour if hour <= 12 else hour % 12,
            minute=f"{minute:02}",
            period=self._patterns[period],
        )

    # ------------------------------------------------------------ the zone, machine forms
    @cached_property
    def zone_label(self) -> str:
        """北京时间（UTC+8）, Beijing time (UTC+8): said once where times stand."""
        if self.zone is None or self._near is None:
            raise ValueError("the label of the zone needs the zone and a day")
        offset = self._offset(self._near, self.zone)
        key = str(self.zone)
        name = self._patterns.get(key) or self._remember(
            f"zone {self.language.locale} {key}", lambda: self._zone_name(key)
        )
        return self._patterns["zone"].format(zone=name, offset=offset) if name else offset

    def _zone_name(self, key: str) -> str:
        """CLDR's name, such as Central European Time; none for UTC, which has only its offset."""
        if key.removeprefix("Etc/") in {"UTC", "UCT", "GMT", "Zulu", "Universal"} or key.startswith("Etc/"):
            return ""
        from babel.dates import get_timezone_name

        return get_timezone_name(self.zone, width="long", zone_variant="generic", locale=self._locale)

    @staticmethod
    def _offset(day: datetime.date, zone: datetime.tzinfo) -> str:
        delta = datetime.datetime.combine(day, datetime.time(12), zone).utcoffset() or datetime.timedelta()
        minutes = round(delta.total_seconds() / 60)
        sign, size = "−" if minutes < 0 else "+", abs(minutes)
        return "UTC" + (f"{sign}{size // 60}" if size else "") + (f":{size % 60:02}" if size % 60 else "")

    @_kept
    def iso(self, date: datetime.date, clock: int | None = None) -> str:
        """For `<time datetime>`: 2023-08-26, or with a time the true instant, 2023-08-26T08:30+08:00."""
        if clock is None:
            return date.isoformat()
        day = date + datetime.timedelta(days=clock // DAY)
        time = datetime.time(clock % DAY // 60, clock % 60)
        return datetime.datetime.combine(day, time, self.zone).isoformat(timespec="minutes")

    # ------------------------------------------------------------ inside
    @_kept
    def _format(self, name: str, *dates: datetime.date) -> Formatted:
        values: dict[str, Any] = {"to": self._patterns["to"]}
        for number, date in enumerate(dates):
            values |= self._values(date, "2" if number else "")
        return Formatted(self._patterns[name].format_map(values))

    def _values(self, date: datetime.date, suffix: str) -> dict[str, Any]:
        names = self._names
        values = (
            date.year,
            date.month,
            date.day,
            names["month"][date.month],
            names["month_short"][date.month],
            names["weekday"][date.weekday()],
            names["weekday_short"][date.weekday()],
        )
        return dict(zip((field + suffix for field in _FIELDS), values, strict=True))

    @cached_property
    def _locale(self) -> Any:
        from babel import Locale

        return Locale.parse(self.language.locale.replace("-", "_"))

    @cached_property
    def _names(self) -> dict[str, dict[int, str]]:
        found: dict[str, dict[int, str]] = self._remember(
            f"calendar {self.language.locale}", self._calendar_names
        )
        return found

    def _calendar_names(self) -> dict[str, dict[int, str]]:
        locale = self._locale
        return {
            "month": dict(locale.months["format"]["wide"]),
            "month_short": dict(locale.months["format"]["abbreviated"]),
            "weekday": dict(locale.days["format"]["wide"]),
            "weekday_short": dict(locale.days["format"]["abbreviated"]),
        }


def no_break(words: str) -> Markup:
    """Any text (a telephone number, a name with ·) in a span that no line break divides."""
    return Markup('<span class="nb">{}</span>').format(escape(words))
