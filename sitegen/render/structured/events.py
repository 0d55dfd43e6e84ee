"""The congress, its days and items as events; courses as courses too."""

from __future__ import annotations

from typing import Any

from sitegen.model.programme import Series, Session
from sitegen.render.structured.nodes import SCHEMA, Node, Nodes, node, one_or_all, other_names, plain
from sitegen.text import Text

COURSES = ("course", "training")
TYPES = {
    "course": "EducationEvent",
    "training": "EducationEvent",
    "camp": "EducationEvent",
    "workshop": "EducationEvent",
    "lecture": "EducationEvent",
    "exhibition": "ExhibitionEvent",
    "social": "SocialEvent",
}
NO_EVENTS = ("break", "registration")
"""Kinds nobody searches for."""
STATUSES = {
    "scheduled": "EventScheduled",
    "moved": "EventRescheduled",
    "postponed": "EventPostponed",
    "cancelled": "EventCancelled",
    "replaced": "EventCancelled",
    "online": "EventMovedOnline",
}
"""Status here → EventStatusType. What was replaced does not take place; another event does."""


class Events:
    """The events of one language."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.site = nodes.site
        self.words = nodes.words

    # ------------------------------------------------------------ the congress
    def home(self, page: Any, description: str) -> list[Node]:
        """The congress, with its forums and courses by reference."""
        found = self._congress()
        found |= node(
            "Event",
            description=description,
            offers=self._offer(),
            subEvent=self.references((*page.forums, *page.courses)),
        )
        return [found]

    def day(self, page: Any, description: str) -> list[Node]:
        """What begins on a day, in brief; all of it has pages of its own."""
        items = [self._brief(item) for item in page.site.blocks_on(page.day) if item.kind not in NO_EVENTS]
        if not items:
            return []
        return [self._congress() | {"subEvent": items}]

    def _congress(self) -> Node:
        event, nodes = self.site.event, self.nodes
        online = event.status == "online"
        url = nodes.url("page:home")
        place = node("VirtualLocation", url=url) if online and url else nodes.congress_place
        found = node("Event", name=event.name.plain, alternateName=_names(event.name, event.short_name))
        found["startDate"] = event.start.isoformat()
        found["endDate"] = event.end.isoformat()
        found["eventStatus"] = SCHEMA + STATUSES[event.status]
        found["eventAttendanceMode"] = _mode("Online" if online else "Offline")
        found["location"] = place
        if nodes.hosts:
            found["organizer"] = nodes.hosts
        found["inLanguage"] = one_or_all([language.tag for language in self.site.languages])
        if url:
            found["url"] = url
            found["@id"] = f"{url}#event"
        return found

    def _offer(self) -> Node | None:
        """Registration, where there is a form and every fee is a number."""
        registration = self.site.event.registration
        if registration is None or registration.url is None:
            return None
        rows = [(fee.early, fee.regular, fee.onsite) for fee in registration.fees]
        fees = [fee for row in rows for fee in row if fee]
        if not fees or not all(fee.isdecimal() for fee in fees):
            return None
        return node(
            "AggregateOffer",
            lowPrice=min(fees, key=int),
            highPrice=max(fees, key=int),
            priceCurrency=registration.currency,
            url=registration.url,
            validFrom=registration.opens.isoformat() if registration.opens else None,
        )

    def references(self, items: tuple[Session, ...]) -> list[Node]:
        return [found for item in items if is_event(item) and (found := self.nodes.reference(item))]

    def _brief(self, item: Session) -> Node:
        status = self._status(item)
        return node(
            "Event",
            name=item.title.plain,
            alternateName=other_names(item.title),
            startDate=self.words.dates.iso(item.date, item.start),
            location=self.nodes.spot_of(item),
            eventStatus=SCHEMA + status if status != "EventScheduled" else None,
            url=self.nodes.url(item),
        )

    # ------------------------------------------------------------ items
    def session(self, page: Any, description: str) -> list[Node]:
        """An item with its time, place and people; a course also as a course."""
        item: Session = page.session
        if not is_event(item):
            return []
        event = self._event(item, description)
        if item.kind not in COURSES:
            return [event]
        event["@type"] = [event["@type"], "CourseInstance"]
        event.setdefault("@id", "#event")
        return [event, self.course(item, description, item.hosts, [{"@id": event["@id"]}])]

    def _event(self, item: Session, description: str) -> Node:
        nodes, status = self.nodes, self._status(item)
        mode, location = self._location(item)
        found: Node = {"@type": TYPES.get(item.kind, "Event"), "name": item.title.plain}
        other = other_names(item.title)
        if other:
            found["alternateName"] = other
        if description:
            found["description"] = description
        found["startDate"] = self.words.dates.iso(item.date, item.start)
        if item.end is not None:
            found["endDate"] = self.words.dates.iso(item.date, item.end)
        found["eventStatus"] = SCHEMA + status
        if status == "EventRescheduled":
            found["previousStartDate"] = self._previous(item)
        found["eventAttendanceMode"] = mode
        found["location"] = location
        performers = nodes.people((*item.speakers, *item.panellists))
        if performers:
            found["performer"] = performers
        others = nodes.people((*item.chairs, *item.moderators, *item.discussants))
        if others:
            found["contributor"] = others
        organizer = self._organizer(item)
        if organizer:
            found["organizer"] = organizer
        found["superEvent"] = self._over(item)
        if item.talks and (talks := self.references(item.talks)):
            found["subEvent"] = talks
        if item.language:
            found["inLanguage"] = one_or_all(list(item.language))
        url = nodes.url(item)
        if url:
            found["url"] = url
            found["@id"] = f"{url}#event"
        return found

    def _status(self, item: Session) -> str:
        """An EventStatusType: the congress may be off; rescheduled is only what has another time."""
        whole = self.site.event.status
        if not item.series and whole in ("postponed", "cancelled"):
            return STATUSES[whole]
        if item.status == "moved" and self._previous(item) is None:
            return STATUSES["scheduled"]
        return STATUSES[item.status]

    def _previous(self, item: Session) -> str | None:
        """When it was to begin before it moved to another time."""
        before = item.moved_from
        if before is None or item.date is None:
            return None
        date = before.date or item.date
        start = before.start if before.start is not None else item.start
        if (date, start) == (item.date, item.start):
            return None
        return self.words.dates.iso(date, start)

    def _location(self, item: Session) -> tuple[str, Any]:
        """Attendance mode and location; what is shown live is at both places."""
        place = self.nodes.place_of(item)
        live = item.live if item.live and item.live.startswith("http") else None
        if not item.series and self.site.event.status == "online":
            url = live or self.nodes.url(item)
            return _mode("Online"), node("VirtualLocation", url=url) if url else place
        if live:
            return _mode("Mixed"), [place, node("VirtualLocation", url=live)]
        return _mode("Offline"), place

    def _organizer(self, item: Session) -> Any:
        if item.hosts:
            return node("Organization", name=item.hosts.plain)
        series = self.site.series_of(item)
        if series:
            return node("Organization", name=series.organisers.plain) if series.organisers else None
        return self.nodes.hosts

    def _over(self, item: Session) -> Node:
        """The block, series or congress it is part of: by reference, or by name without `base_url`."""
        over = self.site.block_of(item) or self.site.series_of(item)
        if over is None:
            return self.nodes.reference("page:home") or self._bare_congress()
        reference = self.nodes.reference(over)
        if reference:
            return reference
        if isinstance(over, Series):
            dates = self.site.dates_of(over)
            return node(
                "EventSeries",
                name=over.title.plain,
                startDate=dates[0].date.isoformat() if dates else None,
                location=self.nodes.place_of_series(over),
            )
        return node(
            "Event",
            name=over.title.plain,
            startDate=self.words.dates.iso(over.date, over.start) if over.date else None,
            location=self.nodes.place_of(over),
        )

    def _bare_congress(self) -> Node:
        event = self.site.event
        return node(
            "Event",
            name=event.name.plain,
            startDate=event.start.isoformat(),
            location=self.nodes.congress_place,
        )

    def course(
        self, record: Session | Series, description: str, host: Text | None, dates: list[Node]
    ) -> Node:
        """What is taught, apart from when; by its organiser, else the hosts of the congress."""
        return node(
            "Course",
            name=record.title.plain,
            alternateName=other_names(record.title),
            description=description or record.title.plain,
            provider=node("Organization", name=host.plain) if host else self.nodes.hosts,
            inLanguage=one_or_all(list(record.language)) if record.language else None,
            url=self.nodes.url(record),
            hasCourseInstance=one_or_all(dates),
        )


def is_event(item: Session) -> bool:
    """Whether it is told as an event: it has a date, and is no break."""
    return item.date is not None and item.kind not in NO_EVENTS


def _mode(name: str) -> str:
    return f"{SCHEMA}{name}EventAttendanceMode"


def _names(name: Text, short: Text | None) -> Any:
    names = [other.plain for other in name.others]
    if short and plain(short) not in (name.plain, *names):
        names.append(short.plain)
    return one_or_all(names) if names else None
