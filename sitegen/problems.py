"""A mistake of an author is a value with a place; this module collects such values and words them.

A problem names a code; its sentence and hint stand in `messages/*.yaml`, in Chinese and English,
so that no module holds visible words and one run speaks one language.
"""

from __future__ import annotations

import difflib
import itertools
import json
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from importlib import resources
from typing import Any, NamedTuple


class Severity(IntEnum):
    """How bad a problem is: an error stops publishing, a warning is told and does not."""

    error = 0
    warning = 1


class Location(NamedTuple):
    """A place in a file: the path as the author knows it, line and column counted from 1, 0 for unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(number) for number in self[1:] if number)])


class Cell(Location):
    """A place in a table: line of the file (row of a sheet) and number of the cell in it, as `Location`."""

    name: str
    """As spreadsheets call it: `C7`, or `周六!C7` where there are several sheets."""
    header: str
    """What the author calls the column; empty where that does not matter."""

    @classmethod
    def at(cls, path: str, line: int, column: int, name: str, header: str = "") -> Cell:
        """A cell by all it consists of."""
        cell = cls(path, line, column)
        cell.name = name
        cell.header = header
        return cell


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where it is, what it is (a code of `messages/`), and the values its sentence names."""

    location: Location
    code: str
    severity: Severity
    values: tuple[tuple[str, Any], ...] = ()

    def wording(self, language: str) -> tuple[str, str]:
        """Sentence and hint in `language` (`zh` or `en`); the hint is empty where it would have a gap."""
        message = _messages()[self.code]
        values = {name: value for name, value in self.values if value not in (None, "")}
        kind = _messages().get(f"kind-{values.get('kind')}")
        if kind is not None:
            values["kind"] = kind[language]
        sentence = string.Formatter().vformat(message[language], (), _Gaps(values))
        if isinstance(self.location, Cell):
            place = {"cell": self.location.name, "header": self.location.header, "sentence": sentence}
            sentence = _messages()["in-column" if place["header"] else "in-cell"][language].format_map(place)
        hint = message.get("hint", {}).get(language, "")
        needed = {name for _, name, _, _ in string.Formatter().parse(hint) if name}
        return sentence, hint.format_map(values) if needed <= values.keys() else ""


def sentence(code: str, language: str, **values: object) -> str:
    """What a command says, from the same table; zero is a value here."""
    return str(_messages()[code][language]).format_map(_Gaps(values))


class _Gaps(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return ""


@cache
def _messages() -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # a tenth of the time, where it was compiled
    table: dict[str, Any] = {}
    for file in sorted(resources.files("sitegen").joinpath("messages").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            messages = yaml.load(file.read_text("utf-8"), Loader=loader)  # noqa: S506
            assert not table.keys() & messages.keys(), f"{file.name}: a code of another file"
            table.update(messages)
    return table


class Stopped(Exception):
    """Raised where a stage cannot go on because of authors' mistakes; the problems say which."""


@dataclass
class Problems:
    """All problems of one run, each kept once by place and code."""

    _found: dict[tuple[Location, str, tuple[tuple[str, Any], ...]], Problem] = field(default_factory=dict)

    def error(self, code: str, location: Location, **values: object) -> None:
        """Add a mistake that stops publishing."""
        self.add(Problem(location, code, Severity.error, tuple(values.items())))

    def warning(self, code: str, location: Location, **values: object) -> None:
        """Add a mistake that is told and does not stop publishing."""
        self.add(Problem(location, code, Severity.warning, tuple(values.items())))

    def add(self, problem: Problem) -> None:
        """Add a problem unless the same one is known already."""
        self._found.setdefault((problem.location, problem.code, problem.values), problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add several problems."""
        for problem in problems:
            self.add(problem)

    def __iter__(self) -> Iterator[Problem]:
        return iter(
            sorted(
                self._found.values(), key=lambda problem: (*problem.location, problem.severity, problem.code)
            )
        )

    def since(self, number: int) -> list[Problem]:
        """The problems added after the first `number`, in the order they were found."""
        return list(itertools.islice(self._found.values(), number, None))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(problem.severity is Severity.error for problem in self._found.values())

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return len(self) - self.errors

    def stop_on_errors(self) -> None:
        """Raise `Stopped` if there is an error."""
        if self.errors:
            raise Stopped


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The known word nearest to a misspelt one, if one is near."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def as_text(problems: Iterable[Problem], language: str) -> Iterator[str]:
    """Lines for a terminal: `path:line:column: severity: sentence [code]`, then an indented hint."""
    words = {"zh": ("错误", "警告", "提示"), "en": ("error", "warning", "hint")}[language]
    for problem in problems:
        sentence, hint = problem.wording(language)
        yield f"{problem.location}: {words[problem.severity]}: {sentence} [{problem.code}]"
        if hint:
            yield f"    {words[2]}: {hint}"


def as_json(problems: Iterable[Problem], language: str) -> str:
    """A JSON array with an object per problem: path, line, column, severity, code, message, hint."""
    rows = []
    for problem in problems:
        sentence, hint = problem.wording(language)
        rows.append(
            {
                **problem.location._asdict(),
                "severity": problem.severity.name,
                "code": problem.code,
                "message": sentence,
                "hint": hint,
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=1)


def as_github(problems: Iterable[Problem], language: str) -> Iterator[str]:
    """Workflow commands that GitHub shows beside the lines of a pull request."""
    for problem in problems:
        sentence, hint = problem.wording(language)
        place = ",".join(
            f"{name}={value}"
            for name, value in zip(("file", "line", "col"), problem.location, strict=True)
            if value
        )
        text = f"{sentence} {hint}".strip().replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        yield f"::{problem.severity.name} {place},title={problem.code}::{text}"
