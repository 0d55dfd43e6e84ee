"""The search page and the box on every page: where they lead, what is loaded, and what search engines see."""

from __future__ import annotations

import datetime
import gzip
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from sitegen.build import Options, build
from sitegen.build.run import default_templates
from sitegen.render.assets import load_assets

BASE = "https://example.org/2023/"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory, site_yaml: str, congress: Mapping[str, str]) -> Path:
    """A site with a page of each kind."""
    files = {name: re.sub(".*(photo|slides|x.pdf).*\n", "", text) for name, text in congress.items()}
    files["pages/guide.zh.md"] = "---\ntitle: 参会指南\n---\n欢迎。\n"
    files["pages/guide/bus.zh.md"] = "---\ntitle: 班车\n---\n八点。\n"
    return made(tmp_path_factory.mktemp("site"), {"site.yaml": site_yaml, **files})


def made(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    report = build(
        Options(folder, folder / "content", folder / "output", today=datetime.date(2023, 8, 1), base="/2023/")
    )
    assert report.is_published
    return folder / "output"


def pages_in(output: Path, language: str) -> dict[str, str]:
    return {
        path.relative_to(output / language).as_posix(): path.read_text("utf-8")
        for path in sorted((output / language).rglob("*.html"))
    }


@pytest.mark.parametrize(("language", "name"), [("zh", "站内搜索"), ("en", "Search this site")])
def test_b52_every_page_has_one_box_and_it_leads_to_the_search_page(
    output: Path, language: str, name: str
) -> None:
    pages = pages_in(output, language)
    assert len(pages) > 15
    for path, html in pages.items():
        forms = re.findall(r'<form\b[^>]*\brole="search"[^>]*\baction="([^"]*)"', html)
        assert (path, forms) == (path, [f"{'../' * path.count('/')}search/index.html"])
        assert (path, f'aria-label="{name}"' in html) == (path, path not in {"404.html", "search/index.html"})


def test_b52_the_page_of_both_languages_for_what_is_not_there_has_a_box_for_each(output: Path) -> None:
    html = (output / "404.html").read_text("utf-8")
    assert re.findall(r'action="([^"]*)"', html) == [
        "/2023/zh/search/index.html",
        "/2023/en/search/index.html",
    ]
    assert "form-action 'self'" in html


@pytest.mark.parametrize("language", ["zh", "en"])
def test_b52_search_engines_are_not_led_to_search_pages(output: Path, language: str) -> None:
    html = (output / language / "search" / "index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="{BASE}{language}/search/index.html">' in html
    assert 'rel="alternate" hreflang' not in html
    assert "/search/" not in (output / "sitemap.xml").read_text("utf-8")
    assert "noindex" not in (output / language / "index.html").read_text("utf-8")


def test_b52_only_the_search_page_loads_what_searching_needs(output: Path) -> None:
    for language in ("zh", "en"):
        for path, html in pages_in(output, language).items():
            scripts = re.findall(r'<script src="[^"]*?([^/"]*)"', html)
            assert (path, any(name.startswith("search") for name in scripts)) == (
                path,
                path == "search/index.html",
            )


def test_b52_the_search_page_leads_to_every_list_and_page_of_text(output: Path) -> None:
    html = (output / "zh/search/index.html").read_text("utf-8")
    listed = set(re.findall(r'href="\.\./([^"#]*)"', html.partition('<section class="search-pages"')[2]))
    stands = set(pages_in(output, "zh"))
    lists = {
        path for path in stands if not re.match(r"(programme|people|news)/[a-z0-9-]+/index|404|search/", path)
    }
    assert lists | {"programme/changes/index.html", "programme/mine/index.html"} <= listed
    assert {"guide/index.html", "guide/bus/index.html", "people/index.html", "index.html"} <= listed
    assert listed <= stands


def test_b52_an_empty_site_has_a_search_page_without_empty_lists(tmp_path: Path, site_yaml: str) -> None:
    html = (made(tmp_path, {"site.yaml": site_yaml}) / "en/search/index.html").read_text("utf-8")
    assert re.findall(r"<ul>\s*</ul>", html) == []
    assert re.findall("<h3>(?:<a [^>]*>)?([^<]*)", html) == ["Programme", "About the congress"]


@pytest.mark.parametrize(
    ("name", "is_long"), [("Example Congress", False), ("Congress of the Example Society", True)]
)
def test_a_name_too_long_for_the_bar_of_a_phone_has_a_row_of_its_own(
    tmp_path: Path, site_yaml: str, name: str, is_long: bool
) -> None:
    output = made(tmp_path, {"site.yaml": site_yaml.replace("Example Congress", name)})
    assert ('<a class="mark is-long"' in (output / "en/index.html").read_text("utf-8")) == is_long
    assert '<a class="mark"' in (output / "zh/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("search.js", 4700),
        ("search-page.js", 3000),
        ("search.css", 1200),
        ("site.js", 4000),
        ("filter.js", 1800),
    ],
)
def test_b52_scripts_and_styles_keep_their_budgets(name: str, limit: int) -> None:
    assets = load_assets([default_templates()])
    assert len(gzip.compress(assets.data[assets.path(name)])) <= limit
