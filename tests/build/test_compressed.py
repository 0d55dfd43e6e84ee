"""Gzip copies: whole, the same each time, made once, gone when no longer asked for."""

from __future__ import annotations

import datetime
import gzip
import zipfile
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import pytest

from sitegen.build import Options, build
from sitegen.build.compressed import add_compressed, compress
from sitegen.memo import Blobs
from sitegen.publish import File

LONG = b"text " * 1000
PAGE = "---\ntitle: 关于\n---\n" + "欢迎各位。" * 20 + "\n"


def files_of(output: Path) -> dict[str, bytes]:
    """All files by path."""
    return {
        file.relative_to(output).as_posix(): file.read_bytes() for file in output.rglob("*") if file.is_file()
    }


@pytest.fixture
def options(tmp_path: Path, site_yaml: str) -> Options:
    """A small project whose build makes copies."""
    content = tmp_path / "content"
    (content / "pages").mkdir(parents=True)
    (content / "site.yaml").write_text(site_yaml, encoding="utf-8")
    (content / "pages" / "about.zh.md").write_text(PAGE, encoding="utf-8")
    return Options(
        project=tmp_path,
        content=content,
        output=tmp_path / "output",
        cache=tmp_path / ".cache",
        today=datetime.date(2023, 8, 1),
        precompress=True,
    )


def test_a_copy_is_a_gzip_file_without_name_or_time() -> None:
    made = compress(LONG)
    assert gzip.decompress(made) == LONG
    assert made[:10] == b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"


@pytest.mark.parametrize(
    ("file", "copies"),
    [
        (File("a.html", data=LONG), ["a.html.gz"]),
        (File("sub/a.ics", data=LONG), ["sub/a.ics.gz"]),
        (File("a.jpg", data=LONG), []),
        (File("a.html", data=b"short"), []),
    ],
)
def test_texts_worth_it_get_a_copy(file: File, copies: list[str], tmp_path: Path) -> None:
    made = list(add_compressed([file], tmp_path, {}, Blobs(None, "")))
    assert [copy.path for copy in made] == copies
    assert [copy.data for copy in made] == [compress(LONG)] * len(copies)


def test_a_file_of_that_name_stays(tmp_path: Path) -> None:
    files = [File("a.txt", data=LONG), File("a.txt.gz", data=b"mine")]
    assert list(add_compressed(files, tmp_path, {}, Blobs(None, ""))) == []


def test_what_stands_is_not_made_again(tmp_path: Path) -> None:
    packed = Blobs(None, "")
    source = tmp_path / "source.txt"
    source.write_bytes(LONG)
    [first] = add_compressed([File("a.txt", source=source)], tmp_path, {}, packed)
    assert first.data is not None
    digest = blake2b(first.data, digest_size=16).hexdigest()
    again = list(add_compressed([File("a.txt", source=source)], tmp_path, {"a.txt.gz": digest}, packed))
    assert again == [File("a.txt.gz", source=f"{tmp_path}/a.txt.gz", digest=digest)]
    damaged = list(add_compressed([File("a.txt", source=source)], tmp_path, {}, packed))
    assert damaged == [first]


def test_builds_keep_copies_in_step(options: Options) -> None:
    assert build(options).is_published
    first = files_of(options.output)
    copies = {path: data for path, data in first.items() if path.endswith(".gz")}
    assert {"404.html.gz", "zh/index.html.gz", "zh/about/index.html.gz"} <= copies.keys()
    assert all(gzip.decompress(data) == first[path.removesuffix(".gz")] for path, data in copies.items())

    assert build(options).written == 0

    page = options.content / "pages" / "about.zh.md"
    page.write_text(PAGE + "再见。\n", encoding="utf-8")
    assert build(options).is_published
    edited = files_of(options.output)
    assert edited["zh/about/index.html"] != first["zh/about/index.html"]
    assert gzip.decompress(edited["zh/about/index.html.gz"]) == edited["zh/about/index.html"]
    assert edited.keys() == first.keys()

    assert build(replace(options, precompress=False)).removed == len(copies)
    assert [path for path in files_of(options.output) if path.endswith(".gz")] == []


def test_a_zip_holds_no_copies(options: Options, tmp_path: Path) -> None:
    assert build(replace(options, bundle=tmp_path / "site.zip")).is_published
    with zipfile.ZipFile(tmp_path / "site.zip") as made:
        assert [name for name in made.namelist() if name.endswith(".gz")] == []
