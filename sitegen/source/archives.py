"""Reads the archive of an edition: a zip of a finished site, with a list of its files and their digests."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sitegen.fresh import MANIFEST

ABOUT = "edition.json"
"""Beside the files of the site: what the site around them has to know."""
FORM = 1
"""Version of the form of `ABOUT`; a later sitegen reads all earlier ones."""
_POINTER = b"version https://git-lfs"


class BrokenArchive(Exception):
    """No archive as `sitegen archive` writes it: `code` of a message, `name` of the file at fault in it."""

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.name = name


@dataclass(frozen=True, slots=True)
class Moved:
    """A page that was published at `path` from the root of its site, before that lay in an archive."""

    path: str
    to: str
    """Where it is in the archive; not at `path` for an address that was old then already."""
    tag: str
    """BCP 47 tag of its language."""
    title: str


@dataclass(frozen=True, slots=True)
class Archived:
    """What is in an archive."""

    files: tuple[tuple[str, int, str], ...]
    """Path, size in bytes, BLAKE2b-128 (hex)."""
    moved: tuple[Moved, ...]
    """Its pages, where it was published elsewhere; none where it already lay under `/{year}/`."""
    leads_to: tuple[str, ...]
    """Files of the site around it that its pages link to."""
    base_url: str | None
    """Absolute address it was made for, None where that was not known."""
    index: str
    """What its links to folders end in: `index.html` or nothing."""

    def to_row(self) -> tuple[Any, ...]:
        """Plain values, to be remembered."""
        moved = tuple((one.path, one.to, one.tag, one.title) for one in self.moved)
        return self.files, moved, self.leads_to, self.base_url, self.index

    @classmethod
    def of_row(cls, row: tuple[Any, ...]) -> Archived:
        """The opposite of `to_row`."""
        files, moved, leads_to, base_url, index = row
        return cls(files, tuple(Moved(*one) for one in moved), leads_to, base_url, index)

    def absolute(self, path: str) -> str | None:
        """The address of a page of it on the web, as its canonical link names it."""
        if self.base_url is None:
            return None
        is_index = path.endswith("/index.html")
        return f"{self.base_url}{path.removesuffix('index.html') + self.index if is_index else path}"


def read_archive(file: Path) -> Archived:
    """List an archive after reading all of it; raises BrokenArchive where a file differs from its list."""
    with _opened(file) as archive:
        about = _json(archive, ABOUT)
        listing = _json(archive, MANIFEST)
        try:
            if about["form"] > FORM:
                raise BrokenArchive("archive-newer")
            found = Archived(
                tuple((path, int(size), str(digest)) for path, (size, digest) in listing["files"].items()),
                tuple(Moved(*map(str, row)) for row in about["moved"]),
                tuple(map(str, about["leads_to"])),
                about["base_url"],
                str(about["index"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BrokenArchive("archive-unreadable") from error
        for path, size, digest in found.files:
            data = _member(archive, path)
            if ".." in path.split("/") or len(data) != size or _digest(data) != digest:
                raise BrokenArchive("archive-damaged", path)
    return found


def read_members(file: Path, paths: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """These files of an archive; raises BrokenArchive."""
    with _opened(file) as archive:
        for path in paths:
            yield path, _member(archive, path)


def _opened(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile) as error:
        is_pointer = False
        if file.is_file():
            with file.open("rb") as stream:
                is_pointer = stream.read(len(_POINTER)) == _POINTER
        raise BrokenArchive("archive-pointer" if is_pointer else "archive-unreadable") from error


def _member(archive: zipfile.ZipFile, path: str) -> bytes:
    try:
        return archive.read(path)
    except (KeyError, OSError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error) as error:
        raise BrokenArchive("archive-damaged", path) from error


def _json(archive: zipfile.ZipFile, path: str) -> Any:
    try:
        return json.loads(_member(archive, path))
    except ValueError as error:
        raise BrokenArchive("archive-damaged", path) from error


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()
