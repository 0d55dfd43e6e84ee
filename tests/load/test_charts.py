"""Charts in the front matter of a page: rows, series, table files, and mistakes told at their place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

HEAD = "---\ntitle: 图\ncharts:\n  - title: {zh: 图, en: Chart}\n"


def page(lines: str, body: str = "文") -> dict[str, str]:
    return {
        "pages/c.zh.md": f"{HEAD}{lines}---\n{body}\n",
        "pages/c.en.md": f"---\ntitle: Chart\n---\n{'Text' if body == '文' else body}\n",
    }


def rows_of(site: Any) -> list[tuple[str, tuple[float | None, ...]]]:
    (chart,) = site.pages["c"].charts
    return [(row.name.plain, row.values) for row in chart.rows]


def test_rows_with_series_names_in_both_languages_and_gaps(load: Callable[..., Any]) -> None:
    lines = (
        "    series: [{zh: 项目, en: Projects}, {zh: 学员, en: Trainees}]\n"
        '    rows: [[{zh: 武汉, en: Wuhan}, 15, -3.5], [2019, –, "21,000"], [2020, null, 0]]\n'
    )
    site = load(page(lines)).project.sites["en"]
    assert rows_of(site) == [("Wuhan", (15.0, -3.5)), ("2019", (None, 21000.0)), ("2020", (None, 0.0))]
    assert [name.plain for name in site.pages["c"].charts[0].series] == ["Projects", "Trainees"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("rows: []", "5:11: error: the chart has no figures"),
        ("rows: [[2019, –]]", "5:11: error: the chart has no figures"),
        ("rows: [[2018, 3], [2019, many]]", "5:30: error: “many” is not a number"),
        ("rows: [[2018, 3], [2019, 12%]]", "5:30: error: “12%” is not a number"),
        ("rows: [[2019, [3]]]", "5:19: error: a row of a chart is a name and its numbers"),
        ("rows: [2019]", "5:12: error: a row of a chart is a name and its numbers"),
        ("rows: [[2019]]", "5:12: error: a row of a chart is a name and its numbers"),
        ("rows: {2019: 3}", "5:11: error: “rows” must be a list, each item with “- ” before it"),
        (
            "rows: [[2019, 3, 4]]",
            "5:12: error: this row has 2 numbers, but nothing says what each of them is",
        ),
        ("series: [a, b]\n    rows: [[1, 2, 3], [2, 3]]", "6:23: error: this row has 1 numbers instead of 2"),
        (
            "series: [a, b, c, d, e]\n    rows: [[1, 1, 2, 3, 4, 5]]",
            "5:26: error: a chart has at most 4 series",
        ),
        ("rows: [[2019, 1], [2019, 2]]", "5:24: warning: “2019” stands twice in this chart"),
        ("kind: pie\n    rows: [[2019, 1]]", "5:11: error: “pie” is none of: bar, line"),
        ("unit: x", "4:5: error: rows is missing"),
    ],
)
def test_a_mistake_is_told_once_at_its_place(load: Callable[..., Any], lines: str, told: str) -> None:
    found = [line for line in load(page(f"    {lines}\n")).lines if "c.zh.md" in line]
    assert [
        line.split(" [")[0] if not line.endswith("]") else line.rpartition(" [")[0] for line in found
    ] == [f"content/pages/c.zh.md:{told}"]


def test_more_rows_than_a_chart_can_show(load: Callable[..., Any]) -> None:
    rows = ", ".join(f"[{year}, 1]" for year in range(201))
    (told,) = load(page(f"    rows: [{rows}]\n")).lines
    assert (
        told
        == "content/pages/c.zh.md:5:11: error: the chart has too many rows; 200 is the most [chart-too-long]"
    )


def test_rows_of_a_table_beside_the_page(load: Callable[..., Any]) -> None:
    table = "zh,English,Online,On site\n武汉,Wuhan,3,4\n北京,Beijing,5,\n"
    project = load(page("    table: f.csv\n") | {"pages/f.csv": table}).project
    assert rows_of(project.sites["zh"]) == [("武汉", (3.0, 4.0)), ("北京", (5.0, None))]
    assert rows_of(project.sites["en"]) == [("Wuhan", (3.0, 4.0)), ("Beijing", (5.0, None))]
    assert [str(name) for name in project.sites["en"].pages["c"].charts[0].series] == ["Online", "On site"]
    assert "pages/f.csv" not in project.media


def test_one_column_of_numbers_needs_no_series(load: Callable[..., Any]) -> None:
    site = load(page("    table: f.csv\n") | {"pages/f.csv": "year,n\n1997,15\n2019,115\n"}).project.sites[
        "en"
    ]
    assert rows_of(site) == [("1997", (15.0,)), ("2019", (115.0,))]
    assert site.pages["c"].charts[0].series == ()


@pytest.mark.parametrize(
    ("table", "lines", "told"),
    [
        ("year,n\n1997,few\n", "table: f.csv", "content/pages/f.csv:2:2: error: B2: “few” is not a number"),
        ("year,n\n", "table: f.csv", "content/pages/f.csv: error: the chart has no figures"),
        ("year\n1997\n", "table: f.csv", "content/pages/f.csv: error: the chart has no figures"),
        ("year,n\n1,2\n", "table: g.csv", "content/pages/c.zh.md:5:12: error: there is no table “g.csv”"),
        (
            "year,n\n1,2\n",
            "table: f.csv\n    rows: [[1, 2]]",
            "content/pages/c.zh.md:5:5: error: the chart has both table and rows",
        ),
    ],
)
def test_a_mistake_with_a_table(load: Callable[..., Any], table: str, lines: str, told: str) -> None:
    (found,) = load(page(f"    {lines}\n") | {"pages/f.csv": table}).lines
    assert found.rpartition(" [")[0] == told
