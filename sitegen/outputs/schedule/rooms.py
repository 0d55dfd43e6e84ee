"""Where and when the events of a schedule are: rooms named as no other is, days that own their nights."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sitegen.model.clock import DAY
from sitegen.model.programme import Session
from sitegen.model.site import Site
from sitegen.model.venues import Room
from sitegen.render.exchange import Exchange, Spot, guid_of

_USUAL_CHANGE = 4 * 60


@dataclass(frozen=True, slots=True)
class RoomEntry:
    """A room, named as no other is."""

    name: str
    slug: str
    guid: str
    capacity: int | None


def starts_of_days(
    site: Site, items: Sequence[Session], zone: datetime.tzinfo
) -> dict[datetime.date, datetime.datetime]:
    """Every congress day from the hour at which the night before is over; apps tell days by that hour."""
    mornings = (item.start for item in items if item.start is not None and item.start < DAY)
    earliest = min(mornings, default=_USUAL_CHANGE)
    latest = max((item.end or item.start or 0 for item in items), default=0) - DAY
    change = max(min(_USUAL_CHANGE, earliest), min(latest, earliest))
    hour = datetime.time(change // 60, change % 60)
    return {day.date: datetime.datetime.combine(day.date, hour, zone) for day in site.days}


def _spots(exchange: Exchange, items: Sequence[Session]) -> dict[str, tuple[str, Spot]]:
    """Id of each item → id and spot of its room; what is in no room shares none at the same time."""
    found = {}
    ends: dict[str, list[float]] = {}
    for item in sorted(items, key=lambda item: (item.date, item.start)):
        spot = exchange.spot_of(item)
        id_ = spot.id
        if id_ not in exchange.source.rooms:
            start, end = item.starts_at(exchange.zone), item.ends_at(exchange.zone)
            assert start is not None
            row = ends.setdefault(id_, [])
            place = next((n for n, until in enumerate(row) if until <= start.timestamp()), len(row))
            row[place : place + 1] = [(end or start).timestamp()]
            id_ = f"{id_}#{place + 1}" if place else id_
        found[item.id] = id_, spot
    return found


def name_rooms(exchange: Exchange, items: Sequence[Session]) -> tuple[tuple[RoomEntry, ...], dict[str, str]]:
    """The rooms in use, in the order of the venues and then as needed, and the name of that of each item."""
    site = exchange.source
    spots = _spots(exchange, items)
    by_id = dict(spots.values())
    ids = [room for room in site.rooms if room in by_id] + [id_ for id_ in by_id if id_ not in site.rooms]
    names: dict[str, str] = {}
    entries: list[RoomEntry] = []
    for id_ in ids:
        room = site.rooms.get(id_)
        name = names[id_] = _free_name(str(by_id[id_].names[exchange.main]), room, site, set(names.values()))
        slug = padded(id_ if room else f"room-{len(entries) + 1}", 2)
        guid = guid_of(f"room:{id_}@{exchange.host}")
        entries.append(RoomEntry(name, slug, guid, room.capacity if room else None))
    return tuple(entries), {item: names[id_] for item, (id_, _) in spots.items()}


def _free_name(name: str, room: Room | None, site: Site, taken: set[str]) -> str:
    """The name; with the venue or a number where another room is called the same."""
    if name in taken and room:
        name = f"{name} · {site.venues[room.venue].name.plain}"
    plain, number = name, 2
    while name in taken:
        name, number = f"{plain} ({number})", number + 1
    return name


def padded(id_: str, length: int) -> str:
    """An id as a slug of the schema, which wants so many characters; no id of ours has an underscore."""
    return id_.rjust(length, "_")
