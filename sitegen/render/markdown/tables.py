"""Tables: headings of columns say so, alignment is a class."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor


def extend(md: Markdown) -> None:
    """The library's tables, without its `style` (the site's policy allows none)."""
    TableExtension(use_align_attribute=True).extendMarkdown(md)
    md.treeprocessors.register(Cells(md), "cells", 12.5)


class Cells(Treeprocessor):
    """`scope="col"` on heading cells; `class="center"` and `class="right"`."""

    def run(self, root: Element) -> None:
        """Change the cells of all tables."""
        for table in root.iter("table"):
            for row in table.iter("tr"):
                for cell in row:
                    if cell.tag == "th":
                        cell.set("scope", "col")
                    align = cell.attrib.pop("align", "left")
                    if align != "left":
                        cell.set("class", align)
