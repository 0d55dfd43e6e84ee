"""Ordinary texts (paragraphs, headings, simple lists and tables) straight into the library's HTML.

Python-Markdown takes ten times as long for them. What is not certainly covered here is not answered: the
result is that of the library to the byte, already clean, or none. A test compares both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sitegen.render.markdown.cleaning import RECORDS

# Control characters, white space but blank and newline, backslashes, surrogates, byte order marks.
_ODD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\\\\\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff\ufeff]"
)
_ODD_PAIRS = ("~~", "]:", "] :", "***", "``")
"""Struck text, definitions of labels and abbreviations, code with odd fences."""
_BLANKS = re.compile(r"(?<! ) \n|   \n|  \n\n")
"""Blanks at the end of a line that are not two, for a hard break within a paragraph."""

_START = r"(?:[^\s#>:=*+\-\d~|]|\*\*?[^\s*]|\d+(?![\d.])|\d+\.[^\s])"
"""How a line of running text may begin: not like a list, heading, quotation, rule, definition or fence."""
_TEXT = re.compile(_START)
_PARAGRAPH = re.compile(rf"{_START}[^\n]*(?:\n{_START}[^\n]*)*")
_HEADING = re.compile(r"(#{1,6}) +([^\s#{](?:[^#{\n]*[^\s#{])?)(?: *\{#([A-Za-z0-9\u4e00-\u9fff-]+)\})?")
_ITEM = re.compile(r"( {0,4})([-*+]|[0-9]{1,9}\.) +(?=\S)(.*)")

_ROW = re.compile(r"\|(?:[^|]*\|)+")
_RULE = re.compile(r"\|(?: *:?-+:? *\|)+")

_LABEL = "[A-Za-z0-9]{1,30}(?:-[A-Za-z0-9]{1,30})?"
_WEB = rf"https?://(?:{_LABEL}\.)+[A-Za-z]{{2,20}}"  # a host that no reader of addresses refuses
_PATH = r"[A-Za-z0-9._~/?#=%+,;:@-]*"
_ADDRESS = (
    rf"{_WEB}(?:[/?#]{_PATH})?|(?:{'|'.join(sorted(RECORDS))}):[a-z0-9][a-z0-9-]*(?:#[A-Za-z0-9-]+)?"
    r"|(?:\.\.?/)*[A-Za-z0-9][A-Za-z0-9._/-]*(?:#[A-Za-z0-9-]+)?|#[A-Za-z0-9-]+"
)
_IN_ADDRESS = r"A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-"
_WORDS = r"[^\s\[\]`*_<>&{\"](?:[^\[\]`*_<>&{\n\"]*[^\s\[\]`*_<>&{\"])?"
# Each branch begins with a character, not with a group or a look: so the search runs ten times as fast.
_INLINE = re.compile(
    r"`(?P<code>[^\s`{&](?:[^`{&\n]*[^\s`{&])?)`"
    rf"|\[(?P<label>{_WORDS})\]\((?P<href>{_ADDRESS})\)"
    rf"|!\[(?P<alt>{_WORDS})\]\((?P<src>{_ADDRESS})(?: \"(?P<title>(?!')[^'`*<>&{{_\[\]\"\s]"
    r"(?:[^\[\]`*_<>&{\n\"']*[^\s\[\]`*_<>&{\"'])?)\")?(?P<picture>\))"
    r"|\*\*(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*\*(?!\*)"
    r"|\*(?P<em>[^\s*](?:[^*]*[^\s*])?)\*(?!\*)"
    rf"|h(?<![A-Za-z0-9]h)(?P<bare>{_WEB[1:]}(?:/(?:[A-Za-z0-9._~/?#=%+-]*[A-Za-z0-9/])?)?)"
    rf"(?=[.,;:!?]?(?:[^{_IN_ADDRESS}]|\Z))"
    r"|\[(?P<cite>[0-9]+(?:[-,–、] ?[0-9]+)*\])(?![\[(: ])"
    r"|>(?P<more>)|<(?P<less>(?=[ 0-9=]))|&(?P<and>(?= ))"
    r"|`|\*|!\[|\[|\]|_|<|&|\{|://|www\."  # no group: something odd
)
_CLASSES = {
    (False, False): "",
    (True, False): "",
    (False, True): ' class="right"',
    (True, True): ' class="center"',
}
_SIGNS = {"more": "&gt;", "less": "&lt;", "and": "&amp;"}


class _Odd(Exception):
    """Something that is for the library."""


def render_plain(text: str) -> str | None:
    """Clean HTML of an ordinary text, just as the library and cleaning give it; None for any other text."""
    if _ODD.search(text) or any(pair in text for pair in _ODD_PAIRS) or ("@" in text and "<" in text):
        return None
    if " \n" in text and _BLANKS.search(text):
        return None
    text = text.strip("\n")
    if not text or text[-1] == " ":
        return None
    writer = _Writer()
    try:
        for block in text.split("\n\n"):
            if block:
                writer.add(block.lstrip("\n"))
        writer.end_list()
    except _Odd:
        return None
    return "\n".join(writer.done)


def _inline(text: str) -> str:
    text = _INLINE.sub(_outer, text)
    return text.replace("  \n", "<br>\n") if "  \n" in text else text


def _outer(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind in ("strong", "em"):
        return f"<{kind}>{_INLINE.sub(_inner, match[kind])}</{kind}>"
    if kind == "bare":
        return f'<a href="{match[0]}">{match[0]}</a>'
    return _inner(match)


def _inner(match: re.Match[str]) -> str:
    """What may stand in emphasis too; a bare address may not, it could reach out of it."""
    kind = match.lastgroup
    if kind in _SIGNS:
        return _SIGNS[kind]
    if kind == "code":
        return f"<code>{match[kind].replace('<', '&lt;').replace('>', '&gt;')}</code>"
    if kind == "href":
        return f'<a href="{match[kind]}">{match["label"]}</a>'
    if kind == "picture":
        title = f' title="{match["title"]}"' if match["title"] else ""
        return f'<img alt="{match["alt"]}" src="{match["src"]}"{title}>'
    if kind == "cite":
        return match[0]
    raise _Odd


@dataclass(slots=True)
class _Item:
    text: str
    is_paragraph: bool = False
    nested: _List | None = None


@dataclass(slots=True)
class _List:
    indent: int
    first: str
    """Number of the first item with its dot, a bullet in lists without numbers."""
    items: list[_Item] = field(default_factory=list)

    def html(self) -> str:
        """The list as the library writes it."""
        tag, start = "ul", ""
        if self.first[-1] == ".":
            tag, start = "ol", "" if self.first == "1." else f' start="{self.first[:-1]}"'
        return f"<{tag}{start}>\n{''.join(map(_item, self.items))}</{tag}>"


def _item(item: _Item) -> str:
    text = _inline(item.text)
    if item.is_paragraph:
        text = f"\n<p>{text}</p>\n"
    nested = f"{item.nested.html()}\n" if item.nested else ""
    return f"<li>{text}{nested}</li>\n"


def _table(lines: list[str]) -> str:
    """A table with bars at both ends of each line and as many cells in all of them."""
    if len(lines) < 3 or not _RULE.fullmatch(lines[1]) or not all(map(_ROW.fullmatch, lines)):
        raise _Odd
    rows = [line[1:-1].split("|") for line in lines]
    if len({*map(len, rows)}) > 1:
        raise _Odd
    classes = [_CLASSES[cell[0] == ":", cell[-1] == ":"] for cell in map(str.strip, rows[1])]
    done = ["<table>\n<thead>\n"]
    for number, row in enumerate(rows):
        if number == 1:
            done.append("</thead>\n<tbody>\n")
            continue
        tag, scope = ("td", "") if number else ("th", ' scope="col"')
        cells = [
            f"<{tag}{css}{scope}>{_inline(cell.strip())}</{tag}>\n"
            for css, cell in zip(classes, row, strict=True)
        ]
        done.append(f"<tr>\n{''.join(cells)}</tr>\n")
    return "".join([*done, "</tbody>\n</table>"])


class _Writer:
    """HTML of the blocks so far, and the list that the next block may go on with."""

    __slots__ = ("done", "list")

    def __init__(self) -> None:
        self.done: list[str] = []
        self.list: _List | None = None

    def add(self, block: str) -> None:
        """Add lines between two blank lines."""
        if _PARAGRAPH.fullmatch(block):
            self.add_paragraph(block)
            return
        if block.startswith("|"):
            self.end_list()
            self.done.append(_table(block.split("\n")))
            return
        lines: list[str] = []
        in_list = False
        for number, line in enumerate(block.split("\n")):
            if item := _ITEM.fullmatch(line):
                if number and not in_list and item[2][-1] == "." and item[2] != "1.":
                    raise _Odd
                if lines:
                    self.add_paragraph("\n".join(lines))
                    lines = []
                self.add_item(item, in_list)
                in_list = True
            elif heading := _HEADING.fullmatch(line):
                if lines:
                    self.add_paragraph("\n".join(lines))
                    lines = []
                self.add_heading(heading)
                in_list = False
            elif in_list:
                self.add_line(line.lstrip(" "))
            elif _TEXT.match(line):
                lines.append(line)
            else:
                raise _Odd
        if lines:
            self.add_paragraph("\n".join(lines))

    def add_paragraph(self, text: str) -> None:
        """Add running text."""
        self.end_list()
        self.done.append(f"<p>{_inline(text)}</p>")

    def add_heading(self, match: re.Match[str]) -> None:
        """Add a heading, perhaps with an id."""
        self.end_list()
        tag = f"h{len(match[1])}"
        own = f' id="{match[3]}"' if match[3] else ""
        self.done.append(f"<{tag}{own}>{_inline(match[2])}</{tag}>")

    def end_list(self) -> None:
        """Write the open list, if there is one."""
        if self.list:
            self.done.append(self.list.html())
            self.list = None

    def add_item(self, match: re.Match[str], in_list: bool) -> None:
        """Add an item to the open list, or to one within its last item; `in_list`: no blank line before."""
        indent, mark, item = len(match[1]), match[2], _Item(match[3])
        if not _TEXT.match(item.text) or mark[0] == "0":
            raise _Odd
        if indent:
            self.add_nested(indent, mark, item, in_list)
            return
        is_numbered = mark[-1] == "."
        if self.list and (self.list.first[-1] == ".") != is_numbered:
            self.end_list()
        if not self.list:
            self.list = _List(0, mark, [item])
            return
        if not in_list:
            last = self.list.items[-1]
            if any(one.nested for one in self.list.items):
                raise _Odd
            last.is_paragraph = item.is_paragraph = True
        self.list.items.append(item)

    def add_nested(self, indent: int, mark: str, item: _Item, in_list: bool) -> None:
        """Add an item one level deeper; not in lists with blank lines."""
        if not in_list or not self.list or indent == 1 or any(one.is_paragraph for one in self.list.items):
            raise _Odd
        last = self.list.items[-1]
        if not last.nested:
            last.nested = _List(indent, mark, [item])
        elif last.nested.indent == indent and (last.nested.first[-1] == ".") == (mark[-1] == "."):
            last.nested.items.append(item)
        else:
            raise _Odd

    def add_line(self, line: str) -> None:
        """Add a further line to the last item."""
        if not self.list or self.list.items[-1].nested or not _TEXT.match(line):
            raise _Odd
        self.list.items[-1].text += f"\n{line}"
