"""Markdown in plain words: its start, cut to a length, for descriptions; all of it, to search in."""

from __future__ import annotations

import re
from html import unescape

from sitegen.render.markdown.wide_lines import join
from sitegen.text import Text

_MARKUP = re.compile(
    r"(?=[!\[ \t*`~|:=#>+\-0-9{<\\_])(?:"  # what begins none of these is passed over: a quarter of the time
    r"!\[[^\]]*\]\([^)]*\)?(?:\{[^}\n]*\})?"  # pictures; what the window cut off has no end
    r"|\[([^\]^][^\]]*)\](?:\([^)]*(?:\)|\Z)|\[[^\]]*\])"  # links: their words stay
    r"|^[ \t]*(?:\[[^\]]+\]|\*\[[^\]]+\]):.*$|\[\^[^\]]*\]"  # definitions and marks of notes
    r"|^[ \t]*(?:`{3,}|~{3,}).*$|^[ \t|:-]*-[ \t|:-]*$|^[ \t]*=+[ \t]*$"  # fences, rules
    r"|(?P<head>^[ \t]*(?:(?:[#>|]+|[*+-](?=[ \t])|\d{1,9}\.(?=[ \t]))[ \t]*)+)"
    r"|\{[#.][^}]*\}|<!--.*?(?:-->|\Z)|</?[A-Za-z][^<>]*>"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])|(?<![A-Za-z0-9_])_+(?=\S)|(?<=\S)_+(?![A-Za-z0-9_])"
    r"|[*`]+|~~|\\$|[ \t]*\|)",  # marks; a backslash that breaks the line
    re.MULTILINE,
)
_NOTE = re.compile(r"^[ \t]*\[\^[^\]]+\]:[ \t]*", re.MULTILINE)
_HEADING = re.compile(r"^#.*\n", re.MULTILINE)
_MAY_BE_MARKED = re.compile(r"[\[{*_`~<|\\]|^[ \t]*(?:[#>+=-]|\d+\.[ \t])", re.MULTILINE)


def _what_stays(match: re.Match[str]) -> str:
    # the words of a link; a line that begins a block is no further line of the one before
    return match[1] or match["escaped"] or ("\n" if match["head"] else "")


def _unmarked(text: str) -> str:
    if "#" in text:
        text = _HEADING.sub(r"\g<0>\n", text)
    if _MAY_BE_MARKED.search(text):  # mostly not, and looking takes a tenth of removing
        text = _MARKUP.sub(_what_stays, text)
    return unescape(text) if "&" in text else text


def start_of(markdown: Text, limit: int) -> str:
    """All that `plain_start` reads of a text."""
    return markdown.plain[: 3 * limit]


def plain_start(markdown: Text | None, limit: int) -> Text | None:
    """The start of a Markdown text, at most `limit` Han characters or twice as many others (`Text.cut`)."""
    if not markdown:
        return None
    start = _unmarked(start_of(markdown, limit))
    if "\n" in start:
        start = join(start, is_chinese=markdown.lang.code.startswith("zh"))
    plain = " ".join(start.split())
    return markdown.with_value(plain).cut(limit) if plain else None


def plain_text(markdown: Text | None) -> str:
    """All of a Markdown text in plain words, a paragraph per line."""
    if not markdown:
        return ""
    text = markdown.plain
    text = _unmarked(_NOTE.sub("\n", text) if "[^" in text else text)
    if "\n" in text:
        text = join(text, is_chinese=markdown.lang.code.startswith("zh"))
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
