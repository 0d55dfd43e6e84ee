"""Relative addresses from every depth, in both forms of links."""

from __future__ import annotations

import pytest

from sitegen.render.urls import Addresses, Standpoint, UnknownAddress
from sitegen.text import Language

ZH = Language("zh", "zh-Hans", "中文", "zh")
TABLE = {
    "zh": {"page:home": "zh", "person:li-si": "zh/people/li-si", "page:404": "zh/404.html"},
    "en": {"page:home": "en", "person:li-si": "en/people/li-si", "page:404": "en/404.html"},
}


def standpoint(depth: int, links: str = "files", root: str | None = None) -> Standpoint:
    return Standpoint(Addresses(TABLE, {}, "https://example.org/2023/", links), ZH, depth, root)


@pytest.mark.parametrize(
    ("depth", "links", "key", "expected"),
    [
        (1, "files", "page:home", "index.html"),
        (1, "files", "person:li-si", "people/li-si/index.html"),
        (3, "files", "page:home", "../../index.html"),
        (3, "files", "person:li-si", "../../people/li-si/index.html"),
        (3, "clean", "person:li-si", "../../people/li-si/"),
        (1, "clean", "page:home", "./"),
        (2, "clean", "page:home", "../"),
        (0, "files", "page:home", "zh/index.html"),
        (2, "files", "page:404", "../404.html"),
    ],
)
def test_addresses_are_relative(depth: int, links: str, key: str, expected: str) -> None:
    assert standpoint(depth, links).url(key) == expected


def test_a_fragment_is_kept() -> None:
    assert standpoint(1).url("person:li-si", "talks") == "people/li-si/index.html#talks"


def test_the_other_language_is_reached_through_the_root() -> None:
    assert standpoint(3).to_folder("en/people/li-si") == "../../../en/people/li-si/index.html"


def test_root_absolute_addresses() -> None:
    assert standpoint(0, root="/2023/").url("person:li-si") == "/2023/zh/people/li-si/index.html"


def test_an_unknown_page_is_refused() -> None:
    assert not standpoint(1).has("person:nobody")
    with pytest.raises(UnknownAddress, match="person:nobody"):
        standpoint(1).url("person:nobody")


def test_absolute_addresses() -> None:
    addresses = standpoint(1).addresses
    assert addresses.absolute("zh/people/li-si") == "https://example.org/2023/zh/people/li-si/index.html"
    assert addresses.absolute("zh/404.html") == "https://example.org/2023/zh/404.html"
    assert Addresses(TABLE, {}).absolute("zh") is None
