"""Finds YAML that parses and is not what its author meant: full-width signs, cut texts, curly quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.problems import Problems
from sitegen.source.characters import place
from sitegen.source.events import Spans

WIDE = "\u3000\u00a0"
"""Full-width space and no-break space: blanks to the eye, letters to YAML."""
KEY = r"[A-Za-z_][\w-]*"

_CODES = {"：": "yaml-full-width-colon", "\u3000": "yaml-full-width-space", "\u00a0": "yaml-nbsp"}
_SUSPECT = re.compile(f"[：{WIDE}“”‘’#]")
_WIDE_INDENT = re.compile(rf"[ \t]*(?:- +)*(?P<at>[{WIDE}])[ \t{WIDE}]*{KEY}[ ]*[:：]")
# Field names are lower case; capitals before a full-width colon (“CME：…”) are a text.
_WIDE_COLON = re.compile(rf"[ \t{WIDE}]*(?:- +)*[\"'“]?[a-z][a-z0-9_]*[\"'”]?[ ]*(?P<at>：)")
_WIDE_AFTER = re.compile(rf"[ \t]*(?:- +)*{KEY}:[ ]*(?P<at>[{WIDE}])")
# Two blanks before and one after is how a comment is written on purpose.
_CUT = re.compile(r"(?<=[^ \t])(?P<blank>[ \t]+)#(?P<next>[ \t]|$)?")
_CURLY = re.compile(r"(?:^|[:\[{,-])[ \t]*(?P<at>[“”‘’])")
_VALUE_LIKE = re.compile(r"[a-z0-9._:/+-]+")


class Fault(NamedTuple):
    """A mistake at an index of the text: its code, and the values its sentence names."""

    code: str
    at: int
    values: dict[str, object]


def is_not_as_meant(text: str, path: str, problems: Problems, first_line: int) -> bool:
    """Report what parses and was hardly meant so; whether the structure is another than the author sees."""
    suspects = list(_suspects(text))
    if not suspects:
        return False
    spans = Spans(text)
    is_broken = False
    for fault in suspects:
        code, index, values = fault
        where = place(text, index, path, first_line)
        if code == "yaml-hash-cut":
            if _is_cut(text, fault, spans):
                line_end = text.find("\n", index)
                rest = text[index : line_end if line_end >= 0 else None]
                problems.warning(code, where, rest=shortened(rest))
        elif code == "yaml-curly-quotes":
            span = spans.at(index)
            is_start = span is not None and not span.style and span.start == index
            inner = _enclosed(text, index, span.end) if span and is_start else None
            if inner is not None:
                kept = text[index] + inner + {"“": "”", "‘": "’"}.get(text[index], text[index])
                problems.error(code, where, text=shortened(inner), kept=shortened(kept))
        elif (span := spans.at(index)) and not span.style:
            problems.error(code, where, **values)
            is_broken = True
    return is_broken


def shortened(text: str) -> str:
    """At most 40 characters of a text, for a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def structural(line: str, start: int) -> Fault | None:
    """The full-width sign or blank that keeps a line (at index `start`) from being `key: value`."""
    for pattern in (_WIDE_INDENT, _WIDE_COLON, _WIDE_AFTER):
        found = pattern.match(line)
        if found:
            key = re.search(KEY, line)
            return Fault(_CODES[found["at"]], start + found.start("at"), {"key": key[0] if key else None})
    return None


def _suspects(text: str) -> Iterator[Fault]:
    end = -1
    for found in _SUSPECT.finditer(text):
        if found.start() < end:
            continue
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        line = text[start:end]
        fault = structural(line, start)
        if fault:
            yield fault
            continue
        for cut in _CUT.finditer(line):
            if cut["blank"] == " " or cut["next"] is None:
                yield Fault("yaml-hash-cut", start + cut.end("blank"), {"blank": start + cut.start()})
        for curly in _CURLY.finditer(line):
            yield Fault("yaml-curly-quotes", start + curly.start("at"), {})


def _is_cut(text: str, fault: Fault, spans: Spans) -> bool:
    """Whether a plain text (or nothing) ends at the comment, and the comment looks like more of it."""
    blank = fault.values["blank"]
    assert isinstance(blank, int)
    span = spans.ending_at(blank)
    if span is None or span.style:
        return False
    is_spaced = text[fault.at + 1 : fault.at + 2] in (" ", "\t", "\n", "")
    value = text[span.start : span.end]
    return not (is_spaced and (not value or _VALUE_LIKE.fullmatch(value)))


def _enclosed(text: str, start: int, end: int) -> str | None:
    """The text between curly quotes that stand around a whole scalar, as straight ones would."""
    value = text[start:end]
    pair = "“”" if value[0] in "“”" else "‘’"
    if not any(quote in value[1:] for quote in pair):
        # An opening quote whose text a comma of a list or map cut in two.
        line_end = text.find("\n", end)
        closing = text.find(pair[1], end, line_end if line_end >= 0 else len(text))
        return text[start + 1 : closing] if text[end : end + 1] == "," and closing >= 0 else None
    inner = value[1:-1]
    is_whole = value[-1] in pair and pair[0] not in inner and (pair[1] not in inner or pair == "‘’")
    return inner if is_whole else None


def explain_lone_key(text: str, start: int, end: int, before: str | None) -> Fault:
    """Why a key stands in braces without a value; `before` is the last text before it in the same braces."""
    key = text[start:end]
    found = re.match(rf"{KEY} *(：)", key)
    if found:
        return Fault("yaml-full-width-colon", start + found.start(1), {"key": key[: found.start(1)].rstrip()})
    found = re.match(rf"({KEY}):(.)", key)
    if found and found[2] in WIDE:
        return Fault(_CODES[found[2]], start + found.start(2), {"key": found[1]})
    if found and not key.startswith(("http:", "https:")):
        return Fault("yaml-colon-space", start + found.end(1), {"key": found[1]})
    if before is not None:
        return Fault("yaml-flow-comma", start, {"text": f"{before}, {key}"})
    return Fault("yaml-flow-no-value", start, {"key": shortened(key)})
