"""Whether anything changed since the last build: every difference is seen, and seeing it costs little."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sitegen
from sitegen.fresh import (
    MANIFEST,
    SECOND,
    nothing_changed,
    output_stamp,
    remember_build,
    seal,
    sealed_time,
    stamp,
)
from sitegen.problems import Problems
from sitegen.publish import File, publish

ROOT = Path(sitegen.__file__).parents[1]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "news/empty").mkdir(parents=True)
    (folder / "page.md").write_bytes(b"page")
    (folder / "news/first.md").write_bytes(b"first")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/linked.md").write_bytes(b"linked")
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    (folder / "circle").symlink_to(folder)
    (folder / "broken").symlink_to("nowhere")
    return folder


def same_size(path: Path) -> None:
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))


def same_time(path: Path) -> None:
    modified = path.stat().st_mtime_ns
    path.write_bytes(path.read_bytes() + b"x")
    os.utime(path, ns=(modified, modified))


CHANGES: dict[str, Callable[[Path], object]] = {
    "size": lambda folder: same_time(folder / "page.md"),
    "time": lambda folder: same_size(folder / "news/first.md"),
    "new": lambda folder: (folder / "news/new.md").write_bytes(b""),
    "gone": lambda folder: (folder / "page.md").unlink(),
    "renamed": lambda folder: (folder / "page.md").rename(folder / "pages.md"),
    "moved": lambda folder: (folder / "page.md").rename(folder / "news/page.md"),
    "linked": lambda folder: same_size(folder / "link/linked.md"),
    "mended link": lambda folder: (folder / "nowhere").write_bytes(b""),
    "all gone": lambda folder: folder.rename(folder.with_name("other")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_is_seen(content: Path, name: str) -> None:
    before = stamp([content, content / "page.md"], "settings")
    assert stamp([content, content / "page.md"], "settings") == before
    CHANGES[name](content)
    assert stamp([content, content / "page.md"], "settings") != before


def test_roots_and_settings_count(content: Path, tmp_path: Path) -> None:
    stamps = [
        stamp([content]),
        stamp([content], "other"),
        stamp([content / "news"]),
        stamp([content / "page.md"]),
        stamp([content, content / "news"]),
        stamp([content, tmp_path / "absent"]),
        stamp([]),
    ]
    assert len(set(stamps)) == len(stamps)


def test_what_python_and_git_keep_does_not_count(content: Path) -> None:
    before = stamp([content])
    for name in ("__pycache__", ".git"):
        (content / name).mkdir()
        (content / name / "file").write_bytes(b"x")
    assert stamp([content]) == before


@pytest.mark.parametrize("odd", [{}, {'a "quoted" name.txt': b"q"}])
def test_every_damage_to_the_output_is_seen(tmp_path: Path, odd: dict[str, bytes]) -> None:
    output = tmp_path / "output"
    contents = {"index.html": b"home", "zh/页.html": b"page", "b.css": b"css"} | odd

    def build() -> str:
        publish(
            [File(*item) for item in contents.items()], output, project=tmp_path / "p", problems=Problems()
        )
        return output_stamp(output)

    before = build()
    changes: list[Callable[[], object]] = [
        (output / "zh/页.html").unlink,
        lambda: same_size(output / "b.css"),
        lambda: same_time(output / "index.html"),
        lambda: (output / "b.css").unlink() or (output / "b.css").symlink_to("index.html"),
        (output / MANIFEST).unlink,
    ]
    if odd:
        changes.insert(0, (output / next(iter(odd))).unlink)
    else:
        (output / "CNAME").write_bytes(b"foreign")
    assert output_stamp(output) == before
    for change in changes:
        change()
        assert output_stamp(output) != before
        if (output / MANIFEST).exists():
            before = build()


def test_names_of_any_bytes_do_not_trip_it(content: Path) -> None:
    before = stamp([content])
    try:
        (content / "caf\udce9.md").write_bytes(b"x")
    except OSError:  # a disk that takes Unicode names only
        (content / "café.md").write_bytes(b"x")
    assert stamp([content]) != before


def test_the_summary_comes_back_only_for_the_same_stamps(tmp_path: Path) -> None:
    cache = tmp_path / "deep/cache"
    assert nothing_changed(cache, "s", lambda: "o") is None
    remember_build(cache, "s", "o", "1,850 files\n没有变化")
    assert nothing_changed(cache, "s", lambda: "o") == "1,850 files\n没有变化"
    for sources, output in (("s", "x"), ("x", "o"), ("o", "s"), ("", "")):
        assert nothing_changed(cache, sources, lambda output=output: output) is None
    assert nothing_changed(cache, "x", lambda: pytest.fail("the output was looked at")) is None
    remember_build(cache, "s2", "o2", "")
    assert nothing_changed(cache, "s2", lambda: "o2") == ""
    assert [path.name for path in cache.iterdir()] == ["last-build"]


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b"s\no\nsummary", b"\n\n\n\n"])
def test_a_damaged_record_means_build(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "last-build").write_bytes(text)
    assert nothing_changed(tmp_path, "s", lambda: "o") is None
    remember_build(tmp_path, "s", "o", "summary")
    assert nothing_changed(tmp_path, "s", lambda: "o") == "summary"


def test_a_cache_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    remember_build(tmp_path / "file", "s", "o", "summary")
    assert nothing_changed(tmp_path / "file", "s", lambda: "o") is None


def test_another_python_builds_anew(tmp_path: Path) -> None:
    remember_build(tmp_path, "s", "o", "summary")
    record = tmp_path / "last-build"
    record.write_text(record.read_text().replace("cpython", "another"))
    assert nothing_changed(tmp_path, "s", lambda: "o") is None


@given(st.binary(min_size=4, max_size=16), st.floats(1e9, 4e9))
def test_a_seal_is_never_a_whole_second_nor_in_the_future(digest: bytes, now: float) -> None:
    part = seal(digest.hex())
    assert 0 < part < SECOND
    assert part % 100 == 0
    time = sealed_time(digest.hex(), now)
    assert time % SECOND == part
    assert now - 2 <= time / SECOND <= now


def test_it_imports_almost_nothing() -> None:
    program = """
import sys
before = set(sys.modules)
from sitegen.fresh import nothing_changed, output_stamp, stamp
stamp([sys.argv[1]])
print(*sorted(set(sys.modules) - before))
"""
    command = [sys.executable, "-c", program, str(ROOT / "tests")]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) <= {"__future__", "_blake2", "sitegen", "sitegen.fresh"}
