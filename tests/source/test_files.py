"""Which files of a folder are content, and under which names."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

from sitegen.problems import Problems
from sitegen.source import discover


def make(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", "utf-8")


def found(root: Path, shown_as: str | None = None) -> tuple[list[str], list[str]]:
    problems = Problems()
    files = discover(root, problems, shown_as)
    told = [f"{problem.location}: {problem.severity.name}: {problem.code}" for problem in problems]
    return [file.path for file in files], told


def test_files_are_sorted_and_known_by_path(tmp_path: Path) -> None:
    root = tmp_path / "content"
    make(root, "site.yaml", "news/opening.zh.md", "news/附件 #1%.pdf", "media/a.JPG")
    problems = Problems()
    files = discover(root, problems)
    assert [file.path for file in files] == [
        "media/a.JPG",
        "news/opening.zh.md",
        "news/附件 #1%.pdf",
        "site.yaml",
    ]
    assert [file.shown for file in files] == [f"content/{file.path}" for file in files]
    assert all(
        file.file == root.joinpath(*file.path.split("/")) and file.file.is_absolute() for file in files
    )
    status = (root / "site.yaml").stat()
    assert (files[3].size, files[3].mtime_ns) == (1, status.st_mtime_ns)
    assert len(problems) == 0


def test_what_editors_and_systems_leave_is_left_out_silently(tmp_path: Path) -> None:
    make(
        tmp_path,
        "a.md",
        "b#.md",
        ".a.md.swp",
        "a.md~",
        "a.md.bak",
        "a.swp",
        "#a.md#",
        ".DS_Store",
        "Thumbs.db",
    )
    make(tmp_path, "desktop.ini", ".git/config", ".hidden.md", "~$a.docx", "__MACOSX/a.md", "sub/.#a.md")
    assert found(tmp_path) == (["a.md", "b#.md"], [])


def test_links_out_of_the_folder_are_left_out_links_inside_are_followed(tmp_path: Path) -> None:
    root = tmp_path / "content"
    make(tmp_path, "secret.md", "content-of-others/secret.md")
    make(root, "a/page.md")
    (root / "secret.md").symlink_to(tmp_path / "secret.md")
    (root / "others").symlink_to(tmp_path / "content-of-others")
    (root / "via").symlink_to(root / "others")
    (root / "again").symlink_to(root / "a")
    (root / "a" / "loop").symlink_to(root)
    (root / "gone.md").symlink_to(root / "nothing.md")
    (root / "self").symlink_to(root / "self")
    assert found(root) == (
        ["a/page.md", "again/page.md"],
        [
            "content/gone.md: warning: file-symlink-broken",
            "content/others: warning: file-symlink-out",
            "content/secret.md: warning: file-symlink-out",
            "content/self: warning: file-symlink-broken",
            "content/via: warning: file-symlink-out",
        ],
    )


def test_a_root_that_is_a_link_is_followed(tmp_path: Path) -> None:
    make(tmp_path / "real", "a.md")
    (tmp_path / "content").symlink_to(tmp_path / "real")
    assert found(tmp_path / "content") == (["a.md"], [])


def test_only_regular_files(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.md")
    expected = ["c/pipe.md: warning: file-not-regular"] if hasattr(os, "mkfifo") else []
    assert found(tmp_path, "c/") == (["a.md"], expected)


def test_names_that_differ_in_case_only(tmp_path: Path) -> None:
    make(tmp_path, "About.md", "about.md", "news/a.md", "News/b.md")
    problems = Problems()
    discover(tmp_path, problems, "content/")
    are_apart = len(list(tmp_path.iterdir())) == 4
    assert [(str(problem.location), problem.code, dict(problem.values)) for problem in problems] == (
        [
            ("content/about.md", "file-case-collision", {"other": "content/About.md"}),
            ("content/news", "file-case-collision", {"other": "content/News"}),
        ]
        if are_apart
        else []
    )


def test_b30_names_are_composed(tmp_path: Path) -> None:
    name = "Müller.md"
    make(tmp_path, unicodedata.normalize("NFD", name))
    assert found(tmp_path) == ([unicodedata.normalize("NFC", name)], [])
    make(tmp_path, unicodedata.normalize("NFC", name))
    are_apart = len(list(tmp_path.iterdir())) == 2
    expected = [f"c/{unicodedata.normalize('NFC', name)}: error: file-case-collision"] if are_apart else []
    assert found(tmp_path, "c/") == ([unicodedata.normalize("NFC", name)], expected)


def test_b30_a_name_in_gbk_bytes(tmp_path: Path) -> None:
    make(tmp_path, "a.md")
    is_possible = sys.platform == "linux"
    if is_possible:
        make(tmp_path, os.fsdecode("会.md".encode("gbk")))
    expected = ["c/\\udcbb\\udce1.md: error: file-name-encoding"] if is_possible else []
    assert found(tmp_path, "c/") == (["a.md"], expected)


def test_no_folder(tmp_path: Path) -> None:
    assert found(tmp_path / "content") == ([], ["content: error: content-missing"])
