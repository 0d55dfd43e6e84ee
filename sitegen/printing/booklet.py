"""The congress book as data: cover, practical facts, overview of each day, programme, people."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from sitegen.model.programme import ProgrammeDay, Session
from sitegen.model.site import Site, by_time
from sitegen.model.timetable import Cell, Row, Timetable, make_timetable
from sitegen.model.venues import Room, Venue
from sitegen.printing.edition import Edition, Runs
from sitegen.printing.items import describe_item, describe_person, describe_status, say_time
from sitegen.render.words import Words

ROOMS_PER_TABLE = {"a4": 6, "a5": 4}
"""Columns that letters of 8 pt fit in; more rooms go into several tables."""


def describe_booklet(edition: Edition, paper: str) -> dict[str, Any]:
    """All of the book, for paper `a4` or `a5`."""
    site = edition.site
    title = edition.say(lambda site, words: words.labelled(label=site.event.name.plain, value=words.booklet))
    days = days_of(site)
    frame = edition.frame("booklet", title)
    frame["event"] |= _cover(edition)
    return {
        **frame,
        "paper": paper,
        "logo": logo_name(site),
        "words": edition.labels(
            "booklet", "contents", "programme_overview", "programme", "time", "date_tba",
            "print_people", "theme", "hosts", "tracks", "nothing_scheduled", "practical_information",
        ),
        "zone": edition.say(lambda _, words: words.times_in(zone=words.dates.zone_label)),
        "practical": list(_practical(edition)),
        "tracks": [
            {"code": track.code, "name": edition.text(track.name)} for track in site.tracks.values()
        ],
        "days": [_day(edition, day, ROOMS_PER_TABLE[paper]) for day in days],
        "undated": [describe_item(edition, item) for item in site.programme if item.date is None],
        "people": list(_people(edition)),
        "people_order": edition.say(lambda _, words: words.of("order", site.people_order)),
    }  # fmt: skip


def logo_name(site: Site) -> str | None:
    """What the template calls the logo; None without one that Typst can read."""
    suffix = PurePosixPath(site.settings.theme.logo or "").suffix.lower()
    return f"logo{suffix}" if suffix in (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif") else None


def days_of(site: Site) -> list[ProgrammeDay]:
    """The congress days, and other days on which there is something, by date."""
    known = {day.date: day for day in site.days}
    for session in site.programme:
        if session.date and session.date not in known:
            known[session.date] = ProgrammeDay.model_construct(date=session.date, name=None)
    return [known[date] for date in sorted(known)]


def say_day(edition: Edition, date: datetime.date) -> Runs:
    """8月26日 周六, Saturday 26 August."""
    return edition.say(lambda _, words: words.dates.day_with_weekday(date).plain)


def _cover(edition: Edition) -> dict[str, Any]:
    site, event = edition.site, edition.site.event
    venue = site.venues[event.venue] if event.venue else None
    city = event.city or (venue.city if venue else None)
    return {
        "edition": edition.text(event.edition),
        "theme": edition.text(event.theme),
        "summary": edition.text(event.summary),
        "city": edition.text(city),
        "venue": edition.text(venue.name if venue else None),
        "hosts": [edition.text(site.organisations[host].name) for host in event.hosts],
        "status": edition.say(lambda _, words: words.of("event", event.status))
        if event.status != "scheduled"
        else [],
    }


def _practical(edition: Edition) -> Iterator[dict[str, Any]]:
    """Where it is, and how to reach the secretariat: titles with lines of label and value."""
    for venue in edition.site.venues.values():
        lines = [{"label": edition.word("line_address"), "value": edition.text(venue.address)}]
        lines += [_floor(edition, venue, floor) for floor in dict.fromkeys(_floors(venue))]
        lines = [line for line in lines if line["value"]]
        if lines:
            yield {"title": edition.text(venue.name), "lines": lines}
    for panel in edition.site.panels:
        lines = [
            {
                "label": edition.text(line.label)
                or edition.say(lambda _, words, kind=line.kind: words.of("line", kind)),  # type: ignore[misc]
                "value": edition.text(line.value),
            }
            for line in panel.lines
            if line.value
        ]
        if lines:
            yield {"title": edition.text(panel.title), "lines": lines}
    address = edition.site.base_url
    if address:
        value: Runs = [{"text": address, "lang": "en"}]
        yield {"title": edition.word("website"), "lines": [{"label": [], "value": value}]}


def _floors(venue: Venue) -> Iterator[str]:
    return (room.floor or "" for room in venue.rooms.values())


def _floor(edition: Edition, venue: Venue, floor: str) -> dict[str, Any]:
    def say(site: Site, words: Words) -> str:
        rooms = site.venues[venue.id].rooms.values()
        return words.comma.join(room.name.plain for room in rooms if (room.floor or "") == floor)

    label = edition.say(lambda _, words: words.floor(n=floor)) if floor else edition.word("rooms")
    return {"label": label, "value": edition.say(say)}


def _day(edition: Edition, day: ProgrammeDay, width: int) -> dict[str, Any]:
    blocks = sorted((item for item in edition.site.programme if item.date == day.date), key=by_time)
    return {
        "date": say_day(edition, day.date),
        "name": edition.text(day.name),
        "tables": list(_tables(edition, blocks, width)),
        "items": [describe_item(edition, item) for item in blocks],
    }


# ---------------------------------------------------------------- the overview
def _tables(edition: Edition, blocks: Sequence[Session], width: int) -> Iterator[dict[str, Any]]:
    """The table of a day, cut by rooms into as few tables of about the same width as fit the paper.

    What takes the whole width stands in the first of them only.
    """
    site = edition.site
    table = make_timetable(blocks, tuple(site.rooms.values()))
    columns: list[Room | None] = [*([None] if table.has_open_column else []), *table.rooms]
    if not table.rows and not table.untimed:
        return
    parts = -(-len(columns) // width) or 1
    size = -(-len(columns) // parts) or 1
    for start in range(0, max(len(columns), 1), size):
        part = columns[start : start + size]
        yield {
            "columns": [edition.text(room.name) if room else edition.word("kind_other") for room in part],
            "rows": list(_rows(edition, table, part, bands=not start)),
            "untimed": [_brief(edition, item, None) for item in table.untimed] if not start else [],
        }


def _rows(
    edition: Edition, table: Timetable, part: Sequence[Room | None], *, bands: bool
) -> Iterator[dict[str, Any]]:
    """The lines in which something starts in these columns; cells that span others shrink accordingly."""
    kept = [
        n for n, row in enumerate(table.rows) if (bands if row.is_band else _cells(row, part, filled=True))
    ]
    for number, n in enumerate(kept):
        row = table.rows[n]
        cells = row.cells if row.is_band else _cells(row, part)
        yield {
            "time": edition.say(lambda _, words, row=row: words.dates.time_range(row.start, row.end).plain),  # type: ignore[misc]
            "band": row.is_band,
            "cells": [
                {
                    "items": [_brief(edition, item, row) for item in cell.sessions],
                    "rows": sum(1 for later in kept[number:] if later < n + cell.rows),
                    "columns": len(part) if row.is_band else 1,
                }
                for cell in cells
            ],
        }


def _cells(row: Row, part: Sequence[Room | None], *, filled: bool = False) -> list[Cell]:
    ids = {room.id if room else None for room in part}
    return [
        cell
        for cell in row.cells
        if (cell.room.id if cell.room else None) in ids and (cell.sessions or not filled)
    ]


def _brief(edition: Edition, session: Session, row: Row | None) -> dict[str, Any]:
    track = edition.site.track_of(session)
    status = describe_status(edition, session)
    says_time = row is None or (session.start, session.end) != (row.start, row.end)
    return {
        "id": session.id,
        "track": track.code if track else "",
        "title": edition.text(session.title),
        "time": say_time(edition, session) if says_time else [],
        "status": status["word"] if status else [],
        "off": session.is_cancelled,
    }


# ---------------------------------------------------------------- people
def _people(edition: Edition) -> Iterator[dict[str, Any]]:
    """Everybody in the programme by name, under letters."""
    named = {
        contribution.id
        for block in edition.site.programme
        for item in block.walk()
        for _, contribution in item.contributions
    }
    for person in edition.site.people_sorted:
        if person.id in named:
            row = describe_person(edition, person)
            yield {"letter": person.letter, **row}
