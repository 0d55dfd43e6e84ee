"""Sheets for the days of the congress as data: one for each door and day, one for each chair."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from sitegen.model.programme import Session
from sitegen.model.site import Site, by_time
from sitegen.model.venues import Room
from sitegen.printing.booklet import days_of, say_day
from sitegen.printing.edition import Edition
from sitegen.printing.items import describe_item, say_rooms
from sitegen.render.words import Words


def describe_doors(edition: Edition) -> dict[str, Any]:
    """A sheet for each room and day in use, by day and in the order of the rooms."""
    title = edition.say(
        lambda site, words: words.labelled(label=site.event.name.plain, value=words.door_sheet)
    )
    days = days_of(edition.site)
    sheets = (_door(edition, room, day.date) for day in days for room in edition.site.rooms.values())
    return {
        **edition.frame("doors", title),
        "words": edition.labels("door_sheet"),
        "sheets": [sheet for sheet in sheets if sheet["items"] or sheet["left"]],
    }


def _door(edition: Edition, room: Room, date: datetime.date) -> dict[str, Any]:
    site = edition.site
    here = [item for item in site.blocks_in(room) if item.date == date]
    venue = site.venues[room.venue]
    return {
        "room": edition.text(room.name),
        "floor": edition.say(lambda _, words: words.floor(n=room.floor)) if room.floor else [],
        "venue": edition.text(venue.name),
        "date": say_day(edition, date),
        "items": [describe_item(edition, item) for item in here],
        "left": [
            {
                "title": edition.text(item.title),
                "time": edition.say(
                    lambda _, words, item=item: words.dates.time(item.moved_from.start).plain  # type: ignore[misc]
                )
                if item.moved_from and item.moved_from.start is not None
                else [],
                "now": edition.say(lambda site, words, item=item: _now(site, words, item, date)),  # type: ignore[misc]
            }
            for item in _moved_away(site, room, date)
        ],
    }


def _moved_away(site: Site, room: Room, date: datetime.date) -> Iterator[Session]:
    """What people may still look for at this door: it was to be here, and is elsewhere or on another day."""
    for block in sorted(site.programme, key=by_time):
        for item in block.walk():
            slot = item.moved_from
            if slot is None or (slot.date or item.date) != date:
                continue
            rooms = (slot.room,) if slot.room else item.rooms
            if room.id in rooms and not (room.id in item.rooms and item.date == date):
                yield item


def _now(site: Site, words: Words, item: Session, date: datetime.date) -> str:
    own = site.sessions[item.id]
    parts = []
    if own.date and own.date != date:
        parts.append(words.dates.day_with_weekday(own.date).plain)
    if own.start is not None:
        parts.append(words.dates.time_range(own.start, own.end).plain)
    if own.rooms:
        parts.append(words.comma.join(room.name.plain for room in site.rooms_of(own)))
    return words.moved_to(when=" ".join(parts) or words.tba)


def describe_chairs(edition: Edition) -> dict[str, Any]:
    """A sheet for each session that somebody leads or that holds talks, by time."""
    title = edition.say(
        lambda site, words: words.labelled(label=site.event.name.plain, value=words.chair_sheet)
    )
    sessions = [item for item in sorted(edition.site.programme, key=by_time) if _is_led(item)]
    return {
        **edition.frame("chairs", title),
        "words": edition.labels("chair_sheet", "time", "minutes", "title", "print_notes", "date_tba"),
        "sheets": [_cue(edition, item) for item in sessions],
    }


def _is_led(session: Session) -> bool:
    leads = any(item.chairs or item.moderators for item in session.walk())
    return leads or (bool(session.talks) and session.kind not in ("break", "social", "registration"))


def _cue(edition: Edition, session: Session) -> dict[str, Any]:
    minutes = session.minutes
    return {
        **describe_item(edition, session),
        "date": say_day(edition, session.date) if session.date else [],
        "where": say_rooms(edition, session),
        "length": edition.say(lambda _, words: words.minutes_count(n=minutes)) if minutes else [],
    }
