"""Questions about the history of the programme: versions of items, what changed, what is gone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from sitegen.model.about_programme import AboutProgramme, by_time
from sitegen.model.changes import Change, ChangeGroup, Step, by_day, steps_of, without_shared
from sitegen.model.history import Entry, Present, Stamp, Version, former_ids, version_of
from sitegen.model.programme import Series, Session, Slot
from sitegen.text import Text

SECOND = datetime.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Removed:
    """An item that was released once and is no longer in the programme: calendars still cancel it."""

    id: str
    stamp: Stamp
    title: Text
    slot: Slot
    """Where and when it was last."""
    parent: str | None
    """The block it was in."""


class AboutChanges(AboutProgramme):
    """What was released of each item, and what became of it."""

    def stamp_of(self, id_: str) -> Stamp:
        """Identity and version of an item, or of a date of a series (`SERIES-2023-09-21`) without one."""
        history = self.history
        entry = history.entries.get(id_)
        if entry is None:
            return Stamp(f"{id_}@{self._domain}", 0, history.moment if history.is_kept else self._long_ago)
        if id_ not in history.pending:
            return Stamp(entry.uid, entry.sequence, entry.modified)
        return Stamp(entry.uid, entry.sequence + 1, max(history.moment, entry.modified + SECOND))

    @cached_property
    def _domain(self) -> str:
        """The right side of UIDs (RFC 7986 §5.3): the host of the site, else a name nobody can own.

        Where the site has archives, its year goes before that: items of an earlier congress may have the same
        ids, and calendars would take the new ones for old versions of those.
        """
        host = urlsplit(self.settings.base_url or "").hostname or "sitegen.invalid"
        shares = any(edition.archive for edition in self.editions)
        return f"{self.event.start.year}.{host}" if shares else host

    @cached_property
    def _long_ago(self) -> datetime.datetime:
        """The version of everything before the first release.

        DTSTAMP is a moment in the past (RFC 5545 §3.8.7.2), and the first release must be later, or
        calendars take it for the older one (RFC 5546 §2.1.5): so the year before the congress begins.
        """
        day = min(datetime.date(self.event.start.year - 1, 1, 1), self.today)
        return datetime.datetime.combine(day, datetime.time(), datetime.UTC)

    @cached_property
    def removed(self) -> tuple[Removed, ...]:
        """What was released and is gone from the programme, by id."""
        history = self.history
        found = []
        for id_, entry in sorted(history.entries.items()):
            pending = history.pending.get(id_)
            last = pending.present.version if pending else entry.last
            if last.status == "removed":
                title = self._in_source(entry.title)
                found.append(Removed(id_, self.stamp_of(id_), title, self.slot_of(last), entry.parent))
        return tuple(found)

    def slot_of(self, version: Version) -> Slot:
        """Place and time of a version; rooms and venues that are no longer there are left out."""
        return Slot.model_construct(
            date=version.date,
            start=version.start,
            end=version.end,
            rooms=tuple(room for room in version.rooms if room in self.rooms),
            venue=version.venue if version.venue in self.venues else None,
            city=self._in_source(version.city) if version.city else None,
            place=self._in_source(version.place) if version.place else None,
        )

    def _in_source(self, value: str) -> Text:
        """What the ledger keeps in the language the content is written in first."""
        return Text(value, self.source_language, self.language)

    def present_items(self) -> Iterator[Present]:
        """Every item that has a version of its own: sessions, and dates of series without one."""
        for session in self.walk():
            version = version_of(session)
            yield Present(session.id, session.title.plain, version, session.parent, former_ids(session))
        for series in self.series.values():
            for row in self.dates_of(series):
                if row.session is None:
                    version = Version.model_construct(
                        released=None,
                        date=row.date,
                        start=row.start,
                        end=row.end,
                        rooms=(series.room,) if series.room else (),
                        venue=series.venue,
                        city=None,
                        place=None,
                        status="",
                        replaced_by=None,
                    )
                    yield Present(f"{series.id}-{row.date}", series.title.plain, version)

    @cached_property
    def changes(self) -> tuple[ChangeGroup, ...]:
        """What changed, by the day of its release, newest first; a block stands for what it holds."""
        rows = without_shared(self._steps(), self._parents)
        last = {step.id: step for step in rows}
        found = (self._change(step, is_last=step is last[step.id]) for step in rows)
        said = ((release.at, release.note) for release in self.history.releases)
        notes = ((moment, self._in_source(note)) for moment, note in said if note)
        return by_day(found, notes, self.event.zone)

    @cached_property
    def latest_changes(self) -> tuple[Change, ...]:
        """What is not released yet; where all is, what the last release changed."""
        every = [change for group in self.changes for change in group.changes]
        last = max((change.released for change in every if change.released), default=None)
        return tuple(
            [change for change in every if change.released is None]
            or [change for change in every if change.released == last]
        )

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        gone: dict[str, str | None] = {id_: entry.parent for id_, entry in self.history.entries.items()}
        return gone | {session.id: session.parent for session in self.sessions.values()}

    def _steps(self) -> Iterator[Step]:
        history = self.history
        first = history.releases[0].at if history.releases else None
        for id_, session in self.sessions.items():
            if id_ not in history.entries:
                version = version_of(session)
                start = version.released if not history.is_kept else first
                yield from steps_of(id_, [version], start, session)
        for id_, entry in history.entries.items():
            yield from steps_of(id_, self._versions(entry, id_), first, self.sessions.get(id_))

    def _versions(self, entry: Entry, id_: str) -> tuple[Version, ...]:
        pending = self.history.pending.get(id_)
        return (*entry.versions, pending.present.version) if pending else entry.versions

    def _change(self, step: Step, *, is_last: bool) -> Change:
        session = self.sessions.get(step.id) if step.after.status != "removed" else None
        series = self._series_named(step.id) if session is None else self.series_of(session)
        title = session.title if session else series.title if series else self._title_of(step.id)
        before = step.before or (step.after if step.after.status else None)
        successor = self.sessions.get(step.after.replaced_by or "")
        return Change(
            step.kind,
            step.id,
            title,
            session,
            series,
            self.slot_of(before) if before else None,
            None if step.after.status else self.slot_of(step.after),
            successor,
            session.status_note if session and is_last else None,
            step.released,
        )

    def _title_of(self, id_: str) -> Text:
        return self._in_source(self.history.entries[id_].title)

    def _series_named(self, id_: str) -> Series | None:
        """The series of `SERIES-2023-09-21`."""
        return self.series.get(id_[:-11])

    @cached_property
    def changed(self) -> tuple[Session, ...]:
        """What is moved, postponed, cancelled or replaced now, by time; a block stands for what it holds."""
        found = []
        for session in self.sessions.values():
            block = self.block_of(session)
            if session.status != "scheduled" and (block is None or block.status != session.status):
                found.append(session)
        return tuple(sorted(found, key=by_time))
