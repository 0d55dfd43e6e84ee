"""Lists the pictures of galleries: those named, or a folder's, with the captions of its table."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from urllib.parse import unquote

from sitegen.model.fields import where_of
from sitegen.model.media import Gallery
from sitegen.model.site import Site
from sitegen.problems import Problems, suggest
from sitegen.render.captions import Caption, read_captions
from sitegen.render.picture_files import ENDINGS
from sitegen.source import SourceFile
from sitegen.text import Text

CAPTIONS = "captions.csv"
ON_A_PAGE = 40
"""Pictures of a gallery on one page: with them an article is below the 8 KB (gzip) of its budget."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of a gallery: its path in content/, its file, its caption, what it shows, who made it."""

    src: str
    file: SourceFile
    caption: Text | None
    alt: Text | None
    credit: Text | None = None
    focus: str | None = None
    number: int = 0
    """Of all in the gallery, from 1."""


class Sheet(NamedTuple):
    """The pictures of a gallery that stand on one page."""

    rows: Sequence[Shown]
    number: int
    """Which page of the gallery it is, from 1: that of its record."""
    pages: int
    """How many pages the gallery has."""
    total: int
    """How many pictures it has."""


class Folder(Protocol):
    """Where pictures of galleries are found."""

    @property
    def media(self) -> Mapping[str, SourceFile]:
        """Files that are no records, by path."""

    def find(self, src: str, owner: object = None) -> SourceFile | None:
        """A file by its path relative to the owner's file or to content/."""


def list_pictures(
    gallery: Gallery, content: Folder, site: Site, owner: object, problems: Problems
) -> list[Shown]:
    """The pictures of a gallery, in order.

    A folder gives every picture right in it, by name, numbers in names by their value.
    """
    rows = []
    for picture in gallery.pictures:
        file = content.find(picture.src, owner)
        if file is None:
            near = suggest(picture.src, content.media)
            problems.error(
                "link-missing-image", where_of(picture.src), name=str(picture.src), suggestion=near
            )
            continue
        rows.append((file, Caption(picture.caption, picture.alt, picture.credit, picture.focus)))
    if gallery.folder:
        rows += _folder(gallery, content, site, owner, problems)
    return [
        Shown(file.path, file, said.caption, said.alt or said.caption, said.credit, said.focus, number)
        for number, (file, said) in enumerate(rows, 1)
    ]


def sheet_of(rows: Sequence[Shown], number: int) -> Sheet:
    """One page of a gallery."""
    start = (number - 1) * ON_A_PAGE
    return Sheet(rows[start : start + ON_A_PAGE], number, pages_for(len(rows)), len(rows))


def pages_for(count: int) -> int:
    """How many pages so many pictures take."""
    return max(-(-count // ON_A_PAGE), 1)


def count_pictures(gallery: Gallery, media: Mapping[str, SourceFile], owner: object) -> int:
    """How many pictures a gallery has, if all that are named are there."""
    in_folder = _pictures_in(_files_in(gallery.folder, media, owner)) if gallery.folder else {}
    return len(gallery.pictures) + len(in_folder)


def _folder(
    gallery: Gallery, content: Folder, site: Site, owner: object, problems: Problems
) -> Iterator[tuple[SourceFile, Caption]]:
    assert gallery.folder is not None
    files = _files_in(gallery.folder, content.media, owner)
    pictures = _pictures_in(files)
    if not pictures:
        folders = {posixpath.dirname(path) for path in content.media}
        near = suggest(gallery.folder.strip("/"), folders)
        problems.error("gallery-empty", where_of(gallery.folder), name=str(gallery.folder), suggestion=near)
        return
    named = gallery.captions or CAPTIONS
    table = files.get(named) or (content.find(gallery.captions, owner) if gallery.captions else None)
    if table is None and gallery.captions:
        near = suggest(gallery.captions, content.media)
        problems.error(
            "link-missing-file", where_of(gallery.captions), name=str(gallery.captions), suggestion=near
        )
    captions = read_captions(table, pictures, site, problems) if table else {}
    lacking = [name for name in pictures if not any(captions.get(name, Caption())[:2])]
    if lacking:
        problems.warning(
            "gallery-captions", where_of(gallery.folder), missing=len(lacking), count=len(pictures)
        )
    for name in sorted(pictures, key=_by_number):
        yield pictures[name], captions.get(name, Caption())


def _pictures_in(files: Mapping[str, SourceFile]) -> dict[str, SourceFile]:
    return {name: file for name, file in files.items() if name.lower().rpartition(".")[2] in ENDINGS}


def _files_in(folder: str, media: Mapping[str, SourceFile], owner: object) -> dict[str, SourceFile]:
    """The files right in a folder, by name; it is relative to the owner's file, else to content/."""
    beside = posixpath.dirname(where_of(owner).path or where_of(folder).path)
    wanted = unquote(folder)
    near = posixpath.normpath(posixpath.join(beside, wanted))
    found = [file for file in media.values() if posixpath.dirname(file.place) == near]
    if not found:
        found = [
            file for file in media.values() if posixpath.dirname(file.path) == posixpath.normpath(wanted)
        ]
    return {posixpath.basename(file.path): file for file in found}


def _by_number(name: str) -> tuple[list[tuple[int, str]], str]:
    """`IMG_2` before `IMG_10`, as file managers show them."""
    parts = re.findall(r"(\d+)|(\D+)", name.casefold())
    return [(int(number), "") if number else (-1, text) for number, text in parts], name
