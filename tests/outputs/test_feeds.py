"""`news/feed.xml` and `feed.json`: own articles of one language, as RFC 4287 and JSON Feed 1.1 have them."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from sitegen.build import Options, build
from sitegen.problems import as_text

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BASE = "https://example.org/2023/"
HELLO_ZH = """\
---
title: 你好 <b>&
date: 2023-07-02
updated: 2023-07-05
author: {zh: 秘书处, en: Secretariat}
category: {zh: 通知}
tags: [{zh: 注册, en: Registration}]
cover: {src: media/hall.jpg, focus: 0% 50%}
attachments: [{file: media/map.pdf, label: {zh: 地图, en: Map}}]
---
见[论坛](article:older)与[本段](#about)。<script>alert(1)</script>

![厅](media/hall.jpg)

## 关于 {#about}

注[^1]。

[^1]: 脚注
"""
FILES: Mapping[str, str] = {
    "news/hello.zh.md": HELLO_ZH,
    "news/hello.en.md": "---\ntitle: Hello\nsummary: In short.\n---\nSee [it](article:older) & more.\n",
    "news/older.zh.md": "---\ntitle: 旧闻\ndate: 2023-06-01\nsample: true\nuntranslated: fallback\nsource: 日报\n---\n旧事。\n",
}


Make = Callable[..., Path]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory, site_yaml: str) -> Make:
    """`make({file: text})`: the output of a site with two articles, one in Chinese only; None leaves one out."""

    def make_site(more: Mapping[str, str | None] = {}, links: str = "files") -> Path:
        folder = tmp_path_factory.mktemp("feeds")
        content = folder / "content"
        (content / "media").mkdir(parents=True)
        Image.new("RGB", (300, 200), "teal").save(content / "media" / "hall.jpg")
        (content / "media" / "map.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
        site = site_yaml.replace("source_language", f"links: {links}\nsource_language")
        for name, text in {"site.yaml": site, **FILES, **more}.items():
            path = content / name
            path.parent.mkdir(exist_ok=True)
            if text is not None:
                path.write_text(text, "utf-8")
        report = build(Options(folder, content, folder / "output", today=datetime.date(2023, 8, 1)))
        assert report.is_published, "\n".join(as_text(report.problems, "en"))
        return folder / "output"

    return make_site


@pytest.fixture(scope="module")
def output(make: Make) -> Path:
    """The output of that site."""
    return make()


def atom_of(output: Path, code: str) -> ElementTree.Element:
    return ElementTree.fromstring((output / code / "news" / "feed.xml").read_bytes())


def json_of(output: Path, code: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((output / code / "news" / "feed.json").read_bytes())
    return data


def texts(parent: ElementTree.Element, *names: str) -> list[str | None]:
    return [parent.findtext(ATOM + name) for name in names]


def links(parent: ElementTree.Element) -> list[tuple[str | None, ...]]:
    return [
        tuple(row.get(name) for name in ("rel", "type", "hreflang", "href"))
        for row in parent.findall(f"{ATOM}link")
    ]


def test_b53_an_atom_feed_says_what_it_is_in_its_own_language(output: Path) -> None:
    zh, en = atom_of(output, "zh"), atom_of(output, "en")
    assert [zh.get(LANG), en.get(LANG)] == ["zh-Hans", "en"]
    assert texts(zh, "title", "subtitle") == ["示例大会：新闻", "示例大会的新闻与通知。"]
    assert texts(en, "title", "subtitle") == [
        "Example Congress: news",
        "News and notices of Example Congress.",
    ]
    assert [zh.findtext(f"{ATOM}author/{ATOM}name"), en.findtext(f"{ATOM}author/{ATOM}name")] == [
        "示例大会",
        "Example Congress",
    ]
    assert links(en) == [
        ("alternate", "text/html", "en", f"{BASE}en/news/index.html"),
        ("self", "application/atom+xml", "en", f"{BASE}en/news/feed.xml"),
        ("alternate", "application/feed+json", "en", f"{BASE}en/news/feed.json"),
        ("alternate", "application/atom+xml", "zh-Hans", f"{BASE}zh/news/feed.xml"),
        ("alternate", "application/feed+json", "zh-Hans", f"{BASE}zh/news/feed.json"),
    ]
    assert texts(en, "updated") == ["2023-07-05T00:00:00+08:00"]


def test_b53_no_article_is_in_the_feed_of_a_language_it_is_not_written_in(output: Path) -> None:
    assert [item["title"] for item in json_of(output, "zh")["items"]] == ["你好 <b>&", "旧闻"]
    assert [item["title"] for item in json_of(output, "en")["items"]] == ["Hello"]
    assert [row.findtext(f"{ATOM}title") for row in atom_of(output, "en").findall(f"{ATOM}entry")] == [
        "Hello"
    ]


def test_b53_an_entry_of_atom(output: Path) -> None:
    entry, older = atom_of(output, "zh").findall(f"{ATOM}entry")
    assert texts(entry, "title", "published", "updated") == [
        "你好 <b>&",
        "2023-07-02T00:00:00+08:00",
        "2023-07-05T00:00:00+08:00",
    ]
    page, twin, cover, paper = links(entry)
    assert page == ("alternate", "text/html", "zh-Hans", f"{BASE}zh/news/hello/index.html")
    assert twin == ("related", "text/html", "en", f"{BASE}en/news/hello/index.html")
    assert cover[:2] == ("enclosure", "image/jpeg")
    assert paper[:2] == ("enclosure", "application/pdf")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "秘书处"
    assert [row.get("term") for row in entry.findall(f"{ATOM}category")] == ["通知", "注册"]
    assert older.findtext(f"{ATOM}author/{ATOM}name") == "日报"
    assert older.findtext(f"{ATOM}updated") == "2023-06-01T00:00:00+08:00"
    content = older.find(f"{ATOM}content")
    assert content is not None and content.get("type") == "html"
    assert content.text == "<p><strong>此处为示例内容，并非真实信息</strong></p>\n<p>旧事。</p>"


def test_b53_what_is_in_another_language_is_marked(output: Path) -> None:
    (entry,) = atom_of(output, "en").findall(f"{ATOM}entry")
    assert [(row.get("term"), row.get(LANG)) for row in entry.findall(f"{ATOM}category")] == [
        ("通知", "zh-Hans"),
        ("Registration", None),
    ]


def test_b53_an_item_of_json(output: Path) -> None:
    data = json_of(output, "en")
    (item,) = data.pop("items")
    assert data == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Example Congress: news",
        "home_page_url": f"{BASE}en/news/index.html",
        "feed_url": f"{BASE}en/news/feed.json",
        "description": "News and notices of Example Congress.",
        "authors": [{"name": "Example Congress"}],
        "language": "en",
    }
    (paper,) = item.pop("attachments")
    image = item.pop("image")
    assert re.fullmatch(rf"{BASE}assets/hall\.\w+\.300x200\.jpg", image)
    assert re.fullmatch(rf"{BASE}assets/map\.\w+\.pdf", paper.pop("url"))
    assert paper == {"mime_type": "application/pdf", "title": "Map", "size_in_bytes": 15}
    assert item == {
        "id": item["id"],
        "url": f"{BASE}en/news/hello/index.html",
        "title": "Hello",
        "content_html": f'<p>See <a href="{BASE}en/news/older/index.html" hreflang="zh-Hans">it</a>'
        '<span class="in-language">(in Chinese)</span> &amp; more.</p>',
        "summary": "In short.",
        "date_published": "2023-07-02T00:00:00+08:00",
        "date_modified": "2023-07-05T00:00:00+08:00",
        "authors": [{"name": "Secretariat"}],
        "tags": ["通知", "Registration"],
    }


@pytest.mark.parametrize("form", ["files", "clean"])
def test_b53_addresses_in_texts_are_absolute_lead_somewhere_and_no_script_is_left(
    make: Make, form: str
) -> None:
    output = make(links=form)
    html = json_of(output, "zh")["items"][0]["content_html"]
    found = re.findall(r'(?:href|src|srcset)="([^" ]+)', html)
    assert len(found) == 6  # two links, two of a footnote, a picture in two formats
    for address in found:
        assert address.startswith(BASE)
        path = address.removeprefix(BASE).partition("#")[0]
        assert (output / path).is_file() or (output / path / "index.html").is_file()
    end = "index.html" if form == "files" else ""
    assert f'<a href="{BASE}zh/news/hello/{end}#about">' in html
    assert "script" not in html and "alert" not in html


def test_b53_ids_outlive_another_host_a_new_title_and_a_corrected_day(make: Make, site_yaml: str) -> None:
    def ids(output: Path) -> list[list[str]]:
        found = [[item["id"] for item in json_of(output, code)["items"]] for code in ("zh", "en")]
        for code, row in zip(("zh", "en"), found, strict=True):
            entries = atom_of(output, code).findall(f"{ATOM}entry")
            assert [entry.findtext(f"{ATOM}id") for entry in entries] == row
        return found

    before = ids(make())
    moved = site_yaml.replace("https://example.org/2023/", "https://other.example/")
    text = HELLO_ZH.replace("你好", "您好")
    after = ids(make({"site.yaml": moved, "news/hello.zh.md": text.replace("2023-07-02", "2023-07-03")}))
    assert after == before
    assert before == [
        ["urn:uuid:10b8d43d-c501-5c25-bef6-1532a5a88894", "urn:uuid:c0410821-64a3-5b69-9431-2e29c29e21cb"],
        ["urn:uuid:130ca860-1bcd-5bc2-8bfb-5e865910e3b0"],
    ]  # for ever


def test_b53_only_the_newest_are_in_a_feed(make: Make) -> None:
    more = {
        f"news/n{day}.zh.md": f"---\ntitle: 第{day}天\ndate: 2023-07-{day + 2:02}\n---\n正文。\n"
        for day in range(1, 23)
    }
    items = json_of(make(more), "zh")["items"]
    assert [item["title"] for item in items] == [f"第{day}天" for day in range(22, 2, -1)]


def test_b53_an_article_without_a_text_is_said_by_its_title(make: Make) -> None:
    output = make({"news/empty.zh.md": "---\ntitle: 无文\ndate: 2023-07-20\n---\n"})
    item = json_of(output, "zh")["items"][0]
    assert (item["title"], item.get("content_html"), item["content_text"]) == ("无文", None, "无文")
    entry = atom_of(output, "zh").find(f"{ATOM}entry")
    assert entry is not None and entry.find(f"{ATOM}content") is None


def test_b53_pages_name_the_own_feed_first(output: Path) -> None:
    for code, file in (
        ("en", "en/index.html"),
        ("zh", "zh/news/hello/index.html"),
        ("en", "en/news/older/index.html"),
    ):
        head = (output / file).read_text("utf-8").partition("</head>")[0]
        found = re.findall(
            r'<link rel="alternate" type="application/([a-z+]+)" title="([^"]*)" href="([^"]*)"([^>]*)>', head
        )
        up = "../" * file.count("/")
        en = [
            ("atom+xml", "Example Congress: news", f"{up}en/news/feed.xml", ""),
            ("feed+json", "Example Congress: news", f"{up}en/news/feed.json", ""),
        ]
        zh = [
            ("atom+xml", "示例大会：新闻", f"{up}zh/news/feed.xml", ""),
            ("feed+json", "示例大会：新闻", f"{up}zh/news/feed.json", ""),
        ]
        own, other, tag = (en, zh, ' lang="zh-Hans"') if code == "en" else (zh, en, ' lang="en"')
        assert found == [*own, *((*row[:3], tag) for row in other)]


def test_b53_the_page_of_news_says_what_a_feed_is(output: Path) -> None:
    page = (output / "en" / "news" / "index.html").read_text("utf-8")
    assert "no account and no e-mail address are needed" in page
    assert re.findall(
        r'<a href="(\.\./\.\./[^"]*feed[^"]*)" type="([^"]*)"><code lang="zxx">([^<]*)', page
    ) == [
        ("../../en/news/feed.xml", "application/atom+xml", f"{BASE}en/news/feed.xml"),
        ("../../en/news/feed.json", "application/feed+json", f"{BASE}en/news/feed.json"),
    ]


def test_b53_a_language_without_own_articles_has_no_feed_and_no_link_to_one(
    make: Make,
) -> None:
    output = make({"news/hello.en.md": None})
    assert sorted(path.name for path in output.rglob("feed.*") if path.is_file()) == ["feed.json", "feed.xml"]
    head = (output / "en" / "index.html").read_text("utf-8").partition("</head>")[0]
    assert "en/news/feed" not in head and "zh/news/feed.xml" in head


def test_b53_without_base_url_there_is_no_feed(make: Make, site_yaml: str) -> None:
    output = make({"site.yaml": site_yaml.replace("base_url: https://example.org/2023/\n", "")})
    assert not list(output.rglob("feed.*"))
    assert "feed" not in (output / "en" / "news" / "index.html").read_text("utf-8")
