"""How much of a congress is there in one language: a count that every build can afford."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitegen.problems import sentence
from sitegen.text import Text

KINDS = (
    "event", "pages", "articles", "people", "sessions", "series", "tracks", "days", "venues",
    "organisations", "committees", "contact", "dates", "glossary", "editions",
)  # fmt: skip
"""What texts are counted by, in the order in which they are told."""
LISTS = ("missing", "begun", "copied", "stale", "fallback", "orphan", "extra", "unrecorded")
"""The lists, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many texts there are in any language, and how many of them one language lacks."""

    wanted: int = 0
    missing: int = 0
    stale: int = 0
    """Markdown files whose source has been changed since they were translated."""

    @property
    def given(self) -> int:
        """How many the language has."""
        return self.wanted - self.missing

    @property
    def percent(self) -> int:
        """Rounded down: 100 is said of what is complete only."""
        return self.given * 100 // self.wanted if self.wanted else 100

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(self.wanted + other.wanted, self.missing + other.missing, self.stale + other.stale)


def cover(texts: Iterable[Text]) -> Coverage:
    """Count the texts of one language; one that is used several times (a YAML alias) counts once."""
    every, lacking = set(), set()
    for text in texts:
        every.add(text.where)
        if text.lang is not text.wanted:
            lacking.add(text.where)
    return Coverage(len(every), len(lacking))


def say_coverage(languages: Mapping[str, Coverage], language: str) -> str:
    """A line on the languages (by name) that lack something or are behind; empty where none does."""
    parts = []
    for name, row in languages.items():
        said = sentence("status-count", language, name=name, percent=row.percent)
        if row.missing:
            said += sentence(f"status-missing-{_form(row.missing)}", language, n=row.missing)
        if row.stale:
            said += sentence(f"status-stale-{_form(row.stale)}", language, n=row.stale)
        if row.missing or row.stale:
            parts.append(said)
    return sentence("status-and", language).join(parts)


def _form(number: int) -> str:
    return "one" if number == 1 else "many"
