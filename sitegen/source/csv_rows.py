"""Cuts the text of a CSV file into cells that know where they stand, and writes cells into its bytes.

The standard library's reader gives no places, without which neither a mistake nor an id has one. What a cell
is follows RFC 4180; it is read as strictly as spreadsheet programs write it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

SEPARATORS = ",;\t"
_QUOTED = re.compile(r'"(?:[^"]++|"")*+"')
_NEW_LINE = re.compile(r"\r\n?|\n")
# What Excel puts on a line of its own, so that it finds the separator again.
_NAMED_SEPARATOR = re.compile(r"sep=([,;\t])(?:\r\n?|\n|\Z)", re.IGNORECASE)


class RawCell(NamedTuple):
    """A cell as it stands in a text."""

    text: str
    """Without quotes; line breaks are LF."""
    start: int
    """Index of its first character, that of the quote if it is in quotes."""
    end: int
    """Index after its last character."""
    line: int
    """The line it begins in, counted from 1."""


class Layout(NamedTuple):
    """How a file is written."""

    separator: str
    start: int
    """Index of the first cell: after a line `sep=;`."""
    line: int
    """The line of the first cell."""


class BrokenRowError(Exception):
    """A quote that spoils the cells: its code in `messages/`, the line and the number of the cell."""

    def __init__(self, code: str, line: int, column: int) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.column = column


@cache
def _cell(separator: str) -> re.Pattern[str]:
    # Possessive, so that a quote that is never closed costs one look at the text and not many.
    return re.compile(
        rf'("(?:[^"]++|"")*+"|[^"{separator}\r\n][^{separator}\r\n]*+|)({separator}|\r\n?|\n|\Z)'
    )


def layout_of(text: str) -> Layout:
    """The separator is the one that cuts the first row into most cells, a comma if none does."""
    named = _NAMED_SEPARATOR.match(text)
    if named:
        return Layout(named[1], named.end(), 2)

    def count(separator: str) -> int:
        try:
            return len(next(iter(_scan(text, Layout(separator, 0, 1), most=1)), ()))
        except BrokenRowError:
            return 0

    return Layout(max(SEPARATORS, key=count), 0, 1)


def scan(text: str, layout: Layout) -> list[list[RawCell]]:
    """All rows, also empty ones; raises `BrokenRowError`."""
    return _scan(text, layout, most=None)


def _scan(text: str, layout: Layout, most: int | None) -> list[list[RawCell]]:
    rows: list[list[RawCell]] = []
    row: list[RawCell] = []
    match = _cell(layout.separator).match
    place, line = layout.start, layout.line
    while (place < len(text) or row) and len(rows) != most:
        found = match(text, place)
        if found is None:
            code = "table-text-after-quote" if _QUOTED.match(text, place) else "table-open-quote"
            raise BrokenRowError(code, line, len(row) + 1)
        raw, after = found.groups()
        first = line
        if raw[:1] == '"':
            breaks = len(_NEW_LINE.findall(raw))
            line += breaks
            raw = raw[1:-1].replace('""', '"')
            raw = _NEW_LINE.sub("\n", raw) if breaks else raw
        row.append(RawCell(raw, place, found.end(1), first))
        place = found.end()
        if after != layout.separator:
            rows.append(row)
            row = []
            line += 1
    return rows


def with_cells(data: bytes, changes: Mapping[tuple[int, int], str], encoding: str) -> bytes:
    """The file with other texts in some cells, every other byte untouched.

    Cells are named by row and column, counted from 0; a row that is shorter is lengthened. Raises
    `BrokenRowError` as `scan` does.
    """
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    # Byte for byte: separators, quotes and line ends are no part of a longer character, neither in UTF-8 nor
    # in GB 18030 (whose second bytes begin at 0x30 as digits, and at 0x40).
    text = data[mark:].decode("latin-1")
    layout = layout_of(text)
    rows = scan(text, layout)
    pieces: list[tuple[int, int, str]] = []
    for number in sorted({row for row, _ in changes}):
        row = rows[number]
        width = len(row)
        for column in sorted(column for at, column in changes if at == number):
            wanted = _quoted(changes[number, column], layout.separator)
            if column < len(row):
                pieces.append((row[column].start, row[column].end, wanted))
            else:
                gap = layout.separator * (column - width + 1)
                pieces.append((row[-1].end, row[-1].end, gap + wanted))
                width = column + 1
    parts, last = [data[:mark]], 0
    for start, end, wanted in pieces:
        parts += [data[mark + last : mark + start], wanted.encode(encoding)]
        last = end
    return b"".join([*parts, data[mark + last :]])


def _quoted(text: str, separator: str) -> str:
    if re.search(rf'["{separator}\r\n]', text):
        return '"' + text.replace('"', '""') + '"'
    return text
