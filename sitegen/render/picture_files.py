"""Opens pictures of content/, the only door to Pillow, and tells their facts from their headers."""

from __future__ import annotations

import struct
import warnings
from contextlib import suppress
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sitegen.render import svg
from sitegen.source import SourceFile, read_bytes

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 100_000_000
LONGEST_SIDE = 30_000
"""Pixels; what is larger is no picture for a page, and decoding it may take all memory."""
ENDINGS = ("jpg", "jpeg", "png", "webp", "gif", "svg", "avif", "heic", "heif", "tif", "tiff", "bmp")
"""Endings of files that are taken for pictures."""
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF", "HEIF")
_ANIMATED = {"GIF": "gif", "PNG": "png", "WEBP": "webp"}
_LOSSLESS = {"PNG", "GIF"}
_PHOTO_BITS = 4
"""A pixel of a photo takes 8 to 20 in these, one of a map, a chart or a page of text hardly one."""
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


class Facts(NamedTuple):
    """What is known of a picture without decoding it."""

    digest: str
    """Of the file's bytes, hexadecimal."""
    kind: str
    """`photo`, `drawn` (also what has transparent parts), `animated` or `svg`."""
    ending: str
    """Of a file that is published as it is."""
    width: int
    """Pixels, as seen: after the camera's note how it was held."""
    height: int
    removed: tuple[str, ...] = ()
    """What is taken out of a drawing because it runs or loads something."""


class UnusablePicture(Exception):
    """A picture that cannot be shown: a code of `messages/` and the values of its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def read_facts(file: SourceFile) -> Facts:
    """The facts of a picture, from its header and a digest of its bytes; raises `UnusablePicture`."""
    try:
        data = read_bytes(file)
    except OSError as error:
        raise UnusablePicture("file-unreadable", reason=error.strerror) from error
    digest = blake2b(data, digest_size=16).hexdigest()
    if is_svg(file):
        try:
            drawing = svg.clean(data)
        except svg.BrokenDrawing as broken:
            raise UnusablePicture(str(broken)) from broken
        size = (max(round(drawing.width), 1), max(round(drawing.height), 1))
        return Facts(digest, "svg", "svg", *size, drawing.removed)
    with open_picture(file.file) as image:
        width, height = image.size[::-1] if orientation(image) > 4 else image.size
        if image.format in _ANIMATED and getattr(image, "is_animated", False):
            return Facts(digest, "animated", _ANIMATED[image.format], width, height)
        is_drawn = image.has_transparency_data or (
            image.format in _LOSSLESS and 8 * len(data) < _PHOTO_BITS * width * height
        )
        return Facts(digest, "drawn" if is_drawn else "photo", "", width, height)


def is_svg(file: SourceFile) -> bool:
    """Whether a file is a drawing, by its name."""
    return file.path.lower().endswith(".svg")


def open_picture(path: Path) -> Image:
    """A picture whose header has been read and whose size is bearable; raises `UnusablePicture`."""
    library = _pillow()
    try:
        image: Image = library.open(path, formats=[name for name in _FORMATS if name in library.OPEN])
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error) as error:
        raise _why_unusable(path, error) from error
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        image.close()
        raise UnusablePicture("image-bomb", width=width, height=height)
    return image


def _why_unusable(path: Path, error: Exception) -> UnusablePicture:
    try:
        with path.open("rb") as stream:
            head = stream.read(12)
    except OSError as unreadable:
        return UnusablePicture("file-unreadable", reason=unreadable.strerror)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return UnusablePicture("image-heic")
    known = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
    if head.startswith(known) and not type(error).__name__.startswith("Unidentified"):
        return UnusablePicture("image-truncated")
    return UnusablePicture("image-unreadable")


def _pillow() -> Any:
    """Pillow with the formats that are read here and no others (some start other programs).

    Its own limit on size is off, since `open_picture` has one that names the size; its warnings of odd
    metadata are, since all metadata goes.
    """
    library: Any = import_module("PIL.Image")
    for name in ("Bmp", "Gif", "Jpeg", "Png", "Tiff", "WebP", "Avif"):
        with suppress(ImportError):  # older ones have no AVIF
            import_module(f"PIL.{name}ImagePlugin")
    with suppress(ImportError):
        import_module("pi_heif").register_heif_opener()
    library.MAX_IMAGE_PIXELS = None
    warnings.filterwarnings("ignore", module=r"PIL\.")
    return library


def orientation(image: Image) -> int:
    """How the camera was held, 1 to 8 (Exif 2.32, tag 274), as far as the header says; 1 is upright."""
    exif = image.info.get("exif")
    if not isinstance(exif, bytes):
        return 1
    exif = exif.removeprefix(b"Exif\x00\x00")
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return 1
    with suppress(struct.error):
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for place in range(start + 2, start + 2 + 12 * count, 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, place)
            if tag == 274:
                return int(value) if 1 <= value <= 8 else 1
    return 1
