"""`sitegen names`: who has no name in Latin letters, with a spelling to ask about. It writes nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli import EXIT_MISTAKES, run_language, show_problems
from sitegen.problems import Problems, Stopped, sentence

if TYPE_CHECKING:
    from sitegen.desk.naming import Suggestion


@click.command("names")
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="内容文件夹 · folder of content",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示信息的语言 · language of messages")
def command(content: Path, lang: str | None) -> None:
    """列出没有拉丁字母姓名的人，并给出拼音建议 · List people without a Latin name, with suggestions."""
    from sitegen.desk.naming import suggest_names
    from sitegen.load.project import load_project

    language = run_language(lang)
    problems = Problems()
    try:
        project = load_project(content.absolute(), problems)
    except Stopped:
        show_problems(problems, language, "text", verbose=False)
        sys.exit(EXIT_MISTAKES)
    latin = [code for code, site in project.sites.items() if not site.language.is_han]
    found = list(suggest_names(project.source)) if latin else []
    for suggestion in found:
        _tell(suggestion, latin[0], language)
    lacking = sum(not suggestion.is_there for suggestion in found)
    click.echo(sentence("names-total", language, n=lacking) if found else sentence("names-none", language))


def _tell(found: Suggestion, code: str, language: str) -> None:
    person = {"where": found.where, "id": found.person.id, "name": found.han}
    click.echo(sentence("names-person", language, **person))
    if not found.latin:
        click.echo(sentence("names-no-guess", language))
        return
    kind = "names-joined" if found.is_there else "names-suggestion"
    click.echo(sentence(kind, language, tongue=code, latin=found.latin))
    for sign, readings in found.doubts:
        click.echo(sentence("names-doubt", language, sign=sign, readings=readings))
