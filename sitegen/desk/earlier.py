"""Finds in the project's git history the text that a translation was made from, to show what has changed."""

from __future__ import annotations

import difflib
import subprocess
from collections.abc import Iterator
from pathlib import Path

from sitegen.load.translations import written_in
from sitegen.model.translations import LOCAL_FIELDS, Translation, Written
from sitegen.problems import Problems
from sitegen.source import parse_document

MOST_VERSIONS = 200
"""So far back a text is looked for."""


def changes_since(row: Translation, root: Path) -> list[str]:
    """The lines of the source added and taken out since it was translated, as a unified diff.

    Empty where that is not known: the folder is in no git repository, or no version has that fingerprint.
    """
    name = root.name
    path = f"{name}/{row.source.path.partition('/')[2]}"
    for text in _versions(root.parent, path):
        document = parse_document(text.replace("\r\n", "\n"), path, Problems())
        if document is None:
            continue
        earlier = written_in(document, row.source.language)
        if earlier.fingerprint == row.recorded:
            lines = difflib.unified_diff(_lines(earlier), _lines(row.source), lineterm="", n=1)
            return [line for line in lines if not line.startswith(("---", "+++"))]
    return []


def _lines(written: Written) -> list[str]:
    fields = [f"{name}: {written.fields[name]}" for name in LOCAL_FIELDS if name in written.fields]
    return [*fields, *written.body.split("\n")]


def _versions(folder: Path, path: str) -> Iterator[str]:
    """The versions of a file that were committed, newest first."""
    log = _git(folder, "log", "--format=%H", f"-{MOST_VERSIONS}", "--", path)
    for commit in (log or "").split():
        text = _git(folder, "show", f"{commit}:./{path}")
        if text is not None:
            yield text


def _git(folder: Path, *arguments: str) -> str | None:
    """What git answers; None where it is not installed or refuses."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            check=True,
            timeout=20,
        )
        return done.stdout.decode()
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
