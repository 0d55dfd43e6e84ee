"""Reads the table of captions of a gallery: what is under each picture, what it shows, who made it."""

from __future__ import annotations

import csv
import io
import posixpath
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sitegen.model.site import Site
from sitegen.problems import Location, Problems, suggest
from sitegen.source import SourceFile, read_bytes
from sitegen.text import Language, Text, is_han

COLUMNS = {
    "file": ("文件", "文件名", "图片", "照片"),
    "credit": ("摄影", "作者", "图片来源", "photographer"),
    "focus": ("焦点",),
}
"""Columns beside those of languages (`zh`, `en`; `alt_zh`, `alt_en`), and what else they may be called."""
ALT = "alt_"


class Caption(NamedTuple):
    """A row of the table."""

    caption: Text | None = None
    alt: Text | None = None
    credit: Text | None = None
    focus: str | None = None


def read_captions(
    table: SourceFile, pictures: Mapping[str, SourceFile], site: Site, problems: Problems
) -> dict[str, Caption]:
    """Captions by name of file, from a table with the column `file` and one per language.

    UTF-8, or GB 18030 as spreadsheet programs write it in China; separated by commas, semicolons or tabs.
    """
    captions: dict[str, Caption] = {}
    for place, row in _rows(table, site, problems):
        name = posixpath.basename(row.pop("file").replace("\\", "/"))
        if name not in pictures:
            problems.error("link-missing-image", place, name=name, suggestion=suggest(name, pictures))
        elif name in captions:
            problems.error("captions-twice", place, name=name)
        else:
            captions[name] = Caption(
                _in_languages(row, "", site, place, problems),
                _in_languages(row, ALT, site, place, problems),
                _plain(row.get("credit"), site, place),
                _plain(row.get("focus"), site, place),
            )
    return captions


def _in_languages(
    row: Mapping[str, str], begin: str, site: Site, place: Location, problems: Problems
) -> Text | None:
    given = {
        language: row[begin + language.code] for language in site.languages if row.get(begin + language.code)
    }
    if not given:
        return None
    if site.language not in given:
        problems.warning("missing-translation", place, language=site.language.code)
    choices = (site.language, site.source_language, *given)
    language = next(language for language in choices if language in given)
    return Text(given[language], language, site.language, given, place)


def _plain(value: str | None, site: Site, place: Location) -> Text | None:
    """A name, the same in every language; in Han characters it is Chinese."""
    if not value:
        return None
    language: Language = site.language
    if any(map(is_han, value)) and not language.is_han:
        language = next((other for other in site.languages if other.is_han), language)
    return Text(value, language, site.language, None, place)


def _rows(table: SourceFile, site: Site, problems: Problems) -> Iterator[tuple[Location, dict[str, str]]]:
    """The rows that name a file, with their places: keys are the column heads in small letters."""
    text = _read_table(table, problems)
    if text is None:
        return
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    columns = [_column(name) for name in next(reader, [])]
    codes = [language.code for language in site.languages]
    known = [*COLUMNS, *codes, *(ALT + code for code in codes)]
    if "file" not in columns:
        problems.error("captions-no-file", Location(table.place, 1))
        return
    for name in columns:
        if name and name not in known:
            problems.error(
                "captions-column", Location(table.place, 1), name=name, suggestion=suggest(name, known)
            )
    line = reader.line_num + 1
    for cells in reader:
        row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
        if row.get("file"):
            yield Location(table.place, line), row
        line = reader.line_num + 1


def _column(name: str) -> str:
    typed = name.strip().lower().replace(" ", "_").replace("-", "_")
    return next((column for column, others in COLUMNS.items() if typed in others), typed)


def _read_table(table: SourceFile, problems: Problems) -> str | None:
    try:
        data = read_bytes(table)
    except OSError as error:
        problems.error("file-unreadable", Location(table.place), reason=error.strerror)
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    problems.error("captions-encoding", Location(table.place))
    return None
