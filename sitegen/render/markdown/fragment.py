"""What a Markdown text becomes: HTML with gaps for addresses, filled for each page, and what was found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any, NamedTuple

from markupsafe import Markup, escape

PLACEHOLDER = "x-sitegen:"
"""Stands with a number for the address of a link or picture; the number counts `Fragment.references`."""

_GAP = re.compile(
    f'<a href="{PLACEHOLDER}(\\d+)"|</a>|<img src="{PLACEHOLDER}(\\d+)" alt="([^"]*)"(?: title="([^"]*)")?>'
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level in the page (2–6), its id, its plain text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a text as typed, but with slashes for backslashes; line and column count from 1."""

    target: str
    line: int
    column: int
    is_image: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubtful place in a text; `code` of messages/prose.yaml, severity `error` or `warning`."""

    code: str
    severity: str
    line: int
    column: int
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fragment:
    """A converted text. Its HTML is clean and lacks only the addresses that `place` puts in."""

    html: str
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()
    findings: tuple[Finding, ...] = ()
    ids: tuple[str, ...] = ()
    """Every id in the HTML, which a link may lead to."""

    def to_tuple(self) -> tuple[Any, ...]:
        """Plain tuples, numbers and strings, which marshal can write."""
        return (
            self.html,
            tuple((one.level, one.id, one.text) for one in self.headings),
            tuple((one.target, one.line, one.column, one.is_image) for one in self.references),
            tuple((one.code, one.severity, one.line, one.column, one.values) for one in self.findings),
            self.ids,
        )

    @classmethod
    def from_tuple(cls, value: tuple[Any, ...]) -> Fragment:
        """The fragment that `to_tuple` was asked of."""
        html, headings, references, findings, ids = value
        return cls(
            html,
            tuple(Heading(*one) for one in headings),
            tuple(Reference(*one) for one in references),
            tuple(Finding(*one) for one in findings),
            ids,
        )


class Link(NamedTuple):
    """Where a link leads: address, language code if the page is in another language, a note saying so."""

    href: str
    hreflang: str | None = None
    note: str = ""


def place(
    fragment: Fragment,
    link: Callable[[Reference], Link | None],
    image: Callable[[Reference, str, str], str],
) -> Markup:
    """The HTML of a fragment on one page.

    `link(reference)` gives the address, None where there is no such page: the words stay.
    `image(reference, alt, title)` gives the HTML of a picture; alt and title are plain text, not HTML. The
    note of a link stands after it in `<span class="in-language">`; a note that is Markup is taken as it is.
    """
    if not fragment.references:
        return Markup(fragment.html)  # noqa: S704 — cleaned by nh3
    references = fragment.references
    note: str = ""

    def fill(gap: re.Match[str]) -> str:
        nonlocal note
        number, picture, alt, title = gap.groups()
        if number is not None:
            found = link(references[int(number)])
            note = found.note if found else ""
            return _opening(found)
        if picture is not None:
            return str(image(references[int(picture)], unescape(alt), unescape(title or "")))
        if not note:
            return "</a>"
        wrap = Markup("{}") if isinstance(note, Markup) else Markup('<span class="in-language">{}</span>')
        said, note = wrap.format(note), ""
        return f"</a>{said}"

    return Markup(_GAP.sub(fill, fragment.html))  # noqa: S704 — cleaned by nh3; what is put in is escaped


def _opening(link: Link | None) -> str:
    if link is None:
        return "<a"
    language = f' hreflang="{escape(link.hreflang)}"' if link.hreflang else ""
    return f'<a href="{escape(link.href)}"{language}'
