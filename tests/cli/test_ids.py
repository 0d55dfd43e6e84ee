"""`sitegen ids`: CSV files get their ids in place, of workbooks a column to paste is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.cli import command
from sitegen.load.project import load_tables
from sitegen.problems import Problems

PROGRAMME = """\
sessions:
  - {id: forum, title: {zh: 论坛, en: Forum}, date: 2023-08-26, table: forum.csv}
"""


@pytest.fixture
def run(tmp_path: Path, site_yaml: str) -> Callable[..., Result]:
    """`run({"forum.csv": …}, "--dry-run")` in a content folder of these files."""

    def run_command(files: Mapping[str, str | bytes], *arguments: str) -> Result:
        for name, text in {"site.yaml": site_yaml, "programme.yaml": PROGRAMME, **files}.items():
            path = tmp_path / "content" / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        content = str(tmp_path / "content")
        return CliRunner().invoke(command, ["ids", "--content", content, "--lang", "en", *arguments])

    return run_command


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "title\nOne\nTwo", "title,id\nOne,forum-one\nTwo,forum-two", id="no column, no last line end"
        ),
        pytest.param(
            '\ufeffid;title\r\n;One\r\n\r\nmine;"Two; or ""three"""\r\n  ;Four\r\n',
            '\ufeffid;title\r\nforum-one;One\r\n\r\nmine;"Two; or ""three"""\r\nforum-four;Four\r\n',
            id="gaps, mark, line ends of Windows, quotes",
        ),
        pytest.param(
            "sep=\t\ntitle\tid\nOne\nTwo\t\n",
            "sep=\t\ntitle\tid\nOne\tforum-one\nTwo\tforum-two\n",
            id="tabs",
        ),
        pytest.param(
            '题目,,\n卒中,,\n,,\n"癫\n痫"\n',
            '题目,编号,\n卒中,forum-zu-zhong,\n,,\n"癫\n痫",forum-dian-xian\n',
            id="empty columns",
        ),
        pytest.param('"title"\n"One"\n', '"title",id\n"One",forum-one\n', id="all in quotes"),
    ],
)
def test_ids_are_written_and_nothing_else(
    run: Callable[..., Result], tmp_path: Path, before: str, after: str
) -> None:
    result = run({"forum.csv": before})

    assert (result.exit_code, (tmp_path / "content/forum.csv").read_bytes().decode()) == (0, after)
    assert run({"forum.csv": after}).output == "every row of every table has an id\n"
    assert (tmp_path / "content/forum.csv").read_bytes().decode() == after


def test_the_encoding_stays(run: Callable[..., Result], tmp_path: Path) -> None:
    run({"forum.csv": "题目,讲者\r\n卒中救治新进展,\r\n".encode("gbk")})

    assert (tmp_path / "content/forum.csv").read_bytes() == (
        "题目,讲者,编号\r\n卒中救治新进展,,forum-zu-zhong-jiu-zhi-xin-jin-zhan\r\n".encode("gbk")
    )


def test_what_is_written_is_what_the_build_made_do_with(run: Callable[..., Result], tmp_path: Path) -> None:
    run({"forum.csv": "title\nOne\nOne\n"}, "--dry-run")
    (before,) = load_tables(tmp_path / "content", Problems())
    run({"forum.csv": "title\nOne\nOne\n"})
    (after,) = load_tables(tmp_path / "content", Problems())

    assert before.ids == before.made == after.ids == {2: "forum-one", 3: "forum-one-2"}
    assert after.made == {}


def test_a_dry_run_lists_and_writes_nothing(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run({"forum.csv": "title,id\nOne,\nTwo,two\n"}, "--dry-run")

    assert result.output == "content/forum.csv: ids to be written: 1\n    B2  forum-one  One\n"
    assert (tmp_path / "content/forum.csv").read_text() == "title,id\nOne,\nTwo,two\n"


def test_of_a_workbook_the_column_is_printed(
    run: Callable[..., Result], tmp_path: Path, workbook: Callable[..., bytes]
) -> None:
    data = workbook({"a": [["题目", "编号", "讲者"], ["卒中"], [], ["癫痫", "mine"], ["肿瘤"]]})
    result = run({"forum.xlsx": data, "programme.yaml": PROGRAMME.replace("csv", "xlsx")})

    assert (result.exit_code, result.output) == (
        0,
        "content/forum.xlsx: an .xlsx file cannot be written. Paste this column at B1, or save it as “CSV UTF-8” and"
        " run this again:\n编号\nforum-zu-zhong\n\nmine\nforum-zhong-liu\n",
    )
    assert (tmp_path / "content/forum.xlsx").read_bytes() == data


def test_mistakes_come_first(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run({"forum.csv": "tittle\nOne\n"})

    assert (result.exit_code, result.output.splitlines()[0]) == (
        1,
        "content/forum.csv:1:1: error: A1: the first row holds no headers [table-no-headers]",
    )
    assert (tmp_path / "content/forum.csv").read_text() == "tittle\nOne\n"


def test_a_file_that_cannot_be_written_is_told(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    result = run({"forum.csv": "title\nOne\n"})

    assert (result.exit_code, result.output) == (
        1,
        "content/forum.csv: cannot be written (Permission denied); if it is open in a spreadsheet program, close it first\n",
    )
    assert sorted(path.name for path in (tmp_path / "content").iterdir()) == [
        "forum.csv",
        "programme.yaml",
        "site.yaml",
    ]
    assert (tmp_path / "content/forum.csv").read_text() == "title\nOne\n"
