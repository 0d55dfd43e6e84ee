"""Filters and small functions that templates call on texts, titles and paths."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from sitegen.render.division import divided
from sitegen.text import Text


def cut(text: str, limit: int) -> str:
    """A text of at most so many characters (`Text.cut`), in its own language."""
    return text.cut(limit) if isinstance(text, Text) else text[:limit]


def plain(value: object) -> str:
    """The bare string of a text, for attributes and `<title>`."""
    return value.plain if isinstance(value, Text) else str(value)


def title_of(page: Any) -> str:
    """The `<title>`: the page's own, then the congress; the home page is the congress."""
    own = page.full_title or plain(page.title)
    short = page.site.short_name.plain
    return own if page.key == "page:home" or own == short else f"{own} – {short}"


def lang_of(value: object) -> Markup:
    """The attribute for an element that holds nothing but this text, where it is in another language."""
    if isinstance(value, Text) and value.is_foreign:
        return Markup(' lang="{}"').format(value.lang.tag)
    return Markup("")


def csp_hash(style: str) -> str:
    """The source expression that allows one inline style (CSP 3, 2.3.1)."""
    digest = hashlib.sha256(str(style).encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def og_locale(locale: str) -> str:
    """`zh_Hans_CN` as Open Graph has it, `zh_CN`: language and territory; if none is named, a likely one."""
    language, *parts = locale.replace("-", "_").split("_")
    territory = next((part for part in parts if _TERRITORY.fullmatch(part)), None)
    return f"{language}_{territory or _likely_territory(language, *parts)}".rstrip("_")


@cache
def _likely_territory(language: str, *parts: str) -> str:
    """By the likely subtags of CLDR (UTS 35): `zh_Hans`, `zh` CN, `zh_Hant` TW; empty for what it lacks."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    found: str = likely.get("_".join((language, *parts))) or likely.get(language, "")
    return found.rpartition("_")[2]


_TERRITORY = re.compile(r"[A-Z]{2}|\d{3}")


def file_name(path: str) -> str:
    """The name of a file without its folders."""
    return path.rsplit("/", 1)[-1]


def file_kind(path: str) -> str:
    """What kind of file it is, by its ending: PDF, XLSX …"""
    return path.rsplit(".", 1)[-1].upper()


def join_text(parts: Iterable[object], separator: str = "") -> Markup:
    """Several texts in a row, each marked with its own language."""
    return escape(separator).join(escape(part) for part in parts)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "cut": cut,
    "divided": divided,
    "digits": lambda value: re.sub(r"\D", "", value),
    "file_kind": file_kind,
    "file_name": file_name,
    "join_text": join_text,
    "og_locale": og_locale,
    "plain": plain,
}
"""Filters for templates beside Jinja's own."""
