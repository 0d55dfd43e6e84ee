"""Reads a sheet of an .xlsx workbook as rows of text, as an author sees them."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any, NamedTuple

MOST_BYTES = 64 * 1024 * 1024
"""Of a workbook unpacked: what is larger is no programme, or made to fill the memory."""

_CELL = re.compile(r"<(\w+:)?c\s(?P<attributes>[^>]*)(?<!/)>(?P<content>.*?)</\1?c>", re.DOTALL)
_NAME = re.compile(r"""\br=["']([A-Z]+)(\d+)["']""")
_IS_ERROR = re.compile(r"""\bt=["']e["']""")
_VALUE = re.compile(r"<(?:\w+:)?v[^>]*>([^<]*)<|<(?:\w+:)?v\s*/>")
_FORMULA = re.compile(r"<(?:\w+:)?f[\s/>]")


class Sheet(NamedTuple):
    """A sheet: its name, the names of all that are shown, and its rows from the first on."""

    name: str
    names: tuple[str, ...]
    rows: list[list[str]]


class UnreadableError(Exception):
    """A workbook that cannot be read: a code of `messages/`, and what its sentence names."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def read_sheet(data: bytes, wanted: str | None) -> Sheet:
    """The sheet named, or the only one that is shown and not empty; raises `UnreadableError`.

    Numbers, dates and times become text: `1`, `2023-08-26`, `08:30`; durations `0:45`. Formulas give their
    values; a cell whose formula failed holds what Excel shows (`#REF!`), one that was never worked out `=`.
    """
    try:
        import python_calamine as calamine
    except ImportError:
        raise UnreadableError("table-no-xlsx") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > MOST_BYTES:
                raise UnreadableError("table-too-large", size=size >> 20, limit=MOST_BYTES >> 20)
            book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
            metadata = book.sheets_metadata
            names = tuple(sheet.name for sheet in metadata if "Visible" in str(sheet.visible).split("."))
            name = _chosen(book, names, wanted)
            rows = [list(map(_as_text, row)) for row in book.get_sheet_by_name(name).to_python(False)]
            position = next(n for n, sheet in enumerate(metadata) if sheet.name == name)
            for row, column, text in _failures(archive, position):
                if row < len(rows) and column < len(rows[row]):
                    rows[row][column] = text
    except (calamine.CalamineError, zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise UnreadableError("table-damaged") from None
    return Sheet(name, names, rows)


def _chosen(book: Any, names: tuple[str, ...], wanted: str | None) -> str:
    if wanted is not None:
        if wanted not in book.sheet_names:
            raise UnreadableError("table-no-sheet", sheet=wanted, names=", ".join(names))
        return wanted
    full = [name for name in names if book.get_sheet_by_name(name).start is not None]
    if len(full) > 1:
        raise UnreadableError("table-which-sheet", names=", ".join(full), suggestion=full[0])
    if not full:
        raise UnreadableError("table-empty")
    return full[0]


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return _as_day_or_time(value)


def _as_day_or_time(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        day = value.date().isoformat()
        minutes = _minutes(value.time())
        return f"{day} {_clock(minutes)}" if minutes else day
    if isinstance(value, datetime.time):
        return _clock(_minutes(value))
    if isinstance(value, datetime.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _minutes(time: datetime.time) -> int:
    # Times are fractions of a day, so that half past eight may come as 08:29:59.999.
    return round(time.hour * 60 + time.minute + time.second / 60 + time.microsecond / 60_000_000)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _failures(archive: zipfile.ZipFile, position: int) -> list[tuple[int, int, str]]:
    """Row and column (from 0) of cells whose formula failed or has no value: the library gives nothing."""
    text = archive.read(_part(archive, position)).decode("utf-8", "replace")
    found = []
    for cell in _CELL.finditer(text):
        value = _VALUE.search(cell["content"])
        name = _NAME.search(cell["attributes"])
        if name is None:
            continue
        row, column = int(name[2]) - 1, _number(name[1]) - 1
        if _IS_ERROR.search(cell["attributes"]):
            found.append((row, column, (value and value[1]) or "#N/A"))
        elif value is None and _FORMULA.search(cell["content"]):
            found.append((row, column, "="))
    return found


def _part(archive: zipfile.ZipFile, position: int) -> str:
    """The file of the archive that holds the sheet of this number (ECMA-376 part 1, 18.2.19)."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    sheets = re.findall(r"<(?:\w+:)?sheet\s[^>]*?\b\w+:id=[\"']([^\"']+)", book)
    links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    for link in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", links):
        if re.search(rf"\bId=[\"']{re.escape(sheets[position])}[\"']", link):
            target = re.search(r"\bTarget=[\"']([^\"']+)", link)
            assert target is not None
            return target[1].lstrip("/") if target[1].startswith("/") else f"xl/{target[1]}"
    raise KeyError(position)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
