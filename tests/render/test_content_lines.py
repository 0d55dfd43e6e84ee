"""Any text survives escaping and folding, and no line is too long or cut within a character."""

from __future__ import annotations

import icalendar
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.render.content_lines import escape, fold
from tests.outputs.calendars.ical_reader import read

HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
EVENT = b"BEGIN:VEVENT\r\nUID:u\r\nDTSTAMP:20230101T000000Z\r\nDTSTART:20230101T000000Z\r\n"
TAIL = b"END:VEVENT\r\nEND:VCALENDAR\r\n"


def stays(text: str) -> str:
    """What of a text can stand in a calendar: line breaks as LF, no control characters, whole characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(c for c in text if c in "\t\n" or (c >= " " and c != "\x7f"))
    return text.encode("utf-8", "replace").decode()


@given(st.text(st.characters(codec=None)))
@example("a" * 74 + "é" + "神" * 40)
@example("\\n;,\n\\,\\;𠮷" * 20)
@example("x\r\nBEGIN:VEVENT\r\ny\x85z\u2028\x0b\x1c")
@example("\ud800" * 80)
def test_any_text_survives(text: str) -> None:
    data = HEAD + EVENT + fold(f"SUMMARY;LANGUAGE=en:{escape(text)}") + TAIL
    event = read(data).events["u"]
    assert event.properties["SUMMARY"].text == stays(text)
    assert event.properties.keys() == {"UID", "DTSTAMP", "DTSTART", "SUMMARY"}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])))
def test_the_library_reads_the_same(text: str) -> None:
    data = HEAD + EVENT + fold(f"SUMMARY:{escape(text)}") + TAIL
    assert str(icalendar.Calendar.from_ical(data).walk("VEVENT")[0]["SUMMARY"]) == text


def test_lines_are_folded_at_75_octets() -> None:
    assert fold("A" * 75) == b"A" * 75 + b"\r\n"
    assert fold("A" * 76) == b"A" * 75 + b"\r\n A\r\n"
    assert fold("神" * 26) == "神".encode() * 25 + b"\r\n " + "神".encode() + b"\r\n"
    assert fold("A" + "神" * 25) == b"A" + "神".encode() * 24 + b"\r\n " + "神".encode() + b"\r\n"
    assert fold("B" * 150) == b"B" * 75 + b"\r\n " + b"B" * 74 + b"\r\n B\r\n"
