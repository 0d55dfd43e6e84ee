"""A line break between two Chinese characters is no space (CSS Text 4, segment break transformation rules).

Browsers print one, so the break is taken out here: between wide and full-width characters, also across inline
markup; not in code, not beside Hangul, not after `<br>`. Elsewhere a break stays and is a space.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# Wide and full-width characters (UAX 11) without Hangul and emoji.
_WIDE = (
    "\u2e80-\u303e\u3041-\u312f\u3190-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60"
    "\uffe0-\uffe6\U00016fe0-\U00018cff\U0001b000-\U0001b2ff\U0001f200-\U0001f2ff\U00020000-\U0003fffd"
)
_WIDE_IN_CHINESE = "\u2018\u2019\u201c\u201d\u2014\u2026\u00b7"  # ‘ ’ “ ” — … · take a full cell in Chinese
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|ruby|s|samp|small|span|strong|sub|sup|time|u|var)"
    r"(?: [^<>]*)?>"
)
_CODE = re.compile(r"<(pre|code|kbd|samp)\b[^>]*>.*?</\1>", re.DOTALL)
_GENERAL = re.compile(f"[{_WIDE}]")
_CHINESE = re.compile(f"[{_WIDE}{_WIDE_IN_CHINESE}]")

Test = Callable[[str, int], re.Match[str] | None]


def join(html: str, *, is_chinese: bool) -> str:
    """Clean HTML without the line breaks that would show as gaps; `is_chinese` counts “ ” — … as wide too."""
    if html.isascii():
        return html
    wide = (_CHINESE if is_chinese else _GENERAL).match
    if not _GENERAL.search(html):
        return html
    code = [match.span() for match in _CODE.finditer(html)] if "<code" in html or "<pre" in html else []
    done: list[str] = []
    start = 0
    at = html.find("\n")
    while at >= 0:
        end = at + 1
        while html[end : end + 1] in (" ", "\t"):
            end += 1
        begin = at
        while begin and html[begin - 1] in " \t":
            begin -= 1
        if _is_after(html, begin, wide) and _is_before(html, end, wide) and not _is_within(code, at):
            done.append(html[start:begin])
            start = end
        at = html.find("\n", end)
    return "".join([*done, html[start:]]) if done else html


def _is_after(html: str, at: int, wide: Test) -> bool:
    """Whether the character before this place is wide, tags of inline markup not counted."""
    while at and html[at - 1] == ">":
        opening = html.rfind("<", 0, at)
        if not _INLINE_TAG.fullmatch(html, opening, at):
            return False
        at = opening
    return at > 0 and wide(html, at - 1) is not None


def _is_before(html: str, at: int, wide: Test) -> bool:
    """Whether the character after this place is wide, tags of inline markup not counted."""
    while tag := _INLINE_TAG.match(html, at):
        at = tag.end()
    return wide(html, at) is not None


def _is_within(spans: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in spans)
