"""One builder at a time in an output folder, and no interruption while the new folder is put in place."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # far behind the number, which others must be able to read
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class LockedError(Exception):
    """Another process has been building for longer than we wait; its number is `pid` ("" if unknown)."""

    def __init__(self, pid: str) -> None:
        super().__init__(pid)
        self.pid = pid


@contextmanager
def locked(file: Path, patience: float, waits: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock; call `waits` once with the other's process number, give up after `patience` seconds.

    The system frees the lock of a process that dies, so a file left behind locks nobody out.
    """
    end = time.monotonic() + patience
    told = False
    while (descriptor := _try(file)) is None:
        pid = _holder(file)
        if time.monotonic() >= end:
            raise LockedError(pid)
        if not told:
            told = True
            waits(pid)
        time.sleep(0.02)
    try:
        yield
    finally:
        if sys.platform != "win32":  # deleted while still held; Windows cannot, and the file stays
            with suppress(OSError):
                file.unlink()
        os.close(descriptor)


def _try(file: Path) -> int | None:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if _take(descriptor) and _is_current(descriptor, file):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, f"{os.getpid()}\n".encode())
            return descriptor
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _is_current(descriptor: int, file: Path) -> bool:
    """Whether the locked file is still the one with that name: its last holder may have deleted it."""
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False


def _holder(file: Path) -> str:
    try:
        return file.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


@contextmanager
def ends_orderly() -> Iterator[None]:
    """Let SIGTERM leave through the `finally` clauses (exit status 143), unless it is handled already."""
    in_main = threading.current_thread() is threading.main_thread()  # only there handlers can be set
    if not in_main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Put off Ctrl-C and SIGTERM until the end: what stands inside takes milliseconds and must not be cut."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
        if came:
            signal.raise_signal(came[0])
