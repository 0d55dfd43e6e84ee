"""Reads a CSV file or a sheet of a workbook as rows of cells with places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.problems import Cell, Location, Problems
from sitegen.source.characters import has_odd, readable_cell
from sitegen.source.csv_rows import BrokenRowError, layout_of, scan
from sitegen.source.decoding import is_utf16, read_limited, table_encoding
from sitegen.source.files import SourceFile

TEXT_ENDINGS = (".csv", ".tsv")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm")
MOST_ROWS = 5000

# What a spreadsheet shows where a formula failed, and a column that is too narrow.
_FAILED = re.compile(r"#(?:REF|N/A|VALUE|DIV/0|NAME|NULL|NUM|SPILL|CALC|FIELD|BUSY)[!?]?|#{3,}")
# A formula as text: of one's own, or one that a spreadsheet would run when it opens the file (CWE-1236).
_FORMULA = re.compile(r"=|[@+-][A-Za-z]\w*[(|]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty."""

    number: int
    """As a spreadsheet counts it, from 1."""
    cells: tuple[str, ...]
    """Texts without spaces around them; empty where there is nothing."""
    lines: tuple[int, ...]
    """The line of the file each cell begins in; in a workbook the number of the row."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the first of its rows holds the headers."""

    path: str
    """As in `Location`."""
    rows: tuple[Row, ...]
    encoding: str = ""
    """Of a CSV file."""
    sheet: str = ""
    """The name of the sheet, where a workbook has several."""

    def where(self, row: Row, column: int, header: str = "") -> Cell:
        """The place of a cell, `column` counted from 0; `header` is what the author calls the column."""
        line = row.lines[column] if column < len(row.lines) else row.lines[-1]
        name = f"{_letters(column + 1)}{row.number}"
        return Cell.at(self.path, line, column + 1, f"{self.sheet}!{name}" if self.sheet else name, header)


def read_table(file: SourceFile, sheet: str | None, problems: Problems) -> Table | None:
    """The table in a file; None (and an error) where it cannot be read, or holds no row."""
    data = read_limited(file, problems)
    if data is None:
        return None
    is_text = file.path.lower().endswith(TEXT_ENDINGS)
    table = _of_text(file, data, problems) if is_text else _of_workbook(file, data, sheet, problems)
    if table is None:
        return None
    if not table.rows:
        problems.error("table-empty", Location(file.place))
        return None
    if len(table.rows) > MOST_ROWS:
        problems.error("table-too-long", Location(file.place), limit=MOST_ROWS)
        return None
    return _checked(table, problems)


def _of_text(file: SourceFile, data: bytes, problems: Problems) -> Table | None:
    place = Location(file.place)
    encoding = table_encoding(data)
    if encoding is None:
        problems.error("table-utf16" if is_utf16(data) else "table-not-utf8", place)
        return None
    text = data.decode(encoding).removeprefix("\ufeff")
    nul = text.find("\0")
    if nul >= 0:
        problems.error("bytes-nul", Location(file.place, text.count("\n", 0, nul) + 1))
        return None
    try:
        raw = scan(text, layout_of(text))
    except BrokenRowError as error:
        problems.error(error.code, Location(file.place, error.line, error.column))
        return None
    rows = []
    for number, cells in enumerate(raw, 1):
        texts = tuple([cell.text.strip() for cell in cells])
        if any(texts):
            rows.append(Row(number, texts, tuple([cell.line for cell in cells])))
    return Table(file.place, tuple(rows), encoding)


def _of_workbook(file: SourceFile, data: bytes, wanted: str | None, problems: Problems) -> Table | None:
    from sitegen.source.workbook import UnreadableError, read_sheet

    try:
        sheet = read_sheet(data, wanted)
    except UnreadableError as error:
        problems.error(error.code, Location(file.place), **error.values)
        return None
    rows = []
    for number, cells in enumerate(sheet.rows, 1):
        texts = tuple([cell.strip() for cell in cells])
        if any(texts):
            rows.append(Row(number, texts, (number,) * len(texts)))
    return Table(file.place, tuple(rows), "", sheet.name if len(sheet.names) > 1 else "")


def _checked(table: Table, problems: Problems) -> Table:
    """The table without what no text needs; formulas and what spreadsheets show in their place are errors."""
    if has_odd("\n".join(["\n".join(row.cells) for row in table.rows])):
        table = Table(table.path, tuple(_readable(table, problems)), table.encoding, table.sheet)
    for row in table.rows:
        for column, text in enumerate(row.cells):
            if text[:1] in ("=", "#", "@", "+", "-"):
                code = "table-failed" if _FAILED.fullmatch(text) else "table-formula"
                if code == "table-failed" or _FORMULA.match(text):
                    problems.error(code, table.where(row, column), value=text[:40])
    return table


def _readable(table: Table, problems: Problems) -> Iterator[Row]:
    for row in table.rows:
        places = (table.where(row, column) for column in range(len(row.cells)))
        cells = [readable_cell(text, place, problems) for text, place in zip(row.cells, places, strict=True)]
        yield Row(row.number, tuple(cells), row.lines)


def _letters(number: int) -> str:
    """The name of a column, counted from 1: A … Z, AA …"""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
