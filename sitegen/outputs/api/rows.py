"""What all records of the interface are made with: the same record in each language, texts, absent values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sitegen.model.media import Link
from sitegen.model.people import Contribution
from sitegen.model.site import Site
from sitegen.render.exchange import Exchange
from sitegen.text import Text

T = TypeVar("T")
Row = dict[str, Any]


class Rows:
    """Makes records; what is absent is left out of them."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.site = exchange.source
        self.main = exchange.main

    def twins(self, get: Callable[[Site], Mapping[str, T]]) -> Iterable[tuple[T, ...]]:
        """The records of a kind, each in every language, in the order of the files."""
        return zip(*(get(site).values() for site in self.exchange.sites), strict=True)

    def text(self, twins: Sequence[Any], name: str) -> dict[str, str]:
        """A field of a record as texts by language."""
        if getattr(twins[0], name) is None:
            return {}
        return self.exchange.texts(getattr(twin, name) for twin in twins)

    def markdown(self, twins: Sequence[Any], name: str) -> dict[str, str]:
        """The same for a Markdown field."""
        if getattr(twins[0], name) is None:
            return {}
        return self.exchange.markdown(getattr(twin, name) for twin in twins)

    def organisation(self, values: Sequence[Text | str | None]) -> dict[str, str]:
        """An organisation, given by id or as text, by name."""
        names = (
            site.name_of_organisation(value) if value else None
            for site, value in zip(self.exchange.sites, values, strict=True)
        )
        return self.exchange.texts(names)

    def links(self, twins: Sequence[tuple[Link, ...]], owner: str) -> list[Row]:
        """Links as far as they have an address on the web."""
        found = []
        for row in zip(*twins, strict=True):
            url = self.exchange.file(row[0].url, owner)
            if url:
                found.append({"name": self.text(row, "name"), "url": url})
        return found

    def contributions(self, twins: Sequence[Iterable[tuple[str, Contribution]]]) -> list[Row]:
        """Who does what, with the words the author gave for it."""
        return [
            row(
                person=entries[0][1].id,
                role=entries[0][0],
                label=self.exchange.texts(entry.role for _, entry in entries) if entries[0][1].role else None,
            )
            for entries in zip(*twins, strict=True)
        ]


def row(**values: Any) -> Row:
    """A record without what is absent or empty; false and 0 are values."""
    return {name: value for name, value in values.items() if value or (value is not None and value == 0)}
