"""What one item of the programme is in a calendar: a VEVENT (RFC 5545 §3.6.1) in one language."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from sitegen.model.clock import DAY, Clock
from sitegen.model.people import Contribution
from sitegen.model.programme import Session, Slot
from sitegen.model.site import Site
from sitegen.render.content_lines import escape, fold
from sitegen.render.excerpts import plain_start, start_of
from sitegen.render.urls import Addresses
from sitegen.render.words import Words

ABSTRACT_LENGTH = 100
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
        self._phrases: dict[tuple[object, ...], str] = {}
        self._lines: dict[tuple[object, ...], bytes] = {}
        self._read: dict[str, str] = {}

    def event(self, session: Session) -> bytes:
        """The lines of an item that has a date, from BEGIN:VEVENT on, without the last, END:VEVENT."""
        found = self._made.get(session.id)
        if found is None:
            found = self._made[session.id] = self._make(session)
        return found

    def reads(self, session: Session) -> str:
        """A digest of what its description takes from a text, empty for none."""
        if not session.abstract:
            return ""
        found = self._read.get(session.id)
        if found is None:
            data = start_of(session.abstract, ABSTRACT_LENGTH).encode("utf-8", "surrogatepass")
            found = self._read[session.id] = blake2b(data, digest_size=8).hexdigest()
        return found

    def _make(self, session: Session) -> bytes:
        stamp = self.site.stamp_of(session.id)
        modified = f"{stamp.modified:%Y%m%dT%H%M%SZ}"
        status = self.status(session)
        title = session.title
        label = self._marked(title.plain, self._mark(session, status))
        address = self.address(session)
        description = self._description(session, status, address)
        given = _STATUS.get(status, "TENTATIVE" if session.tba else "CONFIRMED")
        parts = [
            b"BEGIN:VEVENT\r\n",
            fold(f"UID:{escape(self.site.uid_of(session.id))}"),
            # all short. DTSTAMP is, without METHOD, the time of the last revision: RFC 5545 §3.8.7.2
            f"DTSTAMP:{modified}\r\nLAST-MODIFIED:{modified}\r\nSEQUENCE:{stamp.sequence}\r\n"
            f"{self._span(session)}STATUS:{given}\r\n".encode(),
            fold(f"SUMMARY;LANGUAGE={title.lang.tag}:{escape(label)}"),
            self.place(session),
        ]
        if description:
            parts.append(fold(f"DESCRIPTION;LANGUAGE={self.site.language.tag}:{escape(description)}"))
        if address:
            parts.append(fold(f"URL:{address}"))
        parts.append(self._track(session))
        return b"".join(parts)

    def address(self, session: Session) -> str | None:
        """The page of an item; that of its series where it has none of its own."""
        folder = self._table.get(session.key) or self._table.get(f"series:{session.series}")
        return self.addresses.absolute(folder) if folder else None

    # ------------------------------------------------------------ when
    def _span(self, session: Session) -> str:
        """The true instants in the zone of the congress; the whole day where there is no time yet."""
        date, start, end = session.date, session.start, session.end
        assert date is not None
        if start is None:
            after = date + datetime.timedelta(1)
            return f"DTSTART;VALUE=DATE:{_day(date)}\r\nDTEND;VALUE=DATE:{_day(after)}\r\n"
        begins = f"DTSTART{self._zone}{_instant(date, start)}\r\n"
        return f"{begins}DTEND{self._zone}{_instant(date, end)}\r\n" if end and end > start else begins

    # ------------------------------------------------------------ what became of it
    def status(self, session: Session) -> str:
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

    def _marked(self, title: str, mark: str) -> str:
        return self.words.calendar_marked(mark=mark, title=title) if mark else title

    def _changes(self, session: Session, status: str) -> Iterator[str]:
        words = self.words
        mark, note = self._mark(session, status), session.status_note
        when = self._slot(session.moved_from) if session.moved_from else ""
        other = self.site.sessions[session.replaced_by] if session.replaced_by else None
        if note:
            yield words.labelled(label=mark, value=note.plain) if mark else note.plain
        elif mark and not (when or other):
            yield mark
        if when:
            yield words.moved_from(when=when)
        if other:
            yield words.replaced_by(title=other.title.plain)

    def _slot(self, slot: Slot) -> str:
        """Day, time and room, or what is known of the place."""
        dates, words = self.words.dates, self.words
        rooms = [self.site.rooms[room].name.plain for room in slot.rooms]
        venue = self.site.venues[slot.venue].name if slot.venue else None
        where = [text.plain for text in (slot.city, venue, slot.place) if text]
        parts = [
            dates.day_short(slot.date).plain if slot.date else "",
            dates.time(slot.start).plain if slot.start is not None else "",
            " ".join(where) if where and len(rooms) not in (1, 2) else words.comma.join(rooms),
        ]
        return " ".join(part for part in parts if part)

    # ------------------------------------------------------------ where
    def place(self, session: Session) -> bytes:
        """The line of its LOCATION, empty where nothing is known."""
        key = (session.rooms, session.venue, session.city, session.place, not session.series)
        found = self._lines.get(key)
        if found is None:
            found = self._lines[key] = self._make_place(session)
        return found

    def _make_place(self, session: Session) -> bytes:
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
            return b""
        place = parts[0]
        for part in parts[1:]:
            place = words.calendar_place(place=place, part=part)
        languages = {text.lang.tag for text in (*texts, *(room.name for room in rooms))}
        mark = f";LANGUAGE={languages.pop()}" if len(languages) == 1 else ""
        return fold(f"LOCATION{mark}:{escape(place)}")

    def _track(self, session: Session) -> bytes:
        track = self.site.track_of(session)
        if track is None:
            return b""
        found = self._lines.get((track.id,))
        if found is None:
            name = track.name
            found = self._lines[track.id,] = fold(f"CATEGORIES;LANGUAGE={name.lang.tag}:{escape(name.plain)}")
        return found

    # ------------------------------------------------------------ what it is
    def _description(self, session: Session, status: str, address: str | None) -> str:
        abstract = plain_start(session.abstract, ABSTRACT_LENGTH)
        parts = (
            "\n".join(self._facts(session, status)),
            "\n".join(self._running_order(session)) if session.talks else "",
            abstract.plain if abstract else "",
            address,
        )
        return "\n\n".join([part for part in parts if part])

    def _facts(self, session: Session, status: str) -> Iterator[str]:
        words = self.words
        if status != "scheduled" or session.tba or session.status_note or session.moved_from:
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
                yield words.labelled(
                    label=self._role(role, len(given)), value=words.comma.join(map(self._named, given))
                )

    def _role(self, role: str, number: int) -> str:
        found = self._phrases.get((role, number))
        if found is None:
            found = self._phrases[role, number] = self.words.of("roles", role, n=number)
        return found

    def _named(self, contribution: Contribution) -> str:
        """A name with what this person does there, or the place of work."""
        key = (contribution.id, contribution.role)
        found = self._phrases.get(key)
        if found is None:
            person = self.site.people[contribution.id]
            more = contribution.role or self.site.organisation_of(person)
            found = person.name.plain
            if more:
                found = self.words.calendar_named(name=found, more=more.plain)
            self._phrases[key] = found
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
            title = self._marked(talk.title.plain, self._mark(talk, talk.status))
            when = ""
            if talk.date and talk.date != block.date:
                when = f"{words.dates.day_short(talk.date).plain} "
            if talk.start is not None:
                when += f"{words.dates.time(talk.start).plain} "
            people = [self.site.people[row.id].name.plain for row in (*talk.speakers, *talk.panellists)]
            if people:
                title = words.calendar_named(name=title, more=words.comma.join(people))
            if not set(talk.rooms) <= set(block.rooms):
                rooms = words.comma.join(room.name.plain for room in self.site.rooms_of(talk))
                title = f"{title}{words.title_separator}{rooms}"
            yield f"{indent}{when}{title}"
            yield from self._talks(talk, f"{indent}  ")


def _day(date: datetime.date) -> str:
    return date.isoformat().replace("-", "")


def _instant(date: datetime.date, clock: Clock) -> str:
    """Local time of the zone; what lies after midnight is of the next day."""
    if clock >= DAY:
        date += datetime.timedelta(clock // DAY)
        clock = Clock(clock % DAY)
    return f"{_day(date)}T{clock // 60:02}{clock % 60:02}00"
