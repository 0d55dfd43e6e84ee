"""Whether a text is in the language it is filed under: a copy left in place of a translation is missing.

What tells is script and length: names, brands, numbers and addresses may be the same in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sitegen.text import Language

_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NO_WORDS = re.compile(
    r"```.*?```|~~~.*?~~~|`[^`\n]*`|\]\([^)\n]*\)|https?://\S+|[\w.+-]+@[\w.-]+|<[^>\n]*>|\{[^}\n]*\}",
    re.DOTALL,
)
"""Code, addresses and tags are in no language."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_LOWER = re.compile(r"(?<![^\W\d_])[a-z]{2,}(?![^\W\d_])")
COPIED, WRITTEN = 0.5, 0.75
"""From which share of Han on a text of another script is Chinese: one that is a copy, and one that is not."""
FEWEST_LOWER, FEWEST_WORDS = 4, 12
"""A text in Latin letters with so many words in small letters, or at all, is a sentence, no name or brand."""


def misfiled(given: Mapping[Language, str]) -> Iterator[tuple[Language, Language | None]]:
    """The languages whose text is really in another one, each with that whose text it repeats, if it does.

    Only Han and other scripts are told apart: `zh` and `ja`, or `en` and `fr`, may be the same.
    """
    for language, text in given.items():
        if language.is_han:
            source = _same(text, language, given)
            if source is not None and is_sentence(text):
                yield language, source
        elif not text.isascii() and _HAN.search(text):
            source = _same(text, language, given)
            is_there = source is not None or any(one.is_han and given[one] for one in given)
            if is_there and han_share(text) > (WRITTEN if source is None else COPIED):
                yield language, source


def _same(text: str, language: Language, given: Mapping[Language, str]) -> Language | None:
    """The language of the other script that has the very same text."""
    for other, value in given.items():
        if other.is_han != language.is_han and text[:1] == value[:1] and text.rstrip() == value.rstrip():
            return other
    return None


def han_share(text: str) -> float:
    """How much of a text is written in Han, 0 to 1: two characters weigh as much as a word of letters."""
    words = _NO_WORDS.sub(" ", text)
    letters, han = _HAN.subn(" ", words)
    others = sum(1 for _ in _WORD.finditer(letters))
    return han / (han + 2 * others) if han else 0.0


def is_sentence(text: str) -> bool:
    """Whether a text without Han is running text in a language with Latin letters, not a name or a brand."""
    if _HAN.search(text):
        return False
    words = _NO_WORDS.sub(" ", text)
    if len(words) < FEWEST_LOWER * 3:
        return False
    return len(_LOWER.findall(words)) >= FEWEST_LOWER or len(_WORD.findall(words)) >= FEWEST_WORDS
