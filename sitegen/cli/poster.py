"""`sitegen poster`: an invitation for each speaker, as a picture to send on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from sitegen import fresh
from sitegen.cli import EXIT_MISTAKES, options_of, run_language, show_problems
from sitegen.problems import Stopped, sentence

EXIT_USAGE = 2
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("poster")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--to", type=_FOLDER, default=Path("posters"), show_default=True,
              help="放到这个文件夹 · folder to put them into")  # fmt: skip
@click.option("--in", "code", metavar="CODE", help="只要这种语言 · in this language only")
@click.option("--content", type=_FOLDER, default=Path("content"), show_default=True,
              help="内容文件夹 · folder of content")  # fmt: skip
@click.option("--templates", type=_FOLDER, multiple=True,
              help="自己的模板文件夹，可多次 · folder of your own templates; may be repeated")  # fmt: skip
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示信息的语言 · language of messages")
def command(
    ids: tuple[str, ...],
    to: Path,
    code: str | None,
    content: Path,
    templates: tuple[Path, ...],
    lang: str | None,
) -> None:
    """生成讲者邀请海报 · Make invitation posters of speakers.

    不写编号则为日程中的每个人生成 · For everybody in the programme where no id is named.
    """
    from sitegen.build.cards import faces_of
    from sitegen.build.options import Report
    from sitegen.build.posters import plan_posters
    from sitegen.build.prepare import prepare
    from sitegen.drawing.pen import Pen
    from sitegen.drawing.poster import draw_poster

    language, target = run_language(lang), to.absolute()
    if any((folder / fresh.MANIFEST).exists() for folder in (target, *target.parents)):
        _refuse("print-into-sources", language, folder=target)
    options, report = options_of(content, to, templates, None, None), Report()
    try:
        ready = prepare(options, report)
    except Stopped:
        show_problems(report.problems, language, "text", verbose=False)
        sys.exit(EXIT_MISTAKES)
    codes = [*ready.project.sites]
    if code is not None and code not in codes:
        _refuse("print-no-language", language, given=code, known=", ".join(codes))
    for id_ in ids:
        if id_ not in ready.project.source.people:
            _refuse("poster-no-person", language, id=id_)
    faces = faces_of(options, ready.plan)
    if faces is None:
        _refuse("poster-no-face", language)
    if ready.project.source.base_url is None:
        click.echo(sentence("poster-no-address", language), err=True)
    files = list(plan_posters(ready, ids, [code] if code else codes))
    if not files:
        click.echo(sentence("poster-none", language))
        return
    target.mkdir(parents=True, exist_ok=True)
    for file in files:
        pen = Pen(faces)
        (target / file.name).write_bytes(draw_poster(file.poster, pen))
        click.echo(sentence("poster-made", language, file=(to / file.name).as_posix()))
        if pen.missing:
            missing = "".join(sorted(pen.missing))
            click.echo(sentence("poster-no-glyph", language, file=file.name, characters=missing), err=True)


def _refuse(code: str, language: str, **values: object) -> NoReturn:
    click.echo(sentence(code, language, **values), err=True)
    sys.exit(EXIT_USAGE)
