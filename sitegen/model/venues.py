"""Venues, their rooms, and the time it takes to get from one to another."""

from __future__ import annotations

from pydantic import Field

from sitegen.model.fields import (
    Flag,
    Id,
    LocalText,
    Number,
    OptionalText,
    Plain,
    Record,
    Target,
    Url,
    VenueRef,
)


class Room(Record):
    """A room of a venue."""

    id: Id
    name: LocalText
    floor: Plain | None = None
    capacity: Number | None = Field(None, description="seats")
    venue: Plain = Field("", description="filled in: id of its venue")
    sample: Flag = False

    @property
    def key(self) -> str:
        """Name of this record among all."""
        return f"room:{self.id}"


class Map(Record):
    """A drawn map and links to map services."""

    image: Target | None = None
    alt: OptionalText = None
    approval_no: Plain | None = Field(None, description="审图号 of a published map")
    amap: Url | None = None
    baidu: Url | None = None
    tencent: Url | None = None
    osm: Url | None = None


class Venue(Record):
    """A building or campus where the congress, or a stop of a series, takes place."""

    id: Id
    name: LocalText
    address: OptionalText = None
    city: OptionalText = None
    country: Plain | None = None
    url: Url | None = None
    map: Map | None = None
    transport: OptionalText = Field(None, description="Markdown: how to get there")
    rooms: dict[str, Room] = Field(default_factory=dict)
    sample: Flag = False

    @property
    def key(self) -> str:
        """Name of this record among all."""
        return f"venue:{self.id}"


class Travel(Record):
    """Minutes from one venue to another, either way."""

    start: VenueRef = Field(alias="from")
    to: VenueRef
    minutes: Number
