"""The name under which browsers keep stars: stable, shared by the languages, different for other congresses."""

from __future__ import annotations

from typing import Any

import pytest

NAME = "sitegen example.org/2023 2023"


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("", "", NAME),
        ("https:", "http:", NAME),
        ("2023/\n", "2023\n", NAME),
        ("示例大会", "新名大会", NAME),
        ("start: 2023-08-25", "start: 2023-08-26", NAME),
        ("example.org/2023/", "example.org/", "sitegen example.org 2023"),
        ("base_url: https://example.org/2023/\n", "", "sitegen 示例大会 2023"),
    ],
)
def test_the_name_of_the_store(load: Any, site_yaml: str, old: str, new: str, name: str) -> None:
    sites = load({"site.yaml": site_yaml.replace(old, new)}).project.sites
    assert [site.storage_name for site in sites.values()] == [name, name]
