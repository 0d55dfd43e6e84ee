"""`programme/mine/data.js`: what the page of one's own programme needs to know of every item.

One file per language. A script that registers itself, as pages opened from a disk may not fetch anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Protocol

from sitegen.load.project import Project
from sitegen.model.programme import Session
from sitegen.model.site import Site
from sitegen.plan import Export
from sitegen.render.urls import Addresses
from sitegen.render.words import Words
from sitegen.text import Text

PAGE = "page:mine"


class Told(Protocol):
    """What calendars say of an item in one language."""

    def status(self, session: Session) -> str: ...
    def place(self, session: Session) -> bytes: ...


Teller = Callable[[Site, Addresses, Words], Told]


def make_mine(
    project: Project,
    addresses: Addresses,
    words: Mapping[str, Words],
    zone: Callable[[Site], bytes],
    teller: Teller,
) -> Iterator[Export]:
    """The data of each language's page; they hold titles, no texts. `zone` makes the VTIMEZONE."""

    def make(site: Site) -> bytes:
        told = words[site.language.code]
        data = _Data(site, told, teller(site, addresses, told)).all(addresses)
        return _script({**data, "calendar": zone(project.source).decode()})

    for code, site in project.sites.items():
        if folder := addresses.table[code].get(PAGE):
            yield Export(f"{folder}/data.js", partial(make, site))


def _script(data: Mapping[str, Any]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # both end a line in scripts before ECMAScript 2019
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"sitegenProgramme={text};\n".encode()


class _Data:
    """The data of one language; what many items share stands once, in a list or a table."""

    def __init__(self, site: Site, words: Words, told: Told) -> None:
        self.site = site
        self.words = words
        self.told = told
        self.days: dict[str, str] = {}
        self.times: dict[str, str] = {}
        self.places: dict[tuple[Any, ...], int] = {}
        self.stamps: dict[str, int] = {}
        self.uid = site.uid_of("{id}")

    def all(self, addresses: Addresses) -> dict[str, Any]:
        """What `mine.js` reads; names of one letter stand in `_item`."""
        site, code = self.site, self.site.language.code
        items = {
            session.id: dict(self._item(session))
            for session in site.sessions.values()
            if session.kind != "break"
        }
        return {
            "items": items,
            "days": self.days,
            "times": self.times,
            "places": [list(place) for place in self.places],
            "all": " ".join(site.venues[site.event.venue].rooms) if site.event.venue else "",
            "rooms": {room.id: room.name.plain for room in site.rooms.values()},
            "stamps": list(self.stamps),
            "uid": self.uid,
            "zone": site.event.timezone,
            "comma": self.words.comma,
            "index": addresses.index,
            "site": f"{addresses.base_url}{code}/programme/" if addresses.base_url else "",
        }

    def _item(self, session: Session) -> Iterator[tuple[str, Any]]:
        """Of an item: t title, l its language if another, d day, s and e minutes of that day, r ids of rooms,
        o place by number, x status, b what replaces it, u to be announced, p block; i UID where unusual,
        q SEQUENCE, m DTSTAMP by number.
        """
        yield "t", session.title.plain
        if session.title.is_foreign:
            yield "l", session.title.lang.tag
        if session.date:
            day = session.date.isoformat()
            self.days.setdefault(day, self.words.dates.day_with_weekday(session.date).plain)
            yield "d", day
        yield from self._span(session)
        if session.rooms:
            yield "r", " ".join(session.rooms)
        place = self._place(session)
        if place:
            yield "o", self.places.setdefault(place, len(self.places))
        status = self.told.status(session)
        if status != "scheduled":
            yield "x", status
        if session.replaced_by:
            yield "b", session.replaced_by
        if session.tba:
            yield "u", 1
        if session.parent:
            yield "p", session.parent
        stamp = self.site.stamp_of(session.id)
        uid = self.site.uid_of(session.id)
        if uid != self.uid.replace("{id}", session.id):
            yield "i", uid
        if stamp.sequence:
            yield "q", stamp.sequence
        modified = f"{stamp.modified:%Y%m%dT%H%M%SZ}"
        yield "m", self.stamps.setdefault(modified, len(self.stamps))

    def _span(self, session: Session) -> Iterator[tuple[str, int]]:
        """Start and end; what readers see of them stands in `times`, of a start alone too."""
        dates, start, end = self.words.dates, session.start, session.end
        if start is None:
            return
        yield "s", int(start)
        self.times.setdefault(str(int(start)), dates.time(start).plain)
        if end is not None:
            yield "e", int(end)
            self.times.setdefault(f"{int(start)}-{int(end)}", dates.time_range(start, end).plain)

    def _place(self, session: Session) -> tuple[str, ...]:
        """What the list shows, LOCATION in calendars, then the language if what is shown is in another."""
        site, words = self.site, self.words
        venue, rooms = site.venue_of(session), site.rooms_of(session)
        is_all = venue is not None and len(rooms) > 2 and len(rooms) == len(venue.rooms)
        texts: list[Text] = [text for text in (session.city, session.place) if text]
        texts += () if is_all else [room.name for room in rooms]
        location = self.told.place(session).decode()
        if not texts and not location:
            return ()
        shown = words.comma.join(text.plain for text in texts) or (words.all_rooms if is_all else "")
        tags = {text.lang.tag for text in texts}
        foreign = tags if len(tags) == 1 and all(text.is_foreign for text in texts) else ()
        return (shown, location, *foreign)
