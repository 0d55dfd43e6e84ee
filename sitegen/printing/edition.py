"""A printed document in one language, or in several at once: every text as runs, one per language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypedDict

from markupsafe import Markup

from sitegen.model.site import Site
from sitegen.render.words import Words
from sitegen.text import Language, Text

_REGIONS = {"hans": "cn", "hant": "tw"}


class Run(TypedDict):
    """A piece of text in one language."""

    text: str
    lang: str
    """Code of the language."""


Runs = list[Run]
"""The same text in the languages of the document, without repetition; empty where there is none."""
Say = Callable[[Site, Words], str]
"""Makes a text from the site and the words of one language."""


@dataclass(frozen=True)
class Edition:
    """The languages of a document, the leading one first: its records are asked of that one's site."""

    sites: tuple[Site, ...]
    words: tuple[Words, ...]

    @property
    def site(self) -> Site:
        """The congress in the leading language."""
        return self.sites[0]

    @property
    def name(self) -> str:
        """What stands in the name of a file: `zh`, `en`, `zh-en`."""
        return "-".join(site.language.code for site in self.sites)

    def text(self, text: Text | None) -> Runs:
        """An author's text: in the leading language, or what stands in for it, then in the others."""
        if text is None:
            return []
        wanted = [text, *(text.in_(site.language.code) for site in self.sites[1:])]
        return _without_repetition((part.plain, part.lang.code) for part in wanted if part)

    def say(self, make: Say) -> Runs:
        """A text of our own, made from the words of each language."""
        rows = zip(self.sites, self.words, strict=True)
        return _without_repetition((make(site, words), site.language.code) for site, words in rows)

    def word(self, key: str, **values: Any) -> Runs:
        """An entry of words.yaml; values are plain strings and numbers."""
        return self.say(lambda _, words: getattr(words, key)(**values))

    def labels(self, *keys: str) -> dict[str, Runs]:
        """Several entries of words.yaml without gaps, by key."""
        return {key: self.word(key) for key in keys}

    def frame(self, kind: str, title: Runs) -> dict[str, Any]:
        """What every document has: kind, title, languages, colour, and the congress in short."""
        event = self.site.event
        return {
            "kind": kind,
            "title": title,
            "main": self.site.language.code,
            "languages": {language.code: _typeset(language) for language in self.site.languages},
            "brand": self.site.settings.theme.tokens.light["brand"],
            "event": {
                "name": self.text(event.name),
                "short": self.text(self.site.short_name),
                "dates": self.say(lambda _, words: words.dates.date_range(event.start, event.end).plain),
            },
        }


def _typeset(language: Language) -> dict[str, Any]:
    """Language and region as typesetters know them (ISO 639, ISO 3166), from tag and locale."""
    parts = language.tag.lower().split("-")
    places = [part for part in re.split("[-_]", f"{language.tag}_{language.locale}") if len(part) == 2]
    regions = [place.lower() for place in places if place.isupper()]
    script = next((_REGIONS[part] for part in parts if part in _REGIONS), None)
    return {
        "lang": parts[0],
        "region": regions[0] if regions else script,
        "tag": language.tag,
        "han": language.is_han,
    }


def _without_repetition(parts: Iterable[tuple[str, str]]) -> Runs:
    found: dict[str, str] = {}
    for text, code in parts:
        if isinstance(text, Markup):
            raise TypeError(f"not plain: {text!r}")
        line = " ".join(str.__str__(text).split())
        if line:
            found.setdefault(line, code)
    return [Run(text=text, lang=code) for text, code in found.items()]
