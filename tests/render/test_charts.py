"""Charts: scales, ticks, labels and how numbers are written, and the pages that show them."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from typing import Any

import pytest

from sitegen.build.run import default_templates
from sitegen.model.charts import Chart, ChartRow
from sitegen.problems import Problems
from sitegen.render.assets import load_assets
from sitegen.render.charts import draw_bars, draw_lines, number, places_of
from sitegen.render.words import Words, load_words
from sitegen.text import Language, Text

LANGUAGES = (Language("zh", "zh-Hans", "中文", "zh_Hans_CN"), Language("en", "en", "English", "en_GB"))


@pytest.fixture(scope="module")
def words() -> dict[str, Words]:
    return load_words([default_templates() / "words.yaml"], LANGUAGES, Problems())


def text(value: object) -> Text:
    return Text(str(value), LANGUAGES[1], LANGUAGES[1])


def chart(*rows: Sequence[Any], series: Sequence[str] = ()) -> Chart:
    return Chart.model_construct(
        title=text("Chart"),
        series=tuple(map(text, series)),
        rows=tuple(ChartRow.model_construct(name=text(name), values=values) for name, *values in rows),
    )


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(0, 0, "0"), (999, 0, "999"), (21000, 0, "21,000"), (-1234567.5, 1, "−1,234,567.5"), (-0.04, 1, "0.0")],
)
def test_a_number_as_readers_see_it(words: dict[str, Words], value: float, digits: int, shown: str) -> None:
    assert number(value, words["en"], digits) == shown


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([15, 115], ["0", "20", "40", "60", "80", "100", "120"]),
        ([-3.5, 8.25], ["−5", "0", "5", "10"]),
        ([0.1, 0.3], ["0.00", "0.05", "0.10", "0.15", "0.20", "0.25", "0.30"]),
        ([5, 5], ["0", "1", "2", "3", "4", "5"]),
        ([0, 0], ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        ([-7, -7], ["−8", "−6", "−4", "−2", "0"]),
        ([97.5, 99], ["97.5", "98.0", "98.5", "99.0"]),
    ],
)
def test_ticks_are_round(words: dict[str, Words], values: list[float], ticks: list[str]) -> None:
    drawn = draw_lines(chart(*enumerate(values)), words["en"])
    assert [tick.label for tick in drawn.ticks] == ticks


def test_large_numbers_on_an_axis_are_counted_as_the_language_counts(words: dict[str, Words]) -> None:
    of = {
        code: [tick.label for tick in draw_lines(chart((1, 0), (2, 390000)), words[code]).ticks]
        for code in words
    }
    assert of == {
        "zh": ["0", "10万", "20万", "30万", "40万"],
        "en": ["0", "100,000", "200,000", "300,000", "400,000"],
    }


def test_years_stand_true_to_scale_and_names_one_after_another() -> None:
    assert places_of(["1997", "2019", "2008"]) == [0, 1, 0.5]
    assert places_of(["May", "June", "2008"]) == [0, 0.5, 1]
    assert places_of(["2019"]) == [0]
    assert places_of(["2019", "2019"]) == [0, 1]


def test_bars_grow_from_zero_to_both_sides(words: dict[str, Words]) -> None:
    drawn = draw_bars(chart((2018, -1.0), (2019, 3), (2020, None), (2021, 0)), words["en"])
    assert drawn.zero == "25%"
    assert [(bar.start, bar.width, bar.label) for (bar,) in drawn.rows] == [
        ("0%", "25%", "−1"),
        ("25%", "75%", "3"),
        ("0%", "0%", ""),
        ("25%", "0%", "0"),
    ]
    assert draw_bars(chart((2018, 1)), words["en"]).zero is None


def test_a_line_has_a_gap_where_a_number_is_missing(words: dict[str, Words]) -> None:
    drawn = draw_lines(chart((4, 4), (1, 1), (2, None), (3, 3)), words["en"])
    (line,) = drawn.lines
    assert [(point.x, point.y, point.label) for point in line.points] == [
        ("0%", "75%", "1"),
        ("66.67%", "25%", ""),
        ("100%", "0%", "4"),
    ]
    assert [(start.x, end.x) for start, end in line.pairs] == [("66.67%", "100%")]
    assert drawn.rows == (("4",), ("1",), ("",), ("3",))  # the table keeps the author's order


def test_labels_of_two_lines_that_end_together_do_not_lie_on_each_other(words: dict[str, Words]) -> None:
    drawn = draw_lines(chart((1, 0, 5), (2, 100, 99), series=("a", "b")), words["en"])
    assert [[point.label for point in line.points] for line in drawn.lines] == [["", "100"], ["", ""]]


def test_an_end_that_the_line_leaves_upwards_has_its_label_under_it(words: dict[str, Words]) -> None:
    (line,) = draw_lines(chart((1, 50), (2, 100), (3, 80)), words["en"]).lines
    assert [point.is_under for point in line.points] == [True, False, True]


def test_names_under_the_axis_round_years_first_and_fewer_on_a_phone(words: dict[str, Words]) -> None:
    drawn = draw_lines(chart(*((year, year) for year in range(1960, 2020))), words["en"])
    assert [str(tick.label) for tick in drawn.names if not tick.is_wide] == ["1960", "1980", "2000", "2019"]
    wide = [str(tick.label) for tick in drawn.names]
    assert {"1960", "1970", "1980", "1990", "2000", "2010", "2019"} <= set(wide)
    assert wide == sorted(wide)


def test_a_name_wider_than_the_drawing_stands_in_the_table_alone(words: dict[str, Words]) -> None:
    drawn = draw_lines(chart(("医" * 40, 1), ("May", 2), ("字" * 25, 3)), words["zh"])
    assert [(str(tick.label), tick.is_wide) for tick in drawn.names] == [("May", False)]
    drawn = draw_lines(chart(("字" * 20, 1), ("May", 2)), words["zh"])
    assert [(str(tick.label), tick.is_wide) for tick in drawn.names] == [("字" * 20, True), ("May", False)]


def test_the_style_sheet_keeps_its_budget() -> None:
    assets = load_assets([default_templates()])
    assert len(gzip.compress(assets.data[assets.path("charts.css")], 9, mtime=0)) <= 1200
