"""Finds the files of a content folder: regular ones, sorted, without what editors and systems leave."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.problems import Location, Problems

_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_LEFT_BY_EDITORS = ("~", ".swp", ".swo", ".bak")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the content folder as it was found."""

    path: str
    """Relative to the content root, with `/`, NFC-normalised: `news/opening.zh.md`."""
    file: Path
    """Absolute, spelt as the file system spells it."""
    size: int
    """Bytes."""
    mtime_ns: int
    """Last change, nanoseconds since 1970."""
    shown: str = ""
    """The path as the author knows it (`content/news/opening.zh.md`), for places of problems."""

    @property
    def place(self) -> str:
        """The path for a `Location`."""
        return self.shown or self.path


def is_left_over(name: str) -> bool:
    """Whether a file of this name is hidden or was left by an editor, an office program or a system."""
    lower = name.lower()
    return (
        lower.startswith((".", "~$"))
        or lower.endswith(_LEFT_BY_EDITORS)
        or lower in _LEFT_BY_SYSTEMS
        or (len(name) > 1 and name[0] == name[-1] == "#")
    )


def discover(root: Path, problems: Problems, shown_as: str | None = None) -> tuple[SourceFile, ...]:
    """All content files under `root`, sorted by path.

    `shown_as` goes before each path in problems (default: the folder's name and `/`). Links inside the
    root are followed, links out of it are left out with a warning; names that one file system keeps apart
    and another does not are errors.
    """
    search = _Search(os.path.realpath(root), shown_as if shown_as is not None else f"{root.name}/", problems)
    if not root.is_dir():
        problems.error("content-missing", Location(search.prefix.rstrip("/") or str(root)))
        return ()
    found = search.folder(str(root.absolute()), "", (search.root,))
    return tuple(sorted(found, key=lambda file: file.path))


@dataclass(frozen=True, slots=True)
class _Search:
    root: str
    prefix: str
    problems: Problems

    def folder(self, folder: str, relative: str, inside: tuple[str, ...]) -> Iterator[SourceFile]:
        """The files under one folder; `inside` are the real paths of it and its parents: they end loops."""
        try:
            with os.scandir(folder) as listing:
                entries = [entry for entry in listing if not is_left_over(entry.name)]
        except OSError as error:
            place = Location(self.prefix + relative.rstrip("/"))
            self.problems.error("file-unreadable", place, reason=error.strerror)
            return
        names: dict[str, str] = {}
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = unicodedata.normalize("NFC", entry.name)
            shown = self.prefix + relative + name
            if not _is_encodable(name):
                readable = shown.encode("utf-8", "backslashreplace").decode()
                self.problems.error("file-name-encoding", Location(readable))
                continue
            other = names.setdefault(name.casefold(), name)
            if other is not name:
                twin = self.prefix + relative + other
                self.problems.error("file-case-collision", Location(shown), other=twin)
                if other == name:
                    continue
            try:
                yield from self.entry(entry, relative + name, inside)
            except OSError as error:
                self.problems.error("file-unreadable", Location(shown), reason=error.strerror)

    def entry(self, entry: os.DirEntry[str], path: str, inside: tuple[str, ...]) -> Iterator[SourceFile]:
        """The file this entry is, or the files in the folder it is."""
        place = Location(self.prefix + path)
        real = inside[-1] + os.sep + entry.name
        if entry.is_symlink() or _is_junction(entry):
            real = os.path.realpath(entry.path)
            if real != self.root and not real.startswith(self.root.rstrip(os.sep) + os.sep):
                self.problems.warning("file-symlink-out", place)
                return
            if not Path(real).exists():
                self.problems.warning("file-symlink-broken", place)
                return
        status = entry.stat()
        if stat.S_ISDIR(status.st_mode):
            if real not in inside:
                yield from self.folder(entry.path, path + "/", (*inside, real))
        elif stat.S_ISREG(status.st_mode):
            yield SourceFile(path, Path(entry.path), status.st_size, status.st_mtime_ns, self.prefix + path)
        else:
            self.problems.warning("file-not-regular", place)


def _is_junction(entry: os.DirEntry[str]) -> bool:
    # Windows folders can be links without being symbolic ones; Python tells from 3.12 on.
    return bool(getattr(entry, "is_junction", bool)())


def _is_encodable(name: str) -> bool:
    # Archives packed on Chinese Windows unpack to names in GBK bytes, which Python keeps as surrogates.
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
