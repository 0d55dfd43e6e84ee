"""`programme/session.json`: the congress for the OPass (CCIP) apps, both languages in one file.

The apps want `zh` and `en` with every text, never absent (a missing translation is a copy of the other
language), a room for every session and every key in every session, empty ones as null; texts are Markdown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from typing import Any

from sitegen.load.project import Project
from sitegen.model.programme import Session
from sitegen.plan import Export
from sitegen.render.exchange import Exchange, as_json, people_in
from sitegen.render.urls import Addresses
from sitegen.render.words import Words
from sitegen.text import Text

APP_LANGUAGES = ("zh", "en")

Row = dict[str, Any]


def make_session_file(project: Project, addresses: Addresses, words: Mapping[str, Words]) -> Iterator[Export]:
    """The file: the innermost items that have a day and a time, in the order of time.

    What was cancelled, postponed or replaced stays, and says so in its title.
    """
    exchange = Exchange(project.sites, project.source, addresses, words)
    reads = f"{exchange.reads('sessions')} {exchange.reads('people')}"
    yield Export("programme/session.json", partial(_make, exchange), reads)


def _make(exchange: Exchange) -> bytes:
    items = [item for item in exchange.leaves() if item.date is not None and item.start is not None]
    items.sort(key=lambda item: (item.date, item.start))
    maker = _Maker(exchange)
    sessions = [maker.session(item) for item in items]
    data = {
        "sessions": sessions,
        "speakers": [maker.speaker(id_) for id_ in maker.people],
        "session_types": [maker.kind(kind) for kind in dict.fromkeys(item.kind for item in items)],
        "rooms": [{"id": id_} | names for id_, names in maker.rooms.items()],
        "tags": [{"id": id_} | names for id_, names in maker.tags.items()],
    }
    return as_json(data)


class _Maker:
    """Makes the records, and notes which people, rooms and tags they name."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.codes = tuple(dict.fromkeys((*exchange.codes, *APP_LANGUAGES)))
        self.people: dict[str, None] = {}
        self.rooms: dict[str, Row] = {}
        self.tags: dict[str, Row] = {}
        self._tag_ids: dict[str, str] = {}

    def _blocks(self, **fields: Iterable[str]) -> dict[str, dict[str, str]]:
        """A block per language, of texts in the languages of the site; others get the source language."""
        rows = dict(
            zip(
                self.exchange.codes,
                (dict(zip(fields, row, strict=True)) for row in zip(*fields.values(), strict=True)),
                strict=True,
            )
        )
        main = rows[self.exchange.source.language.code]
        return {code: rows.get(code, main) for code in self.codes}

    def _markdown(self, texts: Iterable[Text | None]) -> list[str]:
        """Texts of every language; one that is missing is that of another."""
        return [self.exchange.outside(text, text.lang.code).strip() if text else "" for text in texts]

    def session(self, item: Session) -> Row:
        exchange = self.exchange
        twins = exchange.twins(item)
        ids = people_in(item)
        self.people |= dict.fromkeys(ids)
        spot = exchange.spot_of(item)
        if spot.id not in self.rooms:
            self.rooms[spot.id] = self._blocks(name=map(str, spot.names))
        for room in item.rooms[1:]:
            if room not in self.rooms:
                self.rooms[room] = self._blocks(name=[site.rooms[room].name.plain for site in exchange.sites])
        start = exchange.start_of(item)
        return {
            "id": item.id,
            "type": item.kind,
            "room": spot.id,
            "broadcast": list(item.rooms[1:]) or None,
            "start": start,
            "end": exchange.end_of(item) or start,
            "language": self._language(item),
            **self._blocks(title=self._titles(twins), description=self._descriptions(item, twins)),
            "speakers": list(ids),
            "tags": self._tags(item, twins),
            "co_write": None,
            "qa": exchange.file(item.questions, item.id),
            "slide": exchange.file(item.slides, item.id),
            "record": exchange.file(item.recording, item.id),
            "live": exchange.file(item.live, item.id),
            "uri": exchange.page(item, exchange.source.language.code),
        }

    def _descriptions(self, item: Session, twins: tuple[Session, ...]) -> list[str]:
        """The abstract, and the posters that hang there."""
        texts = self._markdown(twin.abstract for twin in twins)
        if item.talks:
            posters = (self.exchange.posters_of(item, place) for place in range(len(texts)))
            texts = ["\n\n".join(filter(None, pair)) for pair in zip(texts, posters, strict=True)]
        return texts

    def _titles(self, twins: tuple[Session, ...]) -> list[str]:
        if not twins[0].is_cancelled:
            return [twin.title.plain for twin in twins]
        return [
            words.labelled(label=words.of("status", twin.status), value=twin.title.plain)
            for words, twin in zip(self.exchange.words, twins, strict=True)
        ]

    def _language(self, item: Session) -> str | None:
        """What is spoken, in words of the source language: the apps show it as it is."""
        words = self.exchange.words[self.exchange.main]
        names = []
        for code in item.language:
            name = code.split("-")[0].lower()
            names.append(words.of("spoken", name) if f"spoken_{name}" in words else words.spoken_other)
        return words.comma.join(names) or None

    def _tags(self, item: Session, twins: tuple[Session, ...]) -> list[str]:
        """The track and the author's own tags."""
        found = []
        if item.track:
            found.append(item.track)
            if item.track not in self.tags:
                names = [site.tracks[item.track].name.plain for site in self.exchange.sites]
                self.tags[item.track] = self._blocks(name=names)
        for texts in zip(*(twin.tags for twin in twins), strict=True):
            name = texts[self.exchange.main].plain
            id_ = self._tag_ids.get(name)
            if id_ is None:
                id_ = self._tag_ids[name] = _tag_id(name)
                self.tags[id_] = self._blocks(name=[text.plain for text in texts])
            found.append(id_)
        return found

    def speaker(self, id_: str) -> Row:
        exchange = self.exchange
        twins = tuple(site.people[id_] for site in exchange.sites)
        texts = self._blocks(
            name=[twin.name.plain for twin in twins], bio=self._markdown(twin.bio for twin in twins)
        )
        return {"id": id_, "avatar": exchange.portrait(twins[0]), **texts}

    def kind(self, kind: str) -> Row:
        return {"id": kind, **self._blocks(name=[words.of("kind", kind) for words in self.exchange.words])}


def _tag_id(text: str) -> str:
    """A stable id for a tag, which its author only named; no track's id has an underscore."""
    return f"tag_{blake2b(text.encode(), digest_size=4).hexdigest()}"
