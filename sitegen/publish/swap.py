"""Puts a finished folder in the place of the old one, in one step where the system has such a step."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sitegen.publish import manifest

_FOLLOWS = os.link not in os.supports_follow_symlinks  # Windows knows no choice, and links the link itself


@dataclass(frozen=True, slots=True)
class Place:
    """An output folder, links followed, and the folder in which the work beside it is done.

    That is the folder around it; the output folder itself where that one is on another disk or not
    writable, as with a mounted output folder: then files can only be replaced one by one (`by_file`).
    """

    real: Path
    work: Path
    prefix: str
    by_file: bool

    @classmethod
    def of(cls, output: Path) -> Place:
        """Follow links, make the folders above if needed; OSError."""
        real = output.resolve()
        real.parent.mkdir(parents=True, exist_ok=True)
        by_file = real.is_dir() and (
            real.stat().st_dev != real.parent.stat().st_dev or not os.access(real.parent, os.W_OK | os.X_OK)
        )
        if by_file:
            return cls(real, real, manifest.RESERVED, True)
        return cls(real, real.parent, f".{real.name}.", holds_mounts(real))

    @property
    def lock(self) -> Path:
        """The lock file."""
        return self.work / f"{self.prefix}lock"

    @property
    def stage(self) -> Path:
        """Where this process puts the new folder together; after an exchange the old one stands there."""
        return self.work / f"{self.prefix}tmp-{os.getpid()}"

    @property
    def aside(self) -> Path:
        """Where the old folder stands between two renames."""
        return self.work / f"{self.prefix}old-{os.getpid()}"

    def recover(self) -> None:
        """Undo what killed builds left; the caller holds the lock, so none of it belongs to a living one."""
        for path in sorted(self.work.iterdir()):
            name = path.name
            if name.startswith(f"{self.prefix}old-"):
                if os.path.lexists(self.real):
                    remove_old(path, self.real)
                else:  # killed between the two renames
                    path.rename(self.real)
            elif name.startswith(f"{self.prefix}tmp-"):
                # with a manifest it may be the old folder, after an exchange
                if (path / manifest.NAME).exists() and self.real.exists():
                    remove_old(path, self.real)
                else:
                    shutil.rmtree(path, ignore_errors=True)
        (self.real / f"{manifest.RESERVED}part").unlink(missing_ok=True)


def holds_mounts(folder: Path) -> bool:
    """Whether the folder is a mount point or holds one; it must then not be moved, far less deleted."""
    try:
        with Path("/proc/self/mountinfo").open(encoding="utf-8", errors="surrogateescape") as file:
            points = [line.split(" ", 5)[4] for line in file]
    except OSError:  # no Linux
        return folder.exists() and any(
            Path(inner).stat().st_dev != folder.parent.stat().st_dev for inner, _, _ in os.walk(folder)
        )
    start = f"{folder}/"
    return any(f"{_plain(point)}/".startswith(start) for point in points)


def _plain(point: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(code, character)
    return point


def put(place: Place) -> bool | None:
    """Put the staged folder in place: True for one step, False for two renames, None where it cannot move."""
    if not os.path.lexists(place.real):
        os.rename(place.stage, place.real)
        return True
    if exchange(place.stage, place.real):
        return True
    try:
        os.rename(place.real, place.aside)
    except OSError:  # a mount point, a layer of a container, a folder in use on Windows
        return None
    try:
        os.rename(place.stage, place.real)
    except OSError:
        os.rename(place.aside, place.real)
        return None
    return False


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, by renameat2(2) or on macOS renamex_np(2); whether it was done."""
    system: str = sys.platform
    if system not in ("linux", "darwin"):
        return False
    import ctypes

    library = ctypes.CDLL(None, use_errno=True)
    here, swap = (-100, 2)  # AT_FDCWD, RENAME_EXCHANGE
    names = os.fsencode(one), os.fsencode(other)
    try:
        if system == "darwin":
            result = library.renamex_np(*names, ctypes.c_uint(2))  # RENAME_SWAP
        else:
            result = library.renameat2(here, names[0], here, names[1], ctypes.c_uint(swap))
    except AttributeError:  # a C library without it, such as musl
        return False
    return bool(result == 0)


def remove_old(old: Path, new: Path) -> None:
    """Delete the old folder; a foreign file that came while we built, and is not in the new one, moves there.

    What cannot be deleted stays and is tried again by the next build.
    """
    with suppress(OSError, manifest.DamagedError):
        _remove(str(old), "", str(new), manifest.read(old) or {})
        (old / manifest.NAME).unlink(missing_ok=True)
        old.rmdir()


def _remove(old: str, prefix: str, new: str, ours: manifest.Manifest) -> None:
    folder = f"{old}/{prefix}"
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        path = prefix + entry.name
        if path == manifest.NAME:
            continue  # last, or a build killed here would leave files that look foreign
        if entry.is_dir(follow_symlinks=False):
            _remove(old, path + "/", new, ours)
        elif path in ours or path.startswith(manifest.RESERVED) or os.path.lexists(f"{new}/{path}"):
            os.unlink(entry.path)
        else:
            os.makedirs(f"{new}/{prefix}", exist_ok=True)
            os.rename(entry.path, f"{new}/{path}")
    if prefix:
        os.rmdir(folder)


def link(source: Path | str, target: Path | str) -> None:
    """The same file under a second name, a copy where the disk knows no second names; links stay links."""
    try:
        os.link(source, target, follow_symlinks=_FOLLOWS)
    except (OSError, NotImplementedError):
        if os.path.lexists(target):
            raise
        shutil.copy2(source, target, follow_symlinks=False)


def move(source: Path, output: Path, path: str) -> None:
    """Replace a file of the output in one step, also when `source` is on another disk."""
    try:
        os.replace(source, output / path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        part = output / f"{manifest.RESERVED}part"
        shutil.copy2(source, part)
        os.replace(part, output / path)
