"""Packs files into a zip that is the same for the same files, whatever the day and the system."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from sitegen.publish.stage import File

LONGEST = 200
"""Characters of a path that Windows unpacks: it ends at 260, the folder of the reader included."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_UNFIT = re.compile(r'[<>:"\\|?*\x00-\x1f]')
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time a zip can tell
_PACKED = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".pdf", ".zip", ".mp4", ".pptx", ".docx", ".xlsx")


def pack(files: Iterable[File], target: Path) -> None:
    """Write a zip of these files, sorted, with one fixed time and Unix mode 0644; OSError.

    Names beyond ASCII are flagged as UTF-8 (APPNOTE 4.4.4, bit 11), which zipfile does by itself. What is
    packed already is stored.
    """
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(files, key=lambda file: file.path):
            entry = zipfile.ZipInfo(file.path, _EARLIEST)
            entry.create_system = 3  # Unix, on Windows too
            entry.external_attr = 0o100644 << 16
            is_packed = file.path.lower().endswith(_PACKED)
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            if file.data is not None:
                archive.writestr(entry, file.data)
            elif file.source is not None:
                with Path(file.source).open("rb") as source, archive.open(entry, "w") as part:
                    shutil.copyfileobj(source, part)


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
