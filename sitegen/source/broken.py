"""Says in the author's words why YAML does not parse; PyYAML often blames another line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from sitegen.source.doubtful import KEY, WIDE, Fault, shortened, structural
from sitegen.source.events import Spans

_FIELD = re.compile(rf"[ ]*(?:- +)*(?:{KEY}|\"[^\"\n]*\"|'[^'\n]*'):(?:[ \t]|$)")
_HELD_FIELD = re.compile(r"^(?P<depth>[ ]*)(?:- +)*[a-z][a-z0-9_-]*:(?: |$)", re.M)
_GLUED = re.compile(rf"[ ]*(?:- +)*(?P<key>{KEY}):(?=[^ \t\n/])")
_TAB = re.compile(r" *(\t)[ \t]*(?P<content>[^ \t#\n])?")
_WIDE_START = re.compile(rf"[ \t]*([{WIDE}])")
_CURLY_VALUE = re.compile(rf"[ ]*(?:- +)*(?:{KEY}: +)?(?P<kept>(?P<at>[“”‘’])(?P<text>.*)[“”‘’])[ ]*$")
_WIDE_COMMA = re.compile(rf"(，)[ ]*{KEY}[ ]*[:：]")
_WIDE_COLON = re.compile(rf"[{{,，][ ]*(?P<key>{KEY})[ ]*(?P<at>：)")


def holds_keys(quoted: str, depth: int = 1000) -> bool:
    """Whether a quoted text of several lines has swallowed a line `key: …`: its closing quote is missing.

    Lines deeper than `depth` spaces are taken for text that happens to look like a field.
    """
    found = _HELD_FIELD.finditer(quoted, quoted.find("\n") + 1)
    return any(len(line["depth"]) <= depth for line in found)


def explain(text: str, error: Any) -> Fault:
    """One fault for PyYAML's `MarkedYAMLError`, at the place the author has to change."""
    return _Case(text, error).explain()


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class _Case:
    """A text, where and why the parser gave up, and what it had read until then."""

    def __init__(self, text: str, error: Any) -> None:
        self.text = text
        self.reason = f"{error.problem or ''} {error.context or ''}"
        self.at = min(error.problem_mark.index, len(text)) if error.problem_mark else 0
        self.context = error.context_mark.index if error.context_mark else self.at
        self.spans = Spans(text)

    def explain(self) -> Fault:
        """The most telling explanation: signs in the text first, then the parser's reason."""
        fault = self._sign()
        if fault:
            return fault
        for words, explanation in _REASONS:
            if any(word in self.reason for word in words):
                return explanation(self)
        return self._fault("yaml-syntax")

    def _fault(self, code: str, index: int | None = None, **values: object) -> Fault:
        return Fault(code, self.at if index is None else index, values)

    # Lines and characters around a place

    def _lines(self, last: int) -> Iterator[tuple[int, str]]:
        """Index and text of the lines up to that of index `last`, without those of quoted and block texts."""
        start = 0
        while start <= last:
            end = self.text.find("\n", start)
            end = end if end >= 0 else len(self.text)
            span = self.spans.at(start)
            is_text = span is not None and span.style and span.start < start
            line = self.text[start:end]
            if line and not line.lstrip().startswith("#") and not is_text:
                yield start, line
            start = end + 1

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line(self, index: int) -> str:
        end = self.text.find("\n", index)
        return self.text[self._line_start(index) : end if end >= 0 else None]

    @property
    def _before(self) -> str:
        return self.text[self._line_start(self.at) : self.at]

    @property
    def _char(self) -> str:
        return self.text[self.at : self.at + 1]

    # Signs in the text

    def _sign(self) -> Fault | None:
        """A tab, a full-width sign or a curly quote that spoils a line up to the one blamed."""
        last = max(self.at, self.context)
        blamed = {self._line_start(self.at), self._line_start(self.context)}
        previous = 0
        for start, line in self._lines(last):
            tab = _TAB.match(line)
            if tab and (start in blamed or (tab["content"] and self.spans.bracket is None)):
                return Fault("yaml-tab", start + tab.start(1), {})
            fault = structural(line, start)
            if fault:
                return fault
            wide = _WIDE_START.match(line)
            if wide and start in blamed:
                code = "yaml-full-width-space" if wide[1] == "\u3000" else "yaml-nbsp"
                return Fault(code, start + wide.start(1), {})
            if start == self._line_start(self.at):
                return self._glued(previous) or self._glued(start) or self._curly(line, start)
            previous = start
        return None

    def _glued(self, start: int) -> Fault | None:
        """`title:x`: a blank is missing after the colon, if that spoilt this line or the next."""
        found = _GLUED.match(self._line(start))
        reasons = ("values are not allowed", "could not find expected ':'")
        is_reason = any(word in self.reason for word in reasons)
        if found and is_reason and not self.spans.ending_at(start + found.end("key")):
            return Fault("yaml-colon-space", start + found.end("key"), {"key": found["key"]})
        return None

    def _curly(self, line: str, start: int) -> Fault | None:
        found = _CURLY_VALUE.match(line)
        if found and "values are not allowed" in self.reason and start + found.start("at") < self.at:
            values: dict[str, object] = {name: shortened(found[name]) for name in ("text", "kept")}
            return Fault("yaml-curly-quotes", start + found.start("at"), values)
        return None

    # Reasons of the parser

    def quote(self) -> Fault:
        """A quote open to the end."""
        return self._fault("yaml-unclosed-quote", self.context, quote=self.text[self.context])

    def escape(self) -> Fault:
        """A backslash in double quotes that starts nothing YAML knows."""
        return self._fault("yaml-escape", self.text.rfind("\\", 0, self.at + 1))

    def alias(self) -> Fault:
        """`*emphasis*`, which YAML takes for a reference."""
        found = re.compile(r"[^\s,\]}]*").match(self.text, self.context)
        return self._fault("yaml-unknown-alias", self.context, name=shortened(found[0] if found else "*"))

    def tag(self) -> Fault:
        """`!text`, which YAML takes for a type."""
        start = min(self.context, self.at)
        found = re.compile(r"\S*").match(self.text, start)
        return self._fault("yaml-tag", start, tag=shortened(found[0] if found else "!"))

    def start(self) -> Fault:
        """A text that begins with a sign YAML keeps for itself."""
        start = self.context if "scanning" in self.reason else self.at
        return self._fault("yaml-reserved-start", start, character=self.text[start : start + 1])

    def dash(self) -> Fault:
        """`title: - text`, or an entry at a depth where none can be."""
        return self.start() if self._before.strip() else self._fault("yaml-indentation")

    def content(self) -> Fault:
        """Something else where a value must be: a bracket never closed, or a text that begins with a sign."""
        bracket = self.spans.bracket
        if bracket is None:
            return self._fault("yaml-reserved-start", character=self._char)
        if self._char == ",":
            return self._fault("yaml-flow-empty")
        return self._fault("yaml-unclosed-bracket", bracket, bracket=self.text[bracket])

    def colon(self) -> Fault:
        """A second colon in a line, or a key where the line above does not allow one."""
        before = self._before
        if self.spans.bracket is not None:
            return self._flow(self.spans.bracket)
        if _FIELD.match(before):
            key = re.search(KEY, before)
            value = shortened(self._line(self.at).split(":", 1)[1])
            return self._fault("yaml-colon", key=key and key[0], text=value.replace('"', "'"))
        above = self._line(max(0, self._line_start(self.at) - 1)) if self._line_start(self.at) else ""
        if above.strip() and _depth(above) == _depth(before) and not re.search(r":(\s|$)", above):
            index = self._first_letter(self._line_start(self.at) - 1)
            return self._fault("yaml-no-colon", index, text=shortened(above))
        if re.fullmatch(r"[ ]*(- +)*\S+", before):
            return self._fault("yaml-indentation", self._first_letter(self.at))
        return self._fault("yaml-colon", text=shortened(self._line(self.at)))

    def _first_letter(self, index: int) -> int:
        line = self._line(index)
        return self._line_start(index) + len(line) - len(line.lstrip())

    def no_colon(self) -> Fault:
        """A line that is neither `key: value` nor further text of the value above."""
        line = self._line(self.context)
        code = "yaml-dash-space" if re.match(r" *-[^ -]", line) else "yaml-no-colon"
        return self._fault(code, self.context, text=shortened(line))

    def flow(self) -> Fault:
        """Something in brackets or braces that is neither a comma nor their end."""
        is_bracket = self.text[self.context : self.context + 1] in ("[", "{")
        return self._flow(self.context if is_bracket else self.spans.bracket or 0)

    def _flow(self, bracket: int) -> Fault:
        fault = self._flow_sign(bracket)
        if fault:
            return fault
        if self._char == ":":
            is_key = self._line_start(self.at) > bracket and re.fullmatch(rf" *{KEY}", self._before)
            if is_key:
                return self._fault("yaml-flow-no-comma", self._first_letter(self.at))
            return self._fault("yaml-colon")
        if self._char in "]}":
            return self._fault("yaml-unclosed-bracket", bracket, bracket=self.text[bracket])
        return self._after()

    def _flow_sign(self, bracket: int) -> Fault | None:
        """What between the bracket and the place blamed keeps it from being closed, if that can be seen."""
        for index in (index for index in range(bracket, self.at) if self.text[index] == "#"):
            rest = self.text[index : self._line_start(index) + len(self._line(index))]
            if self.text[index - 1] in " \t" and not self.spans.at(index) and ("]" in rest or "}" in rest):
                return self._fault("yaml-flow-hash", index)
        for start, line in self._lines(self.at):
            is_out = _depth(line) <= _depth(self._line(bracket)) and _FIELD.match(line)
            if start > bracket and is_out:
                return self._fault("yaml-unclosed-bracket", bracket, bracket=self.text[bracket])
        inside = self.text[bracket : self.at + 1]
        found = _WIDE_COMMA.search(inside)
        if found:
            return self._fault("yaml-full-width-comma", bracket + found.start(1))
        found = _WIDE_COLON.search(inside)
        if found:
            return self._fault("yaml-full-width-colon", bracket + found.start("at"), key=found["key"])
        return None

    def _after(self) -> Fault:
        """Text after a closing quote or bracket, or after a reference, on the same line."""
        before = self._before.rstrip()
        last = before[-1:]
        star = re.search(r"(?:^|[\s\[{,])(\*[\w-]+)$", before)
        if star:
            return self._fault("yaml-unknown-alias", self._line_start(self.at) + star.start(1), name=star[1])
        if self._char in ("[", "{") and self.spans.bracket is not None:
            return self._fault("yaml-flow-bracket", bracket=self._char)
        if last in ("'", '"') and last:
            return self._fault("yaml-text-after-quote", quote=last)
        if last in ("]", "}"):
            return self._fault("yaml-text-after-bracket", bracket=last)
        return self._fault("yaml-syntax")

    def key(self) -> Fault:
        """A line that does not line up with the lines above, or text behind a finished value."""
        last = self.spans.scalars[-1] if self.spans.scalars else None
        if last and last.style in ("'", '"') and holds_keys(self.text[last.start : last.end]):
            return self._fault("yaml-unclosed-quote", last.start, quote=last.style)
        if self._before.strip(" -"):
            return self._after()
        return self._fault("yaml-empty-key" if self._char == ":" else "yaml-indentation")


# Words that libyaml or PyYAML's own parser uses, the first that fits counts.
_REASONS: tuple[tuple[tuple[str, ...], Callable[[_Case], Fault]], ...] = (
    (("escape", "hexadecimal", "hexdecimal"), _Case.escape),
    (("scanning a quoted scalar", "scanning a double-quoted scalar"), _Case.quote),
    (("scanning an alias",), _Case.alias),
    (("tag",), _Case.tag),
    (("scanning an anchor", "scanning a directive", "block scalar", "cannot start any token"), _Case.start),
    (("entries are not allowed",), _Case.dash),
    (("mapping keys are not allowed",), _Case.start),
    (("values are not allowed",), _Case.colon),
    (("could not find expected ':'",), _Case.no_colon),
    (("node content",), _Case.content),
    (("flow sequence", "flow mapping"), _Case.flow),
    (("expected key", "<block end>", "'-' indicator", "document start"), _Case.key),
)
