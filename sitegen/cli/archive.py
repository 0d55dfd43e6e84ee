"""`sitegen archive`: freezes the site of a congress that is over."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from sitegen.cli import EXIT_MISTAKES, options_of, run_language, show_problems
from sitegen.problems import sentence


@click.command("archive")
@click.option(
    "--current",
    metavar="URL",
    help="本届大会网站的地址（默认：存档所在的网站）· address of the current congress, if it is another site",
)
@click.option(
    "--address",
    metavar="URL",
    help="存档以后的地址（默认：base_url 下的 /年份/）· address it will have (/YEAR/ under base_url)",
)
@click.option("--anew", is_flag=True, help="重做已有的存档 · replace the archive that is there")
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
    type=click.DateTime(["%Y-%m-%d"]),
    help="当作这一天（试做存档）· take it to be this day, for a trial",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示信息的语言 · language of messages")
def command(
    current: str | None,
    address: str | None,
    anew: bool,
    content: Path,
    templates: tuple[Path, ...],
    now: datetime.datetime | None,
    lang: str | None,
) -> None:
    """会后封存网站，供以后各届展示 · Freeze the site of a congress that is over."""
    from sitegen.build import Report
    from sitegen.desk.archiving import make_archive
    from sitegen.problems import Stopped

    language = run_language(lang)
    options = options_of(content, Path("output"), templates, now, None)
    report = Report()
    try:
        made = make_archive(options, report, current, address, anew=anew)
    except Stopped:
        show_problems(report.problems, language, "text", verbose=False)
        click.echo(sentence("desk-refused", language, errors=report.problems.errors), err=True)
        sys.exit(EXIT_MISTAKES)
    except OSError as error:
        name, reason = error.filename or "", error.strerror or str(error)
        click.echo(sentence("archive-not-written", language, file=name, reason=reason), err=True)
        sys.exit(EXIT_MISTAKES)
    show_problems(report.problems, language, "text", verbose=False)
    size = f"{made.size / 1e6:.1f}"
    name = f"{content.name}/editions/{made.zip.name}"
    told = {"file": name, "pages": made.pages, "files": made.files, "size": size, "year": made.year}
    click.echo(sentence("archive-done", language, **told))
    facts = f"{content.name}/editions/{made.facts.name}"
    click.echo(sentence("archive-facts-new" if made.has_new_facts else "archive-facts", language, file=facts))
    click.echo(sentence("archive-next-moved" if made.has_moved else "archive-next", language, year=made.year))
