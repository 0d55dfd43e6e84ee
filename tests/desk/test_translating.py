"""Translations begun and accepted: what becomes of the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sitegen.desk.editing import Refused
from sitegen.desk.translating import accept, left_over, with_heading_ids
from sitegen.model.translations import Translation, Written
from sitegen.problems import Location
from sitegen.text import Language

ZH = Language("zh", "zh-Hans", "中文", "zh_Hans_CN")
EN = Language("en", "en", "English", "en_GB")
SOURCE = Written(ZH, "content/a.zh.md", {"title": "甲"}, "正文\n", 4)
RECORD = SOURCE.fingerprint


def row(written: Written | None = None, source: Written = SOURCE) -> Translation:
    language = written.language if written else EN
    return Translation("prose:a", "pages/a", language, source, written, Location("content/a.en.md", 1))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Text\n", f"---\ntranslated_from: {RECORD}\n---\nText\n"),
        ("---\ntitle: A\n---\nText\n", f"---\ntitle: A\ntranslated_from: {RECORD}\n---\nText\n"),
        (
            "---\r\ntitle: A # 甲\r\n---\r\nText\r\n",
            f"---\r\ntitle: A # 甲\r\ntranslated_from: {RECORD}\r\n---\r\nText\r\n",
        ),
        (
            "\ufeff---\n# sitegen: to do\ntranslated_from: todo\ntitle: |\n  # sitegen\n---\n# sitegen: text\n",
            f"\ufeff---\ntranslated_from: {RECORD}\ntitle: |\n  # sitegen\n---\n# sitegen: text\n",
        ),
        (
            "---\n\"translated_from\":   'zh@000000000000'   # by Li\r\ntitle: A\n---\n",
            f'---\n"translated_from": {RECORD}   # by Li\r\ntitle: A\n---\n',
        ),
        ("---\ntranslated_from:\ntitle: A\n---\n", f"---\ntranslated_from: {RECORD}\ntitle: A\n---\n"),
    ],
)
def test_b47_only_the_record_changes(before: str, after: str) -> None:
    assert accept(row(), before.encode()).decode() == after
    assert accept(row(), after.encode()).decode() == after


@pytest.mark.parametrize(
    "before",
    [
        "---\n{title: A, translated_from: todo}\n---\n",
        "---\n{title: A}\n---\n",
        "---\ntranslated_from:\n  todo\n---\n",
        "---\ntitle: |\n  # sitegen\n# sitegen: x\n  A\ntranslated_from: &a todo\nsummary: *a\n---\n",
    ],
)
def test_b47_what_cannot_be_edited_line_by_line_is_refused(before: str) -> None:
    with pytest.raises(Refused) as refused:
        accept(row(), before.encode())
    assert refused.value.code == "translate-odd-front"


def test_b47_headings_get_the_ids_they_have_in_the_source() -> None:
    body = "## 甲 乙\n\n文\n\n### 丙 ### \n\n## 丁 {#d}\n\n己\n--\n\n```\n## code\n```\n\n## 甲 乙\n"
    written = Written(ZH, "a.zh.md", {}, body, 1)
    assert with_heading_ids(written) == (
        "## 甲 乙 {#甲-乙}\n\n文\n\n### 丙 {#丙}\n\n## 丁 {#d}\n\n己 {#己}\n--\n\n```\n## code\n```\n\n## 甲 乙 {#甲-乙-2}\n"
    )


def test_b47_what_is_left_over_is_told_by_script() -> None:
    zh = Written(
        ZH, "a.zh.md", {"title": "甲", "author": "李四"}, "第一行\n\n`代码`\n![图](a.png)\nNSCME\n", 4
    )
    en = Written(EN, "a.en.md", {"title": "A", "author": "李四"}, "第一行\nIn 李四\n`代码`\n\nNSCME\n", 5)
    assert list(left_over(row(en, zh))) == ["author", "5"]
    back = Written(
        EN, "a.en.md", {"title": "One two three four"}, "Beijing Olympic Park\n\nWe all meet here\n", 4
    )
    zh = Written(
        ZH, "a.zh.md", {"title": "One two three four"}, "Beijing Olympic Park\n\nWe all meet here\n", 4
    )
    assert list(left_over(row(zh, back))) == ["title", "6"]


def test_b47_a_mere_copy_in_the_same_script_is_left_over() -> None:
    de = Language("de", "de", "Deutsch", "de_DE")
    en = Written(EN, "a.en.md", {"title": "A"}, "Hotel\n\nBar\n", 4)
    assert list(left_over(row(Written(de, "a.de.md", {"title": "A"}, "Hotel\nBar\n", 4), en))) == ["4"]
    assert list(left_over(row(Written(de, "a.de.md", {"title": "A"}, "Hotel\n\nKneipe\n", 4), en))) == []


def test_every_page_is_found_by_its_name(load: Callable[..., Any]) -> None:
    from sitegen.desk.translating import find_page

    page = "---\ntitle: 甲\n---\n文\n"
    files = {"pages/a/index.zh.md": page, "pages/a/b.zh.md": page, "pages/b.zh.md": page}
    project = load(files).project
    for name, wanted in (
        ("a", "pages/a/index"),
        ("pages/a", "pages/a/index"),
        ("b", "pages/b"),
        ("a/b", "pages/a/b"),
    ):
        assert {row.page for row in find_page(project, name).values()} == {wanted}
