"""Publishing: the output is the old one or the new one, whatever happens, and nothing foreign is lost."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import sitegen
from sitegen.problems import Location, Problem, Problems, Severity, Stopped
from sitegen.publish import (
    File,
    Published,
    Standing,
    check_target,
    lock,
    manifest,
    publish,
    standing,
    swap,
)

ROOT = Path(sitegen.__file__).parents[1]
A = {
    "index.html": b"home A",
    "zh/index.html": b"zh A",
    "zh/news/index.html": b"news",
    "zh/old/index.html": b"to be dropped",
    "assets/a.css": b"css",
    "same/deep/down.txt": b"same" * 500,
}
B = {
    "index.html": b"home B",
    "zh/index.html": b"zh B",
    "zh/news/index.html": b"news",
    "assets/b.css": b"css b",
    "same/deep/down.txt": b"same" * 500,
    "zh/new/page/index.html": b"new",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A project folder; its output goes to `project/output`."""
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    return project


def files(contents: dict[str, bytes]) -> Iterator[File]:
    return (File(path, data) for path, data in contents.items())


def put(
    contents: dict[str, bytes],
    site: Path,
    output: Path | None = None,
    *,
    by_file: bool = False,
    before: Standing | None = None,
) -> Published:
    problems = Problems()
    result = publish(
        files(contents),
        output or site / "output",
        project=site,
        problems=problems,
        by_file=by_file,
        before=before,
    )
    assert not len(problems)
    return result


def tree(folder: Path) -> dict[str, bytes | str]:
    """All that stands in a folder but the manifest: bytes of files, targets of links, empty folders."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_dir():
            if not any(path.iterdir()):
                found[name] = "empty"
        elif name != manifest.NAME:
            found[name] = path.read_bytes()
    return found


def identities(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns) for path in folder.rglob("*")}


def refused(contents: dict[str, bytes], site: Path, output: Path) -> list[str]:
    problems = Problems()
    with pytest.raises(Stopped):
        publish(files(contents), output, project=site, problems=problems, patience=0)
    assert all(problem.location == Location(str(output)) for problem in problems)
    return [problem.code for problem in problems]


def child(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Python with a program that can use `files`, `A`, `B` and what publishing needs."""
    head = f"""
import os, sys, signal, time, json, shutil
from pathlib import Path
from sitegen.problems import Problems, Stopped
from sitegen.publish import File, publish, swap
A = {A!r}
B = {B!r}
def files(contents):
    return (File(path, data) for path, data in contents.items())
"""
    command = [sys.executable, "-c", head + code, *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
    return subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_a_new_output_holds_exactly_the_files(site: Path) -> None:
    assert put(A, site) == Published(6, 0, 0, (), atomic=True)
    assert tree(site / "output") == A
    assert sorted(path.name for path in site.iterdir()) == ["content", "output"]


def test_a_second_version_replaces_writes_and_drops(site: Path) -> None:
    put(A, site)
    before = identities(site / "output")
    assert put(B, site) == Published(4, 2, 2, (), atomic=True)
    assert tree(site / "output") == B  # neither zh/old nor an empty folder is left
    after = identities(site / "output")
    unchanged = [str(site / "output" / name) for name in ("zh/news/index.html", "same/deep/down.txt")]
    assert [after[name] for name in unchanged] == [before[name] for name in unchanged]
    assert sorted(path.name for path in site.iterdir()) == ["content", "output"]


@pytest.mark.parametrize("by_file", [False, True])
def test_equal_bytes_touch_nothing(site: Path, by_file: bool) -> None:
    put(A, site)
    before = identities(site)
    assert put(A, site, by_file=by_file) == Published(0, 6, 0, (), atomic=True)
    assert identities(site) == before


def test_file_by_file_gives_the_same_and_says_so(site: Path) -> None:
    put(A, site)
    folder = (site / "output").stat().st_ino
    assert put(B, site, by_file=True) == Published(4, 2, 2, (), atomic=False)
    assert tree(site / "output") == B
    assert (site / "output").stat().st_ino == folder
    one = B | {"zh/index.html": b"zh C"}
    assert put(one, site, by_file=True) == Published(1, 5, 0, (), atomic=True)
    assert tree(site / "output") == one
    assert put(one, site) == Published(0, 6, 0, (), atomic=True)


@pytest.mark.parametrize("by_file", [False, True])
def test_a_file_becomes_a_folder_and_back(site: Path, by_file: bool) -> None:
    first = {"a": b"file", "b/c/d": b"deep", "keep": b"k"}
    second = {"a/x/y": b"deep", "b": b"file", "keep": b"k"}
    for contents in (first, second, first):
        put(contents, site, by_file=by_file)
        assert tree(site / "output") == contents


def test_capitals_changed_by_file(site: Path) -> None:
    put({"About/index.html": b"x", "index.html": b"i"}, site)
    put({"about/index.html": b"x", "index.html": b"i"}, site, by_file=True)
    assert tree(site / "output") == {"about/index.html": b"x", "index.html": b"i"}


paths = st.sampled_from(
    ["index.html", "a/index.html", "a/b/index.html", "c.css", "a/b/c/d.txt", "e/f.ics", "g h/中文.html"]
)
sites = st.dictionaries(paths, st.sampled_from([b"", b"one", b"two", b"longer"]))


@settings(max_examples=25)
@given(st.lists(st.tuples(sites, st.booleans()), min_size=1, max_size=4))
def test_whatever_came_before_the_output_is_that_of_a_new_build(
    versions: list[tuple[dict[str, bytes], bool]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project, fresh = Path(folder) / "project", Path(folder) / "fresh"
        project.mkdir()
        for contents, by_file in versions:
            put(contents, project, by_file=by_file)
        put(versions[-1][0], project, fresh)
        assert tree(project / "output") == tree(fresh) == versions[-1][0]
        assert (project / "output" / manifest.NAME).read_bytes() == (fresh / manifest.NAME).read_bytes()


def test_files_from_the_cache_are_copied_not_linked(site: Path, tmp_path: Path) -> None:
    source = tmp_path / "made.png"
    source.write_bytes(b"png" * 9000)
    listing = [File("a.png", source=source), File("b.png", source=source)]
    for written in (2, 0):
        result = publish(listing, site / "output", project=site, problems=Problems())
        assert result.written == written
    assert tree(site / "output") == {"a.png": b"png" * 9000, "b.png": b"png" * 9000}
    assert source.stat().st_nlink == 1
    digest = json.loads((site / "output" / manifest.NAME).read_text())["files"]["a.png"][1]
    source.write_bytes(b"PNG" * 9000)  # same size: the digest given is believed
    told = [File("a.png", source=source, digest=digest), File("b.png", source=source)]
    assert publish(told, site / "output", project=site, problems=Problems()).written == 1
    assert tree(site / "output") == {"a.png": b"png" * 9000, "b.png": b"PNG" * 9000}


@pytest.mark.parametrize("by_file", [False, True])
def test_damage_by_hand_is_repaired(site: Path, by_file: bool) -> None:
    output = site / "output"
    put(A, site)
    (output / "index.html").write_bytes(b"home X")  # the same size
    (output / "assets/a.css").unlink()
    (output / "zh/index.html").unlink()
    (output / "zh/index.html").symlink_to("news/index.html")
    (output / "zh/news/index.html").write_bytes(b"cut")
    assert put(A, site, by_file=by_file) == Published(4, 2, 0, (), atomic=not by_file)
    assert tree(output) == A


def test_lost_times_cost_a_look_not_a_swap(site: Path) -> None:
    put(A, site)
    for path in (site / "output").rglob("*.html"):
        os.utime(path, (1, 1))
    before = identities(site)
    assert put(A, site) == Published(0, 6, 0, (), atomic=True)
    assert identities(site) == before


def make_foreign(output: Path) -> dict[str, bytes | str]:
    (output / ".git/refs/tags").mkdir(parents=True)
    (output / ".git/HEAD").write_bytes(b"ref")
    (output / "CNAME").write_bytes(b"example.org")
    (output / "zh/old/notes.txt").write_bytes(b"mine")
    (output / "latest").symlink_to("zh/news")
    (output / "broken").symlink_to("nowhere")
    return {
        ".git/refs/tags": "empty",
        ".git/HEAD": b"ref",
        "CNAME": b"example.org",
        "zh/old/notes.txt": b"mine",
        "latest": "-> zh/news",
        "broken": "-> nowhere",
    }


@pytest.mark.parametrize("by_file", [False, True])
def test_foreign_files_are_kept_and_named(site: Path, by_file: bool) -> None:
    put(A, site)
    foreign = make_foreign(site / "output")
    names = (".git/", "CNAME", "broken", "latest", "zh/old/")
    assert put(B, site, by_file=by_file) == Published(4, 2, 2, names, atomic=not by_file)
    assert tree(site / "output") == B | foreign
    before = identities(site)
    assert put(B, site, by_file=by_file).kept_foreign == names
    assert identities(site) == before
    assert put(A, site, by_file=by_file).kept_foreign == (*names[:4], "zh/old/notes.txt")
    assert tree(site / "output") == A | foreign


@pytest.mark.parametrize(
    ("foreign", "ours"),
    [
        ("CNAME", "CNAME"),
        ("blog", "blog/index.html"),
        ("about/mine.txt", "about"),
        ("link", "link/page.html"),
    ],
)
@pytest.mark.parametrize("by_file", [False, True])
def test_foreign_in_the_way_is_refused_by_name(site: Path, foreign: str, ours: str, by_file: bool) -> None:
    put(A, site)
    place = site / "output" / foreign
    place.parent.mkdir(exist_ok=True)
    if foreign == "link":
        place.symlink_to(site / "content")
    else:
        place.write_bytes(b"mine")
    before = tree(site / "output")
    problems = Problems()
    with pytest.raises(Stopped):
        publish(files(A | {ours: b"ours"}), site / "output", project=site, problems=problems, by_file=by_file)
    assert [(problem.code, problem.values) for problem in problems] == [
        ("output-foreign-in-the-way", (("path", foreign),))
    ]
    assert tree(site / "output") == before
    assert not any((site / "content").iterdir())
    assert sorted(path.name for path in site.iterdir()) == ["content", "output"]


def test_foreign_with_our_bytes_becomes_ours(site: Path) -> None:
    put(A, site)
    (site / "output/CNAME").write_bytes(b"example.org")
    assert put(A | {"CNAME": b"example.org"}, site).kept_foreign == ()
    assert put(A, site).removed == 1


def test_a_foreign_file_that_comes_during_the_build_is_kept(site: Path) -> None:
    put(A, site)

    def slow() -> Iterator[File]:
        yield from files(B)
        (site / "output/.well-known").mkdir()
        (site / "output/.well-known/challenge").write_bytes(b"late")

    publish(slow(), site / "output", project=site, problems=Problems())
    assert tree(site / "output") == B | {".well-known/challenge": b"late"}


def test_what_stood_before_spares_a_look(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(A, site)
    before = standing(site / "output")
    assert before.digests == {path: entry.digest for path, entry in before.known.items()}
    monkeypatch.setattr(manifest, "look", lambda _: pytest.fail("looked again"))
    assert put(B, site, before=before).removed == 2
    assert tree(site / "output") == B


def test_what_stood_before_another_build_is_looked_at_anew(site: Path) -> None:
    put(A, site)
    before = standing(site / "output")
    put(B, site)
    put(A, site, before=before)
    assert tree(site / "output") == A


def test_a_link_is_followed_and_kept(site: Path, tmp_path: Path) -> None:
    real = tmp_path / "www" / "real"
    output = site / "output"
    output.symlink_to(real)
    for contents in (A, B):
        put(contents, site)
        assert output.is_symlink()
        assert tree(real) == contents
    assert [path.name for path in real.parent.iterdir()] == ["real"]


def test_an_empty_folder_is_taken_and_its_mode_kept(site: Path) -> None:
    (site / "output").mkdir(mode=0o2775)
    (site / "output").chmod(0o2775)
    put(A, site)
    assert tree(site / "output") == A
    assert (site / "output").stat().st_mode & 0o7777 == 0o2775


def test_refused_targets(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    (site / "content/page.md").write_bytes(b"text")
    full = tmp_path / "full"
    full.mkdir()
    for name in "dacbe":
        (full / name).write_bytes(b"mine")
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (damaged / manifest.NAME).write_bytes(b'{"files": {"../../content/page.md": [4, "00"]}}')
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "to-content").symlink_to(site / "content")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    expected = {
        Path("/"): "output-is-root",
        home: "output-is-home",
        site: "output-is-project",
        site / "output/..": "output-is-project",
        tmp_path: "output-holds-project",
        site / "content": "output-among-sources",
        site / "content/output": "output-among-sources",
        tmp_path / "to-content": "output-among-sources",
        site / ".git": "output-among-sources",
        Path(sitegen.__file__).parent / "out": "output-among-sources",
        full: "output-not-ours",
        damaged: "output-manifest-damaged",
        tmp_path / "file": "output-is-no-folder",
        tmp_path / "file/output": "output-is-no-folder",
        tmp_path / "circle": "output-is-no-folder",
    }
    before = tree(tmp_path)
    for output, code in expected.items():
        problems = Problems()
        check_target(output, site, problems)
        assert [problem.code for problem in problems] == [code], output
        assert refused(A, site, output) == [code]
    assert tree(tmp_path) == before
    problems = Problems()
    check_target(full, site, problems)
    assert [problem.wording("en")[0] for problem in problems] == [
        "the output folder holds files that sitegen did not make (a, b, c …); nothing was changed"
    ]


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b"null", b'{"files": 3}', b'{"files": {"a": 1}}', b"\xff\xfe", b"[" * 9999]
)
def test_a_damaged_manifest_changes_nothing(site: Path, text: bytes) -> None:
    put(A, site)
    (site / "output" / manifest.NAME).write_bytes(text)
    assert refused(B, site, site / "output") == ["output-manifest-damaged"]
    assert tree(site / "output") == A


@pytest.mark.parametrize("target", ["new", "other/new"])
def test_good_targets(site: Path, target: str) -> None:
    problems = Problems()
    check_target(site / target, site, problems)
    check_target(site.parent / target, site, problems)
    assert not len(problems)
    put(A, site, site / target)
    check_target(site / target, site, problems)
    assert not len(problems)


@pytest.mark.parametrize(
    "path", ["", "/a", "../a", "a/../b", "a//b", "a/", "./a", "a\\b", manifest.NAME, ".sitegen.x"]
)
def test_a_path_out_of_the_output_is_our_bug(site: Path, path: str) -> None:
    put(A, site)
    with pytest.raises(ValueError, match="no path in the output"):
        put({path: b"x"}, site)
    assert tree(site / "output") == A


def test_two_files_at_one_address_are_our_bug(site: Path) -> None:
    for first, second in (("a", "a"), ("a", "a/b"), ("a/b", "a"), ("a/b/c", "a")):
        with pytest.raises(ValueError, match=r"twice|one name"):
            publish([File(first, b""), File(second, b"")], site / "output", project=site, problems=Problems())
    assert [path.name for path in site.iterdir()] == ["content"]


@pytest.mark.parametrize(
    "error", [RuntimeError("a"), FileNotFoundError(2, "b"), KeyboardInterrupt(), Stopped()]
)
def test_a_failing_maker_leaves_the_old_output(site: Path, error: BaseException) -> None:
    put(A, site)
    before = identities(site)

    def failing() -> Iterator[File]:
        yield from files(B)
        raise error

    problems = Problems()
    with pytest.raises(type(error)) as caught:
        publish(failing(), site / "output", project=site, problems=problems)
    assert caught.value is error or isinstance(error, Stopped)
    assert identities(site) == before
    assert tree(site / "output") == A
    assert not len(problems)


KILL = """
base, how = Path(sys.argv[1]), sys.argv[2]
if how == "renames":
    swap.exchange = lambda one, other: False
if how == "no move":
    rename = swap.put
    swap.put = lambda place: None if place.real.exists() else rename(place)
output = base / "output"
def go(contents):
    return publish(files(contents), output, project=base, problems=Problems(), by_file=how == "by file")
EVENTS = {f"os.{name}" for name in ("link", "rename", "mkdir", "remove", "rmdir", "utime", "chmod")}
EVENTS |= {"open", "ctypes.dlsym"}
def killed_at(number):
    pid = os.fork()
    if pid:
        return os.waitpid(pid, 0)[1]
    left = [number]
    def hook(event, arguments):
        if event in EVENTS:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)
    go(B)
    os._exit(0)
def tree():
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}
go(A)
(output / "CNAME").write_bytes(b"mine")
go(A)
old = tree()
shutil.copytree(output, base / "saved")
go(B)
new = tree()
old_and_new = {(name, data) for some in (old, new) for name, data in some.items()}
manifest = "sitegen-files.txt"
seen = {"old": 0, "new": 0, "mixed": 0, "none": 0}
number = 0
while True:
    number += 1
    shutil.rmtree(output)
    shutil.copytree(base / "saved", output)
    status = killed_at(number)
    found = tree()
    kind = "old" if found == old else "new" if found == new else "mixed" if found else "none"
    seen[kind] += 1
    for name, data in found.items():
        assert (name, data) in old_and_new or name == manifest or ".sitegen-" in name, name
    go(B)
    assert tree() == new, number
    assert sorted(os.listdir(base)) == ["output", "saved"], (number, os.listdir(base))
    if status == 0:
        break
print(json.dumps(seen))
"""


@pytest.mark.parametrize(
    ("how", "possible"),
    [
        ("exchange", {"old", "new"}),
        ("renames", {"old", "new", "none"}),  # none: between the two renames, mended by the next build
        ("by file", {"old", "new", "mixed"}),
        ("no move", {"old", "new", "mixed"}),
    ],
)
def test_kill_9_at_every_step(tmp_path: Path, how: str, possible: set[str]) -> None:
    process = child(KILL, tmp_path, how)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert {kind for kind, number in json.loads(out).items() if number} == possible


WAITING = """
output = Path(sys.argv[1])
def slow():
    yield from files(B)
    print("ready", flush=True)
    time.sleep(30)
publish(slow(), output, project=output.parent, problems=Problems())
"""


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, -signal.SIGINT)])
def test_a_signal_leaves_the_old_output_and_nothing_else(site: Path, number: int, status: int) -> None:
    put(A, site)
    process = child(WAITING, site / "output")
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    process.communicate(timeout=20)
    assert process.returncode == status
    assert tree(site / "output") == A
    assert sorted(path.name for path in site.iterdir()) == ["content", "output"]


def test_a_signal_waits_for_what_must_not_be_cut() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), lock.uninterrupted():
        signal.raise_signal(signal.SIGINT)
        done.append("rest")
    assert done == ["rest"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_builder_says_for_whom_it_waits_and_gives_up(site: Path) -> None:
    put(A, site)
    process = child(WAITING, site / "output")
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    problems = Problems()
    told: list[Problem] = []
    with pytest.raises(Stopped):
        publish(files(B), site / "output", project=site, problems=problems, patience=0.1, tell=told.append)
    pid = (("pid", str(process.pid)),)
    assert [(problem.code, problem.values) for problem in told] == [("output-waits", pid)]
    assert [(problem.code, problem.values) for problem in problems] == [("output-locked", pid)]
    threading.Timer(0.1, process.kill).start()
    told.clear()
    result = publish(
        files(B), site / "output", project=site, problems=problems, patience=20, tell=told.append
    )
    assert result.written == 4
    assert [problem.code for problem in told] == ["output-waits"]
    process.communicate()
    assert sorted(path.name for path in site.iterdir()) == ["content", "output"]


CROWD = """
output, me = Path(sys.argv[1]), sys.argv[2]
for turn in range(6):
    mine = {f"{number}/index.html": f"{me} {turn} {number}".encode() for number in range(25)}
    mine["index.html"] = f"{me} {turn}".encode()
    mine[f"only-{me}.html"] = b"x"
    print(int(publish(files(mine), output, project=output.parent, problems=Problems()).atomic))
"""


def test_three_builders_at_once_and_a_visitor(site: Path) -> None:
    put(A, site)
    processes = [child(CROWD, site / "output", me) for me in "xyz"]
    missing = 0
    while any(process.poll() is None for process in processes):
        try:
            (site / "output/index.html").read_bytes()
        except FileNotFoundError:
            missing += 1
    results = [process.communicate() for process in processes]
    assert [(process.returncode, err) for process, (_, err) in zip(processes, results, strict=True)] == [
        (0, "")
    ] * 3
    atomic = {line for out, _ in results for line in out.split()}
    assert missing == 0 or "0" in atomic
    me, turn = (site / "output/index.html").read_text().split()
    last = {f"{number}/index.html": f"{me} {turn} {number}".encode() for number in range(25)}
    assert tree(site / "output") == last | {"index.html": f"{me} {turn}".encode(), f"only-{me}.html": b"x"}
    assert sorted(path.name for path in site.iterdir()) == ["content", "output"]


def test_a_full_disk_leaves_the_old_output(site: Path) -> None:
    put(A, site)
    before = identities(site)
    process = child(
        """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
problems = Problems()
try:
    big = B | {"big.html": b"x" * 9000}
    publish(files(big), Path(sys.argv[1]), project=Path("/nowhere"), problems=problems)
except Stopped:
    print([(problem.code, dict(problem.values)["path"]) for problem in problems])
""",
        site / "output",
    )
    assert process.communicate() == ("[('output-disk-full', 'big.html')]\n", "")
    assert tree(site / "output") == A
    assert identities(site) == before


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    base = Path(tempfile.mkdtemp())  # not under pytest's own folder, which nobody else may enter
    try:
        base.chmod(0o755)
        project = base / "closed"
        project.mkdir()
        put(A, project)
        for path in (project, *project.rglob("*")):
            if path.is_dir():
                path.chmod(0o555)
        process = child(
            """
import ctypes
base = Path(sys.argv[1])
if os.geteuid() == 0:
    os.seteuid(65534)
for output in (base / "output", base / "new"):
    problems = Problems()
    try:
        publish(files(B), output, project=Path("/nowhere"), problems=problems)
    except Stopped:
        print([problem.code for problem in problems])
""",
            project,
        )
        assert process.communicate() == ("['output-read-only']\n" * 2, "")
        assert tree(project / "output") == A
    finally:
        for path in (base / "closed", *(base / "closed").rglob("*")):
            if path.is_dir():
                path.chmod(0o755)
        shutil.rmtree(base)


def test_where_the_folder_cannot_move_files_are_replaced_and_it_is_told(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(A, site)
    foreign = make_foreign(site / "output")
    monkeypatch.setattr(swap, "holds_mounts", lambda folder: True)  # a test has no right to mount
    told: list[Problem] = []
    result = publish(files(B), site / "output", project=site, problems=Problems(), tell=told.append)
    assert not result.atomic
    assert [problem.code for problem in told] == ["output-not-atomic"]
    assert tree(site / "output") == B | foreign


def test_work_inside_the_output_where_nothing_can_stand_beside_it(site: Path) -> None:
    put(A, site)
    place = swap.Place(site / "output", site / "output", ".sitegen.", by_file=True)
    place.stage.mkdir()
    (place.stage / "left by a killed build").write_bytes(b"x")
    with lock.locked(place.lock, 0, lambda pid: None):
        assert sorted(path.name for path in place.real.glob(".sitegen.*")) == [
            ".sitegen.lock",
            place.stage.name,
        ]
        assert set(manifest.look(place.real).files) == set(A)
        place.recover()
    assert tree(site / "output") == A


def test_mount_points_are_seen() -> None:
    assert swap.holds_mounts(Path("/"))
    assert not swap.holds_mounts(Path(__file__).parent)


def test_all_codes_have_words_and_all_words_a_code() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "sitegen/publish").glob("*.py"))
    said = set(re.findall(r'"(output-[a-z-]+)"', sources))
    words = yaml.safe_load((ROOT / "sitegen/messages/publish.yaml").read_text("utf-8"))
    assert said == words.keys()
    for code in said:
        problem = Problem(
            Location("output"), code, Severity.error, (("pid", "7"), ("path", "P"), ("reason", "R"))
        )
        for language in ("zh", "en"):
            sentence, _ = problem.wording(language)
            assert "{" not in sentence
