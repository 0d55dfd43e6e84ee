"""Pages of people, committees and organisations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import ClassVar

from sitegen.model.organisations import Group
from sitegen.model.people import Committee, Person
from sitegen.model.prose import Article
from sitegen.model.site import Activity, Office, Site
from sitegen.outputs.pages.chrome import crumbs_to, describe, text_of
from sitegen.plan import Crumb, Page
from sitegen.render.words import Words
from sitegen.text import Text


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class PeoplePage(Page):
    """Everybody, by the first letter of the name."""

    kind: ClassVar[str] = "people"

    @cached_property
    def letters(self) -> tuple[tuple[str, tuple[Person, ...]], ...]:
        """Each letter with the people under it, in order."""
        return letters_of(self.site)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class PersonPage(Page):
    """Somebody, and all they do at the congress."""

    kind: ClassVar[str] = "person"
    person: Person
    """Who the page is about."""

    @property
    def activities(self) -> tuple[Activity, ...]:
        """Their sessions with their role in each, by time."""
        return self.site.activities_of(self.person)

    @property
    def offices(self) -> tuple[Office, ...]:
        """The committees they sit on."""
        return self.site.offices_of(self.person)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """News that names them."""
        return self.site.articles_about(self.person)

    @property
    def own_text(self) -> str:
        """Its Markdown."""
        return text_of(self.site, self.person.bio)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CommitteesPage(Page):
    """The committees with their ranks."""

    kind: ClassVar[str] = "committees"
    committees: tuple[Committee, ...]
    """Every committee, in the order of the file."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class OrganisersPage(Page):
    """Hosts, organisers, sponsors by level, media partners."""

    kind: ClassVar[str] = "organisers"
    groups: tuple[Group, ...]
    """Every group of organisations, in the order of the file."""


def pages(site: Site, words: Words) -> Iterator[Page]:
    """All pages about people and organisations in one language."""
    event = site.short_name.plain
    if site.people:
        yield PeoplePage(
            site=site,
            key="page:people",
            path="people",
            title=words.people,
            description=partial(words.people_description, event=event, n=len(site.people)),
            crumbs=crumbs_to(words),
            in_menu="page:people",
        )
    trail = crumbs_to(words, Crumb(words.people, "page:people"))
    for person in site.people.values():
        yield PersonPage(
            site=site,
            key=person.key,
            path=f"people/{person.id}",
            title=person.name,
            person=person,
            description=partial(_describe, site, words, person),
            full_title=_unique_name(site, person),
            crumbs=trail,
            picture=person.photo.src if person.photo else None,
            in_menu="page:people",
            is_fallback=person.is_fallback,
            stands_in=person.stands_in,
            is_sample=person.sample,
        )
    if site.committees:
        yield CommitteesPage(
            site=site,
            key="page:committees",
            path="committees",
            title=words.committees,
            committees=site.committees,
            description=words.committees_description(event=event),
            crumbs=crumbs_to(words),
            in_menu="page:committees",
        )
    if site.groups:
        yield OrganisersPage(
            site=site,
            key="page:organisers",
            path="organisers",
            title=words.organisers,
            groups=site.groups,
            description=words.organisers_description(event=event),
            crumbs=crumbs_to(words),
            in_menu="page:organisers",
        )


def letters_of(site: Site) -> tuple[tuple[str, tuple[Person, ...]], ...]:
    """People under the first letter of their sort key, `#` last for those without one."""
    rows = [(person.letter, person) for person in site.people_sorted]
    rows.sort(key=lambda row: (not row[0].isalpha(), row[0]))
    return tuple(
        (letter, tuple(person for _, person in group))
        for letter, group in groupby(rows, key=lambda row: row[0])
    )


def _unique_name(site: Site, person: Person) -> str:
    """The name, with the organisation where somebody else bears the same."""
    if site.name_counts[person.name.plain] == 1:
        return person.name.plain
    organisation = site.organisation_of(person)
    return " · ".join([person.name.plain, organisation.plain if organisation else person.id])


def _describe(site: Site, words: Words, person: Person) -> Text | str:
    """The start of the biography, or a sentence with the name."""
    own = describe(site, person.bio)
    return own or words.person_description(name=_unique_name(site, person), event=site.short_name.plain)
