"""The plan: every output with its address before any of them is made.

Collisions, dead links, the language switch and hreflang all follow from this table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from sitegen.load.project import Project
from sitegen.model.fields import where_of
from sitegen.model.site import Site
from sitegen.model.translations import State, Translation
from sitegen.problems import Location, Problems
from sitegen.text import Language, Text


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the breadcrumbs: what it is called, and the key of its page."""

    label: Text | str
    key: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page has; a kind of page adds the record it shows.

    `kind` names the template, `pages/KIND.html`. Field help stands in each kind's class docstring and
    makes the manual for template authors.
    """

    kind: ClassVar[str]
    is_indexed: ClassVar[bool] = True
    """Whether search engines shall list pages of this kind."""
    site: Site
    key: str
    """Name shared by the twin pages of all languages, e.g. `session:opening`."""
    path: str
    """Address after the language code, e.g. `programme/opening`; empty for the home page."""
    title: Text | str
    """Heading and, with the congress's short name, the `<title>`."""
    full_title: str = ""
    """Unique title where two pages of one kind share theirs."""
    description: Text | str | Callable[[], Text | str | None] | None = None
    """A sentence for search engines and cards, or what makes it when the page is rendered."""
    crumbs: tuple[Crumb, ...] = ()
    """The pages over this one, home first."""
    picture: str | None = None
    """Picture of content/ for cards."""
    source: Location | None = None
    """The author's place for problems of the page, where its title is not from there."""
    is_fallback: bool = False
    """Whether its main text is there in another language only."""
    stands_in: Language | None = None
    """The language of what stands in for its missing texts, None where nothing does; its readers are told."""
    is_sample: bool = False
    """Whether its record is marked `sample: true`."""
    in_menu: str = ""
    """Key of the menu entry to mark as current."""

    @property
    def language(self) -> Language:
        """The language of everything on the page that is not marked otherwise."""
        return self.site.language

    @property
    def stale(self) -> Translation | None:
        """Its text, where readers are to be told that the source has been changed since it was translated."""
        row = self.site.translations.get(self.key)
        if row is None or row.state != State.stale:
            return None
        notice = self.site.settings.stale.notice
        return row if notice == "always" or (notice == "facts" and row.figures) else None

    @property
    def own_text(self) -> str:
        """The Markdown that this page shows and no other page reads; see `build.remembered`."""
        return ""

    @property
    def folder(self) -> str:
        """Address from the root of the site, with the language, without a slash at the end."""
        return f"{self.language.code}/{self.path}".rstrip("/")

    @property
    def file(self) -> str:
        """File in output/."""
        return f"{self.folder}/index.html"

    @property
    def place(self) -> Location:
        """Where the author wrote what the page shows: the place of its title; nowhere for standing pages."""
        return self.source or where_of(self.title)


@dataclass(frozen=True, slots=True)
class Export:
    """A file for other programs: its path in output/, and how to make it."""

    path: str
    make: Callable[[], bytes]
    reads: str = ""
    """The texts it reads beside the outline, or a digest of them: while these stay, the file does."""


@dataclass(frozen=True)
class Plan:
    """All outputs of a project."""

    project: Project
    pages: tuple[Page, ...]
    addresses: Mapping[str, Mapping[str, str]]
    """Language code → key → folder from the root of the site (`zh/programme/opening`)."""
    languages_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Key → codes of the languages whose page is no fallback, in the order of the site."""
    titles: Mapping[str, Text | str] = field(default_factory=dict)
    """Folder → title of each page that is no fallback."""


def make_plan(project: Project, pages: Iterable[Page], problems: Problems) -> Plan:
    """Give every page its address; two pages at one address are errors at both places."""
    kept: dict[str, Page] = {}
    addresses: dict[str, dict[str, str]] = {code: {} for code in project.sites}
    languages: dict[str, list[str]] = {}
    for page in pages:
        other = kept.get(page.folder.casefold())
        if other is not None:
            there = str(other.place) or other.key
            problems.error("duplicate-address", page.place, path=page.folder, other=there)
            continue
        kept[page.folder.casefold()] = page
        addresses[page.language.code][page.key] = page.folder
        if not page.is_fallback:
            languages.setdefault(page.key, []).append(page.language.code)
    return Plan(
        project,
        _with_unique_titles(kept.values()),
        addresses,
        languages_of={key: tuple(codes) for key, codes in languages.items()},
        titles={page.folder: page.title for page in kept.values() if not page.is_fallback},
    )


def _with_unique_titles(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Twin pages called the same (a name in one script) get their language named."""
    seen: set[str] = set()
    found = []
    for page in pages:
        title = page.full_title or str(page.title)
        if title in seen:
            page = replace(page, full_title=f"{title} ({page.language.name})")  # noqa: PLW2901
        seen.add(title)
        found.append(page)
    return tuple(found)
