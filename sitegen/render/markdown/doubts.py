"""What an author very likely did not mean: numbers and lines that run together, full-width markup …

Each check yields code, offset and values. Python-Markdown takes such lines for running text without a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from sitegen.problems import suggest
from sitegen.render.markdown.source import Source

Doubt = tuple[str, int, dict[str, str]]

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_TIGHT_NUMBER = re.compile(rf"^ {{0,3}}(\d{{1,2}}\.)(?=[{_HAN}《“（「【])", re.MULTILINE)
_TIGHT_BULLET = re.compile(
    rf"^ {{0,3}}([-+](?=[{_HAN}《“（「【])|\*(?=[{_HAN}《“（「【][^*\n]*$))", re.MULTILINE
)
_BULLETS = "•●○▪■◆◇➢►"
_PRINTED_NUMBER = re.compile(
    r"^[ \u3000]{0,3}(\d{1,2}[、．）)]|[（(]\d{1,2}[）)]|[（(]?[一二三四五六七八九十]{1,3}(?:[）)]|、)"
    rf"|[①-⑳{_BULLETS}]|[－·](?=[ {_HAN}]))",
    re.MULTILINE,
)
_PRINTED_ANYWHERE = re.compile(rf"^ {{0,3}}(\(?\d{{1,2}}\)(?= )|[{_BULLETS}])", re.MULTILINE)
_BEGIN_NUMBERS = frozenset("（(一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳-+*－·" + _BULLETS)
# The end of an address after which Chinese may be meant as a part of it, in running text only.
_ADDRESS_CUT = re.compile(rf"https?://[A-Za-z0-9][A-Za-z0-9._~:/?#@!$&+,;=%-]*[/?#&=%_-](?=[{_HAN}])")
_NOT_RUNNING = re.compile(r"(?:\]\(|\]: ?|[A-Za-z0-9<\"'=])$")
"""What stands before an address that is in a link or in an attribute."""
_LABEL = re.compile(
    rf"^[ \u3000]{{0,3}}([{_HAN}][{_HAN}\u3000 ]{{0,7}}：|[A-Z][A-Za-z-]{{1,14}}: )(?=.*\S)", re.MULTILINE
)
_FULL_WIDTH = re.compile(
    r"＊＊[^＊\n]+＊＊|！?［[^］\n]*］[（(][^）)\n]*[）)]"
    r"|\[[^\]\n]+\]（(?:https?:|#|[\w./-]+\.(?:md|pdf|jpe?g|png))[^）\n]*）"
    r"|^＃{1,6}.*|｀[^｀\n]+｀",
    re.MULTILINE,
)
_UNDERSCORES = re.compile(
    rf"(?<=[{_HAN}])(__?)([^\s_][^_\n]*)\1(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])(__?)([^\s_][^_\n]*)\3(?=[{_HAN}])"
)
_BREAK = re.compile(r"(?:  |\\|<br */?>)\n$|^#{1,6} ")
"""The end of a line after which another begins: two spaces, a backslash, `<br>`, or that of a heading."""
_LABELLED = re.compile(r"!?\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]")
_ALONE = re.compile(r"(?<![\]\\])\[([^\[\]\n^]+)\](?![\[(:])")
_NOTE = re.compile(r"\[\^([^\[\]\n]+)\](?!:)")
_BACKSLASH = re.compile(r"\]\([ ]*<?([^)\s>]*\\[^\W_][^)\s>]*)|\b(?:src|href)=[\"']?([^\"'\s>]*\\[^\"'\s>]*)")


def in_prose(source: Source, *, is_han: bool) -> Iterator[Doubt]:
    """Everything that can be seen in the text alone."""
    text = source.prose
    for offset in source.unclosed:
        yield "unclosed-fence", offset, {}
    yield from _numbers(text, is_han=is_han)
    if "://" in text:
        for match in _ADDRESS_CUT.finditer(text):
            if not _NOT_RUNNING.search(text[max(match.start() - 3, 0) : match.start()]):
                yield "address-before-han", match.start(), {"address": match[0]}
    if is_han:
        yield from _full_width(text)
        if "_" in text:
            yield from _underscores(text)
    if "\n" in text:
        yield from _glued_labels(text)
    if "\\" in text:
        for match in _BACKSLASH.finditer(text):
            address = match[1] or match[2]
            values = {"address": address, "suggestion": address.replace("\\", "/")}
            yield "backslash-in-address", source.start_of_link(match.start(match.lastindex or 0)), values


def of_labels(source: Source, labels: Collection[str], notes: Collection[str]) -> Iterator[Doubt]:
    """Labels of links and footnotes that are not defined anywhere in the text."""
    text = source.prose
    if "][" in text:
        for match in _LABELLED.finditer(text):
            label = " ".join((match[2] or match[1]).lower().split())
            is_citation = match[1].isdigit() and match[2].isdigit()
            if label not in labels and not is_citation and not label.startswith("^") and match[1][0] != "^":
                values = {"label": match[2] or match[1], "suggestion": suggest(label, labels) or ""}
                yield "undefined-reference", match.start(), values
    if labels:
        yield from _short_references(text, labels)
    if "[^" in text:
        for match in _NOTE.finditer(text):
            if match[1] not in notes:
                yield "undefined-footnote", match.start(), {"label": match[1]}


def _short_references(text: str, labels: Collection[str]) -> Iterator[Doubt]:
    """`[label]` alone is mostly just brackets; it is doubtful where a label much like it is defined."""
    for match in _ALONE.finditer(text):
        label = " ".join(match[1].lower().split())
        if label not in labels and (near := suggest(label, labels)):
            yield "undefined-reference", match.start(), {"label": match[1], "suggestion": near}


def _numbers(text: str, *, is_han: bool) -> Iterator[Doubt]:
    """`1.第一项` is no list; `1、` `（1）` `一、` `•` on lines one after another run into one paragraph."""
    starts = {line.lstrip(" \u3000")[:1] for line in text.split("\n")}
    if _BEGIN_NUMBERS.isdisjoint(starts) and not any(map(str.isdecimal, starts)):
        return
    if is_han:
        tight = [*_TIGHT_NUMBER.finditer(text)][:1]
        bullets = [*_TIGHT_BULLET.finditer(text)]
        for match in [*tight, *(bullets[:1] if len(bullets) > 1 else [])]:  # one alone may be a signature
            yield "list-without-space", match.start(1), {"number": match[1]}
    last = -2
    for match in (_PRINTED_NUMBER if is_han else _PRINTED_ANYWHERE).finditer(text):
        paragraph = text.rfind("\n\n", 0, match.start())
        before = text[text.rfind("\n", 0, max(match.start() - 1, 0)) + 1 : match.start()]
        if before.strip() and paragraph != last and not _BREAK.search(before):
            last = paragraph
            yield "printed-numbers", match.start(1), {"number": match[1]}


def _glued_labels(text: str) -> Iterator[Doubt]:
    """Two lines `电话：…`, `传真：…` become one; a break needs two spaces or a backslash at the end."""
    if "：" not in text and ": " not in text:
        return
    end = -2  # of the label line before
    is_told = False
    for match in _LABEL.finditer(text):
        if match.start() != end + 1:
            is_told = False
        elif not is_told and not text.endswith(("  ", "\\"), 0, end):
            is_told = True
            yield "glued-lines", match.start(1), {"label": match[1].strip()}
        newline = text.find("\n", match.end())
        end = newline if newline >= 0 else len(text)


def _full_width(text: str) -> Iterator[Doubt]:
    if not ("＊" in text or "［" in text or "]（" in text or "＃" in text or "｀" in text):
        return
    for match in _FULL_WIDTH.finditer(text):
        typed = match[0][:40]
        values = {"typed": typed, "suggestion": unicodedata.normalize("NFKC", typed)}
        yield "full-width-markup", match.start(), values


def _underscores(text: str) -> Iterator[Doubt]:
    for match in _UNDERSCORES.finditer(text):
        mark, inner = (match[1], match[2]) if match[1] else (match[3], match[4])
        stars = "*" * len(mark)
        values = {"typed": f"{mark}{inner}{mark}", "suggestion": f"{stars}{inner}{stars}"}
        yield "underscores-beside-han", match.start(), values
