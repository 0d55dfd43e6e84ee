"""What is found of a page, and what its result shows: its record's own words, not the chrome of the page.

A passage that stands in for a missing translation is found in its own language, on the page it is from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from sitegen.model.names import fold, sorted_as, split_name, syllables
from sitegen.model.people import Person
from sitegen.model.programme import Session
from sitegen.model.site import Site
from sitegen.plan import Page
from sitegen.render.excerpts import plain_text
from sitegen.render.words import Words
from sitegen.text import Text, is_han


class Found(NamedTuple):
    """A page as its language finds it."""

    title: str
    names: str
    """Further names of what the page is about: found like its title, not shown."""
    label: str
    """What kind of page it is, in words."""
    when: str
    text: str
    """A paragraph per line."""
    lang: str
    """BCP 47 tag of a title in another language, else empty."""


RANKS = ("person", "session", "series", "track", "room", "prose", "venue", "article", "organisers")
"""Kinds of pages whose results come first, among those with as good a hit; others follow."""


def rank_of(page: Page) -> int:
    """Place of a page among equally good results: people first, blocks before their talks."""
    if page.kind not in RANKS:
        return 2 * len(RANKS)
    session: Session | None = getattr(page, "session", None)
    return 2 * RANKS.index(page.kind) + (session is not None and not session.talks)


def is_found(page: Page) -> bool:
    """Whether search finds a page: one written in its language, and no page for machines or searches."""
    return page.is_indexed and not page.is_fallback and page.kind != "not-found"


def found_of(page: Page, words: Words) -> Found:
    """What is found and shown of a page."""
    texts = _TEXTS.get(page.kind)
    title = page.title
    foreign = isinstance(title, Text) and title.is_foreign
    lines = dict.fromkeys(_lines(texts(page.site, page) if texts else ()))
    return Found(
        title=str.__str__(title),
        names=_names(page),
        label=_label(page, words),
        when=_when(page, words),
        text="\n".join(lines),
        lang=title.lang.tag if isinstance(title, Text) and foreign else "",
    )


def _lines(texts: Iterable[Text | str | None]) -> Iterator[str]:
    for text in texts:
        if text and not (isinstance(text, Text) and text.is_foreign):
            yield str.__str__(text)


def _plain(markdown: Text | None) -> str:
    """A Markdown text in plain words, where it is in the page's language."""
    return "" if markdown is None or markdown.is_foreign else plain_text(markdown)


# ------------------------------------------------------------ texts by kind
def _session(site: Site, page: Any) -> Iterator[Text | str | None]:
    session: Session = page.session
    yield session.subtitle
    yield from (_mention(site, contribution.id) for _, contribution in session.contributions)
    yield _plain(session.abstract)
    yield from session.tags
    yield from (session.city, session.place, session.hosts, session.status_note)


def _mention(site: Site, id_: str) -> str:
    """Somebody named on a page: name in each script, where from."""
    person = site.people[id_]
    organisation = site.organisation_of(person)
    names = " ".join(map(str.__str__, (person.name, *person.name.others)))
    return f"{names} {organisation.plain}" if organisation else names


def _person(site: Site, page: Any) -> Iterator[Text | str | None]:
    person: Person = page.person
    yield from (person.rank, person.honorific, site.organisation_of(person))
    for position in person.positions:
        yield position.post
        yield position.organisation and site.name_of_organisation(position.organisation)
    yield _plain(person.bio)


def _article(_: Site, page: Any) -> Iterator[Text | str | None]:
    article = page.article
    yield from (article.subtitle, article.summary)
    yield _plain(article.body)
    yield from (article.author, article.source, *article.tags)


def _prose(_: Site, page: Any) -> Iterator[Text | str | None]:
    yield from (page.prose.subtitle, page.prose.summary)
    yield _plain(page.prose.body)


def _series(_: Site, page: Any) -> Iterator[Text | str | None]:
    series = page.series
    yield series.subtitle
    yield _plain(series.description)
    yield series.organisers
    yield from (session.title for session in series.sessions)


def _track(_: Site, page: Any) -> Iterator[Text | str | None]:
    yield page.track.description


def _venue(_: Site, page: Any) -> Iterator[Text | str | None]:
    for venue in page.venues:
        yield from (venue.name, venue.address, venue.city)
        yield _plain(venue.transport)
        yield from (room.name for room in venue.rooms.values())


def _contact(_: Site, page: Any) -> Iterator[Text | str | None]:
    for panel in page.panels:
        yield panel.title
        for line in panel.lines:
            yield from (line.label, line.value)


def _organisers(site: Site, _: Any) -> Iterator[Text | str | None]:
    for group in site.groups:
        yield group.title
        yield from (site.organisations[member.id].name for member in group.members)
    yield from (_plain(organisation.intro) for organisation in site.organisations.values())


def _committees(site: Site, _: Any) -> Iterator[Text | str | None]:
    for committee in site.committees:
        yield committee.title
        yield from (_mention(site, member.person) for member in committee.members)


def _dates(_: Site, page: Any) -> Iterator[Text | str | None]:
    yield from (date.label for date in page.dates)


def _home(site: Site, _: Any) -> Iterator[Text | str | None]:
    event = site.event
    yield from (event.theme, event.summary, event.short_name)


_TEXTS: dict[str, Callable[[Site, Any], Iterable[Text | str | None]]] = {
    "session": _session,
    "person": _person,
    "article": _article,
    "prose": _prose,
    "series": _series,
    "track": _track,
    "venue": _venue,
    "contact": _contact,
    "organisers": _organisers,
    "committees": _committees,
    "dates": _dates,
    "home": _home,
}


# ------------------------------------------------------------ what results say beside
_LABELS = {
    "person": "person",
    "series": "series",
    "track": "track",
    "room": "room",
    "article": "news",
    "venue": "venue",
}


def _label(page: Page, words: Words) -> str:
    session: Session | None = getattr(page, "session", None)
    if session is not None:
        return words.of("kind", session.kind)
    word = _LABELS.get(page.kind)
    label = str(getattr(words, word)) if word else ""
    return "" if label == page.title else label


def _when(page: Page, words: Words) -> str:
    article = getattr(page, "article", None)
    if article is not None:
        return words.dates.day(article.date).plain
    session: Session | None = getattr(page, "session", None)
    if session is None or session.date is None:
        return ""
    day = words.dates.day_short(session.date).plain
    return day if session.start is None else f"{day} {words.dates.time(session.start).plain}"


# ------------------------------------------------------------ names
def _names(page: Page) -> str:
    """The title in the other languages; of people, how their names are typed as well."""
    names = list(map(str.__str__, page.title.others)) if isinstance(page.title, Text) else []
    person: Person | None = getattr(page, "person", None)
    if person is None:
        return " ".join(names) if len(names) and _is_name(page) else ""
    for name in (str.__str__(person.name), *map(str.__str__, person.name.others)):
        names += typed_forms(name)
    return " ".join(dict.fromkeys(names))


def _is_name(page: Page) -> bool:
    """Whether the title in the other languages is a name by which readers of this one may know it."""
    return page.kind in ("room", "track", "venue")


@cache
def typed_forms(name: str) -> list[str]:
    """What people type for a name: zhangsan, zs, the syllables; a Latin name in one word, its initials."""
    parts = split_name(name)
    if is_han(name[:1]):
        spelt = syllables(sorted_as(parts.family) + parts.given)
        forms = [
            spelt,
            [each.replace("v", "u") for each in spelt],
            [each.replace("v", "yu") for each in spelt],
        ]
    else:
        forms = [fold(" ".join(pair)).split() for pair in (parts[:2], parts[1::-1])]
    found: dict[str, None] = {}
    for words in forms:
        found |= dict.fromkeys(words)
        found["".join(words)] = None
        found["".join(word[0] for word in words)] = None
    return list(filter(None, found))
