"""`sitegen status`: what is translated, what is missing or out of step, and where."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from sitegen.cli import EXIT_MISTAKES, options_of, run_language, shared_options
from sitegen.model.coverage import KINDS, LISTS
from sitegen.problems import Problems, as_text, sentence

if TYPE_CHECKING:
    from sitegen.desk.status import Gap, LanguageStatus, Status
    from sitegen.model.coverage import Coverage

SHOWN = 20
"""Rows of a list that are written out as long as no list is asked for by name."""
LABELS = 22
"""Columns for what a row of the table counts."""
COUNTS = 18
"""Columns for the counts of a language; 22 + 3 × 18 fit in 80."""


@click.command("status")
@click.option(
    "--language",
    "codes",
    multiple=True,
    metavar="CODE",
    help="只看这种语言，可多次 · only this language; may be repeated",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([*KINDS, "words"]),
    help="只看这类内容，可多次 · only this kind; may be repeated",
    metavar="KIND",
)
@click.option(
    "--list",
    "lists",
    multiple=True,
    type=click.Choice(LISTS),
    help="只列这一项，并全部列出 · only this list, and all of it",
    metavar="LIST",
)
@click.option("--json", "is_json", is_flag=True, help="输出 JSON · as JSON")
@click.option("--schema", is_flag=True, help="输出该 JSON 的 JSON Schema · the JSON Schema of that")
@click.option(
    "--fail-under",
    type=click.IntRange(0, 100),
    metavar="PERCENT",
    help="任一语言低于此百分比即以 1 退出 · exit with 1 where a language is below",
)
@shared_options
def command(
    codes: tuple[str, ...],
    kinds: tuple[str, ...],
    lists: tuple[str, ...],
    is_json: bool,
    schema: bool,
    fail_under: int | None,
    lang: str | None,
    **options: object,
) -> None:
    """翻译进度：缺什么、旧了什么、在哪里 · What is translated, what is missing or stale, and where."""
    from pathlib import Path

    from sitegen.desk.status_json import as_json, schema_json
    from sitegen.desk.survey import take_stock

    if schema:
        click.echo(schema_json(), nl=False)
        return
    language = run_language(lang)
    problems = Problems()
    status = take_stock(options_of(output=Path("output"), **options), problems)  # type: ignore[arg-type]
    known = [row.language.code for row in status.languages]
    for code in codes:
        if known and code not in known:
            raise click.BadParameter(f"{code}: {', '.join(known)}", param_hint="--language")
    status = status.narrowed(codes, kinds, lists)
    click.echo(
        "\n".join(as_text((one for one in problems if not one.severity), language)),
        err=True,
        nl=bool(problems.errors),
    )
    if is_json:
        click.echo(as_json(status), nl=False)
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 80
        for line in Report(status, language, width, SHOWN if not lists else None).lines():
            click.echo(line, color=False if os.environ.get("NO_COLOR") else None)
    behind = [row for row in status.languages if fail_under is not None and row.texts.percent < fail_under]
    for row in behind:
        values = {"name": row.language.name, "percent": row.texts.percent, "wanted": fail_under}
        click.echo(sentence("status-too-little", language, **values), err=True)
    if behind or problems.errors:
        sys.exit(EXIT_MISTAKES)


class Report:
    """The status as lines for a terminal, `width` columns wide; of each list the first `shown` rows."""

    def __init__(self, status: Status, language: str, width: int = 80, shown: int | None = None) -> None:
        self.status = status
        self.language = language
        self.width = width
        self.shown = shown

    def lines(self) -> Iterator[str]:
        """All of it."""
        if self.status.mistakes:
            yield sentence("status-mistakes", self.language, n=self.status.mistakes)
        per_row = max((self.width - LABELS) // COUNTS, 1)
        rows = self.status.languages
        for n in range(0, len(rows), per_row):
            yield from self._table(rows[n : n + per_row])
        for (name, code), gaps in groupby(self.status.gaps, key=lambda gap: (gap.list, gap.language)):
            yield from self._list(name, code, list(gaps))
        if not self.status.gaps and rows:
            yield ""
            yield self._say("status-complete")

    def _say(self, code: str, **values: object) -> str:
        return sentence(code, self.language, **values)

    def _table(self, rows: Sequence[LanguageStatus]) -> Iterator[str]:
        yield pad(self._say("status-title"), LABELS) + "".join(
            pad(f"{row.language.name} ({row.language.code})", -COUNTS) for row in rows
        )
        yield self._row("status-all-texts", [row.texts for row in rows])
        for kind in KINDS:
            if any(kind in row.kinds for row in rows):
                counts = [row.kinds.get(kind) for row in rows]
                yield self._row(f"status-kind-{kind}", counts, "  ")
        if any(row.files.wanted for row in rows):
            yield self._row("status-files", [row.files for row in rows])
        if any(row.words.wanted for row in rows):
            yield self._row("status-words", [row.words for row in rows])

    def _row(self, label: str, counts: Sequence[Coverage | None], indent: str = "") -> str:
        return pad(indent + self._say(label), LABELS) + "".join(map(_cell, counts))

    def _list(self, name: str, code: str, gaps: Sequence[Gap]) -> Iterator[str]:
        yield ""
        language = next(
            (row.language.name for row in self.status.languages if row.language.code == code), code
        )
        title = self._say("status-list", list=self._say(f"status-{name}"), name=language, n=len(gaps))
        yield click.style(title, bold=True)
        for kind, rows in groupby(gaps[: self.shown], key=lambda gap: gap.kind):
            yield f"  {self._say(f'status-kind-{kind}')}"
            yield from self._rows(list(rows))
        if self.shown and len(gaps) > self.shown:
            more = len(gaps) - self.shown
            yield "  " + self._say("status-more-rows", n=more, list=name, of=code)

    def _rows(self, gaps: Sequence[Gap]) -> Iterator[str]:
        """Place first, for editors; what it is beside it where that fits, else on a line of its own."""
        places = max(columns(str(gap.where)) for gap in gaps)
        for gap in gaps:
            said, place = gap.said(self.language), str(gap.where)
            if 6 + places + columns(said) <= self.width:
                yield f"    {pad(place, places)}  {said}".rstrip()
            else:
                yield f"    {place}"
                yield f"        {said}"


def _cell(count: Coverage | None) -> str:
    if count is None or not count.wanted:
        return pad("–", -COUNTS)
    text = pad(f"{count.given}/{count.wanted} {count.percent:>4} %", -COUNTS)
    return click.style(text, fg="green" if not count.missing else "yellow")


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: wide ones two each, marks none (UAX #11)."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def pad(text: str, width: int) -> str:
    """A text in so many columns, at the right end of them where `width` is negative."""
    fill = " " * (abs(width) - columns(text))
    return fill + text if width < 0 else text + fill
