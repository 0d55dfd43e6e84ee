"""The plain JSON interface: exact files for a small congress, its schema, and what must not be in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from sitegen.outputs.api import make_api
from tests.outputs.json_schema import faults

EXPECTED = Path(__file__).parent / "golden" / "api"
NAMES = ("index", "people", "rooms", "sessions", "tracks")


def read(made: Mapping[str, bytes], name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(made[f"api/{name}.json"])
    return data


@pytest.mark.golden
@pytest.mark.parametrize("name", [*NAMES, "schema"])
def test_the_file_is_as_expected(
    export: Callable[..., dict[str, bytes]], golden: Callable[[Path, bytes], bytes], name: str
) -> None:
    made = export(make_api)[f"api/{name}.json"]
    assert made == golden(EXPECTED / f"{name}.json", made)


def test_the_files(export: Callable[..., dict[str, bytes]]) -> None:
    made = export(make_api)
    assert sorted(made) == sorted(f"api/{name}.json" for name in (*NAMES, "schema"))
    assert read(made, "index")["files"] == {name: f"{name}.json" for name in NAMES if name != "index"}


@pytest.mark.parametrize("base", ["base_url: https://example.org/2023/\n", ""])
def test_every_file_fits_the_schema(
    export: Callable[..., dict[str, bytes]], congress: Mapping[str, str], site_yaml: str, base: str
) -> None:
    site = site_yaml.replace("base_url: https://example.org/2023/\n", base)
    made = export(make_api, {**congress, "site.yaml": site})
    schema = read(made, "schema")
    assert {name: faults(read(made, name), schema, schema) for name in NAMES} == {name: [] for name in NAMES}


def test_the_schema_refuses(export: Callable[..., dict[str, bytes]]) -> None:
    made = export(make_api)
    schema = read(made, "schema")
    data = read(made, "sessions")
    session = data["sessions"][0]
    for change in (
        {"start": "09:00"},
        {"kind": "party"},
        {"title": {}},
        {"title": {"fr": "Forum"}},
        {"id": "Forum 1"},
        {"rooms": "a"},
        {"secret": True},
        {"capacity": -1},
    ):
        assert faults({**data, "sessions": [session | change]}, schema, schema), change
    assert faults({**data, "sessions": [{"id": "forum"}]}, schema, schema)
    assert faults({**data, "kind": "people"}, schema, schema)


def test_every_item_once_blocks_and_series_too(export: Callable[..., dict[str, bytes]]) -> None:
    data = read(export(make_api), "sessions")
    assert [(row["id"], row.get("parent"), row.get("talks")) for row in data["sessions"]] == [
        ("forum", None, ["one", "two"]),
        ("one", "forum", None),
        ("two", "forum", None),
        *(
            (id_, None, None)
            for id_ in ("pause", "night", "late", "all-hands", "moved", "unsure", "unsure-2")
        ),
        ("someday", None, None),
        ("wuhan", None, None),
    ]
    assert [row["dates"] for row in data["series"]] == [
        [
            {
                "date": "2023-07-15",
                "start": "2023-07-15T09:00:00+08:00",
                "end": "2023-07-15T11:00:00+08:00",
                "session": "wuhan",
            },
            {
                "date": "2023-07-22",
                "start": "2023-07-22T09:00:00+08:00",
                "end": "2023-07-22T10:00:00+08:00",
                "instead_of": "2023-07-20",
                "note": {"zh": "补", "en": "Make-up"},
            },
            {
                "date": "2023-07-27",
                "start": "2023-07-27T09:00:00+08:00",
                "end": "2023-07-27T10:00:00+08:00",
            },
        ]
    ]


def test_nothing_private_and_nothing_unfinished(
    export: Callable[..., dict[str, bytes]], congress: Mapping[str, str]
) -> None:
    programme = congress["programme.yaml"] + (
        "  - {id: secret, title: 草稿甲, draft: true}\n"
        "  - id: open\n    title: 论坛乙\n    date: 2023-08-27\n    time: 09:00–10:00\n    room: a\n    talks:\n"
        "      - {id: hidden, title: 草稿丙, duration: 30, draft: true}\n"
        "      - {id: shown, title: 丁, duration: 30}\n"
    )
    made = export(make_api, {**congress, "programme.yaml": programme})
    people = {row["id"]: (row.get("email"), row.get("phone")) for row in read(made, "people")["people"]}
    assert people == {"li-si": ("li@example.org", None), "wang-wu": (None, None)}
    everything = b"".join(made.values()).decode()
    assert [
        word for word in ("草稿", "secret", "hidden", "010 1234", "wang@example.org") if word in everything
    ] == []
    shown = next(row for row in read(made, "sessions")["sessions"] if row["id"] == "shown")
    assert shown["start"] == "2023-08-27T09:30:00+08:00"


def test_a_text_has_the_languages_it_was_written_in(export: Callable[..., dict[str, bytes]]) -> None:
    made = export(make_api)
    titles = {row["id"]: row["title"] for row in read(made, "sessions")["sessions"]}
    assert (titles["night"], titles["two"]) == ({"zh": "夜谈", "en": "Night talk"}, {"zh": "第二讲"})
    assert '"zh":"夜谈"' in made["api/sessions.json"].decode()
