"""The preview's page of the translation, without a server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.build import Options, Report
from sitegen.build.prepare import prepare
from sitegen.serve.state import State
from sitegen.serve.status import status_page

PEOPLE = "li-si:\n  name: {zh: 李四, en: LI Si}\n  bio: {zh: <b>简历</b>}\n"


@pytest.fixture
def state(tmp_path: Path, site_yaml: str) -> State:
    content = tmp_path / "content"
    (content / "news").mkdir(parents=True)
    (content / "site.yaml").write_text(site_yaml, "utf-8")
    (content / "people.yaml").write_text(PEOPLE, "utf-8")
    (content / "news" / "bus.zh.md").write_text(
        "---\ntitle: 班车\ndate: 2023-07-01\n---\n\n文字。\n", "utf-8"
    )
    report = Report()
    ready = prepare(Options(tmp_path, content, tmp_path / "output"), report)
    return State(files={}, ready=ready, problems=tuple(report.problems), number=1)


def text_of(html: bytes) -> list[str]:
    """The text of each row, heading and item."""
    found = re.findall(r"<(?:tr|h[1-3]|li)[ >](.*?)</(?:tr|h[1-3]|li)>", html.decode(), re.DOTALL)
    return [
        " ".join(re.sub(r"<[^>]+>", " ", part.partition(">")[2] if 'id="' in part else part).split())
        for part in found
    ]


def test_b45_the_page_counts_and_lists_as_the_terminal_does(state: State) -> None:
    assert text_of(status_page(state, "en"))[:2] == ["Translation", "中文 English"]
    assert text_of(status_page(state, "en"))[2:6] == [
        "all texts 5/5 100 % 2/5 40 %",
        "congress and site 1/1 100 % 1/1 100 %",
        "news 2/2 100 % 0/2 0 %",
        "people 2/2 100 % 1/2 50 %",
    ]
    assert text_of(status_page(state, "en"))[8:] == [
        "missing · English (2)",
        "news",
        "content/news/bus.zh.md:1 bus (whole file, texts: 2) → content/news/bus.en.md",
        "people",
        "content/people.yaml:3:13 li-si: bio",
        "pages in another language only · English (1)",
        "news",
        "content/news/bus.zh.md:2:8 bus, links lead to zh/news/bus/",
    ]


def test_b45_the_page_speaks_the_language_of_the_run(state: State) -> None:
    html = status_page(state, "zh").decode()
    assert '<html lang="zh-CN">' in html
    assert "缺译文 · English（2）" in html
    assert '<th scope="col" lang="en">English</th>' in html
    assert " translated" not in html


def test_nothing_on_it_is_inline(state: State) -> None:
    assert re.findall(r"style=|<style|\son[a-z]+=|<script|<b>", status_page(state, "en").decode()) == []
