"""Pages that stand alone: home, contact, venue, important dates, downloads, and the 404 of a language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sitegen.model.contact import ImportantDate, Panel
from sitegen.model.editions import Edition
from sitegen.model.missing import foreign_language
from sitegen.model.organisations import Group
from sitegen.model.people import Person
from sitegen.model.programme import Session
from sitegen.model.prose import Article
from sitegen.model.site import Download, Site
from sitegen.model.venues import Venue
from sitegen.outputs.pages.chrome import crumbs_to
from sitegen.plan import Page
from sitegen.render.words import Words
from sitegen.text import Text


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class HomePage(Page):
    """The home page of a language."""

    kind: ClassVar[str] = "home"
    phase: str
    """`before`, `during` or `after` the congress, by the day of the build."""
    days_to_go: int
    """Days until the first day, 0 from then on."""
    articles: tuple[Article, ...]
    """The four newest."""
    report: Article | None
    """The article that reports on the congress."""
    forums: tuple[Session, ...]
    """Forums, by time."""
    courses: tuple[Session, ...]
    """Training courses and camps, by time."""
    people: tuple[Person, ...]
    """People to show, most important first."""
    dates: tuple[ImportantDate, ...]
    """All important dates, by time."""
    groups: tuple[Group, ...]
    """Groups of organisations, in the order of the file."""
    panels: tuple[Panel, ...]
    """The contact panels."""
    venue: Venue | None
    """The main venue of the congress."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ContactPage(Page):
    """How to reach the secretariat."""

    kind: ClassVar[str] = "contact"
    panels: tuple[Panel, ...]
    """The contact panels, in the order of the file."""

    @property
    def has_card(self) -> bool:
        """Whether there is something to keep, in `contact.vcf`."""
        return any(panel.saved for panel in self.panels)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class VenuePage(Page):
    """Where the congress takes place, and how to get there."""

    kind: ClassVar[str] = "venue"
    venues: tuple[Venue, ...]
    """Every venue, in the order of the file."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class DatesPage(Page):
    """The dates participants must not miss."""

    kind: ClassVar[str] = "dates"
    dates: tuple[ImportantDate, ...]
    """All important dates, by time."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class EditionsPage(Page):
    """The congresses before this one."""

    kind: ClassVar[str] = "editions"
    editions: tuple[Edition, ...]
    """Every past edition, newest first."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class DownloadsPage(Page):
    """Every file offered for download."""

    kind: ClassVar[str] = "downloads"
    downloads: tuple[Download, ...]
    """Every attachment and set of slides, with the record it belongs to."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class NotFoundPage(Page):
    """What a reader sees at an address that is not there."""

    kind: ClassVar[str] = "not-found"
    is_indexed = False

    @property
    def file(self) -> str:
        """File in output/: no folder, as servers expect it."""
        return self.folder


def pages(site: Site, words: Words) -> Iterator[Page]:
    """All standing pages in one language."""
    yield _home(site, words)
    event = site.short_name.plain
    if site.panels:
        yield ContactPage(
            site=site,
            key="page:contact",
            path="contact",
            title=words.contact,
            panels=site.panels,
            crumbs=crumbs_to(words),
            description=words.contact_description(event=event),
            in_menu="page:contact",
        )
    if site.venues:
        yield VenuePage(
            site=site,
            key="page:venue",
            path="venue",
            title=words.venue,
            venues=tuple(site.venues.values()),
            crumbs=crumbs_to(words),
            description=words.venue_description(event=event),
            stands_in=foreign_language(
                *(text for venue in site.venues.values() for text in (venue.transport, venue.name))
            ),
            in_menu="page:venue",
        )
    if site.dates:
        yield DatesPage(
            site=site,
            key="page:dates",
            path="dates",
            title=words.important_dates,
            dates=site.dates,
            crumbs=crumbs_to(words),
            description=words.dates_description(event=event),
            in_menu="page:dates",
        )
    if site.editions:
        yield EditionsPage(
            site=site,
            key="page:editions",
            path="editions",
            title=words.editions,
            editions=site.editions,
            crumbs=crumbs_to(words),
            description=words.editions_description(event=event),
            in_menu="page:editions",
        )
    if site.downloads or site.settings.print:
        yield DownloadsPage(
            site=site,
            key="page:downloads",
            path="downloads",
            title=words.downloads,
            downloads=site.downloads,
            crumbs=crumbs_to(words),
            description=words.downloads_description(event=event),
            in_menu="page:downloads",
        )
    yield NotFoundPage(
        site=site,
        key="page:404",
        path="404.html",
        title=words.not_found,
        crumbs=(),
        description=words.not_found_text,
    )


def _home(site: Site, words: Words) -> HomePage:
    event = site.event
    return HomePage(
        site=site,
        key="page:home",
        path="",
        title=event.name,
        phase=site.phase,
        days_to_go=max((event.start - site.today).days, 0),
        articles=site.articles[:4],
        report=next((article for article in site.articles if article.slug == event.report), None),
        forums=site.blocks_of_kind("forum"),
        courses=site.blocks_of_kind("course", "camp"),
        people=site.featured,
        dates=site.dates,
        groups=site.groups,
        panels=site.panels,
        venue=site.venues[event.venue] if event.venue else None,
        description=_first_own(event.summary, event.theme, event.name),
        in_menu="page:home",
    )


def _first_own(*texts: Text | None) -> Text | None:
    """The first text in the page's language; where there is none, the first at all."""
    there = [text for text in texts if text]
    return next((text for text in there if not text.is_foreign), there[0] if there else None)
