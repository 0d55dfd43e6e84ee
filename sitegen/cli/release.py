"""`sitegen release`: the changes of the programme go into the ledger, and get their date by that."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli import EXIT_MISTAKES, options_of, run_language, show_problems
from sitegen.problems import Problems, sentence

if TYPE_CHECKING:
    from sitegen.build import Options
    from sitegen.desk.releasing import Released
    from sitegen.load.project import Project
    from sitegen.model.changes import Change
    from sitegen.model.programme import Slot


@click.command("release")
@click.option("--note", default="", help="这次发布的说明，显示在变更页 · a line for the page of changes")
@click.option("--dry-run", is_flag=True, help="只显示，不写入 · tell, write nothing")
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="内容文件夹 · folder of content",
)
@click.option(
    "--templates",
    type=click.Path(path_type=Path, file_okay=False),
    multiple=True,
    help="自己的模板文件夹，可多次 · folder of your own templates; may be repeated",
)
@click.option(
    "--now",
    type=click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d"]),
    help="发布时刻（会议时区）· moment of the release, in the zone of the congress",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示信息的语言 · language of messages")
def command(
    note: str,
    dry_run: bool,
    content: Path,
    templates: tuple[Path, ...],
    now: datetime.datetime | None,
    lang: str | None,
) -> None:
    """记录日程变更，供变更页和日历使用 · Date the changes of the programme: page of changes, calendars."""
    from sitegen.desk.releasing import TooEarlyError, make_release, write_release

    language = run_language(lang)
    options = options_of(content, Path("output"), templates, now, None)
    project = load_without_errors(options, language)
    zone = project.source.event.zone
    moment = now.replace(tzinfo=zone) if now else datetime.datetime.now(datetime.UTC)
    try:
        released = make_release(project, moment, note)
    except TooEarlyError as error:
        last = f"{error.args[0]:%Y-%m-%d %H:%M:%S} UTC"
        click.echo(sentence("release-too-early", language, last=last), err=True)
        sys.exit(EXIT_MISTAKES)
    if released is None:
        click.echo(sentence("release-nothing", language, last=_day(project)))
        return
    for line in lines_of(released, language):
        click.echo(line)
    if dry_run:
        click.echo(sentence("release-dry", language))
    else:
        path = write_release(project, released)
        name = f"{project.shown_root}{path.name}"
        click.echo(sentence("release-written", language, name=name, items=released.items))


def load_without_errors(options: Options, language: str) -> Project:
    """The project, after the whole site was made for trial; errors are told, and end the run."""
    from sitegen.build import build
    from sitegen.load.project import load_project

    report = build(options, dry=True)
    if report.problems.errors:
        show_problems(report.problems, language, "text", verbose=False)
        click.echo(sentence("desk-refused", language, errors=report.problems.errors), err=True)
        sys.exit(EXIT_MISTAKES)
    return load_project(options.content, Problems(), options.today)


def lines_of(released: Released, language: str) -> list[str]:
    """What a release says, a line each."""
    if released.is_first:
        return [sentence("release-first", language, n=released.items)]
    lines = [line_of(change, language) for change in released.changes]
    if released.updated:
        lines.append(sentence("release-updated", language, n=len(released.updated)))
    return lines


def line_of(change: Change, language: str) -> str:
    """`moved: workshop-suture “…”: 2023-08-27 10:30–11:45 room-203 → …`."""
    kind = sentence(f"change-{change.kind}", language)
    places = [slot_in_words(slot) for slot in (change.before, change.after) if slot]
    if change.replaced_by:
        places.append(change.replaced_by.id)
    return sentence(
        "change-line",
        language,
        kind=kind,
        id=change.id,
        title=(change.title.in_(language) or change.title).plain,
        what=" → ".join(places),
    )


def slot_in_words(slot: Slot) -> str:
    """Date, times and rooms by their ids."""
    times = "–".join(str(clock) for clock in (slot.start, slot.end) if clock is not None)
    parts = [str(slot.date or ""), times, slot.city and slot.city.plain, slot.place and slot.place.plain]
    return " ".join(part for part in (*parts, ", ".join(slot.rooms)) if part) or "—"


def _day(project: Project) -> str:
    releases = project.source.history.releases
    return f"{releases[-1].at.astimezone(project.source.event.zone):%Y-%m-%d %H:%M}"
