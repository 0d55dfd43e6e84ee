"""Puts the new output folder together and finds out what differs from the old one."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b, file_digest
from pathlib import Path

from sitegen.fresh import sealed_time
from sitegen.publish import lock, swap
from sitegen.publish.manifest import (
    NAME,
    RESERVED,
    Disk,
    Entry,
    Manifest,
    folders_of,
    is_inside,
    to_bytes,
)

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_BY_DESCRIPTOR = os.utime in os.supports_fd


@dataclass(frozen=True, slots=True)
class File:
    """A finished file: its path from the output folder with slashes, and its bytes or a file that holds them.

    `source` is copied, never linked: an output file damaged by hand must not damage the cache. `digest` is
    the source's BLAKE2b-128 (hex), for callers that know it; it spares reading the source when unchanged.
    """

    path: str
    data: bytes | None = None
    source: Path | str | None = None
    digest: str | None = None


class InTheWayError(Exception):
    """A file that is not ours stands where one of ours must go."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class HalfDoneError(Exception):
    """Replacing file by file failed on the way; the manifest in place knows of both old and new files."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.error = error


class Stage:
    """One publication: take all files, then finish; `clear` whatever happened."""

    def __init__(self, place: swap.Place, known: Manifest, disk: Disk, by_file: bool) -> None:
        self.place = place
        self.old = known
        self.new: Manifest = {}
        self.changed: list[str] = []
        self.unchanged: list[str] = []
        self.removed = 0
        self.kept_foreign: tuple[str, ...] = ()
        self._by_file = by_file or place.by_file
        self._disk = disk
        self._root = str(place.stage)
        self._folders: set[str] = set()
        self._made: set[str] = set()
        self._swapped = False
        self._now = time.time()

    def take(self, file: File) -> None:
        """Note a file, and write it beside the output unless it stands there already; OSError."""
        path = file.path
        self._claim(path)
        old = self.old.get(path)
        if old and file.digest == old.digest and self._disk.still_has(path, old):
            self.new[path] = old
            self.unchanged.append(path)
            return
        if file.data is not None:
            entry = Entry(len(file.data), blake2b(file.data, digest_size=16).hexdigest())
        elif file.source is not None:
            source = Path(file.source)
            entry = Entry(source.stat().st_size, file.digest or _digest(source))
        else:
            raise ValueError(f"{path}: neither data nor source")
        self.new[path] = entry
        if self._stands(path, entry):
            self.unchanged.append(path)
            return
        self.changed.append(path)
        place = self._room(path)
        modified = sealed_time(entry.digest, self._now)
        try:
            if file.data is not None:
                _write(place, file.data, modified)
            elif file.source is not None:
                shutil.copyfile(file.source, place)
                os.utime(place, ns=(modified, modified))
        except OSError as error:
            error.filename = error.filename or path
            raise

    def finish(self) -> bool:
        """Put what was taken in place, keep foreign files, drop ours that were not taken.

        Returns whether it happened in one step (or not at all, since nothing differed). InTheWayError or
        OSError with the old output whole; HalfDoneError.
        """
        gone = self.old.keys() - self.new.keys()
        self.removed = sum(path in self._disk.files or path in self._disk.others for path in gone)
        foreign = self._foreign()
        listing = to_bytes(self.new)
        if not self.changed and not self.removed and _reads(self.place.real / NAME, listing):
            return True
        self._by_file = self._by_file and self.place.real.is_dir()
        if not self._by_file:
            self._add_unchanged(foreign)
        _write(self._room(NAME), listing, time.time_ns())
        with lock.uninterrupted():
            done = None if self._by_file else swap.put(self.place)
            self._swapped = done is not None
            return self._replace_files(sorted(gone)) if done is None else done

    def clear(self) -> None:
        """Remove what stands beside the output: the old folder after a swap, else the unfinished new one."""
        if self._swapped:
            swap.remove_old(self.place.stage, self.place.real)
            swap.remove_old(self.place.aside, self.place.real)
        else:
            shutil.rmtree(self.place.stage, ignore_errors=True)

    def _claim(self, path: str) -> None:
        if path not in self.old and not is_inside(path):
            raise ValueError(f"{path!r} is no path in the output folder")
        if path in self.new or path in self._folders:
            raise ValueError(f"{path}: made twice")
        folder = path.rpartition("/")[0]
        if folder and folder not in self._folders:
            folders = folders_of(path)
            if not self.new.keys().isdisjoint(folders):
                raise ValueError(f"{path}: a file and a folder of one name")
            self._folders.update(folders)

    def _stands(self, path: str, entry: Entry) -> bool:
        """Whether the output has the file: by its time if that is the one we set, else by reading it."""
        if self.old.get(path) != entry or path not in self._disk.files:
            return False
        if self._disk.still_has(path, entry):
            return True
        return self._disk.files[path][0] == entry.size and _digest(self.place.real / path) == entry.digest

    def _room(self, path: str) -> str:
        """The path in the new folder, whose folder has been made."""
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            if folder.rpartition("/")[0] in self._made:  # spares the system many questions
                with suppress(FileExistsError):
                    os.mkdir(f"{self._root}/{folder}")
            else:
                os.makedirs(f"{self._root}/{folder}", exist_ok=True)
                self._made.update(folders_of(folder))
            self._made.add(folder)
        return f"{self._root}/{path}"

    def _foreign(self) -> list[str]:
        """Files and folders in the output that are not ours, folders with a slash at the end."""
        disk = self._disk
        before = {folder for path in self.old for folder in folders_of(path)}
        found = [path for path in (*disk.files, *disk.others) if path not in self.old]
        for path in found:
            if path in self._folders or not self.new.keys().isdisjoint(folders_of(path)):
                raise InTheWayError(path)
            if path in self.new and not self._is_same(path):
                raise InTheWayError(path)
        found = [path for path in found if path not in self.new]
        folders = [folder for folder in disk.folders if folder not in before and folder not in self._folders]
        for folder in folders:
            if folder in self.new:
                raise InTheWayError(folder)
        found += [folder + "/" for folder in folders]
        outside = set(disk.folders) - self._folders
        tops = set()
        for path in found:
            top = [folder + "/" for folder in folders_of(path) if folder in outside]
            tops.add(top[-1] if top else path)
        self.kept_foreign = tuple(sorted(tops))
        return found

    def _is_same(self, path: str) -> bool:
        """Whether a foreign file happens to be what we would write."""
        if path not in self._disk.files or self._disk.files[path][0] != self.new[path].size:
            return False
        return _digest(self.place.real / path) == self.new[path].digest

    def _add_unchanged(self, foreign: list[str]) -> None:
        """Complete the new folder by what stays as it is, under second names."""
        real = self.place.real
        self._room(NAME)
        if real.is_dir():
            shutil.copymode(real, self.place.stage)
        for path in foreign:
            if path.endswith("/"):
                shutil.copymode(real / path, self._room(path))
            else:
                swap.link(real / path, Path(self._room(path)))
        start = str(real)
        for path in self.unchanged:
            swap.link(f"{start}/{path}", self._room(path))

    def _replace_files(self, gone: list[str]) -> bool:
        """Replace and delete one by one: pages after what they use, index pages last, deletions after all.

        Before the first step the manifest gets the names of all files concerned: a build that is killed on
        the way leaves nothing that the next one would take for foreign.
        """
        real, stage = self.place.real, self.place.stage
        is_one_step = len(self.changed) + self.removed <= 1
        if not (is_one_step and self.old.keys() >= set(self.changed)):
            journal = self.old | dict.fromkeys(self.changed, Entry(0, ""))
            _write(f"{stage}/{RESERVED}journal", to_bytes(journal), time.time_ns())
            swap.move(stage / f"{RESERVED}journal", real, NAME)
        try:
            first = self._blocking(gone)
            _delete(real, first)
            for path in sorted(self.changed, key=_turn):
                (real / path).parent.mkdir(parents=True, exist_ok=True)
                swap.move(stage / path, real, path)
            _delete(real, [path for path in gone if path not in first])
            swap.move(stage / NAME, real, NAME)
        except OSError as error:
            raise HalfDoneError(error) from error
        return is_one_step

    def _blocking(self, gone: list[str]) -> list[str]:
        """What must go first: a file where a folder comes, the reverse, a name that changes its capitals."""
        folded = {path.casefold() for path in self.changed}
        return [
            path
            for path in gone
            if path in self._folders
            or path.casefold() in folded  # deleted last, it would be the new file on Windows and macOS
            or not self.new.keys().isdisjoint(folders_of(path))
        ]


def _turn(path: str) -> tuple[int, int, str]:
    """The order of replacing: other files, pages, index pages, of these the deeper ones first."""
    rank = 2 if path.rpartition("/")[2] == "index.html" else int(path.endswith(".html"))
    return rank, -path.count("/"), path


def _delete(root: Path, paths: list[str]) -> None:
    """Delete files of ours, and the folders that are empty then."""
    for path in paths:
        (root / path).unlink(missing_ok=True)
    for folder in sorted({folder for path in paths for folder in folders_of(path)}, key=len, reverse=True):
        with suppress(OSError):  # not empty
            (root / folder).rmdir()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, lambda: blake2b(digest_size=16)).hexdigest()


def _reads(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _write(path: str, data: bytes, modified: int) -> None:
    """Write a new file (one that exists is an error: it may be a second name of one in use)."""
    descriptor = os.open(path, _NEW_FILE, 0o666)
    try:
        rest = memoryview(data)
        while rest:  # a disk that is nearly full takes a part
            rest = rest[os.write(descriptor, rest) :]
        if _BY_DESCRIPTOR:
            os.utime(descriptor, ns=(modified, modified))
    finally:
        os.close(descriptor)
    if not _BY_DESCRIPTOR:
        os.utime(path, ns=(modified, modified))
