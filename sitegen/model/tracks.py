"""Tracks: the subjects of the programme, each with a letter and a colour."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle
from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from sitegen.model.colours import HEX_PATTERN, read_hex
from sitegen.model.fields import Id, LocalText, OptionalText, Plain, Record, fault
from sitegen.model.presets import TRACK_HUES
from sitegen.model.theme import own_bar, tint_of
from sitegen.problems import suggest


def _track_colour(value: Any) -> str:
    """A name of the palette, or a colour that bars can have on light grounds; the rest is made of its hue."""
    text = str(value)
    if text in TRACK_HUES:
        return text
    colour = read_hex(text)
    if colour is None:
        near = suggest(text, tuple(TRACK_HUES))
        raise fault("bad-track-colour", value=text, choices=", ".join(TRACK_HUES), suggestion=near)
    ratio, nearest = own_bar(colour)
    if nearest != colour:
        raise fault(
            "faint-track-colour", value=text, ratio=f"{int(ratio * 100) / 100:.2f}", suggestion=nearest
        )
    return colour


def colour_tracks(tracks: Mapping[str, Track]) -> dict[str, Track]:
    """Tracks without a colour get those of the palette that are free, in order; then from the start again."""
    used = {track.color for track in tracks.values()}
    free = [name for name in TRACK_HUES if name not in used] or list(TRACK_HUES)
    colours = cycle(free)
    return {
        id_: track if track.color else track.model_copy(update={"color": next(colours)})
        for id_, track in tracks.items()
    }


class Track(Record):
    """A subject running through the programme; shown by letter and name, never by colour alone."""

    id: Id
    name: LocalText
    code: Plain = ""
    color: Annotated[
        str,
        PlainValidator(_track_colour),
        WithJsonSchema({"anyOf": [{"enum": list(TRACK_HUES)}, {"type": "string", "pattern": HEX_PATTERN}]}),
    ] = Field("", description="a colour of the palette or one's own; the next free one if not given")
    description: OptionalText = None

    @property
    def key(self) -> str:
        """Name of this record among all."""
        return f"track:{self.id}"

    @property
    def tint(self) -> str:
        """Name of the colour in style sheets, after `track-`."""
        return tint_of(self.color)
