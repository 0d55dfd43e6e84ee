"""News and pages: the Markdown files of one page become one raw record, texts by language."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sitegen.load.collect import Prose
from sitegen.load.decode import with_keys
from sitegen.model.fields import Decoding, where_of
from sitegen.model.translations import LOCAL_FIELDS
from sitegen.problems import Location, suggest
from sitegen.source import Document, Scalar, YamlMap


class Translations(YamlMap):
    """A text by language whose missing translation is reported for the whole file, not for each field."""

    is_reported = True


def scalar(text: str, where: Location) -> Scalar:
    """A string as if it stood at this place in YAML."""
    return Scalar(text, where, is_plain=False)


def by_language(parts: Mapping[str, Any], where: Location) -> Translations:
    """A raw text field from the values of several files."""
    value = Translations(where)
    value.update(parts)
    value.key_where = {code: getattr(part, "where", None) or where for code, part in parts.items()}
    return value


def combine(prose: Prose, decoding: Decoding, extra: Mapping[str, Any]) -> YamlMap:
    """The raw record of a page: shared fields from the source language, texts from each."""
    owner = prose.documents.get(decoding.source.code) or next(iter(prose.documents.values()))
    values: dict[str, Any] = dict(extra)
    for name in LOCAL_FIELDS:
        parts = {
            code: document.front[name] for code, document in prose.documents.items() if name in document.front
        }
        if not any(isinstance(part, dict) for part in parts.values()):
            if parts:
                values[name] = by_language(parts, owner.front.where)
        elif len(parts) > 1 or name not in owner.front:
            values[name] = _joined(parts)
    bodies = body_of(prose)
    if bodies is not None:
        values["body"] = bodies
    raw = with_keys(owner.front, values, None)
    if not raw.where.path:
        raw.where = Location(owner.path, 1)
    for code, document in prose.documents.items():
        if document is not owner:
            _check_foreign_front(document, owner, code, decoding)
    return raw


def _joined(parts: Mapping[str, Any]) -> YamlMap:
    """One field from files some of which give it in several languages; a file wins in its own."""
    maps = [part for part in parts.values() if isinstance(part, YamlMap)]
    joined = YamlMap(maps[0].where)
    for part in maps:
        joined.update({code: text for code, text in part.items() if code not in joined})
        joined.key_where = {**part.key_where, **joined.key_where}
    for code, part in parts.items():
        own = part.get(code) if isinstance(part, dict) else part
        if own is not None:
            joined[code] = own
            joined.key_where[code] = where_of(own)
    return joined


def _check_foreign_front(document: Document, owner: Document, code: str, decoding: Decoding) -> None:
    """What a translation says otherwise about shared fields is not read, and that is told."""
    for key, place in document.front.key_where.items():
        shared = owner.front.get(key)
        if key in LOCAL_FIELDS or key == "translated_from" or shared == document.front[key]:
            continue
        decoding.problems.warning(
            "shared-field", place, key=key, language=code, source=decoding.source.code, other=owner.path
        )


def body_of(prose: Prose) -> Translations | None:
    """The Markdown texts by language, None where no file has one."""
    bodies = {
        code: scalar(document.body, Location(document.path, document.body_line, 1))
        for code, document in prose.documents.items()
        if document.body.strip()
    }
    return by_language(bodies, next(iter(bodies.values())).where) if bodies else None


def report_missing(prose: Prose, decoding: Decoding) -> None:
    """One warning for each language a page is not written in."""
    for code in decoding.languages:
        if code not in prose.files and code not in prose.begun:
            there = next(iter(prose.files.values()))
            wanted = f"{there.rsplit('.', 2)[0]}.{code}.md"
            decoding.problems.warning(
                "missing-file", Location(there), language=code, name=wanted.rsplit("/", 1)[-1]
            )


def check_owners(files: Mapping[str, Prose], ids: Collection[str], decoding: Decoding) -> None:
    """Texts of records: a file whose record is not there is told, and a language that lacks the file."""
    for name, pair in files.items():
        if name in ids:
            report_missing(pair, decoding)
            continue
        for path in pair.files.values():
            near = suggest(name, ids)
            decoding.problems.warning(
                "file-without-record", Location(path, 1), id=name, folder=pair.folder, suggestion=near
            )
