"""Takes out of pictures what cameras and programs note in them: place, owner, comments; pixels stay."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

# After a scan of JPEG data: the next marker that is none of its own (stuffed FF 00, restarts FF D0 to D7).
_NEXT_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_PNG_NOTES = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_WEBP_NOTES = {b"EXIF": 0x08, b"XMP ": 0x04}
"""Chunks of notes, and the bit of VP8X that says they are there (WebP container specification)."""


class NotThatFormat(ValueError):
    """The bytes are not those of a JPEG, PNG or WebP picture, or are cut off."""


def without_notes(data: bytes, orientation: int = 1) -> bytes:
    """The same picture without metadata, but for colour profile and how the camera was held (1 to 8).

    What stands behind a picture goes too: telephones put films there, with the place in them.
    Raises `NotThatFormat`.
    """
    makers = ((b"\xff\xd8", _jpeg), (b"\x89PNG\r\n\x1a\n", _png), (b"RIFF", _webp))
    for head, parts in makers:
        if data.startswith(head):
            try:
                return b"".join(parts(data, orientation))
            except (struct.error, IndexError) as error:
                raise NotThatFormat from error
    raise NotThatFormat


def _jpeg(data: bytes, orientation: int) -> Iterator[bytes]:
    """Segments by ITU-T T.81, annex B; of applications only JFIF (0), ICC profiles (2) and Adobe (14)."""
    yield data[:2]
    if orientation != 1:
        yield _exif(orientation)
    at = 2
    while True:
        marker = _NEXT_MARKER.match(data, at)
        if marker is None:
            raise NotThatFormat
        kind, start = marker[1][0], marker.end()
        if kind == _END:
            yield b"\xff\xd9"
            return
        (length,) = struct.unpack_from(">H", data, start)
        end = start + length
        if kind == _SCAN:
            following = _NEXT_MARKER.search(data, end)
            if following is None:
                raise NotThatFormat
            end = following.start()
        if _is_kept(kind, data[start + 2 : start + 14]):
            yield b"\xff" + data[start - 1 : end]
        at = end


def _is_kept(kind: int, head: bytes) -> bool:
    if kind == 0xE2:
        return head.startswith(b"ICC_PROFILE")
    return kind in (0xE0, 0xEE) or not (0xE0 <= kind <= 0xEF or kind == _COMMENT)


def _exif(orientation: int) -> bytes:
    """A segment with the one tag 274 (Exif 2.32, 4.6.4)."""
    body = b"Exif\0\0II*\0" + struct.pack("<IHHHIHHI", 8, 1, 274, 3, 1, orientation, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes, _: int) -> Iterator[bytes]:
    yield data[:8]
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise NotThatFormat
        if kind not in _PNG_NOTES:
            yield data[at:end]
        at = end


def _webp(data: bytes, _: int) -> Iterator[bytes]:
    (size,) = struct.unpack_from("<I", data, 4)
    if data[8:12] != b"WEBP" or size + 8 > len(data):
        raise NotThatFormat
    kept, at = [b"WEBP"], 12
    while at < size + 8:
        kind, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length + length % 2
        if kind == b"VP8X":
            flags = data[at + 8] & ~sum(_WEBP_NOTES.values())
            kept.append(data[at : at + 8] + bytes([flags]) + data[at + 9 : end])
        elif kind not in _WEBP_NOTES:
            kept.append(data[at:end])
        at = end
    body = b"".join(kept)
    yield b"RIFF" + struct.pack("<I", len(body)) + body
