"""glossary.yaml and the names of organisations: what is told, and where."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

GLOSSARY = """\
- {zh: 颅底外科, en: skull base surgery}
- {zh: 继续医学教育, en: [continuing medical education, CME]}
"""


def told(load: Callable[..., Any], **files: str) -> list[str]:
    names = {name.replace("__", "/").replace("_", "."): text for name, text in files.items()}
    return [line for line in load({"glossary.yaml": GLOSSARY, **names}).lines if "[missing-" not in line]


def test_b42_a_field_is_told_at_its_translation(load: Callable[..., Any]) -> None:
    programme = """\
tracks: {base: {name: {zh: 颅底外科, en: Skull base surgery}, code: A, color: teal}}
sessions:
  - id: one
    title: {zh: 颅底外科论坛, en: Cranial base forum}
    date: 2023-08-25
    start: 09:00
    talks:
      - {id: two, title: {zh: 继续医学教育, en: CME}, duration: 30}
      - {id: three, title: {zh: 继续医学教育, en: Lifelong learning}, duration: 30}
      - {id: four, title: {zh: 继续医学教育}, duration: 30}
      - {id: five, title: {zh: 继续医学教育, en: ""}, duration: 30}
"""
    warning = "its fixed translation"
    assert [line for line in told(load, programme_yaml=programme) if warning in line] == [
        "content/programme.yaml:4:29: warning: the original has “颅底外科”, but its fixed translation “skull base surgery” is not here [term-lacking]",
        "content/programme.yaml:9:45: warning: the original has “继续医学教育”, but its fixed translation “continuing medical education” is not here [term-lacking]",
    ]


def test_b42_prose_is_told_at_its_paragraph(load: Callable[..., Any]) -> None:
    zh = "---\ntitle: 颅底外科\n---\n开头。\n\n## 一\n\n颅底外科很重要。\n\n继续医学教育。\n\n```\n颅底外科\n```\n\n## 二\n\n见[颅底](page:x)外科\n"
    en = "---\ntitle: Skull base surgery\n---\nStart.\n\n## One\n\nSkull base surgery\nmatters.\n\nLifelong learning.\n\n```\nx\n```\n\n## Two\n\nSee [cranial base](page:x) surgery\n"
    assert told(load, pages__about_zh_md=zh, pages__about_en_md=en) == [
        "content/pages/about.en.md:11:1: warning: the original has “继续医学教育”, but its fixed translation “continuing medical education” is not here [term-lacking]",
        "content/pages/about.en.md:19:1: warning: the original has “颅底外科”, but its fixed translation “skull base surgery” is not here [term-lacking]",
    ]


def test_b42_paragraphs_that_do_not_match_are_compared_by_section(load: Callable[..., Any]) -> None:
    zh = "---\ntitle: 甲\n---\n颅底外科。\n\n继续医学教育。\n\n## 二\n\n颅底外科。\n"
    en = "---\ntitle: A\n---\nCME and skull base surgery.\n\n## Two\n\nCranial surgery.\n\nMore.\n"
    assert [line.partition(": warning")[0] for line in told(load, pages__a_zh_md=zh, pages__a_en_md=en)] == [
        "content/pages/a.en.md:6:1"
    ]
    other = "---\ntitle: A\n---\nCME and skull base surgery.\n\nTwo\n"  # a heading less: the whole text
    assert told(load, pages__a_zh_md=zh, pages__a_en_md=other) == []


def test_b42_a_term_twice_is_told(load: Callable[..., Any]) -> None:
    twice = (
        GLOSSARY + "- {zh: 颅底 外科, en: cranial base surgery}\n- {cn: 甲, en: A}\n- {zh: 乙, en: }\n- 丙\n"
    )
    assert load({"glossary.yaml": twice}).lines == [
        "content/glossary.yaml:3:3: warning: the term “颅底 外科” has its translation at content/glossary.yaml:1:3 already [term-twice]",
        "content/glossary.yaml:4:4: error: “cn” is not a language code of this site [unknown-language]",
        "content/glossary.yaml:5:11: error: en is empty [empty-text]",
        "content/glossary.yaml:6:3: error: “glossary” needs fields under it, each on a line of its own [not-a-map]",
    ]


def test_b42_an_organisation_has_one_name_in_a_language(load: Callable[..., Any]) -> None:
    organisations = "hospital: {name: {zh: 示例医院, en: Example Hospital}}\n"
    people = """\
a: {name: {zh: 甲一, en: JIA Yi}, affiliation: {zh: 示例医院, en: EXAMPLE HOSPITAL}}
b: {name: {zh: 乙一, en: YI Yi}, affiliation: {zh: 示例医院, en: Sample Hospital}}
c: {name: {zh: 丙一, en: BING Yi}, positions: [{organisation: {zh: 第二医院, en: Second Hospital}}]}
d: {name: {zh: 丁一, en: DING Yi}, positions: [{organisation: {zh: 第二医院, en: No. 2 Hospital}}, {organisation: hospital}]}
"""
    assert load({"organisations.yaml": organisations, "people.yaml": people}).lines == [
        "content/people.yaml:2:60: warning: “示例医院” is “Example Hospital” at content/organisations.yaml:1:33, and called otherwise here [name-two-ways]",
        "content/people.yaml:4:76: warning: “第二医院” is “Second Hospital” at content/people.yaml:3:76, and called otherwise here [name-two-ways]",
    ]


def test_b42_a_translation_that_is_fixed_in_a_third_language(
    load: Callable[..., Any], site_yaml: str
) -> None:
    site = site_yaml.replace(
        "source_language", "  ja: {tag: ja, name: 日本語, locale: ja_JP}\nsource_language"
    )
    terms = "- {zh: 颅底外科, en: skull base surgery, ja: 頭蓋底外科}\n"
    tracks = "tracks: {a: {name: {zh: 颅底外科, en: Skull base surgery, ja: 脳外科}, code: A, color: teal}}\n"
    lines = load({"site.yaml": site, "glossary.yaml": terms, "programme.yaml": tracks}).lines
    assert [line for line in lines if "term-lacking" in line] == [
        "content/programme.yaml:1:59: warning: the original has “颅底外科”, but its fixed translation “頭蓋底外科” is not here [term-lacking]"
    ]
