"""Composes YAML into texts, maps and lists that know their places; every scalar stays text as typed."""

from __future__ import annotations

from collections.abc import Callable
from sys import intern
from typing import Any

from sitegen.problems import Location, Problems
from sitegen.source.broken import explain, holds_keys
from sitegen.source.characters import place, readable
from sitegen.source.decoding import read_text
from sitegen.source.doubtful import explain_lone_key, is_not_as_meant
from sitegen.source.events import parser
from sitegen.source.files import SourceFile
from sitegen.source.nodes import Scalar, YamlList, YamlMap

DEEPEST = 50
"""Levels of lists and maps within one another."""
MOST_ALIASED = 10_000
"""Values that the aliases of one file may stand for (ten lines can make 10⁹ of them)."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_STRING = "tag:yaml.org,2002:str"
# What Location(…) and Scalar(…) do, at half the time: files have tens of thousands of scalars.
_new_tuple: Callable[..., Location] = tuple.__new__
_new_text: Callable[..., Scalar] = str.__new__


def read_yaml(file: SourceFile, problems: Problems) -> YamlMap | YamlList | None:
    """The content of a YAML file; None where it is empty, or broken (then with an error)."""
    text = read_text(file, problems)
    return None if text is None else parse_yaml(text, file.place, problems)


def parse_yaml(text: str, path: str, problems: Problems, first_line: int = 1) -> YamlMap | YamlList | None:
    """Compose one YAML document; None where it is empty, or broken (then with an error).

    `path` is the path as the author knows it, `first_line` the number of the text's first line in that file.
    A mistake that leaves the structure whole (a key given twice, a tag) is reported and the rest is returned.
    """
    import yaml

    cleaned = readable(text, path, problems, first_line)
    if cleaned is None:
        return None
    composer = _Composer(cleaned, path, problems, first_line)
    try:
        composer.run()
    except _BrokenError:
        return None
    except yaml.MarkedYAMLError as error:
        fault = explain(cleaned, error)
        problems.error(fault.code, place(cleaned, fault.at, path, first_line), **fault.values)
        return None
    if is_not_as_meant(cleaned, path, problems, first_line) or composer.is_broken:
        return None
    root: YamlMap | YamlList | Scalar | None = composer.root
    if isinstance(root, Scalar):
        problems.error("yaml-not-fields", root.where)
        return None
    return root


class _BrokenError(Exception):
    """Reading cannot go on; the problem has been added."""


class _Composer:
    """Builds objects from events; the containers around the present one are kept on a stack."""

    def __init__(self, text: str, path: str, problems: Problems, first_line: int) -> None:
        self.text = text
        self.path = path
        self.problems = problems
        self.first_line = first_line
        self.root: Any = None
        self.is_broken = False
        self._here: YamlMap | YamlList | None = None
        self._key: str | None = None
        self._key_event: Any = None
        self._is_flow = False
        self._stack: list[tuple[YamlMap | YamlList | None, bool]] = []
        self._anchors: dict[str, Any] = {}
        self._unused: dict[str, Location] = {}
        self._aliased = 0
        self._cut: YamlMap | None = None

    def run(self) -> None:
        """Take all events; raises what PyYAML raises, and `_BrokenError`."""
        from yaml import events

        take = {
            events.ScalarEvent: self._scalar,
            events.MappingStartEvent: self._start_map,
            events.SequenceStartEvent: self._start_list,
            events.MappingEndEvent: self._end,
            events.SequenceEndEvent: self._end,
            events.AliasEvent: self._alias,
        }
        documents = 0
        next_event = parser()(self.text).get_event
        while (event := next_event()) is not None:
            method = take.get(type(event))
            if method:
                method(event)
            elif type(event) is events.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._stop("yaml-documents", self._where(event))
        for name, where in self._unused.items():
            self.problems.warning("yaml-unused-anchor", where, name=name)

    def _where(self, event: Any) -> Location:
        mark = event.start_mark
        return Location(self.path, mark.line + self.first_line, mark.column + 1)

    def _stop(self, code: str, where: Location, **values: object) -> None:
        self.problems.error(code, where, **values)
        raise _BrokenError

    def _scalar(self, event: Any) -> None:
        # Four of five events come here, and calls are what costs: keys and values are stored in place.
        mark = event.start_mark
        where = _new_tuple(Location, (self.path, mark.line + self.first_line, mark.column + 1))
        value = event.value
        here = self._here
        key = self._key
        if key is None and type(here) is YamlMap:
            self._take_key(value, where, event)
            return
        is_plain = not event.style
        node = None
        if not is_plain or value not in _NULLS or event.tag is not None:
            node = _new_text(Scalar, value)
            node.where = where
            node.is_plain = is_plain
            if not is_plain and event.end_mark.line > mark.line:
                self._check_quoted(event, where)
        elif self._is_flow and key is not None:
            self._check_flow_value(event)
        if event.anchor is not None or event.tag is not None:
            self._mark(event, node, where)
        if key is not None:
            here[key] = node  # type: ignore[call-overload, index]
            self._key = None
        else:
            self._attach(node)

    def _attach(self, node: Any) -> None:
        here = self._here
        if here is None:
            self.root = node
        elif type(here) is YamlList:
            here.append(node)
        else:
            here[self._key] = node  # type: ignore[call-overload, index]
            self._key = None

    def _take_key(self, value: str, where: Location, event: Any) -> None:
        here: YamlMap = self._here  # type: ignore[assignment]
        if not value:
            self.problems.error("yaml-empty-key", where)
        elif value in here:
            self.problems.error("yaml-duplicate-key", where, key=value, line=here.key_where[value].line)
        elif value == "<<":
            self.problems.error("yaml-merge-key", where)
        self._key = key = intern(value)
        self._key_event = event
        here.key_where.setdefault(key, where)
        if event is not None and (event.anchor is not None or event.tag is not None):
            self._mark(event, Scalar(value, where), where)

    def _mark(self, event: Any, node: Any, where: Location) -> None:
        """Remember what an anchor names; refuse a tag."""
        if event.tag is not None and (event.tag != _STRING or not isinstance(node, Scalar)):
            self.problems.error("yaml-tag", where, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        if event.anchor is not None:
            self._anchors[event.anchor] = node
            self._unused[event.anchor] = where

    def _start_map(self, event: Any) -> None:
        self._start(event, YamlMap(self._where(event)))

    def _start_list(self, event: Any) -> None:
        self._start(event, YamlList(self._where(event)))

    def _start(self, event: Any, node: YamlMap | YamlList) -> None:
        here = self._here
        if len(self._stack) == DEEPEST:
            self._stop("yaml-deep-nesting", node.where, limit=DEEPEST)
        if self._key is None and type(here) is YamlMap:
            self._stop("yaml-key-not-text", node.where)
        if event.anchor is not None or event.tag is not None:
            self._mark(event, node, node.where)
        self._attach(node)
        self._stack.append((here, self._is_flow))
        self._here = node
        self._is_flow = event.flow_style

    def _end(self, event: Any) -> None:
        self._here, self._is_flow = self._stack.pop()
        self._key = None

    def _alias(self, event: Any) -> None:
        where = self._where(event)
        name = event.anchor
        if name not in self._anchors:
            self.problems.error("yaml-unknown-alias", where, name=f"*{name}")
        node = self._anchors.get(name)
        self._unused.pop(name, None)
        if node is not None and (node is self._here or any(node is outer for outer, _ in self._stack)):
            self._stop("yaml-alias-cycle", where, name=f"*{name}")
        if self._key is None and type(self._here) is YamlMap:
            if isinstance(node, (YamlMap, YamlList)):
                self._stop("yaml-key-not-text", where)
            self._take_key(f"*{name}" if node is None else str(node), where, None)
            return
        self._aliased += _count(node, MOST_ALIASED - self._aliased)
        if self._aliased > MOST_ALIASED:
            self._stop("yaml-billion-laughs", where, limit=MOST_ALIASED)
        self._attach(node)

    def _check_quoted(self, event: Any, where: Location) -> None:
        """A quoted text of several lines that holds a key no deeper than its own lacks its closing quote."""
        if event.style not in "'\"":
            return
        start, column = event.start_mark.index, event.start_mark.column
        before = self.text[start - column : start]
        depth = len(before) - len(before.lstrip(" -"))
        if depth == column:  # no key before it in its line
            depth -= 1
        if holds_keys(self.text[start : event.end_mark.index], depth):
            self.problems.error("yaml-unclosed-quote", where, quote=event.style)
            self.is_broken = True

    def _check_flow_value(self, event: Any) -> None:
        """In braces a key without a colon is the rest of a text that an ordinary comma cut."""
        if self._key_event is None or self._key_event.style:
            return
        start, end = self._key_event.start_mark.index, self._key_event.end_mark.index
        if ":" in self.text[end : event.start_mark.index]:
            return
        here: YamlMap = self._here  # type: ignore[assignment]
        before = next((value for value in reversed(here.values()) if isinstance(value, Scalar)), None)
        if here is self._cut:
            return  # one more piece of a text that has been reported
        fault = explain_lone_key(self.text, start, end, before)
        where = place(self.text, fault.at, self.path, self.first_line)
        if fault.code == "yaml-flow-comma" and before is not None:
            where = before.where
            self._cut = here
        self.problems.error(fault.code, where, **fault.values)
        self.is_broken = True


def _count(node: Any, limit: int) -> int:
    """How many values an alias to this node stands for; counting ends soon after `limit`."""
    counted = 0
    waiting = [node]
    while waiting and counted <= limit:
        counted += 1
        node = waiting.pop()
        if isinstance(node, YamlMap):
            waiting.extend(node.values())
        elif isinstance(node, YamlList):
            waiting.extend(node)
    return counted
