"""Files of content/ that pages link to: as they are, but pictures without what must not be published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from sitegen.memo import Memo, key_of
from sitegen.problems import Location, Problems
from sitegen.render import svg
from sitegen.render.metadata import NotThatFormat, without_notes
from sitegen.render.picture_files import ENDINGS, UnusablePicture, open_picture, orientation
from sitegen.source import SourceFile, read_bytes

VERSION = "2"
"""To be raised when the same picture is cleaned otherwise."""
_CLEANED = ("jpg", "jpeg", "png", "webp", "gif")
_NOTES = (0x8825, 0x8769)
"""Where the place stands, and time, camera and owner (Exif 2.32, 4.6.3)."""


def make_attachments(
    files: Mapping[str, SourceFile], memo: Memo, problems: Problems
) -> Iterator[tuple[str, Path]]:
    """Path in output/ and file for each path and source.

    Photos lose the place they were taken at and all other notes, drawings their scripts. Formats that this
    cannot be done to must hold none of it; a file that is not what its name says is an error.
    """
    for path, source in files.items():
        ending = path.rpartition(".")[2]
        if ending not in ENDINGS:
            yield path, source.file
            continue
        try:
            if ending in (*_CLEANED, "svg"):
                make: Callable[[Path], None] = partial(_write, source, ending)
                yield path, memo.file("attachments", key_of(VERSION, path), f".{ending}", make)
            else:
                _refuse_notes(source)
                yield path, source.file
        except UnusablePicture as unusable:
            problems.error(unusable.code, Location(source.place), **unusable.values)


def _write(source: SourceFile, ending: str, draft: Path) -> None:
    data = read_bytes(source)
    if ending == "svg":
        try:
            draft.write_bytes(svg.clean(data).data)
        except svg.BrokenDrawing as broken:
            raise UnusablePicture(str(broken)) from broken
        return
    with open_picture(source.file) as image:
        turned = orientation(image)
    try:
        draft.write_bytes(without_notes(data, turned))
    except NotThatFormat as error:
        raise UnusablePicture("image-truncated") from error


def _refuse_notes(source: SourceFile) -> None:
    with open_picture(source.file) as image:
        exif = image.getexif()
        if any(map(exif.get_ifd, _NOTES)) or image.info.get("xmp"):
            raise UnusablePicture("photo-place")
