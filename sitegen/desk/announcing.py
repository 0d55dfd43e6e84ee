"""Announcements to paste: what a template of `templates/announce/` gets to know, in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sitegen.build.prepare import Prepared
from sitegen.model.changes import Change
from sitegen.model.programme import ProgrammeDay, Session, Slot
from sitegen.model.site import Site
from sitegen.problems import suggest
from sitegen.render.filters import join_text, plain
from sitegen.render.urls import Keyed, key_of
from sitegen.render.words import Words
from sitegen.text import Text

CHANGES = "changes"
"""What to ask for to get everything that changed since the last release."""


class UnknownSubjectError(LookupError):
    """There is no such item and no such day; the second argument is the id nearest to it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of an announcement."""

    label: str
    value: Text | str
    """Ready to be shown: in HTML what is in another language is marked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as it is announced: what it is, what became of it, when, where, by whom."""

    title: Text | str
    mark: str
    """What became of it, in a word; empty for what takes place as planned."""
    rows: tuple[Row, ...]
    note: Text | str | None
    url: str | None
    """The address of its page on the web, None as long as `base_url` is not known."""


def announce(ready: Prepared, subject: str, code: str, form: str) -> str:
    """The announcement of an item, a day (`2023-08-26`) or `changes`, in a language, as `text` or `html`.

    Raises `UnknownSubjectError`, and `TemplateFault` for a mistake in a template.
    """
    site = ready.project.sites[code]
    desk = Announcer(ready, site, is_html=form == "html")
    name, values = desk.subject(subject)
    ending = "txt" if form == "text" else "html"
    said = ready.renderer.render_text(f"announce/{name}.{ending}", site, **values)
    return _tidy(said, "\n" if form == "html" else "\n\n")


def _tidy(said: str, gap: str) -> str:
    """Without what templates leave: spaces at the ends of lines, empty lines in a row."""
    lines = "\n".join(line.rstrip() for line in said.strip().splitlines())
    return re.sub(r"\n{2,}", gap, lines) + "\n"


class Announcer:
    """Puts together what is said of items of one site."""

    def __init__(self, ready: Prepared, site: Site, *, is_html: bool) -> None:
        self.site = site
        self._is_html = is_html
        self.words: Words = ready.renderer.words[site.language.code]
        self._addresses = ready.renderer.addresses

    def subject(self, subject: str) -> tuple[str, dict[str, Any]]:
        """The name of the template, and what it gets."""
        site = self.site
        if subject == CHANGES:
            entries = tuple(self.changed(change) for change in site.latest_changes)
            return "changes", {"entries": entries, "url": self.url("page:changes")}
        day = next((day for day in site.days if str(day.date) == subject), None)
        if day is not None:
            return "day", {"day": day, "entries": tuple(self.day(day)), "url": self.url(day)}
        session = site.sessions.get(subject)
        if session is None:
            days = [str(day.date) for day in site.days]
            raise UnknownSubjectError(subject, suggest(subject, [*site.sessions, *days, CHANGES]))
        return "session", {"session": session, "entry": self.item(session)}

    def url(self, target: Keyed | str) -> str | None:
        """The address of a page on the web."""
        folder = self._addresses.table[self.site.language.code].get(key_of(target))
        return self._addresses.absolute(folder) if folder else None

    # ------------------------------------------------------------ items
    def item(self, session: Session) -> Entry:
        """All that somebody needs who wants to go there, or wanted to."""
        rows = [*self._when_and_where(session), *self._people(session)]
        return self._entry(session.title, self._mark(session), rows, session.status_note, session)

    def _entry(
        self, title: Text, mark: str, rows: Iterable[Row], note: Text | None, target: Keyed | None
    ) -> Entry:
        url = self.url(target) if target else None
        return Entry(self._say(title), mark, tuple(rows), self._say(note) if note else None, url)

    def _say(self, text: Text | str) -> Text | str:
        return text if self._is_html else plain(text)

    def _join(self, parts: Iterable[Text | str], separator: str) -> Text | str:
        if self._is_html:
            return join_text(parts, separator)
        return separator.join(map(plain, parts))

    def day(self, day: ProgrammeDay) -> Iterator[Entry]:
        """The outermost items of a day, by time; a row each, without a label."""
        for session in self.site.blocks_on(day):
            when = "" if session.start is None else self._times(session.start, session.end)
            rows = [Row("", when or self.words.time_tba)]
            if rooms := self._rooms(session):
                rows.append(Row("", rooms))
            yield self._entry(session.title, self._mark(session), rows, None, session)

    def changed(self, change: Change) -> Entry:
        """A change: where and when it was, and is now."""
        words = self.words
        rows = []
        if change.before and change.kind != "restored":
            rows.append(Row(words.change_before, self.slot(change.before)))
        if change.replaced_by:
            rows.append(Row(words.change_after, self._say(change.replaced_by.title)))
        elif change.after:
            rows.append(Row(words.change_after, self.slot(change.after)))
        mark = words.of("status", change.kind)
        return self._entry(change.title, mark, rows, change.note, change.session or change.series)

    def _mark(self, session: Session) -> str:
        return self.words.of("status", session.status) if session.status != "scheduled" else ""

    def _when_and_where(self, session: Session) -> Iterator[Row]:
        words = self.words
        yield Row(self._label_of_time(session), self._when(session))
        if place := self._place(session):
            yield Row(words.place, place)
        elif session.tba:
            yield Row(words.place, words.place_tba)
        if session.moved_from and (before := self.slot(session.moved_from, session)):
            yield Row(words.change_before, before)
        if session.replaced_by:
            yield Row(words.change_after, self._say(self.site.sessions[session.replaced_by].title))

    def _people(self, session: Session) -> Iterator[Row]:
        for role in ("speaker", "chair", "moderator", "panellist", "discussant"):
            found = getattr(session, f"{role}s")
            if found:
                names = self._join((self.site.people[one.id].name for one in found), self.words.comma)
                yield Row(self.words.of("roles", role, n=len(found)), names)

    # ------------------------------------------------------------ when and where
    def _label_of_time(self, session: Session) -> str:
        if session.is_cancelled:
            return self.words.change_before
        return self.words.date if session.start is None else self.words.time

    def _when(self, session: Session) -> str:
        words, dates = self.words, self.words.dates
        if session.date is None:
            return words.date_tba
        day, weekday = dates.day(session.date).plain, dates.weekday(session.date).plain
        if session.start is None:
            return words.announce_day(day=day, weekday=weekday)
        times = words.announce_zoned(times=self._times(session.start, session.end), zone=dates.zone_label)
        return words.announce_when(day=day, weekday=weekday, times=times)

    def _times(self, start: int, end: int | None) -> str:
        return self.words.dates.time_range(start, end).plain

    def _rooms(self, item: Session | Slot) -> Text | str:
        rooms = tuple(self.site.rooms[room] for room in item.rooms)
        venue = self.site.venues[rooms[0].venue] if rooms else None
        if venue and len(rooms) > 2 and len(rooms) == len(venue.rooms):
            return self.words.all_rooms
        return self._join((room.name for room in rooms), self.words.comma)

    def _place(self, session: Session) -> Text | str:
        """The venue and its rooms, or the city and hall of a stop elsewhere, in the order of the language."""
        venue = self.site.venue_of(session)
        parts = (session.city, venue.name if venue else None, session.place, self._rooms(session))
        place, *rest = [self._say(part) for part in parts if part] or [""]
        for part in rest:
            place = self.words.calendar_place(place=place, part=part)
        return place

    def slot(self, slot: Slot, now: Session | None = None) -> Text | str:
        """Date, times and place; the date only where it is not that of `now`."""
        dates = self.words.dates
        has_date = slot.date and (now is None or slot.date != now.date)
        parts = (
            dates.day_with_weekday(slot.date).plain if slot.date and has_date else None,
            self._times(slot.start, slot.end) if slot.start is not None else None,
            slot.city,
            slot.place,
            self._rooms(slot),
        )
        return self._join((part for part in parts if part), self.words.announce_part)
