"""`sitegen print`: documents for paper, as PDF, and their tables for spreadsheets."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from sitegen import __version__, fresh
from sitegen.cli import EXIT_INTERRUPTED, EXIT_MISTAKES, EXIT_OUR_FAULT, run_language, show_problems
from sitegen.problems import Location, Problem, Problems, Severity, Stopped, as_text, sentence

if TYPE_CHECKING:
    from sitegen.load.project import Project
    from sitegen.printing import Document, Edition, Typesetter

EXIT_USAGE = 2
WHAT = ("booklet", "doors", "chairs", "badges", "cme", "all")
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("print")
@click.argument("what", nargs=-1, type=click.Choice(WHAT))
@click.option(
    "--to", type=_FOLDER, help="放到这个文件夹，默认 print/ · folder to put them into  [default: print]"
)
@click.option("--in", "languages", metavar="CODE|each|both", help="文件的语言 · language of the documents")
@click.option("--paper", type=click.Choice(["a4", "a5"]), default="a5", show_default=True,
              help="会议手册的纸张 · paper of the programme book")  # fmt: skip
@click.option("--fonts", type=click.Path(path_type=Path, file_okay=False, exists=True),
              help="字体文件夹 · folder of fonts")  # fmt: skip
@click.option("--content", type=_FOLDER, default=Path("content"), show_default=True,
              help="内容文件夹 · folder of content")  # fmt: skip
@click.option("--templates", type=_FOLDER, multiple=True,
              help="自己的模板文件夹，可多次 · folder of your own templates; may be repeated")  # fmt: skip
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示信息的语言 · language of messages")
def command(
    what: tuple[str, ...],
    to: Path | None,
    languages: str | None,
    paper: str,
    fonts: Path | None,
    content: Path,
    templates: tuple[Path, ...],
    lang: str | None,
) -> None:
    """生成印刷用文件 · Make documents for print.

    booklet 会议手册 · congress book; doors 门牌 · door sheets; chairs 主持人用表 · sheets for chairs;
    badges 胸卡名单 · list for badges; cme 活动日程表 · sheet for the CME office. 不写则全部生成 · All of them
    where none is named.
    """
    language = run_language(lang)
    target = (to or content.absolute().parent / "print").absolute()
    if any(
        (folder / fresh.MANIFEST).exists() for folder in (target, *target.parents)
    ) or target.is_relative_to(content.absolute()):
        _refuse("print-into-sources", language, folder=target)
    try:
        _print(what, target, languages, paper, fonts, content.absolute(), templates, language)
    except KeyboardInterrupt:
        click.echo(sentence("print-interrupted", language), err=True)
        sys.exit(EXIT_INTERRUPTED)
    except OSError as error:
        _refuse("print-not-written", language, EXIT_MISTAKES, file=error.filename, reason=error.strerror)
    except Exception:
        traceback.print_exc()
        click.echo(sentence("cli-our-fault", language, version=__version__), err=True)
        sys.exit(EXIT_OUR_FAULT)


def _print(
    what: tuple[str, ...],
    target: Path,
    languages: str | None,
    paper: str,
    fonts: Path | None,
    content: Path,
    templates: tuple[Path, ...],
    language: str,
) -> None:
    from sitegen.build.run import default_templates
    from sitegen.printing import KINDS, NoTypst, Typesetter

    folders = [default_templates(), *(folder.absolute() for folder in templates)]
    project, edition = _load(content, folders, language)
    codes = ["each", "both", *project.sites]
    if languages is not None and languages not in codes:
        _refuse("print-no-language", language, given=languages, known=", ".join(codes))
    kinds = [kind for kind in KINDS if kind in what or not what or "all" in what]
    target.mkdir(parents=True, exist_ok=True)
    work = list(_work(kinds, edition, languages))
    for name, data in _tables(kinds, work, edition):
        _write(target / name, data)
        click.echo(_shown(target / name))
    try:
        typesetter = Typesetter(folders, tuple(project.source.languages), fonts)
    except NoTypst:
        _refuse("print-no-typst", language)
    for number, (kind, part) in enumerate(work):
        file = target / f"{kind}.{part.name}.pdf"
        if sys.stderr.isatty():
            line = sentence("print-progress", language, file=file.name, done=number + 1, total=len(work))
            click.echo(f"\r{line}\x1b[K\r", nl=False, err=True)
        document = _set(project, typesetter, kind, part, paper, language)
        if document is None:
            click.echo(sentence("print-nothing", language, file=file.name))
            continue
        _write(file, document.data)
        click.echo(sentence("print-document", language, file=_shown(file), pages=document.pages))
        if document.missing:
            values = (("text", document.missing),)
            _tell(Problem(Location(file.name), "print-no-glyph", Severity.warning, values), language)
        for warning in document.warnings:
            _tell(
                Problem(Location(file.name), "print-doubt", Severity.warning, (("reason", warning),)),
                language,
            )


def _work(kinds: list[str], edition: Edition, languages: str | None) -> Iterator[tuple[str, Edition]]:
    from sitegen.printing import KINDS, editions_of

    for kind in kinds:
        for part in editions_of(edition, languages or KINDS[kind].languages):
            yield kind, part


def _tables(
    kinds: list[str], work: list[tuple[str, Edition]], edition: Edition
) -> Iterator[tuple[str, bytes]]:
    """The CSV files, by name."""
    from sitegen.printing import KINDS

    for kind in kinds:
        table = KINDS[kind].table
        if table and not KINDS[kind].own_tables:
            yield f"{kind}.csv", table(edition)
        elif table:
            yield from ((f"{kind}.{part.name}.csv", table(part)) for name, part in work if name == kind)


def _load(content: Path, folders: list[Path], language: str) -> tuple[Project, Edition]:
    """The project and all its languages; mistakes of authors are told, and end the program."""
    from sitegen.build.run import words_of
    from sitegen.load.project import load_project
    from sitegen.memo import Memo
    from sitegen.printing import whole_edition

    problems = Problems()
    try:
        project = load_project(content, problems)
        words = words_of(folders, project, Memo(None), problems)
        problems.stop_on_errors()
    except Stopped:
        show_problems(problems, language, "text", verbose=False)
        sys.exit(EXIT_MISTAKES)
    return project, whole_edition(project, words)


def _set(
    project: Project,
    typesetter: Typesetter,
    kind: str,
    edition: Edition,
    paper: str,
    language: str,
) -> Document | None:
    from sitegen.printing import NoFace, TemplateError, set_document

    try:
        return set_document(project, typesetter, kind, edition, paper)
    except NoFace as error:
        values = (("language", error.args[0].name),)
        _tell(Problem(Location("sitegen print"), "print-no-face", Severity.error, values), language)
    except TemplateError as error:
        place = typesetter.own_template(error)
        if place is None:
            raise
        values = (("reason", error.message),)
        _tell(Problem(place, "print-template", Severity.error, values), language)
    sys.exit(EXIT_MISTAKES)


def _write(file: Path, data: bytes) -> None:
    """Whole or not at all."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(file)) from error


def _shown(file: Path) -> str:
    try:
        return file.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)


def _tell(problem: Problem, language: str) -> None:
    click.echo("\n".join(as_text([problem], language)), err=True)


def _refuse(code: str, language: str, status: int = EXIT_USAGE, **values: object) -> NoReturn:
    click.echo(sentence(code, language, **values), err=True)
    sys.exit(status)
