"""Items of the programme as data for print: what is said of a session or talk on every kind of sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sitegen.model.people import Contribution, Person
from sitegen.model.programme import Session, Slot
from sitegen.model.site import Site
from sitegen.printing.edition import Edition, Runs
from sitegen.render.words import Words

ROLES = ("chair", "moderator", "panellist", "discussant")
"""Roles named beside an item; speakers stand for themselves."""
QUIET = ("break", "registration")
"""Kinds that take a line, not a heading."""


def describe_item(edition: Edition, session: Session) -> dict[str, Any]:
    """An item and all in it: texts as runs, people by role, what changed."""
    site = edition.site
    track = site.track_of(session)
    return {
        "id": session.id,
        "kind": session.kind,
        "quiet": session.kind in QUIET and not session.talks,
        "track": track.code if track else "",
        "title": edition.text(session.title),
        "subtitle": edition.text(session.subtitle),
        "time": say_time(edition, session),
        "start": edition.say(lambda _, words: _start(session, words)),
        "minutes": session.minutes,
        "rooms": say_rooms(edition, session),
        "roles": [
            {
                "label": say_role(edition, role, len(rows)),
                "people": describe_people(edition, rows),
            }
            for role in ROLES
            if (rows := getattr(session, f"{role}s"))
        ],
        "speakers": describe_people(edition, session.speakers),
        "nobody": edition.word("speaker_tba") if session.tba and not session.speakers else [],
        "language": _language(edition, session),
        "credits": _credits(edition, session),
        "status": describe_status(edition, session),
        "off": session.is_cancelled,
        "talks": [describe_item(edition, talk) for talk in session.talks],
    }


def say_role(edition: Edition, role: str, number: int) -> Runs:
    """The label of a list of so many people: Chair, Chairs."""
    return edition.say(lambda _, words: words.of("roles", role, n=number))


def say_time(edition: Edition, session: Session) -> Runs:
    """`13:30–17:00`, only the start, or that the time is not known yet."""

    def say(_: Site, words: Words) -> str:
        if session.start is None:
            return words.time_tba
        return words.dates.time_range(session.start, session.end).plain

    return edition.say(say)


def _start(session: Session, words: Words) -> str:
    return words.time_tba if session.start is None else words.dates.time(session.start).plain


def say_rooms(edition: Edition, session: Session) -> Runs:
    """The rooms of an item, and its venue where that is not the main one; city and hall of places outside."""

    def say(site: Site, words: Words) -> str:
        own = site.sessions[session.id]
        venue = site.venue_of(own)
        rooms = [room.name.plain for room in site.rooms_of(own)]
        if venue and len(rooms) > 2 and len(rooms) == len(venue.rooms):
            rooms = [words.all_rooms]
        parts = [words.comma.join(rooms)] if rooms else []
        if venue and venue.id != site.event.venue:
            parts.append(venue.name.plain)
        parts += [text.plain for text in (own.place, own.city) if text]
        if not parts and own.tba:
            return words.room_tba
        return words.title_separator.join(parts)

    return edition.say(say)


def describe_people(edition: Edition, contributions: Iterable[Contribution]) -> list[dict[str, Any]]:
    """People in the order given, each with the role the author wrote."""
    people = edition.site.people
    return [
        {**describe_person(edition, people[row.id]), "role": edition.text(row.role)} for row in contributions
    ]


def describe_person(edition: Edition, person: Person) -> dict[str, Any]:
    """Name, rank and institution; `also` is the name in the scripts the document does not speak."""
    name = edition.text(person.name)
    shown = {run["text"] for run in name}
    also: Runs = [
        {"text": other.plain, "lang": other.lang.code}
        for other in person.name.others
        if other.plain not in shown
    ]
    return {
        "id": person.id,
        "name": name,
        "also": also,
        "rank": edition.text(person.rank),
        "place": edition.text(edition.site.organisation_of(person)),
    }


def _language(edition: Edition, session: Session) -> Runs:
    """Spoken language and interpretation, where they are not what one expects, as on pages."""
    site = edition.site
    block = site.block_of(session)
    expected = (site.language.code,) if site.language is site.source_language else ()
    usual = (block.language, block.interpretation) if block else (expected, ())
    own = (session.language, session.interpretation)
    if own in (usual, ((), ())):
        return []

    def say(_: Site, words: Words) -> str:
        spoken = words.comma.join(_spoken(words, code) for code in session.language)
        into = words.comma.join(
            words.interpretation_into(language=_spoken(words, code)) for code in session.interpretation
        )
        return words.semicolon.join(part for part in (spoken, into) if part)

    return edition.say(say)


def _spoken(words: Words, code: str) -> str:
    name = code.split("-", maxsplit=1)[0].lower()
    return words.of("spoken", name) if f"spoken_{name}" in words else words.spoken_other


def _credits(edition: Edition, session: Session) -> Runs:
    credits_ = session.credits
    if credits_ is None:
        return []

    def say(site: Site, words: Words) -> str:
        project = next((row for row in site.settings.accreditation if row.id == credits_.project), None)
        parts = []
        if project:
            parts.append(project.name.plain)
            parts += [project.project_no] if project.project_no else []
            if project.credit_class:
                parts.append(words.credit_class(grade=grade_of(site, project.credit_class)))
        if credits_.hours is not None:
            parts.append(words.credit_hours(n=credits_.hours))
        if credits_.points is not None:
            parts.append(words.credit_points(n=credits_.points))
        return words.title_separator.join(parts)

    return edition.say(say)


def grade_of(site: Site, grade: str) -> str:
    """The class of credits as it is written: Ⅰ in Chinese, I elsewhere."""
    return {"I": "Ⅰ", "II": "Ⅱ"}[grade] if site.language.is_han else grade


def describe_status(edition: Edition, session: Session) -> dict[str, Any] | None:
    """What became of an item: a word, and lines that tell from where, to what and why; None if nothing."""
    word: Runs = []
    if session.status != "scheduled":
        word = edition.say(lambda _, words: words.of("status", session.status))
    elif session.tba:
        word = edition.word("tba")
    lines: list[Runs] = []
    slot = session.moved_from
    if slot:
        lines.append(
            edition.say(lambda site, words: words.moved_from(when=say_slot(site, words, slot, session)))
        )
    replacement = session.replaced_by
    if replacement:
        lines.append(
            edition.say(lambda site, words: words.replaced_by(title=site.sessions[replacement].title.plain))
        )
    if session.status_note:
        lines.append(edition.text(session.status_note))
    return {"word": word, "lines": lines} if word or lines else None


def say_slot(site: Site, words: Words, slot: Slot, session: Session) -> str:
    """The place and time an item had before; the date only where it was another."""
    parts = []
    if slot.date and slot.date != session.date:
        parts.append(words.dates.day_with_weekday(slot.date).plain)
    if slot.start is not None:
        parts.append(words.dates.time(slot.start).plain)
    if slot.room:
        parts.append(site.rooms[slot.room].name.plain)
    return " ".join(parts)
