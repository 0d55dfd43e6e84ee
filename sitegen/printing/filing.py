"""The sheet for the CME office (活动日程表): what was taught when, by whom and for how many hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sitegen.model.attendance import best_total
from sitegen.model.clock import Clock
from sitegen.model.people import Contribution
from sitegen.model.programme import Series, SeriesDate, Session
from sitegen.model.settings import Project
from sitegen.model.site import Site, by_time
from sitegen.printing.edition import Edition
from sitegen.printing.items import describe_people, describe_status, grade_of
from sitegen.printing.tables import write_csv
from sitegen.render.words import Words
from sitegen.text import Text

COLUMNS = (
    "project_no", "project_name", "date", "filing_start", "filing_end", "minutes", "part_of", "filing_topic",
    "filing_teacher", "person_title", "affiliation", "filing_hours", "status",
)  # fmt: skip
"""Heads of the CSV file, as entries of words.yaml."""
_NOT_TAUGHT = ("break", "social", "registration")


@dataclass(frozen=True)
class Block:
    """What credits were given to: a session at any depth, or a whole series."""

    id: str
    title: Text
    hours: float | None
    items: tuple[Session, ...]
    """What is taught in it."""
    span: tuple[int, int] | None
    """Minutes on one scale for all days; None where nothing else can be at the same time."""


@dataclass(frozen=True)
class Lesson:
    """A talk that counts for a project, and its share of the hours of its block, None where unknown."""

    block: Block
    item: Session
    hours: float | None

    @property
    def session(self) -> Text | None:
        """The title of the block, where the talk is not all of it."""
        return None if self.block.id == self.item.id else self.block.title

    @property
    def teachers(self) -> tuple[Contribution, ...]:
        """Who teaches: the speakers, else those of a panel."""
        item = self.item
        return item.speakers or (*item.moderators, *item.panellists, *item.discussants)


def lessons_of(site: Site, project: Project) -> list[Lesson]:
    """What counts for a filed project, by time: all in the outermost block or series that has credits."""
    return [lesson for block in _blocks_of(site, project.id) for lesson in _lessons_in(block)]


def _blocks_of(site: Site, project: str) -> Iterator[Block]:
    roots = list(site.programme)
    for series in site.series.values():
        if series.credits is None:
            roots += series.sessions
    found = [session for root in roots for session in _credited(root, project)]
    for session in sorted(found, key=by_time):
        hours = session.credits.hours if session.credits else None
        yield Block(session.id, session.title, hours, tuple(_leaves(session)), session.span)
    for series in site.series.values():
        if series.credits and series.credits.project == project:
            items = tuple(row.session or _lecture(series, row) for row in site.dates_of(series))
            yield Block(series.id, series.title, series.credits.hours, items, None)


def _lecture(series: Series, row: SeriesDate) -> Session:
    """A date of a series of which nothing is known but that it takes place."""
    return Session.model_construct(
        id=f"{series.id}-{row.date}", kind="lecture", title=series.title, date=row.date, start=row.start,
        end=row.end, speakers=series.speakers, series=series.id,
    )  # fmt: skip


def _credited(session: Session, project: str) -> Iterator[Session]:
    if session.credits:
        if session.credits.project == project:
            yield session
        return
    for talk in session.talks:
        yield from _credited(talk, project)


def _lessons_in(block: Block) -> Iterator[Lesson]:
    items = [item for item in block.items if item.kind not in _NOT_TAUGHT]
    taught = [item for item in items if not item.is_cancelled]
    shares = dict(zip((item.id for item in taught), share_hours(block.hours, taught), strict=True))
    for item in items:
        yield Lesson(block, item, shares.get(item.id))


def _leaves(session: Session) -> Iterator[Session]:
    if not session.talks:
        yield session
    for talk in session.talks:
        yield from _leaves(talk)


def share_hours(hours: float | None, items: list[Session]) -> list[float | None]:
    """The hours of a block for each of its talks: its own, else by minutes, in hundredths that add up.

    None for all where the block has no hours, or a talk no length to share by.
    """
    own = [item.credits.hours if item.credits else None for item in items]
    if len(items) == 1 and own[0] is None:
        return [hours]
    if items and all(hour is not None for hour in own):
        return own
    lengths = [item.minutes or 0 for item in items]
    if hours is None or not all(lengths):
        return [None] * len(items)
    hundredths = round(hours * 100)
    exact = [hundredths * minutes / sum(lengths) for minutes in lengths]
    shares = [int(share) for share in exact]
    by_rest = sorted(range(len(items)), key=lambda n: (shares[n] - exact[n], n))
    for n in by_rest[: hundredths - sum(shares)]:
        shares[n] += 1
    return [share / 100 for share in shares]


def totals_of(lessons: list[Lesson]) -> tuple[float, float]:
    """Hours of all blocks of which something takes place, and what one participant can attend of them."""
    blocks = {lesson.block.id: lesson.block for lesson in lessons if not lesson.item.is_cancelled}
    rows = [(block.span, block.hours) for block in blocks.values() if block.hours]
    return round(sum(hours for _, hours in rows), 2), round(best_total(rows), 2)


def describe_filing(edition: Edition) -> dict[str, Any]:
    """A table per filed project."""
    site = edition.site
    title = edition.say(
        lambda site, words: words.labelled(label=site.event.name.plain, value=words.filing_sheet)
    )
    return {
        **edition.frame("cme", title),
        "words": edition.labels(
            "filing_sheet", "date", "time", "filing_topic", "filing_teacher", "person_title", "affiliation",
            "filing_hours", "filing_total", "filing_attended", "filing_filed", "filing_note",
            "project_no", "organiser", "place",
        ),
        "place": edition.text(site.venues[site.event.venue].name if site.event.venue else None),
        "projects": [_project(edition, project) for project in site.settings.accreditation],
    }  # fmt: skip


def _project(edition: Edition, project: Project) -> dict[str, Any]:
    lessons = lessons_of(edition.site, project)
    total, attended = totals_of(lessons)
    facts = []
    if project.credit_class:
        grade = project.credit_class
        facts.append(edition.say(lambda site, words: words.credit_class(grade=grade_of(site, grade))))
    if project.points is not None:
        facts.append(edition.word("credit_points", n=project.points))
    return {
        "id": project.id,
        "name": edition.text(project.name),
        "number": project.project_no or "",
        "organiser": edition.text(project.organiser),
        "facts": facts,
        "filed": "" if project.hours is None else f"{project.hours:g}",
        "total": f"{total:g}",
        "attended": f"{attended:g}" if attended != total else "",
        "rows": [_row(edition, lesson) for lesson in lessons],
    }


def _row(edition: Edition, lesson: Lesson) -> dict[str, Any]:
    item = lesson.item
    date = item.date
    return {
        "id": item.id,
        "block": lesson.block.id,
        "session": edition.text(lesson.session),
        "date": edition.say(lambda _, words: words.dates.day(date).plain)
        if date
        else edition.word("date_tba"),
        "time": edition.say(
            lambda _, words: (
                words.time_tba if item.start is None else words.dates.time_range(item.start, item.end).plain
            )
        ),
        "title": edition.text(item.title),
        "teachers": describe_people(edition, lesson.teachers),
        "hours": "" if lesson.hours is None else f"{lesson.hours:g}",
        "status": describe_status(edition, item),
        "off": item.is_cancelled,
    }


def filing_csv(edition: Edition) -> bytes:
    """A line per talk, in the leading language; several teachers in one cell, in the same order in each."""
    site, words = edition.site, edition.words[0]
    rows = []
    for project in site.settings.accreditation:
        for lesson in lessons_of(site, project):
            item = lesson.item
            people = [site.people[row.id] for row in lesson.teachers]
            rows.append(
                [
                    project.project_no,
                    project.name.plain,
                    item.date,
                    _clock(item.start),
                    _clock(item.end),
                    item.minutes,
                    lesson.session.plain if lesson.session else None,
                    item.title.plain,
                    _listed(words, (person.name for person in people)),
                    _listed(words, (person.rank for person in people)),
                    _listed(words, (site.organisation_of(person) for person in people)),
                    lesson.hours,
                    "" if item.status == "scheduled" else words.of("status", item.status),
                ]
            )
    return write_csv([" / ".join(run["text"] for run in edition.word(key)) for key in COLUMNS], rows)


def _clock(clock: Clock | None) -> str | None:
    """08:30, and `00:30 +1` after midnight, as authors write it."""
    return None if clock is None else f"{clock} +1" if clock.is_next_day else str(clock)


def _listed(words: Words, texts: Iterable[Text | None]) -> str:
    """Texts in one cell, a place kept for each that is missing; empty where all are."""
    parts = [text.plain if text else "" for text in texts]
    return words.semicolon.join(parts) if any(parts) else ""
