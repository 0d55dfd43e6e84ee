"""Finds in CSS, templates and scripts what newer.txt says is newer than our browsers.

Not a parser: it knows as much of the languages as our own files use. Safe uses are not told: what stands
inside @supports, and a newer value after an older one of the same property in the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tests.floor.extract import TABLE

UNITS = re.compile(
    r"(?<![\w#.-])-?[\d.]+((?:[sld]v(?:w|h|i|b|min|max))|cq(?:w|h|i|b|min|max)|r?lh|r?cap|r?ic|rch|rex)\b"
)
SYNTAX = {
    "?.": r"\?\.(?!\d)",
    "??": r"\?\?",
    "||=": r"\|\|=",
    "&&=": r"&&=",
    "private name": r"[.\s{;]#\w",
    "static block": r"\bstatic\s*\{",
    "BigInt literal": r"\b\d+n\b",
}
"""Syntax newer than ES2019, which iOS 13.0 and Chromium 86 take whole."""
_FLEX_GAP = re.compile(
    r"\bdisplay: *(?:inline-)?flex\b[^}]*(?<![\w-])(?:row-|column-)?gap:"
    r"|(?<![\w-])(?:row-|column-)?gap:[^}]*\bdisplay: *(?:inline-)?flex\b"
)


class Found(NamedTuple):
    """One use of something newer."""

    line: int
    kind: str
    name: str


@cache
def newer() -> dict[str, frozenset[str]]:
    """Names by kind, of newer.txt."""
    found: dict[str, list[str]] = {}
    names: list[str] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.endswith(":") and not line.startswith(" "):
            names = found.setdefault(line[:-1], [])
        elif not line.startswith("#"):
            names += line.split()
    return {kind: frozenset(names) for kind, names in found.items()}


def in_css(text: str) -> list[Found]:
    """What a style sheet has that is newer."""
    text = re.sub(r"/\*.*?\*/", lambda found: re.sub(r"[^\n]", " ", found[0]), text, flags=re.S)
    text = re.sub(r"\"[^\"\n]*\"|'[^'\n]*'", lambda found: '"' + " " * (len(found[0]) - 2) + '"', text)
    return sorted(set(_in_block(text, 0, len(text), is_rule=False)))


def _in_block(text: str, start: int, end: int, *, is_rule: bool) -> Iterator[Found]:
    older: set[str] = set()
    while start < end:
        match = re.compile(r"[;{}]").search(text, start, end)
        stop = match.start() if match else end
        line = text.count("\n", 0, stop) + 1 - text[start:stop].lstrip().count("\n")
        head = text[start:stop].strip()
        if match and match[0] == "{":
            close = _closing(text, stop, end)
            if not head.startswith("@supports"):
                if is_rule and not head.startswith("@"):
                    yield Found(line, "syntax", "nesting")
                yield from (Found(line, *one) for one in _in_head(head))
                inside_rule = not head.startswith("@") or head.startswith(("@page", "@font-face"))
                yield from _in_block(text, stop + 1, close, is_rule=inside_rule)
                if not head.startswith("@") and _FLEX_GAP.search(text, stop, close):
                    yield Found(line, "value", "gap:flex_context")
            start = close + 1
            continue
        if is_rule and ":" in head:
            name, _, value = head.partition(":")
            name = name.strip()
            found = list(_in_declaration(name, value.strip()))
            if not found:
                older |= {name, name.removeprefix("-webkit-")}
            elif name.startswith("--") or name not in older:
                yield from (Found(line, *one) for one in found)
        elif head.startswith("@"):
            yield from (Found(line, *one) for one in _in_head(head))
        start = stop + 1


def _closing(text: str, start: int, end: int) -> int:
    depth = 0
    for match in re.compile(r"[{}]").finditer(text, start, end):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.start()
    return end


def _in_head(head: str) -> Iterator[tuple[str, str]]:
    table = newer()
    if head.startswith("@"):
        name = re.match(r"@([\w-]+)", head)[1]  # type: ignore[index]
        if name in table["at-rule"]:
            yield "at-rule", name
        if name == "media":
            yield from (("media", one) for one in re.findall(r"\(\s*([\w-]+)", head) if one in table["media"])
            if re.search(r"[<>]", head):
                yield "media", "range_syntax"
        return
    parts = re.sub(r"\([^()]*\)", "", head).split(",")
    new = [any(one in table["selector"] for one in re.findall(r"::?([\w-]+)", part)) for part in parts]
    if any(new) and not all(new):  # an unknown selector takes those beside it along (Selectors 4, 3.9)
        yield "syntax", "list with a newer selector"
    yield from (("selector", one) for one in re.findall(r"::?([\w-]+)", head) if one in table["selector"])


def _in_declaration(name: str, value: str) -> Iterator[tuple[str, str]]:
    table = newer()
    if name in table["property"]:
        yield "property", name
    yield from (("function", one) for one in re.findall(r"([\w-]+)\(", value) if one in table["function"])
    yield from (("unit", one) for one in UNITS.findall(value))
    words = re.findall(r"(?<![\w-])[a-z][\w-]*(?![\w(-])", value)
    yield from (("value", f"{name}:{word}") for word in words if f"{name}:{word}" in table["value"])


def in_template(text: str) -> list[Found]:
    """What a template's HTML has that is newer: elements and attributes."""
    table = newer()
    text = re.sub(r"\{#.*?#\}", lambda found: re.sub(r"[^\n]", " ", found[0]), text, flags=re.S)
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", lambda found: re.sub(r"[^\n]", "_", found[0]), text, flags=re.S)
    found = set()
    for tag in re.finditer(r"<([a-z][\w-]*)((?:\"[^\"]*\"|[^\">])*)>", text):
        line = text.count("\n", 0, tag.start()) + 1
        if tag[1] in table["element"]:
            found.add(Found(line, "element", tag[1]))
        names = re.findall(r"(?<=[\s_])([a-z][a-z-]*)(?==|[\s_]|$)", re.sub(r"\"[^\"]*\"", "", tag[2]))
        found |= {Found(line, "attribute", name) for name in names if name in table["attribute"]}
    return sorted(found)


def in_script(text: str) -> list[Found]:
    """What a script has that is newer: syntax, globals, members of anything."""
    table = newer()
    code = _bare(text)
    found = set()

    def add(kind: str, name: str, at: int) -> None:
        found.add(Found(code.count("\n", 0, at) + 1, kind, name))

    for name, pattern in SYNTAX.items():
        for match in re.finditer(pattern, code):
            add("syntax", name, match.start())
    for match in re.finditer(r"(?<![\w.$])(?:window\.|self\.)?([A-Za-z]\w*)(?! *:)", code):
        if match[1] in table["global"]:
            add("global", match[1], match.start())
    for match in re.finditer(r"(?<!\.)\.([A-Za-z]\w*)", code):
        if match[1] in table["member"]:
            add("member", match[1], match.start())
    for match in re.finditer(r"\(\?<[=!]", text):
        add("syntax", "lookbehind", match.start())
    for match in re.finditer(r"matchMedia\([^)]*\)\.addEventListener", code):
        add("member", "MediaQueryList.addEventListener", match.start())
    return sorted(found)


_TOKENS = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)"
    r"|(?P<text>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"
    r"|(?P<regex>(?<=[(=,:!&|?{};\[\n])\s*/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*)",
    re.S,
)


def _bare(text: str) -> str:
    """Code without comments, texts and regular expressions, each line where it was."""
    return _TOKENS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
