"""Calendars (.ics, RFC 5545) of the programme, its days, tracks, rooms and items, of people and series.

Each lies beside the page it belongs to: /zh/programme/opening/ and /zh/programme/opening.ics. What they hold
and why is in docs/formats.md. Events are made once per language as bytes and joined: the `icalendar` library
takes about 0.22 ms CPU for an event and 95 ms to be imported; it is the oracle of the tests.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from sitegen.load.project import Project
from sitegen.model.about_calendars import WHOLE, Dated
from sitegen.model.people import Person
from sitegen.model.programme import ProgrammeDay, Session
from sitegen.model.site import Site
from sitegen.model.tracks import Track
from sitegen.model.venues import Room
from sitegen.outputs.calendars.events import Events
from sitegen.outputs.calendars.zones import make_timezone
from sitegen.plan import Export
from sitegen.render.content_lines import escape, fold
from sitegen.render.urls import Addresses
from sitegen.render.words import Words

REFRESH = "PT1H"
"""How often clients that subscribe may ask again (RFC 7986 §5.7)."""
_END = b"END:VEVENT\r\n"
_END_FREE = b"TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
_OVERVIEWS = (str, ProgrammeDay, Track, Room)


def make_calendars(project: Project, addresses: Addresses, words: Mapping[str, Words]) -> Iterator[Export]:
    """Every calendar, in every language."""
    zone = make_zone(project.source)
    for code, site in project.sites.items():
        table = addresses.table[code]
        maker = _Calendars(Events(site, addresses, words[code]), zone)
        for key, record, name in _records(site, words[code]):
            folder = table.get(key)
            items = site.calendar_of(record) if folder else ()
            if items:
                make = partial(maker.calendar, f"{folder}", name, items, record)
                yield Export(f"{folder}.ics", make, maker.reads(items))


def _records(site: Site, words: Words) -> Iterator[tuple[str, Dated, str]]:
    """Key of the page, record and name of every calendar there may be."""
    short = site.short_name.plain
    yield WHOLE, WHOLE, words.calendar_title(site=short)
    for day in site.days:
        yield day.key, day, words.labelled(label=short, value=words.dates.day_with_weekday(day.date).plain)
    named: tuple[Track | Room | Person, ...] = (
        *site.tracks.values(),
        *site.rooms.values(),
        *site.people.values(),
    )
    for record in named:
        yield record.key, record, words.labelled(label=short, value=record.name.plain)
    for series in site.series.values():
        yield series.key, series, series.title.plain
    for session in site.sessions.values():
        yield session.key, session, session.title.plain


class _Calendars:
    """The calendars of one language."""

    def __init__(self, events: Events, zone: bytes) -> None:
        self.events = events
        self.zone = zone
        site = events.site
        self.tag = site.language.tag
        self.base = events.addresses.base_url
        self.head = (
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//sitegen//sitegen//EN\r\nCALSCALE:GREGORIAN\r\n"
        )
        self.common = (
            fold(f"X-WR-TIMEZONE:{site.event.timezone}")
            + (f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}\r\nX-PUBLISHED-TTL:{REFRESH}\r\n").encode()
        )

    def reads(self, items: Iterable[Session]) -> str:
        """A digest of the abstracts in these items' descriptions."""
        return " ".join(map(self.events.reads, items))

    def calendar(self, folder: str, name: str, items: Iterable[Session], record: Dated) -> bytes:
        """A calendar as bytes; RFC 5546 wants an ORGANIZER with a METHOD, so it has neither."""
        name = escape(name)
        head = [
            self.head,
            fold(f"NAME;LANGUAGE={self.tag}:{name}"),
            fold(f"X-WR-CALNAME:{name}"),
            self.common,
        ]
        if self.base:
            head.append(fold(f"URL:{self.events.addresses.absolute(folder)}"))
            head.append(fold(f"SOURCE;VALUE=URI:{self.base}{folder}.ics"))
        event = self.events.event
        if isinstance(record, _OVERVIEWS):
            body = [event(item) + _END_FREE for item in items]
        else:
            body = [event(item) + (_END_FREE if _is_free(item, record) else _END) for item in items]
        return b"".join((*head, self.zone, *body, b"END:VCALENDAR\r\n"))


def _is_free(item: Session, record: Dated) -> bool:
    """Whether an event leaves its time free: off, of a whole day, or a block with its talks beside it.

    In overviews all do, as nobody is at everything.
    """
    if item.start is None or item.is_cancelled:
        return True
    return item is record and any(talk.date and talk.start is not None for talk in item.talks)


def make_zone(site: Site) -> bytes:
    """The zone for the years in which something takes place."""
    years = {item.date.year for item in site.sessions.values() if item.date}
    years |= {row.date.year for series in site.series.values() for row in site.dates_of(series)}
    if not years:
        return b""
    return make_timezone(site.event.zone, datetime.date(min(years), 1, 1), datetime.date(max(years), 12, 31))
