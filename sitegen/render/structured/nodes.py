"""What all structured data is made of: addresses, places, organisations and people as schema.org has them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from sitegen.model.people import Contribution
from sitegen.model.programme import Series, Session
from sitegen.model.site import Site
from sitegen.model.venues import Venue
from sitegen.render.urls import Addresses, Keyed, key_of
from sitegen.render.words import Words
from sitegen.text import Text

Node = dict[str, Any]
SCHEMA = "https://schema.org/"


def node(type_: str, **properties: Any) -> Node:
    """A thing of a type, without the properties that are absent or empty."""
    found: Node = {"@type": type_}
    for name, value in properties.items():
        if value:
            found[name] = value
    return found


def one_or_all(values: list[Any]) -> Any:
    """A single value alone, several as a list."""
    return values[0] if len(values) == 1 else values


class Nodes:
    """The things of one language that many pages name; each is made once."""

    def __init__(self, site: Site, addresses: Addresses, words: Words) -> None:
        self.site = site
        self.addresses = addresses
        self.words = words
        self._places: dict[tuple[object, ...], Node | str] = {}
        self._people: dict[str, Node] = {}

    # ------------------------------------------------------------ addresses
    def url(self, target: Keyed | str) -> str | None:
        """The absolute address of a page, in a language it is written in; None where that is not known."""
        key = key_of(target)
        there = self.addresses.languages_of.get(key) or (self.site.language.code,)
        code = self.site.language.code if self.site.language.code in there else there[0]
        folder = self.addresses.table[code].get(key)
        return self.addresses.absolute(folder) if folder is not None else None

    def event_id(self, target: Keyed | str) -> str | None:
        """What an event is called in all pages: the address of its own page, and `#event`."""
        url = self.url(target)
        return f"{url}#event" if url else None

    def reference(self, target: Keyed | str) -> Node | None:
        """An event that has its facts on a page of its own."""
        id_ = self.event_id(target)
        return {"@id": id_} if id_ else None

    # ------------------------------------------------------------ places
    def place_of(self, session: Session) -> Node | str:
        """Where an item takes place: room and venue, or the city of a stop."""
        key = (session.rooms, session.venue, session.place, session.city, session.series, session.tba)
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = self._place(session)
        return found

    def _place(self, session: Session) -> Node | str:
        venue = self.site.venue_of(session)
        if session.rooms and venue:
            name = self.words.comma.join([*self._rooms(session, venue), venue.name.plain])
            return self.venue(venue, name)
        if session.place or session.city:
            name = (session.place or session.city or "").strip()
            if not session.city:
                return name
            address = node("PostalAddress", addressLocality=session.city.plain)
            return node("Place", name=name, address=address)
        if venue and (session.venue or not session.tba):
            return self.venue(venue)
        if session.series or session.tba:
            return str(self.words.place_tba)
        return self.congress_place

    def _rooms(self, session: Session, venue: Venue) -> list[str]:
        """Names of the rooms; none where it is all of the venue."""
        if len(session.rooms) > 2 and len(session.rooms) == len(venue.rooms):
            return []
        return [room.name.plain for room in self.site.rooms_of(session)]

    def spot_of(self, session: Session) -> str:
        """The same in a word, for lists: room, else place or city, else venue."""
        if session.rooms:
            return self.site.rooms[session.rooms[0]].name.plain
        place = self.place_of(session)
        return place if isinstance(place, str) else str(place["name"])

    def place_of_series(self, series: Series) -> Any:
        """Its room or venue, else where its known dates are."""
        site = self.site
        if series.room:
            room = site.rooms[series.room]
            venue = site.venues[room.venue]
            return self.venue(venue, self.words.comma.join((room.name.plain, venue.name.plain)))
        if series.venue:
            return self.venue(site.venues[series.venue])
        places = [self.place_of(stop) for stop in series.sessions]
        unique = [place for n, place in enumerate(places) if place not in places[:n]]
        return one_or_all(unique) if unique else str(self.words.place_tba)

    def venue(self, venue: Venue, name: str = "") -> Node | str:
        """A building, or a room in it; its name alone while nothing is known of its address."""
        address = node(
            "PostalAddress",
            streetAddress=plain(venue.address),
            addressLocality=plain(venue.city),
            addressCountry=venue.country,
        )
        name = name or venue.name.plain
        return node("Place", name=name, address=address) if len(address) > 1 else name

    @cached_property
    def congress_place(self) -> Node | str:
        """The main venue, else the city."""
        event = self.site.event
        if event.venue:
            return self.venue(self.site.venues[event.venue])
        if event.city:
            return node(
                "Place",
                name=event.city.plain,
                address=node("PostalAddress", addressLocality=event.city.plain),
            )
        return str(self.words.place_tba)

    # ------------------------------------------------------------ organisations and people
    def organisation(self, id_: str) -> Node:
        """An organisation of organisations.yaml."""
        organisation = self.site.organisations[id_]
        return node("Organization", name=organisation.name.plain, url=organisation.url)

    @cached_property
    def hosts(self) -> Any:
        """Who holds the congress; None where nobody is named."""
        found = [self.organisation(id_) for id_ in self.site.event.hosts]
        return one_or_all(found) if found else None

    def people(self, contributions: Iterable[Contribution]) -> list[Node]:
        """People by name, with the addresses of their pages; each once."""
        return [self.person(id_) for id_ in dict.fromkeys(entry.id for entry in contributions)]

    def person(self, id_: str) -> Node:
        """Somebody by name."""
        found = self._people.get(id_)
        if found is None:
            person = self.site.people[id_]
            found = self._people[id_] = node("Person", name=person.name.plain, url=self.url(person))
        return found


def plain(text: Text | None) -> str | None:
    """The bare string of a text that may be absent."""
    return text.plain if text else None


def other_names(text: Text) -> Any:
    """A name in the other languages it was given in."""
    return one_or_all([other.plain for other in text.others]) if text.others else None
