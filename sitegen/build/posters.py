"""The invitation posters of speakers: who gets one, and what stands on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitegen.build.prepare import Prepared
from sitegen.drawing.poster import Poster
from sitegen.outputs.cards import Describer, colours_of
from sitegen.plan import Page


@dataclass(frozen=True)
class PosterFile:
    """A poster: its name, and what stands on it."""

    name: str
    poster: Poster


def plan_posters(ready: Prepared, ids: Sequence[str], codes: Sequence[str]) -> Iterator[PosterFile]:
    """A poster for each person and language: of those ids, else of all with a part in the programme."""
    for page in ready.plan.pages:
        if page.kind != "person" or page.language.code not in codes:
            continue
        id_ = page.key.partition(":")[2]
        if id_ in ids or (not ids and page.site.activities_of(page.site.people[id_])):
            yield PosterFile(f"{id_}.{page.language.code}.png", _describe(ready, page, id_))


def _describe(ready: Prepared, page: Page, id_: str) -> Poster:
    site, addresses = page.site, ready.renderer.addresses
    words = ready.renderer.words[page.language.code]
    own = Describer(page, addresses, words, ready.renderer.content)
    person = site.people[id_]
    rows = [row for row in site.activities_of(person) if not row.session.is_cancelled]
    rows.sort(key=lambda row: row.role != "speaker")  # what they speak about before what they chair
    row = rows[0] if rows else None
    session = row.session if row else None
    rooms = [room.name.plain for room in site.rooms_of(session)] if session else []
    when = ""
    if session and session.date:
        when = words.dates.day_with_weekday(session.date).plain
        if session.start is not None:
            when += " " + words.dates.time_range(session.start, session.end).plain
    portrait = own.portrait(person)
    under = (person.rank, site.organisation_of(person))
    key = session.key if session else page.key
    return Poster(
        congress=own.said(site.event.name),
        invitation=own.said(words.poster_invitation),
        name=own.said(person.name),
        under=tuple(own.said(text) for text in under if text),
        label=own.said((row.label or words.of("role", row.role)) if row else ""),
        title=own.said(session.title if session else ""),
        when=own.said(when),
        where=own.said(words.comma.join(rooms[:2])),
        foot=own.when_and_where(),
        scan=own.said(words.poster_scan),
        link=addresses.absolute(addresses.table[page.language.code].get(key, page.folder)) or "",
        portrait=portrait,
        initials="" if portrait else person.initials,
        colours=colours_of(site, person.tint),
    )
