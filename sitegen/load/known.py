"""What may be referred to: the ids of every kind of record, and people by unambiguous name."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sitegen.load.collect import Collected
from sitegen.problems import Problems
from sitegen.source import YamlList, YamlMap


def known_names(found: Collected, site: YamlMap, problems: Problems) -> dict[str, dict[str, str]]:
    """Kind → id (people also: name) → id; sessions are added when the programme is written out."""
    people: dict[str, Any] = found.maps.get("people") or {}
    venues: dict[str, Any] = found.maps.get("venues") or {}
    programme: dict[str, Any] = found.maps.get("programme") or {}
    tracks = programme.get("tracks")
    projects = site.get("accreditation")
    return {
        "person": _people(people),
        "organisation": {id_: id_ for id_ in found.maps.get("organisations") or {} if id_ != "groups"},
        "venue": {id_: id_ for id_ in venues if id_ != "travel"},
        "room": _rooms(venues, problems),
        "track": {id_: id_ for id_ in tracks} if isinstance(tracks, dict) else {},
        "project": {
            str(row["id"]): str(row["id"]) for row in projects if isinstance(row, dict) and "id" in row
        }
        if isinstance(projects, YamlList)
        else {},
        "series": {id_: id_ for id_ in found.maps.get("series") or {}},
    }


def _people(people: Any) -> dict[str, str]:
    names: Counter[str] = Counter()
    bearers: dict[str, str] = {}
    for id_, raw in people.items():
        name = raw.get("name") if isinstance(raw, dict) else None
        forms = name.values() if isinstance(name, dict) else [name]
        for form in {str(form) for form in forms if isinstance(form, str)}:
            names[form] += 1
            bearers[form] = id_
    unambiguous = {name: id_ for name, id_ in bearers.items() if names[name] == 1}
    return unambiguous | {id_: id_ for id_ in people}


def _rooms(venues: Any, problems: Problems) -> dict[str, str]:
    places: dict[str, Any] = {}
    for venue in venues.values():
        rooms = venue.get("rooms") if isinstance(venue, dict) else None
        if not isinstance(rooms, YamlMap):
            continue
        for id_ in rooms:
            place = rooms.key_where[id_]
            if id_ == "all":
                problems.error("reserved-id", place, id="all")
            elif id_ in places:
                problems.error("duplicate-record", place, id=id_, other=str(places[id_]))
            places[id_] = place
    return {str(id_): str(id_) for id_ in places}
