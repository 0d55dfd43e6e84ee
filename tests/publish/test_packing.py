"""Zips of files."""

import zipfile
from pathlib import Path

from sitegen.publish import File
from sitegen.publish.packing import find_unfit, pack

FILES = [
    File("s/zh/index.html", data=b"<p>zh</p>" * 50),
    File("请先读.txt", data=b"r"),
    File("s/a/p.PNG", data=b"0"),
]


def test_same_files_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "read"
    source.write_bytes(b"r")
    other = [FILES[2], File("请先读.txt", source=source), FILES[0]]
    pack(FILES, tmp_path / "one.zip")
    pack(other, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_entries(tmp_path: Path) -> None:
    pack(FILES, tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        found = [
            (e.filename, e.date_time, e.create_system, e.external_attr >> 16, e.compress_type)
            for e in archive.infolist()
        ]
        assert archive.getinfo("请先读.txt").flag_bits & 0x800
        assert archive.read("s/zh/index.html") == FILES[0].data
    fixed = ((1980, 1, 1, 0, 0, 0), 3, 0o100644)
    assert found == [
        ("s/a/p.PNG", *fixed, zipfile.ZIP_STORED),
        ("s/zh/index.html", *fixed, zipfile.ZIP_DEFLATED),
        ("请先读.txt", *fixed, zipfile.ZIP_DEFLATED),
    ]


def test_what_windows_cannot_unpack() -> None:
    fits = "s/" + "x" * 198
    names = ["s/con/index.html", "s/zh/aux.txt", "a:b", "end./x", fits, f"{fits}x", "console/nul-set.html"]
    assert find_unfit(names) == ["a:b", "end./x", "s/con/index.html", f"{fits}x", "s/zh/aux.txt"]
