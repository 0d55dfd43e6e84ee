"""From clean HTML to the pieces of a fragment: figures, tables, heading ids, gaps for addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from html import escape, unescape

from sitegen.render.markdown.fragment import PLACEHOLDER, Heading

_ATTRIBUTES = r'(?: [a-z-]+="[^"]*")*'
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_HEADING = re.compile(rf"<h([1-6])({_ATTRIBUTES})>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NOTE_MARK = re.compile(r'<sup id="fnref.*?</sup>')
_ID = re.compile(r' id="([^"]+)"')
_TAG_WITH_ID = re.compile(r'<[a-z0-9]+(?: [a-z-]+="[^"]*")*? id="([^"]+)"')
_NOTE_TAG = re.compile(r"<(?:a|sup|li) [^>]*>")
_NOTE_ID = re.compile(r'(?<=")#?(?=fn(?:ref\d*)?-)')
_NOT_IN_ID = re.compile(r"[^\w\s-]+")
_GAPS_IN_ID = re.compile(r"[-\s]+")
_PICTURE = re.compile(rf"<p({_ATTRIBUTES})><img({_ATTRIBUTES})></p>")
_REFERENCE = re.compile(rf"<(a|img)({_ATTRIBUTES})>")
HIGHEST, LOWEST = 2, 6
"""Levels of headings in prose: the page's title is h1."""


@dataclass(slots=True)
class Headings:
    """Gives headings their levels and ids; notes doubts with the heading's number, from 0."""

    shift: int
    known: Collection[str]
    prefix: str
    found: list[Heading] = field(default_factory=list)
    doubts: list[tuple[str, int, dict[str, str]]] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)
    _level: int = 1

    def number(self, html: str) -> str:
        """The HTML with levels and ids put in; ids that authors gave are reserved for them first."""
        self._taken, own = set(self.known), set()
        if ' id="' in html:
            self._taken.update(ids(_HEADING.sub(r"\3", html)))
            own = {match[1] for heading in _HEADING.finditer(html) for match in _ID.finditer(heading[2])}
        used: set[str] = set()

        def change(match: re.Match[str]) -> str:
            text = _plain(match[3])
            self._look_at(int(match[1]), text)
            level = min(max(int(match[1]), HIGHEST) + self.shift, LOWEST)
            given = next(iter(_ID.findall(match[2])), None)
            if given and given not in used and given not in self._taken:
                name = given
            else:
                wanted = given or self.prefix + heading_id(text)
                name = _free(wanted, self._taken | own | used)
                if given:
                    self.doubts.append(("duplicate-id", len(self.found), {"id": wanted, "instead": name}))
            used.add(name)
            self.found.append(Heading(level, name, text))
            return f'<h{level} id="{name}"{_ID.sub("", match[2])}>{match[3]}</h{level}>'

        return _HEADING.sub(change, html)

    def _look_at(self, level: int, text: str) -> None:
        if level == 1:
            self.doubts.append(("heading-level-one", len(self.found), {"text": text}))
        level = max(level, HIGHEST)
        if level > self._level + 1:
            values = {"text": text, "level": str(level), "wanted": str(self._level + 1)}
            self.doubts.append(("heading-skips-level", len(self.found), values))
        self._level = level


def ids(html: str) -> tuple[str, ...]:
    """Every id, in order."""
    return tuple(_TAG_WITH_ID.findall(html))


def heading_id(text: str) -> str:
    """The id of a heading from its words: letters of any script, no punctuation, hyphens for spaces."""
    kept = _NOT_IN_ID.sub("", unicodedata.normalize("NFC", text)).lower()
    return _GAPS_IN_ID.sub("-", kept).strip("-") or "section"


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", _NOTE_MARK.sub("", html))).split())


def with_prefix(html: str, prefix: str) -> str:
    """Ids of footnotes, and the links to them, made different from those of other texts on the page."""
    return _NOTE_TAG.sub(lambda tag: _NOTE_ID.sub(lambda start: start[0] + prefix, tag[0]), html)


def figures(html: str) -> str:
    """A picture with a title, alone in its paragraph, becomes a figure with a caption."""

    def change(match: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(match[2]))
        caption = attributes.pop("title", "")
        if not caption or "src" not in attributes:
            return match[0]
        shared = {**dict(_ATTRIBUTE.findall(match[1])), **attributes}
        image = "".join(f' {name}="{attributes[name]}"' for name in ("src", "alt") if name in attributes)
        outer = "".join(f' {name}="{shared[name]}"' for name in ("id", "class") if name in shared)
        caption = escape(unescape(caption), quote=False)
        return f"<figure{outer}><img{image}><figcaption>{caption}</figcaption></figure>"

    return _PICTURE.sub(change, html)


def tables(html: str, label: str) -> str:
    """Each table in a region that scrolls by itself and can be reached by keyboard; `label` holds `{n}`."""
    number = 0

    def change(match: re.Match[str]) -> str:
        nonlocal number
        if match[0] == "</table>":
            return "</table></div>"
        number += 1
        name = escape(label.replace("{n}", str(number)))
        return f'<div class="table" role="region" tabindex="0" aria-label="{name}"><table'

    return re.sub(r"<table\b|</table>", change, html)


def gaps(html: str) -> tuple[str, list[tuple[str, bool]]]:
    """The HTML with placeholders for addresses; the addresses, and whether each is of a picture."""
    found: list[tuple[str, bool]] = []

    def change(match: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(match[2]))
        is_image = match[1] == "img"
        address = attributes.pop("src" if is_image else "href", None)
        if address is None:
            return "" if is_image else match[0]
        if address.startswith("#") and attributes.get("class") in ("footnote-ref", "footnote-back"):
            return match[0]
        number = len(found)
        found.append((unescape(address).replace("\\", "/"), is_image))
        if is_image:
            title = f' title="{attributes["title"]}"' if attributes.get("title") else ""
            return f'<img src="{PLACEHOLDER}{number}" alt="{attributes.get("alt", "")}"{title}>'
        rest = "".join(f' {name}="{value}"' for name, value in attributes.items())
        return f'<a href="{PLACEHOLDER}{number}"{rest}>'

    return _REFERENCE.sub(change, html), found
