"""Which languages have a feed of news and where it is: pages link to it, `outputs/feeds.py` makes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitegen.model.site import Site
from sitegen.render.urls import Addresses
from sitegen.render.words import Words
from sitegen.text import Language

ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"


@dataclass(frozen=True, slots=True)
class Feed:
    """The feed of a language: the same news in two formats."""

    language: Language
    title: str
    """In its own language."""

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """Media type and path in output/ of each format: Atom (RFC 4287) and JSON Feed 1.1."""
        folder = f"{self.language.code}/news/feed"
        return ((ATOM_TYPE, f"{folder}.xml"), (JSON_TYPE, f"{folder}.json"))


def feeds_seen_from(site: Site, addresses: Addresses, words: Mapping[str, Words]) -> tuple[Feed, ...]:
    """Every feed there is, that of the site's own language first; none without `base_url`.

    A language has one if any article is truly written in it.
    """
    if addresses.base_url is None:
        return ()
    found = set(_languages_of_articles(addresses))
    there = sorted(site.languages, key=lambda language: language is not site.language)
    return tuple(Feed(row, _title(row, site, words)) for row in there if row.code in found)


def _languages_of_articles(addresses: Addresses) -> Iterator[str]:
    for key, codes in addresses.languages_of.items():
        if key.startswith("article:"):
            yield from codes


def _title(language: Language, site: Site, words: Mapping[str, Words]) -> str:
    name = site.short_name.in_(language.code) or site.short_name
    return str(words[language.code].feed_title(site=name.plain))
