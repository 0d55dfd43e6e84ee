"""Splits a Markdown file into its front matter (YAML between two lines of `---`) and its body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.problems import Location, Problems
from sitegen.source.characters import warn_of_directions
from sitegen.source.decoding import read_text
from sitegen.source.files import SourceFile
from sitegen.source.nodes import YamlMap
from sitegen.source.yaml import parse_yaml

_OPENING = re.compile(r"\s*^(---)[ \t]*(?:\n|\Z)", re.M)
_CLOSING = re.compile(r"^---[ \t]*(?:\n|\Z)", re.M)
# What Chinese input methods and word processors make of three hyphens.
_NEARLY_CLOSING = re.compile(r"^[ \t]*[-–—―－]{2,}[ \t]*$", re.M)


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file, read."""

    path: str
    """As in `SourceFile.path`."""
    front: YamlMap
    """The front matter; empty where there is none. Its own place is the line of the opening `---`."""
    body: str
    body_line: int
    """The number, counted from 1, of the body's first line in the file."""


def read_document(file: SourceFile, problems: Problems) -> Document | None:
    """Front matter and body of a Markdown file; None (and an error) where it cannot be read."""
    text = read_text(file, problems)
    return None if text is None else parse_document(text, file.place, problems)


def parse_document(text: str, path: str, problems: Problems) -> Document | None:
    """Front matter and body of a text with lines ended by LF; `path` is where it stands, for problems."""
    opening = _OPENING.match(text)
    if not opening:
        warn_of_directions(text, path, problems)
        return Document(path, YamlMap(Location(path, 1)), text, 1)
    first = text.count("\n", 0, opening.start(1)) + 1
    where = Location(path, first)
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        nearly = _NEARLY_CLOSING.search(text, opening.end())
        line = nearly and text.count("\n", 0, nearly.start()) + 1
        problems.error("yaml-front-not-closed", where, line=line)
        return None
    known = problems.errors
    front = parse_yaml(text[opening.end() : closing.start()], path, problems, first + 1)
    if front is None:
        if problems.errors > known:
            return None
        front = YamlMap(where)
    if not isinstance(front, YamlMap):
        problems.error("yaml-front-not-fields", front.where)
        return None
    front.where = where
    body = text[closing.end() :]
    body_line = text.count("\n", 0, closing.start()) + 2
    warn_of_directions(body, path, problems, body_line)
    return Document(path, front, body, body_line)
