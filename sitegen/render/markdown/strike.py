"""`~~deleted~~` text."""

from __future__ import annotations

from markdown import Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor


def extend(md: Markdown) -> None:
    """Two tildes on both sides, without spaces inside, make `<del>`."""
    pattern = r"(~~)(?=[^\s~])(.+?)(?<=[^\s~])~~"
    md.inlinePatterns.register(SimpleTagInlineProcessor(pattern, "del"), "strike", 65)
