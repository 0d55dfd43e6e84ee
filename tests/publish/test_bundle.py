"""The zip of a site."""

import io
import zipfile

from sitegen.publish.bundle import find_unfit, pack

FILES = {"zh/index.html": b"<p>zh</p>" * 50, "index.html": b"x", "a/p.PNG": b"0" * 50}


def test_same_files_same_bytes() -> None:
    other_order = dict(reversed(FILES.items()))
    assert pack(FILES, "site", {}) == pack(other_order, "site", {})


def test_entries() -> None:
    made = pack(FILES, "site", {"README-请先读.txt": b"r"})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        found = [
            (e.filename, e.date_time, e.create_system, e.external_attr >> 16, e.compress_type)
            for e in archive.infolist()
        ]
        assert archive.getinfo("README-请先读.txt").flag_bits & 0x800
        assert archive.read("site/zh/index.html") == FILES["zh/index.html"]
    fixed = ((1980, 1, 1, 0, 0, 0), 3, 0o100644)
    assert found == [
        ("README-请先读.txt", *fixed, zipfile.ZIP_DEFLATED),
        ("site/a/p.PNG", *fixed, zipfile.ZIP_STORED),
        ("site/index.html", *fixed, zipfile.ZIP_DEFLATED),
        ("site/zh/index.html", *fixed, zipfile.ZIP_DEFLATED),
    ]


def test_what_windows_cannot_unpack() -> None:
    fits = "x" * (200 - len("site/"))
    names = ["con/index.html", "zh/aux.txt", "a:b", "end./x", fits, f"{fits}x", "console/nul-set.html"]
    found = find_unfit(dict.fromkeys(names, b""), "site")
    assert found == ["a:b", "con/index.html", "end./x", f"{fits}x", "zh/aux.txt"]
