"""Tables as they come: encodings, traps of spreadsheet programs, characters nobody needs, damaged files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sitegen.problems import Problems, as_text
from sitegen.source import discover
from sitegen.source.tables import Table, read_table

CHINESE = "题目,讲者\n卒中救治新进展,张三\n脑血管病的诊断与治疗,李四\n"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., tuple[Table | None, list[str]]]:
    """`read(bytes, "x.csv", sheet)`: the table and the problems as lines."""

    def read_bytes(
        data: bytes, name: str = "x.csv", sheet: str | None = None
    ) -> tuple[Table | None, list[str]]:
        (tmp_path / name).write_bytes(data)
        problems = Problems()
        (file,) = discover(tmp_path, problems, "")
        return read_table(file, sheet, problems), list(as_text(problems, "en"))

    return read_bytes


def rows(table: Table | None) -> list[tuple[int, tuple[str, ...]]]:
    assert table is not None
    return [(row.number, row.cells) for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_chinese_in_every_encoding_of_spreadsheets(
    read: Callable[..., object], encoding: str, end: str
) -> None:
    table, problems = read(CHINESE.replace("\n", end).encode(encoding))  # type: ignore[misc]

    assert problems == []
    assert rows(table) == [
        (1, ("题目", "讲者")),
        (2, ("卒中救治新进展", "张三")),
        (3, ("脑血管病的诊断与治疗", "李四")),
    ]
    assert table.encoding == ("gb18030" if encoding.startswith("gb") else "utf-8")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_told(read: Callable[..., object], encoding: str) -> None:
    assert read(CHINESE.encode(encoding)) == (
        None,
        [
            "x.csv: error: saved as UTF-16 (Excel’s “Unicode Text”) [table-utf16]",
            "    hint: save it as “CSV UTF-8 (comma delimited)”",
        ],
    )


@pytest.mark.parametrize(
    "data", ["title\nCafé zürich\n".encode("latin-1"), b"title\n\xff\xfe\xfd\n", "題目\n講者".encode("big5")]
)
def test_an_encoding_that_is_not_certain_is_refused(read: Callable[..., object], data: bytes) -> None:
    assert read(data) == (
        None,
        [
            "x.csv: error: its encoding is not UTF-8, and not for certain GB 18030 [table-not-utf8]",
            "    hint: save it as “CSV UTF-8 (comma delimited)”",
        ],
    )


def test_rows_are_counted_as_spreadsheets_do_and_lines_as_editors_do(read: Callable[..., object]) -> None:
    table, _ = read('\ufefftitle,abstract\r\n\r\n  ,\t\r\nOne," two\r\nlines "\r\nTwo,x\r\n'.encode())  # type: ignore[misc]

    assert rows(table) == [(1, ("title", "abstract")), (4, ("One", "two\nlines")), (5, ("Two", "x"))]
    assert [str(table.where(row, 1)) for row in table.rows] == ["x.csv:1:2", "x.csv:4:2", "x.csv:6:2"]
    assert [table.where(row, 1).name for row in table.rows] == ["B1", "B4", "B5"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n=1+1\n", "x.csv:2:1: error: A2: “=1+1” is a formula, not text [table-formula]"),
        (
            "a\n\"=cmd|' /C calc'!A0\"\n",
            "x.csv:2:1: error: A2: “=cmd|' /C calc'!A0” is a formula, not text [table-formula]",
        ),
        ("a\n@SUM(A1)\n", "x.csv:2:1: error: A2: “@SUM(A1)” is a formula, not text [table-formula]"),
        (
            "a\n#REF!\n",
            "x.csv:2:1: error: A2: the cell holds “#REF!”: a formula failed or the column was too narrow [table-failed]",
        ),
        (
            "a\n#####\n",
            "x.csv:2:1: error: A2: the cell holds “#####”: a formula failed or the column was too narrow [table-failed]",
        ),
        ("a\nx\x07y\n", "x.csv:2:1: error: A2: invisible control character U+0007 [yaml-control-character]"),
        ("a\nx\u202ey\n", "x.csv:2:1: warning: A2: invisible direction character U+202E [field-bidi]"),
        (
            "a\nx\u2028y\n",
            "x.csv:2:1: warning: A2: invisible line separator U+2028; it is read as a space [yaml-line-separator]",
        ),
        ("a\nx\0y\n", "x.csv:2: error: a NUL character; the file is damaged or not text [bytes-nul]"),
        (
            'a\n"x\n',
            'x.csv:2:1: error: this cell begins with a quote " that is never closed [table-open-quote]',
        ),
        ("\n \n", "x.csv: error: the table is empty [table-empty]"),
    ],
)
def test_what_no_cell_should_hold_is_told(read: Callable[..., object], text: str, told: str) -> None:
    _, problems = read(text.encode())  # type: ignore[misc]

    assert [line for line in problems if not line.startswith("    ")] == [told]


@pytest.mark.parametrize("text", ["-5 °C", "+1", "@home", "#1 of 3", "a=b", "- a (b)", "## Heading"])
def test_signs_that_are_just_text_stay(read: Callable[..., object], text: str) -> None:
    table, problems = read(f"a\n{text}\n".encode())  # type: ignore[misc]

    assert (rows(table)[1:], problems) == ([(2, (text,))], [])


def test_values_of_a_workbook_are_what_its_author_sees(
    read: Callable[..., object], workbook: Callable[..., bytes]
) -> None:
    cells: Sequence[tuple[str, str]] = [
        ("卒中\r\n救治", "卒中\n救治"),
        ("<><v>1</v>", "1"),
        ("<><v>1.5</v>", "1.5"),
        ('<s="1"><v>0.354166666666667</v>', "08:30"),
        ("<><v>0.354166666666667</v>", "0.354166666666667"),
        ('<s="1"><v>0.354155</v>', "08:30"),
        ('<s="2"><v>45164</v>', "2023-08-26"),
        ('<s="2"><v>45164.5</v>', "2023-08-26 12:00"),
        ('<s="3"><v>0.03125</v>', "0:45"),
        ('<t="str"><f>A1&amp;B1</f><v>ab</v>', "ab"),
        ('<t="str"><f>""</f><v></v>', ""),
        ('<t="b"><v>1</v>', "true"),
        ("", ""),
    ]
    data = workbook({"Sheet1": [["title"], [], ["", *(cell for cell, _ in cells)]]})
    table, problems = read(data, "x.xlsx")  # type: ignore[misc]

    assert problems == []
    assert rows(table)[0][0] == 1
    number, values = rows(table)[1]
    assert (number, list(values[1 : len(cells) + 1]) + [""] * (len(cells) + 1 - len(values))) == (
        3,
        [text for _, text in cells],
    )
    assert (str(table.where(table.rows[1], 1)), table.where(table.rows[1], 1).name) == ("x.xlsx:3:2", "B3")


def test_formulas_that_failed_or_were_never_worked_out_are_told(
    read: Callable[..., object], workbook: Callable[..., bytes]
) -> None:
    rows = [["title", "b"], ["x", '<t="e"><f>A9</f><v>#REF!</v>'], ["y", "<><f>1+1</f>"]]
    _, problems = read(workbook({"一": rows, "二": []}), "x.xlsx", "一")  # type: ignore[misc]

    assert [line for line in problems if not line.startswith("    ")] == [
        "x.xlsx:2:2: error: 一!B2: the cell holds “#REF!”: a formula failed or the column was too narrow [table-failed]",
        "x.xlsx:3:2: error: 一!B3: “=” is a formula, not text [table-formula]",
    ]


def test_of_several_sheets_one_must_be_named(
    read: Callable[..., object], workbook: Callable[..., bytes]
) -> None:
    data = workbook(
        {"周五": [["title"], ["a"]], "空": [], "周六": [["title"], ["b"]], "旧": [["x"]]}, hidden=["旧"]
    )

    assert read(data, "x.xlsx") == (
        None,
        [
            "x.xlsx: error: it has several sheets: 周五, 周六 [table-which-sheet]",
            "    hint: say which one, such as table: {file: …, sheet: 周五}",
        ],
    )
    assert read(data, "x.xlsx", "周日") == (
        None,
        ["x.xlsx: error: there is no sheet “周日”, only: 周五, 空, 周六 [table-no-sheet]"],
    )
    table, problems = read(data, "x.xlsx", "周六")  # type: ignore[misc]
    assert (rows(table), table.sheet, problems) == ([(1, ("title",)), (2, ("b",))], "周六", [])


def test_one_sheet_beside_empty_and_hidden_ones_needs_no_name(
    read: Callable[..., object], workbook: Callable[..., bytes]
) -> None:
    data = workbook({"空": [], "周六": [["title"], ["b"]], "旧": [["x"]]}, hidden=["旧"])
    table, problems = read(data, "x.xlsx")  # type: ignore[misc]

    assert (rows(table), problems) == ([(1, ("title",)), (2, ("b",))], [])


@pytest.mark.parametrize("damage", [slice(0, 0), slice(0, 300), slice(0, -40), slice(7, None)])
def test_a_damaged_workbook_is_told(
    read: Callable[..., object], workbook: Callable[..., bytes], damage: slice
) -> None:
    assert read(workbook({"a": [["title"]]})[damage], "x.xlsx") == (
        None,
        [
            "x.xlsx: error: this is not a whole .xlsx file [table-damaged]",
            "    hint: open it in your spreadsheet program and save it again",
        ],
    )


def test_a_workbook_made_to_fill_the_memory_is_refused(
    read: Callable[..., object], workbook: Callable[..., bytes]
) -> None:
    table, problems = read(workbook({"a": [["title"], ["x" * 70_000_000]]}), "x.xlsx")  # type: ignore[misc]

    assert (table, problems) == (
        None,
        ["x.xlsx: error: unpacked it is 66 MB; 64 MB is the most [table-too-large]"],
    )


def test_without_the_extra_a_workbook_is_refused_with_the_way_out(
    read: Callable[..., object], workbook: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)

    assert read(workbook({"a": [["title"]]}), "x.xlsx") == (
        None,
        [
            "x.xlsx: error: to read .xlsx files a further component is needed [table-no-xlsx]",
            '    hint: pip install "sitegen[xlsx]", or save it as “CSV UTF-8” in your spreadsheet program',
        ],
    )
