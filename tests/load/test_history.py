"""A damaged ledger is the author's mistake, told at its place, with the way to get it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

ENTRY = """\
releases:
  - at: 2023-07-01T00:00:00Z
items:
  opening:
    uid: "opening@example.org"
    title: "开幕"
    fingerprint: "0"
    versions:
      - {released: 2023-07-01T00:00:00Z, date: 2023-08-26, start: "09:00"}
"""
DAMAGED = "content/history.yaml: error: the record of releases is damaged; nothing but “sitegen release” may write this file [history-damaged]"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("items:\n", "items:\n<<<<<<< HEAD\n", "content/history.yaml:4:1: error: "),
        ("2023-07-01T00:00:00Z\nitems", "yesterday\nitems", "content/history.yaml:2:9: error: “yesterday” is no moment in UTC [not-an-instant]"),
        ("versions:\n      - {released: 2023-07-01T00:00:00Z, ", "versions:\n      - {", "content/history.yaml:9:9: error: released is missing [missing-field]"),
        ("releases:\n  - at: 2023-07-01T00:00:00Z\n", "", "content/history.yaml:1:1: error: releases is missing [missing-field]"),
        ("fingerprint", "fingerprints", "content/history.yaml:7:5: error: unknown key “fingerprints” [unknown-key]"),
        ("releases:", "released:", "content/history.yaml:1:1: error: unknown key “released” [unknown-key]"),
    ],
)  # fmt: skip
def test_damage_is_told(load: Callable[..., Any], old: str, new: str, line: str) -> None:
    assert ENTRY.count(old) == 1
    lines = load({"history.yaml": ENTRY.replace(old, new)}).lines
    assert DAMAGED in lines
    assert any(found.startswith(line) for found in lines), lines


def test_an_empty_ledger_is_none(load: Callable[..., Any]) -> None:
    loaded = load({"history.yaml": ""})
    assert loaded.lines == []
    assert loaded.project.source.history.is_kept is False
