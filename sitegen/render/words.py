"""The visible words of the interface, one object per language, from the words.yaml of the templates.

A later file (the user's own) overrides an earlier one by key and by language, and may add languages.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import escape

from sitegen.problems import Problems
from sitegen.render.dates import Dates, Remember, make_anew
from sitegen.render.word_files import DATE_PATTERNS, Entry, WordFiles, gaps_of, is_zone
from sitegen.source import YamlMap
from sitegen.text import Language


class Word(str):
    """A word or sentence in the language of the page."""

    __slots__ = ()

    def __call__(self, **values: Any) -> str:
        """The word itself, so that a template need not know whether one language has gaps in it."""
        return self


class Phrase(Word):
    """A word with gaps, or that counts: called with their values, `words.sessions_count(n=3)`.

    The plural form is chosen by `n`. Values that know their HTML (a `Text` in another language, a formatted
    date) keep it, and the result is then `Markup`. `str(phrase)` is the text with its gaps; shown on a page
    without values it raises TypeError.
    """

    __slots__ = ("_forms", "_plural", "gaps", "key")
    key: str
    gaps: frozenset[str]
    _forms: Mapping[str, str]
    _plural: Callable[[float], str]

    def __new__(cls, key: str, text: str, forms: Mapping[str, str], plural: Callable[[float], str]) -> Phrase:
        self = super().__new__(cls, text)
        self.key = key
        self.gaps = gaps_of(text) | ({"n"} if forms else set())
        self._forms = forms
        self._plural = plural
        return self

    def __call__(self, **values: Any) -> str:
        """The phrase with its gaps filled; TypeError where a value is missing."""
        if not self.gaps <= values.keys():
            raise TypeError(self._wants())
        number = values.get("n")
        if isinstance(number, float) and number.is_integer():
            values["n"] = number = int(number)
        form = str(self)
        if self._forms and isinstance(number, int | float):
            form = self._forms.get(self._plural(number), form)
        if any(hasattr(value, "__html__") for value in values.values()):
            return escape(form).format(**values)
        return form.format(**values)

    def __html__(self) -> str:
        raise TypeError(self._wants())

    def _wants(self) -> str:
        return f"words.{self.key} wants {', '.join(sorted(self.gaps))}"


class Words:
    """All words of one language as attributes, and `dates`, the formatter of that language."""

    dates: Dates
    size: int
    """How many words and patterns of dates every language must have."""

    def __init__(self, words: Mapping[str, Word], dates: Dates, size: int = 0) -> None:
        self.dates = dates
        self.size = size
        self._all = words
        self.__dict__.update(words)

    def __getattr__(self, name: str) -> Word:
        raise AttributeError(f"words.yaml has no “{name}”")

    def __contains__(self, key: str) -> bool:
        return key in self._all

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def of(self, group: str, name: str, **values: Any) -> str:
        """A word for one of several choices: `of("status", "moved")` is `status_moved`."""
        word: Word = getattr(self, f"{group}_{name.lower().replace('-', '_')}")
        return word(**values) if values else word


def load_words(
    files: Sequence[Path],
    languages: Sequence[Language],
    problems: Problems,
    zone: datetime.tzinfo | None = None,
    near: datetime.date | None = None,
    remember: Remember = make_anew,
    *,
    patterns: YamlMap | None = None,
    hours: int = 24,
) -> dict[str, Words]:
    """The words of each language by its code; `files` are the shipped words.yaml, then overriding ones.

    `zone`, `near`, `remember` and `hours` are for the formatter of dates (see `Dates`), as are `patterns`,
    the author's own by language, which win. A key missing for a language is an error, and the word of another
    language then stands in, so that one run finds everything.
    """
    table = WordFiles([language.code for language in languages], problems).read(files, patterns)
    found = {}
    for language in languages:
        words, forms = _words(language, table[language.code])
        size = sum(not is_zone(key) for key in table[language.code])
        found[language.code] = Words(words, Dates(language, forms, zone, near, remember, hours), size)
    return found


def _words(language: Language, entries: Mapping[str, Entry]) -> tuple[dict[str, Word], dict[str, str]]:
    """The words, and the patterns of dates."""
    plural = _Plural(language)
    words: dict[str, Word] = {}
    patterns: dict[str, str] = {}
    for key, entry in entries.items():
        if key.startswith(DATE_PATTERNS):
            patterns[key.removeprefix(DATE_PATTERNS)] = entry.text
        elif entry.forms or entry.gaps:
            words[key] = Phrase(key, entry.text, entry.forms, plural)
        else:
            words[key] = Word(entry.text)
    return words, patterns


class _Plural:
    """The plural category of a number in a language (CLDR), asked of Babel when first needed."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, number: float) -> str:
        return self._rule(number)

    @cached_property
    def _rule(self) -> Callable[[float], str]:
        from babel import Locale

        rule: Callable[[float], str] = Locale.parse(self.language.locale.replace("-", "_")).plural_form
        return rule
