"""From clean HTML to the pieces of a fragment: figures, tables, heading ids, gaps for addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
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
    """Gives headings their levels and ids; notes doubts with the heading's number, from 0.

    `shared` are the headings of the text that this one translates. Where the levels are the same, each
    heading takes the id of its counterpart, so that an address with `#id` holds in both languages; the
    id it would have by its own words stays as a second one, and one that its author gave comes first.
    """

    shift: int
    known: Collection[str]
    prefix: str
    shared: Sequence[Heading] = ()
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
        theirs = self._counterparts(html)
        used: set[str] = set()

        def change(match: re.Match[str]) -> str:
            text = _plain(match[3])
            self._look_at(int(match[1]), text)
            given = next(iter(_ID.findall(match[2])), None)
            their = theirs[len(self.found)] if theirs else ""
            if their in self._taken | own | used:
                their = ""
            wanted = given or self.prefix + heading_id(text)
            if given and given not in used and given not in self._taken:
                name, second = given, their
            elif given or not their:
                name, second = _free(wanted, self._taken | own | used | set(theirs)), their
                if given:
                    self.doubts.append(("duplicate-id", len(self.found), {"id": wanted, "instead": name}))
            else:
                is_theirs = wanted in theirs
                name, second = their, "" if is_theirs else _free(wanted, self._taken | own | used)
            used.update((name, second))
            level = self._level_of(match[1])
            self.found.append(Heading(level, name, text))
            mark = f'<span id="{second}"></span>' if second else ""
            return f'<h{level} id="{name}"{_ID.sub("", match[2])}>{mark}{match[3]}</h{level}>'

        return _HEADING.sub(change, html)

    def _level_of(self, typed: str) -> int:
        return min(max(int(typed), HIGHEST) + self.shift, LOWEST)

    def _counterparts(self, html: str) -> list[str]:
        """The ids of the headings that this text translates; none where the two are not built alike."""
        if not self.shared:
            return []
        levels = [self._level_of(match[1]) for match in _HEADING.finditer(html)]
        return [one.id for one in self.shared] if levels == [one.level for one in self.shared] else []

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
