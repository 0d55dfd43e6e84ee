"""Fixed translations: which terms a text has, and whether its translation has what is fixed for them.

Word forms are one and the same: capitals, hyphens, plural, and the common endings of English (surgery,
surgeon, surgical). “Skull base and vascular surgery” has “skull base surgery”. Of nested terms the longest
counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sitegen.problems import Location
from sitegen.text import is_han

_STEM = re.compile(
    r"(\w{4,}?)(?:ically|ical|ics?|ists?|ies|eries|ery|eons?|ally|als?|ation(?:s|al)?|ings?|ed|es|[yse])?"
)
"""A word: what is left of it without its ending, at least four letters."""
_WORD = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"(?<=\w)[-‐‑](?=\w)|(?<=\w)['’]s\b")
_JOINERS = frozenset({"and", "or", "und", "et"})
_FULL = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_BETWEEN = 4
"""Words that may stand inside a term, one of them a joiner: skull base [and vascular] surgery."""


@dataclass(frozen=True)
class Term:
    """An entry of glossary.yaml: language code → what the term is there, the usual form first."""

    forms: Mapping[str, tuple[str, ...]]
    where: Location

    def __hash__(self) -> int:
        return hash(self.where)


class Glossary:
    """The terms of one language, and what they are to be in another."""

    def __init__(self, terms: Iterable[Term], source: str, target: str) -> None:
        rows = [term for term in terms if source in term.forms and target in term.forms]
        self.target = target
        self._by_form = {key_of(form): term for term in rows for form in term.forms[source]}
        longest = sorted(self._by_form, key=len, reverse=True)
        forms = "|".join(map(_pattern, longest))
        self._terms = re.compile(forms, re.IGNORECASE) if longest else None
        self._needles: dict[Term, list[list[str]]] = {
            term: [stems_of(form) for form in term.forms[target]] for term in rows
        }

    def terms_in(self, text: str) -> dict[Term, str]:
        """The terms of a text, each as it stands in the glossary, in the order of the text."""
        if self._terms is None:
            return {}
        found: dict[Term, str] = {}
        for match in self._terms.finditer(_folded(text)):
            form = key_of(match[0])
            found.setdefault(self._by_form[form], form)
        return found

    def lacking(self, source: str, target: str) -> list[tuple[Term, str]]:
        """The terms of a source text whose fixed translation its translation lacks, with their form there."""
        found = self.terms_in(source)
        if not found:
            return []
        hay = Hay(target)
        return [(term, form) for term, form in found.items() if not any(map(hay.has, self._needles[term]))]


class Hay:
    """A translation, in which fixed translations are looked for."""

    def __init__(self, text: str) -> None:
        self.text = _folded(text)

    @cached_property
    def _stems(self) -> list[str]:
        return stems_of(self.text)

    def has(self, needle: list[str]) -> bool:
        """Whether these stems stand in a row, or with others between that an “and” brings."""
        if not needle:
            return True
        if any(is_han(word[0]) for word in needle):
            return "".join(needle) in "".join(_WORD.findall(self.text.casefold()))
        rest = "".join(needle)
        stems = self._stems
        return any(_stands(rest, stems[start:]) for start, stem in enumerate(stems) if rest.startswith(stem))


def _stands(rest: str, stems: list[str]) -> bool:
    """Whether a term, its stems in one word, begins these stems: neuro-oncology is neurooncology, too."""
    between, is_joined = 0, False
    for stem in stems:
        if rest.startswith(stem):
            rest = rest[len(stem) :]
            if not rest:
                return between == 0 or is_joined
        else:
            between += 1
            is_joined = is_joined or stem in _JOINERS
            if between > _BETWEEN:
                return False
    return False


def stems_of(text: str) -> list[str]:
    """The words of a text in small letters without their endings; hyphens part words."""
    return [_stem(word) for word in _WORD.findall(_COMPOUND.sub(" ", _folded(text)).casefold())]


def key_of(form: str) -> str:
    """A term as it is compared: no spaces, small letters."""
    return "".join(_folded(form).split()).casefold()


def _stem(word: str) -> str:
    match = _STEM.fullmatch(word)
    return match[1] if match else word


def _folded(text: str) -> str:
    """Full-width letters and digits as half-width ones; what is plain already as it is."""
    return _FULL.sub(lambda sign: chr(ord(sign[0]) - 0xFEE0), text)


def _pattern(form: str) -> str:
    """A term that spaces and line ends may stand in; one in Latin letters not inside other words."""
    inner = r"\s*".join(map(re.escape, form))
    start = r"(?<![A-Za-z0-9])" if form[0].isascii() else ""
    end = r"(?![A-Za-z0-9])" if form[-1].isascii() and not form[-1].isdigit() else ""
    return f"{start}{inner}{end}"
