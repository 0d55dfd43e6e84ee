"""The text as typed: where its code is, and which line and column a character stands at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

_FENCE = re.compile(r"( *)(`{3,}|~{3,})[ ]*([^`]*)$")
_OWNER = re.compile(r" *(?:[-*+] |\d+\. |:|\[\^)")
_TICKS = re.compile(r"`(?<!\\`)`*|\n[ \t]*\n")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BEFORE_ADDRESS = " (<\"'=:\n\t"
_VISIBLE = re.compile(r"[^\n]")


class Fence(NamedTuple):
    """Lines of code between fences: numbers of the fences' lines from 0, the end None if there is none."""

    start: int
    end: int | None
    indent: int


def fences(lines: list[str]) -> Iterator[Fence]:
    """Fenced code, also indented inside a list; one that is never closed has no end, and is text."""
    number = 0
    while number < len(lines):
        opening = _FENCE.match(lines[number])
        if opening and _may_open(lines, number, len(opening[1])):
            end = _closing(lines, number + 1, opening[2])
            yield Fence(number, end, len(opening[1]))
            if end is not None:
                number = end
        number += 1


def _may_open(lines: list[str], number: int, indent: int) -> bool:
    """An indent of four belongs to a list, a definition or a footnote; elsewhere it is indented code."""
    if indent < 4:
        return True
    for line in reversed(lines[:number]):
        if line.strip() and len(line) - len(line.lstrip(" ")) < indent:
            return bool(_OWNER.match(line))
    return False


def _closing(lines: list[str], start: int, fence: str) -> int | None:
    for number in range(start, len(lines)):
        line = lines[number].strip()
        if line.startswith(fence) and not line.strip(fence[0]):
            return number
    return None


class Source:
    """A text, the same with all code blanked out (`prose`, of equal length), and places in it."""

    __slots__ = ("_starts", "prose", "text", "unclosed")

    def __init__(self, text: str) -> None:
        self.text = text
        self.unclosed: list[int] = []
        self._starts: list[int] | None = None
        prose = text
        if "```" in text or "~~~" in text:
            prose = self._without_fences(text)
        if "`" in prose:
            prose = _without_spans(prose)
        if "<!--" in prose:
            prose = _COMMENT.sub(_blank, prose)
        self.prose = prose

    def _without_fences(self, text: str) -> str:
        lines = text.split("\n")
        bare = [line.rstrip("\r").expandtabs(4) for line in lines]
        for fence in fences(bare):
            if fence.end is None:
                self.unclosed.append(sum(len(line) + 1 for line in lines[: fence.start]) + fence.indent)
                continue
            for number in range(fence.start, fence.end + 1):
                lines[number] = " " * len(lines[number])
        return "\n".join(lines)

    def start_of_link(self, offset: int) -> int:
        """Where the link or picture begins whose address is typed here; else the same place."""
        before = self.prose[:offset].rstrip(" <")
        if not before.endswith("]("):
            return offset
        depth = 0
        for at in range(len(before) - 2, -1, -1):
            depth += {"]": 1, "[": -1}.get(before[at], 0)
            if depth == 0:
                return at - 1 if at and before[at - 1] == "!" else at
        return offset

    def find(self, address: str, after: int) -> int:
        """Where this address is typed, -1 if nowhere after that place."""
        at = self.prose.find(address, after)
        while at > 0 and self.prose[at - 1] not in _BEFORE_ADDRESS and "://" not in address:
            at = self.prose.find(address, at + 1)
        return at

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a character."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _without_spans(text: str) -> str:
    """Code between equal numbers of backticks, within one paragraph, blanked out."""
    done = []
    start = 0
    opened: dict[int, int] = {}  # length of a run of backticks → where it stands
    for ticks in _TICKS.finditer(text):
        if ticks[0][0] == "\n":
            opened.clear()
        elif (begin := opened.get(len(ticks[0]))) is not None:
            span = text[begin : ticks.end()]
            done += [text[start:begin], _VISIBLE.sub(" ", span) if "\n" in span else " " * len(span)]
            start = ticks.end()
            opened.clear()
        else:
            opened[len(ticks[0])] = ticks.start()
    return "".join([*done, text[start:]])


def _blank(match: re.Match[str]) -> str:
    return _VISIBLE.sub(" ", match[0])
