"""Reads the archive of an edition: a zip of a finished site, with a list of its files and their digests."""

from __future__ import annotations

import json
import zipfile
import zlib
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

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


class Moved(NamedTuple):
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
            if not _is_inside(path) or len(data) != size or _digest(data) != digest:
                raise BrokenArchive("archive-damaged", path)
    return found


def unpack(file: Path, folder: Path) -> None:
    """Write the files of an archive that has been read before into a new folder; BrokenArchive, OSError."""
    with _opened(file) as archive:
        for path in archive.namelist():
            place = folder / path
            if _is_inside(path) and path not in (ABOUT, MANIFEST):
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(_member(archive, path))


def _is_inside(path: str) -> bool:
    return not path.startswith("/") and not {"\\", ":"} & set(path) and ".." not in path.split("/")


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
