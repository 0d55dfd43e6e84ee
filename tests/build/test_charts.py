"""Charts on finished pages: where they stand in the text, the table beside each, nothing that the CSP forbids."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.build import Options, build
from sitegen.problems import as_text

LONG = "{title: {zh: 乙, en: Second}, kind: line, unit: {zh: 项, en: projects}, rows: [[1997, 15], [2001, –], [2019, 115]]}"
HEAD = f"""\
---
title: 图
charts:
  - {{title: {{zh: 甲, en: First}}, rows: [[1997, 15], [2019, 115]]}}
  - {LONG}
---
"""
Built = Callable[[str], tuple[str, list[str]]]
PIECES = re.compile(r"<p>(\w+)</p>|<figcaption><strong>(\w+)</strong>")


@pytest.fixture
def built(tmp_path: Path, site_yaml: str) -> Built:
    """The English page of a text, empty where mistakes forbid it, and what is told of that text."""

    def make(body: str) -> tuple[str, list[str]]:
        pages = tmp_path / "content" / "pages"
        pages.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / "site.yaml").write_text(site_yaml, "utf-8")
        (pages / "c.zh.md").write_text(HEAD + body.replace("One", "一").replace("Two", "二"), "utf-8")
        (pages / "c.en.md").write_text(f"---\ntitle: Charts\n---\n{body}", "utf-8")
        day = datetime.date(2023, 8, 1)
        report = build(Options(tmp_path, tmp_path / "content", tmp_path / "output", today=day))
        page = tmp_path / "output" / "en" / "c" / "index.html"
        told = [line for line in as_text(report.problems, "en") if "c.en.md" in line]
        return page.read_text("utf-8") if report.is_published else "", told

    return make


def order(html: str) -> list[str]:
    return [match[1] or match[2] for match in PIECES.finditer(html)]


def test_a_chart_stands_where_the_text_says_and_others_after_it(built: Built) -> None:
    html, told = built("One\n\n![](chart:2)\n\nTwo\n")
    assert (order(html), told) == (["One", "Second", "Two", "First"], [])
    assert order(built("One\n\nTwo\n")[0]) == ["One", "Two", "First", "Second"]
    assert "\0" not in html


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("One\n\n![](chart:3)\n", "6:1: error: this page has no chart number 3"),
        ("One\n\n![](chart:two)\n", "6:1: error: this page has no chart number two"),
        ("One ![](chart:1)\n", "4:5: error: a chart stands in a paragraph of its own"),
        ("One\n![](chart:1)\n", "5:1: error: a chart stands in a paragraph of its own"),
        ("- ![](chart:1)\n", "4:3: error: a chart stands in a paragraph of its own"),
        ("![](chart:1)\n\n![](chart:1)\n", "4:1: warning: chart number 1 stands further up already"),
    ],
)
def test_a_place_that_cannot_be(built: Built, body: str, told: str) -> None:
    found = [line.rpartition(" [")[0] for line in built(body)[1] if "hint" not in line]
    assert found == [f"content/pages/c.en.md:{told}"]


def test_every_number_stands_in_a_table_beside_the_drawing(built: Built) -> None:
    html, _ = built("One\n")
    first, second = re.findall(r'<figure class="chart">.*?</figure>', html, re.DOTALL)
    rows = re.compile(r'<tr><th scope="row">(.*?)</th>.*?<td class="num">(.*?)</td></tr>')
    assert rows.findall(first) == [("1997", "15"), ("2019", "115")]
    assert rows.findall(second) == [("1997", "15"), ("2001", "—"), ("2019", "115")]
    assert (
        re.findall(r"<svg[^>]*", first) == ['<svg class="series-0" aria-hidden="true" focusable="false"'] * 2
    )
    assert re.findall(r'role="img" aria-label="([^"]*)"', second) == [
        "Line chart; the figures are in the table below"
    ]
    assert not re.search(r"\sstyle=|<style|\son\w+=", html)


def test_only_pages_with_charts_load_their_style_sheet(built: Built, tmp_path: Path) -> None:
    (tmp_path / "content" / "pages").mkdir(parents=True)
    (tmp_path / "content" / "pages" / "plain.zh.md").write_text("---\ntitle: 无图\n---\n文\n", "utf-8")
    html, _ = built("One\n")
    assert len(re.findall(r'<link rel="stylesheet"[^>]*/charts\.\w+\.css"', html)) == 1
    for path in ("index.html", "plain/index.html"):
        assert "charts." not in (tmp_path / "output" / "zh" / path).read_text("utf-8")


def test_the_same_bytes_again(built: Built, tmp_path: Path) -> None:
    html, _ = built("One\n")
    (tmp_path / "output" / "en" / "c" / "index.html").unlink()
    assert built("One\n")[0] == html


def test_an_edit_of_a_table_reaches_the_page(tmp_path: Path, site_yaml: str) -> None:
    pages = tmp_path / "content" / "pages"
    pages.mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text(site_yaml, "utf-8")
    (pages / "c.zh.md").write_text("---\ntitle: 图\ncharts: [{title: 图, table: f.csv}]\n---\n文\n", "utf-8")
    options = Options(tmp_path, tmp_path / "content", tmp_path / "output", cache=tmp_path / ".cache")
    for number in ("115", "1,116"):
        (pages / "f.csv").write_text(f'year,n\n2019,"{number}"\n', "utf-8")
        assert build(options).is_published
        html = (tmp_path / "output" / "zh" / "c" / "index.html").read_text("utf-8")
        assert f'<td class="num">{number}</td>' in html
    assert not [*(tmp_path / "output").rglob("*.csv")]
