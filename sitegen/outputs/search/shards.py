"""The index in shards: which pages hold a gram, in text or in title; written as scripts, read back, amended.

A shard is a map from the beginning of grams (a wide character, or two letters) to their endings with the
pages that hold them: "经 0a2*1;外 b" for 神经 and 神外. Numbers of pages are differences in base 32
(`encode`), those behind the asterisk are of pages that hold it in their title.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import sub
from typing import NamedTuple

from sitegen.outputs.search.folding import is_wide

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
"""Of base 32: the second half of them says that more digits follow."""
_TARGET = 3_000
"""Pairs of page and gram that a shard is made for."""
_CODES: list[str] = [""]

Numbers = list[int]


class Sizes(NamedTuple):
    """How many shards there are for wide characters and for words; powers of two."""

    wide: int
    words: int


class Entry(NamedTuple):
    """What a page is found by."""

    number: int
    title: frozenset[str] | set[str]
    """Grams of its title and names."""
    text: frozenset[str] | set[str]
    """Those of its text that are not in its title."""


@dataclass
class Postings:
    """Pages that hold a gram, by number, ascending."""

    text: Numbers
    title: Numbers


Shard = dict[str, dict[str, Postings]]
"""Beginning of grams → ending → pages."""


def sizes_for(wide: int, words: int) -> Sizes:
    """How many shards so many pairs of page and gram need."""
    return Sizes(_power(wide // _TARGET), _power(words // _TARGET))


def _power(wanted: int) -> int:
    return min(1 << max(wanted - 1, 0).bit_length(), 256)


def split(gram: str) -> tuple[str, str]:
    """Beginning and ending of a gram."""
    length = 1 if is_wide(gram) else 2
    return gram[:length], gram[length:]


def shard_of(start: str, sizes: Sizes) -> str:
    """The name of the shard for grams that begin so: c… for wide characters, w… for words."""
    if is_wide(start):
        return f"c{ord(start) % sizes.wide}"
    number = ord(start[0]) * 31 + (ord(start[1]) if len(start) > 1 else 0)
    return f"w{number % sizes.words}"


def build(entries: Iterable[Entry], sizes: Sizes) -> dict[str, bytes]:
    """Every shard, as data by name; entries by ascending number."""
    text: dict[str, Numbers] = defaultdict(list)
    title: dict[str, Numbers] = defaultdict(list)
    for number, in_title, in_text in entries:
        for gram in in_text:
            text[gram].append(number)
        for gram in in_title:
            title[gram].append(number)
    shards: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for gram in sorted(text.keys() | title.keys()):
        start, rest = split(gram)
        shards[shard_of(start, sizes)][start].append(_row(rest, text.get(gram, ()), title.get(gram, ())))
    names = [f"c{n}" for n in range(sizes.wide)] + [f"w{n}" for n in range(sizes.words)]
    return {
        name: _dump({start: ";".join(endings) for start, endings in shards[name].items()}) for name in names
    }


def differences(one: Mapping[int, Entry], other: Mapping[int, Entry]) -> Iterator[Entry]:
    """What the pages of the first have that those of the other (both by number) have not."""
    none: frozenset[str] = frozenset()
    for number, entry in one.items():
        there = other.get(number, Entry(number, none, none))
        title, text = entry.title - there.title, entry.text - there.text
        if title or text:
            yield Entry(number, title, text)


def amend(data: bytes, drop: Iterable[Entry], add: Iterable[Entry], owned: set[str]) -> bytes:
    """A shard after some pages have changed: the same bytes as if it were built anew.

    `owned` are the grams of this shard among those of the entries.
    """
    lines: dict[str, str] = json.loads(data)
    shard = {start: _endings(lines.get(start, "")) for start in {split(gram)[0] for gram in owned}}
    for entry in drop:
        for gram in owned & entry.text:
            _of(shard, gram).text.remove(entry.number)
        for gram in owned & entry.title:
            _of(shard, gram).title.remove(entry.number)
    for entry in add:
        for gram in owned & entry.text:
            _insert(_of(shard, gram).text, entry.number)
        for gram in owned & entry.title:
            _insert(_of(shard, gram).title, entry.number)
    for start, ends in shard.items():
        lines[start] = ";".join(
            _row(rest, found.text, found.title)
            for rest, found in sorted(ends.items())
            if found.text or found.title
        )
    return _dump({start: line for start, line in sorted(lines.items()) if line})


def _of(shard: Shard, gram: str) -> Postings:
    start, rest = split(gram)
    return shard[start].setdefault(rest, Postings([], []))


def _insert(numbers: Numbers, number: int) -> None:
    numbers.append(number)
    numbers.sort()


def read(data: bytes) -> Shard:
    """A shard as `build` and `amend` write it."""
    return {start: _endings(line) for start, line in json.loads(data).items()}


def _endings(line: str) -> dict[str, Postings]:
    ends = {}
    for row in filter(None, line.split(";")):
        rest, _, numbers = row.partition(" ")
        text, _, title = numbers.partition("*")
        ends[rest] = Postings(decode(text), decode(title))
    return ends


def _row(rest: str, text: Sequence[int], title: Sequence[int]) -> str:
    if title:
        return f"{rest} {encode(text)}*{encode(title)}"
    return f"{rest} {encode(text)}"


def _dump(lines: Mapping[str, str]) -> bytes:
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":")).encode()


def encode(numbers: Sequence[int]) -> str:
    """Ascending numbers from 0 as differences (the first from -1) less one."""
    codes = _codes(numbers[-1]) if numbers else ()
    return "".join(map(codes.__getitem__, map(sub, numbers, chain((-1,), numbers))))


def _codes(last: int) -> Sequence[str]:
    """The code of each difference between numbers up to this one, by the difference."""
    if last + 1 >= len(_CODES):
        _CODES.extend(_digits(number - 1) for number in range(len(_CODES), last + 1024))
    return _CODES


def _digits(number: int) -> str:
    head = ""
    while number > 31:
        head += DIGITS[32 + number % 32]
        number = number // 32 - 1
    return head + DIGITS[number]


def decode(text: str) -> Numbers:
    """The numbers `encode` wrote."""
    numbers: Numbers = []
    last, value, place, offset = -1, 0, 1, 0
    for digit in text:
        part = DIGITS.index(digit)
        if part > 31:
            value += (part - 32) * place
            place *= 32
            offset += place
            continue
        last += value + part * place + offset + 1
        numbers.append(last)
        value, place, offset = 0, 1, 0
    return numbers
