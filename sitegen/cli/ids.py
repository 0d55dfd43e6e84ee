"""`sitegen ids`: writes the ids that rows of tables lack into their CSV files."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli import EXIT_MISTAKES, run_language, show_problems
from sitegen.problems import Problems, Stopped, sentence

if TYPE_CHECKING:
    from sitegen.load.tables import Used


@click.command("ids")
@click.option(
    "--content",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="内容文件夹 · folder of content",
)
@click.option("--dry-run", is_flag=True, help="只列出，不写入 · list them, write nothing")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="提示信息的语言 · language of messages")
def command(content: Path, dry_run: bool, lang: str | None) -> None:
    """给表格各行写入编号 · Write the ids that rows of tables lack."""
    from sitegen.load.project import load_tables

    language = run_language(lang)
    problems = Problems()
    try:
        tables = [used for used in load_tables(content.absolute(), problems) if used.made]
    except Stopped:
        show_problems(problems, language, "text", verbose=False)
        sys.exit(EXIT_MISTAKES)
    if not tables:
        click.echo(sentence("ids-none", language))
    done = [_write(used, language, dry_run) for used in tables]
    if not all(done):
        sys.exit(EXIT_MISTAKES)


def _write(used: Used, language: str, dry_run: bool) -> bool:
    """Write one table, or say what to paste; False where the file cannot be written."""
    path, head = used.table.path, used.table.rows[0]
    if not used.table.encoding:
        cell = used.table.where(head, used.column).name
        click.echo(sentence("ids-paste", language, path=path, cell=cell))
        click.echo("\n".join(_column(used)))
        return True
    if not dry_run:
        try:
            _replace(used.file.file, with_ids(used, used.file.file.read_bytes()))
        except OSError as error:
            click.echo(sentence("ids-unwritable", language, path=path, reason=error.strerror), err=True)
            return False
    code = "ids-would" if dry_run else "ids-written"
    click.echo(sentence(code, language, path=path, n=len(used.made)))
    for row in used.table.rows:
        if row.number in used.made:
            cell = used.table.where(row, used.column).name
            title = used.titles[row.number]
            click.echo(sentence("ids-row", language, cell=cell, id=used.made[row.number], title=title))
    return True


def with_ids(used: Used, data: bytes) -> bytes:
    """The bytes of a CSV file with the ids its rows lack, and a header for them if it has none."""
    from sitegen.source.csv_rows import with_cells

    head = used.table.rows[0]
    changes = {(number - 1, used.column): id_ for number, id_ in used.made.items()}
    if used.column >= len(head.cells) or not head.cells[used.column]:
        changes[head.number - 1, used.column] = used.header
    return with_cells(data, changes, used.table.encoding)


def _column(used: Used) -> Iterator[str]:
    """The whole column of ids, from its header down, with an empty line for a row that has none."""
    yield used.header
    for number in range(used.table.rows[0].number + 1, max(used.ids) + 1):
        yield used.ids.get(number, "")


def _replace(file: Path, data: bytes) -> None:
    """Put the new file in place of the old in one step: an interruption leaves one or the other."""
    target = Path(os.path.realpath(file))
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_bytes(data)
        shutil.copymode(target, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
