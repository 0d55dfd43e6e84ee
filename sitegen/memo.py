"""Remembers slow pure functions by their inputs: Markdown, pictures, cards, PDF, in `.cache/`.

What stands in the cache is only ever a shortcut. Whatever is damaged, cut off, of another version or
not writable is passed over without a word and made anew, and the folder may be deleted at any time.
"""

from __future__ import annotations

import marshal
import os
import shutil
import stat
import sys
import time
import weakref
import zlib
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, cast

from sitegen.fresh import SECOND, seal, sealed_time

T = TypeVar("T")
_DAY = 24 * 60 * 60


def key_of(*inputs: str | bytes | int | None) -> str:
    """A key (32 hex digits) over a function's version and all its inputs, each for itself."""
    digest = blake2b(digest_size=16)
    for value in inputs:
        data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        digest.update(f"{type(value).__name__}{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


class Memo:
    """What is remembered in one cache folder; with `None` in memory, until the program ends.

    Two processes may use one folder: everything is put in place by renaming. Call `save` once, after a
    whole build; what that build did not use may be dropped then.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._blobs: dict[str, Blobs] = {}
        self._used: dict[str, set[str]] = {}
        self._spare: Path | None = None

    def blobs(self, name: str, version: str) -> Blobs:
        """The small values of one function; those of another `version` are forgotten."""
        blobs = self._blobs.get(name)
        if blobs is None or blobs.version != version:
            place = self._folder / f"{name}.blobs" if self._folder else None
            blobs = self._blobs[name] = Blobs(place, version)
        return blobs

    def file(self, name: str, key: str, suffix: str, make: Callable[[Path], None]) -> Path:
        """The file made from the inputs that `key` (of `key_of`) stands for: `NAME/aa/KEY.suffix`.

        `make` writes it to the path it is given, which ends in `suffix` (with its dot); what it raises is
        passed on and nothing is kept. Do not change the file, copy it.
        """
        if len(key) < 8 or not set(key) <= set("0123456789abcdef"):
            raise ValueError(f"not a key: {key!r}")
        self._used.setdefault(name, set()).add(key + suffix)
        for root in (self._folder, self._spare):
            if root and _is_whole(path := root / name / key[:2] / (key + suffix), key):
                return path
        try:
            path, draft = _begin(self._folder or self._temporary(), name, key, suffix)
        except OSError:
            path, draft = _begin(self._temporary(), name, key, suffix)
        try:
            make(draft)
            modified = sealed_time(key_of(key, draft.stat().st_size), time.time())
            os.utime(draft, ns=(modified, modified))
            _put_in_place(draft, path, key)
        finally:
            shutil.rmtree(draft.parent, ignore_errors=True)
        return path

    def folder(self, name: str, key: str, make: Callable[[Path], None]) -> Path:
        """The folder of files made from the inputs of `key`, like `file`; while it is there it is trusted.

        `make` is given the path of a folder to make.
        """
        self._used.setdefault(name, set()).add(key)
        for root in (self._folder, self._spare):
            if root and (path := root / name / key[:2] / key).is_dir():
                return path
        try:
            path, draft = _begin(self._folder or self._temporary(), name, key, "")
        except OSError:
            path, draft = _begin(self._temporary(), name, key, "")
        try:
            make(draft)
            with suppress(OSError):  # another process was first
                draft.rename(path)
        finally:
            shutil.rmtree(draft.parent, ignore_errors=True)
        return path

    def save(self) -> None:
        """Write what is new and drop what is no longer used; a cache that cannot be written is left alone."""
        for blobs in self._blobs.values():
            blobs.save()
        for name, used in self._used.items():
            if self._folder:
                _drop_unused(self._folder / name, used)

    def _temporary(self) -> Path:
        if self._spare is None:
            import tempfile

            self._spare = Path(tempfile.mkdtemp(prefix="sitegen-"))
            weakref.finalize(self, shutil.rmtree, self._spare, ignore_errors=True)
        return self._spare


class Blobs:
    """Small values by key: whatever `marshal` can write (text, bytes, numbers, tuples, lists, dicts, None).

    All stand in one file, read at the first question. Each `get` gives a value of its own, so that
    changing one changes nothing here.
    """

    def __init__(self, place: Path | None, version: str) -> None:
        self.version = version
        self.calls = 0
        self.hits = 0
        self.is_partial = False
        """Set by a run that asks only for a part of what is needed: nothing is dropped after it."""
        self._place = place
        self._values: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._learnt: set[bytes] = set()
        self._read: tuple[int, ...] | None = None if place else ()
        self._is_new = False

    def get(self, key: bytes | str) -> Any | None:
        """The value put under this key, None if there is none (or if it was None)."""
        found = self._find(_short(key))
        return None if found is None else marshal.loads(found)  # noqa: S302 - checked when the file was read

    def put(self, key: bytes | str, value: object) -> None:
        """Keep a value; ValueError for one that `marshal` does not know, such as a subclass of `str`."""
        self._put(_short(key), value)

    def remember(self, key: bytes | str, make: Callable[[], T]) -> T:
        """The value kept under this key, else that of `make`, which is kept."""
        short = _short(key)
        found = self._find(short)
        if found is not None:
            return cast("T", marshal.loads(found))  # noqa: S302
        value = make()
        self._put(short, value)
        return value

    def hand_over(self) -> tuple[dict[bytes, bytes], set[bytes]]:
        """What this process learnt, and which keys it used: for the process it was forked from."""
        return {key: self._values[key] for key in self._learnt}, self._used

    def take_over(self, learnt: dict[bytes, bytes], used: set[bytes]) -> None:
        """Keep what a forked process learnt."""
        self._values |= learnt
        self._used |= used
        self._is_new = self._is_new or bool(learnt)

    def save(self) -> None:
        """Write the file if there is something new in it, or more than twice as much as was used."""
        if self._place is None or not self._used:
            return
        if len(self._values) > 2 * len(self._used) and not self.is_partial:
            self._values = {key: self._values[key] for key in self._values if key in self._used}
        elif not self._is_new:
            return
        elif _identity(self._place) != self._read:  # another process has saved meanwhile
            self._values = _load(self._place, self.version) | self._values
        _store(self._place, self.version, self._values)
        self._read = _identity(self._place)
        self._is_new = False

    def _find(self, short: bytes) -> bytes | None:
        if self._read is None:
            assert self._place is not None
            self._read = _identity(self._place)
            self._values = _load(self._place, self.version) | self._values
        self.calls += 1
        found = self._values.get(short)
        if found is not None:
            self.hits += 1
            self._used.add(short)
        return found

    def _put(self, short: bytes, value: object) -> None:
        self._values[short] = marshal.dumps(cast("Any", value))
        self._used.add(short)
        self._learnt.add(short)
        self._is_new = True


def _short(key: bytes | str) -> bytes:
    data = key if isinstance(key, bytes) else key.encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=16).digest()


def _identity(place: Path) -> tuple[int, ...]:
    try:
        status = place.stat()
    except OSError:
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _head(version: str, payload: bytes) -> bytes:
    # marshal trusts what it reads and differs between Pythons: nothing unchecked may reach it
    made_by = f"{sys.implementation.cache_tag} {marshal.version} {key_of(version)}"
    return f"sitegen blobs 1 {made_by} {len(payload)} {zlib.crc32(payload):08x}\n".encode()


def _load(place: Path, version: str) -> dict[bytes, bytes]:
    try:
        head, _, payload = place.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if head + b"\n" != _head(version, payload):
        return {}
    values: dict[bytes, bytes] = marshal.loads(payload)  # noqa: S302 - checked just now
    return values


def _store(place: Path, version: str, values: dict[bytes, bytes]) -> None:
    payload = marshal.dumps(values)
    write_quietly(place, _head(version, payload) + payload)


def write_quietly(path: Path, data: bytes) -> None:
    """Keep a small file of the cache, whole or not at all; a cache that cannot be written is left alone."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()


def _begin(root: Path, name: str, key: str, suffix: str) -> tuple[Path, Path]:
    """The final path, and one in a new folder beside it, whose making proves that the disk takes it."""
    folder = root / name / key[:2]
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{key}{suffix}-{os.getpid()}-{time.monotonic_ns()}"
    draft.mkdir()
    return folder / (key + suffix), draft / (key + suffix)


def _put_in_place(draft: Path, path: Path, key: str) -> None:
    if path.is_dir():  # no folder of ours
        shutil.rmtree(path)
    try:
        draft.replace(path)
    except OSError:
        if not _is_whole(path, key):  # Windows does not replace a file that is being read, nor need it
            raise


def _is_whole(path: Path, key: str) -> bool:
    """Whether a file is as it was made; where the disk keeps whole seconds only, whether it is not empty."""
    try:
        status = path.stat()
    except OSError:
        return False
    if not stat.S_ISREG(status.st_mode):
        return False
    part = status.st_mtime_ns % SECOND
    return part == seal(key_of(key, status.st_size)) or (not part and status.st_size > 0)


def _drop_unused(folder: Path, used: set[str]) -> None:
    """Delete what this run did not use when that is the greater part, sparing what is younger than a day."""
    found = [path for path in folder.glob("??/*") if path.name.startswith(".") or path.name not in used]
    if len(found) <= len(used):
        return
    for path in found:
        with suppress(OSError):
            if time.time() - path.stat().st_mtime < _DAY:
                continue  # another build may be about to read it
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
