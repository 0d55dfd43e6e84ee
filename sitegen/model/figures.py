"""Numbers in two texts of one page: dates, times, prices that stand in one and not in the other.

Strong evidence only. A number in digits counts as missing in the other text only if that has it neither in
digits nor in words, as far as those can be read (三千余 or "three thousand", 八月 or "August").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_NO_TEXT = re.compile(
    r"<!--.*?-->|\]\([^)\s]*|\]:[ ]*\S+|https?://\S+|<[^>\n]*>|\{:?[ ]*[.#][^{}\n]*\}|\[\^[^\]]*\]"
    r"|^[ \t>]*\d+[.)][ ]",
    re.DOTALL | re.MULTILINE,
)
_NUMBER = re.compile(
    r"(?P<hour>\d{1,2})(?:[:：](?P<minute>\d\d)(?!\d)|[时点](?:(?P<spoken>\d{1,2})分|(?P<half>半))?)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?P<decimals>\.\d+)?"
    r"[ ]?(?P<scale>[万亿]|million|billion|thousand)?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\d.])(?:\+|0)\d(?:[ ()-]{0,2}\d){8,}")
_SCALES = {"万": 4, "亿": 8, "thousand": 3, "million": 6, "billion": 9}

_HAN_NUMBER = re.compile("[〇零一二两三四五六七八九十百千万亿]+")
_HAN_DIGITS = {digit: n for n, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_ORDINALS = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_MONTHS = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
_ENGLISH = (
    {word: n for words in (_ONES, _ORDINALS) for n, word in enumerate(words)}
    | {word: n * 10 for n, word in enumerate(_TENS, 2)}
    | {f"{_ONES[n]}th": n for n in range(13, 20)}
    | {f"{word[:-1]}ieth": n * 10 for n, word in enumerate(_TENS, 2)}
    | {word: n for n, word in enumerate(_MONTHS, 1)}
    | {word[:3]: n for n, word in enumerate(_MONTHS, 1)}
    | {"sept": 9, "once": 1, "twice": 2, "half": 30, "quarter": 15, "noon": 12, "midnight": 0, "dozen": 12}
)
_ENGLISH_UNITS = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_WORD = re.compile("[a-z]+")


def differing(one: str, other: str) -> tuple[str, ...]:
    """Every number in digits that stands in one of two texts only, as typed, in their order; each once."""
    found: dict[str, str] = {}
    texts = [_NO_TEXT.sub(" ", unicodedata.normalize("NFKC", text)) for text in (one, other)]
    certain = [dict(_in_digits(text)) for text in texts]
    for here, there in ((0, 1), (1, 0)):
        missing = {number: typed for number, typed in certain[here].items() if number not in certain[there]}
        if missing:
            known = set(certain[there]) | set(_perhaps(texts[there], certain[there]))
            found |= {number: typed for number, typed in missing.items() if number not in known}
    return tuple(dict.fromkeys(found.values()))


def _in_digits(text: str) -> Iterator[tuple[str, str]]:
    """Each number of a text, and how it is typed.

    `14:00` and 14时 are 14, `14:30` and 14时30分 are 14:30; a telephone number is its last seven digits.
    """
    for match in _PHONE.finditer(text):
        yield re.sub(r"\D", "", match[0])[-7:], match[0]
    for match in _NUMBER.finditer(_PHONE.sub(" ", text)):
        if match["hour"]:
            minute = int(match["minute"] or match["spoken"] or (30 if match["half"] else 0))
            hour = int(match["hour"])
            yield (f"{hour}:{minute:02}" if minute else str(hour)), match[0]
            continue
        whole, decimals = match["number"].replace(",", ""), (match["decimals"] or "").rstrip("0").rstrip(".")
        scale = _SCALES.get((match["scale"] or "").lower(), 0)
        if scale:
            digits = decimals[1:]
            whole, decimals = whole + digits.ljust(scale, "0")[:scale], ""
        yield f"{int(whole)}{decimals}", match[0].strip()


def _perhaps(text: str, certain: dict[str, str]) -> Iterator[str]:
    """Numbers that a text may say in words, or on the other half of the clock."""
    for number in certain:
        hour, colon, minute = number.replace(".", ":").partition(":")
        if len(hour) <= 2 and len(minute) <= 2 and int(hour) <= 24:
            for same in {int(hour), (int(hour) + 12) % 24, int(hour) % 12}:
                yield f"{same}{colon}{minute.ljust(2, '0') if colon else ''}"
                yield f"{same}.{minute.rstrip('0')}"
    for match in _HAN_NUMBER.finditer(text):
        yield from map(str, _of_han(match[0]))
    yield from map(str, _of_english(text.lower()))


def _of_english(text: str) -> Iterator[int]:
    """Numbers in words, ordinals, months; "three thousand" is 3 and 3000, "twenty-five" 20, 5 and 25."""
    before: int | None = None
    for match in _WORD.finditer(text):
        word = match[0]
        if word in _ENGLISH_UNITS:
            before = (before or 1) * _ENGLISH_UNITS[word]
            yield before
            continue
        number = _ENGLISH.get(word)
        if number is not None:
            yield number
            if before is not None and before >= 20 and number < 100:
                number += before
                yield number
        if word == "midnight":
            yield 24
        before = number


def _of_han(run: str) -> Iterator[int]:
    """What a run of Han digits may mean: 二十五 is 25, 二〇二三 is 2023, 三五 is 3 and 5."""
    if not any(unit in run for unit in _HAN_UNITS):
        digits = [_HAN_DIGITS[digit] for digit in run]
        yield from digits
        yield int("".join(map(str, digits)))
        return
    total = section = digit = 0
    for character in run:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
            continue
        unit = _HAN_UNITS[character]
        if unit >= 10_000:
            total = (total + section + digit) * unit if section + digit + total else unit
            section = 0
        else:
            section += (digit or 1) * unit
        digit = 0
    yield total + section + digit
