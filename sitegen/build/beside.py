"""Does several things at once, each but the first in a process forked for it."""

from __future__ import annotations

import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")

WORTH_FORKING = 500
"""Pages from which on a second process saves more than it costs."""


def is_worth_it(pages: int, processes: int = 0) -> bool:
    """Whether work on so many pages is divided; `processes` are those allowed, 0 is for as many as pay."""
    if not sys.platform.startswith("linux"):
        return False
    return processes > 1 or (not processes and pages >= WORTH_FORKING and (os.cpu_count() or 1) > 1)


def beside(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """The results of all, in order: the first is done in this process, each other in a child.

    Results of children are pickled; what else a child changes is lost. Raises RuntimeError, with its trace,
    when a child fails.
    """
    children = [_start(task) for task in tasks[1:]]
    results = [tasks[0]()]
    result: Any
    for pid, path in children:
        _, status = os.waitpid(pid, 0)
        try:
            succeeded, result = _read(path) if status == 0 else (False, f"status {status}")
        finally:
            os.unlink(path)  # noqa: PTH108
        if not succeeded:
            raise RuntimeError(f"a second process failed:\n{result}")
        results.append(result)
    return results


def _start(task: Callable[[], object]) -> tuple[int, str]:
    handle, path = tempfile.mkstemp(prefix="sitegen-")
    os.close(handle)
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid == 0:
        _child(task, path)
    return pid, path


def _read(path: str) -> tuple[bool, Any]:
    with open(path, "rb") as file:  # noqa: PTH123
        found: tuple[bool, Any] = pickle.load(file)  # noqa: S301 - written by our own child just now
    return found


def _child(task: Callable[[], object], path: str) -> None:
    """Everything a child does; it never returns."""
    import traceback

    result: tuple[bool, object]
    try:
        result = True, task()
    except BaseException:
        result = False, traceback.format_exc()
    with open(path, "wb") as file:  # noqa: PTH123
        pickle.dump(result, file, protocol=pickle.HIGHEST_PROTOCOL)
    os._exit(0)
