"""The torture programme goes through every export of data: each item is there once, and nothing else."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from typing import Any

from sitegen.outputs.api import make_api
from sitegen.outputs.opass import make_session_file
from sitegen.outputs.schedule import make_schedule_files
from tests.torture.congress import make_files


def test_each_item_is_in_each_file_once(
    export: Callable[..., dict[str, bytes]], load: Callable[..., Any]
) -> None:
    files = make_files()
    site = load(files).project.source
    hung = {
        item.id: item.parent
        for item in site.sessions.values()
        if item.kind == "poster" and item.parent and item.start == site.sessions[item.parent].start
    }
    leaves = [
        item
        for block in site.programme
        for item in block.walk()
        if item.id not in hung and (not item.talks or item.id in hung.values())
    ]
    timed = [item for item in leaves if item.date and item.start is not None]
    on = [item for item in timed if not item.is_cancelled]
    assert len(site.sessions) > len(leaves) > len(on) > 150

    schedule = export(make_schedule_files, files)
    slugs = Counter(
        slug.text or "" for slug in ET.fromstring(schedule["programme/schedule.xml"]).iter("slug")
    )
    (acronym,) = {slug.partition("-")[0] for slug in slugs}
    wanted = Counter(f"{acronym}-{item.id:_>4}" for item in on)
    assert slugs == wanted
    days = json.loads(schedule["programme/schedule.json"])["schedule"]["conference"]["days"]
    rooms = [events for day in days for events in day["rooms"].values()]
    assert Counter(event["slug"] for events in rooms for event in events) == wanted

    told = {event["slug"]: event["description"] for events in rooms for event in events}
    for poster, session in hung.items():
        if not site.sessions[poster].is_cancelled:
            assert told[f"{acronym}-{session:_>4}"].count(site.sessions[poster].title.plain) >= 1

    opass = json.loads(export(make_session_file, files)["programme/session.json"])
    assert Counter(row["id"] for row in opass["sessions"]) == Counter(item.id for item in timed)

    api = export(make_api, files)
    sessions = json.loads(api["api/sessions.json"])["sessions"]
    assert [row["id"] for row in sessions] == list(site.sessions)
    assert [row["id"] for row in json.loads(api["api/people.json"])["people"]] == list(site.people)
    assert [row["id"] for row in json.loads(api["api/rooms.json"])["rooms"]] == list(site.rooms)
    assert [row["id"] for row in json.loads(api["api/tracks.json"])["tracks"]] == list(site.tracks)
