"""Which field of which record stands at a place in an author's file."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from sitegen.load.collect import LIST_KINDS, Collected
from sitegen.model.coverage import KINDS
from sitegen.problems import Location
from sitegen.source import Scalar, YamlList, YamlMap

OF_FOLDER = {
    "news": "articles",
    "pages": "pages",
    "people": "people",
    "programme": "sessions",
    "series": "series",
}
"""Folder of Markdown files → kind."""
_ITEMS = ("sessions", "talks", "panels", *LIST_KINDS)
"""Lists whose rows are records of their own."""


class Name(NamedTuple):
    """What an author calls a text: kind of record, id of the record, path of keys in it."""

    kind: str
    record: str
    field: str


def name_places(found: Collected, languages: Collection[str]) -> dict[Location, Name]:
    """The place of every scalar → its name; the code of a language is no part of it."""
    names: dict[Location, Name] = {}
    for place, name in _walk(found, frozenset(languages)):
        names.setdefault(place, name)
    return names


def kind_of_file(path: str) -> str:
    """The kind of what stands in a file, by its name: `content/people.yaml`, `content/news/opening.ja.md`."""
    _, _, inside = path.partition("/")
    top = inside.partition("/")[0].removesuffix(".yaml").removesuffix(".yml")
    kind = OF_FOLDER.get(top, top)
    return kind if kind in KINDS else "event"


def _walk(found: Collected, languages: frozenset[str]) -> Iterator[tuple[Location, Name]]:
    waiting: deque[tuple[Any, Name]] = deque(_roots(found))
    # breadth first: what a talk has from its block is named after the block
    while waiting:
        value, name = waiting.popleft()
        if isinstance(value, Scalar):
            yield value.where, name
        elif isinstance(value, YamlMap):
            for key, inner in value.items():
                if key in languages:
                    waiting.append((inner, name))
                elif key in _ITEMS and isinstance(inner, YamlList):
                    waiting += _rows(inner, name._replace(field=""))
                else:
                    waiting.append((inner, _under(name, key)))
        elif isinstance(value, YamlList):
            waiting += ((inner, _under(name, str(n))) for n, inner in enumerate(value, 1))
    for folder, pairs in found.prose.items():
        for pair in pairs.values():
            for document in pair.documents.values():
                yield (
                    Location(document.path, document.body_line, 1),
                    Name(OF_FOLDER[folder], pair.name, "text"),
                )


def _roots(found: Collected) -> Iterator[tuple[Any, Name]]:
    """The records of every file, each with its kind and id."""
    for kind, rows in found.lists.items():
        yield from _rows(rows, Name(kind, "", ""))
    for kind, root in found.maps.items():
        if kind in ("site", "contact"):
            yield root, Name("event" if kind == "site" else kind, "", "")
            continue
        for key, value in root.items():
            if kind != "programme":
                yield value, Name(kind, key, "")
            elif isinstance(value, YamlList):
                yield from _rows(value, Name(key, "", ""))
            elif isinstance(value, YamlMap):
                yield from ((row, Name(key, id_, "")) for id_, row in value.items())
    for folder, pairs in found.prose.items():
        for pair in pairs.values():
            for document in pair.documents.values():
                yield document.front, Name(OF_FOLDER[folder], pair.name, "")


def _rows(rows: Sequence[Any], over: Name) -> Iterator[tuple[Any, Name]]:
    """The rows of a list: by id, where they have none by their number, under the record they are in."""
    for n, row in enumerate(rows, 1):
        id_ = row.get("id") if isinstance(row, YamlMap) else None
        yield row, over._replace(record=str(id_) if id_ else f"{over.record}#{n}")


def _under(name: Name, key: str) -> Name:
    return name._replace(field=f"{name.field}.{key}" if name.field else key)
