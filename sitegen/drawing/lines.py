"""Breaks a text into lines by the rules for Chinese (W3C, Requirements for Chinese Text Layout) and Latin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Measure = Callable[[str], float]
"""Width of a text in pixels."""

NOT_FIRST = frozenset("，。、；：？！,.;:?!）》」』】〕〉〗］｝)]}”’～·•‧‰%％℃°々ー／/")
"""Never at the start of a line (GB/T 15834, 5.1; clreq 3.1.3). Long dashes and dots may, but stay whole."""
NOT_LAST = frozenset("（《「『【〔〈〖［｛([{“‘￥$＄£€#№／")
"""Never at the end of a line."""
_PAUSES = "：，；。！？、"
_MEASURES = frozenset("年月日号时分秒届次名个位项期周岁例台所楼层室场天")
"""Stay with the number before them: 2023年, 8月25日, 第3届."""
_ATOM = re.compile(r"[^\s⺀-鿿豈-﫿＀-￯　-ヿ가-힯\U00020000-\U0003ffff“”‘’…—·]+|\s+|——|……|.", re.DOTALL)
_SPACES = re.compile(r"\s+")
# Pictographs, what joins and colours them, and what has no shape at all.
_DECORATION = re.compile(
    "[\U0001f000-\U0001faff\U0001fb00-\U0001fbff\u2600-\u27bf\u2b00-\u2bff\ufe00-\ufe0f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u20e3\ufeff\U000e0000-\U000e007f\U000e0100-\U000e01ef\ud800-\udfff]"
)
CUT = "…"


def tidy(text: str) -> str:
    """One line without emoji and invisible characters, which no face of text has; composed (NFC)."""
    return _SPACES.sub(" ", _DECORATION.sub("", unicodedata.normalize("NFC", text))).strip()


def atoms(text: str) -> list[str]:
    """What no line end may be within: a Latin word, a Han character with its punctuation, a date."""
    found: list[str] = []
    for piece in _ATOM.findall(text):
        last = found[-1] if found else ""
        if last and not last.isspace() and not piece.isspace() and _is_bound(last, piece):
            found[-1] = last + piece
        else:
            found.append(piece)
    return found


def _is_bound(before: str, after: str) -> bool:
    if before[-1] in NOT_LAST or after[0] in NOT_FIRST:
        return True
    return (before[-1].isdigit() and after[0] in _MEASURES) or (before[-1] == "第" and after[0].isdigit())


def break_lines(text: str, width: float, measure: Measure) -> list[str]:
    """The fewest lines not wider than `width`; an address that is wider than that is cut."""
    lines: list[str] = []
    line = ""
    for atom in atoms(text):
        if atom.isspace():
            line = line + " " if line else line
        elif not line or measure(line + atom) <= width:
            line += atom
        else:
            lines.append(line.rstrip())
            line = atom
        while len(line) > 1 and measure(line.rstrip()) > width:
            head = _head(line, width, measure)
            lines.append(line[:head])
            line = line[head:]
    return [*lines, line.rstrip()] if line.strip() else lines


def _head(word: str, width: float, measure: Measure) -> int:
    """How many characters of a word fit, one at least; a mark on a letter stays with it."""
    count = len(word) - 1
    while count > 1 and (measure(word[:count]) > width or unicodedata.combining(word[count])):
        count -= 1
    return count


def balance(text: str, width: float, measure: Measure) -> list[str]:
    """The same number of lines as `break_lines`, as even as can be."""
    lines = break_lines(text, width, measure)
    if len(lines) < 2:
        return lines
    if len(lines) == 2 and (pair := _at_a_pause(text, width, measure)):
        return pair
    low, high = width * 0.4, width
    while high - low > max(width / 100, 1):
        middle = (low + high) / 2
        tried = break_lines(text, middle, measure)
        if len(tried) <= len(lines):
            high, lines = middle, tried
        else:
            low = middle
    return lines


def _at_a_pause(text: str, width: float, measure: Measure) -> list[str] | None:
    """Two lines with the end of the first after a colon or comma of Chinese, if neither is too short."""
    parts, best = atoms(text), None
    for place in range(1, len(parts)):
        if parts[place - 1][-1] not in _PAUSES and not parts[place].startswith("——"):
            continue
        pair = "".join(parts[:place]).rstrip(), "".join(parts[place:]).lstrip()
        short, long = sorted(map(measure, pair))
        if long <= width and short >= 0.3 * long and (best is None or long < best[0]):
            best = long, pair
    return list(best[1]) if best else None


def fit_lines(text: str, width: float, most: int, measure: Measure) -> list[str]:
    """At most so many lines; what is left over is cut after a word, and the cut shown by “…”."""
    lines = break_lines(text, width, measure)
    if len(lines) <= most:
        return lines
    kept = atoms(" ".join(lines[most - 1 :]) if " " in text else "".join(lines[most - 1 :]))
    while kept and ((len(kept) > 1 and measure("".join(kept).rstrip() + CUT) > width) or _is_loose(kept[-1])):
        kept.pop()
    last = "".join(kept).rstrip().rstrip("，。、；：,.;:·—-（《“‘(")
    while last and measure(last + CUT) > width:
        last = last[:-1]
    return [*lines[: most - 1], last + CUT]


def _is_loose(atom: str) -> bool:
    return atom.isspace() or atom[-1] in NOT_LAST
