"""Where the marks of a chart stand: scales, ticks, points and labels, in per cent of the room it has.

Templates write the SVG of it. All is in per cent, never in a viewBox that would be scaled: so letters
keep their size on a phone, and no style attribute is needed.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitegen.model.charts import Chart
from sitegen.render.words import Words
from sitegen.text import Text, is_han

STEPS = (1, 2, 5, 10)
MOST_TICKS = 5
NARROW, WIDE = 230, 520
"""Pixels between the axes of a line chart on a phone of 320 px, and on anything wider than a tablet."""
_YEAR = re.compile(r"-?\d{1,6}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: str
    """Per cent from the left, or from the top."""
    label: object
    anchor: str = "middle"
    is_wide: bool = False
    """Whether only wide screens have room for it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A number as a bar: where it begins and how long it is, in per cent; the number as readers see it."""

    start: str
    width: str
    label: str
    """Empty where there is no number."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart."""

    zero: str | None
    """Where nothing stands, in per cent, where some number is under it."""
    rows: tuple[tuple[Bar, ...], ...]
    is_long: bool
    """Whether its names want a line of their own on phones."""


@dataclass(frozen=True, slots=True)
class Point:
    """A number of a line: its place in per cent, and its label, empty where none stands there."""

    x: str
    y: str
    label: str = ""
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """A series: points, and the pairs of them that follow one another without a gap."""

    points: tuple[Point, ...]
    pairs: tuple[tuple[Point, Point], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A line chart."""

    axis: int
    """Pixels that the labels of its numbers take."""
    ticks: tuple[Tick, ...]
    base: str
    """Where nothing stands, or the lowest tick, in per cent from the top."""
    names: tuple[Tick, ...]
    lines: tuple[Line, ...]
    rows: tuple[tuple[str, ...], ...]
    """The numbers as readers see them, by row."""


def draw_bars(chart: Chart, words: Words) -> Bars:
    """The bars of a chart, all on one scale that holds zero."""
    low, high = min((0.0, *chart.numbers)), max((0.0, *chart.numbers))
    span = high - low or 1.0
    digits = decimals_of(chart.numbers)

    def bar(value: float | None) -> Bar:
        if value is None:
            return Bar("0%", "0%", "")
        first = min(value, 0.0)
        return Bar(_percent((first - low) / span), _percent(abs(value) / span), number(value, words, digits))

    rows = tuple(tuple(map(bar, row.values)) for row in chart.rows)
    is_long = any(width_of(row.name) > 90 for row in chart.rows)
    return Bars(_percent(-low / span) if low < 0 else None, rows, is_long)


def draw_lines(chart: Chart, words: Words) -> Lines:
    """The lines of a chart; names that are numbers, such as years, stand true to scale."""
    digits = decimals_of(chart.numbers)
    ticks, low, high = _number_ticks(chart.numbers)
    labels = _tick_labels(ticks, words)
    xs = places_of([row.name for row in chart.rows])

    def height(value: float) -> str:
        return _percent((high - value) / (high - low))

    order = sorted(range(len(xs)), key=xs.__getitem__)
    lines, ends = [], list[float]()
    for column in range(max((len(row.values) for row in chart.rows), default=0)):
        values = [(index, chart.rows[index].values[column]) for index in order]
        there = [index for index, value in values if value is not None]
        points: dict[int, Point] = {}
        for index, value in values:
            if value is not None:
                label = ""
                if index == there[-1] and all(abs(value - end) > (high - low) * 0.08 for end in ends):
                    label, ends = number(value, words, digits), [*ends, value]
                elif index == there[0] and len(chart.series) < 2:
                    label = number(value, words, digits)
                points[index] = Point(_percent(xs[index]), height(value), label, _anchor(xs[index]))
        pairs = [(points[a], points[b]) for a, b in itertools.pairwise(order) if {a, b} <= points.keys()]
        lines.append(Line(tuple(points.values()), tuple(pairs)))
    return Lines(
        axis=max((round(width_of(label)) for label in labels), default=0) + 8,
        ticks=tuple(Tick(height(tick), label) for tick, label in zip(ticks, labels, strict=True)),
        base=height(max(low, min(high, 0.0))),
        names=tuple(_name_ticks([chart.rows[index].name for index in order], [xs[index] for index in order])),
        lines=tuple(lines),
        rows=tuple(
            tuple("" if one is None else number(one, words, digits) for one in row.values)
            for row in chart.rows
        ),
    )


# ------------------------------------------------------------ numbers
def number(value: float, words: Words, digits: int = 0) -> str:
    """A number as a language writes it: `21,000`, `−3.5`."""
    whole, _, rest = f"{abs(value):.{digits}f}".partition(".")
    grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", str(words.number_group), whole)
    shown = f"{grouped}{words.number_point}{rest}" if rest else grouped
    return f"−{shown}" if value < 0 and float(f"{value:.{digits}f}") else shown


def decimals_of(values: Iterable[float]) -> int:
    """How many decimals show every number whole."""
    return max((len(repr(one).partition(".")[2]) for one in values if not one.is_integer()), default=0)


def _number_ticks(values: Sequence[float]) -> tuple[list[float], float, float]:
    """Ticks at steps of 1, 2 or 5 times a power of ten, and the ends of the axis.

    The axis begins at zero, unless all numbers are far from it and near to one another.
    """
    low, high = min(values), max(values)
    near = abs(high - low) < 0.25 * max(abs(high), abs(low))
    if not near or low == high:
        low, high = min(low, 0.0), max(high, 0.0)
    span = high - low or 1.0
    power = math.floor(math.log10(span / MOST_TICKS))
    while True:
        for step in STEPS:
            unit = step * 10.0**power if power >= 0 else step / 10.0**-power
            first, last = math.floor(low / unit), math.ceil(high / unit)
            if last - first <= MOST_TICKS + 1:
                last = max(last, first + 1)
                ticks = [
                    n * step * 10.0**power if power >= 0 else n * step / 10.0**-power
                    for n in range(first, last + 1)
                ]
                return ticks, ticks[0], ticks[-1]
        power += 1


def _tick_labels(ticks: Sequence[float], words: Words) -> list[str]:
    """The numbers of an axis; large ones in the language's own thousands, `20万`, `3m`."""
    power, word = 0, ""
    for entry in str(words.number_large).split(","):
        exponent, _, name = entry.strip().partition(" ")
        if max(map(abs, ticks)) >= 10.0 ** (int(exponent) + 1):
            power, word = int(exponent), name
    shown = [tick / 10.0**power for tick in ticks]
    digits = decimals_of(shown)
    return [number(one, words, digits) + (word if one else "") for one in shown]


# ------------------------------------------------------------ names
def places_of(names: Sequence[str]) -> list[float]:
    """Where names stand from 0 to 1: numbers (years) true to scale, others one after another."""
    plain = [name.plain if isinstance(name, Text) else str(name) for name in names]
    if len(set(plain)) > 1 and all(map(_YEAR.fullmatch, plain)):
        years = [float(name) for name in plain]
        first, last = min(years), max(years)
        return [(year - first) / (last - first) for year in years]
    steps = max(len(names) - 1, 1)
    return [index / steps for index in range(len(names))]


def _name_ticks(names: Sequence[str], xs: Sequence[float]) -> Iterator[Tick]:
    """The names under the axis that have room, the first and the last at least."""
    narrow, wide = (set(_that_fit(names, xs, room)) for room in (NARROW, WIDE))
    for index in sorted(narrow | wide):
        yield Tick(_percent(xs[index]), names[index], _anchor(xs[index]), index not in narrow)


def _that_fit(names: Sequence[str], xs: Sequence[float], room: float) -> Iterator[int]:
    def span(index: int) -> tuple[float, float]:
        half = width_of(names[index]) / 2
        middle = min(max(xs[index] * room, half), room - half)
        return middle - half, middle + half

    last = len(names) - 1
    free, end = -math.inf, span(last)[0]
    for index in range(last):
        start, stop = span(index)
        if start >= free and (stop <= end - 10 or index == 0):
            free = stop + 10
            yield index
    yield last


def width_of(text: object) -> float:
    """About how many pixels a text takes, in letters of 13 px."""
    plain = text.plain if isinstance(text, Text) else str(text)
    return sum(13.5 if is_han(letter) else 7.5 for letter in plain)


def _anchor(x: float) -> str:
    return "start" if x < 0.05 else "end" if x > 0.95 else "middle"


def _percent(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"
