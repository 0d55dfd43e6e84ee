"""`sitegen translate`: begins a translation, tells what to do for one, and accepts it when it is done."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli import EXIT_MISTAKES, run_language, show_problems
from sitegen.problems import Location, Problem, Problems, Severity, Stopped, as_text, sentence

if TYPE_CHECKING:
    from sitegen.load.project import Project
    from sitegen.model.translations import Translation


@click.command("translate")
@click.argument("pages", metavar="[PAGE]...", nargs=-1)
@click.option("--to", "to", help="译成哪种语言，如 en · code of the language, e.g. en")
@click.option("--done", is_flag=True, help="译文已与原文一致 · the translation is in step with its source")
@click.option(
    "--as-is", is_flag=True, help="未译的部分有意保留 · what is not translated is left so on purpose"
)
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="内容文件夹 · folder of content",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示信息的语言 · language of messages")
def command(
    pages: tuple[str, ...], to: str | None, done: bool, as_is: bool, content: Path, lang: str | None
) -> None:
    """开始或完成一页的翻译 · Begin a translation, or accept it: sitegen translate news/opening --done."""
    from sitegen.desk.editing import Refused
    from sitegen.load.project import load_project

    language = run_language(lang)
    problems = Problems()
    try:
        project = load_project(content.absolute(), problems)
        problems.stop_on_errors()
    except Stopped:
        show_problems(problems, language, "text", verbose=False)
        click.echo(sentence("desk-refused", language, errors=problems.errors), err=True)
        sys.exit(EXIT_MISTAKES)
    if to is not None and to not in project.sites:
        raise click.UsageError(
            sentence("translate-no-language", language, to=to, codes=", ".join(project.sites))
        )
    if not pages:
        _list(project, to, language)
        return
    failed = False
    for name in pages:
        try:
            _one(project, name, to, language, done, as_is)
        except Refused as refused:
            problem = Problem(refused.where, refused.code, Severity.error, tuple(refused.values.items()))
            click.echo("\n".join(as_text([problem], language)), err=True)
            failed = True
    if failed:
        sys.exit(EXIT_MISTAKES)


def _one(project: Project, name: str, to: str | None, language: str, done: bool, as_is: bool) -> None:
    from sitegen.desk.translating import find_page
    from sitegen.model.translations import State

    rows = [row for code, row in find_page(project, name).items() if to in (None, code)]
    for row in rows:
        if row.state == State.source:
            if to is not None:
                click.echo(sentence("translate-source", language, path=row.path))
        elif done:
            _accept(project, row, language, as_is)
        elif row.written is None and not row.is_begun:
            _begin(project, row, language)
        else:
            _tell(project, row, language)


def _begin(project: Project, row: Translation, language: str) -> None:
    from sitegen.desk.editing import Refused
    from sitegen.desk.translating import begin, file_of
    from sitegen.desk.writing import write_whole

    file = file_of(project, row)
    if file.exists():
        raise Refused("translate-there", row.where)
    write_whole(file, begin(row, language))
    click.echo(sentence("translate-begun", language, path=row.path))
    _next(row, language)


def _accept(project: Project, row: Translation, language: str, as_is: bool) -> None:
    from sitegen.desk.editing import Refused
    from sitegen.desk.translating import accept, file_of, left_over
    from sitegen.desk.writing import write_whole

    if row.written is None and not row.is_begun:
        raise Refused("translate-nothing", row.where, page=row.page, to=row.language.code)
    left = [] if as_is else list(left_over(row))
    if left:
        raise Refused(
            "translate-left", Location(row.path), language=row.source.language.code, places=", ".join(left)
        )
    file = file_of(project, row)
    before = file.read_bytes()
    after = accept(row, before)
    if after == before:
        click.echo(sentence("translate-current", language, path=row.path))
        return
    write_whole(file, after)
    click.echo(sentence("translate-accepted", language, path=row.path, record=row.source.fingerprint))


def _tell(project: Project, row: Translation, language: str) -> None:
    """What there is to do for a translation that exists."""
    from sitegen.model.translations import State

    click.echo(_line(row, language))
    if row.state == State.stale:
        _show_changes(project, row, language)
    if row.state != State.current:
        _next(row, language)


def _show_changes(project: Project, row: Translation, language: str) -> None:
    from sitegen.desk.earlier import changes_since

    lines = changes_since(row, project.root)
    if lines:
        click.echo(sentence("translate-changes", language, path=row.source.path))
        click.echo("\n".join(lines))
    else:
        click.echo(sentence("translate-compare", language, path=row.source.path))


def _next(row: Translation, language: str) -> None:
    click.echo(sentence("translate-next", language, page=row.page, to=row.language.code))


def _list(project: Project, to: str | None, language: str) -> None:
    """Every text that is missing, begun, out of step or without a record."""
    from sitegen.desk.translating import pages_of
    from sitegen.model.translations import State

    rows = [row for page in pages_of(project).values() for code, row in page.items() if to in (None, code)]
    waiting = [row for row in rows if row.state not in (State.source, State.current)]
    order = list(State)
    for row in sorted(waiting, key=lambda row: (order.index(row.state), row.path)):
        click.echo(_line(row, language))
    click.echo(sentence("translate-count", language, n=len(waiting), total=len(rows)))


_STATES = {
    "missing": "translate-state-missing",
    "begun": "translate-state-begun",
    "copied": "translate-state-copied",
    "stale": "translate-state-stale",
    "unrecorded": "translate-state-unrecorded",
    "current": "translate-state-current",
}


def _line(row: Translation, language: str) -> str:
    return f"{sentence(_STATES['begun' if row.is_begun else row.state], language)}  {row.path}"
