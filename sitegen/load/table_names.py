"""Finds the people, rooms and tracks that cells name, by id or by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sitegen.load.table_cells import parts_of, places_of
from sitegen.load.table_headers import plain
from sitegen.problems import Problems
from sitegen.source import Scalar, YamlMap


class Names:
    """Ids by compared name; a name of several has several."""

    def __init__(self, records: Any, *fields: str) -> None:
        self._ids: dict[str, list[str]] = {}
        self._own = set(records) if isinstance(records, dict) else set()
        for id_, record in records.items() if isinstance(records, dict) else ():
            for field in fields if isinstance(record, dict) else ():
                for form in {plain(form) for form in _forms(record.get(field))} - {""}:
                    bearers = self._ids.setdefault(form, [])
                    if id_ not in bearers:
                        bearers.append(str(id_))

    def find(self, text: str) -> list[str]:
        """The ids that have this name; the id itself where it is one."""
        return [text] if text in self._own else self._ids.get(plain(text), [])

    def id_or_text(self, text: Scalar) -> Scalar:
        """The id where it is clear, else what was typed: decoding then tells that nobody has it."""
        found = self.find(text)
        return Scalar(found[0], text.where, is_plain=False) if len(found) == 1 else text


class People:
    """People by name; of several with one name the one at that affiliation."""

    def __init__(self, people: Any, organisations: Any, problems: Problems) -> None:
        self._names = Names(people, "name")
        self._people: dict[str, Any] = people if isinstance(people, dict) else {}
        self._organisations: dict[str, Any] = organisations if isinstance(organisations, dict) else {}
        self._problems = problems

    def of_cell(self, cell: Scalar, affiliation: Scalar | None) -> list[Scalar]:
        """Everybody a cell names, checked against the cell with affiliations."""
        typed = self._split(str(cell))
        places = self._places(affiliation, len(typed))
        return [
            self._person(Scalar(name, cell.where, is_plain=False), affiliation, places[n])
            for n, name in enumerate(typed)
        ]

    def _split(self, text: str) -> list[str]:
        if self._names.find(text):  # also one with a comma in the name
            return [text]
        names: list[str] = []
        for part in parts_of(text):
            words = re.split(r"\s+", part)
            apart = len(words) > 1 and not self._names.find(part) and all(map(self._names.find, words))
            names += words if apart else [part]
        return names

    @staticmethod
    def _places(affiliation: Scalar | None, count: int) -> list[list[str]]:
        """For each of so many people, what the affiliation may be."""
        if affiliation is None:
            return [[]] * count
        parts = places_of(affiliation)
        if count > 1 and len(parts) == count:
            return [[part] for part in parts]
        return [[*parts, str(affiliation)]] * count

    def _person(self, name: Scalar, affiliation: Scalar | None, places: list[str]) -> Scalar:
        found = self._names.find(name)
        if len(found) > 1:
            there = [id_ for id_ in found if self._is_at(id_, places)]
            if len(there) != 1:
                self._problems.error(
                    "table-ambiguous-person", name.where, name=str(name), ids=", ".join(found)
                )
            return Scalar((there or found)[0], name.where, is_plain=False)
        if found and affiliation is not None and self._is_at(found[0], places) is False:
            self._problems.warning(
                "table-affiliation", affiliation.where, id=found[0], value=" / ".join(places[:1])
            )
        return Scalar(found[0], name.where, is_plain=False) if found else name

    def _is_at(self, id_: str, places: list[str]) -> bool | None:
        """Whether one of the places is a person's affiliation or a part of it; None where nobody knows."""
        own = {form for text in self._affiliations(self._people[id_]) if (form := plain(text))}
        named = {form for text in places if (form := plain(text))}
        return any(a in b or b in a for a in own for b in named) if own and named else None

    def _affiliations(self, person: Any) -> Iterator[str]:
        if not isinstance(person, dict):
            return
        positions = person.get("positions")
        places = [person.get("affiliation")]
        places += [row.get("organisation") for row in positions or () if isinstance(row, dict)]
        for place in places:
            organisation = self._organisations.get(place) if isinstance(place, str) else None
            if isinstance(organisation, YamlMap):
                yield from _forms(organisation.get("name"))
                yield from _forms(organisation.get("short"))
            yield from _forms(place)


def _forms(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (form for form in value.values() if isinstance(form, str))
    elif isinstance(value, str):
        yield value
