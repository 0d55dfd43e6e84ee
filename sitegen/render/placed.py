"""Charts in running text: `![](chart:2)`, a paragraph of its own, is where the second of a page stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from sitegen.model.charts import Chart
from sitegen.problems import Location, Problems
from sitegen.render.markdown import Reference

_LINE = re.compile(r"!\[[^\]]*\]\(chart:\d+\)[ \t]*")
_PLACE = re.compile(r"<p>\0(\d+)\0</p>")
SCHEME = "chart:"


class Part(NamedTuple):
    """A piece of a page of text: HTML, or a chart."""

    html: Markup = Markup("")
    chart: Chart | None = None


def hold_place(
    reference: Reference, text: str, charts: Sequence[Chart], here: Location, problems: Problems
) -> Markup:
    """What stands in a text for a chart until `parts_of` divides it; mistakes are told, and leave nothing."""
    number = reference.target.removeprefix(SCHEME)
    if not number.isdecimal() or not 1 <= int(number) <= len(charts):
        problems.error("chart-missing", here, number=number)
        return Markup("")
    lines = ["", *text.split("\n"), ""]
    before, line, after = lines[reference.line - 1 : reference.line + 2]
    if before.strip() or after.strip() or not _LINE.fullmatch(line):
        problems.error("chart-inline", here, number=number)
        return Markup("")
    return Markup("\0{}\0").format(int(number))


def parts_of(html: Markup, charts: Sequence[Chart], where: Location, problems: Problems) -> list[Part]:
    """The text divided where charts stand; those that it does not place follow it."""
    pieces = _PLACE.split(html)
    parts, placed = [], set[int]()
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            parts.append(Part(Markup(piece)))  # noqa: S704 - cut from HTML at the ends of paragraphs
        elif int(piece) in placed:
            problems.warning("chart-placed-twice", where, number=piece)
        else:
            placed.add(int(piece))
            parts.append(Part(chart=charts[int(piece) - 1]))
    parts += [Part(chart=chart) for number, chart in enumerate(charts, 1) if number not in placed]
    return [part for part in parts if part.chart or part.html.strip()]
