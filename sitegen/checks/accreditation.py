"""Credits against what was filed: hours, points, class and dates of each project, and inner against outer.

The outermost block (or series) with credits counts; those inside must agree with it. Compared is what one
participant can attend: of sessions of a project at the same time one counts, the best choice of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.load.project import Project
from sitegen.model.attendance import best_total
from sitegen.model.fields import where_of
from sitegen.model.programme import Credits, Series, Session
from sitegen.model.settings import Project as Filed
from sitegen.problems import Location, Problems

GIVES_NO_HOURS = ("break", "registration", "social")


@dataclass(frozen=True)
class Claim:
    """Credits of the programme that count: those of an outermost block, talk or series."""

    id: str
    credits: Credits
    days: tuple[datetime.date, ...]
    span: tuple[int, int] | None
    """Minutes on one scale for all days; None for series, and for what has no time yet."""
    place: Location
    inside: tuple[Session, ...]


def check_accreditation(project: Project, problems: Problems) -> None:
    """Warn where the programme and the filed projects of `accreditation:` do not agree."""
    filed = {row.id: row for row in project.source.settings.accreditation}
    if not filed:
        return
    claims = list(_claims(project))
    for claim in claims:
        _check_inside(claim.id, claim.credits, claim.place, claim.inside, project, problems)
        for id_, given, place in _all_credits(claim, project):
            _check_class(id_, given, place, filed, problems)
        _check_days(claim, filed, problems)
    for row in filed.values():
        mine = [claim for claim in claims if claim.credits.project == row.id]
        if not mine:
            problems.warning("credit-unused", where_of(row.id), id=row.id)
        _compare("hours", row, mine, problems)
        _compare("points", row, mine, problems)


def _claims(project: Project) -> Iterator[Claim]:
    site = project.source
    for session in site.programme:
        yield from _claims_in(session, project)
    for series in site.series.values():
        if series.credits:
            yield _claim_of_series(series, tuple(row.date for row in site.dates_of(series)))
        else:
            for stop in series.sessions:
                yield from _claims_in(stop, project)


def _claim_of_series(series: Series, days: tuple[datetime.date, ...]) -> Claim:
    assert series.credits is not None
    return Claim(series.id, series.credits, days, None, where_of(series.id), series.sessions)


def _claims_in(session: Session, project: Project) -> Iterator[Claim]:
    if session.is_cancelled:
        return
    if session.credits:
        days = (session.date,) if session.date else ()
        place = project.place(session.id, "credits")
        yield Claim(session.id, session.credits, days, session.span, place, session.talks)
    else:
        for talk in session.talks:
            yield from _claims_in(talk, project)


# ---------------------------------------------------------------- against what was filed
def _check_class(
    id_: str, given: Credits, place: Location, filed: Mapping[str, Filed], problems: Problems
) -> None:
    row = filed.get(given.project or "")
    if row and row.credit_class and given.credit_class not in (None, row.credit_class):
        problems.warning(
            "credit-class",
            place,
            id=id_,
            grade=given.credit_class,
            project=row.id,
            filed=row.credit_class,
            other=str(where_of(row.id)),
        )


def _check_days(claim: Claim, filed: Mapping[str, Filed], problems: Problems) -> None:
    row = filed.get(claim.credits.project or "")
    if row is None:
        return
    first, last = row.start or datetime.date.min, row.end or datetime.date.max
    outside = [day for day in claim.days if not first <= day <= last]
    if outside:
        problems.warning(
            "credit-date",
            claim.place,
            id=claim.id,
            date=str(outside[0]),
            project=row.id,
            first=str(row.start or ""),
            last=str(row.end or ""),
            other=str(where_of(row.id)),
        )


def _compare(what: str, row: Filed, claims: Sequence[Claim], problems: Problems) -> None:
    """Hours or points filed, and those of the sessions; nothing where a session does not name its own."""
    wanted = getattr(row, what)
    parts = [(claim, value) for claim in claims if (value := getattr(claim.credits, what)) is not None]
    if wanted is None or not parts or len(parts) < len(claims):
        return
    found = best_total([(claim.span, value) for claim, value in parts])
    if round(found - wanted, 6):
        problems.warning(
            f"credit-{what}",
            where_of(row.id),
            id=row.id,
            filed=f"{wanted:g}",
            found=f"{found:g}",
            parts=", ".join(f"{claim.id} {value:g}" for claim, value in parts),
            other=str(parts[0][0].place),
        )


# ---------------------------------------------------------------- inner against outer
def _all_credits(claim: Claim, project: Project) -> Iterator[tuple[str, Credits, Location]]:
    yield claim.id, claim.credits, claim.place
    for talk in claim.inside:
        for item in talk.walk():
            if item.credits and not item.is_cancelled:
                yield item.id, item.credits, project.place(item.id, "credits")


def _check_inside(
    id_: str, outer: Credits, place: Location, talks: Sequence[Session], project: Project, problems: Problems
) -> None:
    inner = list(_credited(talks))
    for item in inner:
        own, here = item.credits, project.place(item.id, "credits")
        assert own is not None
        if own.project and outer.project and own.project != outer.project:
            problems.warning(
                "credit-inner-project",
                here,
                id=item.id,
                project=own.project,
                outer=id_,
                outer_project=outer.project,
                other=str(place),
            )
        _check_inside(item.id, own, here, item.talks, project, problems)
    rows = [
        (item.span, item.credits.hours) for item in inner if item.credits and item.credits.hours is not None
    ]
    total = best_total(rows)
    is_complete = bool(rows) and all(
        talk.is_cancelled or talk.kind in GIVES_NO_HOURS or (talk.credits and talk.credits.hours is not None)
        for talk in talks
    )
    if outer.hours is not None and (total > outer.hours or (is_complete and total < outer.hours)):
        problems.warning(
            "credit-inner-hours",
            project.place(inner[0].id, "credits"),
            id=id_,
            hours=f"{outer.hours:g}",
            found=f"{total:g}",
            parts=", ".join(
                f"{item.id} {item.credits.hours:g}" for item in inner if item.credits and item.credits.hours
            ),
            other=str(place),
        )


def _credited(talks: Sequence[Session]) -> Iterator[Session]:
    """The outermost items with credits that take place."""
    for talk in talks:
        if talk.is_cancelled:
            continue
        if talk.credits:
            yield talk
        else:
            yield from _credited(talk.talks)
