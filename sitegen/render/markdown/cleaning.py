"""What HTML may stand in a text: an allow-list, and where what it does not allow stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from sitegen.render.markdown.source import Source

if TYPE_CHECKING:
    from nh3 import Cleaner

_TAGS = """
a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption
figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub
summary sup table tbody td tfoot th thead time tr u ul var wbr
"""
TAGS = frozenset(_TAGS.split())
ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href", "role", "aria-label"},
    "section": {"role", "aria-label"},
    "img": {"src", "alt"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "col": {"span"},
    "colgroup": {"span"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "details": {"open"},
}
_CLASSES = """
footnotes footnote-ref footnote-back
lead note tip info warning danger small center right nowrap num wide columns button no-print
"""
CLASSES = frozenset(_CLASSES.split())
"""Classes that authors may set: what the style sheets mean for running text. All others are taken out."""
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
RECORDS = frozenset(
    {"session", "person", "track", "room", "day", "series", "article", "page", "prose", "chart"}
)
"""Kinds of records that a link may name by id, `session:opening`; `place` turns them into addresses."""

_NAME = r"[A-Za-z][A-Za-z0-9-]*"
_TAG = re.compile(rf"</?({_NAME})(?=[\s/>])((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>?")
_HANDLER = re.compile(r"(?<![\w-])(on[a-z]+)\s*=", re.IGNORECASE)
_ADDRESS = r"\s*(([A-Za-z][A-Za-z0-9+.&#;-]*?)(?::|&colon;|&#0*58;|&#x0*3a;)[^\s)>\"']*)"
_ADDRESSES = (
    ("](", re.compile(rf"\]\(\s*<?{_ADDRESS}", re.IGNORECASE)),
    ("]:", re.compile(rf"\]:\s*<?{_ADDRESS}", re.IGNORECASE)),
    ("<", re.compile(rf"<(?=[A-Za-z][\w+.-]*://){_ADDRESS}", re.IGNORECASE)),
    ("=", re.compile(rf"\b(?:href|src)\s*=\s*[\"']?{_ADDRESS}", re.IGNORECASE)),
)


@cache
def _cleaner() -> Cleaner:
    from nh3 import Cleaner

    return Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        allowed_classes={tag: set(CLASSES) for tag in TAGS},
        url_schemes=set(SCHEMES | RECORDS),
        link_rel=None,
    )


def clean(html: str) -> str:
    """HTML with only what the allow-list has; well-formed whatever came in."""
    return _cleaner().clean(html)


def removed(source: Source) -> Iterator[tuple[str, int, dict[str, str]]]:
    """What cleaning takes out, as code, offset and values."""
    text = source.prose
    if "<" in text:
        for tag in _TAG.finditer(text):
            if tag[1].lower() not in TAGS:
                if tag[0][1] != "/":
                    yield "raw-html", tag.start(), {"tag": tag[1].lower()}
            else:
                for handler in _HANDLER.finditer(tag[2]):
                    yield "event-handler", tag.start(2) + handler.start(), {"attribute": handler[1].lower()}
    for start, pattern in _ADDRESSES:
        for address in pattern.finditer(text) if start in text else ():
            scheme = unescape(address[2]).lower()
            if scheme not in SCHEMES | RECORDS and len(scheme) > 1:  # one letter is a drive of Windows
                values = {"address": address[1][:60], "scheme": scheme}
                yield "unsafe-link", source.start_of_link(address.start(1)), values
