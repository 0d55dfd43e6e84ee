"""`api/*.json`: the congress as plain JSON for any program, described by `api/schema.json`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from sitegen.load.project import Project
from sitegen.outputs.api import people, programme
from sitegen.outputs.api.rows import Rows
from sitegen.outputs.api.schema import make_schema
from sitegen.plan import Export
from sitegen.render.exchange import Exchange, as_json
from sitegen.render.urls import Addresses
from sitegen.render.words import Words


def make_api(project: Project, addresses: Addresses, words: Mapping[str, Words]) -> Iterator[Export]:
    """Every file of the interface. Records stand in the order of the files."""
    exchange = Exchange(project.sites, project.source, addresses, words)
    rows = Rows(exchange)
    makers: dict[str, tuple[Callable[[Rows], dict[str, Any]], str]] = {
        "index": (programme.index, ""),
        "people": (people.people, exchange.reads("people")),
        "rooms": (programme.rooms, ""),
        "sessions": (programme.sessions, f"{exchange.reads('sessions')} {exchange.reads('series')}"),
        "tracks": (programme.tracks, ""),
    }
    for name, (make, reads) in makers.items():
        yield Export(f"api/{name}.json", partial(_make, name, make, rows), reads)
    yield Export("api/schema.json", lambda: as_json(make_schema(tuple(project.sites))))


def _make(name: str, make: Callable[[Rows], dict[str, Any]], rows: Rows) -> bytes:
    return as_json({"$schema": "schema.json", "kind": name} | make(rows))
