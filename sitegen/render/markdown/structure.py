"""What a text is built of: headings, pictures, links, tables, code and footnotes, each with its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sitegen.render.markdown.source import Source, fences

_HEADING = re.compile(
    r"^ {0,3}(?:> ?)*(?P<marks>#{1,6})(?!#)(?P<text>.*)$"
    r"|^(?P<under>[^\n]+)\n(?P<rule>=+|-+) *$"
    r"|<h(?P<html>[1-6])\b",
    re.MULTILINE,
)
_ID = re.compile(r"\{:?[^{}\n]*#([^\s{}.#]+)[^{}\n]*\}[ \t]*#*[ \t]*$")
_TARGET = re.compile(
    r"\]\([ \t]*<?(?P<inline>[^\s)>]+)"
    r"|^ {0,3}\[[^\]^][^\]]*\]:[ \t]*<?(?P<defined>[^\s>]+)"
    r"|<img\b[^>]*\bsrc=[\"'](?P<image>[^\"']+)"
    r"|<a\b[^>]*\bhref=[\"'](?P<anchor>[^\"']+)"
    r"|(?P<bare>https?://[^\s<>()（）]+)",
    re.MULTILINE,
)
_NOTE = re.compile(r"^ {0,3}\[\^([^\]]+)\]:", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_CELL = re.compile(r"(?<!\\)\|")
_OUTSIDE = re.compile(r"(?:https?:|mailto:|tel:|www\.)")


class Piece(NamedTuple):
    """One piece: the line it begins on, from 0, and what must be the same in a translation."""

    line: int
    name: str


class Table(NamedTuple):
    """A table: the line of its header, from 0, and its size without that."""

    line: int
    columns: int
    rows: int


@dataclass
class Structure:
    """Every piece of a text, in its order."""

    headings: list[Piece] = field(default_factory=list)
    """Named by their level, `2`."""
    ids: list[str] = field(default_factory=list)
    """The explicit id of each heading, empty where it has none."""
    pictures: list[Piece] = field(default_factory=list)
    links: list[Piece] = field(default_factory=list)
    """Links within the site, without the part after `#` and without a language in the name of a file."""
    outside: list[Piece] = field(default_factory=list)
    """Links to other sites, by mail and telephone."""
    tables: list[Table] = field(default_factory=list)
    code: list[Piece] = field(default_factory=list)
    notes: list[Piece] = field(default_factory=list)
    """Footnotes, where they are written."""


def read_structure(text: str, codes: Collection[str]) -> Structure:
    """What a Markdown text is built of; `codes` are the languages that names of files may end in."""
    source = Source(text)
    prose, found = source.prose, Structure()

    def line_of(offset: int) -> int:
        return source.place(offset)[0] - 1

    for match in _HEADING.finditer(prose):
        level = match["html"] or len(match["marks"] or "") or (1 if (match["rule"] or "")[:1] == "=" else 2)
        if match["under"] and _is_no_heading(match["under"]):
            continue
        id_ = _ID.search(match["text"] or match["under"] or "")
        found.headings.append(Piece(line_of(match.start()), str(level)))
        found.ids.append(id_[1] if id_ else "")
    for match in _TARGET.finditer(prose):
        kind = match.lastgroup or ""
        target, line = match[kind].replace("\\", "/"), line_of(match.start(kind))
        is_image = kind == "image" or (
            kind == "inline" and prose[source.start_of_link(match.start(kind))] == "!"
        )
        if is_image:
            found.pictures.append(Piece(line, target))
        elif _OUTSIDE.match(target):
            found.outside.append(Piece(line, target))
        elif not target.startswith("#"):
            found.links.append(Piece(line, _without_language(target.partition("#")[0], codes)))
    found.notes = [Piece(line_of(match.start()), match[1]) for match in _NOTE.finditer(prose)]
    lines = prose.split("\n")
    found.tables = list(_tables(lines)) if "|" in prose else []
    if "```" in text or "~~~" in text:
        typed = text.split("\n")
        found.code = [Piece(fence.start, "") for fence in fences(typed) if fence.end is not None]
    return found


def _is_no_heading(line: str) -> bool:
    """A line over hyphens that belongs to something else: a table, a list, a paragraph's mark."""
    return "|" in line or line.lstrip().startswith(("- ", "* ", "+ ", ">", "#"))


def _without_language(target: str, codes: Collection[str]) -> str:
    stem = target.removesuffix(".md")
    for code in codes:
        if stem.endswith(f".{code}"):
            return f"{stem.removesuffix(f'.{code}')}.md"
    return target


def _tables(lines: list[str]) -> Iterator[Table]:
    for number, line in enumerate(lines):
        if not number or "|" not in line or not _RULE.match(line) or "|" not in lines[number - 1]:
            continue
        rows = 0
        while number + rows + 1 < len(lines) and "|" in lines[number + rows + 1]:
            rows += 1
        yield Table(number - 1, _columns(lines[number - 1]), rows)


def _columns(line: str) -> int:
    inside = line.strip().removeprefix("|")
    if inside.endswith("|") and not inside.endswith("\\|"):
        inside = inside[:-1]
    return len(_CELL.findall(inside)) + 1
