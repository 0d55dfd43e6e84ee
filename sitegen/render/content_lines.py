"""Lines of calendars and cards (RFC 5545 §3.1, RFC 2426 §2.6): text escaped, folded, ended by CRLF."""

from __future__ import annotations

import re

WIDTH = 75
"""Octets of a line without its end (both RFCs); a continuation's leading space is one of them."""
END = b"\r\n"
_BREAKS = re.compile(r"\r\n?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def escape(text: str) -> str:
    """A value of type TEXT; control characters, which no value may hold, are left out."""
    if not text.replace("\n", "").isprintable():
        text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> bytes:
    """A content line as bytes with its end, folded between characters where it is too long."""
    data = line.encode("utf-8", "replace")
    if len(data) <= WIDTH:
        return data + END
    parts = []
    start, room = 0, WIDTH
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        parts.append(data[start:end])
        start, room = end, WIDTH - 1
    parts.append(data[start:])
    return b"\r\n ".join(parts) + END
