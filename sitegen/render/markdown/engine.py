"""The Markdown library, made once and used again, doing only what a text can need.

Each step of the library is skipped when the characters that could set it off are not in the text. The result
is the same to the byte (`is_lean=False` does every step; a test compares both), in half the time or less.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from sitegen.render.markdown import (
    abbreviations,
    addresses,
    attributes,
    breaks,
    code,
    lists,
    notes,
    strike,
    tables,
)

EXTENSIONS = (code, lists, tables, notes, abbreviations, attributes, addresses, strike, breaks)

# Which of these a text must contain for a step to find anything in it; steps not named here are always done.
PREPARATION = {"fenced_code": ("```", "~~~"), "html_block": ("<", "&")}
BLOCKS = {
    "indent": ("    ",),
    "defindent": ("    ",),
    "code": ("    ",),
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": ("=", "-"),
    "hr": ("-", "_", "*"),
    "olist": (". ",),
    "ulist": ("- ", "* ", "+ "),
    "deflist": ("\n: ", " : ", ">: ", ":: "),
    "quote": (">",),
    "footnote": ("]:",),
    "abbr": ("*[",),
    "reference": ("]:",),
}
INLINE = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "backslash_break": ("\\\n",),
    "html": ("<",),
    "bare_address": ("://", "www."),
    "entity": ("&",),
    "strike": ("~~",),
    "em_strong": ("*", "_"),
    "em_strong2": ("_",),
    "not_strong": ("*", "_"),
}
TREE = {
    "footnote": ("]:",),
    "footnote-duplicate": ("]:",),
    "note_section": ("]:",),
    "cells": ("|",),
    "attr_list": ("{",),
    "abbr": ("*[",),
    "unescape": ("\\",),
}
FINISH = {"raw_html": ("```", "~~~", "<", "&"), "amp_substitute": ("<",), "footnote": ("]:",)}


class _Steps:
    """The processors of one registry of the library, those of them that a text needs."""

    def __init__(self, registry: Any, needs: Mapping[str, tuple[str, ...]]) -> None:
        names = {id(registry[name]): name for name in needs if name in registry}
        self.all = list(registry)
        self.needs = [needs[names[id(step)]] if id(step) in names else () for step in self.all]
        self.triggers = tuple(sorted({trigger for triggers in self.needs for trigger in triggers}))
        self._chosen: dict[tuple[str, ...], list[Any]] = {}

    def needed(self, text: str | None) -> list[Any]:
        """The steps for this text, all of them for None."""
        if text is None:
            return self.all
        present = tuple([trigger for trigger in self.triggers if trigger in text])
        if present not in self._chosen:
            pairs = zip(self.all, self.needs, strict=True)
            self._chosen[present] = [
                step for step, triggers in pairs if not triggers or not set(triggers).isdisjoint(present)
            ]
        return self._chosen[present]


_APPLY: Any = vars(InlineProcessor)["_InlineProcessor__applyPattern"]


class _Inline(InlineProcessor):
    """The library's step for what stands in a line; it skips patterns that a string cannot match."""

    needs: Mapping[int, tuple[str, ...]]
    """Id of a pattern → characters of which it needs one."""

    # the library's own loop, which has a private name
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        start = 0
        patterns: Any = self.inlinePatterns
        while patternIndex < len(patterns):
            pattern = patterns[patternIndex]
            needed = self.needs.get(id(pattern))
            if needed and not any(trigger in data for trigger in needed):
                patternIndex, start = patternIndex + 1, 0  # noqa: N806
                continue
            data, matched, start = _APPLY(self, pattern, data, patternIndex, start)
            if not matched:
                patternIndex += 1  # noqa: N806
        return data


class Engine:
    """One instance of the library with our extensions; not for use by two threads at once."""

    def __init__(self, *, is_lean: bool = True) -> None:
        self.is_lean = is_lean
        self.md = Markdown(
            output_format="html", tab_length=4, extensions=[DefListExtension(), SaneListExtension()]
        )
        for extension in EXTENSIONS:
            extension.extend(self.md)
        inline = _Inline(self.md)
        self.md.treeprocessors.register(inline, "inline", 20)
        blocks: Any = frozenset(self.md.block_level_elements)  # asked for each element; a list is slow
        self.md.block_level_elements = blocks
        self.preparation = _Steps(self.md.preprocessors, PREPARATION)
        self.blocks = _Steps(self.md.parser.blockprocessors, BLOCKS)
        self.inline = _Steps(self.md.inlinePatterns, INLINE)
        pairs = zip(self.inline.all, self.inline.needs, strict=True)
        inline.needs = {id(pattern): needs for pattern, needs in pairs if needs} if is_lean else {}
        self.tree = _Steps(self.md.treeprocessors, TREE)
        self.finish = _Steps(self.md.postprocessors, FINISH)
        self.inline_step: Any = inline
        self.note_section: Any = self.md.treeprocessors["note_section"]

    @property
    def labels(self) -> frozenset[str]:
        """The labels of links (`[label]: address`) defined in the text converted last."""
        return frozenset(self.md.references)

    @property
    def note_labels(self) -> frozenset[str]:
        """The labels of footnotes defined in the text converted last."""
        return frozenset(self.note_section.extension.footnotes)

    def html(self, text: str, words: Mapping[str, str]) -> str:
        """HTML as the library makes it: not yet clean, addresses as typed."""
        md = self.md
        md.reset()
        self.note_section.words = words
        lines = text.split("\n")
        for step in self.preparation.needed(text if self.is_lean else None):
            lines = step.run(lines)
        prepared = "\n".join(lines) if self.is_lean else None
        parser: Any = md.parser
        parser.blockprocessors = self.blocks.needed(prepared)
        self.inline_step.inlinePatterns = patterns = self.inline.needed(prepared)
        tree: Element = parser.parseDocument(lines).getroot()
        for step in self.tree.needed(prepared):
            if patterns or step is not self.inline_step:
                tree = step.run(tree) or tree
        html = md.serializer(tree).strip().removeprefix("<div>").removesuffix("</div>").strip()
        for step in self.finish.needed(text if self.is_lean else None):
            html = step.run(html)
        return html.strip()
