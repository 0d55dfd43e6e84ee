"""Abbreviations (`*[ICU]: …`), found also where Chinese characters stand beside them."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor

_LATIN = "0-9A-Za-z_\u00c0-\u024f"
_IS_LATIN = re.compile(f"[{_LATIN}]")


def extend(md: Markdown) -> None:
    """The library's extension, whose word boundaries see none between Latin and Han."""
    extension: Any = AbbrExtension()
    extension.extendMarkdown(md)
    md.treeprocessors.register(Abbreviations(md, extension.abbrs), "abbr", 7)


class Abbreviations(AbbrTreeprocessor):
    """Marks each occurrence; only Latin at its ends needs a boundary there."""

    def run(self, root: Element) -> None:
        """Mark the abbreviations in a tree."""
        if self.abbrs:
            self.RE = re.compile("|".join(map(_bounded, sorted(self.abbrs, key=len, reverse=True))))
            self.iter_element(root)


def _bounded(word: str) -> str:
    before = f"(?<![{_LATIN}])" if _IS_LATIN.match(word[0]) else ""
    after = f"(?![{_LATIN}])" if _IS_LATIN.match(word[-1]) else ""
    return before + re.escape(word) + after
