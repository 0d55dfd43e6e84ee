"""What the exports for other programs share: identities, instants, texts in every language, addresses."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from urllib.parse import quote, urlsplit

from sitegen.model.people import Person
from sitegen.model.programme import Session
from sitegen.model.site import Site
from sitegen.render.urls import Addresses, Keyed, key_of
from sitegen.render.words import Words
from sitegen.text import Text

NAMESPACE = uuid.UUID("5b1f3f8e-6c52-5d0e-9d5b-0f6f7a1d2c43")
"""Of every UUID made here (version 5, RFC 9562); the names in it are UIDs of calendars. Never change it."""
NOWHERE = "-"
"""Id of the place of what has no room and no venue; no author can write it."""

_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?([^)\s>]*)>?(?:\s+[\"'(][^)]*)?\)")
ROLES = ("speakers", "panellists", "moderators", "discussants", "chairs")
"""Order of the people of an item for programs that know but one role."""

_PICTURE = re.compile(r"!\[([^\[\]]*)\]\([^)]*\)")
_OUTSIDE = re.compile(r"(?:https?:|mailto:|tel:)")


@lru_cache(maxsize=10_000)
def guid_of(name: str) -> str:
    """The UUID that belongs to a name for ever."""
    return str(uuid.uuid5(NAMESPACE, name))


def numbers_of(guids: Iterable[str]) -> dict[str, int]:
    """A positive 31-bit number for each UUID, of it alone; of two that would share one, the later moves."""
    found: dict[str, int] = {}
    taken = set()
    for guid in guids:
        number = int(guid[:8], 16) >> 1 or 1
        while number in taken:
            number = number % 0x7FFFFFFF + 1
        taken.add(number)
        found[guid] = number
    return found


def hanging_in(session: Session) -> tuple[Session, ...]:
    """The posters that hang as long as their session lasts."""
    if session.kind != "poster":
        return ()
    span = session.start, session.end
    return tuple(
        talk
        for talk in session.talks
        if talk.kind == "poster" and not talk.talks and (talk.start, talk.end) == span
    )


def people_in(session: Session) -> tuple[str, ...]:
    """Ids of everybody in an item and its posters, speakers first, each once."""
    items = (session, *(poster for poster in hanging_in(session) if not poster.is_cancelled))
    return tuple(dict.fromkeys(entry.id for item in items for role in ROLES for entry in getattr(item, role)))


def _leaves(session: Session) -> Iterator[Session]:
    hanging = {poster.id for poster in hanging_in(session)}
    if hanging or not session.talks:
        yield session
    for talk in session.talks:
        if talk.id not in hanging:
            yield from _leaves(talk)


def as_json(data: Any) -> bytes:
    """JSON in UTF-8 (RFC 8259), no character escaped that need not be."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an item takes place: its first room, else its venue or city as a room of its own."""

    id: str
    """Id of a room; `@` and id of a venue; `NOWHERE`; else the text itself."""
    names: tuple[Text | str, ...]
    """Its name in each language."""


class Exchange:
    """A project as other programs want it: one record with the texts of all languages."""

    def __init__(
        self, sites: Mapping[str, Site], source: Site, addresses: Addresses, words: Mapping[str, Words]
    ) -> None:
        self.sites = tuple(sites.values())
        self.codes = tuple(sites)
        self.source = source
        self.addresses = addresses
        self.words = [words[code] for code in sites]
        self.main = self.codes.index(source.language.code)
        """Place of the source language in all rows by language."""
        self.zone = source.event.zone
        self.host = urlsplit(source.settings.base_url or "").hostname or "sitegen.invalid"

    # ------------------------------------------------------------ items
    def leaves(self) -> Iterator[Session]:
        """What of the congress holds no further items, in the order of the files, in the source language.

        A poster session is one item with its posters, but for those presented at a time of their own.
        """
        for block in self.source.programme:
            yield from _leaves(block)

    def posters_of(self, session: Session, place: int) -> str:
        """The posters that hang in a session, in the language at that place of all: number, title, people."""
        lines = []
        site, words = self.sites[place], self.words[place]
        for poster in hanging_in(site.sessions[session.id]):
            if not poster.is_cancelled:
                names = [site.people[entry.id].name.plain for entry in poster.speakers]
                title = " ".join(filter(None, (poster.number, poster.title.plain)))
                lines.append(
                    "- " + (words.labelled(label=title, value=words.comma.join(names)) if names else title)
                )
        return "\n".join(lines)

    def twins(self, session: Session) -> tuple[Session, ...]:
        """An item in each language."""
        return tuple(site.sessions[session.id] for site in self.sites)

    def start_of(self, session: Session) -> str | None:
        """The true instant of its start (ISO 8601 with seconds and offset), None while it is open."""
        moment = session.starts_at(self.zone)
        return moment.isoformat() if moment else None

    def end_of(self, session: Session) -> str | None:
        """The same of its end."""
        moment = session.ends_at(self.zone)
        return moment.isoformat() if moment else None

    def spot_of(self, session: Session) -> Spot:
        """Its first room; without one the city or hall it names, else its venue, else “to be announced”."""
        if session.rooms:
            room = session.rooms[0]
            return Spot(room, tuple(site.rooms[room].name for site in self.sites))
        place = session.place or session.city
        if place:
            twins = self.twins(session)
            return Spot(place.plain, tuple(twin.place or twin.city or place for twin in twins))
        venue = self.source.venue_of(session)
        if venue and not session.tba:
            return Spot(f"@{venue.id}", tuple(site.venues[venue.id].name for site in self.sites))
        return Spot(NOWHERE, tuple(words.tba for words in self.words))

    # ------------------------------------------------------------ texts
    def texts(self, values: Iterable[Text | None]) -> dict[str, str]:
        """Language code → text, of the languages it was written in; empty for nothing."""
        found: dict[str, str] = {}
        other = None
        for code, text in zip(self.codes, values, strict=True):
            if text:
                if text.lang is text.wanted:
                    found[code] = text
                else:
                    other = text
        if other and not found:
            found[other.lang.code] = other
        return found

    def markdown(self, values: Iterable[Text | None]) -> dict[str, str]:
        """The same for Markdown, with its links as they must be outside this site."""
        return {code: self.outside(text, code) for code, text in self.texts(values).items()}

    def outside(self, markdown: str, code: str) -> str:
        """Markdown with links to pages made absolute; other inner links are reduced to their words."""
        if "](" not in markdown:
            return markdown
        known = self.addresses.memory.get((markdown, code))
        if known is None:
            known = self.addresses.memory[markdown, code] = self._outside(markdown, code)
        return known

    def _outside(self, markdown: str, code: str) -> str:
        table = self.addresses.table.get(code, {})

        def put(match: re.Match[str]) -> str:
            words, target = match.groups()
            if _OUTSIDE.match(target):
                return match[0]
            key, _, anchor = target.partition("#")
            folder = table.get(key) or table.get(key.replace("page:", "prose:", 1))
            address = self.addresses.absolute(folder) if folder else None
            if address is None:
                return words
            return f"[{words}]({address}{f'#{anchor}' if anchor else ''})"

        return _LINK.sub(put, _PICTURE.sub(r"\1", markdown) if "![" in markdown else markdown)

    def reads(self, kind: str) -> str:
        """A digest of what exports of `sessions`, `people` or `series` read beside the outline (`Export`).

        That is their texts, and the addresses of their files, which follow from what pages show.
        """
        found = self.addresses.memory.get(kind)
        if found is None:
            field, files = _READ[kind]
            texts = [getattr(row, field) for site in self.sites for row in getattr(site, kind).values()]
            parts = [f"{text.lang.code} {text.plain}" if text else "" for text in texts]
            parts += [
                str(self.file(src, row.id))
                for row in getattr(self.source, kind).values()
                for src in files(row)
                if src
            ]
            if kind == "people":
                parts += map(str, map(self.portrait, self.source.people.values()))
            data = "\0".join(parts).encode("utf-8", "surrogatepass")
            found = self.addresses.memory[kind] = blake2b(data, digest_size=16).hexdigest()
        return found

    # ------------------------------------------------------------ addresses
    def page(self, target: Keyed | str, code: str) -> str | None:
        """The absolute address of a record's page; None without `base_url`."""
        folder = self.addresses.table[code].get(key_of(target))
        return self.addresses.absolute(folder) if folder is not None else None

    def pages(self, target: Keyed | str) -> dict[str, str]:
        """Language code → absolute address of a record's page; empty without `base_url`."""
        rows = ((code, self.page(target, code)) for code in self.codes)
        return {code: address for code, address in rows if address}

    def portrait(self, person: Person) -> str | None:
        """The absolute address of a portrait that pages show."""
        photo = person.photo
        path = self.addresses.published(photo.src, person.id, photo) if photo else None
        return f"{self.addresses.base_url}{quote(path)}" if path and self.addresses.base_url else None

    def file(self, src: str | None, owner: object) -> str | None:
        """The absolute address of a file of content/ that pages link to, or of what is on the web."""
        if not src or _OUTSIDE.match(src):
            return str(src) if src and src.startswith("http") else None
        path = self.addresses.published(src, owner)
        return f"{self.addresses.base_url}{quote(path)}" if path and self.addresses.base_url else None


def _files_of_session(item: Session) -> tuple[str | None, ...]:
    return (
        item.slides,
        item.recording,
        item.live,
        item.questions,
        item.registration,
        *(link.url for link in item.links),
    )


def _files_of_person(person: Person) -> tuple[str | None, ...]:
    return tuple(link.url for link in person.links)


_READ: Mapping[str, tuple[str, Callable[[Any], tuple[str | None, ...]]]] = {
    "sessions": ("abstract", _files_of_session),
    "people": ("bio", _files_of_person),
    "series": ("description", lambda series: ()),
}
"""Kind of record → the field that may be a Markdown file, and what it names of the files of content/."""
