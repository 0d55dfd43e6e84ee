"""The JSON Schema (draft 2020-12) of the interface: one for all files, told apart by their `kind`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sitegen.model.presets import TRACK_HUES
from sitegen.model.programme import KINDS, STATUSES

Schema = dict[str, Any]

_STRING: Schema = {"type": "string", "minLength": 1}
_ID: Schema = {"$ref": "#/$defs/id"}
_TEXT: Schema = {"$ref": "#/$defs/text"}
_DATE: Schema = {"$ref": "#/$defs/date"}
_MOMENT: Schema = {"$ref": "#/$defs/moment"}
_URL: Schema = {"$ref": "#/$defs/url"}
_GUID: Schema = {"$ref": "#/$defs/guid"}
_PAGES: Schema = {"$ref": "#/$defs/pages"}
_COUNT: Schema = {"type": "integer", "minimum": 0}


def make_schema(codes: Sequence[str]) -> Schema:
    """The schema for a site in these languages."""
    kinds = ("index", "people", "rooms", "sessions", "tracks")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sitegen congress data",
        "description": "Texts are maps by language code; a language without the text is absent. "
        "Fields without a value are absent. Moments carry the offset of the congress zone.",
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds],
        "$defs": {
            **_values(codes),
            **_records(),
            "index": _file("index", generator=_record(name=_STRING, version=_STRING), **_index()),
            "people": _file("people", people=_many("person")),
            "rooms": _file("rooms", venues=_many("venue"), rooms=_many("room")),
            "sessions": _file("sessions", series=_many("series"), sessions=_many("session")),
            "tracks": _file("tracks", tracks=_many("track")),
        },
    }


def _values(codes: Sequence[str]) -> Schema:
    def by_language(value: Schema) -> Schema:
        return {
            "type": "object",
            "properties": dict.fromkeys(codes, value),
            "additionalProperties": False,
            "minProperties": 1,
        }

    return {
        "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "guid": {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
        "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "moment": {
            "type": "string",
            "description": "RFC 3339; may be after midnight of the congress day in `date`",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}$",
        },
        "url": {"type": "string", "pattern": "^https?://"},
        "text": by_language(_STRING),
        "pages": by_language(_URL),
    }


def _records() -> Schema:
    link = _record(name=_TEXT, url=_URL)
    return {
        "person": _record(
            id=_ID,
            guid=_GUID,
            name=_TEXT,
            optional={
                "sort_key": _STRING,
                "honorific": _TEXT,
                "rank": _TEXT,
                "positions": _list(_record(optional={"post": _TEXT, "organisation": _TEXT})),
                "affiliation": _TEXT,
                "country": _STRING,
                "bio": _TEXT,
                "photo": _URL,
                "links": _list(link),
                "email": _STRING,
                "phone": _STRING,
                "committees": _list(_record(id=_ID, title=_TEXT, optional={"role": _TEXT})),
                "url": _PAGES,
            },
        ),
        "venue": _record(
            id=_ID,
            name=_TEXT,
            optional={"address": _TEXT, "city": _TEXT, "country": _STRING, "url": _URL},
        ),
        "room": _record(
            id=_ID,
            guid=_GUID,
            name=_TEXT,
            venue=_ID,
            optional={"floor": _STRING, "capacity": _COUNT, "url": _PAGES},
        ),
        "track": _record(
            id=_ID,
            name=_TEXT,
            color={"type": "string", "pattern": f"^(?:{'|'.join(TRACK_HUES)}|#[0-9a-f]{{6}})$"},
            optional={"code": _STRING, "description": _TEXT, "url": _PAGES},
        ),
        "series": _series(),
        "session": _session(link),
    }


def _series() -> Schema:
    date = _record(
        date=_DATE,
        optional={"start": _MOMENT, "end": _MOMENT, "session": _ID, "instead_of": _DATE, "note": _TEXT},
    )
    return _record(
        id=_ID,
        title=_TEXT,
        optional={
            "subtitle": _TEXT,
            "description": _TEXT,
            "organisers": _TEXT,
            "room": _ID,
            "venue": _ID,
            "language": _list(_STRING),
            "dates": _list(date),
            "url": _PAGES,
        },
    )


def _session(link: Schema) -> Schema:
    roles = ["chair", "moderator", "speaker", "panellist", "discussant"]
    number: Schema = {"type": "number", "minimum": 0}
    return _record(
        id=_ID,
        guid=_GUID,
        kind={"enum": list(KINDS)},
        title=_TEXT,
        status={"enum": list(STATUSES)},
        optional={
            "subtitle": _TEXT,
            "abstract": {**_TEXT, "description": "Markdown"},
            "parent": {**_ID, "description": "id of the block it is in"},
            "series": _ID,
            "talks": {**_list(_ID), "description": "ids of what is in it, in order"},
            "date": {**_DATE, "description": "the congress day that owns it"},
            "start": _MOMENT,
            "end": _MOMENT,
            "rooms": _list(_ID),
            "venue": _ID,
            "city": _TEXT,
            "place": _TEXT,
            "track": _ID,
            "people": _list(_record(person=_ID, role={"enum": roles}, optional={"label": _TEXT})),
            "hosts": _TEXT,
            "language": {**_list(_STRING), "description": "spoken, BCP 47"},
            "interpretation": _list(_STRING),
            "credits": _record(optional={"project": _ID, "hours": number, "points": number}),
            "status_note": _TEXT,
            "moved_from": _record(optional={"date": _DATE, "start": _MOMENT, "room": _ID}),
            "replaced_by": _ID,
            "tba": {"const": True},
            "number": {**_STRING, "description": "of a poster or paper"},
            "tags": _list(_TEXT),
            "level": _TEXT,
            "capacity": _COUNT,
            "registration": _URL,
            "slides": _URL,
            "recording": _URL,
            "live": _URL,
            "questions": _URL,
            "links": _list(link),
            "sample": {"const": True, "description": "invented"},
            "url": _PAGES,
        },
    )


def _index() -> dict[str, Schema]:
    return {
        "languages": _list(_record(code=_STRING, tag=_STRING, name=_STRING)),
        "source_language": _STRING,
        "event": _record(
            name=_TEXT,
            start=_DATE,
            end=_DATE,
            timezone={**_STRING, "description": "IANA name"},
            status={"enum": ["scheduled", "postponed", "cancelled", "online"]},
            optional={
                "short_name": _TEXT,
                "theme": _TEXT,
                "summary": _TEXT,
                "city": _TEXT,
                "venue": _ID,
                "url": _PAGES,
            },
        ),
        "days": _list(_record(date=_DATE, optional={"name": _TEXT})),
        "files": {"type": "object", "additionalProperties": _STRING},
    }


def _file(kind: str, **fields: Schema) -> Schema:
    return _record(kind={"const": kind}, optional={"$schema": _STRING}, **fields)


def _many(kind: str) -> Schema:
    return _list({"$ref": f"#/$defs/{kind}"})


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _record(optional: dict[str, Schema] | None = None, **required: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }
