"""The share cards of pages: which page has one, what stands on it, and the files, remembered by content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitegen.drawing.card import VERSION, Card, Said, draw_card
from sitegen.drawing.faces import Faces
from sitegen.drawing.pen import Pen
from sitegen.drawing.shapes import Portrait
from sitegen.memo import Blobs, Memo, key_of
from sitegen.model.colours import read_hex
from sitegen.model.site import Site
from sitegen.plan import Page, Plan
from sitegen.problems import Problems
from sitegen.render.content import Content
from sitegen.render.picture_kinds import parse_focus
from sitegen.render.urls import Addresses
from sitegen.render.words import Words
from sitegen.text import Text

FEW = 100
"""Pages up to which `cards: auto` makes a card of each; drawing one takes about 40 ms."""
_RECORDS = ("session", "person")
_NEVER = ("not-found", "photos", "search", "mine")
_SEPARATOR = " · "


@dataclass(frozen=True)
class CardFile:
    """A card of a page: its path in output/, and what stands on it."""

    path: str
    page: Page
    card: Card

    def key(self, faces: Faces) -> str:
        """Over all that its pixels depend on."""
        return key_of(VERSION, repr(self.card), repr(faces))


def which_pages(plan: Plan) -> Iterator[Page]:
    """The pages that have a card of their own, by the setting `cards`."""
    which = plan.project.source.settings.cards.pages
    if which == "none":
        return
    if which == "auto":
        which = "all" if len(plan.pages) <= FEW else "home"
    for page in plan.pages:
        if page.is_fallback or not page.is_indexed or page.kind in _NEVER:
            continue
        if which == "all" or page.kind == "home" or (which == "pages" and page.kind not in _RECORDS):
            yield page


def plan_cards(
    plan: Plan, addresses: Addresses, words: Mapping[str, Words], content: Content
) -> dict[str, CardFile]:
    """Each card by the folder of its page."""
    found = {}
    for page in which_pages(plan):
        card = Describer(page, addresses, words[page.language.code], content).card()
        ending = "jpg" if card.portrait else "png"
        found[page.folder] = CardFile(f"{page.folder}/card.{ending}", page, card)
    return found


def make_cards(
    files: Iterable[CardFile], faces: Faces, memo: Memo, problems: Problems
) -> Iterator[tuple[str, Path]]:
    """Path in output/ and made file of each card; a character that no face has is a problem."""
    pen, known = Pen(faces), memo.blobs("cards-missing", VERSION)
    for file in files:
        key = file.key(faces)
        path = make_card(file, key, pen, memo, known)
        for character in known.get(key) or "":
            number = f"U+{ord(character):04X}"
            where = file.page.place
            problems.warning("cards-no-glyph", where, character=character, number=number, path=file.path)
        yield file.path, path


def make_card(file: CardFile, key: str, pen: Pen, memo: Memo, known: Blobs) -> Path:
    """The file of a card, drawn where it is not remembered; what it lacks is kept in `known`."""

    def draw(draft: Path) -> None:
        pen.missing.clear()
        draft.write_bytes(draw_card(file.card, pen))
        known.put(key, "".join(sorted(pen.missing)))

    return memo.file("cards", key, "." + file.path.rpartition(".")[2], draw)


class Describer:
    """Says what stands on the card of a page."""

    def __init__(self, page: Any, addresses: Addresses, words: Words, content: Content) -> None:
        self.page, self.addresses, self.words, self.content = page, addresses, words, content
        self.site: Site = page.site
        self.is_han = page.language.is_han

    def card(self) -> Card:
        kinds: Mapping[str, Callable[[], dict[str, Any]]] = {
            "home": self._home,
            "session": self._session,
            "person": self._person,
            "article": self._article,
        }
        site, event = self.site, self.site.event
        parts = kinds.get(self.page.kind, self._any)()
        link = self.addresses.absolute(self.page.folder) if site.settings.cards.qr else None
        track = parts.pop("colour", None)
        is_home = self.page.kind == "home"
        return Card(
            **{
                "title": self.said(self.page.title),
                "congress": Said("", True) if is_home else self.said(site.short_name),
                "facts": self.said(self._when_and_where()),
                "foot": Said("", True) if is_home else self.said(event.name),
                "link": link or "",
                "colours": colours_of(site, track),
                **parts,
            }
        )

    def when_and_where(self) -> Said:
        """Dates and city of the congress."""
        return self.said(self._when_and_where())

    def said(self, text: Text | str | None) -> Said:
        """A text of the author's, or one in the language of the page."""
        if isinstance(text, Text):
            return Said(text.plain, text.lang.is_han)
        return Said(text or "", self.is_han)

    def _join(self, *parts: object) -> str:
        return _SEPARATOR.join(str(part) for part in parts if part)

    def _when_and_where(self) -> str:
        event = self.site.event
        when = self.words.dates.date_range(event.start, event.end).plain
        return self._join(when, event.city.plain if event.city else "")

    def _any(self) -> dict[str, Any]:
        crumbs = self.page.crumbs[1:]
        track = getattr(self.page, "track", None)
        found: dict[str, Any] = {"label": self.said(crumbs[-1].label if crumbs else "")}
        if track is not None:
            found |= {"colour": track.color, "code": track.code or ""}
        return found

    def _home(self) -> dict[str, Any]:
        event = self.site.event
        others = [self.said(other) for other in event.name.others][:1]
        theme = [self.said(event.theme)] if event.theme else []
        under = (*others, *theme)
        return {"title": self.said(event.name), "label": self.said(event.edition), "under": under}

    def _session(self) -> dict[str, Any]:
        session, site, words = self.page.session, self.site, self.words
        track = site.track_of(session)
        label = self._join(track.name.plain if track else "", words.of("kind", session.kind))
        if session.is_cancelled:
            label = self._join(words.of("status", session.status), label)
        speakers = [self._speaker(row.id) for row in session.speakers[:3]]
        chairs = session.chairs or session.moderators
        if not speakers and chairs:
            role = "chair" if session.chairs else "moderator"
            names = words.comma.join(site.people[row.id].name.plain for row in chairs[:4])
            name = words.of("roles", role, n=len(chairs))
            speakers = [self.said(words.labelled(label=name, value=names))]
        photos = [shown for row in session.speakers if (shown := self.portrait(site.people[row.id]))]
        return {
            "label": self.said(label),
            "code": (track.code or "") if track else "",
            "colour": track.color if track else None,
            "under": tuple(speakers),
            "facts": self.said(when_and_where(site, words, session)),
            "portrait": photos[0] if len(session.speakers) == 1 and photos else None,
        }

    def _speaker(self, id_: str) -> Said:
        person = self.site.people[id_]
        place = self.site.organisation_of(person)
        return Said(self._join(person.name.plain, place.plain if place else ""), person.name.lang.is_han)

    def _person(self) -> dict[str, Any]:
        person, site, words = self.page.person, self.site, self.words
        rows = [row for row in site.activities_of(person) if not row.session.is_cancelled]
        place = site.organisation_of(person)
        under = [person.rank, place, rows[0].session.title if rows else None]
        portrait = self.portrait(person)
        found: dict[str, Any] = {
            "label": self.said(words.of("role", rows[0].role) if rows else words.people),
            "under": tuple(self.said(text) for text in under if text),
            "portrait": portrait,
            "initials": "" if portrait else person.initials,
            "colour": person.tint,
        }
        if rows:
            found["facts"] = self.said(when_and_where(site, words, rows[0].session))
        return found

    def _article(self) -> dict[str, Any]:
        article = self.page.article
        cover = article.cover
        found = self._any()
        found["facts"] = self.said(self.words.dates.day(article.date).plain)
        if cover:
            found["portrait"] = self._picture(cover.src, cover.focus, article.title, (0.5, 0.5))
        return found

    def portrait(self, person: Any) -> Portrait | None:
        """The portrait of somebody who agreed to its publication."""
        photo = person.photo
        if photo is None or not photo.consent:
            return None
        return self._picture(photo.src, photo.focus, person.id, (0.5, 1 / 3))

    def _picture(
        self, src: str, focus: str | None, owner: object, usual: tuple[float, float]
    ) -> Portrait | None:
        file = self.content.find(src, owner)
        facts = self.content.pictures.facts(file) if file else None
        if file is None or facts is None or facts.kind not in ("photo", "drawn"):
            return None
        if file.path.lower().endswith((".heic", ".heif")):
            return None
        return Portrait(str(file.file), facts.digest, parse_focus(focus or "") or usual)


def when_and_where(site: Site, words: Words, session: Any) -> str:
    """Day, time and rooms of an item, as far as they are known."""
    parts = []
    if session.date:
        parts.append(words.dates.day_with_weekday(session.date).plain)
        if session.start is not None:
            parts[0] += " " + words.dates.time_range(session.start, session.end).plain
    rooms = [room.name.plain for room in site.rooms_of(session)]
    if 0 < len(rooms) <= 2:
        parts.append(words.comma.join(rooms))
    return _SEPARATOR.join(parts)


def colours_of(site: Site, colour: str | None) -> dict[str, str]:
    """The colours of the theme, with those of a track (`bar`, `tint`, `tint-ink`), else of the brand."""
    tokens = site.settings.theme.tokens
    shown = tokens.first
    found = {
        name: shown[name] for name in ("bg", "ink", "ink-2", "ink-3", "line", "brand", "on-brand", "motif")
    }
    if colour and (colour in tokens.tracks or read_hex(colour)):
        hue = tokens.hue_of(colour)[0 if shown is tokens.light else 1]
        return found | {"bar": hue.bar, "tint": hue.tint, "tint-ink": hue.text}
    return found | {"bar": shown["brand"], "tint": shown["surface-2"], "tint-ink": shown["brand"]}
