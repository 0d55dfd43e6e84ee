"""The time zone of the congress as VTIMEZONE (RFC 5545 §3.6.5), for the years that are needed.

Not by the library: `icalendar.Timezone.from_tzinfo` (7.3) lets summer time begin an hour late, as it writes
the new local time where the RFC wants the old one, and importing it costs more than all calendars together.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

_HOUR = datetime.timedelta(hours=1)
_SECOND = datetime.timedelta(seconds=1)


def make_timezone(zone: datetime.tzinfo, first: datetime.date, last: datetime.date) -> bytes:
    """VTIMEZONE of a zone with an IANA name, right from `first` to `last`, both included."""
    begin = datetime.datetime.combine(first, datetime.time())
    offset = begin.replace(tzinfo=zone).utcoffset() or datetime.timedelta()
    rows = [_observance(begin, offset, begin.replace(tzinfo=zone))]
    for instant, before in _changes(zone, begin - offset, last):
        rows.append(
            _observance(instant + before, before, instant.replace(tzinfo=datetime.UTC).astimezone(zone))
        )
    body = "".join(rows)
    return f"BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n{body}END:VTIMEZONE\r\n".encode()


def _changes(
    zone: datetime.tzinfo, begin: datetime.datetime, last: datetime.date
) -> Iterator[tuple[datetime.datetime, datetime.timedelta]]:
    """Each change of the offset: its instant in UTC, without zone, and the offset before it."""
    end = datetime.datetime.combine(last, datetime.time()) + 48 * _HOUR
    before = _offset(begin, zone)
    while begin < end:
        following = begin + 24 * _HOUR
        if _offset(following, zone) != before:
            early, late = begin, following
            while late - early > _SECOND:
                middle = early + (late - early) // 2
                middle -= datetime.timedelta(microseconds=middle.microsecond)
                if _offset(middle, zone) == before:
                    early = middle
                else:
                    late = middle
            yield late, before
            before = _offset(late, zone)
            following = late
        begin = following


def _offset(instant: datetime.datetime, zone: datetime.tzinfo) -> datetime.timedelta:
    return instant.replace(tzinfo=datetime.UTC).astimezone(zone).utcoffset() or datetime.timedelta()


def _observance(onset: datetime.datetime, before: datetime.timedelta, after: datetime.datetime) -> str:
    """One change: when by the clock before it, from which offset to which."""
    name = "DAYLIGHT" if after.dst() else "STANDARD"
    to = after.utcoffset() or datetime.timedelta()
    return (
        f"BEGIN:{name}\r\nDTSTART:{onset:%Y%m%dT%H%M%S}\r\nTZOFFSETFROM:{_written(before)}\r\n"
        f"TZOFFSETTO:{_written(to)}\r\nTZNAME:{after.tzname()}\r\nEND:{name}\r\n"
    )


def _written(offset: datetime.timedelta) -> str:
    """UTC-OFFSET, RFC 5545 §3.3.14."""
    seconds = round(offset.total_seconds())
    sign, size = "-" if seconds < 0 else "+", abs(seconds)
    return f"{sign}{size // 3600:02}{size // 60 % 60:02}" + (f"{size % 60:02}" if size % 60 else "")
