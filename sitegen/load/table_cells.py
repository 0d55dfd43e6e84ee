"""What stands in a cell as the text that the same field would have in YAML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from sitegen.load.table_headers import YES, plain
from sitegen.text import is_han

_BETWEEN = re.compile(r"[、，,;；/／\n]")
# Without the comma, which stands in English names of departments.
_BETWEEN_PLACES = re.compile(r"[、;；/／\n]")
_SECONDS = re.compile(r"(\d{1,2}:\d{2}):00\b")
_FRACTION = re.compile(r"0\.\d{2,}")
_YEAR_FIRST = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日")
_SERIAL = re.compile(r"[3-6]\d{4}")
_MINUTES = re.compile(r"(\d{1,4}) ?(?:分钟?|min(?:ute)?s?\.?|m|['′])?", re.IGNORECASE)
_HOURS = re.compile(r"(\d{1,2}(?:\.\d{1,2})?) ?(?:个?小时|h(?:ou)?rs?|h)", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


def parts_of(text: str) -> list[str]:
    """Several entries of a cell, between 、 , ; / or line breaks."""
    return [part for piece in _BETWEEN.split(text) if (part := piece.strip())]


def places_of(text: str) -> list[str]:
    """Several affiliations of a cell, between 、 ; / or line breaks."""
    return [part for piece in _BETWEEN_PLACES.split(text) if (part := piece.strip())]


def one_line(text: str) -> str:
    """A text whose line breaks are spaces, or nothing between Chinese characters."""
    if "\n" not in text and "\t" not in text:
        return text
    pieces = [piece.strip() for piece in re.split(r"[\n\t]+", text)]
    line = ""
    for piece in filter(None, pieces):
        tight = not line or (is_han(line[-1]) and is_han(piece[0]))
        line += piece if tight else f" {piece}"
    return line


def clock(text: str) -> str:
    """A time or a range of times, without seconds; a fraction of a day, as spreadsheets keep it, as time."""
    simple = _SECONDS.sub(r"\1", unicodedata.normalize("NFKC", text))
    if _FRACTION.fullmatch(simple):
        minutes = round(float(simple) * 24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return simple


def is_range(text: str) -> bool:
    """Whether a time has an end: there are two times in it."""
    return len(re.findall(r"\d[:：]\d", text)) > 1


def duration(text: str) -> str:
    """Minutes as a number: of `15 min`, `15分钟`, `1.5 h`, `0:15` and of fractions of a day."""
    simple = clock(text)
    if found := _MINUTES.fullmatch(simple):
        return found[1]
    if found := _HOURS.fullmatch(simple):
        minutes = float(found[1]) * 60
        return str(round(minutes)) if minutes.is_integer() else text
    if found := _CLOCK.fullmatch(simple):
        return str(int(found[1]) * 60 + int(found[2]))
    return text


def date(text: str) -> str:
    """A date as `2023-08-26`, if its year comes first; the day number of a spreadsheet as the date it is."""
    import datetime

    simple = unicodedata.normalize("NFKC", text)
    if found := _YEAR_FIRST.fullmatch(simple):
        year, month, day = found.group(1, 3, 4) if found[1] else found.group(5, 6, 7)
        return f"{year}-{int(month):02}-{int(day):02}"
    if _SERIAL.fullmatch(simple):
        # Day 1 is 1 January 1900, and 1900 counts as a leap year (ECMA-376 part 1, 18.17.4.1).
        return str(datetime.date(1899, 12, 30) + datetime.timedelta(int(simple)))
    return text


def flag(text: str) -> str:
    """Yes or no, also as a tick."""
    return YES.get(text.casefold(), text)


def word(text: str, table: Mapping[str, str]) -> str:
    """A word of a list by its Chinese name, else as it is in small letters."""
    return table.get(plain(text), text.casefold())
