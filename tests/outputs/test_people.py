"""Pages of people and committees: names in both scripts, and which order a list is in."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from sitegen.build import Options, build

FILES = {
    "people.yaml": """\
wang-wei: {name: {zh: 王伟, en: WANG Wei}, honorific: {zh: 教授, en: Prof.}}
ouyang-xiu: {name: {zh: 欧阳修, en: Ou Yang Xiu}}
shan-bo: {name: {zh: 单博}}
rossi: {name: {en: Maria Rossi}}
he-wei: {name: {zh: 何维, en: He Wei}}
aili: {name: {zh: 买买提·艾力, en: Memet Eli}}
chan: {name: {zh: 陈大文, en: Chan Tai Man}, family: {zh: 陈, en: Chan}, given: {zh: 大文, en: Tai Man}}
""",
    "committees.yaml": """\
- {id: protocol, title: {zh: 主席团, en: Presidium}, members: [rossi, he-wei]}
- {id: strokes, title: {zh: 甲, en: A}, sort: strokes, members: [he-wei, shan-bo, wang-wei]}
- {id: names, title: {zh: 乙, en: B}, sort: 姓名笔画, members: [he-wei, shan-bo, wang-wei]}
- {id: pinyin, title: {zh: 丙, en: C}, sort: pinyin, members: [wang-wei, shan-bo]}
- {id: family, title: {zh: 丁, en: D}, sort: family, members: [wang-wei, chan, rossi]}
""",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, site_yaml: str) -> Mapping[str, str]:
    """Every page by path."""
    folder = tmp_path_factory.mktemp("people")
    for name, text in {"site.yaml": site_yaml, **FILES}.items():
        (folder / "content").mkdir(exist_ok=True)
        (folder / "content" / name).write_text(text, "utf-8")
    output = folder / "output"
    assert build(Options(folder, folder / "content", output, today=datetime.date(2023, 8, 1))).is_published
    return {file.relative_to(output).as_posix(): file.read_text("utf-8") for file in output.rglob("*.html")}


def heading(html: str) -> list[str]:
    """The name on the page of a person, and what stands under it as the same name."""
    found = re.findall(r"<h1>(.*?)</h1>|<p class=\"name-other\">(.*?)</p>", html)
    return [first or second for first, second in found]


def names_in(html: str) -> list[str]:
    return [re.sub("<[^>]*>", "", name) for name in re.findall(r'class="person-name"[^>]*>(.*?)</a>', html)]


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("zh/people/wang-wei", ['<span class="family">王</span>伟 教授', '<span lang="en"><span class="family">WANG</span> Wei</span>']),
        ("en/people/wang-wei", ['Prof. <span class="family">WANG</span> Wei', '<span lang="zh-Hans"><span class="family">王</span>伟</span>']),
        ("en/people/ouyang-xiu", ['<span class="family">Ou Yang</span> Xiu', '<span lang="zh-Hans"><span class="family">欧阳</span>修</span>']),
        ("en/people/shan-bo", ['<span lang="zh-Hans"><span class="family">单</span>博</span>']),
        ("zh/people/rossi", ['<span lang="en">Maria <span class="family">Rossi</span></span>']),
        ("en/people/he-wei", ['<span class="family">He</span> Wei', '<span lang="zh-Hans"><span class="family">何</span>维</span>']),
        ("zh/people/aili", ['<span class="nb">买买提·艾力</span>', '<span lang="en">Memet <span class="family">Eli</span></span>']),
        ("en/people/chan", ['<span class="family">Chan</span> Tai Man', '<span lang="zh-Hans"><span class="family">陈</span>大文</span>']),
    ],
)  # fmt: skip
def test_b37_both_scripts_with_the_family_name_marked(
    pages: Mapping[str, str], page: str, names: list[str]
) -> None:
    assert heading(pages[f"{page}/index.html"]) == names


@pytest.mark.parametrize(
    ("page", "parts"),
    [
        ("zh/people/wang-wei", ("王", "伟", "WANG Wei")),
        ("en/people/wang-wei", ("WANG", "Wei", "王伟")),
        ("en/people/ouyang-xiu", ("Ouyang", "Xiu", "欧阳修")),
        ("en/people/chan", ("Chan", "Tai Man", "陈大文")),
        ("en/people/shan-bo", ("单", "博", None)),
        ("zh/people/aili", (None, None, "Memet Eli")),
    ],
)
def test_b37_the_parts_as_data(pages: Mapping[str, str], page: str, parts: tuple[str | None, ...]) -> None:
    match = re.search(r'<script type="application/ld\+json">(.*?)</script>', pages[f"{page}/index.html"])
    assert match
    (person,) = [node["mainEntity"] for node in json.loads(match[1])["@graph"] if "mainEntity" in node]
    assert tuple(person.get(key) for key in ("familyName", "givenName", "alternateName")) == parts


def test_b38_the_list_of_everybody_names_its_order(pages: Mapping[str, str]) -> None:
    assert '<p class="quiet">（按姓氏拼音为序）</p>' in pages["zh/people/index.html"]
    assert '<p class="quiet">(in order of family names)</p>' in pages["en/people/index.html"]


def test_b38_the_order_of_everybody_with_its_letters(pages: Mapping[str, str]) -> None:
    letters = {
        page: re.findall(r'<h2 id="letter-\d+">(.*?)</h2>', pages[f"{page}/people/index.html"])
        for page in ("zh", "en")
    }
    assert letters == {"zh": ["C", "H", "M", "O", "R", "S", "W"], "en": ["C", "E", "H", "O", "R", "S", "W"]}
    assert names_in(pages["zh/people/index.html"]) == [
        "陈大文", "何维", "买买提·艾力", "欧阳修", "Maria Rossi", "单博", "王伟",
    ]  # fmt: skip
    assert names_in(pages["en/people/index.html"]) == [
        "Chan Tai Man", "Memet Eli", "He Wei", "Ou Yang Xiu", "Maria Rossi", "单博", "WANG Wei",
    ]  # fmt: skip


def test_b38_a_sorted_committee_names_its_order(pages: Mapping[str, str]) -> None:
    def committees(html: str) -> list[tuple[str, str, list[str]]]:
        sections = re.findall(r'<h2 id="(\w+)">(.*?)</h2>(.*?)</section>', html, re.S)
        return [
            (id_, "".join(re.findall(r'class="quiet">(.*?)<', head)), names_in(body))
            for id_, head, body in sections
        ]

    assert committees(pages["zh/committees/index.html"]) == [
        ("protocol", "", ["Maria Rossi", "何维"]),
        ("strokes", "（按姓氏笔画为序）", ["王伟", "何维", "单博"]),
        ("names", "（按姓名笔画为序）", ["王伟", "何维", "单博"]),
        ("pinyin", "（按姓氏拼音为序）", ["单博", "王伟"]),
        ("family", "（按姓氏字母为序）", ["陈大文", "Maria Rossi", "王伟"]),
    ]
    assert [label for _, label, _ in committees(pages["en/committees/index.html"])] == [
        "", "(in order of strokes in the family name)", "(in order of strokes in the name)",
        "(in pinyin order of family names)", "(in order of family names)",
    ]  # fmt: skip


def test_b39_a_name_without_latin_letters_stays_chinese_and_is_told(
    pages: Mapping[str, str], load: Callable[..., Any]
) -> None:
    html = pages["en/people/shan-bo/index.html"].partition("<script type=")[0]
    assert not re.search(r"\bshan\b", re.sub("<[^>]*>", "", html), re.IGNORECASE)  # but in addresses
    assert '<span lang="zh-Hans">单博</span>' in html
    assert (
        "content/people.yaml:3:17: warning: no translation for “en”; the original is shown and marked [missing-translation]"
        in load(FILES).lines
    )


def test_b39_a_name_given_for_all_languages_is_told_too(load: Callable[..., Any]) -> None:
    told = load({"people.yaml": "wang-wu: {name: 王五}\nplato: {name: Plato}\n"}).lines
    assert told == [
        "content/people.yaml:1:17: warning: no translation for “en”; the original is shown and marked [missing-translation]"
    ]


def test_people_of_one_name_are_told_apart_in_descriptions(tmp_path: Path, site_yaml: str) -> None:
    people = (
        "li-na: {name: {zh: 李娜, en: LI Na}, affiliation: {zh: 甲医院, en: Hospital A}}\n"
        "li-na-2: {name: {zh: 李娜, en: LI Na}, affiliation: {zh: 乙医院, en: Hospital B}}\n"
    )
    for name, text in {"site.yaml": site_yaml, "people.yaml": people}.items():
        (tmp_path / "content").mkdir(exist_ok=True)
        (tmp_path / "content" / name).write_text(text, "utf-8")
    assert build(Options(tmp_path, tmp_path / "content", tmp_path / "output")).is_published
    found = [
        re.findall('<meta name="description" content="(.*?)"', file.read_text("utf-8"))[0]
        for file in sorted((tmp_path / "output/en/people").glob("*/index.html"))
    ]
    assert found == [
        "LI Na · Hospital A: biography and sessions at Example Congress.",
        "LI Na · Hospital B: biography and sessions at Example Congress.",
    ]
