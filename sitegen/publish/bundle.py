"""Packs the files of a site into a zip that is the same for the same files, and opens on every system."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

LONGEST = 200
"""Characters of a path in the zip: Windows ends at 260, folder of the reader included."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_UNFIT = re.compile(r'[<>:"\\|?*\x00-\x1f]')
_PACKED = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".woff2", ".pdf", ".zip")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time a zip can tell


def find_unfit(paths: Mapping[str, bytes], folder: str) -> list[str]:
    """The paths, sorted, that Windows could not unpack into `folder`."""
    return [path for path in sorted(paths) if not _is_fit(f"{folder}/{path}")]


def _is_fit(path: str) -> bool:
    if len(path) > LONGEST:
        return False
    parts = path.split("/")
    return not any(
        _RESERVED.fullmatch(part) or _UNFIT.search(part) or part.endswith((".", " ")) for part in parts
    )


def pack(files: Mapping[str, bytes], folder: str, beside: Mapping[str, bytes]) -> bytes:
    """A zip of `files` (path → bytes) in `folder`, and at its top the files `beside` it.

    Sorted, with one fixed time and Unix mode 0644; zipfile flags names beyond ASCII as UTF-8 (APPNOTE 4.4.4,
    bit 11). What is packed already is stored.
    """
    named = {**beside, **{f"{folder}/{path}": data for path, data in files.items()}}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(named):
            entry = zipfile.ZipInfo(path, _EARLIEST)
            entry.create_system = 3  # Unix, on Windows too
            entry.external_attr = 0o100644 << 16
            is_packed = path.lower().endswith(_PACKED)
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            archive.writestr(entry, named[path])
    return target.getvalue()
