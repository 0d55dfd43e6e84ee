"""VTIMEZONE says what the tz database says, for each hour of the years it is made for."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest

from sitegen.outputs.calendars.zones import make_timezone
from tests.outputs.calendars.ical_reader import Component, Property, Reader, read

ZONES = (
    "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham",
    "Europe/Dublin", "Africa/Casablanca", "America/Santiago", "Asia/Kathmandu", "UTC",
)  # fmt: skip
FIRST, LAST = datetime.date(2023, 1, 1), datetime.date(2024, 12, 31)
DAY = datetime.timedelta(1)


def reader_of(zone: str) -> Reader:
    made = make_timezone(ZoneInfo(zone), FIRST, LAST)
    return read(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + made + b"END:VCALENDAR\r\n")


@pytest.mark.parametrize("zone", ZONES)
def test_every_hour_is_right(zone: str) -> None:
    reader, known = reader_of(zone), ZoneInfo(zone)
    begin = datetime.datetime(2023, 1, 1, 13, tzinfo=datetime.UTC)
    for hour in range(2 * 365 * 24):
        local = (instant := begin + datetime.timedelta(hours=hour)).astimezone(known)
        near = local.utcoffset() != (instant + DAY).astimezone(known).utcoffset()
        near |= local.utcoffset() != (instant - DAY).astimezone(known).utcoffset()
        if local.fold or (hour % 24 and not near):  # the second of two instants; a day like others
            continue
        value = Property({"TZID": zone}, f"{local:%Y%m%dT%H%M%S}")
        event = Component("VEVENT", {"DTSTART": value})
        assert reader.instant(event, "DTSTART") == instant, local


def test_berlin_in_full() -> None:
    assert make_timezone(
        ZoneInfo("Europe/Berlin"), datetime.date(2023, 1, 1), datetime.date(2023, 12, 31)
    ).decode() == (
        "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"
        "BEGIN:STANDARD\r\nDTSTART:20230101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\n"
        "BEGIN:DAYLIGHT\r\nDTSTART:20230326T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\n"
        "BEGIN:STANDARD\r\nDTSTART:20231029T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
    )


@pytest.mark.parametrize("zone", ZONES)
def test_the_library_reads_it(zone: str) -> None:
    made = make_timezone(ZoneInfo(zone), FIRST, LAST)
    found = icalendar.Timezone.from_ical(made)
    assert str(found["TZID"]) == zone
    assert not found.errors
    assert all(not part.errors for part in found.subcomponents)
