"""Finds the file, and the sheet in it, that a field `table` names."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Mapping
from typing import Any

from sitegen.model.fields import where_of
from sitegen.problems import Problems, suggest
from sitegen.source import Scalar, SourceFile, YamlMap
from sitegen.source.tables import TEXT_ENDINGS, WORKBOOK_ENDINGS

ENDINGS = (*TEXT_ENDINGS, *WORKBOOK_ENDINGS)


def named_table(
    typed: Any, media: Mapping[str, SourceFile], problems: Problems
) -> tuple[SourceFile, str | None] | None:
    """File and sheet of `table: FILE` or `table: {file: FILE, sheet: NAME}`; None after a mistake."""
    sheet = None
    name = typed
    if isinstance(typed, YamlMap):
        for key in typed:
            if key not in ("file", "sheet"):
                near = suggest(key, ("file", "sheet"))
                problems.error("unknown-key", typed.key_where[key], key=key, suggestion=near)
        name, sheet = typed.get("file"), typed.get("sheet")
        if name is None:
            problems.error("missing-field", typed.where, field="file")
            return None
    if not isinstance(name, Scalar) or not isinstance(sheet, Scalar | None):
        place = where_of(sheet) if isinstance(name, Scalar) else where_of(name)
        problems.error("text-not-list", place, field="table")
        return None
    file = _file(name, media, problems)
    if file is None:
        return None
    if sheet is not None and file.path.lower().endswith(TEXT_ENDINGS):
        problems.error("table-sheet-of-csv", sheet.where)
        return None
    return file, str(sheet) if sheet is not None else None


def _file(name: Scalar, media: Mapping[str, SourceFile], problems: Problems) -> SourceFile | None:
    """The file beside the one that names it, else of that path in content/."""
    if "\\" in name:
        problems.error("backslash", name.where, value=str(name), suggestion=name.replace("\\", "/"))
        return None
    wanted = posixpath.normpath(unicodedata.normalize("NFC", name))
    folder = posixpath.dirname(name.where.path)
    beside = posixpath.normpath(posixpath.join(folder, wanted))
    file = next((file for file in media.values() if file.place == beside), None) or media.get(wanted)
    if file is None:
        near = _nearest(wanted, folder, media)
        problems.error("table-missing", name.where, name=str(name), suggestion=near)
    elif not file.path.lower().endswith(ENDINGS):
        problems.error("table-ending", name.where, name=str(name))
    else:
        return file
    return None


def _nearest(wanted: str, folder: str, media: Mapping[str, SourceFile]) -> str | None:
    """The table whose name is nearest, as it would be named from this folder."""
    tables = {
        posixpath.relpath(file.place, folder or "."): file.path
        for file in media.values()
        if file.path.lower().endswith(ENDINGS)
    }
    same = [name for name in tables if posixpath.basename(name) == posixpath.basename(wanted)]
    return same[0] if same else suggest(wanted, tables)
