"""session.json for the OPass apps: the exact file for a small congress, and what the apps rely on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from sitegen.outputs.opass import make_session_file

EXPECTED = Path(__file__).parent / "golden" / "session.json"
KEYS = {
    "id", "type", "room", "broadcast", "start", "end", "language", "zh", "en", "speakers", "tags",
    "co_write", "qa", "slide", "record", "live", "uri",
}  # fmt: skip


def read(made: Mapping[str, bytes]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(made["programme/session.json"])
    return data


@pytest.mark.golden
def test_the_file_is_as_expected(
    export: Callable[..., dict[str, bytes]], golden: Callable[[Path, bytes], bytes]
) -> None:
    made = export(make_session_file)["programme/session.json"]
    assert made == golden(EXPECTED, made)


def test_every_item_with_a_time_once_in_the_order_of_time(export: Callable[..., dict[str, bytes]]) -> None:
    data = read(export(make_session_file))
    assert [(row["id"], row["room"], row["start"], row["end"]) for row in data["sessions"]] == [
        ("one", "a", "2023-08-25T09:00:00+08:00", "2023-08-25T09:30:00+08:00"),
        ("two", "a", "2023-08-25T09:30:00+08:00", "2023-08-25T10:00:00+08:00"),
        ("pause", "-", "2023-08-25T10:00:00+08:00", "2023-08-25T10:30:00+08:00"),
        ("night", "b", "2023-08-25T23:30:00+08:00", "2023-08-26T00:30:00+08:00"),
        ("late", "b", "2023-08-26T00:30:00+08:00", "2023-08-26T01:00:00+08:00"),
        ("all-hands", "a", "2023-08-26T08:00:00+08:00", "2023-08-26T09:00:00+08:00"),
        ("moved", "a", "2023-08-26T09:00:00+08:00", "2023-08-26T09:00:00+08:00"),
        ("unsure", "-", "2023-08-26T09:00:00+08:00", "2023-08-26T09:30:00+08:00"),
        ("unsure-2", "-", "2023-08-26T09:15:00+08:00", "2023-08-26T09:45:00+08:00"),
    ]
    assert [row["id"] for row in data["sessions"] if row["broadcast"]] == ["all-hands"]


def test_what_is_cancelled_says_so_and_what_is_missing_is_a_copy(
    export: Callable[..., dict[str, bytes]],
) -> None:
    two = next(row for row in read(export(make_session_file))["sessions"] if row["id"] == "two")
    assert (two["zh"], two["en"]) == (
        {"title": "已取消：第二讲", "description": ""},
        {"title": "Cancelled: 第二讲", "description": ""},
    )


def test_every_key_is_there_and_every_reference_leads_somewhere(
    export: Callable[..., dict[str, bytes]],
) -> None:
    data = read(export(make_session_file))
    known = {kind: [row["id"] for row in data[kind]] for kind in data}
    assert all(len(ids) == len(set(ids)) for ids in known.values())
    for row in data["sessions"]:
        assert set(row) == KEYS
        assert row["type"] in known["session_types"]
        assert {row["room"], *(row["broadcast"] or ())} <= set(known["rooms"])
        assert set(row["speakers"]) <= set(known["speakers"])
        assert set(row["tags"]) <= set(known["tags"])
        assert all(isinstance(row[code][name], str) for code in ("zh", "en") for name in row[code])
    assert all(
        row[code]["name"]
        for kind in data
        if kind != "sessions"
        for row in data[kind]
        for code in ("zh", "en")
    )


def test_a_portrait_only_where_one_is_published(
    export: Callable[..., dict[str, bytes]], congress: Mapping[str, str], site_yaml: str
) -> None:
    programme = congress["programme.yaml"].replace("room: b}", "room: b, speakers: [li-si, wang-wu]}", 1)
    files = {**congress, "programme.yaml": programme}

    def avatars(made: Mapping[str, bytes]) -> dict[str, str]:
        return {row["id"]: row["avatar"] for row in read(made)["speakers"]}

    assert avatars(export(make_session_file, files)) == {
        "wang-wu": None,
        "li-si": "https://example.org/2023/assets/li-si.jpg",
    }
    without = site_yaml.replace("base_url: https://example.org/2023/\n", "")
    assert avatars(export(make_session_file, {**files, "site.yaml": without})) == {
        "wang-wu": None,
        "li-si": None,
    }


def test_a_site_without_english_has_both_blocks(
    export: Callable[..., dict[str, bytes]], site_yaml: str
) -> None:
    site = "".join(line for line in site_yaml.splitlines(True) if "en:" not in line)
    programme = "sessions:\n  - {id: item, title: 一, date: 2023-08-25, time: 09:00–10:00}\n"
    data = read(export(make_session_file, {"site.yaml": site, "programme.yaml": programme}))
    assert data["sessions"][0]["en"] == data["sessions"][0]["zh"] == {"title": "一", "description": ""}
