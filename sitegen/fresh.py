"""Tells, before anything heavy is imported, whether sources and output are still those of the last build.

Nothing but `os` and `sys` may be imported here (a test counts): a build that has nothing to do should
cost little more than starting Python.
"""

from __future__ import annotations

import os
import sys

try:
    from _blake2 import blake2b  # the same function; `hashlib` would load OpenSSL first
except ImportError:  # pragma: no cover - an interpreter that keeps it elsewhere
    from hashlib import blake2b

TYPE_CHECKING = False  # as in `typing`, which is not imported
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    StrPath = str | os.PathLike[str]

MANIFEST = "sitegen-files.txt"  # lists what we made in an output folder, see publish/manifest.py
SECOND = 1_000_000_000
_RECORD = "last-build"
_HEAD = f"sitegen build 1 {sys.implementation.cache_tag}"
_SKIPPED = {"__pycache__", ".git"}


def stamp(roots: Iterable[StrPath], extra: str = "") -> str:
    """One digest over `extra` and path, size and time of every file under `roots` (files or folders).

    Take it before sources are read: an edit during the build must lead to another build.
    Symbolic links are followed; a root that is not there counts as such.
    """
    lines = [extra]
    for root in [os.fspath(root) for root in roots]:
        lines.append(f"\0{root}")
        if os.path.isdir(root):
            _stamp_folder(root, "", lines, set())
        else:
            lines.append(_stat_line("", root))
    return _digest(lines)


def _digest(lines: list[str]) -> str:
    return blake2b("\n".join(lines).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def output_stamp(output: StrPath) -> str:
    """One digest over manifest, size and time of the files we made; take it when publishing is done.

    Foreign files do not count, as a build would not change them. To read the manifest is half the work of
    looking into each folder.
    """
    root = os.fspath(output)
    try:
        with open(f"{root}/{MANIFEST}", encoding="utf-8", newline="") as file:
            text = file.read()
    except (OSError, ValueError):
        return stamp([output])
    if "\\" in text:  # a name with a quotation mark: leave reading that to those who read JSON
        return stamp([output])
    lines = [text]
    stat = os.lstat
    for row in text.split('\n  "')[1:]:
        try:
            path = row[: row.index('"')]
            status = stat(f"{root}/{path}")
        except (OSError, ValueError):
            lines.append("absent")
        else:
            lines.append(f"{status.st_size}\0{status.st_mtime_ns}\0{status.st_mode}")
    return _digest(lines)


def _stamp_folder(folder: str, prefix: str, lines: list[str], links: set[tuple[int, int]]) -> None:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        lines.append(f"{prefix}\0unreadable")
        return
    for entry in entries:
        path = prefix + entry.name
        if entry.is_symlink():
            _stamp_link(entry.path, path, lines, links)
        elif not entry.is_dir(follow_symlinks=False):
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:  # gone since: an editor's temporary file
                continue
            lines.append(f"{path}\0{status.st_size}\0{status.st_mtime_ns}")
        elif entry.name not in _SKIPPED:
            _stamp_folder(entry.path, path + "/", lines, links)


def _stamp_link(place: str, path: str, lines: list[str], links: set[tuple[int, int]]) -> None:
    if not os.path.isdir(place):
        lines.append(_stat_line(path, place))
        return
    status = os.stat(place)
    identity = (status.st_dev, status.st_ino)
    if identity not in links:  # each linked folder once, so that a circle of links ends
        links.add(identity)
        _stamp_folder(place, path + "/", lines, links)


def _stat_line(path: str, place: str) -> str:
    try:
        status = os.stat(place)
    except OSError:
        return f"{path}\0absent"
    return f"{path}\0{status.st_size}\0{status.st_mtime_ns}"


def remember_build(cache: StrPath, sources: str, output: str, summary: str) -> None:
    """Keep both stamps and the line to repeat (`summary`) in the cache folder, if it can be written."""
    place = os.path.join(cache, _RECORD)
    draft = f"{place}.{os.getpid()}"
    try:
        os.makedirs(cache, exist_ok=True)
        with open(draft, "w", encoding="utf-8", newline="\n") as file:
            file.write(f"{_HEAD}\n{sources}\n{output}\n{summary}")
        os.replace(draft, place)
    except OSError:
        pass


def nothing_changed(cache: StrPath, sources: str, output: Callable[[], str]) -> str | None:
    """The summary of the last build if both stamps are the remembered ones, else None.

    That of the output takes a look at every file of it, and is asked for only where the sources' fits.
    """
    try:
        with open(os.path.join(cache, _RECORD), encoding="utf-8", newline="") as file:
            lines = file.read().split("\n", 3)
    except (OSError, ValueError):
        return None
    if len(lines) < 4 or lines[:2] != [_HEAD, sources] or lines[2] != output():
        return None
    return lines[3]


def seal(digest: str) -> int:
    """The part below a second, in ns, that a file with this digest (hex) gets as its modification time.

    It says later, for the price of a stat, whether the file is still what was written, and needs no
    record that would differ between two equal builds. NTFS counts in 100 ns; 0 is left to file systems
    that keep whole seconds only.
    """
    return (int(digest[:8], 16) % 9_999_999 + 1) * 100


def sealed_time(digest: str, now: float) -> int:
    """The modification time in ns to set at `now` (seconds), never in the future."""
    return (int(now) - 1) * SECOND + seal(digest)
