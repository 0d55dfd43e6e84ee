"""Translations beside what they were made from, as they are loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sitegen.load.project import load_project
from sitegen.model.prose import Article, ProsePage
from sitegen.model.translations import LOCAL_FIELDS
from sitegen.problems import Problems

Load = Callable[..., Any]
ZH = "---\ntitle: 交通\n---\n乘地铁8号线。\n"
FINGERPRINT = "zh@" + "0" * 12


def en(record: str = "", body: str = "Take metro line 8.\n") -> str:
    line = f"translated_from: {record}\n" if record else ""
    return f"---\ntitle: Transport\n{line}---\n{body}"


def states(loaded: Any, key: str) -> list[str]:
    return [str(site.translations[key].state) for site in loaded.project.sites.values()]


def test_b46_a_translation_is_in_step_until_the_words_change(load: Load) -> None:
    first = load({"pages/bus.zh.md": ZH, "pages/bus.en.md": en()})
    assert states(first, "prose:bus") == ["source", "unrecorded"]
    record = first.project.source.translations["prose:bus"].source.fingerprint
    assert states(load({"pages/bus.en.md": en(record)}), "prose:bus") == ["source", "current"]
    reflowed = load({"pages/bus.zh.md": ZH.replace("地铁", "地\n铁").replace("\n", "\r\n")})
    assert states(reflowed, "prose:bus") == ["source", "current"]
    assert states(load({"pages/bus.zh.md": ZH.replace("8", "9")}), "prose:bus") == ["source", "stale"]
    assert states(load({"pages/bus.zh.md": ZH.replace("交通", "路线")}), "prose:bus") == ["source", "stale"]


def test_b46_dates_and_order_of_the_source_do_not_count(load: Load) -> None:
    news = "---\ntitle: 交通\ndate: 2023-08-01\n---\n乘地铁8号线。\n"
    first = load({"news/bus.zh.md": news, "news/bus.en.md": en()})
    record = first.project.source.translations["article:bus"].source.fingerprint
    files = {"news/bus.zh.md": news.replace("08-01", "08-02\ntags: [乙]"), "news/bus.en.md": en(record)}
    assert states(load(files), "article:bus") == ["source", "current"]


def test_every_kind_of_text_is_known_by_the_key_of_its_record(load: Load) -> None:
    loaded = load(
        {
            "news/a.zh.md": "---\ntitle: 甲\ndate: 2023-08-01\nslug: alpha\n---\n",
            "pages/b/index.zh.md": "---\ntitle: 乙\n---\n",
            "pages/b/c.zh.md": "---\ntitle: 丙\nslug: gamma\ndraft: true\n---\n",
            "people.yaml": "li-si:\n  name:\n    zh: 李四\n    en: LI Si\n",
            "people/li-si.zh.md": "医师。\n",
            "people/li-si.en.md": "A physician.\n",
        }
    )
    rows = loaded.project.sites["en"].translations
    assert {key: (row.page, str(row.state), row.path, row.is_draft) for key, row in rows.items()} == {
        "article:alpha": ("news/a", "missing", "content/news/a.en.md", False),
        "prose:b": ("pages/b/index", "missing", "content/pages/b/index.en.md", False),
        "prose:b/gamma": ("pages/b/c", "missing", "content/pages/b/c.en.md", True),
        "person:li-si": ("people/li-si", "unrecorded", "content/people/li-si.en.md", False),
    }


def test_a_page_written_in_the_other_language_only_is_its_own_source(load: Load) -> None:
    loaded = load({"pages/bus.en.md": en()})
    assert states(loaded, "prose:bus") == ["missing", "source"]


def test_b47_a_translation_that_is_not_accepted_counts_as_missing(load: Load) -> None:
    loaded = load({"pages/bus.zh.md": ZH, "pages/bus.en.md": en("todo", "乘地铁8号线。\n")})
    assert states(loaded, "prose:bus") == ["source", "missing"]
    row = loaded.project.sites["en"].translations["prose:bus"]
    assert row.is_begun
    assert row.where == ("content/pages/bus.en.md", 3, 18)
    page = loaded.project.sites["en"].pages["bus"]
    assert page.is_fallback
    assert page.title == "交通"
    assert loaded.all_lines == [
        "content/pages/bus.en.md:3:18: warning: the “en” version is not finished; the original is shown and"
        " marked [translation-begun]",
        "    hint: when it is done: sitegen translate pages/bus --to en --done",
    ]


@pytest.mark.parametrize("record", ["zh", "9f3c27a1b05e", "en@9f3c27a1b05e", "cn@9f3c27a1b05e", "[zh]"])
def test_b46_a_record_that_is_none_is_told(load: Load, record: str) -> None:
    loaded = load({"pages/bus.zh.md": ZH, "pages/bus.en.md": en(record)})
    assert states(loaded, "prose:bus") == ["source", "unrecorded"]
    assert [(one.code, one.location.line) for one in loaded.problems] == [("translated-from-odd", 3)]


def test_b46_the_source_is_translated_from_nothing(load: Load) -> None:
    loaded = load({"pages/bus.zh.md": ZH.replace("---\n乘", f"translated_from: {FINGERPRINT}\n---\n乘")})
    assert [problem.code for problem in loaded.problems] == ["missing-file", "translated-source"]


def test_b46_what_a_translation_was_made_from_changes_no_other_page(load: Load) -> None:
    files = {"pages/bus.zh.md": ZH, "pages/bus.en.md": en(FINGERPRINT)}
    project = load(files).project
    (project.root / "pages/bus.en.md").write_text(en("zh@" + "1" * 12), encoding="utf-8")
    assert load_project(project.root, Problems()).outline == project.outline
    (project.root / "pages/bus.en.md").write_text(en().replace("port", "it"), encoding="utf-8")
    assert load_project(project.root, Problems()).outline != project.outline


COMMON = """\
date: 2023-08-26
updated: 2023-08-27
slug: the-bus
cover: {src: media/bus.jpg, alt: bus}
people: [li-si]
sessions: [opening]
series: [weekly]
tags: [bus]
attachments: [{file: media/map.pdf, label: map}]
gallery: [{src: media/bus.jpg, caption: bus}]
sample: true
untranslated: omit
draft: false
"""
PAGE_ONLY = """\
order: 3
charts: [{title: bus, unit: n, rows: [[2022, 1], [2023, 2]]}]
"""
RECORDS = {
    "people.yaml": "li-si:\n  name: LI Si\n",
    "programme.yaml": "sessions:\n  - {id: opening, title: Opening, date: 2023-08-26, start: 09:00, end: 09:30}\n",
    "series.yaml": "weekly:\n  title: Weekly\n",
}
PAGE = COMMON.replace("date: 2023-08-26\nupdated: 2023-08-27\n", "").replace("tags: [bus]\n", "") + PAGE_ONLY


def front(shared: str, title: str) -> str:
    return f"---\ntitle: {title}\n{shared}---\n{title}\n"


@pytest.mark.parametrize(
    ("folder", "kind", "shared"), [("news", Article, COMMON), ("pages", ProsePage, PAGE)]
)
def test_b49_every_shared_field_comes_from_the_source(
    load: Load, folder: str, kind: type[Article] | type[ProsePage], shared: str
) -> None:
    loaded = load(
        {f"{folder}/bus.zh.md": front(shared, "车"), f"{folder}/bus.en.md": front("", "Bus"), **RECORDS}
    )
    given = {line.partition(":")[0] for line in shared.splitlines()}
    names = {"path" if name == "slug" and folder == "pages" else name for name in given}
    assert names == kind.model_fields.keys() - {*LOCAL_FIELDS, "body", "translated_from"}
    sites = loaded.project.sites.values()
    zh, en = (next(iter(site.articles or site.pages.values())) for site in sites)
    assert en.title == "Bus"
    for name in names:
        assert getattr(zh, name) == getattr(en, name) != kind.model_fields[name].default or name == "draft", (
            name
        )
    assert loaded.lines == []


@pytest.mark.parametrize("name", sorted(LOCAL_FIELDS))
def test_b49_texts_that_a_translation_lacks_are_those_of_the_source(load: Load, name: str) -> None:
    zh = "---\n" + "".join(f"{one}: 甲\n" for one in LOCAL_FIELDS) + "date: 2023-08-26\n---\n文\n"
    shown = load({"news/bus.zh.md": zh.replace("menu_title: 甲\n", ""), "news/bus.en.md": front("", "Bus")})
    article = shown.project.sites["en"].articles[0]
    if name in {"title", "menu_title"}:
        assert article.title == "Bus"
        return
    assert getattr(article, name) == "甲"
    assert getattr(article, name).is_foreign


def test_b49_a_shared_field_cannot_be_contradicted(load: Load) -> None:
    files = {"pages/bus.zh.md": front("order: 3\n", "车"), "pages/bus.en.md": front("order: 4\n", "Bus")}
    loaded = load(files)
    assert loaded.project.sites["en"].pages["bus"].order == 3
    assert loaded.all_lines == [
        "content/pages/bus.en.md:3:1: warning: “order” is given once, in the file of the source language (zh); this"
        " line of the “en” file is not read [shared-field]",
        "    hint: change content/pages/bus.zh.md, and delete this line",
    ]
    assert load({"pages/bus.en.md": front("order: 3\n", "Bus")}).lines == []


def test_b49_each_file_has_the_last_word_in_its_own_language(load: Load) -> None:
    zh = "---\ntitle:\n  zh: 车\n  en: Car\nsubtitle: 甲\n---\n文\n"
    loaded = load({"pages/bus.zh.md": zh, "pages/bus.en.md": front("", "Bus")})
    assert [site.pages["bus"].title for site in loaded.project.sites.values()] == ["车", "Bus"]
    en = "---\ntitle: Bus\nsubtitle:\n  zh: 乙\n  en: B\n---\nText\n"
    loaded = load({"pages/bus.en.md": en})
    assert [site.pages["bus"].subtitle for site in loaded.project.sites.values()] == ["甲", "B"]
    assert loaded.lines == []
