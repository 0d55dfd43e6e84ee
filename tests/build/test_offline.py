"""The zip that opens from a disk: what is in it, what it is called, and what the site itself keeps."""

from __future__ import annotations

import datetime
import errno
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from sitegen.build import Options, Report, build, offline
from sitegen.problems import as_text
from sitegen.publish import File
from sitegen.render.templates import Renderer
from tests.conftest import write_files

TODAY = datetime.date(2023, 8, 1)
FILES = {
    "pages/about.zh.md": "---\ntitle: 关于\n---\n正文。\n",
    "pages/about.en.md": "---\ntitle: About\n---\nText.\n",
    "redirects.yaml": "about.php: zh/about\n",
}


def run(folder: Path, **more: object) -> Report:
    options = {"bundle": folder, "cache": folder / ".cache", "today": TODAY, **more}
    return build(Options(folder, folder / "content", folder / "output", **options))  # type: ignore[arg-type]


def read(report: Report) -> dict[str, bytes]:
    """Every file of the zip."""
    assert report.bundle is not None, "\n".join(as_text(report.problems, "en"))
    with zipfile.ZipFile(report.bundle.place) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_in_it(tmp_path: Path, site_yaml: str) -> None:
    write_files(tmp_path / "content", {**FILES, "site.yaml": f"links: clean\n{site_yaml}"})
    report = run(tmp_path)
    files = read(report)
    assert report.bundle is not None
    assert report.bundle.place == tmp_path / "example-congress-2023-offline.zip"
    assert (report.bundle.folder, report.bundle.files) == ("example-congress-2023", len(files) - 1)
    assert report.bundle.size == report.bundle.place.stat().st_size
    inside = {path.partition("/")[2] for path in files if path != "README.txt"}
    assert {"index.html", "zh/index.html", "en/about/index.html", "favicon.svg"} <= inside
    assert not {path for path in inside if re.search(r"/404|robots|sitemap|webmanifest|\.php|sw\.js", path)}
    # a zip may be unpacked on a server too; nobody knows under which path
    lost = files["example-congress-2023/404.html"].decode()
    assert "页面不存在" in lost
    assert not re.search("href|src=|action=", lost)
    html = files["example-congress-2023/zh/about/index.html"].decode()
    assert 'href="../index.html"' in html
    assert 'rel="canonical" href="https://example.org/2023/zh/about/index.html"' in html
    assert "manifest" not in html


def test_the_note_is_in_both_languages(tmp_path: Path, site_yaml: str) -> None:
    write_files(tmp_path / "content", FILES)
    note = read(run(tmp_path))["README.txt"]
    assert note.startswith(b"\xef\xbb\xbf")
    assert note.count(b"\n") == note.count(b"\r\n")
    lines = note.decode("utf-8-sig").splitlines()
    assert {"示例大会", "内容截至2023年8月1日。", "Example Congress", "As of 1 August 2023."} <= set(lines)
    assert "最新内容以网站为准：https://example.org/2023/" in lines
    assert sum("example-congress-2023" in line for line in lines) == 2


def test_the_site_stays_as_it_was_and_so_does_what_is_remembered(
    tmp_path: Path, site_yaml: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path / "content", {**FILES, "site.yaml": f"links: clean\n{site_yaml}"})
    run(tmp_path, bundle=None)
    before = {file: file.stat().st_mtime_ns for file in sorted((tmp_path / "output").rglob("*"))}
    first = read(run(tmp_path))
    monkeypatch.delattr(Renderer, "render")
    report = run(tmp_path, bundle=None)
    assert (report.is_published, report.written, report.removed) == (True, 0, 0)
    assert {file: file.stat().st_mtime_ns for file in sorted((tmp_path / "output").rglob("*"))} == before
    monkeypatch.undo()
    assert read(run(tmp_path, cache=None, bundle=tmp_path / "o" / "own.ZIP")) == first
    assert (tmp_path / "o" / "own.ZIP").is_file()


@pytest.mark.parametrize(
    ("old", "new", "folder"),
    [
        ("en: Example Congress", "en: Congress 2023!", "congress-2023"),
        ("en: Example Congress", "en: 大会", "congress-2023"),
        ("en: Example Congress", f"en: {'Long ' * 12}", f"{'long-' * 8}2023"),
    ],
)
def test_names(tmp_path: Path, site_yaml: str, old: str, new: str, folder: str) -> None:
    write_files(tmp_path / "content", {**FILES, "site.yaml": site_yaml.replace(old, new)})
    made = run(tmp_path).bundle
    assert made is not None
    assert made.folder == folder


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    write_files(tmp_path / "content", FILES)
    (tmp_path / "file").write_text("x")
    report = run(tmp_path, bundle=tmp_path / "file" / "x.zip")
    assert (report.is_published, report.bundle) == (False, None)
    assert [problem.code for problem in report.problems if not problem.severity] == ["offline-not-written"]


def test_a_failure_leaves_the_zip_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path / "content", FILES)
    (tmp_path / "x.zip").write_bytes(b"old")

    def no_room(files: Iterable[File], target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(offline, "pack", no_room)
    report = run(tmp_path, bundle=tmp_path / "x.zip")
    assert not report.is_published
    assert {file.name: file.read_bytes() for file in tmp_path.glob("*.zip*")} == {"x.zip": b"old"}
    assert list(tmp_path.glob(".x*")) == []


def test_a_name_that_windows_cannot_unpack(tmp_path: Path) -> None:
    page = "---\ntitle: 关于\n---\n[表](../media/con.pdf)\n"
    write_files(tmp_path / "content", {**FILES, "pages/about.zh.md": page, "media/con.pdf": b"%PDF-1.4\n"})
    report = run(tmp_path)
    (line,) = [line for line in as_text(report.problems, "en") if ": error: " in line]
    assert re.search(r"Windows cannot unpack “example-congress-2023/assets/con\.\w+\.pdf”", line)
    assert list(tmp_path.glob("*.zip")) == []


def test_strict_and_mistakes_make_none(tmp_path: Path, site_yaml: str) -> None:
    write_files(tmp_path / "content", {**FILES, "site.yaml": re.sub("base_url.*\n", "", site_yaml)})
    report = run(tmp_path, strict=True)
    assert (report.is_published, list(tmp_path.glob("*.zip"))) == (False, [])
