"""`sitegen print` as a command: what it writes where, what it refuses, whose fault a fault is."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sitegen.cli import command
from sitegen.printing import typesetting

CONTENT = {
    "venues.yaml": "hall: {name: {zh: 会堂, en: Hall}, rooms: {a: {name: {zh: A厅, en: Room A}}}}\n",
    "people.yaml": "li-si: {name: {zh: 李四, en: LI Si}}\n",
    "programme.yaml": "sessions:\n  - {id: one, title: {zh: 报告, en: Talk}, date: 2023-08-25, start: 09:00, end: 10:00, room: a, chairs: [li-si]}\n",
}


@pytest.fixture
def project(load: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder, which is the current one."""
    assert load(CONTENT).project
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["print", *arguments, "--lang", "en"])


def test_documents_stand_beside_the_content(project: Path) -> None:
    result = run("booklet", "badges", "cme")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "print/badges.csv\nprint/cme.zh.csv\n"
        "print/booklet.zh.pdf: pages: 8\nprint/booklet.en.pdf: pages: 8\n"
        "print/badges.zh.pdf: pages: 1\ncme.zh.pdf: nothing to print, not made\n"
    )
    names = {line.partition(":")[0] for line in result.stdout.splitlines()[:-1]}
    assert {path.relative_to(project).as_posix() for path in (project / "print").iterdir()} == names
    assert all((project / name).read_bytes().startswith((b"%PDF-", b"\xef\xbb\xbf")) for name in names)


def test_everything_is_made_where_no_kind_is_named(project: Path) -> None:
    assert run("--in", "en").exit_code == 0
    assert {path.name for path in (project / "print").iterdir()} == {
        "booklet.en.pdf", "doors.en.pdf", "chairs.en.pdf", "badges.en.pdf", "badges.csv", "cme.en.csv",
    }  # fmt: skip


def test_languages_and_folder_can_be_named(project: Path) -> None:
    assert run("doors", "--in", "en", "--to", "paper").exit_code == 0
    assert run("booklet", "--in", "both", "--to", "paper", "--paper", "a4").exit_code == 0
    assert {path.name for path in (project / "paper").iterdir()} == {"doors.en.pdf", "booklet.zh-en.pdf"}
    assert b"/MediaBox[0 0 595.2756 841.8898]" in (project / "paper" / "booklet.zh-en.pdf").read_bytes()

    result = run("doors", "--in", "fr")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "the site has no language “fr”; there are: each, both, zh, en\n"


@pytest.mark.parametrize("target", ["content/print", "output", "output/print"])
def test_the_folders_of_the_site_are_left_alone(target: str, project: Path) -> None:
    (project / "output").mkdir()
    (project / "output" / "sitegen-files.txt").touch()
    result = run("doors", "--to", target)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"cannot print into {project / target}: ")
    assert [path.name for path in (project / "output").iterdir()] == ["sitegen-files.txt"]


def test_without_typst_the_tables_are_made_and_the_extra_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "typst" else find(name, *rest)
    )
    result = run("badges")

    assert (result.exit_code, result.stdout) == (2, "print/badges.csv\n")
    assert result.stderr == 'PDF needs the extra pdf: run make extras, or pip install "sitegen[pdf]"\n'


def test_without_a_chinese_font_it_says_how_to_get_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "families_for", lambda leading: ("No Such Face",))
    result = run("badges")

    assert result.exit_code == 1
    assert result.stderr.startswith(
        "sitegen print: error: no font for 中文 was found on this computer [print-no-face]\n    hint: Debian"
    )


def test_mistakes_in_the_content_are_told_as_ever(project: Path) -> None:
    (project / "content" / "people.yaml").write_text("li-si: {nmae: x}\n", "utf-8")
    result = run("badges")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "content/people.yaml:1:9: error:" in result.stderr
    assert not (project / "print").exists()


def test_a_fault_in_ones_own_template_is_told_with_its_place(project: Path) -> None:
    own = project / "theme" / "print"
    own.mkdir(parents=True)
    (own / "badges.typ").write_text('#import "base.typ": *\n#nothing\n', "utf-8")
    result = run("badges", "--templates", "theme")

    assert result.exit_code == 1
    assert result.stderr == (
        "theme/print/badges.typ:2: error: Typst cannot set this template: unknown variable: nothing [print-template]\n"
    )


def test_a_fault_in_a_shipped_template_is_ours(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise typesetting.TemplateError("badges.typ", 3, "oh")

    monkeypatch.setattr("sitegen.printing.set_document", fail)
    result = run("badges")

    assert result.exit_code == 3
    assert "TemplateError: badges.typ:3: oh" in result.stderr
    assert "this is a fault of sitegen" in result.stderr


def test_a_character_that_no_font_has_is_told(project: Path) -> None:
    (project / "content" / "people.yaml").write_text(
        "li-si: {name: {zh: 李\U0010abcd四, en: LI Si}}\n", "utf-8"
    )
    result = run("badges")

    assert result.exit_code == 0
    assert "badges.zh.pdf: warning: no font on this computer has" in result.stderr
