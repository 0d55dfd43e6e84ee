"""The menu of `site.yaml` and the language switch, as seen from a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

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
    key: str | None = None
    entries: tuple[MenuEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Switch:
    """The way to the same page in another language; `note` says in that language where there is none."""

    language: Language
    href: str
    is_exact: bool
    note: str = ""
    told: Markup | None = None
    """The note with a link, where there is no such page."""


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
        if key is not None and not (standpoint.has(key) or key.removeprefix("prose:") in site.pages):
            continue  # left out in this language
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
        yield MenuEntry(label, href, is_current, item.url is not None, key, below)


def page_key(name: str, standpoint: Standpoint) -> str | None:
    """The key of a page named in site.yaml (`news`, `education/cme`, `series:thursday` …) in any language."""
    return next((key for key in (f"page:{name}", f"prose:{name}", name) if standpoint.reaches(key)), None)


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
    key: str, folder: str, site: Site, standpoint: Standpoint, words: Mapping[str, Words]
) -> tuple[Switch, ...]:
    """One entry per other language: the twin page, or the nearest one over it that is written in it.

    Who follows it reads that language, so what it says is in that (`words` by language code).
    """
    found = []
    for language in site.languages:
        if language is site.language:
            continue
        own = words[language.code]
        twin = standpoint.addresses.table[language.code].get(key)
        there = standpoint.addresses.languages_of.get(key, (language.code,))
        name = own.of("language", language.code.replace("-", "_"))
        if twin is None:
            over = _nearest(folder, language, standpoint)
            title = standpoint.addresses.titles.get(over) if over != language.code else own.home
            label, href = title or own.home, standpoint.to_folder(over)
            link = Markup('<a href="{}" hreflang="{}">{}</a>').format(href, language.tag, label)
            note = own.switch_no_translation(language=name, page=str(label))
            told = Markup(own.switch_no_translation(language=name, page=link))  # noqa: S704 - escaped
            found.append(Switch(language, href, False, note, told))
        elif language.code in there:
            found.append(Switch(language, standpoint.to_folder(twin), True))
        else:
            shown = own.of("language", there[0].replace("-", "_"))
            note = own.switch_fallback(wanted=name, language=shown)
            found.append(Switch(language, standpoint.to_folder(twin), True, note))
    return tuple(found)


def _nearest(folder: str, language: Language, standpoint: Standpoint) -> str:
    """The folder of the nearest page over one that is written in a language; the home page at last."""
    parts = folder.split("/")[1:]
    while parts:
        parts.pop()
        over = "/".join([language.code, *parts])
        if over in standpoint.addresses.titles:
            return over
    return language.code
