"""Mistakes in fields, each told once, at its place, with a hint."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

PERSON = "li-si:\n  name:\n    zh: 李四\n    en: LI Si\n"

FAULTS = [
    ("people.yaml", "li-si:\n  nmae: 李四\n",
     ["content/people.yaml:2:3: error: name is missing [missing-field]",
      "content/people.yaml:2:3: error: unknown key “nmae” [unknown-key]", "    hint: did you mean “name”?"]),
    ("people.yaml", "li-si:\n  name:\n    zh: 李四\n    cn: 李四\n",
     ["content/people.yaml:3:5: error: “cn” is not a language code of this site [unknown-language]",
      "    hint: did you mean “zh”?"]),
    ("people.yaml", "li-si:\n  name:\n",
     ["content/people.yaml:2:3: error: name is empty [empty-text]", "    hint: write something, or delete the line “name”"]),
    ("people.yaml", "li-si:\n  name: [李四]\n",
     ["content/people.yaml:2:9: error: name must be text, not a list or a map [text-not-list]"]),
    ("people.yaml", PERSON + "  email: office at example.org\n",
     ["content/people.yaml:5:10: error: “office at example.org” is not an e-mail address [bad-email]"]),
    ("people.yaml", "Li Si:\n  name: 李四\n",
     ["content/people.yaml:1:1: error: id “Li Si” may hold only small letters, digits and hyphens [bad-id]",
      "    hint: for example “li-si”"]),
    ("people.yaml", "con:\n  name: 李四\n",
     ["content/people.yaml:1:1: error: Windows cannot store a file called “con” [windows-name]"]),
    ("dates.yaml", "- {id: a, date: 2026-02-30, label: 截止}\n",
     ["content/dates.yaml:1:17: error: there is no such day as 2026-02-30 [bad-date]",
      "    hint: write dates like 2023-08-26"]),
    ("dates.yaml", "- {id: a, date: 10/07/2026, label: 截止}\n",
     ["content/dates.yaml:1:17: error: “10/07/2026” is not how a date is written here; such forms can be read in two ways [date-slashes]"]),
    ("dates.yaml", "- {id: a, date: 2026/7/1, label: 截止}\n",
     ["content/dates.yaml:1:17: error: “2026/7/1” is not how a date is written here; such forms can be read in two ways [date-slashes]", "    hint: write 2026-07-01"]),
    ("dates.yaml", '- {id: a, date: 2026-07-01, time: "25:00", label: 截止}\n',
     ["content/dates.yaml:1:35: error: there is no such time of day as 25:00 [hour-range]", "    hint: write 00:30 +1 for after midnight"]),
    ("committees.yaml", "- {id: a, title: 委员会, sort: random}\n",
     ["content/committees.yaml:1:29: error: “random” is none of: protocol, strokes, name-strokes, pinyin, family [not-a-choice]"]),
    ("committees.yaml", "- {id: a, title: 委员会, members: [wang-wu]}\n",
     ["content/committees.yaml:1:33: error: no person “wang-wu” [unknown-reference]"]),
    ("programme.yaml", "sessions:\n  - {id: tracks, title: 开幕式}\n",
     ["content/programme.yaml:2:10: error: “tracks” is reserved; choose another [reserved-id]"]),
    ("programme.yaml", "sessions:\n  - {id: 2023-08-25, title: 开幕式}\n",
     ["content/programme.yaml:2:10: error: id “2023-08-25” looks like a date; the page of that day has this address [date-shaped-id]"]),
    ("programme.yaml",
     "sessions:\n  - id: opening\n    title: 开幕式\n    date: 2023-08-25\n    start: 10:00\n    end: 09:00\n",
     ["content/programme.yaml:6:10: error: “opening” ends 09:00 before it starts 10:00 [end-before-start]"]),
    ("programme.yaml",
     "sessions:\n  - id: night\n    title: 夜谈\n    date: 2023-08-25\n    start: 23:00\n    end: 00:30\n",
     ["content/programme.yaml:6:10: error: “night” ends 00:30 before it starts 23:00 [end-before-start]",
      "    hint: if it runs past midnight write 00:30 +1"]),
    ("programme.yaml", "sessions:\n  - {id: a, title: 甲, date: 2023-09-01}\n",
     ["content/programme.yaml:2:29: error: “a” is on 2023-09-01, outside the congress (2023-08-25 to 2023-08-27) "
      "[outside-congress]"]),
    ("programme.yaml", "sessions:\n  - {id: a, title: 甲}\n  - {id: a, title: 乙}\n",
     ["content/programme.yaml:3:10: error: id “a” is used already, at content/programme.yaml:2:10 [duplicate-record]"]),
    ("programme.yaml", "sesions: []\n",
     ["content/programme.yaml:1:1: error: unknown key “sesions” [unknown-key]", "    hint: did you mean “sessions”?"]),
    ("news/con.zh.md", "---\ntitle: 标题\ndate: 2023-08-01\n---\n正文\n",
     ["content/news/con.zh.md: error: Windows cannot store a file called “con” [windows-name]"]),
    ("news/a.zh.md", "---\ntitle: 标题\ndate: 2023-08-01\nslug: ../b\n---\n正文\n",
     ["content/news/a.zh.md:4:7: error: “../b” leads out of its folder [path-outside]"]),
    ("news/a.zh.md", "---\ndate: 2023-08-01\n---\n正文\n", ["content/news/a.zh.md:1: error: title is missing [missing-field]"]),
    ("news/a.zh.md", "---\ntitle:\ndate: 2023-08-01\n---\n正文\n",
     ["content/news/a.zh.md:2:1: error: title is empty [empty-text]", "    hint: write something, or delete the line “title”"]),
    ("news/a.md", "---\ntitle: 标题\n---\n",
     ["content/news/a.md: error: the file's name has no language code [no-language-suffix]",
      "    hint: rename it, for example to a.zh.md"]),
    ("news/a.zh_CN.md", "---\ntitle: 标题\n---\n",
     ["content/news/a.zh_CN.md: error: “zh_CN” in the file's name is not a language of this site [unknown-language-suffix]",
      "    hint: rename it to a.zh.md"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "expected"), FAULTS, ids=[f"{n}-{row[0]}" for n, row in enumerate(FAULTS)]
)
def test_a_fault_is_told_once_at_its_place(
    load: Callable[..., Any], name: str, text: str, expected: list[str]
) -> None:
    loaded = load({name: text})
    lines = []
    for line in loaded.all_lines:  # errors with their hints
        if " error: " in line or (line.startswith("    hint") and lines and lines[-1] != "-"):
            lines.append(line)
        else:
            lines.append("-")
    assert [line for line in lines if line != "-"] == expected


@pytest.mark.parametrize(
    ("name", "text", "place", "field", "first_field"),
    [
        (
            "dates.yaml",
            "- {id: a, date: 2026-07-02, label: 截止, until: 2026-07-01}\n",
            "1:47",
            "until",
            "date",
        ),
        (
            "series.yaml",
            "a:\n  title: 讲座\n  rule: {every: thursday, start: '19:00', duration: 60, from: 2026-07-02, until: 2026-07-01}\n",
            "3:82",
            "until",
            "from",
        ),
        (
            "news/a.zh.md",
            "---\ntitle: 标题\ndate: 2026-07-02\nupdated: 2026-07-01\n---\n正文\n",
            "4:10",
            "updated",
            "date",
        ),
        (
            "site.yaml",
            "notice: {text: 通知, from: 2026-07-02, until: 2026-07-01}\n",
            "13:45",
            "until",
            "from",
        ),
        (
            "site.yaml",
            "  registration: {opens: 2026-07-02, closes: 2026-07-01}\n",
            "13:45",
            "closes",
            "opens",
        ),
        ("site.yaml", "  abstracts: {opens: 2026-07-02, closes: 2026-07-01}\n", "13:42", "closes", "opens"),
        (
            "site.yaml",
            "accreditation:\n  - {id: a, name: 甲, start: 2026-07-02, end: 2026-07-01}\n",
            "14:46",
            "end",
            "start",
        ),
    ],
)
def test_b36_what_ends_before_it_begins_is_an_error(
    load: Callable[..., Any], site_yaml: str, name: str, text: str, place: str, field: str, first_field: str
) -> None:
    loaded = load({name: site_yaml + text if name == "site.yaml" else text})
    assert [line for line in loaded.lines if " error: " in line] == [
        f"content/{name}:{place}: error: “{field}” (2026-07-01) is before “{first_field}” (2026-07-02) "
        "[dates-reversed]"
    ]


def test_b36_one_day_is_no_reversed_period(load: Callable[..., Any]) -> None:
    loaded = load({"dates.yaml": "- {id: a, date: 2026-07-02, label: 截止, until: 2026-07-02}\n"})
    assert [line for line in loaded.lines if " error: " in line] == []


def test_all_mistakes_of_all_files_are_told_in_one_run(load: Callable[..., Any]) -> None:
    loaded = load(
        {
            "people.yaml": "li-si:\n  nmae: 李四\n",
            "dates.yaml": "- {id: a, date: 2026-02-30, label: 截止}\n",
            "news/a.zh.md": "---\ndate: 2023-08-01\n---\n正文\n",
            "committees.yaml": "- {id: a, titel: 委员会}\n",
        }
    )
    places = sorted(
        {str(problem.location).split(":")[0] for problem in loaded.problems if problem.severity == 0}
    )
    assert places == [
        "content/committees.yaml",
        "content/dates.yaml",
        "content/news/a.zh.md",
        "content/people.yaml",
    ]


def test_b32_what_is_yaml_for_others_is_text_here(load: Callable[..., Any]) -> None:
    loaded = load(
        {
            "people.yaml": "norway:\n  name: no\n  country: NO\nnumber:\n  name: 007\nfloat:\n  name: 1.10\ntime:\n  name: 08:30\n"
        }
    )
    names = [str(person.name) for person in loaded.project.sites["zh"].people.values()]
    assert names == ["no", "007", "1.10", "08:30"]


def test_an_article_of_tomorrow_is_published(load: Callable[..., Any]) -> None:
    loaded = load({"news/a.zh.md": "---\ntitle: 标题\ndate: 2033-08-01\n---\n正文\n"})
    assert [article.slug for article in loaded.project.sites["zh"].articles] == ["a"]


def test_one_name_is_a_list_of_one(load: Callable[..., Any]) -> None:
    loaded = load(
        {"people.yaml": PERSON, "programme.yaml": "sessions:\n  - {id: a, title: 甲, speakers: 李四}\n"}
    )
    session = loaded.project.sites["en"].sessions["a"]
    assert [contribution.id for contribution in session.speakers] == ["li-si"]


def test_a_page_with_a_broken_file_is_told_once(load: Callable[..., Any]) -> None:
    loaded = load(
        {
            "news/a.zh.md": "---\ntitle: “标题”\ndate 2023-08-01\n---\n正文\n",
            "news/a.en.md": "---\ntitle: Title\n---\nText\n",
        }
    )
    assert {problem.location.path for problem in loaded.problems} == {"content/news/a.zh.md"}


def test_parts_of_a_name_do_not_repeat_what_it_lacks(load: Callable[..., Any]) -> None:
    loaded = load(
        {"people.yaml": "li-si:\n  name:\n    zh: 李四\n  family:\n    zh: 李\n  given:\n    zh: 四\n"}
    )
    assert [problem.code for problem in loaded.problems] == ["missing-translation"]
    assert loaded.project.sites["zh"].people["li-si"].name_parts.family == "李"
