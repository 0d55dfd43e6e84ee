"""`sitegen server`: prints what a web server should be told about this site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitegen.cli import EXIT_MISTAKES, run_language
from sitegen.problems import sentence


@click.command("server")
@click.argument("kind", type=click.Choice(["nginx", "headers"]))
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    show_default=True,
    help="生成好的网站 · the built site",
)
@click.option("--base", default="/", show_default=True, help="网站所在路径 · path the site is served under")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示信息的语言 · language of messages")
def command(kind: str, output: Path, base: str, lang: str | None) -> None:
    """服务器配置 · Print the settings of a web server: nginx, or _headers of Netlify and Cloudflare Pages."""
    from sitegen.desk import serving

    if not (output / "404.html").is_file():
        click.echo(sentence("server-not-built", run_language(lang), folder=output), err=True)
        sys.exit(EXIT_MISTAKES)
    site = serving.read_site(output, base)
    click.echo(serving.nginx(site) if kind == "nginx" else serving.headers(site), nl=False)
