"""The menu of `site.yaml` and the language switch, as seen from a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.model.settings import MenuItem
from sitegen.model.site import Site
from sitegen.problems import Location, Problems, suggest
from sitegen.render.urls import Standpoint
from sitegen.render.words import Words
from sitegen.text import Language


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of the menu; with `entries` it is a heading over further ones."""

    label: object
    href: str | None
    is_current: bool
    is_external: bool
    entries: tuple[MenuEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Switch:
    """The way to the same page in another language; `note` says what happens where there is none."""

    language: Language
    href: str
    is_exact: bool
    note: str = ""


def make_menu(
    site: Site, standpoint: Standpoint, words: Words, current: str, problems: Problems
) -> tuple[MenuEntry, ...]:
    """The entries of the menu; those whose page is not there are reported and left out."""
    return tuple(_entries(site.settings.menu, site, standpoint, words, current, problems))


def _entries(
    items: Iterable[MenuItem],
    site: Site,
    standpoint: Standpoint,
    words: Words,
    current: str,
    problems: Problems,
) -> Iterable[MenuEntry]:
    for item in items:
        below = tuple(_entries(item.menu, site, standpoint, words, current, problems))
        key = page_key(item.page, standpoint) if item.page else None
        if item.page and key is None:
            places = standpoint.addresses.table[site.language.code]
            near = suggest(
                item.page, [name.partition(":")[2] for name in places if name.startswith(("page:", "prose:"))]
            )
            where = getattr(item.page, "where", None) or Location("content/site.yaml")
            problems.error("menu-missing-page", where, page=str(item.page), suggestion=near)
            continue
        href = standpoint.url(key) if key else item.url
        label = item.label or (_label(key, site, words) if key else item.url)
        is_current = (key is not None and key == current) or any(entry.is_current for entry in below)
        yield MenuEntry(label, href, is_current, item.url is not None, below)


def page_key(name: str, standpoint: Standpoint) -> str | None:
    """The key of a page named in site.yaml: `news`, `education/cme`, `series:thursday` …"""
    return next((key for key in (f"page:{name}", f"prose:{name}", name) if standpoint.has(key)), None)


def _label(key: str, site: Site, words: Words) -> object:
    kind, _, name = key.partition(":")
    if kind == "prose":
        return site.pages[name].label
    if kind == "series":
        return site.series[name].title
    if kind == "session":
        return site.sessions[name].title
    return getattr(words, {"dates": "important_dates", "mine": "my_programme"}.get(name, name))


def make_switch(
    key: str, folder: str, site: Site, standpoint: Standpoint, words: Words
) -> tuple[Switch, ...]:
    """One entry per other language: the twin page, or the nearest one over it."""
    found = []
    for language in site.languages:
        if language is site.language:
            continue
        table = standpoint.addresses.table[language.code]
        twin = table.get(key)
        if twin is not None:
            found.append(Switch(language, standpoint.to_folder(twin), True))
            continue
        note = words.switch_no_translation(language=words.of("language", language.code.replace("-", "_")))
        found.append(
            Switch(language, standpoint.to_folder(_nearest(folder, site, language, standpoint)), False, note)
        )
    return tuple(found)


def _nearest(folder: str, site: Site, language: Language, standpoint: Standpoint) -> str:
    there = set(standpoint.addresses.table[language.code].values())
    parts = folder.split("/")[1:]
    while parts:
        parts.pop()
        candidate = "/".join([language.code, *parts])
        if candidate in there:
            return candidate
    return language.code
