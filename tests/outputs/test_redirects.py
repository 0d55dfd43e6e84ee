"""Old addresses: they lead on also where the page has no edition in the language of the address."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from sitegen.build import Options, build

NEWS = "---\ntitle: 班车\ndate: 2023-08-01\n---\n每半小时一班。\n"
OLD = "en/old.html: en/news/bus\nzh/old.html: zh/news/bus\nold-news.html: news\n"


def test_b03_an_old_address_leads_to_the_page_in_the_language_it_has(tmp_path: Path, site_yaml: str) -> None:
    for name, text in {"site.yaml": site_yaml, "news/bus.zh.md": NEWS, "redirects.yaml": OLD}.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    options = Options(tmp_path, tmp_path / "content", tmp_path / "output", today=datetime.date(2023, 8, 1))
    assert build(options).is_published
    found = {}
    for file in ("en/old.html", "zh/old.html", "old-news.html"):
        html = (tmp_path / "output" / file).read_text("utf-8")
        found[file] = re.findall(r'<html lang="(.*?)">.*?url=(.*?)"', html, re.DOTALL)
    assert found == {
        "en/old.html": [("zh-Hans", "../zh/news/bus/index.html")],
        "zh/old.html": [("zh-Hans", "../zh/news/bus/index.html")],
        "old-news.html": [("zh-Hans", "zh/news/index.html")],
    }


ABOUT = {
    "pages/about.zh.md": "---\ntitle: 关于\n---\n## 交通 {#way}\n\n地铁。\n",
    "pages/about.en.md": "---\ntitle: About\n---\n## The way {#way}\n\nBy metro.\n",
}


def built(folder: Path, site_yaml: str, redirects: str) -> tuple[Path, list[str]]:
    """The output of a site with these old addresses, and what was told of it."""
    for name, text in {"site.yaml": site_yaml, **ABOUT, "redirects.yaml": redirects}.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    options = Options(folder, folder / "content", folder / "output", today=datetime.date(2023, 8, 1))
    report = build(options)
    return options.output, [f"{problem.location}: {problem.code}" for problem in report.problems]


def test_the_new_address_says_language_and_anchor(tmp_path: Path, site_yaml: str) -> None:
    old = "a.html: about#way\nb.html: en/about\nen/c: about\nen/d: zh/about#way\n"
    output, _ = built(tmp_path, site_yaml, old)
    found = {
        file: re.findall(r'<html lang="(.*?)">.*?url=(.*?)".*?<h1><a href="(.*?)">(.*?)<', html, re.DOTALL)
        for file in ("a.html", "b.html", "en/c/index.html", "en/d/index.html")
        if (html := (output / file).read_text("utf-8"))
    }
    assert found == {
        "a.html": [("zh-Hans", "zh/about/index.html#way", "zh/about/index.html#way", "关于")],
        "b.html": [("en", "en/about/index.html", "en/about/index.html", "About")],
        "en/c/index.html": [("en", "../../en/about/index.html", "../../en/about/index.html", "About")],
        "en/d/index.html": [
            ("zh-Hans", "../../zh/about/index.html#way", "../../zh/about/index.html#way", "关于")
        ],
    }


def test_an_anchor_that_is_not_there_is_told(tmp_path: Path, site_yaml: str) -> None:
    _, told = built(tmp_path, site_yaml, "b.html: about\na.html: about#nowhere\n")
    assert told == ["content/redirects.yaml:2:1: dead-anchor"]
