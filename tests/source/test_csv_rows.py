"""Cells of CSV text: the same as the standard library's, with places; written back, all else untouched."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, strategies

from sitegen.source.csv_rows import SEPARATORS, BrokenRowError, Layout, layout_of, scan, with_cells

TEXTS = strategies.text(alphabet='ab ,;\t"\n\r\u4e00\u2028é=', max_size=8)
TABLES = strategies.lists(strategies.lists(TEXTS, min_size=1, max_size=5), min_size=1, max_size=6)
ENDS = strategies.sampled_from(["\n", "\r\n", "\r"])


def written(rows: list[list[str]], separator: str, end: str, all_quoted: bool = False) -> str:
    """As spreadsheet programs write it (the standard library leaves some line breaks without quotes)."""

    def cell(text: str) -> str:
        needs = all_quoted or any(sign in text for sign in f'{separator}"\r\n')
        return '"' + text.replace('"', '""') + '"' if needs else text

    return "".join(separator.join(map(cell, row)) + end for row in rows)


def texts(text: str, separator: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in scan(text, Layout(separator, 0, 1))]


@given(TABLES, strategies.sampled_from(SEPARATORS), ENDS, strategies.booleans())
def test_cells_are_those_that_were_written(
    rows: list[list[str]], separator: str, end: str, all_quoted: bool
) -> None:
    text = written(rows, separator, end, all_quoted)

    plain = [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in rows]
    assert texts(text, separator) == plain
    oracle = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    assert [row or [""] for row in oracle] == rows


@given(TABLES, strategies.sampled_from(SEPARATORS), ENDS, strategies.booleans())
def test_places_are_where_the_cells_stand(
    rows: list[list[str]], separator: str, end: str, is_ended: bool
) -> None:
    text = written(rows, separator, end)
    text = text if is_ended else text.removesuffix(end)

    for row in scan(text, Layout(separator, 0, 1)):
        for cell in row:
            raw = text[cell.start : cell.end]
            value = raw[1:-1].replace('""', '"') if raw[:1] == '"' else raw
            assert value.replace("\r\n", "\n").replace("\r", "\n") == cell.text
            before = text[: cell.start].replace("\r\n", "\n").replace("\r", "\n")
            assert cell.line == before.count("\n") + 1


IDS = strategies.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)


@given(
    TABLES,
    strategies.sampled_from(SEPARATORS),
    ENDS,
    strategies.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
    strategies.data(),
)
def test_ids_written_back_change_nothing_else(
    rows: list[list[str]], separator: str, end: str, encoding: str, data: strategies.DataObject
) -> None:
    text = f"sep={separator}{end}" + written(rows, separator, end)
    places = strategies.tuples(strategies.integers(0, len(rows) - 1), strategies.integers(0, 6))
    changes = data.draw(strategies.dictionaries(places, IDS, max_size=6))

    after = with_cells(text.encode(encoding), changes, encoding.removesuffix("-sig")).decode(encoding)

    layout = layout_of(text)
    old, new = scan(text, layout), scan(after, layout)
    wanted = [[cell.text for cell in row] for row in old]
    for (row, column), id_ in changes.items():
        wanted[row] += [""] * (column + 1 - len(wanted[row]))
        wanted[row][column] = id_
    assert [[cell.text for cell in row] for row in new] == wanted
    # Without what was written, the text is what it was: so quotes, line ends and all the rest are as before.
    rest, last = "", 0
    for number, row in enumerate(new):
        for column, cell in enumerate(row):
            if column >= len(old[number]):  # with the separator before it
                rest, last = rest + after[last : cell.start - 1], cell.end
            elif (number, column) in changes:
                was = old[number][column]
                rest, last = rest + after[last : cell.start] + text[was.start : was.end], cell.end
    assert rest + after[last:] == text


@pytest.mark.parametrize(
    "byte", [b"\x81\x30\x81\x30", "镕".encode("gb18030"), b"\xa8\xbc", "𠮷".encode("gb18030")]
)
def test_rare_characters_of_gb18030_keep_their_bytes(byte: bytes) -> None:
    data = "题目,讲者\r\n".encode("gb18030") + byte + b",x\r\n"

    assert with_cells(data, {(1, 2): "one"}, "gb18030") == data[:-2] + b",one\r\n"


@pytest.mark.parametrize(
    ("text", "separator"),
    [("a,b;c,d", ","), ("a;b;c,d", ";"), ("a\tb", "\t"), ("a", ","), ('"a,b;c";d', ";"), ("", ",")],
)
def test_the_header_shows_the_separator(text: str, separator: str) -> None:
    assert layout_of(text).separator == separator


def test_a_line_can_name_the_separator() -> None:
    text = "sep=;\r\na,b;c\r\n"

    assert [[(cell.text, cell.line) for cell in row] for row in scan(text, layout_of(text))] == [
        [("a,b", 2), ("c", 2)]
    ]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('a,b\n1,"x\ny', "table-open-quote", 2, 2),
        ('a,b\n"x"y,1', "table-text-after-quote", 2, 1),
        ('a,b\n1,"x""', "table-open-quote", 2, 2),
    ],
)
def test_quotes_that_spoil_a_row_are_told(text: str, code: str, line: int, column: int) -> None:
    with pytest.raises(BrokenRowError) as raised:
        scan(text, layout_of(text))
    assert (raised.value.code, raised.value.line, raised.value.column) == (code, line, column)


def test_an_open_quote_costs_no_more_than_the_text() -> None:
    with pytest.raises(BrokenRowError):
        scan('a,b\n"' + 'x""' * 200_000, Layout(",", 0, 1))
