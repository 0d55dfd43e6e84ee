"""Charts of a page: a small table of figures, with what each column is and where they come from."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema

from sitegen.model.fields import (
    Decoding,
    Flag,
    LocalText,
    OneOf,
    OptionalText,
    Plain,
    Record,
    decode_text,
    decoding_of,
    where_of,
)
from sitegen.text import Text

MOST_SERIES = 4
"""More lines than that are not told apart by form."""
MOST_ROWS = 200

_NUMBER = re.compile(r"[-−]?(?:\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.\d{1,6})?")
_NOTHING = frozenset({"", "-", "–", "—", "…", "/", "无", "n/a", "na"})


class ChartRow(Record):
    """What one place of a chart shows: a year, a city."""

    name: LocalText = Field(description="the year, or another name")
    values: tuple[float | None, ...] = Field((), description="a number for each series, None where missing")


def _read_rows(value: Any, info: ValidationInfo) -> tuple[ChartRow, ...]:
    decoding = decoding_of(info)
    if not isinstance(value, list):
        decoding.problems.error("not-a-list", where_of(value), field="rows")
        return ()
    names = info.data.get("series") or ()
    if not value or len(value) > MOST_ROWS:
        code = "chart-too-long" if value else "chart-no-rows"
        decoding.problems.error(code, where_of(value), limit=MOST_ROWS)
        return ()
    rows = [row for raw in value if (row := _read_row(raw, len(names), decoding, info)) is not None]
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        if seen.setdefault(row.name.plain, number) != number:
            decoding.problems.warning("chart-name-twice", where_of(row.name), name=row.name.plain)
    if rows and not any(one is not None for row in rows for one in row.values):
        decoding.problems.error("chart-no-rows", where_of(value), limit=MOST_ROWS)
    return tuple(rows)


def _read_row(raw: Any, wanted: int, decoding: Decoding, info: ValidationInfo) -> ChartRow | None:
    """A row `[name, number …]`; one that cannot be read is told at its place."""
    if not isinstance(raw, list) or len(raw) < 2 or not _is_text(raw[0]):
        decoding.problems.error("chart-bad-row", where_of(raw))
        return None
    numbers = raw[1:]
    if len(numbers) > 1 and not wanted:
        decoding.problems.error("chart-no-series", where_of(raw), given=len(numbers))
        return None
    if wanted and len(numbers) != wanted:
        decoding.problems.error("chart-row-length", where_of(raw), given=len(numbers), wanted=wanted)
        return None
    values = [_read_number(typed, decoding) for typed in numbers]
    if not all(found for found, _ in values):
        return None
    return ChartRow.model_construct(name=decode_text(raw[0], info), values=tuple(one for _, one in values))


def _is_text(value: Any) -> bool:
    return isinstance(value, str | dict) and value not in ("", {})


def _read_number(typed: Any, decoding: Decoding) -> tuple[bool, float | None]:
    """Whether it can be read, and the number, None for one that is missing."""
    if isinstance(typed, list | dict):
        decoding.problems.error("chart-bad-row", where_of(typed))
        return False, None
    text = "" if typed is None else unicodedata.normalize("NFKC", str(typed)).strip()
    if text.lower() in _NOTHING:
        return True, None
    if _NUMBER.fullmatch(text):
        return True, float(text.replace("−", "-").replace(",", "")) + 0.0
    decoding.problems.error("chart-not-a-number", where_of(typed), value=text[:40])
    return False, None


_ROWS_SCHEMA = WithJsonSchema({"type": "array", "items": {"type": "array", "minItems": 2}})


def _check_series(value: Any, info: ValidationInfo) -> tuple[Text, ...]:
    names = value if isinstance(value, list) else [value] if value is not None else []
    if len(names) > MOST_SERIES:
        decoding_of(info).problems.error("chart-many-series", where_of(names[MOST_SERIES]), limit=MOST_SERIES)
    return tuple(decode_text(name, info) for name in names)


class Chart(Record):
    """Figures over the years (or other names), drawn with the table behind them."""

    title: LocalText = Field(description="what the figures are")
    kind: Annotated[str, OneOf("bar", "line", aliases={"bars": "bar", "lines": "line"})] = Field(
        "bar", description="bar: a bar for each number; line: how it went over time"
    )
    unit: OptionalText = Field(None, description="what one is")
    series: Annotated[tuple[Text, ...], PlainValidator(_check_series)] = Field(
        (), description="what the columns of numbers are, where there are several"
    )
    rows: Annotated[tuple[ChartRow, ...], PlainValidator(_read_rows), _ROWS_SCHEMA] = Field(
        description="name and numbers of each year or place"
    )
    table: Plain | None = Field(None, description="file the rows come from, CSV or a workbook")
    note: OptionalText = Field(None, description="what readers should know of the figures")
    source: OptionalText = Field(None, description="who says so")
    sample: Flag = False

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """Every number that is there."""
        return tuple(one for row in self.rows for one in row.values if one is not None)
