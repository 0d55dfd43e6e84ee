"""The schedule as JSON, valid against `validator/json/schema.json` of github.com/voc/schedule."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from sitegen import __version__
from sitegen.outputs.schedule.events import DayOfEvents, Event, Reference, Schedule
from sitegen.render.exchange import as_json

SCHEMA = "https://c3voc.de/schedule/schema.json"
_ZONE = re.compile("[A-Z][a-z]+/[A-Z][a-z]+|UTC$")
"""The names of zones that the schema takes."""


def write_json(schedule: Schedule, version: str) -> bytes:
    """The file."""
    body: dict[str, Any] = {"version": version}
    if schedule.base_url:
        body["base_url"] = schedule.base_url
    body["conference"] = _conference(schedule)
    generator = {"name": "sitegen", "version": __version__}
    return as_json({"$schema": SCHEMA, "generator": generator, "schedule": body})


def _conference(schedule: Schedule) -> dict[str, Any]:
    found: dict[str, Any] = {
        "acronym": schedule.acronym,
        "title": schedule.title,
        "start": schedule.start.isoformat(),
        "end": schedule.end.isoformat(),
        "daysCount": len(schedule.days),
        "timeslot_duration": "00:05",
    }
    if _ZONE.match(schedule.zone):
        found["time_zone_name"] = schedule.zone
    if schedule.url:
        found["url"] = schedule.url
    found["tracks"] = [{"name": name, "slug": slug} for slug, name in schedule.tracks]
    found["rooms"] = [
        {"name": room.name, "slug": room.slug, "guid": room.guid, "capacity": room.capacity}
        for room in schedule.rooms
    ]
    found["days"] = [_day(day) for day in schedule.days]
    return found


def _day(day: DayOfEvents) -> dict[str, Any]:
    return {
        "index": day.index,
        "date": day.date.isoformat(),
        "day_start": day.start.isoformat(),
        "day_end": day.end.isoformat(),
        "rooms": {name: [_event(event) for event in events] for name, events in day.rooms.items()},
    }


def _event(event: Event) -> dict[str, Any]:
    hours, minutes = divmod(event.duration, 60)
    links = _references(event.links)
    if event.recording:
        links.append({"type": "media", "url": event.recording})
    return {
        "guid": event.guid,
        "id": event.id,
        "date": event.start.isoformat(),
        "start": f"{event.start:%H:%M}",
        "duration": f"{hours:02}:{minutes:02}",
        "room": event.room,
        "slug": event.slug,
        # the schema wants an address, also where the site has none yet (RFC 9562, section 4)
        "url": event.url or f"urn:uuid:{event.guid}",
        "title": event.title,
        "subtitle": event.subtitle,
        "track": event.track or None,
        "type": event.type,
        "language": event.language or None,
        "abstract": event.abstract,
        "description": event.description,
        "persons": [
            {"id": person.id, "guid": person.guid, "name": person.name}
            | ({"url": person.url} if person.url else {})
            for person in event.persons
        ],
        "links": links,
        "attachments": _references(event.attachments),
    }


def _references(references: Iterable[Reference]) -> list[dict[str, str]]:
    return [{"type": row.type, "url": row.url, "title": row.title} for row in references]
