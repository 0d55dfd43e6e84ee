"""Builds the site in memory again whenever something is saved, in a thread beside the server."""

from __future__ import annotations

import dataclasses
import gc
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from sitegen.build.options import Options, Report
from sitegen.build.run import default_templates, make_site
from sitegen.memo import Memo
from sitegen.problems import Problems, Stopped
from sitegen.publish import File
from sitegen.serve.state import State
from sitegen.source import discover
from sitegen.source.files import is_left_over

GATHER = 30
"""Milliseconds without a further change after which a save counts as done: editors save in several steps."""
LOOK = 1000
"""Milliseconds after which the files are looked at even unasked: network folders report no changes."""

_Sight = dict[str, tuple[int, int]]


class Rebuilder:
    """Builds once, then after every change, and hands each outcome to `announce`, in its own thread."""

    def __init__(
        self,
        options: Options,
        announce: Callable[[State], None],
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> None:
        # one process: where threads run, none must be forked
        self._options = dataclasses.replace(options, processes=1, worker=False)
        self._announce = announce
        self._progress = progress
        self._roots = (options.content, default_templates(), *options.templates)
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="rebuild", daemon=True)
        self.state = State()
        self._memo: Memo | None = None  # kept in memory; pictures that had no room on disk live as long

    def start(self) -> None:
        """Begin with the first build."""
        self._thread.start()

    def stop(self, patience: float) -> bool:
        """End after what is being done; False if that took longer than `patience` seconds."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(patience)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            seen = self._rebuild()
            for _ in _changes(self._roots, self._ending):
                if not self._ending.is_set() and _sight(self._roots) != seen:
                    seen = self._rebuild()
        except _Ended:
            pass

    def _rebuild(self) -> _Sight:
        """One build; what was there before it, so that a save meanwhile leads to another."""
        seen = _sight(self._roots)
        self.state = self._outcome(self.state)
        self._announce(self.state)
        gc.collect()  # the site before this one, when the browser has been told already
        return seen

    def _outcome(self, before: State) -> State:
        report = Report(memo=self._memo)
        start = time.perf_counter()
        files, ready, coverage, fault = before.files, before.ready, before.coverage, ""
        gc.disable()  # as in every build
        try:
            files = _table(make_site(self._options, report, self._tell_progress))
            ready, coverage = report.ready, report.coverage
        except Stopped:
            pass
        except _Ended:
            raise
        except Exception:
            fault = traceback.format_exc()
        finally:
            self._memo = report.memo
            gc.enable()
        return State(
            files=files,
            ready=ready,
            coverage=coverage,
            problems=tuple(report.problems),
            fault=fault,
            number=before.number + 1,
            pages=report.pages,
            seconds=time.perf_counter() - start,
            timings=report.timings,
        )

    def _tell_progress(self, done: int, total: int) -> None:
        if self._ending.is_set():
            raise _Ended
        self._progress(done, total)


class _Ended(BaseException):
    """Ends a build whose outcome nobody waits for any more."""


def _table(files: Sequence[File]) -> Mapping[str, bytes | Path]:
    table: dict[str, bytes | Path] = {}
    for file in files:
        if file.data is not None:
            table[file.path] = file.data
        elif file.source is not None:
            table[file.path] = Path(file.source)
    return table


def _sight(roots: Sequence[Path]) -> _Sight:
    """Size and time of every file that a build may read."""
    return {
        str(file.file): (file.size, file.mtime_ns) for root in roots for file in discover(root, Problems())
    }


def _changes(roots: Sequence[Path], ending: threading.Event) -> Iterator[None]:
    """Yields when something under the roots may have changed, and every now and then."""
    from watchfiles import watch

    while not ending.is_set():
        there = _folders(roots)
        try:
            for _ in watch(
                *there,
                watch_filter=lambda change, path: not is_left_over(Path(path).name),
                debounce=8 * GATHER,
                step=GATHER,
                rust_timeout=LOOK,
                yield_on_timeout=True,
                stop_event=ending,
                raise_interrupt=False,
            ):
                yield
                if _folders(roots) != there:  # a new folder, which nobody watches yet
                    break
        except (OSError, RuntimeError):  # a folder went just now, or the system watches no more of them
            yield
            ending.wait(LOOK / 1000)


def _folders(roots: Sequence[Path]) -> dict[Path, int]:
    found = {}
    for root in roots:
        try:
            found[root] = root.stat().st_ino
        except OSError:
            continue
    return found
