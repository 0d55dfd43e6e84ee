"""Ids for rows that have none: the same while a build makes do with them and when they are written down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from typing import Any

from sitegen.model.names import fold, syllables
from sitegen.text import is_han

MOST_WORDS = 8
MOST_LETTERS = 40


def id_from(block: str, titles: Iterable[str], taken: Set[str]) -> str:
    """Id of the block and words of the title: `forum-vascular-stroke-what-is-new`.

    The first title in Latin letters counts, else the syllables of the first. So the id stays when rows
    change places. Of rows with one title in one block the second and further ones are numbered, in order.
    """
    named = [title for title in titles if title]
    latin = next((title for title in named if not any(map(is_han, title)) and _words(title)), None)
    words = _words(latin) if latin else syllables(named[0]) if named else []
    slug = "-".join(words[:MOST_WORDS])
    while len(slug) > MOST_LETTERS and "-" in slug:
        slug = slug.rpartition("-")[0]
    start = "-".join(part for part in (block, slug[:MOST_LETTERS] or "talk") if part)
    number, id_ = 1, start
    while id_ in taken:
        number += 1
        id_ = f"{start}-{number}"
    return id_


def ids_in(raw: Any) -> set[str]:
    """Every id in raw items, at any depth."""
    found: set[str] = set()
    waiting = [raw]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            found |= {str(value["id"])} if isinstance(value.get("id"), str) else set()
            waiting += [value.get("talks"), value.get("sessions")]
    return found


def _words(title: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(title.replace("’", "").replace("'", "")))
