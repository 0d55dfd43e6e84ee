"""Identities, and Markdown for readers outside the site."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sitegen.render.exchange import Exchange, guid_of, numbers_of
from sitegen.render.urls import Addresses


def test_uuids_are_those_of_their_names() -> None:
    assert guid_of("opening@example.org") == "89c811e2-417e-590f-92aa-36dea88aa976"
    assert guid_of("opening@example.org") != guid_of("closing@example.org")


def test_numbers_are_positive_and_none_is_taken_twice() -> None:
    guids = ["ffffffff-a", "ffffffff-b", "00000000-c", "00000003-d", "00000001-e"]
    assert numbers_of(guids) == {
        "ffffffff-a": 0x7FFFFFFF,
        "ffffffff-b": 1,
        "00000000-c": 2,
        "00000003-d": 3,
        "00000001-e": 4,
    }


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("no link", "no link"),
        ("[a](https://x.example/?b=1)", "[a](https://x.example/?b=1)"),
        ("[mail](mailto:a@b.example)", "[mail](mailto:a@b.example)"),
        ("[a](session:one)", "[a](https://example.org/zh/programme/one/index.html)"),
        ("[a](session:one#who)", "[a](https://example.org/zh/programme/one/index.html#who)"),
        ("[a](page:education/cme)", "[a](https://example.org/zh/education/cme/index.html)"),
        ("[a](session:none) and [b](media/b.pdf)", "a and b"),
        ("![a picture](media/a.jpg) of [b](#c)", "a picture of b"),
    ],
)
def test_links_outside_the_site(load: Callable[..., Any], markdown: str, expected: str) -> None:
    project = load({}).project
    table = {"session:one": "zh/programme/one", "prose:education/cme": "zh/education/cme"}
    addresses = Addresses({"zh": table, "en": {}}, {}, "https://example.org/")
    exchange = Exchange(project.sites, project.source, addresses, {"zh": None, "en": None})  # type: ignore[dict-item]
    assert exchange.outside(markdown, "zh") == expected
