"""Lists the pictures of galleries: those named, or a folder's, with the captions of its table."""

from __future__ import annotations

import csv
import io
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote

from sitegen.model.fields import where_of
from sitegen.model.media import Gallery
from sitegen.model.site import Site
from sitegen.problems import Location, Problems, suggest
from sitegen.render.picture_files import ENDINGS
from sitegen.source import SourceFile, read_bytes
from sitegen.text import Text

CAPTIONS = "captions.csv"


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of a gallery: its path in content/, its file, its caption, what it shows."""

    src: str
    file: SourceFile
    caption: Text | None
    alt: Text | None


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
    """The pictures of a gallery: `src` (relative to content/), `file`, `caption` and `alt` (Text or None).

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
        rows.append(_row(file, picture.caption, picture.alt))
    if gallery.folder:
        rows += _folder(gallery, content, site, owner, problems)
    return rows


def _row(file: SourceFile, caption: Text | None, alt: Text | None = None) -> Shown:
    return Shown(file.path, file, caption, alt or caption)


def _folder(
    gallery: Gallery, content: Folder, site: Site, owner: object, problems: Problems
) -> Iterator[Shown]:
    assert gallery.folder is not None
    files = _files_in(gallery.folder, content.media, owner)
    pictures = {name: file for name, file in files.items() if name.lower().rpartition(".")[2] in ENDINGS}
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
    captions = _captions(table, pictures, site, problems) if table else {}
    for name in sorted(pictures, key=_by_number):
        yield _row(pictures[name], captions.get(name))


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


def _captions(
    table: SourceFile, pictures: Mapping[str, SourceFile], site: Site, problems: Problems
) -> dict[str, Text]:
    """Captions by file name, from a table with the column `file` and one per language."""
    captions: dict[str, Text] = {}
    for place, row in _rows(table, site, problems):
        name = posixpath.basename(row.pop("file").replace("\\", "/"))
        if name not in pictures:
            problems.error("link-missing-image", place, name=name, suggestion=suggest(name, pictures))
            continue
        given = {language: row[language.code] for language in site.languages if row.get(language.code)}
        if not given:
            continue
        if site.language not in given:
            problems.warning("missing-translation", place, language=site.language.code)
        choices = (site.language, site.source_language, *given)
        language = next(language for language in choices if language in given)
        captions[name] = Text(given[language], language, site.language, given, place)
    return captions


def _rows(table: SourceFile, site: Site, problems: Problems) -> Iterator[tuple[Location, dict[str, str]]]:
    """The rows that name a file, with their places: keys are the column heads in small letters."""
    text = _read_table(table, problems)
    if text is None:
        return
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    columns = [name.strip().lower() for name in next(reader, [])]
    known = ["file", *(language.code for language in site.languages)]
    if "file" not in columns:
        problems.error("captions-no-file", Location(table.place, 1))
        return
    for name in columns:
        if name and name not in known:
            problems.error(
                "captions-column", Location(table.place, 1), name=name, suggestion=suggest(name, known)
            )
    line = reader.line_num + 1
    for cells in reader:
        row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
        if row.get("file"):
            yield Location(table.place, line), row
        line = reader.line_num + 1


def _read_table(table: SourceFile, problems: Problems) -> str | None:
    """A table's text: UTF-8, or GB 18030 as spreadsheet programs write it in China."""
    try:
        data = read_bytes(table)
    except OSError as error:
        problems.error("file-unreadable", Location(table.place), reason=error.strerror)
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    problems.error("captions-encoding", Location(table.place))
    return None
