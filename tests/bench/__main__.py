"""Times builds of a congress of many pages, alone or in turn with another generator: `make bench`.

    python -m tests.bench [--size S|M|L] [--json FILE] [--runs 5] [--args …]
        [--peer COMMAND --peer-dir FOLDER [--peer-edit FILE]]

Without a JSON file (its shape: `convert.py`) the congress is made up. Everything happens in memory where there is
/dev/shm. Quote medians, and ratios to a peer timed in the same run: seconds depend on the machine and its other
work. For Linux and macOS.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.made_up import SIZES

DAY = "2026-11-02"
"""The day to build for, so that a run does not depend on the clock."""
PROJECT = Path(__file__).resolve().parent.parent.parent
_TITLE = re.compile(r"(    title:\n      zh: )(.*)")


@dataclass(frozen=True)
class Run:
    """What one command took: seconds, seconds of all its processes, MiB of the largest of them."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Case:
    """Something to time: what is done before each run of ours, and of the peer's."""

    name: str
    prepare: Callable[[int], None]
    prepare_peer: Callable[[int], None]


@dataclass(frozen=True)
class Program:
    """A command and the folder it runs in."""

    command: Sequence[str]
    folder: Path

    def run(self) -> Run:
        """Run it once; ends the bench when it fails."""
        environment = {**os.environ, "SITEGEN_NOW": DAY, "PYTHONPATH": str(PROJECT)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # users' programs are compiled after their first run
        with tempfile.TemporaryFile() as told:
            start = time.perf_counter()
            process = subprocess.Popen(
                self.command, cwd=self.folder, env=environment, stdout=subprocess.DEVNULL, stderr=told
            )
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                told.seek(0)
                sys.exit(f"{' '.join(self.command)}: {process.returncode}\n{told.read().decode()[-4000:]}")
        unit = 1 if sys.platform == "darwin" else 1024
        return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 2**20)

    def remove(self, *names: str) -> None:
        """Remove what builds made."""
        for name in names:
            shutil.rmtree(self.folder / name, ignore_errors=True)


def main() -> None:
    """The command line."""
    options = read_options()
    place = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-", dir=place) as name:
        folder = Path(name)
        source = options.json.absolute() if options.json else options.size
        # in a process of its own: this one must stay small, as its memory counts as the least of any child's
        maker = [sys.executable, "-m", "tests.bench.convert", source, folder / "content"]
        subprocess.run(maker, cwd=PROJECT, check=True)
        ours = Program([sys.executable, "-m", "sitegen", "build", *shlex.split(options.args)], folder)
        peer = Program(shlex.split(options.peer), options.peer_dir) if options.peer else None
        print(f"{options.runs} runs each, medians (least–most)")
        print("| case | program | wall s | CPU s | peak MiB |\n|---|---|---:|---:|---:|", flush=True)
        for case in cases(ours, peer, options.peer_edit):
            if case.name in options.cases:
                compare(case, ours, peer, options.runs)
        pages = sum(1 for _ in (folder / "output").rglob("*.html"))
        print(f"{pages} pages by sitegen")


def read_options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Times builds of sitegen.")
    parser.add_argument("--size", choices=SIZES, default="M", help="of the made-up congress")
    parser.add_argument("--json", type=Path, help="a congress as neutral data instead of a made-up one")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cases", default="cold,unchanged,abstract,title", help="some of these, by commas")
    parser.add_argument("--args", default="", help="more arguments for `sitegen build`")
    parser.add_argument("--peer", help="command of another generator, timed in turn")
    parser.add_argument("--peer-dir", type=Path, default=Path(), help="where the peer is run")
    parser.add_argument("--peer-edit", type=Path, help="a Markdown file of the peer's to edit where we edit")
    options = parser.parse_args()
    options.cases = options.cases.split(",")
    return options


def cases(ours: Program, peer: Program | None, peer_edit: Path | None) -> list[Case]:
    """What is timed, in this order."""
    abstracts = sorted(ours.folder.glob("content/programme/*.zh.md"))
    abstract = abstracts[len(abstracts) // 2]
    day = max(ours.folder.glob("content/programme/*-*-*.yaml"))

    def edit_peer(n: int) -> None:
        if peer_edit:
            append_to(peer_edit, n)

    def start_afresh(_: int) -> None:
        ours.remove("output", ".cache")

    def start_peer_afresh(_: int) -> None:
        if peer:
            peer.remove("output", "cache", ".cache", "resources")

    def leave(_: int) -> None:
        pass

    return [
        Case("cold", start_afresh, start_peer_afresh),
        Case("unchanged", leave, leave),
        Case("abstract", lambda n: append_to(abstract, n), edit_peer),
        Case("title", lambda n: change_title(day, n), edit_peer),
    ]


def append_to(file: Path, n: int) -> None:
    """One more paragraph at the end of a file."""
    with file.open("a", encoding="utf-8", newline="\n") as text:
        text.write(f"\n补充{n}。\n")


def change_title(file: Path, n: int) -> None:
    """Another title for the first session of a day."""
    text = file.read_text(encoding="utf-8")
    changed, found = _TITLE.subn(rf"\g<1>题目{n}", text, count=1)
    assert found, f"no title in {file}"
    file.write_text(changed, encoding="utf-8", newline="\n")


def compare(case: Case, ours: Program, peer: Program | None, runs: int) -> None:
    """Time both in turn, ours first; one run before the first is not counted."""
    found: list[Run] = []
    others: list[Run] = []
    for n in range(runs + 1):
        case.prepare(n)
        found.append(ours.run())
        if peer:
            case.prepare_peer(n)
            others.append(peer.run())
    tell(case.name, "sitegen", found[1:])
    if peer:
        tell(case.name, "peer", others[1:])
        ratios = [median(found[1:], name) / median(others[1:], name) for name in ("wall", "cpu", "memory")]
        print(f"| {case.name} | ratio | {' | '.join(f'{ratio:.2f}' for ratio in ratios)} |", flush=True)


def median(runs: Sequence[Run], name: str) -> float:
    """The middle one of a figure."""
    return statistics.median(getattr(run, name) for run in runs)


def tell(case: str, program: str, runs: Sequence[Run]) -> None:
    """A row of the table."""
    cells = []
    for name, digits in (("wall", 3), ("cpu", 3), ("memory", 0)):
        values = [getattr(run, name) for run in runs]
        cells.append(f"{median(runs, name):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})")
    print(f"| {case} | {program} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
