"""The start of a text in plain words, for descriptions: no mark of Markdown, cut to a length."""

from __future__ import annotations

import re

from sitegen.text import Text

_MARKUP = re.compile(
    r"!?\[([^\]]*)\]\([^)]*\)|\[\^[^\]]*\]|\{[#.][^}]*\}|^[#>*+\-\d.\s|]+|[*_`~]+|<[^>]*>", re.MULTILINE
)


def plain_start(markdown: Text | None, limit: int) -> Text | None:
    """The start of a Markdown text, at most `limit` Han characters or twice as many others (`Text.cut`)."""
    if not markdown:
        return None
    plain = " ".join(_MARKUP.sub(r"\1", markdown.plain[: 4 * limit]).split())
    if markdown.lang.is_han and not plain.isascii() and plain.count(" ") > len(plain) // 2:
        plain = plain.replace(" ", "")
    return markdown.with_value(plain).cut(limit) if plain else None
