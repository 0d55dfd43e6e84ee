"""Markdown files of records: who they belong to, and which language lacks one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

FILES = {
    "people.yaml": "zhang-san:\n  name: {zh: 张三, en: ZHANG San}\n",
    "programme.yaml": "sessions:\n  - {id: forum, title: {zh: 论坛, en: Forum}, date: 2023-08-25, time: 09:00–10:00}\n",
    "series.yaml": "tour:\n  title: {zh: 巡讲, en: Tour}\n",
}


def test_each_folder_has_a_text_of_its_records(load: Callable[..., Any]) -> None:
    texts = {
        f"{name}.{code}.md": f"{code}\n"
        for name in ("people/zhang-san", "programme/forum", "series/tour")
        for code in ("zh", "en")
    }
    loaded = load({**FILES, **texts})
    assert loaded.lines == []
    for code, site in loaded.project.sites.items():
        found = (
            site.people["zhang-san"].bio,
            site.sessions["forum"].abstract,
            site.series["tour"].description,
        )
        assert [text.strip() for text in found] == [code] * 3


def test_a_language_that_lacks_the_text_of_a_record_is_told(load: Callable[..., Any]) -> None:
    texts = {"people/zhang-san.zh.md": "x\n", "programme/forum.zh.md": "x\n", "series/tour.en.md": "x\n"}
    loaded = load({**FILES, **texts})
    names = [
        (path, dict(problem.values)["name"])
        for problem in loaded.problems
        for path in [problem.location.path]
    ]
    assert names == [
        ("content/people/zhang-san.zh.md", "zhang-san.en.md"),
        ("content/programme/forum.zh.md", "forum.en.md"),
        ("content/series/tour.en.md", "tour.zh.md"),
    ]
    assert {problem.code for problem in loaded.problems} == {"missing-file"}


def test_a_text_whose_record_is_not_there_is_told(load: Callable[..., Any]) -> None:
    texts = {"people/zhang-sang.zh.md": "x\n", "programme/forums.zh.md": "x\n", "series/x.en.md": "x\n"}
    loaded = load({**FILES, **texts})
    assert [line for line in loaded.all_lines if "zhang-san" in line or "hint" in line] == [
        "content/people/zhang-sang.zh.md:1: warning: nothing has the id “zhang-sang”, so this file is not shown; "
        "files in people/ are named after their records [file-without-record]",
        "    hint: did you mean “zhang-san”?",
        "    hint: did you mean “forum”?",
    ]
    assert len(loaded.problems) == 3


@pytest.mark.parametrize(
    ("name", "front", "expected"),
    [
        ("pages/报名.zh.md", "", "content/pages/报名.zh.md: error: “报名” becomes an address"),
        (
            "pages/fees.zh.md",
            "slug: 费用\n",
            "content/pages/fees.zh.md:3:7: error: “费用” becomes an address",
        ),
        (
            "news/Day One.zh.md",
            "date: 2023-08-01\n",
            "content/news/Day One.zh.md: error: “Day One” becomes an address",
        ),
    ],
)
def test_b20_an_address_is_ascii(load: Callable[..., Any], name: str, front: str, expected: str) -> None:
    loaded = load({name: f"---\ntitle: 标题\n{front}---\n文\n"})
    assert [
        line.partition(":")[2] and line[: len(expected)] for line in loaded.lines if "bad-slug" in line
    ] == [expected]


def test_b20_an_address_comes_of_the_file_and_is_the_same_in_both_languages(load: Callable[..., Any]) -> None:
    files = {
        "pages/a/fees.zh.md": "---\ntitle: 注册费用\n---\n文\n",
        "pages/a/fees.en.md": "---\ntitle: Registration fees\n---\nText\n",
        "news/one.zh.md": "---\ntitle: 甲\ndate: 2023-08-01\nslug: alpha\n---\n文\n",
        "news/one.en.md": "---\ntitle: A\n---\nText\n",
    }
    for site in load(files).project.sites.values():
        assert list(site.pages) == ["a/fees"]
        assert [article.slug for article in site.articles] == ["alpha"]
