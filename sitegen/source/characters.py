"""Finds characters that do not show and change what is read: controls, direction marks, line separators."""

from __future__ import annotations

import re

from sitegen.problems import Location, Problems

# YAML 1.1, section 5.1: what a stream may not hold; a byte order mark inside a text is no character of it.
# (As a list of what it may hold the expression would take ten times as long to compile.)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
# Unicode Standard Annex 9: embeddings, overrides and isolates; they can change the order shown.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# YAML 1.1 ends a line at these, editors do not.
_SEPARATORS = re.compile("[\x85\u2028\u2029]")
# What no text needs: the three of them, found in one pass.
_ANY = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def place(text: str, index: int, path: str, first_line: int = 1) -> Location:
    """The place of a character of `text`, whose first line is line `first_line` of the file."""
    line = text.count("\n", 0, index)
    return Location(path, first_line + line, index - text.rfind("\n", 0, index))


def warn_of_directions(text: str, path: str, problems: Problems, first_line: int = 1) -> None:
    """Warn of each line's first invisible direction character."""
    warned = 0
    for found in _DIRECTIONS.finditer(text):
        where = place(text, found.start(), path, first_line)
        if where.line != warned:
            warned = where.line
            problems.warning("field-bidi", where, character=_name(found[0]))


def readable(text: str, path: str, problems: Problems, first_line: int) -> str | None:
    """`text` with separators made spaces (places stay true); None (and an error) if YAML cannot hold it."""
    if not _ANY.search(text):
        return text
    warn_of_directions(text, path, problems, first_line)
    found = _UNPRINTABLE.search(text)
    if found:
        where = place(text, found.start(), path, first_line)
        problems.error("yaml-control-character", where, character=_name(found[0]))
        return None
    separator = _SEPARATORS.search(text)
    if not separator:
        return text
    where = place(text, separator.start(), path, first_line)
    problems.warning("yaml-line-separator", where, character=_name(separator[0]))
    return _SEPARATORS.sub(" ", text)


def has_odd(text: str) -> bool:
    """Whether a text holds any character that no text needs."""
    return _ANY.search(text) is not None


def readable_cell(text: str, where: Location, problems: Problems) -> str:
    """The text of a cell with separators made spaces; direction marks and controls are told at its place."""
    for found in _DIRECTIONS.finditer(text):
        problems.warning("field-bidi", where, character=_name(found[0]))
    for found in _UNPRINTABLE.finditer(text):
        problems.error("yaml-control-character", where, character=_name(found[0]))
    for found in _SEPARATORS.finditer(text):
        problems.warning("yaml-line-separator", where, character=_name(found[0]))
    return _SEPARATORS.sub(" ", text)


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
