"""Blocks and the talks in them: talks outside their block, more talks than fit, minutes nothing fills."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.load.project import Project
from sitegen.model.clock import DAY, Clock
from sitegen.model.programme import Session
from sitegen.problems import Problems

DAWN = 6 * 60
"""Minutes after midnight until which an item may belong to the evening before."""


def check_blocks(project: Project, problems: Problems) -> None:
    """Warn of items outside their day or block, and of blocks longer or shorter than their talks."""
    site = project.source
    for block in (*site.programme, *(stop for series in site.series.values() for stop in series.sessions)):
        if not block.is_cancelled and block.start is not None and block.start >= DAY + DAWN:
            place = project.place(block.id, "start")
            problems.warning(
                "next-morning", place, id=block.id, date=str(block.date), start=f"{block.start} +1"
            )
        for item in block.walk():
            if item.talks and item.span and not item.is_cancelled:
                _check_talks(item, project, problems)


def _check_talks(block: Session, project: Project, problems: Problems) -> None:
    inside = list(_inside(block, project, problems))
    last = max(inside, key=lambda talk: talk.end or 0, default=None)
    if last is not None and last.end is not None and block.end is not None and last.end > block.end:
        problems.warning(
            "block-overrun",
            project.place(last.id, "end", "duration", "start"),
            id=last.id,
            end=str(last.end),
            block=block.id,
            block_end=str(block.end),
            minutes=last.end - block.end,
            other=str(project.place(block.id, "end", "duration", "start")),
        )
    if len(inside) == len(block.talks):  # minutes may be kept for a talk that has no time yet
        _check_gaps(block, inside, project, problems)


def _inside(block: Session, project: Project, problems: Problems) -> Iterator[Session]:
    """The talks with times that begin in the block; those whose authors put them elsewhere are told."""
    assert block.span is not None
    start, end = block.span
    is_astray = False
    for talk in block.talks:
        if not talk.span:
            continue
        is_outside = not start <= talk.span[0] < end
        is_typed = talk.date != block.date or project.has(talk.id, "start")
        is_astray = is_outside and (is_typed or is_astray)  # a talk without a start follows the one before it
        if not is_astray:
            yield talk
        elif is_typed and not talk.is_cancelled:
            problems.warning(
                "outside-block",
                project.place(talk.id, *(("start",) if talk.date == block.date else ("date",))),
                id=talk.id,
                when=talk.when,
                block=block.id,
                block_when=block.when,
                other=str(project.place(block.id, "start", "duration", "end")),
            )


def _check_gaps(block: Session, talks: list[Session], project: Project, problems: Problems) -> None:
    """Breaks fill time like talks; so does what was cancelled, whose time everybody knows to be free."""
    assert block.span is not None
    cursor, end = block.span
    left, first = 0, None
    before = block
    for talk in sorted(talks, key=lambda talk: talk.span or (0, 0)):
        assert talk.span is not None
        if talk.span[0] > cursor:
            left += talk.span[0] - cursor
            first = first or (cursor, before)
        if talk.span[1] > cursor:
            cursor, before = talk.span[1], talk
    if cursor < end:
        left += end - cursor
        first = first or (cursor, before)
    if first:
        since, talk = first
        minutes = block.span[1] - block.span[0]
        problems.warning(
            "block-gap",
            project.place(block.id, "end", "duration", "start"),
            id=block.id,
            minutes=minutes,
            filled=minutes - left,
            left=left,
            start=str(Clock(since % DAY)),
            talk=talk.id,
            other=str(project.place(talk.id, "end", "duration", "start")),
        )
