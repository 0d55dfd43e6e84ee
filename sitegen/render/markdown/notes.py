"""Footnotes: a section of its own at the end, with labels in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor

_BACK = "\u21a9\ufe0e"  # the arrow as a character of text; without the selector phones draw a picture


def extend(md: Markdown) -> None:
    """The library's footnotes, then their list made into a section (DPUB-ARIA roles)."""
    extension = FootnoteExtension(SEPARATOR="-", BACKLINK_TEXT=_BACK, BACKLINK_TITLE="%d")
    extension.extendMarkdown(md)
    md.treeprocessors.register(NoteSection(md, extension), "note_section", 12)


class NoteSection(Treeprocessor):
    """`<section class="footnotes">` in place of the library's `<div>` and rule."""

    def __init__(self, md: Markdown, extension: FootnoteExtension) -> None:
        super().__init__(md)
        self.extension = extension
        self.words: Mapping[str, str] = {}

    def run(self, root: Element) -> None:
        """Name the section and its links; the reference itself needs no name, its number is one."""
        for section in root.iter("div"):
            if section.get("class") != "footnote":
                continue
            section.tag = "section"
            section.set("class", "footnotes")
            section.set("role", "doc-endnotes")
            section.set("aria-label", self.words["footnotes"])
            section.remove(section[0])
        for link in root.iter("a"):
            if link.get("class") == "footnote-backref":
                link.set("class", "footnote-back")
                link.set("role", "doc-backlink")
                link.set("aria-label", self.words["footnote_back"].replace("{n}", link.attrib.pop("title")))
            elif link.get("class") == "footnote-ref":
                link.set("role", "doc-noteref")
