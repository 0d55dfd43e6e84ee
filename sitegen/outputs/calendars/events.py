"""What one item of the programme is in a calendar: a VEVENT (RFC 5545 §3.6.1) in one language."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from sitegen.model.clock import DAY, Clock
from sitegen.model.people import Contribution
from sitegen.model.programme import Session, Slot
from sitegen.model.site import Site
from sitegen.outputs.calendars.lines import escape, fold
from sitegen.render.excerpts import plain_start
from sitegen.render.urls import Addresses
from sitegen.render.words import Words

ABSTRACT_LENGTH = 120
"""Han characters of an abstract in a description; twice as many of other scripts."""
ROLES = ("chair", "moderator", "speaker", "panellist", "discussant")
_STATUS = {"cancelled": "CANCELLED", "replaced": "CANCELLED", "postponed": "TENTATIVE"}


class Events:
    """The events of one language; each is made once, however many calendars it stands in."""

    def __init__(self, site: Site, addresses: Addresses, words: Words) -> None:
        self.site = site
        self.words = words
        self.addresses = addresses
        self._table = addresses.table[site.language.code]
        self._zone = f";TZID={site.event.timezone}:"
        self._made: dict[str, bytes] = {}
        self._people: dict[str, tuple[str, str]] = {}

    def event(self, session: Session) -> bytes:
        """The lines of an item that has a date, from BEGIN:VEVENT on, without the last, END:VEVENT."""
        found = self._made.get(session.id)
        if found is None:
            found = self._made[session.id] = b"".join(map(fold, self._lines(session)))
        return found

    def _lines(self, session: Session) -> Iterator[str]:
        stamp = self.site.stamp_of(session.id)
        modified = f"{stamp.modified:%Y%m%dT%H%M%SZ}"
        yield "BEGIN:VEVENT"
        yield f"UID:{escape(self.site.uid_of(session.id))}"
        yield f"DTSTAMP:{modified}"  # RFC 5545 §3.8.7.2: without METHOD the time of the last revision
        yield f"LAST-MODIFIED:{modified}"
        yield f"SEQUENCE:{stamp.sequence}"
        yield from self._span(session)
        status = self._status(session)
        title, language = session.title.plain, session.title.lang.tag
        if mark := self._mark(session, status):
            title = self.words.calendar_marked(mark=mark, title=title)
        yield f"SUMMARY;LANGUAGE={language}:{escape(title)}"
        yield from self._place(session)
        if description := self._description(session, status):
            yield f"DESCRIPTION;LANGUAGE={self.site.language.tag}:{escape(description)}"
        address = self.address(session)
        if address:
            yield f"URL:{address}"
        track = self.site.track_of(session)
        if track:
            yield f"CATEGORIES;LANGUAGE={track.name.lang.tag}:{escape(track.name.plain)}"
        yield f"STATUS:{_STATUS.get(status, 'TENTATIVE' if session.tba else 'CONFIRMED')}"

    def address(self, session: Session) -> str | None:
        """The page of an item; that of its series where it has none of its own."""
        folder = self._table.get(session.key) or self._table.get(f"series:{session.series}")
        return self.addresses.absolute(folder) if folder else None

    # ------------------------------------------------------------ when
    def _span(self, session: Session) -> Iterator[str]:
        """The true instants in the zone of the congress; the whole day where there is no time yet."""
        assert session.date is not None
        if session.start is None:
            yield f"DTSTART;VALUE=DATE:{session.date:%Y%m%d}"
            yield f"DTEND;VALUE=DATE:{session.date + datetime.timedelta(1):%Y%m%d}"
            return
        yield f"DTSTART{self._zone}{_instant(session.date, session.start)}"
        if session.end is not None and session.end > session.start:
            yield f"DTEND{self._zone}{_instant(session.date, session.end)}"

    # ------------------------------------------------------------ what became of it
    def _status(self, session: Session) -> str:
        """The status of an item, or that of the whole congress where it is off."""
        congress = self.site.event.status
        if congress in ("cancelled", "postponed") and not session.series and not session.is_cancelled:
            return congress
        return session.status

    def _mark(self, session: Session, status: str) -> str:
        """The status in words, for clients that show no STATUS; nothing for what takes place as planned."""
        if status != "scheduled":
            return self.words.of("status", status)
        return self.words.tba if session.tba else ""

    def _changes(self, session: Session, status: str) -> Iterator[str]:
        words = self.words
        mark, note = self._mark(session, status), session.status_note
        if mark and note:
            yield words.labelled(label=mark, value=note.plain)
        elif mark or note:
            yield mark or (note.plain if note else "")
        if session.moved_from and (when := self._slot(session.moved_from)):
            yield words.moved_from(when=when)
        if session.replaced_by:
            yield words.replaced_by(title=self.site.sessions[session.replaced_by].title.plain)

    def _slot(self, slot: Slot) -> str:
        dates = self.words.dates
        parts = [
            dates.day_short(slot.date).plain if slot.date else "",
            dates.time(slot.start).plain if slot.start is not None else "",
            self.site.rooms[slot.room].name.plain if slot.room else "",
        ]
        return " ".join(part for part in parts if part)

    # ------------------------------------------------------------ where
    def _place(self, session: Session) -> Iterator[str]:
        """City and place of a stop elsewhere; else rooms and venue, the venue alone for all its rooms."""
        site, words = self.site, self.words
        venue = site.venue_of(session)
        rooms = site.rooms_of(session)
        if venue and len(rooms) > 1 and len(rooms) == len(venue.rooms):
            rooms = ()
        texts = [text for text in (session.city, venue.name if venue else None, session.place) if text]
        parts = [text.plain for text in texts]
        if rooms:
            parts.append(words.comma.join(room.name.plain for room in rooms))
        if not parts:
            return
        place = parts[0]
        for part in parts[1:]:
            place = words.calendar_place(place=place, part=part)
        languages = {text.lang.tag for text in (*texts, *(room.name for room in rooms))}
        mark = f";LANGUAGE={languages.pop()}" if len(languages) == 1 else ""
        yield f"LOCATION{mark}:{escape(place)}"

    # ------------------------------------------------------------ what it is
    def _description(self, session: Session, status: str) -> str:
        abstract = plain_start(session.abstract, ABSTRACT_LENGTH)
        parts = (
            "\n".join(self._facts(session, status)),
            "\n".join(self._running_order(session)) if session.talks else "",
            abstract.plain if abstract else "",
            self.address(session) or "",
        )
        return "\n\n".join(part for part in parts if part)

    def _facts(self, session: Session, status: str) -> Iterator[str]:
        words = self.words
        yield from self._changes(session, status)
        if session.start is None:
            yield words.time_tba
        if session.subtitle:
            yield session.subtitle.plain
        series, block = self.site.series_of(session), self.site.block_of(session)
        if series and session.id in self.site.sessions:
            yield words.labelled(label=words.calendar_series, value=series.title.plain)
        if block:
            yield words.labelled(label=words.part_of, value=block.title.plain)
        for role in ROLES:
            given: Sequence[Contribution] = getattr(session, f"{role}s")
            if given:
                label = words.of("roles", role, n=len(given))
                yield words.labelled(label=label, value=words.comma.join(map(self._named, given)))

    def _named(self, contribution: Contribution) -> str:
        """A name with what this person does there, or the place of work."""
        name, organisation = self._person(contribution.id)
        more = contribution.role.plain if contribution.role else organisation
        return self.words.calendar_named(name=name, more=more) if more else name

    def _person(self, id_: str) -> tuple[str, str]:
        found = self._people.get(id_)
        if found is None:
            person = self.site.people[id_]
            organisation = self.site.organisation_of(person)
            found = self._people[id_] = (person.name.plain, organisation.plain if organisation else "")
        return found

    def _running_order(self, block: Session) -> Iterator[str]:
        words = self.words
        if any(talk.start is not None for talk in block.talks):
            yield words.calendar_running(zone=words.dates.zone_label)
        else:
            yield words.labelled(label=words.subprogramme, value="").rstrip()
        yield from self._talks(block, "")

    def _talks(self, block: Session, indent: str) -> Iterator[str]:
        words = self.words
        for talk in block.talks:
            title = talk.title.plain
            if mark := self._mark(talk, talk.status):
                title = words.calendar_marked(mark=mark, title=title)
            when = ""
            if talk.date and talk.date != block.date:
                when = f"{words.dates.day_short(talk.date).plain} "
            if talk.start is not None:
                when += f"{words.dates.time(talk.start).plain} "
            people = [self._person(row.id)[0] for row in (*talk.speakers, *talk.panellists)]
            if people:
                title = words.calendar_named(name=title, more=words.comma.join(people))
            yield f"{indent}{when}{title}"
            yield from self._talks(talk, f"{indent}  ")


def _instant(date: datetime.date, clock: Clock) -> str:
    """Local time of the zone; what starts after midnight lies on the next day."""
    day = date + datetime.timedelta(clock // DAY)
    return f"{day:%Y%m%d}T{clock % DAY // 60:02}{clock % 60:02}00"
