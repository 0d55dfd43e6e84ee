"""Remembering: a hit gives what was kept, and a cache in any state at all is never an error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sitegen
from sitegen.memo import Memo, key_of
from sitegen.text import Language, Text

ROOT = Path(sitegen.__file__).parents[1]
KEY = key_of("pictures 1", b"hall.jpg", 640)
scalars = st.none() | st.integers() | st.text() | st.binary()
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


def fresh_folder(tmp_path: Path, contents: dict[str, object], version: str = "1") -> Path:
    folder = tmp_path / "cache"
    memo = Memo(folder)
    blobs = memo.blobs("markdown", version)
    for key, value in contents.items():
        blobs.put(key, value)
    memo.save()
    return folder


@settings(max_examples=40)
@given(st.dictionaries(st.text() | st.binary(), values, max_size=4))
def test_what_is_put_is_got_in_memory(contents: dict[str | bytes, object]) -> None:
    blobs = Memo(None).blobs("markdown", "1")
    keys = {key.encode("utf-8", "surrogatepass") if isinstance(key, str) else key: key for key in contents}
    for key in keys.values():
        blobs.put(key, contents[key])
    assert [blobs.get(key) for key in keys.values()] == [contents[key] for key in keys.values()]


def test_values_and_counters_survive_a_run(tmp_path: Path) -> None:
    folder = fresh_folder(tmp_path, {"一": ["<p>一</p>", 3, None, {"a": (b"b", 1)}], "b": "text"})
    blobs = Memo(folder).blobs("markdown", "1")
    made: list[str] = []
    assert blobs.remember("一", lambda: made.append("again")) == ["<p>一</p>", 3, None, {"a": (b"b", 1)}]
    assert blobs.get("absent") is None
    assert blobs.remember("c", lambda: "new") == "new"
    assert blobs.remember("c", lambda: "newer") == "new"
    assert (blobs.calls, blobs.hits, made) == (4, 2, [])


def test_none_is_a_value_too() -> None:
    blobs = Memo(None).blobs("markdown", "1")
    calls = [blobs.remember("a", lambda: None) for _ in range(3)]
    assert (calls, blobs.calls, blobs.hits) == ([None] * 3, 3, 2)


def test_changing_a_value_changes_nothing_kept() -> None:
    blobs = Memo(None).blobs("markdown", "1")
    blobs.put("a", [1])
    found = blobs.get("a")
    assert found is not None
    found.append(2)
    assert blobs.get("a") == [1]


def test_a_text_with_a_language_is_refused_at_once() -> None:
    chinese = Language("zh", "zh-CN", "中文", "zh_CN")
    with pytest.raises(ValueError, match="unmarshal"):
        Memo(None).blobs("markdown", "1").put("a", Text("一", chinese))


@pytest.mark.parametrize("version", ["2", "", "1 "])
def test_another_version_is_forgotten(tmp_path: Path, version: str) -> None:
    folder = fresh_folder(tmp_path, {"a": 1})
    memo = Memo(folder)
    assert memo.blobs("markdown", version).get("a") is None
    assert memo.blobs("other", "1").get("a") is None
    memo.blobs("markdown", version).put("b", 2)
    memo.save()
    assert Memo(folder).blobs("markdown", "1").get("a") is None
    assert Memo(folder).blobs("markdown", version).get("b") == 2


def test_another_python_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fresh_folder(tmp_path, {"a": 1})
    monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-299")
    assert Memo(folder).blobs("markdown", "1").get("a") is None


@pytest.mark.parametrize(
    "way", ["cut", "flip", "garbage", "empty", "longer", "marshal", "folder", "unreadable name"]
)
def test_a_damaged_file_is_made_anew(tmp_path: Path, way: str) -> None:
    folder = fresh_folder(tmp_path, {"a": "value" * 50})
    place = folder / "markdown.blobs"
    whole = place.read_bytes()
    if way == "folder":
        place.unlink()
        place.mkdir()
    else:
        place.write_bytes(
            {
                "cut": whole[:-7],
                "flip": whole[:-9] + b"?" + whole[-8:],
                "garbage": b"\x00\xff" * 999,
                "empty": b"",
                "longer": whole + b"\0",
                "marshal": b"{" * 99999,
                "unreadable name": b"sitegen blobs 1\n",
            }[way]
        )
    memo = Memo(folder)
    assert memo.blobs("markdown", "1").remember("a", lambda: "new") == "new"
    memo.save()
    assert Memo(folder).blobs("markdown", "1").get("a") == (None if way == "folder" else "new")


@given(st.binary(max_size=300), st.integers(0, 200))
def test_any_bytes_are_passed_over(tmp_path_factory: pytest.TempPathFactory, garbage: bytes, at: int) -> None:
    folder = fresh_folder(tmp_path_factory.getbasetemp() / "garbage", {"a": "value" * 9})
    place = folder / "markdown.blobs"
    whole = place.read_bytes()
    place.write_bytes(whole[:at] + garbage + whole[at + len(garbage) :])
    assert Memo(folder).blobs("markdown", "1").get("a") in (None, "value" * 9)


def test_a_cache_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.write_bytes(b"a file where the folder should be")
    memo = Memo(folder)
    assert memo.blobs("markdown", "1").remember("a", lambda: 1) == 1
    path = memo.file("pictures", KEY, ".png", lambda path: path.write_bytes(b"png") and None)
    assert path.read_bytes() == b"png"
    assert memo.file("pictures", KEY, ".png", lambda path: pytest.fail("made twice")) == path
    memo.save()
    assert folder.read_bytes() == b"a file where the folder should be"
    place = path
    del memo
    assert not place.exists()


def test_nothing_new_writes_nothing_and_little_use_drops_the_rest(tmp_path: Path) -> None:
    folder = fresh_folder(tmp_path, {str(number): number for number in range(10)})
    place = folder / "markdown.blobs"
    before = place.stat().st_ino, place.stat().st_mtime_ns

    def run(used: int) -> None:
        memo = Memo(folder)
        for number in range(used):
            assert memo.blobs("markdown", "1").get(str(number)) == number
        memo.save()

    for used in (10, 5, 0):
        run(used)
        assert (place.stat().st_ino, place.stat().st_mtime_ns) == before
    run(4)
    after = Memo(folder).blobs("markdown", "1")
    assert [after.get(str(number)) for number in range(10)] == [0, 1, 2, 3] + [None] * 6


def test_two_processes_keep_what_both_have_made(tmp_path: Path) -> None:
    folder = fresh_folder(tmp_path, {"a": 1})
    one, two = Memo(folder), Memo(folder)
    for memo, key in ((one, "b"), (two, "c")):
        assert memo.blobs("markdown", "1").get("a") == 1
        memo.blobs("markdown", "1").put(key, key)
    one.save()
    two.save()
    blobs = Memo(folder).blobs("markdown", "1")
    assert [blobs.get(key) for key in "abc"] == [1, "b", "c"]
    assert [path.name for path in folder.iterdir()] == ["markdown.blobs"]


def test_keys_tell_inputs_apart() -> None:
    inputs: list[tuple[str | bytes | int | None, ...]] = [
        (), ("",), ("", ""), ("a", "b"), ("ab",), ("a", "b", ""), (b"ab",),
        (1,), ("1",), (None,), ("None",), (True,),
    ]  # fmt: skip
    keys = [key_of(*each) for each in inputs]
    assert len(set(keys)) == len(inputs)
    assert key_of("版本 1", b"\0", 7) == "67d5b2d22d3584b4fdff20064a9db0a5"  # the same in every process


def make_png(path: Path) -> None:
    assert path.suffix == ".png"
    assert not path.exists()
    path.write_bytes(b"png" * 100)


def test_a_file_is_made_once(tmp_path: Path) -> None:
    path = Memo(tmp_path).file("pictures", KEY, ".png", make_png)
    assert path == tmp_path / "pictures" / KEY[:2] / f"{KEY}.png"
    assert path.read_bytes() == b"png" * 100
    assert Memo(tmp_path).file("pictures", KEY, ".png", lambda path: pytest.fail("made twice")) == path
    other = Memo(tmp_path).file("pictures", key_of("other"), ".png", make_png)
    assert other != path
    assert sorted(path.name for path in path.parent.iterdir()) == [path.name]


@pytest.mark.parametrize("way", ["cut", "edited", "empty", "gone", "folder"])
def test_a_damaged_file_of_the_cache_is_made_again(tmp_path: Path, way: str) -> None:
    path = Memo(tmp_path).file("pictures", KEY, ".png", make_png)
    modified = path.stat().st_mtime_ns
    path.unlink()
    if way == "folder":
        path.mkdir()
    elif way != "gone":
        path.write_bytes({"cut": b"png" * 50, "edited": b"gnp" * 100, "empty": b""}[way])
        if way == "cut":
            os.utime(path, ns=(modified, modified))
    assert Memo(tmp_path).file("pictures", KEY, ".png", make_png).read_bytes() == b"png" * 100


def test_what_the_maker_raises_is_passed_on_and_nothing_kept(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError("a damaged picture")

    with pytest.raises(OSError, match="a damaged picture"):
        Memo(tmp_path).file("pictures", KEY, ".png", fail)
    assert not [path for path in tmp_path.rglob("*") if path.is_file() or path.name.startswith(".")]
    assert Memo(tmp_path).file("pictures", KEY, ".png", make_png).read_bytes() == b"png" * 100


@pytest.mark.parametrize("key", ["", "short", "../../../etc/passwd", "A" * 32, "0123456/89"])
def test_only_keys_are_keys(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        Memo(tmp_path).file("pictures", key, ".png", make_png)


def test_files_no_longer_used_go_when_they_are_old_and_many(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    paths = [memo.file("pictures", key_of(number), ".png", make_png) for number in range(5)]
    memo.save()
    left = paths[0].parent / ".left-by-a-killed-build"
    left.mkdir()
    old = {paths[1], paths[2], paths[3], left}
    for path in old:
        os.utime(path, (1e9, 1e9))
    memo = Memo(tmp_path)
    assert memo.file("pictures", key_of(0), ".png", make_png) == paths[0]
    memo.save()
    assert [path.exists() for path in [*paths, left]] == [True, False, False, False, True, False]


def test_many_processes_make_the_same_at_once(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from sitegen.memo import Memo, key_of
memo = Memo(Path(sys.argv[1]))
for number in range(60):
    make = lambda path: path.write_text(str(number) * 999) and None
    path = memo.file("pictures", key_of(number), ".txt", make)
    assert path.read_text() == str(number) * 999
    assert memo.blobs("markdown", "1").remember(str(number), lambda: number) == number
    memo.save()
"""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-c", program, str(tmp_path)]
    processes = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) for _ in range(3)]
    assert [(process.communicate()[1], process.returncode) for process in processes] == [(b"", 0)] * 3
    blobs = Memo(tmp_path).blobs("markdown", "1")
    assert [blobs.get(str(number)) for number in range(60)] == list(range(60))
    assert len(list(tmp_path.glob("pictures/??/*"))) == 60
