"""Bytes become text or one clear problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.problems import Problems
from sitegen.source import SourceFile, decoding, discover, read_bytes, read_document, read_text, read_yaml


def file_of(data: bytes, folder: Path, name: str = "a.yaml") -> SourceFile:
    (folder / name).write_bytes(data)
    (file,) = discover(folder, Problems(), "content/")
    return file


def read(data: bytes, folder: Path) -> tuple[str | None, list[str]]:
    problems = Problems()
    text = read_text(file_of(data, folder), problems)
    return text, [f"{problem.location} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfa: b\r\nc: d\r\n", "a: b\nc: d\n"),
        (b"a: b\rc: d\r", "a: b\nc: d\n"),
        ('𠮷 𬭩 䶮 & < "'.encode(), '𠮷 𬭩 䶮 & < "'),
        (b"", ""),
    ],
    ids=["mark and CRLF", "CR", "rare characters", "empty"],
)
def test_b30_text(data: bytes, text: str, tmp_path: Path) -> None:
    assert read(data, tmp_path) == (text, [])


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("a: b\nname: 张三\n".encode("gbk"), "content/a.yaml:2 bytes-gbk"),
        ("name: 张三，字㐂䶮，神经外科主任医师\n".encode("gb18030"), "content/a.yaml:1 bytes-gbk"),
        ("name: Jürgen Müller, café\n".encode("latin-1"), "content/a.yaml:1 bytes-not-utf8"),
        ("a: b\nname: 张三四".encode()[:-1], "content/a.yaml:2 bytes-not-utf8"),
        ("title: 会议\n".encode("utf-16"), "content/a.yaml bytes-utf16"),
        ("title: opening\n".encode("utf-16-le"), "content/a.yaml bytes-utf16"),
        ("title: opening\n".encode("utf-16-be"), "content/a.yaml bytes-utf16"),
        (("神经外科继续教育大会" * 3 + "\n\n\n").encode("utf-16-le"), "content/a.yaml bytes-utf16"),
        (b"a: b\n\nc\0: d", "content/a.yaml:3 bytes-nul"),
    ],
)
def test_b30_what_is_no_utf8(data: bytes, problem: str, tmp_path: Path) -> None:
    assert read(data, tmp_path) == (None, [problem])


def test_a_file_that_went_away_or_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problems = Problems()
    file = file_of(b"x" * 11, tmp_path)
    assert read_bytes(file) == b"x" * 11
    monkeypatch.setattr(decoding, "LARGEST_TEXT", 10)
    assert read_text(file, problems) is None
    monkeypatch.undo()
    file.file.unlink()
    assert read_text(file, problems) is None
    assert [problem.code for problem in problems] == ["file-too-large", "file-unreadable"]


# Bytes that are likely to reach deep into the parser.
SIGNS = list("-:#[]{},&*!|>'\"%@`?~\t\n \\：，“”\u3000\u00a0\u2028\u202e\ufeff\x07𠮷")
WORDS = ["\n  ", ": ", "- ", "---\n", "key: ", "zh", "<<: ", "&a ", "*a", "!!str ", "...", "\r\n", "null"]
PIECES = st.sampled_from([*SIGNS, *WORDS])
CONTENT = st.one_of(
    st.binary(max_size=60),
    st.lists(PIECES, max_size=40).map(lambda pieces: "".join(pieces).encode()),
    st.lists(PIECES, max_size=40).map(lambda pieces: ("---\n" + "".join(pieces) + "\n---\n").encode()),
)


@given(data=CONTENT)
def test_whatever_the_bytes_nothing_is_raised(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = file_of(data, tmp_path_factory.mktemp("any"))
    for reading in (read_yaml, read_document):
        problems = Problems()
        result = reading(file, problems)
        lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        assert result is not None or problems.errors or reading is read_yaml
        for problem in problems:
            assert 0 <= problem.location.line <= lines + 1
            assert all(problem.wording("zh")[0]) and all(problem.wording("en")[0])
