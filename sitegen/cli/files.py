"""`sitegen files`: lists the files of the built site in the order in which they are uploaded."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.cli import EXIT_MISTAKES, run_language
from sitegen.problems import sentence


@click.command("files")
@click.argument("part", type=click.Choice(["assets", "pages", "gone"]))
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    show_default=True,
    help="生成好的网站 · the built site",
)
@click.option(
    "--since",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    help="上次上传时的 sitegen-files.txt，可多次 · sitegen-files.txt of an earlier upload; may be repeated",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示信息的语言 · language of messages")
def command(part: str, output: Path, since: tuple[Path, ...], lang: str | None) -> None:
    """上传清单：先 assets，后 pages，再删 gone · List what to upload (assets, pages) or delete (gone)."""
    from sitegen.desk.uploading import plan_upload

    language = run_language(lang)
    try:
        upload = plan_upload(output, since)
    except OSError as error:
        if not (output / "404.html").is_file():
            message = sentence("server-not-built", language, folder=output)
        else:
            message = sentence("files-no-list", language, file=error.filename)
        click.echo(message, err=True)
        sys.exit(EXIT_MISTAKES)
    for path in getattr(upload, part):
        click.echo(path)
