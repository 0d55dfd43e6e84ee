"""What is built, locked and set up: wheel and sdist, requirements, Makefile, the way to pip."""

import base64
import fnmatch
import hashlib
import http.server
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tarfile
import threading
import tomllib
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import sitegen

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / ".ci" / "requirements"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def locked(name: str) -> dict[str, str]:
    """Package → version, of one lock file."""
    lines = (LOCKS / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9][a-z0-9-]*)==([^\s;]+)", lines, re.MULTILINE))


def test_no_folder_of_tests_is_left_out(pytestconfig: pytest.Config) -> None:
    patterns = pytestconfig.getini("norecursedirs")
    assert patterns != []
    folders = {file.parent for file in (ROOT / "tests").rglob("test_*.py")}
    names = {part for folder in folders for part in folder.relative_to(ROOT).parts}
    assert {"build", "load"} < names
    assert [name for name in sorted(names) if any(fnmatch.fnmatch(name, each) for each in patterns)] == []


def build(folder: Path, target: str, into: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(into)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    (built,) = into.iterdir()
    return built


def files(folder: Path) -> set[str]:
    """All files under `folder`, but for what Python, editors and systems leave behind."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {
        path.as_posix()
        for path in found
        if "__pycache__" not in path.parts
        and not path.name.startswith(".")
        and path.suffix not in {".swp", ".db"}
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))) as archive:
        yield archive


def info(wheel: zipfile.ZipFile, name: str) -> str:
    return wheel.read(f"sitegen-{sitegen.__version__}.dist-info/{name}").decode()


@pytest.mark.xdist_group("packaging")
def test_wheel_holds_the_package_its_data_and_the_templates(wheel: zipfile.ZipFile) -> None:
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}

    package = {f"sitegen/{name}" for name in files(ROOT / "sitegen")}
    templates = {f"sitegen/templates/{name}" for name in files(ROOT / "templates")}
    assert held == package | templates


@pytest.mark.xdist_group("packaging")
def test_wheel_says_what_it_is(wheel: zipfile.ZipFile) -> None:
    metadata = Parser().parsestr(info(wheel, "METADATA"))

    assert metadata["Name"] == "sitegen"
    assert metadata["Requires-Python"] == PROJECT["requires-python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    assert set(metadata.get_all("Provides-Extra", [])) == set(PROJECT["optional-dependencies"])
    assert info(wheel, "entry_points.txt").split() == [
        "[console_scripts]",
        "sitegen",
        "=",
        "sitegen.__main__:main",
    ]
    assert "MIT License" in info(wheel, "licenses/LICENSE")


@pytest.mark.xdist_group("packaging")
def test_wheel_from_the_sdist_is_the_same(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    with tarfile.open(build(ROOT, "sdist", tmp_path / "sdist")) as archive:
        for member in archive:  # extractall() differs between the supported Pythons
            content = archive.extractfile(member)
            assert content
            path = tmp_path / member.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.read())
    (source,) = tmp_path.glob("sitegen-*")

    with zipfile.ZipFile(build(source, "wheel", tmp_path / "wheel")) as again:
        assert again.namelist() == wheel.namelist()
        assert all(again.read(name) == wheel.read(name) for name in again.namelist())


def test_the_version_stands_in_two_places_and_is_one() -> None:
    assert PROJECT["version"] == sitegen.__version__


@pytest.mark.parametrize("name", ["run", "extras", "dev", "pip"])
def test_locks_hold_hashes_and_no_address(name: str) -> None:
    lines = (LOCKS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("#")]

    allowed = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^/]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in lines if not allowed.fullmatch(line)] == []
    packages = "\n".join(lines).split("\n    --hash")
    assert len(packages) > len(locked(name)) > 0


def test_nothing_that_sets_up_names_an_address() -> None:
    for name in (".ci/run", ".ci/browser", ".ci/setup.py", "Makefile", "pyproject.toml"):
        path = ROOT / name
        assert re.findall(r"\w+://\S*|--(?:extra-)?index-url|--find-links", path.read_text("utf-8")) == [], (
            path
        )


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("run", []),
        ("extras", ["pdf", "xlsx", "fonts", "heic"]),
        # 30 MB of fonts: developers have those of their system
        ("dev", [name for name in PROJECT["optional-dependencies"] if name != "faces"]),
    ],
)
def test_locks_hold_what_the_project_asks_for(lock: str, extras: list[str]) -> None:
    versions = locked(lock)
    lines = PROJECT["dependencies"] + [
        line for name in extras for line in PROJECT["optional-dependencies"][name]
    ]
    asked = [Requirement(line) for line in lines if not line.startswith("sitegen[")]

    assert [
        str(wanted)
        for wanted in asked
        if canonicalize_name(wanted.name) not in versions
        or versions[canonicalize_name(wanted.name)] not in wanted.specifier
    ] == []
    assert "hatchling" in versions, "the project itself is installed without asking an index"


def test_each_lock_holds_the_smaller_one() -> None:
    run, extras, dev = (locked(name).items() for name in ("run", "extras", "dev"))

    assert run < extras < dev


def test_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    declared = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert declared
    rules = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert rules == set(declared[1].split())

    shown = subprocess.run(
        ["make", "help"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    ).stdout

    named = re.findall(r"^  make ([a-z]+) +\S", shown, re.MULTILINE)
    assert sorted([*named, "all", "browser"]) == sorted(rules)  # the default, and a part of others


@pytest.mark.parametrize(
    ("python", "says"),
    [('[ "$1" = -V ] && echo Python 3.9.6', "is Python 3.9.6;"), (None, "is not there;")],
    ids=["old", "missing"],
)
def test_make_refuses_an_old_python_in_one_line(python: str | None, says: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    fake = tmp_path / "python3.9"
    if python:
        fake.write_text(f"#!/bin/sh\n{python}\n")
        fake.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}

    made = subprocess.run(
        ["make", f"PYTHON={fake}"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert made.returncode == 2
    assert made.stdout == ""
    first, last = made.stderr.splitlines()
    assert first.startswith("sitegen needs Python 3.11 or newer")
    assert says in first
    assert last.startswith("make: ***")
    assert not (tmp_path / ".venv").exists()


# The way to pip where Python came without one.

WHEEL = b"a wheel"


class Index(http.server.SimpleHTTPRequestHandler):
    """A folder as a package index that asks for a name and a password."""

    def do_GET(self) -> None:
        wanted = "Basic " + base64.b64encode(b"me:p@ss").decode()
        if self.headers["Authorization"] == wanted:
            super().do_GET()
        else:
            self.send_error(401)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up script, with a lock that names pip 99.1, and none of this machine's pip settings."""
    for name in [name for name in os.environ if name.startswith("PIP_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    spec = importlib.util.spec_from_file_location("setup_script", ROOT / ".ci" / "setup.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pip.txt").write_text(
        f"pip==99.1 \\\n    --hash=sha256:{hashlib.sha256(WHEEL).hexdigest()}\n"
    )
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(module, "LOCKS", tmp_path)
    monkeypatch.setattr(module, "install_wheel", lambda folder: [path.name for path in folder.iterdir()])
    return module


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """A package index on disk."""
    folder = tmp_path / "simple" / "pip"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(
        '<a href="pip-100.0-py3-none-any.whl">new</a>'
        '<a href="../../files/pip-99.1.tar.gz#sha256=0">source</a>'
        '<a href="../../files/pip-99.1-py3-none-any.whl#sha256=0&amp;x" data-x="&gt;=3.10">wheel</a>'
    )
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "pip-99.1-py3-none-any.whl").write_bytes(WHEEL)
    return folder.parent


def test_pip_comes_by_name_from_the_configured_index(
    setup: ModuleType, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    assert not setup.from_index(scratch), "no index configured"

    settings = tmp_path / "pip.conf"
    settings.write_text(f"[global]\nindex-url = file:///nowhere/\nextra-index-url =\n  {index.as_uri()}\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))

    assert setup.from_index(scratch) == ["pip-99.1-py3-none-any.whl"]
    assert (scratch / "pip-99.1-py3-none-any.whl").read_bytes() == WHEEL


def test_pip_that_is_not_the_locked_one_is_refused(
    setup: ModuleType,
    index: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "files" / "pip-99.1-py3-none-any.whl").write_bytes(b"another wheel")
    monkeypatch.setenv("PIP_INDEX_URL", index.as_uri())

    assert not setup.from_index(tmp_path / "scratch")
    assert capsys.readouterr().err == "pip: pip-99.1-py3-none-any.whl is not the locked file\n"


def test_an_index_may_ask_for_a_password(
    setup: ModuleType,
    index: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def handler(*arguments: object) -> Index:
        return Index(*arguments, directory=str(tmp_path))  # type: ignore[arg-type]

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        try:
            monkeypatch.setenv("PIP_INDEX_URL", f"http://me:wrong@127.0.0.1:{server.server_port}/simple/")
            assert not setup.from_index(tmp_path / "scratch")
            assert "401" in capsys.readouterr().err

            monkeypatch.setenv("PIP_INDEX_URL", f"http://me:p%40ss@127.0.0.1:{server.server_port}/simple/")
            assert setup.from_index(tmp_path / "scratch") == ["pip-99.1-py3-none-any.whl"]
        finally:
            server.shutdown()
