"""Packs the files of a site into a zip that is the same for the same files, and opens on every system."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sitegen.publish.stage import File

LONGEST = 200
"""Characters of a path in the zip: Windows ends at 260, folder of the reader included."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_UNFIT = re.compile(r'[<>:"\\|?*\x00-\x1f]')
_PACKED = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".woff2", ".pdf", ".zip")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time a zip can tell


def find_unfit(paths: Iterable[str]) -> list[str]:
    """The paths, sorted, that Windows could not unpack."""
    return [path for path in sorted(paths) if not _is_fit(path)]


def _is_fit(path: str) -> bool:
    if len(path) > LONGEST:
        return False
    parts = path.split("/")
    return not any(
        _RESERVED.fullmatch(part) or _UNFIT.search(part) or part.endswith((".", " ")) for part in parts
    )


def pack(files: Iterable[File], target: Path) -> int:
    """Put a zip of `files` at `target` in one step and tell its size in bytes; OSError.

    Sorted, with one fixed time and Unix mode 0644; zipfile flags names beyond ASCII as UTF-8 (APPNOTE 4.4.4,
    bit 11). What is packed already is stored.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(draft, "w", allowZip64=True) as archive:
            for file in sorted(files, key=lambda file: file.path):
                archive.writestr(_entry(file.path), _data(file))
        size = draft.stat().st_size
        draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink()
    return size


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _EARLIEST)
    entry.create_system = 3  # Unix, on Windows too
    entry.external_attr = 0o100644 << 16
    is_packed = path.lower().endswith(_PACKED)
    entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    return entry


def _data(file: File) -> bytes:
    if file.data is not None:
        return file.data
    if file.source is None:
        raise ValueError(f"{file.path}: neither data nor source")
    return Path(file.source).read_bytes()
