"""A backslash at the end of a line breaks it, as in CommonMark; two spaces there do as well."""

from __future__ import annotations

from markdown import Markdown
from markdown.inlinepatterns import SubstituteTagInlineProcessor


def extend(md: Markdown) -> None:
    """After code and escapes, so that `\\\\` at the end of a line stays a backslash."""
    md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash_break", 101)
