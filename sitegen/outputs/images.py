"""Makes the files of pictures: upright, cropped, in sRGB, without metadata, each source decoded once."""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from threading import Condition
from typing import TYPE_CHECKING, Any

from sitegen.memo import Memo, key_of
from sitegen.problems import Location, Problems
from sitegen.render import svg
from sitegen.render.metadata import NotThatFormat, without_notes
from sitegen.render.picture_files import UnusablePicture, open_picture, orientation
from sitegen.render.picture_kinds import KINDS
from sitegen.render.pictures import PIPELINE, QUALITY, Rendition
from sitegen.source import SourceFile, read_bytes

if TYPE_CHECKING:
    from PIL.Image import Image

ENOUGH = (
    round(max(kind.width * kind.scales[-1] for kind in KINDS.values())),
    round(max(kind.height * kind.scales[-1] for kind in KINDS.values() if kind.is_cropped)),
)
"""Pixels that a picture is decoded to at least. It does not depend on what is wanted of a picture, or the
same rendition would have other bytes on another day."""
MEMORY = 400 << 20
"""Bytes that pictures at work may take together, beside the rest of the program."""
_ENCODER = 80 << 20
"""Bytes that the making of the largest AVIF takes, measured."""
# Speed 8 takes half the time of 7 for one per cent more bytes and the same likeness, 6 three times as long.
_SAVE: dict[str, dict[str, Any]] = {
    "jpeg": {"quality": QUALITY["jpeg"], "progressive": True, "optimize": True, "subsampling": "4:2:0"},
    "avif": {"quality": QUALITY["avif"], "speed": 8, "subsampling": "4:2:0", "max_threads": 1},
    "fine": {"quality": QUALITY["fine"], "speed": 8, "subsampling": "4:4:4", "max_threads": 1},
    "png": {"optimize": True},
}
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, struct.error, zlib.error)
"""What Pillow raises on files that are cut off or damaged, depending on where."""


def make_images(
    wanted: Iterable[Rendition],
    memo: Memo,
    problems: Problems,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[tuple[str, Path]]:
    """Path in output/ and made file of each rendition, in the order of the sources' paths.

    What was made before is taken from the memo; sources of which something is missing are decoded, several
    at a time. A picture that cannot be decoded is a problem and gives no files. `progress` is told how many
    files there are, of how many.
    """
    sources: dict[SourceFile, list[Rendition]] = defaultdict(list)
    for rendition in wanted:
        sources[rendition.source].append(rendition)
    groups = [sources[file] for file in sorted(sources, key=lambda file: file.path)]
    total, done = sum(map(len, groups)), 0
    room = Room(MEMORY)
    pool = ThreadPoolExecutor(os.cpu_count() or 1, "pictures")
    try:
        for group, made in zip(
            groups, pool.map(lambda group: _make_all(group, memo, room), groups), strict=True
        ):
            if isinstance(made, UnusablePicture):
                problems.error(made.code, Location(group[0].source.place), **made.values)
            else:
                yield from made
            done += len(group)
            if progress:
                progress(done, total)
    finally:
        pool.shutdown(cancel_futures=True)


def _make_all(
    renditions: Sequence[Rendition], memo: Memo, room: Room
) -> list[tuple[str, Path]] | UnusablePicture:
    """The files of one source, which is decoded when the first of them has to be made."""
    made = []
    with ExitStack() as held:
        source = Source(renditions[0].source, lambda need: held.enter_context(room.held(need)))
        try:
            for rendition in renditions:
                key = key_of(PIPELINE, rendition.path)
                suffix = "." + rendition.path.rpartition(".")[2]
                path = memo.file("pictures", key, suffix, partial(source.make, rendition))
                made.append((rendition.path, path))
        except UnusablePicture as unusable:
            return unusable
        finally:
            source.__dict__.pop("upright", None)  # before the room is given back
    return made


class Room:
    """Memory for pictures at work: who needs more than is free waits; what is larger than all works alone."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken = 0
        self._changed = Condition()

    @contextmanager
    def held(self, need: int) -> Iterator[None]:
        """So many bytes are taken while this lasts."""
        need = min(need, self.most)
        with self._changed:
            self._changed.wait_for(lambda: self.taken + need <= self.most)
            self.taken += need
        try:
            yield
        finally:
            with self._changed:
                self.taken -= need
                self._changed.notify_all()


@dataclass
class Source:
    """A picture of content/ while its renditions are made."""

    file: SourceFile
    hold: Callable[[int], None]
    """Is told how many bytes of memory the picture takes, and returns when they may be taken."""

    def make(self, rendition: Rendition, draft: Path) -> None:
        """Write one rendition; raises `UnusablePicture`, and `OSError` only for what it writes."""
        if rendition.format == "svg":
            draft.write_bytes(self._drawing())
        elif rendition.format == "copy":
            with open_picture(self.file.file) as image:
                self.hold(_need(image.width * image.height, 0))
                _decode(image)
            try:
                draft.write_bytes(without_notes(read_bytes(self.file)))
            except NotThatFormat as error:
                raise UnusablePicture("image-truncated") from error
        else:
            draft.write_bytes(_encode(self._resized(rendition), rendition.format))

    def _drawing(self) -> bytes:
        try:
            return svg.clean(read_bytes(self.file)).data
        except svg.BrokenDrawing as broken:
            raise UnusablePicture(str(broken)) from broken

    @cached_property
    def upright(self) -> tuple[Image, float]:
        """The decoded picture, and how many of its pixels make one of the file's."""
        with open_picture(self.file.file) as image:
            turned = orientation(image)
            full = max(image.size)
            enough = ENOUGH[::-1] if turned > 4 else ENOUGH
            pixels = image.width * image.height
            is_whole = bool(image.info.get("progressive"))  # its coefficients stand in memory till the end
            image.draft(None, enough)
            self.hold(_need(image.width * image.height, 3 * pixels if is_whole else 0))
            _decode(image)
            reduced = _reduced(image, enough)
        return _in_srgb(_turned(reduced, turned)), max(reduced.size) / full

    def _resized(self, rendition: Rendition) -> Image:
        from PIL.Image import Resampling

        image, scale = self.upright
        left, top, right, bottom = (side * scale for side in rendition.crop)
        box = (left, top, min(right, image.width), min(bottom, image.height))
        return image.resize((rendition.width, rendition.height), Resampling.LANCZOS, box, reducing_gap=2.0)


def _need(decoded: int, more: int) -> int:
    """Bytes of memory at most while the files of a picture of so many decoded pixels are made."""
    least = 4 * ENOUGH[0] * ENOUGH[1]
    return _ENCODER + more + 4 * decoded + max(4 * decoded, 2 * least)


def _reduced(image: Image, enough: tuple[int, int]) -> Image:
    """A picture with fewer pixels that are still enough, as `draft` does it for JPEG."""
    factor = min(image.width // enough[0], image.height // enough[1])
    return image.reduce(factor) if factor > 1 and image.mode in {"L", "LA", "RGB", "RGBA", "CMYK"} else image


def _decode(image: Image) -> None:
    try:
        image.load()
    except _DAMAGED as error:
        raise UnusablePicture("image-truncated") from error


def _turned(image: Image, turned: int) -> Image:
    """The picture as it was seen by the camera that was held so (Exif 2.32, tag 274)."""
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(ways[turned]) if turned in ways else image


def _in_srgb(image: Image) -> Image:
    """The picture in RGB or RGBA with the colours of sRGB, which is what browsers take for granted."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16 bits a pixel, which converting would cut off at 255
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L", "P"}:
        image = _converted(image if image.mode != "P" else image.convert(mode), profile, mode)
    return image if image.mode == mode else image.convert(mode)


def _converted(image: Image, profile: bytes, mode: str) -> Image:
    """The picture with its colours moved from a profile to sRGB, or as it was if the profile is of no use."""
    from PIL import ImageCms

    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if ImageCms.getProfileDescription(given).startswith("sRGB"):
            return image
        moved = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return moved or image


def _encode(image: Image, format_: str) -> bytes:
    from PIL import features

    image.info.clear()  # Pillow writes comments and profiles it finds there
    if format_ == "jpeg" and image.mode != "RGB":
        image = image.convert("RGB")
    data = io.BytesIO()
    name = "AVIF" if format_ == "fine" else format_.upper()
    if name == "AVIF" and not features.check("avif"):
        raise UnusablePicture("image-no-avif")
    image.save(data, name, **_SAVE[format_])
    return data.getvalue()
