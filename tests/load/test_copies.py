"""Copies left in place of a translation: they count as missing, and are told at their place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sitegen.model.translations import State

SENTENCE = "Please bring your badge to every session of the congress."
NEWS = "---\ntitle: 班车时刻\ndate: 2023-08-01\n---\n八月二十五日起，每半小时一班。\n"


def test_b04_a_copied_field_is_missing_and_told_at_its_place(load: Callable[..., Any]) -> None:
    loaded = load(
        {
            "programme.yaml": (
                "sessions:\n"
                "  - id: one\n    title:\n      zh: 开幕式\n      en: 开幕式\n"
                "  - id: two\n    title:\n      zh: 闭幕式\n      en: 大会闭幕式\n"
                f"  - id: three\n    title:\n      zh: {SENTENCE}\n      en: {SENTENCE}\n"
                "  - id: four\n    title:\n      zh: NSCME 2023\n      en: NSCME 2023\n"
            )
        }
    )
    zh, en = (loaded.project.sites[code].sessions for code in ("zh", "en"))

    assert loaded.lines == [
        "content/programme.yaml:5:11: warning: the “en” text is the same as the “zh” one, and counts as missing [copied-translation]",
        "content/programme.yaml:9:11: warning: the “en” text is in the script of another language, and counts as missing [other-script]",
        "content/programme.yaml:12:11: warning: the “zh” text is the same as the “en” one, and counts as missing [copied-translation]",
    ]
    assert [(str(en[id_].title), en[id_].title.lang.code) for id_ in ("one", "two", "three", "four")] == [
        ("开幕式", "zh"), ("闭幕式", "zh"), (SENTENCE, "en"), ("NSCME 2023", "en"),
    ]  # fmt: skip
    assert [zh[id_].title.lang.code for id_ in ("one", "two", "three", "four")] == ["zh", "zh", "en", "zh"]
    assert zh["two"].title.others == ()  # nowhere is it shown as English


def test_b04_a_copied_file_is_missing(load: Callable[..., Any]) -> None:
    english = NEWS.replace("date: 2023-08-01\n", "").replace("班车时刻", "Shuttle buses")
    loaded = load({"news/bus.zh.md": NEWS, "news/bus.en.md": english})
    (article,) = loaded.project.sites["en"].articles

    assert loaded.lines == [
        "content/news/bus.en.md:4:1: warning: the “en” text is the same as the “zh” one, and counts as missing [copied-translation]"
    ]
    assert (article.is_fallback, article.body.lang.code, str(article.title)) == (True, "zh", "Shuttle buses")
    assert loaded.project.sites["en"].translations["article:bus"].state == State.copied
    assert loaded.project.sites["zh"].translations["article:bus"].state == State.source


def test_a_sentence_for_all_languages_is_english_on_chinese_pages(load: Callable[..., Any]) -> None:
    loaded = load({"programme.yaml": f"sessions:\n  - {{id: one, title: {SENTENCE}}}\n"})

    assert loaded.project.sites["zh"].sessions["one"].title.lang.code == "en"
    assert loaded.project.sites["en"].sessions["one"].title.lang.code == "en"
