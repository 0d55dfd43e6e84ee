"""All records of the congress in one language, with nothing asked of them yet."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.model.contact import ImportantDate, Panel
from sitegen.model.history import History
from sitegen.model.organisations import Group, Organisation
from sitegen.model.people import Committee, Person
from sitegen.model.programme import ProgrammeDay, Series, Session, Track
from sitegen.model.prose import Article, ProsePage
from sitegen.model.settings import Event, Settings
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
    def short_name(self) -> Text:
        """Name of the congress where there is little room."""
        return self.event.short_name or self.event.name

    @property
    def phase(self) -> str:
        """`before`, `during` or `after` the congress, by `today`."""
        if self.today < self.event.start:
            return "before"
        return "during" if self.today <= self.event.end else "after"
