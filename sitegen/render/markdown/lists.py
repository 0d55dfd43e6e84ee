"""Lists as people type them: straight after a line, nested by two to four spaces, opened by 　　."""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown import Markdown
from markdown.preprocessors import Preprocessor

_ITEM = re.compile(r"([-*+]|\d{1,9}\.)( +)")
_RULE = re.compile(r"([-*_])(?: *\1){2,} *$")
_NEEDED = re.compile(r"^[ >]*(?:[-*+]|\d{1,9}\.) |\u3000", re.MULTILINE)
_QUOTE = re.compile(r" {0,3}> ?")
_INDENT = "\u3000"
_DEEPEST_QUOTE = 4


def extend(md: Markdown) -> None:
    """Bring lines into the form the library understands, after code and blocks of HTML were put aside."""
    md.preprocessors.register(ListLines(md), "list_lines", 15)


class ListLines(Preprocessor):
    """Adds blank lines before lists and makes indents multiples of four."""

    def run(self, lines: list[str]) -> list[str]:
        """The same lines, rewritten where lists need it."""
        return arrange(lines) if _NEEDED.search("\n".join(lines)) else lines


class _Item(NamedTuple):
    marker: int
    content: int
    is_ordered: bool


def arrange(lines: list[str], depth: int = 0) -> list[str]:
    """Rewrite the lines of a text or of a quotation in it."""
    arranging = _Arranging()
    number = 0
    while number < len(lines):
        quoted = number
        while quoted < len(lines) and depth < _DEEPEST_QUOTE and _is_quoted(lines[quoted]):
            quoted += 1
        if quoted > number:
            arranging.end_lists()
            inner = arrange([_QUOTE.sub("", line, count=1) for line in lines[number:quoted]], depth + 1)
            arranging.done += [f"> {line}".rstrip() if not line else f"> {line}" for line in inner]
            number = quoted
        else:
            arranging.add(lines[number])
            number += 1
    return arranging.done


def _is_quoted(line: str) -> bool:
    return ">" in line[:4] and _QUOTE.match(line) is not None


class _Arranging:
    """The lines done so far and the list items still open."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.open: list[_Item] = []
        self.is_continued = False  # inside a later paragraph or code of an item

    @property
    def follows_text(self) -> bool:
        return bool(self.done) and bool(self.done[-1].strip())

    def end_lists(self) -> None:
        """Leave all lists; what follows is no lazy continuation of an item."""
        if self.open and self.follows_text:
            self.done.append("")
        self.open.clear()
        self.is_continued = False

    def add(self, line: str) -> None:
        text = line.lstrip(" ")
        if not text.strip(_INDENT + " "):
            self.done.append("")
            return
        indent = len(line) - len(text)
        if text.startswith(_INDENT):
            indent, text = self._without_indent(indent, text)
            line = " " * indent + text
        item = _ITEM.match(text)
        if item and not _RULE.match(text):
            self._add_item(line, indent, text, item)
        elif not self.open:
            self.done.append(line)
        elif self.follows_text and not (self.is_continued and indent >= self.open[-1].marker + 2):
            self._add_lazy(indent, text)
        else:
            self._add_continuation(indent, text)

    def _without_indent(self, indent: int, text: str) -> tuple[int, str]:
        """Two typed 　 open a paragraph, as in print; whether it is indented, the style sheet says."""
        bare = text.lstrip(_INDENT + " ")
        if len(text) - len(bare) >= 2 and not self.open and self.follows_text:
            self.done.append("")
        return (indent if self.open else 0), bare

    def _add_item(self, line: str, indent: int, text: str, item: re.Match[str]) -> None:
        is_ordered = item[1][-1] == "."
        if not self.open:
            is_code = indent >= 4
            is_number_in_text = self.follows_text and is_ordered and item[1] != "1."
            if is_code or is_number_in_text:
                self.done.append(line)
                return
            if self.follows_text:
                self.done.append("")
        elif indent >= self.open[-1].content + 4 and (self.is_continued or not self.follows_text):
            self._add_continuation(indent, text)
            return
        while self.open and indent < self.open[-1].marker:
            self.open.pop()
        opened = _Item(indent, indent + len(item[1]) + 1, is_ordered)
        if self.is_continued and self.follows_text:
            self.done.append("")
        self.is_continued = False
        if self.open and indent < self.open[-1].marker + 2:
            if self.open[-1].is_ordered != is_ordered and self.follows_text:
                self.done.append("")
            self.open[-1] = opened
        else:
            self.open.append(opened)
        self.done.append(" " * 4 * (len(self.open) - 1) + item[1] + " " + text[item.end() :])

    def _add_lazy(self, indent: int, text: str) -> None:
        """A line straight after an item belongs to it, unless it begins something else."""
        if indent < self.open[-1].marker + 2 and (text[0] == "#" or _RULE.match(text)):
            self.end_lists()
            self.done.append(" " * indent + text)
            return
        self.done.append(" " * 4 * (len(self.open) - 1) + text)

    def _add_continuation(self, indent: int, text: str) -> None:
        """After a blank line: the deepest item that the indent reaches goes on, or the lists end."""
        self.is_continued = True
        while self.open and indent < self.open[-1].marker + 2:
            self.open.pop()
        if not self.open:
            self.done.append(" " * indent + text)
            return
        extra = max(0, indent - self.open[-1].content)
        self.done.append(" " * (4 * len(self.open) + extra) + text)
