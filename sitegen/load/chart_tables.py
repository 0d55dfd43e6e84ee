"""Tables of charts: `table: figures.csv` in a chart becomes its `rows` and `series`, as if typed there.

The first column holds the names of the rows; columns called like a language of the site hold them in that
language. Every other column is a series, called by its header unless the chart names its series itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sitegen.load.table_files import named_table
from sitegen.problems import Location, Problems
from sitegen.source import Scalar, SourceFile, YamlList, YamlMap
from sitegen.source.tables import Row, Table, read_table
from sitegen.text import Language


def fill_charts(
    charts: Iterable[tuple[YamlList, YamlMap]],
    media: dict[str, SourceFile],
    languages: Mapping[str, Language],
    problems: Problems,
) -> None:
    """Put the rows of every table in place; a chart whose table cannot be read is told, and taken out."""
    used = set()
    for owner, chart in charts:
        named = named_table(chart["table"], media, problems) if "rows" not in chart else None
        if "rows" in chart:
            problems.error("chart-table-and-rows", chart.key_where["table"])
        table = read_table(*named, problems) if named else None
        if named is None or table is None or not _fill(chart, table, languages, problems):
            owner.remove(chart)
            continue
        used.add(named[0].path)
        chart["table"] = Scalar(named[0].path, chart.key_where["table"])
    for path in used:
        media.pop(path, None)


def _fill(chart: YamlMap, table: Table, languages: Mapping[str, Language], problems: Problems) -> bool:
    headers, *rows = table.rows
    names, numbers = _columns(headers, languages)
    if not numbers or not rows:
        problems.error("chart-no-rows", Location(table.path), limit=0)
        return False
    place = chart.key_where["table"]
    if len(numbers) > 1 and "series" not in chart:
        chart["series"] = YamlList(place)
        chart["series"] += [Scalar(headers.cells[at], table.where(headers, at)) for at in numbers]
        chart.key_where["series"] = place
    chart["rows"] = YamlList(place)
    chart["rows"] += [_row(row, table, names, numbers) for row in rows]
    chart.key_where["rows"] = place
    return True


def _columns(headers: Row, languages: Mapping[str, Language]) -> tuple[dict[int, str], list[int]]:
    """The columns of names with their languages, the first without one if it has none; those of numbers."""
    called = {
        spelling.lower(): code for code, one in languages.items() for spelling in (code, one.tag, one.name)
    }
    names = {at: called[cell.lower()] for at, cell in enumerate(headers.cells) if cell.lower() in called}
    names = names or {0: ""}
    return names, [at for at, cell in enumerate(headers.cells) if cell and at not in names]


def _row(row: Row, table: Table, names: Mapping[int, str], numbers: Iterable[int]) -> YamlList:
    def cell(at: int) -> Scalar:
        return Scalar(row.cells[at] if at < len(row.cells) else "", table.where(row, at))

    name: Any = cell(next(iter(names)))
    if "" not in names.values():
        name = YamlMap(table.where(row, next(iter(names))))
        for at, code in names.items():
            if cell(at):
                name[code] = cell(at)
                name.key_where[code] = table.where(row, at)
    values = YamlList(table.where(row, 0))
    values += [name, *map(cell, numbers)]
    return values
