"""Suggestions for names in Latin letters, and what is doubtful in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sitegen.desk.naming import romanise, suggest_names
from sitegen.model.names import NameParts, split_name


@pytest.mark.parametrize(
    ("han", "latin", "doubts"),
    [
        ("王伟", "WANG Wei", ()),
        ("卢小满", "LU Xiaoman", ()),
        ("曾国藩", "ZENG Guofan", (("曾", "zeng, ceng"),)),
        ("单乐", "SHAN Le", (("单", "shan, dan"), ("乐", "le, yue"))),
        ("尉迟恭", "YUCHI Gong", (("尉", "yu, wei"),)),
        ("欧阳修", "OUYANG Xiu", ()),
        ("吕绿", "LYU Lü", ()),
        ("陈西安", "CHEN Xi'an", ()),
        ("諸葛孔明", "ZHUGE Kongming", ()),
        ("买买提·艾力", "", ()),
        ("迪丽热巴尔", "", ()),
        ("张", "", ()),
        ("张𠮷", "", ()),  # no reading is known
    ],
)
def test_b39_suggestions(han: str, latin: str, doubts: tuple[tuple[str, str], ...]) -> None:
    assert romanise(split_name(han), "as-given") == (latin, doubts)


def test_b39_a_suggestion_has_the_style_of_the_site() -> None:
    parts = split_name("欧阳小明")
    styles = ("as-given", "WANG Wei", "Wei WANG", "Wei Wang")
    assert [romanise(parts, style)[0] for style in styles] == [
        "OUYANG Xiaoming",
        "OUYANG Xiaoming",
        "Xiaoming OUYANG",
        "Xiaoming Ouyang",
    ]


def test_b39_nothing_is_guessed_where_pinyin_is_not_usual() -> None:
    assert romanise(NameParts("迪丽", "热巴尔", True), "as-given") == ("", ())
    parts = split_name("李明")
    assert [romanise(parts, "as-given", country)[0] for country in ("CN", "HK", "tw", "SG")] == [
        "LI Ming",
        "",
        "",
        "",
    ]


def test_b39_who_is_listed(load: Callable[..., Any]) -> None:
    people = """\
a: {name: {zh: 王伟}}
b: {name: {zh: 李四, en: LI Si}}
c: {name: {zh: 欧阳修, en: Xiu Ou Yang}}
d: {name: {en: Plato}}
e: {name: 张三}
"""
    project = load({"people.yaml": people}).project
    rows = [(row.person.id, row.latin, row.is_there, str(row.where)) for row in suggest_names(project.source)]
    assert rows == [
        ("a", "WANG Wei", False, "content/people.yaml:1:16"),
        ("c", "Xiu Ouyang", True, "content/people.yaml:3:16"),
        ("e", "ZHANG San", False, "content/people.yaml:5:11"),
    ]
