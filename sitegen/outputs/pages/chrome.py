"""What all kinds of pages need when they are planned: words, breadcrumbs, descriptions."""

from __future__ import annotations

import re

from sitegen.model.site import Site
from sitegen.plan import Crumb
from sitegen.render.words import Words
from sitegen.text import Text

DESCRIPTION_LENGTH = 80
_MARKUP = re.compile(
    r"!?\[([^\]]*)\]\([^)]*\)|\[\^[^\]]*\]|\{[#.][^}]*\}|^[#>*+\-\d.\s|]+|[*_`~]+|<[^>]*>", re.MULTILINE
)


def crumbs_to(words: Words, *over: Crumb) -> tuple[Crumb, ...]:
    """The breadcrumbs of a page: home, then the pages over it."""
    return (Crumb(words.home, "page:home"), *over)


def describe(site: Site, markdown: Text | None) -> Text | None:
    """The start of a Markdown text as one sentence or two of plain words, by character in Chinese."""
    if not markdown or markdown.is_foreign:
        return None
    plain = " ".join(_MARKUP.sub(r"\1", markdown.plain[:320]).split())
    if markdown.lang.is_han:
        plain = (
            plain.replace(" ", "")
            if plain.isascii() is False and plain.count(" ") > len(plain) // 2
            else plain
        )
    return markdown.with_value(plain).cut(DESCRIPTION_LENGTH) if plain else None


def first_own(site: Site, words: Words, title: Text, *texts: Text | None) -> Text | str:
    """The first of several descriptions in the page's own language, else title and congress."""
    own = next((text for text in texts if text and not text.is_foreign), None)
    return own or words.labelled(label=site.short_name.plain, value=title.plain)


def text_of(markdown: Text | None) -> str:
    """A text with its language: two languages may say the same."""
    return f"{markdown.lang.code} {markdown.plain}" if markdown else ""
