"""The congress a third of whose English is missing, page by page: nothing on it misleads, nothing leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from sitegen.build import Options, build
from sitegen.load.project import load_project
from sitegen.model.scripts import is_sentence
from sitegen.problems import Problems, as_text
from tests.untranslated.congress import TODAY, make_files, write_untranslated
from tests.untranslated.html import Anchor, Html, read_html

BASE = "https://example.org/gaps/"
TAGS = {"zh": "zh-Hans", "en": "en"}
OTHER = {"zh": "en", "en": "zh"}
HAN = re.compile("[\u3400-\u9fff]")
BOTH = ("index.html", "404.html")
"""The two pages for readers of all languages."""
MISSING = {
    "article:invitation": "fallback", "article:volunteers": "link", "article:meal-coupons": "omit",
    "prose:about/organisation": "fallback", "prose:travel/hotels": "fallback", "prose:travel/metro": "link",
    "prose:travel/parking": "omit",
}  # fmt: skip
"""What has no English, and what its readers get."""
STANDING_IN = (
    "en/news/invitation", "en/travel/hotels", "en/about/organisation", "en/programme/closing", "en/programme/coffee",
    "en/people/he-mu", "zh/people/keller-anna", "zh/programme/night-film",
)  # fmt: skip
"""Pages none of whose text is in their language."""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("untranslated")
    write_untranslated(folder / "content")
    report = build(Options(folder, folder / "content", folder / "output", today=TODAY))
    assert report.is_published, "\n".join(as_text(report.problems, "en"))
    return folder / "output"


@pytest.fixture(scope="module")
def pages(output: Path) -> Mapping[str, Html]:
    """Every page by its file."""
    files = sorted(file.relative_to(output).as_posix() for file in output.rglob("*.html"))
    return {file: read_html(output, file) for file in files}


@pytest.fixture(scope="module")
def sitemap(output: Path) -> Mapping[str, Mapping[str, str]]:
    """Address → hreflang → address, of each page in the sitemap."""
    rows = re.findall(r"<url><loc>(.*?)</loc>(.*?)</url>", (output / "sitemap.xml").read_text("utf-8"))
    return {address: dict(re.findall(r'hreflang="(.*?)" href="(.*?)"', links)) for address, links in rows}


def of_language(pages: Mapping[str, Html], code: str) -> list[Html]:
    return [page for file, page in pages.items() if file.startswith(f"{code}/")]


def is_fallback(page: Html) -> bool:
    return page.canonical not in {"", f"{BASE}{page.file}"}


def file_of(key: str, code: str) -> str:
    kind, _, name = key.partition(":")
    return f"{code}/{'news/' if kind == 'article' else ''}{name}/index.html"


def switch_of(page: Html) -> Anchor:
    (switch,) = [
        link for link in page.anchors if link.said in ("English", "中文") and "header top" in link.place
    ]
    return switch


def test_the_congress_is_the_same_every_time_and_lacks_a_third(tmp_path: Path) -> None:
    assert make_files() == make_files()
    write_untranslated(tmp_path / "content")
    problems = Problems()
    project = load_project(tmp_path / "content", problems, TODAY)
    en = project.sites["en"]
    files = [row for row in en.translations.values() if row.key.startswith(("article:", "prose:"))]
    lacking = {row.key for row in files if row.written is None or row.is_copied}
    assert lacking == set(MISSING)
    assert round(3 * len(lacking) / len(files)) == 1
    texts = [text for text in en.texts if text.where and text.where.path.endswith(".yaml")]
    assert 0.27 < sum(text.is_foreign for text in texts) / len(texts) < 0.4
    codes = {problem.code for problem in problems}
    assert codes == {"missing-translation", "copied-translation", "missing-file"}


def test_there_is_a_page_of_every_kind(pages: Mapping[str, Html]) -> None:
    assert {code: len(of_language(pages, code)) >= 60 for code in TAGS} == {"zh": True, "en": True}
    assert {len(set(pages) - {file for file in pages if file.startswith(("zh/", "en/"))})} == {2}


# ---------------------------------------------------------------- the languages of pages
def test_b01_every_page_says_its_language_and_locale(pages: Mapping[str, Html]) -> None:
    for code, tag in TAGS.items():
        for page in of_language(pages, code):
            assert page.lang == tag
            shown = page.canonical.removeprefix(BASE)[:2] or code  # a card shows the page that counts
            assert page.metas["og:locale"] == {"zh": "zh_CN", "en": "en_GB"}[shown]


def test_b02_the_switch_leads_to_the_same_page(pages: Mapping[str, Html]) -> None:
    for code, other in OTHER.items():
        for page in of_language(pages, code):
            switch, twin = switch_of(page), f"{other}/{page.file[3:]}"
            assert (switch.hreflang, switch.lang, switch.said) == (
                TAGS[other],
                TAGS[other],
                {"zh": "中文", "en": "English"}[other],
            )
            if twin in pages:
                assert switch.target == twin


@pytest.mark.parametrize(
    ("key", "target", "label"),
    [
        ("article:volunteers", "en/news/index.html", "News"),
        ("article:meal-coupons", "en/news/index.html", "News"),
        ("prose:travel/metro", "en/travel/index.html", "Travel and hotels"),
        ("prose:travel/parking", "en/travel/index.html", "Travel and hotels"),
    ],
)  # fmt: skip
def test_b03_where_there_is_no_twin_the_switch_says_so_and_leads_to_what_is_over_it(
    output: Path, pages: Mapping[str, Html], key: str, target: str, label: str
) -> None:
    page = pages[file_of(key, "zh")]
    sentence = f"No English version of this page; go to: {label}"
    html = (output / page.file).read_text("utf-8")

    assert switch_of(page).target == target
    assert target in pages
    assert not is_fallback(pages[target])
    assert (sentence, "en") in page.texts  # the tooltip of the switch
    assert 'aria-describedby="switch-en">English</a>' in html
    (told,) = re.findall(r'<p class="quiet switch-note" id="switch-en" lang="en">(.*?)</p>', html)
    assert re.sub("<[^>]*>", "", told) == sentence
    assert [link.hreflang for link in page.anchors if link.target == target and link.said == label] == ["en"]


def test_b03_the_switch_to_a_page_that_stands_in_says_so(pages: Mapping[str, Html]) -> None:
    page = pages["zh/travel/hotels/index.html"]
    assert ("Not yet available in English: the text is in Chinese", "en") in page.texts


def test_b04_no_text_stands_in_the_wrong_language(pages: Mapping[str, Html]) -> None:
    """In Chinese, names and short labels in Latin letters need no mark; descriptions in the head are for machines."""
    wrong = [
        (page.file, text.strip())
        for page in pages.values()
        for text, lang in page.texts
        if (not lang.startswith("zh") and HAN.search(text)) or (lang.startswith("zh") and is_sentence(text))
    ]
    assert wrong == []


# ---------------------------------------------------------------- pages that stand in
def test_b05_each_page_that_stands_in_says_so_before_its_heading(pages: Mapping[str, Html]) -> None:
    whole = "This page is not yet available in English. It is shown in Chinese. Read it in Chinese"
    partly = (
        "Parts of this page are not yet available in English and are shown in Chinese. Read it in Chinese"
    )
    found = {"en": 0, "zh": 0}
    for page in pages.values():
        if page.file in BOTH:
            continue
        code = page.file[:2]
        if is_fallback(page):
            found[code] += 1
            assert page.before_heading, page.file
            (note,) = page.notes
            assert note[1:] == (TAGS[code], [f"{OTHER[code]}/{page.file[3:]}"])
            if code == "en":
                is_data = page.file.startswith(("en/programme/", "en/people/", "en/series/"))
                assert note[0] == (partly if is_data else whole)
    assert found["en"] > 6
    assert found["zh"] > 0


def test_b05_a_page_of_which_a_part_stands_in_says_so(pages: Mapping[str, Html]) -> None:
    page = pages["en/venue/index.html"]  # the way there is described in Chinese only
    (note,) = page.notes
    assert note[0].startswith("Parts of this page are not yet available in English")
    assert note[1:] == ("en", ["zh/venue/index.html"])
    assert pages["zh/venue/index.html"].notes == []


def test_b05_links_to_what_is_not_in_english_say_so(pages: Mapping[str, Html]) -> None:
    """In lists, menus, texts and between articles; the switch and the way to the original speak for themselves."""
    seen = 0
    for page in of_language(pages, "en"):
        for link in page.anchors:
            there = pages.get(link.target)
            if there is None or link.target in (*BOTH, page.file) or link is switch_of(page):
                continue
            is_text = link.target.startswith(("en/news/", "zh/")) or file_key(link.target) in MISSING
            leads_out = link.target.startswith("zh/")
            is_marked = link.said.startswith("Read it in") or (
                "div prose" in link.place and link.lang != "en"
            )
            if is_text and (leads_out or is_fallback(there)) and not is_marked:
                seen += 1
                assert (link.mark or link.said[-12:]).endswith("(in Chinese)"), (page.file, link)
                assert link.hreflang in (("zh-Hans",) if leads_out else ("", "zh-Hans"))
    assert seen > 100


def file_key(file: str) -> str:
    path = file.removesuffix("/index.html")[3:]
    return f"article:{path[5:]}" if path.startswith("news/") else f"prose:{path}"


def test_b06_the_way_to_a_page_leads_over_what_is_not_translated(pages: Mapping[str, Html]) -> None:
    """Over pages that stand in, and over those that are in the other language only."""
    ways = [
        [(link.target, link.mark) for link in pages[file].anchors if "nav crumbs" in link.place]
        for file in ("en/about/organisation/rules/index.html", "en/travel/metro/lines/index.html")
    ]
    assert ways == [
        [
            ("en/index.html", ""),
            ("en/about/index.html", ""),
            ("en/about/organisation/index.html", "(in Chinese)"),
        ],
        [("en/index.html", ""), ("en/travel/index.html", ""), ("zh/travel/metro/index.html", "(in Chinese)")],
    ]


@pytest.mark.parametrize(("key", "policy"), MISSING.items())
def test_b06_what_is_not_translated_is_there_as_its_policy_says(
    pages: Mapping[str, Html], key: str, policy: str
) -> None:
    own, there = file_of(key, "en"), file_of(key, "zh")
    lists = ("en/news/index.html", "en/search/index.html", "en/travel/index.html")
    listed = {
        link.target
        for file in lists
        for link in pages[file].anchors
        if link is not switch_of(pages[file]) and "div prose" not in link.place
    }

    assert there in pages
    assert (own in pages) == (policy == "fallback")
    assert (own in listed, there in listed) == (policy == "fallback", policy == "link")


def test_b06_the_newer_and_older_article_are_in_the_language(pages: Mapping[str, Html]) -> None:
    for code in TAGS:
        ways = [
            link.target
            for page in of_language(pages, code)
            for link in page.anchors
            if "nav pager" in link.place
        ]
        assert [way for way in ways if not way.startswith(f"{code}/")] == []
    order = [link.target[8:-11] for file in ("first-programme", "press") for link in pages[f"en/news/{file}/index.html"].anchors
             if "nav pager" in link.place]  # fmt: skip
    assert order == ["press", "shuttle-buses", "opening-report", "first-programme"]  # not over volunteers


def test_b07_a_page_that_stands_in_counts_nowhere(
    output: Path, pages: Mapping[str, Html], sitemap: Mapping[str, Any]
) -> None:
    feed = (output / "en/news/feed.xml").read_text("utf-8")
    assert [file for file in STANDING_IN if not is_fallback(pages[f"{file}/index.html"])] == []
    for page in pages.values():
        if is_fallback(page):
            code = page.file[:2]
            assert page.canonical == f"{BASE}{OTHER[code]}/{page.file[3:]}"
            assert page.alternates == {}
            assert f"{BASE}{page.file}" not in sitemap
            assert f"{BASE}{page.file}" not in feed
            assert "robots" not in page.metas  # would contradict its canonical address
            assert pages[f"{OTHER[code]}/{page.file[3:]}"].alternates.keys() == {TAGS[OTHER[code]]}


def test_b08_alternates_are_symmetric_and_the_same_in_head_and_sitemap(
    pages: Mapping[str, Html], sitemap: Mapping[str, Mapping[str, str]]
) -> None:
    counted = {
        f"{BASE}{page.file}": page.alternates
        for page in pages.values()
        if "robots" not in page.metas and not is_fallback(page)
    }
    assert counted == sitemap
    for address, alternates in counted.items():
        assert address in alternates.values()
        for tag, there in alternates.items():
            assert there.startswith(BASE)
            assert counted[there] == alternates
            if tag != "x-default":
                assert pages[there.removeprefix(BASE)].lang == tag
    assert {a["x-default"] for a in counted.values() if "x-default" in a} == {f"{BASE}index.html"}
    assert sum("x-default" in alternates for alternates in counted.values()) == 3


def test_b09_only_the_root_page_may_lead_elsewhere(output: Path, pages: Mapping[str, Html]) -> None:
    assert [page.file for page in pages.values() if any("root" in script for script in page.scripts)] == [
        "index.html"
    ]
    assert [
        page.file
        for page in pages.values()
        if 'http-equiv="refresh"' in (output / page.file).read_text("utf-8")
    ] == []


def test_b10_the_root_page_says_name_date_and_place_in_both_languages(pages: Mapping[str, Html]) -> None:
    root = pages["index.html"]
    for lang, parts in {
        "zh-Hans": ("缺译示例大会", "2024年8月23日", "示例会议中心"),
        "en": ("Congress of Gaps", "August 2024"),
    }.items():
        said = " ".join(text for text, own in root.texts if own == lang)
        assert [part for part in parts if part not in said] == []
    assert [(link.target, link.hreflang) for link in root.anchors[:2]] == [
        ("zh/index.html", "zh-Hans"),
        ("en/index.html", "en"),
    ]
    assert root.alternates == {
        "zh-Hans": f"{BASE}zh/index.html",
        "en": f"{BASE}en/index.html",
        "x-default": f"{BASE}index.html",
    }


def test_b12_the_pages_for_what_is_not_there(output: Path, pages: Mapping[str, Html]) -> None:
    both = (output / "404.html").read_text("utf-8")
    links = re.findall(r'(?:href|src|action)="([^"]*)"', both)
    assert [
        link for link in links if not link.startswith(("/gaps/zh/", "/gaps/en/", "https://beian.miit.gov.cn"))
    ] == []
    assert {lang for _, lang in pages["404.html"].texts} == {"zh-Hans", "en"}
    assert {pages[f"{code}/404.html"].lang for code in TAGS} == {"zh-Hans", "en"}


def test_b13_headings_have_the_same_ids_in_both_languages(pages: Mapping[str, Html]) -> None:
    """What the switch keeps of an address leads to the same heading; differing ids are told (`structure-id`)."""
    texts = [page for page in of_language(pages, "zh") if "详情" in page.ids]
    assert len(texts) == 12
    for page in texts:
        twin = pages.get(f"en/{page.file[3:]}")
        ids = {id_ for id_ in page.ids if not id_.startswith("switch-")}
        assert twin is None or ids <= set(twin.ids), page.file


def test_b14_links_of_texts_lead_to_the_own_language_else_to_what_there_is(pages: Mapping[str, Html]) -> None:
    """Every text links to the next page and a further one by their source files."""
    seen = set()
    for page in of_language(pages, "en"):
        for link in page.anchors:
            if "div prose" in link.place and link.target in pages:
                policy = MISSING.get(file_key(link.target), "own")
                seen.add(policy)
                assert link.target.startswith("zh/" if policy in ("link", "omit") else "en/")
                is_english = link.lang == "en"  # a text in Chinese says nothing of its own language
                assert link.mark == ("(in Chinese)" if policy != "own" and is_english else "")
    assert seen == {"own", "fallback", "link", "omit"}


def test_nothing_leads_to_a_missing_page(output: Path, pages: Mapping[str, Html]) -> None:
    targets = {link.target for page in pages.values() for link in page.anchors if ":" not in link.target}
    inside = {target for target in targets if not target.startswith("/")}
    assert [target for target in inside if not (output / target).is_file()] == []


def test_b14_a_broken_link_stops_the_build_at_its_line(tmp_path: Path, load: Callable[..., Any]) -> None:
    write_untranslated(tmp_path / "content")
    page = tmp_path / "content/pages/about/history.en.md"
    page.write_text(page.read_text("utf-8") + "\nSee [nothing](../no-such-page.md).\n", "utf-8")
    report = build(Options(tmp_path, tmp_path / "content", tmp_path / "output", today=TODAY))
    errors = [line for line in as_text(report.problems, "en") if ": error:" in line]

    assert not report.is_published
    assert errors == [
        f"content/pages/about/history.en.md:{page.read_text('utf-8').count(chr(10))}:5: error: link to “../no-such-page.md”, which is not there [link-missing-page]"
    ]
