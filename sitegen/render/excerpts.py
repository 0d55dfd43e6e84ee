"""The start of a text in plain words, for descriptions: no mark of Markdown, cut to a length."""

from __future__ import annotations

import re

from sitegen.text import Text

_MARKUP = re.compile(
    r"!?\[([^\]]*)\]\([^)]*\)|\[\^[^\]]*\]|\{[#.][^}]*\}|^[#>*+\-\d.\s|]+|[*_`~]+|<[^>]*>", re.MULTILINE
)
_MAY_BE_MARKED = re.compile(r"[\[{*_`~<]|^[ \t]*[#>+\-\d.|]", re.MULTILINE)


def _what_stays(match: re.Match[str]) -> str:
    return match[1] or ""  # the words of a link; as a function in half the time of a template


def start_of(markdown: Text, limit: int) -> str:
    """All that `plain_start` reads of a text."""
    return markdown.plain[: 3 * limit]


def plain_start(markdown: Text | None, limit: int) -> Text | None:
    """The start of a Markdown text, at most `limit` Han characters or twice as many others (`Text.cut`)."""
    if not markdown:
        return None
    start = start_of(markdown, limit)
    if _MAY_BE_MARKED.search(start):  # mostly not, and looking takes a tenth of removing
        start = _MARKUP.sub(_what_stays, start)
    plain = " ".join(start.split())
    if markdown.lang.is_han and not plain.isascii() and plain.count(" ") > len(plain) // 2:
        plain = plain.replace(" ", "")
    return markdown.with_value(plain).cut(limit) if plain else None
