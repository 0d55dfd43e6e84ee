"""Where the marks of a chart stand: scales, ticks, points and labels, in per cent of the room it has.

Templates write the SVG of it. All is in per cent, never in a viewBox that would be scaled: so letters
keep their size on a phone, and no style attribute is needed.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.model.charts import Chart
from sitegen.render.words import Words
from sitegen.text import Text, is_han

STEPS = (1, 2, 5)
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
    is_under: bool = False
    """Whether its label stands under it, out of the way of the line."""


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
    names = chart.series or tuple(row.name for row in chart.rows)
    is_long = any(width_of(name) > 110 for name in names)
    return Bars(_percent(-low / span) if low < 0 else None, rows, is_long)


def draw_lines(chart: Chart, words: Words) -> Lines:
    """The lines of a chart; names that are numbers, such as years, stand true to scale."""
    ticks = _number_ticks(chart.numbers)
    low, high = ticks[0], ticks[-1]
    labels = _tick_labels(ticks, words)
    xs = places_of([row.name for row in chart.rows])
    order = sorted(range(len(xs)), key=xs.__getitem__)
    digits = decimals_of(chart.numbers)
    lines, ends = [], list[float]()
    for column in range(max((len(row.values) for row in chart.rows), default=0)):
        line = {n: one for n in order if (one := chart.rows[n].values[column]) is not None}
        told = _told(line, ends, high - low, is_alone=len(chart.series) < 2)
        points = {
            n: Point(
                _percent(xs[n]),
                _percent((high - value) / (high - low)),
                number(value, words, digits) if n in told else "",
                _anchor(xs[n]),
                _is_under(n, line, (value - low) / (high - low)),
            )
            for n, value in line.items()
        }
        pairs = [(points[a], points[b]) for a, b in itertools.pairwise(order) if {a, b} <= points.keys()]
        lines.append(Line(tuple(points.values()), tuple(pairs)))
    return Lines(
        axis=max((round(width_of(label)) for label in labels), default=0) + 8,
        ticks=tuple(
            Tick(_percent((high - tick) / (high - low)), label)
            for tick, label in zip(ticks, labels, strict=True)
        ),
        base=_percent((high - max(low, min(high, 0.0))) / (high - low)),
        names=tuple(_name_ticks([chart.rows[index].name for index in order], [xs[index] for index in order])),
        lines=tuple(lines),
        rows=tuple(
            tuple("" if one is None else number(one, words, digits) for one in row.values)
            for row in chart.rows
        ),
    )


def _told(line: Mapping[int, float], ends: list[float], span: float, *, is_alone: bool) -> tuple[int, ...]:
    """The numbers of a line told beside it: the last, unless another line's is there; the first."""
    if not line:
        return ()
    first, *_, last = (*line, *line)
    if any(abs(line[last] - end) <= span * 0.08 for end in ends):
        return ()
    ends.append(line[last])
    return (first, last) if is_alone else (last,)


def _is_under(index: int, values: Mapping[int, float], height: float) -> bool:
    """Whether the line leaves this end upwards, and there is room between it and the axis."""
    there = list(values)
    beside = there[1:2] if index == there[0] else there[-2:-1] if index == there[-1] else []
    return height > 0.12 and any(values[other] > values[index] for other in beside)


# ------------------------------------------------------------ numbers
def number(value: float, words: Words, digits: int = 0) -> str:
    """A number as a language writes it: `21,000`, `−3.5`."""
    whole, _, rest = f"{abs(value):.{digits}f}".partition(".")
    grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", str(words.number_group), whole)
    shown = f"{grouped}{words.number_point}{rest}" if rest else grouped
    return f"−{shown}" if value < 0 and float(f"{value:.{digits}f}") else shown


def decimals_of(values: Iterable[float]) -> int:
    """How many decimals show every number whole."""
    return max((len(f"{one:.6f}".rstrip("0").partition(".")[2]) for one in values), default=0)


def _number_ticks(values: Sequence[float]) -> list[float]:
    """Ticks at steps of 1, 2 or 5 times a power of ten; the first and the last are the ends of the axis.

    The axis begins at zero, unless all numbers are far from it and near to one another.
    """
    low, high = min(values), max(values)
    near = abs(high - low) < 0.25 * max(abs(high), abs(low))
    if not near or low == high:
        low, high = min(low, 0.0), max(high, 0.0) or float(low == 0)
    exponent = math.floor(math.log10((high - low) / MOST_TICKS))
    candidates = (_multiples(step, power, low, high) for power in itertools.count(exponent) for step in STEPS)
    return next(ticks for ticks in candidates if len(ticks) <= MOST_TICKS + 2)


def _multiples(step: int, power: int, low: float, high: float) -> list[float]:
    """The multiples of `step` × 10^`power` from under `low` to over `high`, two at least."""
    up, down = (step * 10.0**power, 1.0) if power >= 0 else (float(step), 10.0**-power)
    first = math.floor(low * down / up)
    last = max(math.ceil(high * down / up), first + 1)
    return [n * up / down for n in range(first, last + 1)]


def _tick_labels(ticks: Sequence[float], words: Words) -> list[str]:
    """The numbers of an axis; large ones in the language's own thousands, `20万`, `3m`."""
    power, word = 0, ""
    for entry in str(words.number_large).split(","):
        exponent, _, name = entry.strip().partition("=")
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
    """The names under the axis that have room: the first, the last, and round years before others."""
    order = sorted(range(len(names)), key=lambda index: _rank(names[index], index in (0, len(names) - 1)))
    narrow = _that_fit(order, (), names, xs, NARROW)
    for index in sorted(_that_fit(order, narrow, names, xs, WIDE)):
        yield Tick(_percent(xs[index]), names[index], _anchor(xs[index]), index not in narrow)


def _rank(name: str, is_end: bool) -> int:
    plain = name.plain if isinstance(name, Text) else str(name)
    if is_end or not plain.isdecimal():
        return 0
    return next(rank for rank, step in enumerate((100, 50, 20, 10, 5, 2, 1), 1) if int(plain) % step == 0)


def _that_fit(
    order: Iterable[int], there: Iterable[int], names: Sequence[str], xs: Sequence[float], room: float
) -> list[int]:
    """What has room beside what is there, and beside what came before in this order."""
    chosen: list[int] = []
    taken: list[tuple[float, float]] = []
    for index in (*there, *order):
        half = width_of(names[index]) / 2 + 5
        middle = min(max(xs[index] * room, half), room - half)
        start, stop = middle - half, middle + half
        is_free = 2 * half <= room and all(stop <= left or right <= start for left, right in taken)
        if index not in chosen and is_free:
            chosen.append(index)
            taken.append((start, stop))
    return chosen


def width_of(text: object) -> float:
    """About how many pixels a text takes, in letters of 13 px."""
    plain = text.plain if isinstance(text, Text) else str(text)
    return sum(13.5 if is_han(letter) else 7.5 for letter in plain)


def _anchor(x: float) -> str:
    return "start" if x < 0.05 else "end" if x > 0.95 else "middle"


def _percent(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"
