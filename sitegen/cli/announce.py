"""`sitegen announce`: a text to paste about an item, a day, or all that changed."""

from __future__ import annotations

import sys

import click

from sitegen.cli import EXIT_MISTAKES, options_of, run_language, shared_options, show_problems
from sitegen.problems import Location, Problem, Severity, Stopped, as_text, sentence


@click.command("announce")
@click.argument("subject", metavar="ID|DAY|changes")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "both"]),
    default="text",
    show_default=True,
    help="纯文本（微信）或 HTML（电子邮件）· plain text for WeChat, HTML for e-mail",
)
@click.option(
    "--lang-of",
    "code",
    default="both",
    show_default=True,
    metavar="CODE|both",
    help="通知的语言 · languages of the announcement",
)
@shared_options
def command(subject: str, form: str, code: str, lang: str | None, **options: object) -> None:
    """生成可粘贴的通知 · Announce an item, a day or the changes: sitegen announce opening."""
    from pathlib import Path

    from sitegen.build import Report
    from sitegen.build.prepare import prepare
    from sitegen.desk.announcing import UnknownSubjectError, announce
    from sitegen.render.templates import TemplateFault

    language = run_language(lang)
    report = Report()
    try:
        ready = prepare(options_of(output=Path("output"), **options), report)  # type: ignore[arg-type]
        report.problems.stop_on_errors()
    except Stopped:
        show_problems(report.problems, language, "text", verbose=False)
        click.echo(sentence("desk-refused", language, errors=report.problems.errors), err=True)
        sys.exit(EXIT_MISTAKES)
    codes = list(ready.project.sites) if code == "both" else [code]
    if code != "both" and code not in ready.project.sites:
        raise click.BadParameter(", ".join(["both", *ready.project.sites]), param_hint="--lang-of")
    forms = ("text", "html") if form == "both" else (form,)
    said: list[str] = []
    try:
        said += [announce(ready, subject, one, how) for how in forms for one in codes]
    except UnknownSubjectError as error:
        values = (("id", subject), ("suggestion", error.args[1]))
        place = Location(ready.project.shown_root)
        _refuse(Problem(place, "announce-unknown", Severity.error, values), language)
    except TemplateFault as fault:
        _refuse(Problem(fault.location, fault.code, Severity.error, tuple(fault.values.items())), language)
    click.echo("\n".join(said), nl=False)


def _refuse(problem: Problem, language: str) -> None:
    for line in as_text([problem], language):
        click.echo(line, err=True)
    sys.exit(EXIT_MISTAKES)
