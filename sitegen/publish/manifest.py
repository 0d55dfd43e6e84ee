"""The list of the files we made in an output folder, kept inside it; nothing else is ever deleted there."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sitegen.fresh import MANIFEST, SECOND, seal

NAME = MANIFEST
_STEPS = frozenset({"", ".", ".."})
RESERVED = ".sitegen."  # begins the names of our work in progress, at the top of an output folder


class Entry(NamedTuple):
    """A file we made: size in bytes and BLAKE2b-128 (hex), empty while the file is being replaced."""

    size: int
    digest: str


Manifest = dict[str, Entry]  # by path from the output folder, with slashes


class DamagedError(Exception):
    """The manifest is there and cannot be understood, so nobody knows which files are ours."""


def read(output: Path) -> Manifest | None:
    """The manifest of an output folder, None where there is none; DamagedError, OSError."""
    return read_file(output / NAME)


def read_file(file: Path) -> Manifest | None:
    """The manifest in `file`, None where there is none; DamagedError, OSError."""
    try:
        text = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        files = json.loads(text)["files"]
        manifest = {path: Entry(int(size), str(digest)) for path, (size, digest) in files.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise DamagedError from None
    if not all(map(is_inside, manifest)):
        raise DamagedError
    return manifest


def identity(output: Path) -> tuple[int, ...]:
    """Changes whenever a manifest is put in place; empty where there is none."""
    try:
        status = (output / NAME).stat()
    except OSError:
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns


def to_bytes(manifest: Manifest) -> bytes:
    """The manifest as a JSON file, a line for each file, sorted: the same for the same files."""
    quote = json.encoder.encode_basestring
    files = sorted(manifest.items())
    lines = ",\n".join(f"  {quote(path)}: [{size}, {quote(digest)}]" for path, (size, digest) in files)
    return f'{{"version": 1, "files": {{\n{lines}\n}}}}\n'.encode()


def is_inside(path: str) -> bool:
    """Whether a path with slashes stays inside the output folder and names nothing that is reserved."""
    if "\\" in path or "\0" in path or path == NAME or path.startswith(RESERVED):
        return False
    return _STEPS.isdisjoint(path.split("/"))


def folders_of(path: str) -> list[str]:
    """The folders a path with slashes lies in, the nearest first."""
    found = []
    while "/" in path:
        path = path[: path.rindex("/")]
        found.append(path)
    return found


@dataclass(frozen=True, slots=True)
class Disk:
    """What stands in an output folder: size and time (ns) of regular files, other files, and folders."""

    files: dict[str, tuple[int, int]]
    others: frozenset[str]
    folders: tuple[str, ...]

    def still_has(self, path: str, entry: Entry) -> bool:
        """Whether a file has the size and the time that was set when it was written."""
        found = self.files.get(path)
        return found is not None and found[0] == entry.size and found[1] % SECOND == seal(entry.digest)


def look(output: Path) -> Disk:
    """List an output folder (empty when it is not there) without our own notes; links are not followed."""
    files: dict[str, tuple[int, int]] = {}
    others: set[str] = set()
    folders: list[str] = []
    waiting = [""] if output.is_dir() else []
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{output}/{prefix}") as entries:
            for entry in entries:
                path = prefix + entry.name
                if path == NAME or path.startswith(RESERVED):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                    waiting.append(path + "/")
                elif entry.is_file(follow_symlinks=False):
                    status = entry.stat(follow_symlinks=False)
                    files[path] = status.st_size, status.st_mtime_ns
                else:
                    others.add(path)
    return Disk(files, frozenset(others), tuple(sorted(folders)))
