"""Turns the rows of a table into raw records, with the columns that its headers name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sitegen.load import table_cells as cells
from sitegen.load.table_headers import (
    BREAKS,
    KINDS,
    LANGUAGES,
    STATUSES,
    Column,
    headers_of,
    nearest,
    plain,
)
from sitegen.load.table_names import Names, People
from sitegen.problems import Cell, Problems
from sitegen.source import Scalar, YamlList, YamlMap
from sitegen.source.tables import Row, Table
from sitegen.text import is_han

_BREAKS = frozenset(map(plain, BREAKS))
_WITH_PEOPLE = ("speakers", "chairs", "moderators", "panellists", "discussants")
_BLOCKS_OF_TEXT = ("abstract",)
"""Fields in which a line break means something."""


class Placed(NamedTuple):
    """A column of a table: its number from 0, its header as typed, what it means."""

    number: int
    header: str
    column: Column


def columns_of(
    table: Table, languages: tuple[str, ...], source: str, problems: Problems
) -> tuple[list[Placed] | None, tuple[int, str]]:
    """The columns, None (and errors) where they are not clear; number and header of the one for ids.

    A text column without a language is in the source language if another column gives a translation.
    """
    head = table.rows[0]
    known = headers_of(languages)
    if not any(plain(header) in known for header in head.cells if header):
        problems.error("table-no-headers", table.where(head, 0))
        return None, (0, "")
    columns: list[Placed] = []
    is_clear = True
    for number, header in enumerate(head.cells):
        column = known.get(plain(header)) if header else None
        if column is not None:
            columns.append(Placed(number, header, column))
        elif header:
            near = nearest(header, languages)
            code = "table-header" if near else "table-header-other"
            problems.error(code, table.where(head, number), header=header, suggestion=near)
            is_clear = False
    columns = _with_languages(columns, languages, source)
    is_clear = _are_different(columns, table, problems) and is_clear
    if is_clear and not any(placed.column.field == "title" for placed in columns):
        problems.error("table-no-title-column", table.where(head, 0))
        is_clear = False
    for row in table.rows[1:]:
        for number, text in enumerate(row.cells):
            if text and not (number < len(head.cells) and head.cells[number]):
                problems.error("table-no-header", table.where(row, number))
                is_clear = False
    return (columns if is_clear else None), _id_column(columns, head)


def _with_languages(columns: list[Placed], languages: Sequence[str], source: str) -> list[Placed]:
    """Text columns that name no language get one, if there are others of the same field that do."""
    result = []
    for placed in columns:
        column = placed.column
        others = {other.column.language for other in columns if other.column.field == column.field} - {""}
        if column.form in ("text", "texts") and not column.language and others:
            free = [code for code in (source, *languages) if code not in others]
            column = column._replace(language=free[0] if free else source)
        result.append(placed._replace(column=column))
    return result


def _are_different(columns: Sequence[Placed], table: Table, problems: Problems) -> bool:
    seen: dict[tuple[str, str], Placed] = {}
    is_clear = True
    for placed in columns:
        key = (placed.column.field, placed.column.language)
        if placed.column.form != "unread" and seen.setdefault(key, placed) is not placed:
            problems.error(
                "table-header-twice",
                table.where(table.rows[0], placed.number),
                header=placed.header,
                other=f"{seen[key].header} ({table.where(table.rows[0], seen[key].number).name})",
            )
            is_clear = False
    return is_clear


def _id_column(columns: Sequence[Placed], head: Row) -> tuple[int, str]:
    """Number and header of the column for ids; where there is none, those of the one to add."""
    for placed in columns:
        if placed.column.field == "id":
            return placed.number, placed.header
    last = max(number for number, header in enumerate(head.cells) if header)
    return last + 1, "编号" if any(map(is_han, "".join(head.cells))) else "id"


class Rows:
    """Reads rows; knows whom and what cells may name."""

    def __init__(self, source: str, people: People, rooms: Names, tracks: Names, problems: Problems) -> None:
        self._source = source
        self._people = people
        self._rooms = rooms
        self._tracks = tracks
        self._problems = problems

    def read(self, table: Table, columns: Sequence[Placed]) -> Iterator[tuple[Row, YamlMap]]:
        """Each row that says something, with its record; one without a title is told and left out."""
        title = min(placed.number for placed in columns if placed.column.field == "title")
        header = next(placed.header for placed in columns if placed.number == title)
        for row in table.rows[1:]:
            values = [
                (placed.column, Scalar(text, table.where(row, placed.number, placed.header), is_plain=False))
                for placed in columns
                if placed.number < len(row.cells)
                and (text := row.cells[placed.number])
                and placed.column.form != "unread"
            ]
            if not values:
                continue
            record = self._record(values, table.where(row, title, header))
            if "title" in record:
                yield row, record
            else:
                self._problems.error("table-no-title", record.where)

    def _record(self, values: Sequence[tuple[Column, Scalar]], where: Cell) -> YamlMap:
        record = YamlMap(where)
        affiliation = next((cell for column, cell in values if column.form == "affiliation"), None)
        texts: dict[str, dict[str, Scalar]] = {}
        for column, cell in values:
            name, form = column.field, column.form
            if form in ("text", "texts"):
                texts.setdefault(name, {})[column.language] = _of_lines(name, cell)
            elif form == "people":
                theirs = affiliation if name == "speakers" else None
                _put(record, name, _list(self._people.of_cell(cell, theirs), cell.where))
            elif form in ("time", "clock"):
                field = name if form == "clock" or cells.is_range(cell) else "start"
                _put(record, field, _as(cells.clock(cell), cell))
            elif form != "affiliation":
                _put(record, name, self._value(column, cell))
        for name, parts in texts.items():
            _put(record, name, self._tags(parts) if name == "tags" else _by_language(parts))
        if "kind" not in record and _is_break(record):
            _put(record, "kind", _as("break", Scalar("", where)))
        return record

    def _value(self, column: Column, cell: Scalar) -> Any:
        if column.form == "rooms":
            return self._refs(cell, self._rooms)
        if column.form == "track":
            return self._tracks.id_or_text(cell)
        if column.form == "list":
            return _list([_as(part, cell) for part in cells.parts_of(cell)], cell.where)
        if column.form == "languages":
            codes = [code for part in cells.parts_of(cell) for code in LANGUAGES.get(plain(part), (part,))]
            return _list([_as(code, cell) for code in codes], cell.where)
        change = _CHANGES.get(column.form)
        return _as(change(cell), cell) if change else cell

    def _refs(self, cell: Scalar, names: Names) -> Any:
        if names.find(cell) or str(cell) == "all":
            return names.id_or_text(cell)
        return _list([names.id_or_text(_as(part, cell)) for part in cells.parts_of(cell)], cell.where)

    def _tags(self, parts: Mapping[str, Scalar]) -> YamlList:
        """Lists of each language side by side: the first of one is the first of the other."""
        lists = {code: [_as(part, cell) for part in cells.parts_of(cell)] for code, cell in parts.items()}
        first = next(iter(parts.values()))
        if len({len(entries) for entries in lists.values()}) > 1:
            counts = ", ".join(f"{code}: {len(entries)}" for code, entries in lists.items())
            self._problems.error("table-list-differs", first.where, counts=counts)
            return _list([], first.where)
        rows = zip(*lists.values(), strict=True)
        return _list([_by_language(dict(zip(lists, row, strict=True))) for row in rows], first.where)


_CHANGES: Mapping[str, Callable[[str], str]] = {
    "duration": cells.duration,
    "date": cells.date,
    "flag": cells.flag,
    "kind": lambda text: cells.word(text, KINDS),
    "status": lambda text: cells.word(text, STATUSES),
}


def _as(text: str, cell: Scalar) -> Scalar:
    return Scalar(text, cell.where, is_plain=False)


def _list(entries: Sequence[Any], where: Any) -> YamlList:
    made = YamlList(where)
    made += entries
    return made


def _of_lines(name: str, cell: Scalar) -> Scalar:
    return cell if name in _BLOCKS_OF_TEXT else _as(cells.one_line(cell), cell)


def _by_language(parts: Mapping[str, Scalar]) -> Any:
    """A text, the same in every language, or a map of them."""
    if "" in parts:
        return parts[""]
    made = YamlMap(next(iter(parts.values())).where)
    for code, part in parts.items():
        _put(made, code, part)
    return made


def _put(record: YamlMap, name: str, value: Any) -> None:
    """Set a field; a dot leads into a field of a field."""
    outer, dot, inner = name.partition(".")
    if dot:
        holder = record.get(outer)
        if holder is None:
            holder = YamlMap(value.where)
            _put(record, outer, holder)
        _put(holder, inner, value)
        return
    record[name] = value
    record.key_where[name] = value.where


def _is_break(record: YamlMap) -> bool:
    title = record.get("title")
    titles = title.values() if isinstance(title, dict) else [title]
    is_alone = not any(name in record for name in _WITH_PEOPLE)
    return is_alone and any(plain(str(text)) in _BREAKS for text in titles if text)
