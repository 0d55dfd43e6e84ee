"""Reads a content file's bytes and text, and says what else a file is that is not UTF-8."""

from __future__ import annotations

import codecs

from sitegen.problems import Location, Problems
from sitegen.source.files import SourceFile
from sitegen.text import is_han

LARGEST_TEXT = 16 * 1024 * 1024
"""Bytes; more than this is no text a person wrote."""


def read_bytes(file: SourceFile) -> bytes:
    """The file's bytes; raises `OSError` where it cannot be read any more."""
    return file.file.read_bytes()


def read_limited(file: SourceFile, problems: Problems) -> bytes | None:
    """The file's bytes; None (and an error) if it is too large or cannot be read."""
    try:
        data = read_bytes(file) if file.size <= LARGEST_TEXT else None
    except OSError as error:
        problems.error("file-unreadable", Location(file.place), reason=error.strerror)
        return None
    if data is None:
        problems.error("file-too-large", Location(file.place), size=file.size >> 20, limit=LARGEST_TEXT >> 20)
    return data


def table_encoding(data: bytes) -> str | None:
    """The encoding of a CSV file, `utf-8` or `gb18030`; None where it is not certain."""
    if is_utf16(data):
        return None
    if _is_utf8(data):
        return "utf-8"
    return "gb18030" if _is_gbk(data) else None


def read_text(file: SourceFile, problems: Problems) -> str | None:
    """The file's text without byte order mark, lines ended by LF; None (and an error) if it is not UTF-8."""
    data = read_limited(file, problems)
    if data is None:
        return None
    if is_utf16(data):
        problems.error("bytes-utf16", Location(file.place))
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        place = Location(file.place, data.count(b"\n", 0, error.start) + 1)
        problems.error("bytes-gbk" if _is_gbk(data) else "bytes-not-utf8", place)
        return None
    text = text.removeprefix("\ufeff")
    nul = text.find("\0")
    if nul >= 0:
        problems.error("bytes-nul", Location(file.place, text.count("\n", 0, nul) + 1))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def is_utf16(data: bytes) -> bool:
    """Whether it has the mark of UTF-16, or its line ends and spaces are two bytes wide."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    head = data[:4096]
    if len(data) % 2 or b"\0" not in head:
        return False
    # Chinese in UTF-16 is hardly ever valid UTF-8; English is, and half of it are zeros.
    share = 2 if _is_utf8(data) else 20
    for zero, letter in ((head[1::2], head[0::2]), (head[0::2], head[1::2])):
        # ASCII characters and line ends have a zero as their high byte; a zero as low byte hardly occurs.
        if zero.count(0) * share >= len(zero) and not letter.count(0):
            return True
    return False


def _is_gbk(data: bytes) -> bool:
    """Whether it reads as everyday Chinese in GBK or GB 18030 (Latin-1 gives rare characters)."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    wide = [character for character in text if character > "\x7f"]
    usual = sum(_is_usual(character) for character in wide)
    return usual >= 0.8 * len(wide) and any(map(is_han, wide)) and not _is_damaged_utf8(data)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most of it is UTF-8, with a few broken characters."""
    text = data.decode("utf-8", "replace")
    wide = sum(character > "\x7f" for character in text)
    return text.count("\ufffd") * 2 < wide


def _is_usual(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
