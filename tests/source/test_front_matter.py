"""Markdown files are split into front matter and body, and both know their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.problems import Location, Problems
from sitegen.source import Document, discover, read_document


def read(text: str, folder: Path) -> tuple[Document | None, list[str]]:
    (folder / "a.zh.md").write_bytes(text.encode())
    problems = Problems()
    (file,) = discover(folder, problems, "content/")
    document = read_document(file, problems)
    return document, [f"{problem.location} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    ("text", "front", "line", "body", "body_line"),
    [
        ("---\ntitle: 会议\n---\nText\n---\nmore\n", {"title": "会议"}, 1, "Text\n---\nmore\n", 4),
        ("---\r\ntitle: no\r\n--- \r\n\r\nText\r\n", {"title": "no"}, 1, "\nText\n", 4),
        ("\ufeff\n\n---\ntitle: 1.10\n---", {"title": "1.10"}, 3, "", 6),
        ("---\n---\nText", {}, 1, "Text", 3),
        ("---\n# nothing yet\n---\nText", {}, 1, "Text", 4),
        ("Text\n\n---\n\nmore\n", {}, 1, "Text\n\n---\n\nmore\n", 1),
        ("", {}, 1, "", 1),
    ],
)
def test_parts(
    text: str, front: dict[str, str], line: int, body: str, body_line: int, tmp_path: Path
) -> None:
    document, told = read(text, tmp_path)
    assert told == []
    assert document is not None
    assert (document.path, document.front, document.body, document.body_line) == (
        "content/a.zh.md",
        front,
        body,
        body_line,
    )
    assert document.front.where == Location("content/a.zh.md", line)


def test_places_count_from_the_beginning_of_the_file(tmp_path: Path) -> None:
    document, _ = read("\n---\ntitle: x\nsub: y\n---\n", tmp_path)
    assert document is not None
    assert document.front.key_where == {
        "title": Location("content/a.zh.md", 3, 1),
        "sub": Location("content/a.zh.md", 4, 1),
    }
    assert document.front["sub"].where == Location("content/a.zh.md", 4, 6)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\ntitle: x\n\nText\n", "content/a.zh.md:1 yaml-front-not-closed"),
        ("---", "content/a.zh.md:1 yaml-front-not-closed"),
        ("---\n- a\n---\nText\n", "content/a.zh.md:2:1 yaml-front-not-fields"),
        ("---\ntext\n---\nText\n", "content/a.zh.md:2:1 yaml-not-fields"),
        ("---\na: [\n---\nText\n", "content/a.zh.md:2:4 yaml-unclosed-bracket"),
    ],
)
def test_what_cannot_be_split(text: str, told: str, tmp_path: Path) -> None:
    assert read(text, tmp_path) == (None, [told])


def test_three_hyphens_turned_into_a_dash_are_pointed_at(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: x\n——\nText\n", "utf-8")
    problems = Problems()
    (file,) = discover(tmp_path, problems, "")
    assert read_document(file, problems) is None
    (problem,) = problems
    assert dict(problem.values) == {"line": 3}


def test_invisible_direction_marks_in_the_body(tmp_path: Path) -> None:
    document, told = read("---\ntitle: x\n---\nTe\u202ext\u202c\nmore\u2066\n", tmp_path)
    assert document is not None
    assert told == ["content/a.zh.md:4:3 field-bidi", "content/a.zh.md:5:5 field-bidi"]


def test_a_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    for name, text in (
        ("a.md", "---\ntitle：x\n---\n"),
        ("b.md", "---\ntitle: y\n---\n"),
        ("c.md", "---\n\ta: b\n---\n"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    problems = Problems()
    read_all = [read_document(file, problems) for file in discover(tmp_path, problems, "")]
    assert [document and document.front for document in read_all] == [None, {"title": "y"}, None]
    assert [(str(problem.location), problem.code) for problem in problems] == [
        ("a.md:2:6", "yaml-full-width-colon"),
        ("c.md:2:1", "yaml-tab"),
    ]
