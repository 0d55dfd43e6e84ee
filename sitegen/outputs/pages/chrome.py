"""What all kinds of pages need when they are planned: words, breadcrumbs, descriptions."""

from __future__ import annotations

from sitegen.model.site import Site
from sitegen.plan import Crumb
from sitegen.render.excerpts import plain_start
from sitegen.render.markdown import may_have_headings
from sitegen.render.words import Words
from sitegen.text import Text

DESCRIPTION_LENGTH = 80


def crumbs_to(words: Words, *over: Crumb) -> tuple[Crumb, ...]:
    """The breadcrumbs of a page: home, then the pages over it."""
    return (Crumb(words.home, "page:home"), *over)


def describe(site: Site, markdown: Text | None) -> Text | None:
    """The start of a Markdown text as one sentence or two of plain words, by character in Chinese."""
    if not markdown or markdown.is_foreign:
        return None
    return plain_start(markdown, DESCRIPTION_LENGTH)


def first_own(site: Site, words: Words, title: Text, *texts: Text | None) -> Text | str:
    """The first of several descriptions in the page's own language, else title and congress."""
    own = next((text for text in texts if text and not text.is_foreign), None)
    return own or words.labelled(label=site.short_name.plain, value=title.plain)


def text_of(site: Site, markdown: Text | None) -> str:
    """All that a text shows depends on: itself, its language (two languages may say the same), and, if it has
    headings, the text that it translates, whose ids they share."""
    if not markdown:
        return ""
    text = f"{markdown.lang.code} {markdown.plain}"
    source = markdown.in_(site.source_language.code) if may_have_headings(text) else None
    return f"{text}\0{source.plain}" if source and source.lang is not markdown.lang else text
