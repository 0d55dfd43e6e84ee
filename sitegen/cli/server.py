"""`sitegen server`: prints what a web server should be told about this site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.cli import EXIT_MISTAKES, run_language
from sitegen.problems import sentence


@click.command("server")
@click.argument("kind", type=click.Choice(["nginx", "caddy", "apache", "headers", "redirects", "oss"]))
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    show_default=True,
    help="生成好的网站 · the built site",
)
@click.option("--base", help="网站所在路径，不写则按生成时的 · path the site is served under; else as built")
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写入文件，不打印 · write a file instead of printing",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示信息的语言 · language of messages")
def command(kind: str, output: Path, base: str | None, to: Path | None, lang: str | None) -> None:
    """服务器配置 · Print the settings of a server, or the files of a host, for the built site."""
    from sitegen.desk.servers import KINDS, read_site

    if not (output / "404.html").is_file():
        click.echo(sentence("server-not-built", run_language(lang), folder=output), err=True)
        sys.exit(EXIT_MISTAKES)
    text = KINDS[kind](read_site(output, base))
    if to is None:
        click.echo(text, nl=False)
    else:
        to.write_text(text, encoding="utf-8", newline="\n")
