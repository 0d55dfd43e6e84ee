"""Markdown of authors into clean HTML, pure and repeatable; `place` puts addresses in for each page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from threading import Lock
from typing import TYPE_CHECKING

from sitegen.render.markdown.fragment import Finding, Fragment, Heading, Link, Reference, place
from sitegen.text import keep_together

if TYPE_CHECKING:
    from sitegen.render.markdown.engine import Engine
    from sitegen.render.markdown.source import Source

__all__ = ["Finding", "Fragment", "Heading", "Link", "Reference", "convert", "may_have_headings", "place"]

ERRORS = frozenset({"backslash-in-address", "unreadable-prose"})
"""Codes of findings that stop publishing; all others are warnings."""

_ONE_AT_A_TIME = Lock()
_NONE: frozenset[str] = frozenset()
_INDENT = re.compile("<p>(?:[ \u00a0\u2003\u3000]|&nbsp;)+")
"""An indent typed as entities: whether paragraphs have one, the style sheet says."""
_HEADING_LINE = re.compile(r"^ {0,3}(?:> ?)*#{1,6}(?!#)|^[^\n]+(?=\n(?:=+|-+) *$)|<h[1-6]\b", re.MULTILINE)


def may_have_headings(text: str) -> bool:
    """Whether a Markdown text may have headings; quick, and never wrongly no."""
    return "#" in text or "\n-" in text or "\n=" in text or "<h" in text or "<H" in text


@cache
def _engine() -> Engine:
    from sitegen.render.markdown.engine import Engine

    return Engine()


def convert(
    text: str,
    *,
    is_han: bool,
    language: str,
    words: Mapping[str, str],
    heading_shift: int = 0,
    known_ids: Collection[str] = (),
    prefix: str = "",
    shared: Sequence[Heading] = (),
) -> Fragment:
    """Convert a text; pure, and never raises because of what the text says.

    `language` is the text's own (code or BCP 47 tag), `words` hold labels in the language of the page:
    `footnotes`, `footnote_back` with {n}, `table` with {n}. Headings start at h2 plus `heading_shift`.
    `known_ids` are taken by the page's layout; `prefix` stands before ids made here, where a page shows
    several texts. `shared` are the headings of the text that this one translates, made with the same shift
    and prefix: where both are built alike, the ids are the same. Template code in a text is text.
    """
    from sitegen.render.markdown import finishing, wide_lines
    from sitegen.render.markdown.plain import render_plain
    from sitegen.render.markdown.source import Source

    source = Source(text)
    html, labels, notes = render_plain(text), _NONE, _NONE
    if html is None:
        try:
            html, labels, notes = _by_library(text, words)
        except Exception:  # the library is not ours, and a text may be as deep as it likes
            return _unreadable(text)
    if "<p>\u2003" in html or "<p>\u3000" in html:
        html = _INDENT.sub("<p>", html)
    if prefix and "fn" in html:
        html = finishing.with_prefix(html, prefix)
    headings = finishing.Headings(heading_shift, known_ids, prefix, shared)
    if "<h" in html:
        html = headings.number(html)
    if "<img" in html:
        html = finishing.figures(html)
    addresses: list[tuple[str, bool]] = []
    if "<a" in html or "<img" in html:
        html, addresses = finishing.gaps(html)
    if "<table" in html:
        html = finishing.tables(html, words["table"])
    html = keep_together(wide_lines.join(html, is_chinese=language.startswith("zh")))
    return Fragment(
        html,
        tuple(headings.found),
        tuple(_references(source, addresses)) if addresses else (),
        tuple(sorted(_findings(source, headings.doubts, labels, notes, is_han), key=_by_place)),
        finishing.ids(html) if ' id="' in html else (),
    )


def _by_library(text: str, words: Mapping[str, str]) -> tuple[str, frozenset[str], frozenset[str]]:
    """Clean HTML, labels of links, labels of footnotes."""
    from sitegen.render.markdown.cleaning import clean

    with _ONE_AT_A_TIME:
        try:
            engine = _engine()
            return clean(engine.html(text, words)), engine.labels, engine.note_labels
        except Exception:
            _engine.cache_clear()
            raise


def _unreadable(text: str) -> Fragment:
    """A text that the library cannot convert, in plain paragraphs."""
    text = text.encode("utf-8", "replace").decode()
    parts = [part for part in re.split(r"\n{2,}", text) if part.strip()]
    html = "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in parts)
    return Fragment(html, findings=(Finding("unreadable-prose", "error", 1, 1),))


def _references(source: Source, addresses: list[tuple[str, bool]]) -> Iterator[Reference]:
    """Addresses with the places where they were typed, the second time the second place."""
    after: dict[str, int] = {}
    for address, is_image in addresses:
        offset = max(source.find(typed, after.get(address, 0)) for typed in _typed(address))
        if offset < 0:
            offset = max(source.find(typed, 0) for typed in _typed(address))
        after[address] = offset + 1
        line, column = source.place(source.start_of_link(offset)) if offset >= 0 else (1, 1)
        yield Reference(address, line, column, is_image)


def _typed(address: str) -> tuple[str, ...]:
    """The ways in which an address may stand in the text."""
    if address.startswith("mailto:"):
        return (address.removeprefix("mailto:"),)
    if address.startswith("http://www."):
        return (address, address.removeprefix("http://"))
    return (address, escape(address)) if "&" in address else (address, address.replace("/", "\\"))


def _findings(
    source: Source,
    headings: list[tuple[str, int, dict[str, str]]],
    labels: Collection[str],
    notes: Collection[str],
    is_han: bool,
) -> Iterator[Finding]:
    from sitegen.render.markdown import doubts
    from sitegen.render.markdown.cleaning import removed

    found = [
        *doubts.in_prose(source, is_han=is_han),
        *doubts.of_labels(source, labels, notes),
        *removed(source),
    ]
    if headings:
        starts = [match.start() for match in _HEADING_LINE.finditer(source.prose)]
        found += [(code, starts[at] if at < len(starts) else 0, values) for code, at, values in headings]
    for code, offset, values in found:
        line, column = source.place(offset)
        severity = "error" if code in ERRORS else "warning"
        yield Finding(code, severity, line, column, tuple(values.items()))


def _by_place(finding: Finding) -> tuple[int, int, str]:
    return finding.line, finding.column, finding.code
