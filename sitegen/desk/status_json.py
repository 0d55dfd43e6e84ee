"""The status as JSON for other programs, and the JSON Schema of that."""

from __future__ import annotations

import json
from typing import Any

from sitegen.desk.status import Gap, LanguageStatus, Status
from sitegen.model.coverage import KINDS, LISTS, Coverage

VERSION = 1
"""Raised when something is removed or changes its meaning; fields may be added without that."""

_COUNTED = {"$ref": "#/$defs/count"}
_NUMBER = {"type": "integer", "minimum": 0}
_TEXT = {"type": "string"}


def as_json(status: Status) -> str:
    """An object of the schema, indented, ending in a newline."""
    return _written(
        {
            "version": VERSION,
            "source_language": status.source,
            "mistakes": status.mistakes,
            "languages": [_language(row) for row in status.languages],
            "entries": [_entry(gap) for gap in status.gaps],
        }
    )


def schema_json() -> str:
    """The schema (draft 2020-12), indented, ending in a newline."""
    return _written(make_schema())


def make_schema() -> dict[str, Any]:
    """The schema of what `as_json` writes."""
    kinds = {"type": "string", "enum": [*KINDS, "words"]}
    count = _record(given=_NUMBER, wanted=_NUMBER, percent=_NUMBER)
    by_kind = {"type": "object", "additionalProperties": _COUNTED}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sitegen status",
        "description": "What is translated and what is not. Paths are relative to the project folder, "
        "lines and columns begin at 1 and are 0 where there is none. Fields may be added in any release.",
        **_record(
            version={"const": VERSION},
            source_language=_TEXT,
            mistakes=_NUMBER | {"description": "mistakes in the content; with any, nothing is counted"},
            languages=_many("language"),
            entries=_many("entry"),
        ),
        "$defs": {
            "count": count,
            "language": _record(
                code=_TEXT, name=_TEXT, texts=_COUNTED, kinds=by_kind, files=_COUNTED, words=_COUNTED
            ),
            "entry": _record(
                list={"type": "string", "enum": list(LISTS)},
                language=_TEXT,
                kind=kinds,
                record=_TEXT | {"description": "id of the record, name of the file, key of the word"},
                field=_TEXT | {"description": "keys to the text, joined by dots; empty for a file or page"},
                path=_TEXT,
                line=_NUMBER,
                column=_NUMBER,
                texts=_NUMBER | {"description": "how many texts this is"},
                policy={"type": "string", "enum": ["", "fallback", "link", "omit"]},
                wants=_TEXT | {"description": "the file to write, or the address of the page"},
            ),
        },
    }  # fmt: skip


def _language(row: LanguageStatus) -> dict[str, Any]:
    return {
        "code": row.language.code,
        "name": row.language.name,
        "texts": _count(row.texts),
        "kinds": {kind: _count(count) for kind, count in row.kinds.items()},
        "files": _count(row.files),
        "words": _count(row.words),
    }


def _count(count: Coverage) -> dict[str, int]:
    return {"given": count.given, "wanted": count.wanted, "percent": count.percent}


def _entry(gap: Gap) -> dict[str, Any]:
    return {
        "list": gap.list,
        "language": gap.language,
        "kind": gap.kind,
        "record": gap.record,
        "field": gap.field,
        **gap.where._asdict(),
        "texts": gap.texts,
        "policy": gap.policy,
        "wants": gap.wants,
    }


def _record(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _many(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _written(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
