"""Changes single values of a YAML file and leaves every other byte of it as the author wrote it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sitegen.problems import Location, Problems
from sitegen.source import Scalar, SourceFile, YamlList, YamlMap, parse_yaml, read_bytes, read_text
from sitegen.source.events import Spans

BOM = "\ufeff"
Path = tuple[str | int, ...]
"""Keys and indexes that lead from the root of a file to a value."""


class Refused(Exception):
    """An edit that is not made: a code of `messages/`, its place and values, and what else was found."""

    def __init__(
        self, code: str, where: Location, problems: Problems | None = None, **values: object
    ) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.values = values
        self.problems = problems


@dataclass
class YamlFile:
    """A YAML file, and the values of it that are to be replaced."""

    file: SourceFile
    text: str
    """As it was parsed: without byte order mark, lines ended by LF."""
    root: YamlMap | YamlList
    edits: dict[Path, tuple[int, int, str]] = field(default_factory=dict)
    """Where a value leads to → from and to which character of the text, and what it becomes."""

    @classmethod
    def read(cls, file: SourceFile) -> YamlFile | None:
        """The file as it is, None where it is empty or broken."""
        problems = Problems()
        text = read_text(file, problems)
        root = None if text is None else parse_yaml(text, file.place, problems)
        return cls(file, text, root) if text is not None and root is not None else None

    def replace(self, path: Path, value: Scalar, new: str) -> None:
        """Let a value read `new`, in the same quotes."""
        start, end, style = self._spans.at(self._index_of(value.where)) or (0, 0, "|")
        quote = style if style in ("", "'", '"') else None
        if quote is None or not self.text[start:end].endswith(f"{quote}{value}{quote}"):
            raise Refused("edit-odd-value", value.where, value=str(value))
        end -= len(quote)
        self.edits[path] = (end - len(value), end, new)

    def edited(self) -> bytes:
        """The bytes of the file with all edits made."""
        original = read_bytes(self.file).decode()
        ends = _lost(original)
        shift = len(BOM) if original.startswith(BOM) else 0
        parts, done = [], 0
        for start, end, new in sorted(self.edits.values()):
            first, last = (place + bisect_left(ends, place) + shift for place in (start, end))
            parts += [original[done:first], new]
            done = last
        return "".join([*parts, original[done:]]).encode()

    def check(self, after: YamlFile | None) -> None:
        """Refuse an edit that did not change exactly the values it was to change."""
        before = dict(leaves(self.root))
        now = dict(leaves(after.root)) if after else {}
        changed = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
        wanted = {path: new for path, (_, _, new) in self.edits.items()}
        stray = sorted(changed - wanted.keys(), key=str)
        if stray or any(now.get(path) != new for path, new in wanted.items()):
            where = getattr(self.at(stray[0]), "where", None) if stray else None
            raise Refused("edit-shared-value", where or Location(self.file.place))

    def at(self, path: Path) -> Any:
        """The value at a path, None where there is none."""
        value: Any = self.root
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    @cached_property
    def _spans(self) -> Spans:
        return Spans(self.text)

    def _index_of(self, where: Location) -> int:
        start = 0
        for _ in range(where.line - 1):
            start = self.text.index("\n", start) + 1
        return start + where.column - 1


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, str | None]]:
    """Every single value under a value, and an empty one for each list and map."""
    if isinstance(value, YamlMap):
        yield path, ""
        for key, below in value.items():
            yield from leaves(below, (*path, key))
    elif isinstance(value, YamlList):
        yield path, f"{len(value)}"
        for number, below in enumerate(value):
            yield from leaves(below, (*path, number))
    else:
        yield path, None if value is None else str(value)


def _lost(original: str) -> Sequence[int]:
    """Where in the parsed text the ends of lines are that were CR LF: one character is lost at each."""
    found: list[int] = []
    place = original.find("\r\n")
    while place >= 0:
        found.append(place - len(found) - original.startswith(BOM))
        place = original.find("\r\n", place + 2)
    return found
