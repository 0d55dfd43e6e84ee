"""The start of a text in plain words, for descriptions: no mark of Markdown, cut to a length."""

from __future__ import annotations

import re
from html import unescape

from sitegen.render.markdown.wide_lines import join
from sitegen.text import Text

_MARKUP = re.compile(
    r"!\[[^\]]*\]\([^)]*\)?(?:\{[^}\n]*\})?"  # pictures; what the window cut off has no end
    r"|\[([^\]^][^\]]*)\](?:\([^)]*(?:\)|\Z)|\[[^\]]*\])"  # links: their words stay
    r"|^[ \t]*(?:\[[^\]]+\]|\*\[[^\]]+\]):.*$|\[\^[^\]]*\]"  # definitions and marks of notes
    r"|^[ \t]*(?:`{3,}|~{3,}).*$|^[ \t|:-]*-[ \t|:-]*$|^[ \t]*=+[ \t]*$"  # fences, rules
    r"|(?P<head>^[ \t]*(?:(?:[#>|]+|[*+-](?=[ \t])|\d{1,9}\.(?=[ \t]))[ \t]*)+)"
    r"|\{[#.][^}]*\}|<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])|(?<![A-Za-z0-9_])_+(?=\S)|(?<=\S)_+(?![A-Za-z0-9_])|[*`]+|~~|[ \t]*\|",
    re.MULTILINE,
)
_HEADING = re.compile(r"^#.*\n", re.MULTILINE)
_MAY_BE_MARKED = re.compile(r"[\[{*_`~<|\\]|^[ \t]*(?:[#>+=-]|\d+\.[ \t])", re.MULTILINE)


def _what_stays(match: re.Match[str]) -> str:
    # the words of a link; a line that begins a block is no further line of the one before
    return match[1] or match["escaped"] or ("\n" if match["head"] else "")


def start_of(markdown: Text, limit: int) -> str:
    """All that `plain_start` reads of a text."""
    return markdown.plain[: 3 * limit]


def plain_start(markdown: Text | None, limit: int) -> Text | None:
    """The start of a Markdown text, at most `limit` Han characters or twice as many others (`Text.cut`)."""
    if not markdown:
        return None
    start = start_of(markdown, limit)
    if "#" in start:
        start = _HEADING.sub(r"\g<0>\n", start)
    if _MAY_BE_MARKED.search(start):  # mostly not, and looking takes a tenth of removing
        start = _MARKUP.sub(_what_stays, start)
    if "&" in start:
        start = unescape(start)
    if "\n" in start:
        start = join(start, is_chinese=markdown.lang.code.startswith("zh"))
    plain = " ".join(start.split())
    return markdown.with_value(plain).cut(limit) if plain else None
