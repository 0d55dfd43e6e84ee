"""`sitegen move`: an item to another time, room or day, in the author's own file."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli import EXIT_MISTAKES, run_language, show_problems
from sitegen.model.clock import parse_clock
from sitegen.problems import Location, Problem, Problems, Severity, Stopped, as_text, sentence

if TYPE_CHECKING:
    from sitegen.desk.moving import Moved
    from sitegen.model.history import Version


@click.command("move")
@click.argument("id_", metavar="ID")
@click.argument("start", metavar="TIME")
@click.argument("room", metavar="[ROOM]", required=False)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="移到这一天 · to this day")
@click.option("--dry-run", is_flag=True, help="只显示，不写入 · tell, write nothing")
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="内容文件夹 · folder of content",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示信息的语言 · language of messages")
def command(
    id_: str,
    start: str,
    room: str | None,
    day: datetime.datetime | None,
    dry_run: bool,
    content: Path,
    lang: str | None,
) -> None:
    """把一场改到另一时间、会场或日期 · Move an item: sitegen move opening 15:00 hall-b --day 2027-05-15."""
    from sitegen.desk.editing import Refused
    from sitegen.desk.moving import Move, plan_move
    from sitegen.load.project import load_project

    language = run_language(lang)
    try:
        clock = parse_clock(start)
    except ValueError as error:
        raise click.UsageError(sentence(str(error.args[0]), language, value=start)) from None
    problems = Problems()
    try:
        project = load_project(content.absolute(), problems)
        problems.stop_on_errors()
    except Stopped:
        show_problems(problems, language, "text", verbose=False)
        click.echo(sentence("desk-refused", language, errors=problems.errors), err=True)
        sys.exit(EXIT_MISTAKES)
    try:
        moved = plan_move(project, problems, id_, Move(clock, room, day.date() if day else None))
    except Refused as refused:
        _tell(refused.problems or (), language)
        _tell([_problem(refused.code, refused.where, Severity.error, refused.values)], language)
        sys.exit(EXIT_MISTAKES)
    _show(moved, language)
    if dry_run:
        click.echo(sentence("release-dry", language))
        return
    moved.write()
    lines = ", ".join(map(str, moved.lines))
    click.echo(sentence("move-written", language, name=moved.file.place, lines=lines))


def _show(moved: Moved, language: str) -> None:
    for number, (session, before, after) in enumerate(moved.changes):
        if number == 1:
            click.echo(sentence("move-follows", language))
        line = sentence(
            "move-line",
            language,
            id=session.id,
            title=(session.title.in_(language) or session.title).plain,
            before=_in_words(before),
            after=_in_words(after),
        )
        click.echo(f"    {line}" if number else line)
    _tell(moved.warnings, language)
    if moved.typed:
        _tell([_problem("move-typed", moved.typed, Severity.warning, {})], language)


def _in_words(version: Version) -> str:
    """Date, times and rooms by their ids."""
    times = "–".join(str(clock) for clock in (version.start, version.end) if clock is not None)
    return " ".join(part for part in (str(version.date or ""), times, ", ".join(version.rooms)) if part)


def _problem(code: str, where: Location, severity: Severity, values: dict[str, object]) -> Problem:
    return Problem(where, code, severity, tuple(values.items()))


def _tell(problems: Iterable[Problem], language: str) -> None:
    for line in as_text(problems, language):
        click.echo(line, err=True)
