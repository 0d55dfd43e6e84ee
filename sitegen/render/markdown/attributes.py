"""`{#id .class}` after a heading or piece of text, or as last line of a paragraph; no other braces."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor

_LIST = r"\{:?[ ]*([.#][^\s{}.#=%'\"]+(?:[ ]+[.#][^\s{}.#=%'\"]+)*)[ ]*\}"


def extend(md: Markdown) -> None:
    """Attribute lists of ids and classes only, so that `{{ … }}` and `{% … %}` stay text, brace for brace."""
    md.treeprocessors.register(Attributes(md), "attr_list", 8)


class Attributes(AttrListTreeprocessor):
    """The library's processor with narrower patterns; a heading needs no space before the brace."""

    HEADER_RE = re.compile(rf"[ ]*(?<!\{{){_LIST}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{_LIST}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{_LIST}(?!\}})")  # type: ignore[misc]
