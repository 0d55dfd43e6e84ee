"""The list for badges: who takes part, from where, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sitegen.model.people import Person
from sitegen.model.site import Site
from sitegen.printing.edition import Edition
from sitegen.printing.items import describe_person
from sitegen.printing.tables import write_csv
from sitegen.render.words import Words
from sitegen.text import Text

_ORDER = ("chair", "moderator", "speaker", "panellist", "discussant")


def describe_badges(edition: Edition) -> dict[str, Any]:
    """Everybody with a part in the programme or a seat on a committee, by name."""
    title = edition.say(
        lambda site, words: words.labelled(label=site.event.name.plain, value=words.badge_list)
    )
    return {
        **edition.frame("badges", title),
        "order": edition.say(lambda _, words: words.of("order", edition.site.people_order)),
        "words": edition.labels("badge_list", "print_number", "print_name", "affiliation", "print_role"),
        "rows": [
            {
                **describe_person(edition, person),
                "roles": edition.say(
                    lambda site, words, id_=person.id: words.comma.join(roles_of(site, words, id_))  # type: ignore[misc]
                ),
            }
            for person in _participants(edition)
        ],
    }


def badges_csv(edition: Edition) -> bytes:
    """Columns: id, then name, organisation and roles, each in every language of the edition, then country."""
    codes = [site.language.code for site in edition.sites]
    head = ["id", *(f"{column}_{code}" for column in ("name", "organisation", "roles") for code in codes)]
    return write_csv([*head, "country"], _rows(edition))


def _rows(edition: Edition) -> Iterator[list[object]]:
    pairs = list(zip(edition.sites, edition.words, strict=True))
    for person in _participants(edition):
        own = [(site, site.people[person.id]) for site, _ in pairs]
        names = [_given(twin.name, site) for site, twin in own]
        places = [_given(site.organisation_of(twin), site) for site, twin in own]
        roles = [words.semicolon.join(roles_of(site, words, person.id)) for site, words in pairs]
        yield [person.id, *names, *places, *roles, person.country]


def _given(text: Text | None, site: Site) -> str | None:
    """A text in the language of a site; nothing where it was not given in that."""
    own = text.in_(site.language.code) if text else None
    return own.plain if own else None


def _participants(edition: Edition) -> Iterator[Person]:
    site, words = edition.site, edition.words[0]
    return (person for person in site.people_sorted if roles_of(site, words, person.id))


def roles_of(site: Site, words: Words, id_: str) -> list[str]:
    """What somebody does at the congress, each role once: as the author called it, else by its list.

    What is cancelled gives no role, nor do series of lectures outside the congress.
    """
    person = site.people[id_]
    own = [
        row for row in site.activities_of(person) if not row.session.series and not row.session.is_cancelled
    ]
    named = [
        row.label.plain if row.label else words.of("role", role)
        for role in _ORDER
        for row in own
        if row.role == role
    ]
    for office in site.offices_of(person):
        title = office.committee.title.plain
        role = office.member.role
        named.append(f"{title}{words.title_separator}{role.plain}" if role else title)
    return list(dict.fromkeys(named))
