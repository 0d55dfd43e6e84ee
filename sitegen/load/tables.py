"""Tables of talks: `table: vascular.csv` under a block becomes its `talks`, as if they stood there in YAML.

So everything after it, decoding, references, languages, mistakes, is the same for both; the places are cells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sitegen.load.collect import Collected
from sitegen.load.table_files import named_table
from sitegen.load.table_ids import id_from, ids_in
from sitegen.load.table_names import Names, People
from sitegen.load.table_rows import Rows, columns_of
from sitegen.model.fields import where_of
from sitegen.problems import Problems
from sitegen.source import Scalar, SourceFile, YamlList, YamlMap
from sitegen.source.tables import Row, Table, read_table


@dataclass
class Used:
    """A table that some block names."""

    file: SourceFile
    table: Table
    header: str
    """What its column of ids is called, or is to be called."""
    column: int
    """Number of that column, from 0."""
    ids: dict[int, str] = field(default_factory=dict)
    """Number of a row → its id, given or made."""
    titles: dict[int, str] = field(default_factory=dict)
    """Number of a row → its title, the first of several."""
    made: dict[int, str] = field(default_factory=dict)
    """Number of a row without an id → the id made for it."""


def fill_tables(found: Collected, site: YamlMap, problems: Problems) -> list[Used]:
    """Put the rows of every table named in place of `table`; ids that rows lack are made and told."""
    filling = _Filling(found, site, problems)
    programme: Any = found.maps.get("programme") or {}
    filling.blocks(programme.get("sessions"), "")
    series: Any = found.maps.get("series") or {}
    for id_, record in series.items():
        if isinstance(record, YamlMap):
            filling.blocks(record.get("sessions"), str(id_))
    if filling.used:
        filling.name_rows(ids_in([programme, *series.values()]))
    for used in filling.used:
        found.media.pop(used.file.path, None)
    return filling.used


class _Filling:
    def __init__(self, found: Collected, site: YamlMap, problems: Problems) -> None:
        self._found = found
        self._site = site
        self._problems = problems
        self._rows: Rows | None = None
        self._places: dict[tuple[str, str], Any] = {}
        self._nameless: list[tuple[Used, Row, YamlMap, str]] = []
        self.used: list[Used] = []

    def blocks(self, rows: Any, series: str) -> None:
        """Fill every block of a list, at any depth."""
        for block in rows if isinstance(rows, YamlList) else ():
            if not isinstance(block, YamlMap):
                continue
            if block.get("table") is not None:
                self._fill(block, series)
            self.blocks(block.get("talks"), series)

    def _fill(self, block: YamlMap, series: str) -> None:
        typed = block["table"]
        if block.get("talks") is not None:
            self._problems.error("table-and-talks", block.key_where["table"])
            return
        talks = YamlList(where_of(typed))
        named = self._named(typed)
        block["table"] = Scalar(named[0].path, where_of(typed)) if named else None
        block["talks"] = talks
        block.key_where["talks"] = block.key_where["table"]
        table = read_table(*named, self._problems) if named else None
        if named is None or table is None:
            return
        columns, id_column = columns_of(table, self._languages, self._source, self._problems)
        if columns is None:
            return
        used = Used(named[0], table, id_column[1], id_column[0])
        self.used.append(used)
        prefix = str(block.get("id") or "-".join(filter(None, (series, str(block.get("date") or "")))))
        for row, record in self._row_reader.read(table, columns):
            talks.append(record)
            if "id" in record:
                used.ids[row.number] = str(record["id"])
            else:
                self._nameless.append((used, row, record, prefix))

    def name_rows(self, taken: set[str]) -> None:
        """Give an id to every row that has none, once all others are known."""
        for used, row, record, prefix in self._nameless:
            title = record["title"]
            titles = list(title.values()) if isinstance(title, dict) else [title]
            id_ = id_from(prefix, titles, taken)
            used.titles[row.number] = str(titles[0])
            taken.add(id_)
            used.made[row.number] = used.ids[row.number] = id_
            record["id"] = Scalar(id_, record.where, is_plain=False)
            record.key_where["id"] = record.where
            self._problems.warning("table-no-id", record.where, id=id_)

    @property
    def _languages(self) -> tuple[str, ...]:
        languages = self._site.get("languages")
        return tuple(map(str, languages)) if isinstance(languages, dict) else ()

    @property
    def _source(self) -> str:
        return str(self._site.get("source_language"))

    @property
    def _row_reader(self) -> Rows:
        if self._rows is None:
            maps: dict[str, Any] = dict(self._found.maps)
            rooms: dict[str, Any] = {}
            for venue in (maps.get("venues") or {}).values():
                if isinstance(venue, dict) and isinstance(venue.get("rooms"), dict):
                    rooms |= venue["rooms"]
            self._rows = Rows(
                self._source,
                People(maps.get("people"), maps.get("organisations"), self._problems),
                Names(rooms, "name"),
                Names((maps.get("programme") or {}).get("tracks"), "name", "code"),
                self._problems,
            )
        return self._rows

    def _named(self, typed: Any) -> tuple[SourceFile, str | None] | None:
        """File and sheet, of which no other block has made its talks."""
        named = named_table(typed, self._found.media, self._problems)
        if named is None:
            return None
        place = where_of(typed["file"] if isinstance(typed, YamlMap) else typed)
        used = (named[0].path, str(named[1] or ""))
        if self._places.setdefault(used, place) is not place:
            self._problems.error("table-twice", place, other=str(self._places[used]))
            return None
        return named
