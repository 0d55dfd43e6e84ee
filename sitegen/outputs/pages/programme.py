"""Pages of the programme: overview, days, sessions and talks, tracks, rooms, changes, series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from typing import ClassVar

from sitegen.model.changes import ChangeGroup
from sitegen.model.media import Attachment
from sitegen.model.missing import foreign_language
from sitegen.model.programme import ProgrammeDay, Series, SeriesDate, Session
from sitegen.model.prose import Article
from sitegen.model.site import Site
from sitegen.model.timetable import Facets, Timetable, facets_of, make_timetable
from sitegen.model.tracks import Track
from sitegen.model.venues import Room, Venue
from sitegen.outputs.pages.chrome import crumbs_to, describe, text_of
from sitegen.plan import Crumb, Page
from sitegen.render.words import Words


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ProgrammePage(Page):
    """The whole programme: every day in one document."""

    kind: ClassVar[str] = "programme"
    pages: tuple[DayPage, ...]
    """The page of each congress day."""

    @cached_property
    def days(self) -> tuple[tuple[ProgrammeDay, Timetable], ...]:
        """Each congress day with its table."""
        return tuple((page.day, page.timetable) for page in self.pages)

    @cached_property
    def facets(self) -> Facets:
        """What its items can be filtered by."""
        blocks = chain.from_iterable(self.site.blocks_on(day) for day in self.site.days)
        return facets_of(blocks, self.site.rooms.values())


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class DayPage(Page):
    """One day as a table of rooms and times, a list on phones."""

    kind: ClassVar[str] = "day"
    day: ProgrammeDay
    """The day shown."""
    previous: ProgrammeDay | None
    """The congress day before, None on the first."""
    next: ProgrammeDay | None
    """The congress day after, None on the last."""

    @cached_property
    def timetable(self) -> Timetable:
        """Its items by time and room."""
        return make_timetable(self.site.blocks_on(self.day), tuple(self.site.rooms.values()))

    @cached_property
    def facets(self) -> Facets:
        """What its items can be filtered by."""
        return facets_of(self.site.blocks_on(self.day), self.site.rooms.values())


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class SessionPage(Page):
    """A forum, course or camp with its own small programme, or a single talk."""

    kind: ClassVar[str] = "session"
    session: Session
    """The item shown."""
    attachments: tuple[Attachment, ...] = ()
    """Files offered with it."""

    @property
    def block(self) -> Session | None:
        """The block it is in."""
        return self.site.block_of(self.session)

    @property
    def track(self) -> Track | None:
        """Its track."""
        return self.site.track_of(self.session)

    @property
    def rooms(self) -> tuple[Room, ...]:
        """Its rooms; several for a plenary."""
        return self.site.rooms_of(self.session)

    @property
    def venue(self) -> Venue | None:
        """The building it takes place in."""
        return self.site.venue_of(self.session)

    @property
    def series(self) -> Series | None:
        """The series it is a date of."""
        return self.site.series_of(self.session)

    @cached_property
    def _neighbours(self) -> tuple[Session | None, Session | None]:
        return self.site.neighbours(self.session)

    @property
    def previous(self) -> Session | None:
        """The item before it in its block, room or series."""
        return self._neighbours[0]

    @property
    def next(self) -> Session | None:
        """The item after it in its block, room or series."""
        return self._neighbours[1]

    @cached_property
    def parallel(self) -> tuple[Session, ...]:
        """What takes place elsewhere at the same time."""
        return self.site.parallel_to(self.session)

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """News about it."""
        return self.site.articles_about(self.session)

    @property
    def own_text(self) -> str:
        """Its Markdown."""
        return text_of(self.site, self.session.abstract)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TrackPage(Page):
    """All that belongs to a track."""

    kind: ClassVar[str] = "track"
    track: Track
    """The track shown."""
    sessions: tuple[Session, ...]
    """Its items by time."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class RoomPage(Page):
    """All that takes place in a room."""

    kind: ClassVar[str] = "room"
    room: Room
    """The room shown."""
    venue: Venue
    """The building it is in."""
    sessions: tuple[Session, ...]
    """Its items by time."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ChangesPage(Page):
    """What was moved, postponed, cancelled, replaced, added or removed."""

    kind: ClassVar[str] = "changes"
    groups: tuple[ChangeGroup, ...]
    """The changes by the day of their release, newest first; on top, without a day, what is not released."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class SeriesPage(Page):
    """A recurring lecture or a training programme, with its dates."""

    kind: ClassVar[str] = "series"
    series: Series
    """The series shown."""
    dates: tuple[SeriesDate, ...]
    """Every date, by time."""
    upcoming: SeriesDate | None
    """The first date from today on."""
    articles: tuple[Article, ...]
    """News about it and its dates."""

    @property
    def own_text(self) -> str:
        """Its Markdown."""
        return text_of(self.site, self.series.description)


def pages(site: Site, words: Words) -> Iterator[Page]:
    """All pages of the programme in one language."""
    yield from _overview(site, words)
    for session in site.sessions.values():
        yield _session_page(site, words, session)
    programme = Crumb(words.programme, "page:programme")
    for track in site.tracks.values():
        items = site.items_of(track)
        yield TrackPage(
            site=site,
            key=track.key,
            path=f"programme/tracks/{track.id}",
            title=track.name,
            track=track,
            sessions=items,
            stands_in=foreign_language(track.description, track.name),
            description=describe(site, track.description)
            or words.track_description(track=track.name.plain, event=site.short_name.plain),
            crumbs=crumbs_to(words, programme),
            in_menu="page:programme",
        )
    for room in site.rooms.values():
        items = site.blocks_in(room)
        if items:
            venue = site.venues[room.venue]
            yield RoomPage(
                site=site,
                key=room.key,
                path=f"programme/rooms/{room.id}",
                title=room.name,
                room=room,
                venue=venue,
                sessions=items,
                stands_in=foreign_language(room.name),
                description=words.room_description(
                    room=room.name.plain, venue=venue.name.plain, event=site.short_name.plain
                ),
                crumbs=crumbs_to(words, programme),
                in_menu="page:programme",
            )
    for series in site.series.values():
        yield _series_page(site, words, series)


def _overview(site: Site, words: Words) -> Iterator[Page]:
    here = Crumb(words.programme, "page:programme")
    event = site.short_name.plain
    days = tuple(_day_page(site, words, n, here) for n in range(len(site.days)))
    yield ProgrammePage(
        site=site,
        key="page:programme",
        path="programme",
        title=words.programme,
        pages=days,
        crumbs=crumbs_to(words),
        description=words.programme_description(event=event),
        in_menu="page:programme",
    )
    yield ChangesPage(
        site=site,
        key="page:changes",
        path="programme/changes",
        title=words.changes,
        groups=site.changes,
        crumbs=crumbs_to(words, here),
        description=words.changes_description(event=event),
        in_menu="page:programme",
    )
    yield from days


def _day_page(site: Site, words: Words, number: int, programme: Crumb) -> DayPage:
    day = site.days[number]
    title = words.dates.day_with_weekday(day.date).plain
    return DayPage(
        site=site,
        key=day.key,
        path=f"programme/{day.date}",
        title=title,
        day=day,
        previous=site.days[number - 1] if number else None,
        next=site.days[number + 1] if number + 1 < len(site.days) else None,
        crumbs=crumbs_to(words, programme),
        description=words.day_description(day=title, event=site.short_name.plain),
        in_menu="page:programme",
    )


def _session_page(site: Site, words: Words, session: Session) -> SessionPage:
    block = site.block_of(session)
    series = site.series_of(session)
    trail = [Crumb(series.title, series.key)] if series else [Crumb(words.programme, "page:programme")]
    over: list[Crumb] = []
    while block is not None and len(over) < 50:
        over.append(Crumb(block.title, block.key))
        block = site.block_of(block)
    title = _unique_title(site, words, session)
    return SessionPage(
        site=site,
        key=session.key,
        path=f"programme/{session.id}",
        title=session.title,
        session=session,
        description=partial(_session_sentence, site, words, session, title),
        crumbs=crumbs_to(words, *trail, *reversed(over)),
        in_menu=series.key if series else "page:programme",
        is_fallback=session.is_fallback,
        stands_in=session.stands_in,
        is_sample=session.sample,
        full_title=title,
    )


def _session_sentence(site: Site, words: Words, session: Session, title: str) -> str:
    """The unique title with the start of the abstract, or with day and congress."""
    abstract = describe(site, session.abstract)
    if abstract:
        return words.labelled(label=title, value=abstract.plain)
    when = words.dates.day(session.date).plain if session.date else words.tba
    return words.session_description(title=title, when=when, event=site.short_name.plain)


def _unique_title(site: Site, words: Words, session: Session) -> str:
    """The title, with its block, day or date where another item is called the same."""
    if site.title_counts[session.title.plain] == 1:
        return session.title.plain
    parts = [session.title.plain]
    block = site.block_of(session)
    if block and block.title.plain != session.title.plain:
        parts.append(block.title.plain)
    if session.date:
        parts.append(words.dates.day_short(session.date))
    if session.start is not None:
        parts.append(str(session.start))
    if session.rooms:
        parts.append(site.rooms[session.rooms[0]].name.plain)
    return " · ".join(parts)


def _series_page(site: Site, words: Words, series: Series) -> SeriesPage:
    dates = site.dates_of(series)
    return SeriesPage(
        site=site,
        key=series.key,
        path=f"series/{series.id}",
        title=series.title,
        series=series,
        dates=dates,
        upcoming=next(
            (
                row
                for row in dates
                if row.date >= site.today and not (row.session and row.session.is_cancelled)
            ),
            None,
        ),
        articles=site.articles_about(series),
        crumbs=crumbs_to(words),
        in_menu=series.key,
        is_fallback=series.is_fallback,
        stands_in=series.stands_in,
        is_sample=series.sample,
        description=describe(site, series.description) or words.series_description(title=series.title.plain),
    )
