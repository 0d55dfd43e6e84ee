"""Series as event series with their rule, trainings as courses too."""

from __future__ import annotations

import datetime
from typing import Any

from sitegen.model.programme import Series, SeriesDate
from sitegen.render.structured.events import COURSES, Events
from sitegen.render.structured.nodes import SCHEMA, Node, Nodes, node, one_or_all, other_names


class SeriesOfEvents:
    """The series of one language."""

    def __init__(self, nodes: Nodes, events: Events) -> None:
        self.nodes = nodes
        self.site = nodes.site
        self.words = nodes.words
        self.events = events

    def series(self, page: Any, description: str) -> list[Node]:
        """A series with its rule; single dates by reference, or with their time where they have no page."""
        series: Series = page.series
        if not page.dates:
            return []
        first, last = page.dates[0].date.isoformat(), page.dates[-1].date.isoformat()
        language = list(series.language)
        found = node(
            "EventSeries",
            name=series.title.plain,
            alternateName=other_names(series.title),
            description=description,
            startDate=first,
            endDate=last,
            location=self.nodes.place_of_series(series),
            organizer=node("Organization", name=series.organisers.plain) if series.organisers else None,
            performer=self.nodes.people(series.speakers),
            eventSchedule=self._schedule(series),
            subEvent=self._dates(series, page.dates),
            inLanguage=one_or_all(language) if language else None,
            url=self.nodes.url(series),
        )
        id_ = self.nodes.event_id(series)
        if id_:
            found["@id"] = id_
        if not any(kind in COURSES for kind in (series.kind, *(stop.kind for stop in series.sessions))):
            return [found]
        stops = self.events.references(series.sessions)
        return (
            [found, self.events.course(series, description, series.organisers, stops)] if stops else [found]
        )

    def _schedule(self, series: Series) -> Node | None:
        """The rule of the series, as schema.org/Schedule."""
        rule = series.rule
        if rule is None:
            return None
        off = {*series.exceptions, *(extra.instead_of for extra in series.extra if extra.instead_of)}
        return node(
            "Schedule",
            repeatFrequency="P1W",
            byDay=f"{SCHEMA}{rule.every.capitalize()}",
            startTime=f"{rule.start}:00",
            duration=f"PT{rule.duration}M",
            startDate=rule.starts.isoformat(),
            endDate=rule.until.isoformat(),
            exceptDate=[day.isoformat() for day in sorted(off)],
            scheduleTimezone=self.site.event.timezone,
        )

    def _dates(self, series: Series, dates: tuple[SeriesDate, ...]) -> list[Node]:
        """Dates with a page, and make-up days; all others follow from the rule."""
        extra: set[datetime.date] = {row.date for row in series.extra}
        found = []
        for row in dates:
            if row.session:
                found += self.events.references((row.session,))
            elif row.date in extra:
                start = self.words.dates.iso(row.date, row.start)
                place = self.nodes.place_of_series(series)
                found.append(node("Event", name=series.title.plain, startDate=start, location=place))
        return found
