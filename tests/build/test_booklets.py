"""The programme book as a file of the site: made where asked for, kept while nothing in it changes."""

from __future__ import annotations

import datetime
import importlib.util
from pathlib import Path

import pytest

from sitegen import printing
from sitegen.build import Options, Report, build
from sitegen.problems import as_text

TALK = "sessions:\n  - {id: one, title: {zh: 报告, en: Talk}, date: 2023-08-25, start: 09:00, end: 10:00, room: a}\n"
VENUES = "hall: {name: {zh: 会堂, en: Hall}, rooms: {a: {name: {zh: A厅, en: Room A}}}}\n"


@pytest.fixture
def project(tmp_path: Path, site_yaml: str) -> Path:
    """A site that publishes its book."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "site.yaml").write_text("print: booklet\n" + site_yaml, "utf-8")
    (content / "programme.yaml").write_text(TALK, "utf-8")
    (content / "venues.yaml").write_text(VENUES, "utf-8")
    return tmp_path


def run(project: Path, *templates: Path) -> Report:
    return build(
        Options(
            project,
            project / "content",
            project / "output",
            templates,
            cache=project / ".cache",
            today=datetime.date(2023, 8, 1),
        )
    )


def test_a_book_per_language_is_linked_and_made_again_only_after_a_change(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(project).is_published
    for code in ("zh", "en"):
        assert (project / "output" / code / "booklet.pdf").read_bytes().startswith(b"%PDF-")
        page = (project / "output" / code / "downloads" / "index.html").read_text("utf-8")
        assert f'href="../../{code}/booklet.pdf"' in page

    made = []
    really = printing.set_document

    def count(*arguments: object) -> object:
        made.append(arguments)
        return really(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(printing, "set_document", count)
    before = (project / "output" / "zh" / "booklet.pdf").read_bytes()
    assert run(project).is_published
    assert made == []
    (project / "content" / "programme.yaml").write_text(TALK.replace("Talk", "Lecture"), "utf-8")
    assert run(project).is_published
    assert len(made) == 2
    assert (project / "output" / "zh" / "booklet.pdf").read_bytes() == before


def test_without_the_extra_it_is_left_out_and_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "typst" else find(name, *rest)
    )
    report = run(project)

    assert report.is_published
    assert report.lacks == ("pdf",)
    assert not list((project / "output").rglob("booklet.pdf"))
    assert not (project / "output" / "zh" / "downloads").exists()
    assert [line for line in as_text(report.problems, "en") if "booklet" in line] == [
        "content/site.yaml: warning: the programme book (print:) was not made: the extra pdf is not installed [booklet-no-typst]"
    ]


def test_a_fault_in_ones_own_template_stops_the_build(project: Path) -> None:
    own = project / "mine" / "print"
    own.mkdir(parents=True)
    (own / "booklet.typ").write_text("#nothing\n", "utf-8")
    report = run(project, own.parent)

    assert not report.is_published
    assert [line for line in as_text(report.problems, "en") if "Typst" in line] == [
        f"{own}/booklet.typ:1: error: Typst cannot set this template: unknown variable: nothing [print-template]"
    ]
