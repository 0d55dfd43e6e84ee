"""The schedule as data, before it is XML or JSON: days, rooms and events, in the words of the c3voc schema.

An event is an innermost item of the congress that takes place: a talk, a break, a forum without talks, a
session of posters. The format knows no blocks, no status and one language: the block and its chairs are named
in the description, as are title and abstract in the other languages; what was cancelled, postponed or
replaced, and what has no time yet, is left out, which is how apps that follow a schedule learn of it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sitegen.model.people import Person
from sitegen.model.programme import Session
from sitegen.outputs.schedule.rooms import RoomEntry, name_rooms, padded, starts_of_days
from sitegen.render.exchange import Exchange, guid_of, numbers_of, people_in


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody in an event."""

    id: int
    guid: str
    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A link, a file or a recording."""

    title: str
    url: str
    type: str
    """`web`, `slides`, `media` or `related` (the schema's words)."""


@dataclass(frozen=True, slots=True)
class Event:
    """One item, in the source language."""

    id: int
    guid: str
    slug: str
    room: str
    title: str
    subtitle: str
    track: str
    type: str
    language: str
    abstract: str
    description: str
    start: datetime.datetime
    duration: int
    """Minutes; 0 while the end is open."""
    url: str | None
    persons: tuple[Speaker, ...]
    links: tuple[Reference, ...]
    attachments: tuple[Reference, ...]
    recording: str | None


@dataclass(slots=True)
class DayOfEvents:
    """A congress day: all that starts between its change and the next."""

    index: int
    date: datetime.date
    start: datetime.datetime
    end: datetime.datetime
    rooms: dict[str, list[Event]] = field(default_factory=dict)
    """By name, in the order of the venues."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """All that both files say."""

    acronym: str
    title: str
    start: datetime.date
    end: datetime.date
    zone: str
    base_url: str | None
    url: str | None
    """Of the home page."""
    tracks: tuple[tuple[str, str], ...]
    """Slug and name of each."""
    rooms: tuple[RoomEntry, ...]
    days: tuple[DayOfEvents, ...]


def make_schedule(exchange: Exchange) -> Schedule:
    """The schedule in the source language."""
    site = exchange.source
    acronym = acronym_of(exchange)
    items = [item for item in exchange.leaves() if not item.is_cancelled and is_placed(item)]
    starts = starts_of_days(site, items, exchange.zone)
    day_after = datetime.timedelta(days=1)
    days = {
        date: DayOfEvents(index, date, start, start + day_after)
        for index, (date, start) in enumerate(starts.items(), 1)
    }
    rooms, names = name_rooms(exchange, items)
    for event, date in _events(exchange, items, names, acronym):
        if date in days:
            days[date].rooms.setdefault(event.room, []).append(event)
    order = {room.name: n for n, room in enumerate(rooms)}
    for day in days.values():
        day.rooms = dict(sorted(day.rooms.items(), key=lambda row: order[row[0]]))
        for events in day.rooms.values():
            events.sort(key=lambda event: (event.start, event.slug))
    home = exchange.page("page:home", site.language.code)
    return Schedule(
        acronym,
        site.event.name.plain,
        site.event.start,
        site.event.end,
        site.event.timezone,
        exchange.addresses.base_url,
        home,
        tuple((padded(track.id, 2), track.name.plain) for track in site.tracks.values()),
        rooms,
        tuple(days.values()),
    )


def is_placed(item: Session) -> bool:
    """Whether it has a day and a time."""
    return item.date is not None and item.start is not None


def acronym_of(exchange: Exchange) -> str:
    """Four or more of a–z and 0–9: the short name in the first language with so many, else with the year."""
    year = str(exchange.source.event.start.year)
    sites = (exchange.source, *exchange.sites)
    plain = [re.sub("[^a-z0-9]", "", site.short_name.plain.lower()) for site in sites]
    return next((name for name in plain if len(name) >= 4), f"{next(filter(None, plain), 'congress')}{year}")


# ---------------------------------------------------------------- events
def _events(
    exchange: Exchange, items: Sequence[Session], names: dict[str, str], acronym: str
) -> Iterator[tuple[Event, datetime.date]]:
    site, code = exchange.source, exchange.source.language.code
    guids = {item.id: guid_of(site.stamp_of(item.id).uid) for item in items}
    ids = numbers_of(guids.values())
    people = _people(exchange, items)
    for item in items:
        start, end = item.starts_at(exchange.zone), item.ends_at(exchange.zone)
        assert item.date is not None
        assert start is not None
        track = site.track_of(item)
        links, attachments = _references(exchange, item)
        guid = guids[item.id]
        event = Event(
            id=ids[guid],
            guid=guid,
            slug=f"{acronym}-{padded(item.id, 4)}",
            room=names[item.id],
            title=item.title.plain,
            subtitle=_subtitle(item),
            track=track.name.plain if track else "",
            type=item.kind,
            language=", ".join(item.language),
            abstract=exchange.outside(item.abstract, code) if item.abstract else "",
            description=_description(exchange, item),
            start=start,
            duration=round((end.timestamp() - start.timestamp()) / 60) if end else 0,
            url=exchange.page(item, code),
            persons=tuple(people[id_] for id_ in people_in(item)),
            links=links,
            attachments=attachments,
            recording=exchange.file(item.recording, item.id),
        )
        yield event, item.date


def _subtitle(item: Session) -> str:
    """Its own, else its title in the other languages: apps show it under the title."""
    if item.subtitle:
        return item.subtitle.plain
    return " / ".join(other.plain for other in item.title.others)


def _description(exchange: Exchange, item: Session) -> str:
    """Blocks and their chairs; that it was moved; title and abstract in every other language."""
    site, words = exchange.source, exchange.words[exchange.main]
    parts: list[str] = []
    block = site.block_of(item)
    while block is not None:
        chairs = [site.people[chair.id].name.plain for chair in block.chairs]
        line = block.title.plain
        if chairs:
            line += "\n" + words.labelled(
                label=words.of("roles", "chair", n=len(chairs)), value=words.comma.join(chairs)
            )
        parts.insert(0, line)
        block = site.block_of(block)
    if item.status != "scheduled":
        status = words.of("status", item.status)
        note = item.status_note
        parts.append(words.labelled(label=status, value=note.plain) if note else status)
    if item.talks:
        parts.append(exchange.posters_of(item, exchange.main))
    for code, twin in zip(exchange.codes, exchange.twins(item), strict=True):
        if code == site.language.code:
            continue
        abstract = twin.abstract if twin.abstract and not twin.abstract.is_foreign else None
        if not twin.title.is_foreign and (abstract or item.subtitle):  # else the title is the subtitle
            parts.append(twin.title.plain)
        if abstract:
            parts.append(exchange.outside(abstract, code).strip())
    return "\n\n".join(parts)


def _people(exchange: Exchange, items: Sequence[Session]) -> dict[str, Speaker]:
    site, code = exchange.source, exchange.source.language.code
    ids = dict.fromkeys(id_ for item in items for id_ in people_in(item))
    guids = {id_: guid_of(f"person:{id_}@{exchange.host}") for id_ in ids}
    numbers = numbers_of(guids.values())

    def speaker(person: Person, guid: str) -> Speaker:
        return Speaker(numbers[guid], guid, person.name.plain, exchange.page(person, code))

    return {id_: speaker(site.people[id_], guid) for id_, guid in guids.items()}


def _references(exchange: Exchange, item: Session) -> tuple[tuple[Reference, ...], tuple[Reference, ...]]:
    """Links and attachments of an item, as far as they have an address on the web."""
    words = exchange.words[exchange.main]
    block = exchange.source.block_of(item)
    wanted = [(link.name.plain, exchange.file(link.url, item.id), "web") for link in item.links]
    wanted.append((words.live, exchange.file(item.live, item.id), "media"))
    wanted.append((words.questions, exchange.file(item.questions, item.id), "web"))
    if block:
        wanted.append((block.title.plain, exchange.page(block, exchange.source.language.code), "related"))
    links = tuple(Reference(title, url, type_) for title, url, type_ in wanted if url)
    slides = exchange.file(item.slides, item.id)
    return links, (Reference(words.slides, slides, "slides"),) if slides else ()
