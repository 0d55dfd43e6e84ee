"""Takes out of pictures what cameras and programs note in them: place, owner, comments; pixels stay."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

# After a scan of JPEG data: the next marker that is none of its own (stuffed FF 00, restarts FF D0 to D7).
_NEXT_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_PNG_KEPT = frozenset(b"tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT".split())
"""Chunks that change what is seen (PNG 3, 11.3), beside the critical ones, which begin with a capital."""
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_WEBP_FLAGS = 0x0C
"""The bits of VP8X that say that there is Exif or XMP (WebP container specification)."""
_GIF_LOOPS = {b"NETSCAPE2.0", b"ANIMEXTS1.0"}
"""Applications whose notes say how often an animation runs; others note what pictures are about (XMP)."""


class NotThatFormat(ValueError):
    """The bytes are not those of a JPEG, PNG, WebP or GIF picture, or are cut off."""


def without_notes(data: bytes, orientation: int = 1) -> bytes:
    """The same picture without metadata, but for colour profile and how the camera was held (1 to 8).

    What stands behind a picture goes too: telephones put films there, with the place in them.
    Raises `NotThatFormat`.
    """
    makers = ((b"\xff\xd8", _jpeg), (b"\x89PNG\r\n\x1a\n", _png), (b"RIFF", _webp), (b"GIF8", _gif))
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
    if kind == 0xE0:
        return head.startswith(b"JFIF\0")  # JFXX is a small copy of the picture
    return kind == 0xEE or not (0xE0 <= kind <= 0xEF or kind == _COMMENT)


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
        if kind in _PNG_KEPT or kind[:1].isupper():
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
            flags = data[at + 8] & ~_WEBP_FLAGS
            kept.append(data[at : at + 8] + bytes([flags]) + data[at + 9 : end])
        elif kind in _WEBP_KEPT:
            kept.append(data[at:end])
        at = end
    body = b"".join(kept)
    yield b"RIFF" + struct.pack("<I", len(body)) + body


def _gif(data: bytes, _: int) -> Iterator[bytes]:
    """Blocks by GIF89a, sections 17 to 26, without comments and notes of applications."""
    at = 13 + _colours(data[10])
    yield data[:at]
    while (kind := data[at]) != 0x3B:
        if kind == 0x2C:
            end = _after_blocks(data, at + 11 + _colours(data[at + 9]))
        elif kind == 0x21:
            end = _after_blocks(data, at + 2)
        else:
            raise NotThatFormat
        is_note = kind == 0x21 and (
            data[at + 1] == 0xFE or (data[at + 1] == 0xFF and data[at + 3 : at + 14] not in _GIF_LOOPS)
        )
        if not is_note:
            yield data[at:end]
        at = end
    yield b"\x3b"


def _colours(flags: int) -> int:
    """Bytes of the table of colours that these flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1
