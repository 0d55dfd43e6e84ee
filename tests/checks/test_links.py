"""Links of finished pages: dead ones, anchors, other hosts, ids that stand twice."""

from __future__ import annotations

import pytest

from sitegen.checks.links import check_links, scan
from sitegen.problems import Location, Problems


def faults(pages: dict[str, str], others: tuple[str, ...] = ("assets/site.css",)) -> list[str]:
    problems = Problems()
    check_links({path: scan(html) for path, html in pages.items()}, others, problems, {})
    return [f"{problem.location.path} {problem.code}" for problem in problems]


GOOD = {
    "index.html": '<a href="zh/index.html">',
    "zh/index.html": '<h1 id="top"></h1><a href="people/index.html#li"><a href="#top"><link href="../assets/site.css">',
    "zh/people/index.html": '<p id="li"></p><a href="../index.html"><a href="mailto:a@example.org"><a href="https://example.org/">',
}


def test_good_links_are_left_alone() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ('<a href="nowhere/index.html">', "dead-link"),
        ('<a href="index.html#nothing">', "dead-anchor"),
        ('<a href="#nothing">', "dead-anchor"),
        ('<a href="../../outside.html">', "link-outside"),
        ('<img src="cut.jpg">', "dead-link"),
        ('<source srcset="a.webp 1x, b.webp 2x">', "dead-link"),
        ('<img src="https://cdn.example.org/x.png">', "page-loads-other-host"),
        ('<script src="//cdn.example.org/x.js">', "page-loads-other-host"),
        ('<link rel="stylesheet" href="https://fonts.example.org/x.css">', "page-loads-other-host"),
        ('<p id="a"></p><p id="a"></p>', "double-id"),
    ],
)
def test_a_bad_link_is_found(html: str, code: str) -> None:
    assert set(faults({**GOOD, "zh/index.html": GOOD["zh/index.html"] + html})) == {
        f"output/zh/index.html {code}"
    }


def test_a_canonical_address_loads_nothing() -> None:
    page = '<link rel="canonical" href="https://example.org/zh/"><link rel="alternate" href="https://example.org/en/">'
    assert faults({**GOOD, "zh/index.html": GOOD["zh/index.html"] + page}) == []


def test_a_fault_is_told_at_the_authors_file() -> None:
    problems = Problems()
    place = Location("content/news/a.zh.md")
    check_links({"zh/a.html": scan('<a href="b.html">')}, (), problems, {"zh/a.html": place})
    assert [problem.location for problem in problems] == [place]
