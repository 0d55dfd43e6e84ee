"""Writes a file of content/ in one step."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file, whole or not at all; mode and links stay. Raises OSError."""
    real = Path(os.path.realpath(path))
    draft = real.with_name(f".{real.name}.{os.getpid()}~")  # left out of content by its name
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if real.exists():
            shutil.copymode(real, draft)
        draft.replace(real)
    finally:
        with suppress(OSError):
            draft.unlink()
