"""Puts a gzip copy (RFC 1952) beside each file of text, for servers that send those."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b, file_digest
from pathlib import Path

from sitegen.memo import Blobs
from sitegen.publish import File

VERSION = "1"
_KINDS = frozenset(["css", "html", "ics", "js", "json", "svg", "txt", "vcf", "webmanifest", "xml"])
_LEAST = 1024
"""Bytes: what is smaller fits in one packet anyway."""
_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"  # no name, no time, no system: the same bytes everywhere


def compress(data: bytes) -> bytes:
    """`data` as a gzip file, packed as tightly as zlib can."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(data) + packer.flush()
    return _HEAD + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def add_compressed(
    files: Sequence[File], output: Path, stands: Mapping[str, str], packed: Blobs
) -> Iterator[File]:
    """A copy of each file of text that is worth one; OSError.

    `packed` remembers the digest of each copy by that of its file, so that a copy which stands in the
    output (`stands`: path → digest) is not made again.
    """
    taken = {file.path for file in files}
    for file in files:
        path = f"{file.path}.gz"
        if file.path.rpartition(".")[2] not in _KINDS or path in taken:
            continue
        key = file.digest or _digest(file)
        known = packed.get(key)
        if known == "":
            continue
        if known is not None and stands.get(path) == known:
            yield File(path, source=f"{output}/{path}", digest=known)
            continue
        data = _read(file)
        copy = compress(data) if len(data) >= _LEAST else data
        if len(copy) >= len(data):
            packed.put(key, "")
            continue
        packed.put(key, blake2b(copy, digest_size=16).hexdigest())
        yield File(path, data=copy)


def _digest(file: File) -> str:
    if file.data is not None:
        return blake2b(file.data, digest_size=16).hexdigest()
    assert file.source is not None
    with Path(file.source).open("rb") as stream:
        return file_digest(stream, lambda: blake2b(digest_size=16)).hexdigest()


def _read(file: File) -> bytes:
    if file.data is not None:
        return file.data
    assert file.source is not None
    return Path(file.source).read_bytes()
