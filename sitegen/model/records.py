"""All records of the congress in one language, with nothing asked of them yet."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.model.contact import ImportantDate, Panel
from sitegen.model.editions import Edition, Frozen
from sitegen.model.history import History
from sitegen.model.organisations import Group, Organisation
from sitegen.model.people import Committee, Person
from sitegen.model.programme import ProgrammeDay, Series, Session
from sitegen.model.prose import Article, ProsePage
from sitegen.model.settings import Event, Settings
from sitegen.model.tracks import Track
from sitegen.model.translations import Translation
from sitegen.model.venues import Travel, Venue
from sitegen.text import Language, Text


@dataclass
class Records:
    """The records of one language; twin records of the languages share ids."""

    language: Language
    languages: tuple[Language, ...]
    source_language: Language
    settings: Settings
    today: datetime.date
    days: tuple[ProgrammeDay, ...] = ()
    tracks: Mapping[str, Track] = field(default_factory=dict)
    programme: tuple[Session, ...] = ()
    series: Mapping[str, Series] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    committees: tuple[Committee, ...] = ()
    venues: Mapping[str, Venue] = field(default_factory=dict)
    travel: tuple[Travel, ...] = ()
    panels: tuple[Panel, ...] = ()
    dates: tuple[ImportantDate, ...] = ()
    articles: tuple[Article, ...] = ()
    pages: Mapping[str, ProsePage] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    editions: tuple[Edition, ...] = ()
    """Past editions, newest first."""
    frozen: Frozen | None = None
    """Set while the site is made for an archive."""
    history: History = field(default_factory=History)
    translations: Mapping[str, Translation] = field(default_factory=dict)
    """Key of a record with Markdown files → how its file in this language stands to the original."""
    texts: Sequence[Text] = ()
    """Every text of every record as it was decoded: what coverage counts."""

    @property
    def event(self) -> Event:
        """The congress itself."""
        return self.settings.event

    @property
    def base_url(self) -> str | None:
        """Absolute address of the root of the site, None where it is not known yet."""
        return self.frozen.base_url if self.frozen else self.settings.base_url

    def place_of(self, edition: Edition) -> str | None:
        """Where an edition lies, from the root of the site: `2023/zh/`; None if it has no archive here.

        Not here where each edition has a site at `/{year}/`. Archives lie beside one another.
        """
        beside = (self.settings.base_url or "").rstrip("/").endswith(f"/{self.event.start.year}")
        if edition.archive is None or beside:
            return None
        code = next(
            (code for code in (self.language.code, *edition.languages) if code in edition.languages), ""
        )
        return f"{'../' if self.frozen else ''}{edition.year}/{code and code + '/'}"

    @property
    def short_name(self) -> Text:
        """Name of the congress where there is little room."""
        return self.event.short_name or self.event.name

    @property
    def phase(self) -> str:
        """`before`, `during` or `after` the congress, by `today`."""
        if self.today < self.event.start:
            return "before"
        return "during" if self.today <= self.event.end else "after"
