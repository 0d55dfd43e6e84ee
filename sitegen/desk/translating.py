"""Writes the file a translator begins with, and records in it which text it was made from when it is done."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from sitegen.desk.editing import BOM, Refused
from sitegen.load.project import Project
from sitegen.model.translations import BEGUN, LOCAL_FIELDS, Translation, Written, normalise
from sitegen.problems import Location, Problems, sentence, suggest
from sitegen.source import Document, parse_document
from sitegen.text import Language, is_han

REMARK = "# sitegen: "
"""Begins the lines of a begun translation that say what to do; they go when it is accepted."""
_HAS_ID = re.compile(r"\{:?[^{}\n]*#[^{}\n]*\}[ \t]*$")
_HEADING = re.compile(r"^ {0,3}#{1,6}(?!#).*$|^[^\n]+(?=\n(?:=+|-+) *$)", re.MULTILINE)
_RECORD_LINE = re.compile(r"^(\s*[\"']?translated_from[\"']?\s*:)(?:\s+[^\s#][^#\r\n]*?)?(\s+#.*)?(\r?)$")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
FEWEST_WORDS = 4
"""So many words of another script in a line are no name any more."""


def pages_of(project: Project) -> dict[str, dict[str, Translation]]:
    """What authors call a page (`news/opening`) → language code → its text."""
    found: dict[str, dict[str, Translation]] = {}
    for code, site in project.sites.items():
        for row in site.translations.values():
            found.setdefault(row.page, {})[code] = row
    return found


def find_page(project: Project, name: str) -> dict[str, Translation]:
    """A page by its name, by its file, or by the last part of its name where that is the only such one."""
    pages = pages_of(project)
    path = posixpath.normpath(name.replace("\\", "/"))
    path = (
        path[path.rindex(project.shown_root) + len(project.shown_root) :]
        if (project.shown_root in path)
        else path
    )
    path = path.removesuffix(".md")
    for code in project.sites:
        path = path.removesuffix(f".{code}")
    for wanted in (path, f"{path}/index", f"pages/{path}", f"pages/{path}/index"):
        if wanted in pages:
            return pages[wanted]
    ends = [page for page in pages if page.endswith(f"/{path}")]
    if len(ends) != 1:
        near = ", ".join(sorted(ends)) or suggest(path, pages)
        raise Refused("translate-no-page", Location(name), page=name, suggestion=near)
    return pages[ends[0]]


def file_of(project: Project, row: Translation) -> Path:
    """Where the file of a text is, or would be."""
    return project.root / row.path.removeprefix(project.shown_root)


# ---------------------------------------------------------------- to begin
def begin(row: Translation, words_in: str) -> bytes:
    """A file with all that is to be translated; `words_in` is the language of the remarks, zh or en.

    Fields that are shared are not repeated. Headings get the ids they have in the source, so that links
    lead to the same place in both; pictures, links and tables stand where they stood.
    """
    source = row.source
    remarks = [
        sentence("translate-remark", words_in, name=source.path.rsplit("/", 1)[-1]),
        sentence("translate-remark-done", words_in, page=row.page, to=row.language.code),
    ]
    lines = ["---", *(REMARK + remark for remark in remarks), f"translated_from: {BEGUN}"]
    fields = {name: source.fields[name] for name in LOCAL_FIELDS if source.fields.get(name)}
    lines += [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    body = with_heading_ids(source).strip("\n")
    return "\n".join([*lines, "---", "", body, ""]).encode()


def with_heading_ids(source: Written) -> str:
    """The text with an explicit id at every heading: that which it has by itself."""
    from sitegen.render.markdown import convert
    from sitegen.render.markdown.source import Source

    text, language = source.body, source.language
    names = dict.fromkeys(("footnotes", "footnote_back", "table"), "")
    found = convert(text, is_han=language.is_han, language=language.code, words=names).headings
    places = list(_HEADING.finditer(Source(text).prose))
    if len(places) != len(found):  # headings in HTML or in lists: which is which is not certain
        return text
    parts, done = [], 0
    for place, heading in zip(places, found, strict=True):
        line = text[place.start() : place.end()]
        if not _HAS_ID.search(line):
            parts += [text[done : place.start()], line.rstrip().rstrip("#").rstrip(), f" {{#{heading.id}}}"]
            done = place.end()
    return "".join([*parts, text[done:]])


# ---------------------------------------------------------------- when it is done
def left_over(row: Translation) -> Iterator[str]:
    """Each field (its name) and line (its number) that still reads as in the source, in its script."""
    written, source = row.written or row.begun, row.source
    if written is None:
        return
    for name, value in written.fields.items():
        if value == source.fields.get(name) and _is_foreign(value, source.language, row.language):
            yield name
    known = {line.strip() for line in source.body.split("\n")}
    for number, line in enumerate(_words_of(written.body).split("\n"), written.body_line):
        if line.strip() in known and _is_foreign(line, source.language, row.language):
            yield str(number)
    if source.language.is_han == row.language.is_han and source.body.strip():  # one script: all or nothing
        ours, theirs = (normalise(text.body, source.language) for text in (written, source))
        if ours == theirs:
            yield str(written.body_line)


def _words_of(body: str) -> str:
    from sitegen.render.markdown.source import Source

    return Source(body).prose


def _is_foreign(text: str, source: Language, target: Language) -> bool:
    if source.is_han and not target.is_han:
        return any(map(is_han, text))
    if target.is_han and not source.is_han:
        return not any(map(is_han, text)) and len(_LATIN_WORD.findall(text)) >= FEWEST_WORDS
    return False


def accept(row: Translation, data: bytes) -> bytes:
    """The bytes of a translation with the source's fingerprint in its front matter; all else stays.

    Raises `Refused` where the front matter is written in a way that cannot be edited line by line.
    """
    text = data.decode()
    mark = BOM if text.startswith(BOM) else ""
    text = text.removeprefix(BOM)
    before = _parse(text, row)
    end = "\r\n" if "\r\n" in text else "\n"
    entry = f"translated_from: {row.source.fingerprint}"
    if before.body_line == 1:
        new = f"---{end}{entry}{end}---{end}{text}"
    else:
        new = "\n".join(_with_record(text.split("\n"), before, row.source.fingerprint, entry, end[:-1]))
    after = _parse(new, row)
    if after.body != before.body or dict(after.front) != {
        **before.front,
        "translated_from": row.source.fingerprint,
    }:
        raise Refused("translate-odd-front", Location(row.path, 1), value=entry)
    return (mark + new).encode()


def _with_record(lines: list[str], before: Document, record: str, entry: str, end: str) -> Iterator[str]:
    """The lines of a file with the record in place of the old one, else at the end of its front matter."""
    place = before.front.key_where.get("translated_from")
    closing = before.body_line - 1
    for number, line in enumerate(lines, 1):
        if number < closing and line.startswith(REMARK):
            continue
        if place is not None and number == place.line:
            yield _RECORD_LINE.sub(lambda match: f"{match[1]} {record}{match[2] or ''}{match[3]}", line)
            continue
        if place is None and number == closing:
            yield entry + end
        yield line


def _parse(text: str, row: Translation) -> Document:
    document = parse_document(text.replace("\r\n", "\n"), row.path, Problems())
    if document is None:
        raise Refused("translate-odd-front", Location(row.path, 1), value="translated_from")
    return document
