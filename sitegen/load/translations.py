"""Tells of every Markdown file whether it is a translation, of what, and of which state of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.load.collect import Collected, Prose
from sitegen.model.fields import nearest_language, where_of
from sitegen.model.scripts import misfiled
from sitegen.model.translations import LOCAL_FIELDS, Translation, Written, read_record
from sitegen.problems import Location, Problems
from sitegen.source import Document
from sitegen.text import Language

_KINDS = {"news": "article", "pages": "prose", "people": "person", "programme": "session", "series": "series"}
"""Folder of content/ → kind of the records its texts belong to."""


def find_translations(
    found: Collected, languages: Mapping[str, Language], source: Language, problems: Problems
) -> dict[str, dict[str, Translation]]:
    """Language code → key of a record → the state of its text; what is odd in `translated_from` is told."""
    rows: dict[str, dict[str, Translation]] = {code: {} for code in languages}
    for pairs in found.prose.values():
        for prose in pairs.values():
            if prose.documents:
                for row in _rows(prose, languages, source, problems):
                    rows[row.language.code][row.key] = row
    return rows


def _rows(
    prose: Prose, languages: Mapping[str, Language], source: Language, problems: Problems
) -> Iterator[Translation]:
    written = {code: written_in(document, languages[code]) for code, document in prose.documents.items()}
    first = source.code if source.code in written else next(iter(written))
    owner = prose.documents[first].front
    is_draft = str(owner.get("draft") or "").lower() in {"true", "yes", "on", "是"}
    key, page = _key(prose, owner.get("slug")), f"{prose.folder}/{prose.name}"
    bodies = {languages[code]: text.body for code, text in written.items() if text.body.strip()}
    copies = dict(misfiled(bodies))
    for code, language in languages.items():
        base, recorded, where = written[first], None, None
        if code in prose.documents:
            where, record = _record(prose.documents[code], code, first, languages, problems)
            if record is not None and record[0] in written:
                base, recorded = written[record[0]], record[1]
        elif code in prose.begun:
            where = prose.begun[code].front["translated_from"].where
            problems.warning("translation-begun", where, language=code, page=page)
        yield Translation(
            key,
            page,
            language,
            base,
            written.get(code),
            where or Location(f"{written[first].path.rsplit('.', 2)[0]}.{code}.md"),
            recorded,
            begun=written_in(prose.begun[code], language) if code in prose.begun else None,
            is_copied=language in copies,
            is_draft=is_draft,
        )


def _key(prose: Prose, slug: object) -> str:
    """The key of the record a text belongs to, as its page has it."""
    name = prose.name
    if prose.folder == "pages":
        name = name.removesuffix("/index")
        name = "/".join([*name.split("/")[:-1], str(slug)]) if slug else name
    elif prose.folder == "news" and slug:
        name = str(slug)
    return f"{_KINDS[prose.folder]}:{name}"


def written_in(document: Document, language: Language) -> Written:
    """A Markdown file as the text of a language."""
    fields: dict[str, str] = {}
    for name in LOCAL_FIELDS:
        value = document.front.get(name)
        if isinstance(value, dict):
            value = value.get(language.code)
        if isinstance(value, str):
            fields[name] = value
    return Written(language, document.path, fields, document.body, document.body_line)


def _record(
    document: Document, code: str, first: str, languages: Mapping[str, Language], problems: Problems
) -> tuple[Location, tuple[str, str] | None]:
    """Where a file says what it was made from, and what: language and fingerprint."""
    value = document.front.get("translated_from")
    if value is None:
        return Location(document.path, 1), None
    where = where_of(value)
    record = read_record(value) if isinstance(value, str) else None
    if code == first:
        problems.warning("translated-source", where, language=code)
        return where, None
    if record is None:
        problems.warning("translated-from-odd", where, value=str(value), source=first)
    elif record[0] not in languages or record[0] == code:
        near = nearest_language(record[0], languages) if record[0] != code else None
        problems.warning("translated-from-odd", where, value=str(value), source=near or first)
        return where, None
    return where, record
