"""Names in Latin letters in the one style of a site."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sitegen.model.name_styles import capitals, styled
from sitegen.model.names import split_beside, split_name

PEOPLE = """\
wang: {name: {zh: 王伟, en: Wang Wei}}
he: {name: {zh: 何维, en: He Wei}}
ouyang: {name: {zh: 欧阳修, en: Ou Yang Xiu}}
lv: {name: {zh: 吕布, en: Lü Bu}}
zhuge: {name: {zh: 诸葛孔明, en: Kongming ZHUGE}}
chan: {name: {zh: 陈大文, en: Chan Tai Man}, family: {en: Chan}, given: {en: Tai Man}}
berg: {name: {en: Jan van der Berg}}
mueller: {name: {en: "Müller, Anna"}}
king: {name: {en: Martin Luther King Jr.}}
plato: {name: {en: Plato}}
aili: {name: {zh: 买买提·艾力}}
"""


def shown(load: Callable[..., Any], site_yaml: str, style: str) -> dict[str, dict[str, str]]:
    site = site_yaml.replace("event:", f"names: {style}\nevent:")
    project = load({"site.yaml": site, "people.yaml": PEOPLE}).project
    return {
        code: {id_: person.name.plain for id_, person in found.people.items()}
        for code, found in project.sites.items()
    }


@pytest.mark.parametrize(
    ("style", "names"),
    [
        ("as-given", "Wang Wei; He Wei; Ou Yang Xiu; Lü Bu; Kongming ZHUGE; Chan Tai Man; Jan van der Berg; Müller, Anna; Martin Luther King Jr.; Plato; 买买提·艾力"),
        ("WANG Wei", "WANG Wei; HE Wei; OUYANG Xiu; LYU Bu; ZHUGE Kongming; CHAN Tai Man; VAN DER BERG Jan; MÜLLER Anna; KING Martin Luther Jr.; Plato; 买买提·艾力"),
        ("Wei WANG", "Wei WANG; Wei HE; Xiu OUYANG; Bu LYU; Kongming ZHUGE; Tai Man CHAN; Jan VAN DER BERG; Anna MÜLLER; Martin Luther KING Jr.; Plato; 买买提·艾力"),
        ("Wei Wang", "Wei Wang; Wei He; Xiu Ouyang; Bu Lü; Kongming Zhuge; Tai Man Chan; Jan van der Berg; Anna Müller; Martin Luther King Jr.; Plato; 买买提·艾力"),
    ],
)  # fmt: skip
def test_b37_one_style_for_a_site(load: Callable[..., Any], site_yaml: str, style: str, names: str) -> None:
    assert list(shown(load, site_yaml, style)["en"].values()) == names.split("; ")


def test_b37_names_in_han_characters_have_no_style(load: Callable[..., Any], site_yaml: str) -> None:
    zh = shown(load, site_yaml, "Wei WANG")["zh"]
    assert list(zh.values())[:5] == ["王伟", "何维", "欧阳修", "吕布", "诸葛孔明"]


def test_b37_the_other_script_has_the_style_too(load: Callable[..., Any], site_yaml: str) -> None:
    site = site_yaml.replace("event:", "names: WANG Wei\nevent:")
    people = load({"site.yaml": site, "people.yaml": PEOPLE}).project.sites["zh"].people
    assert [(other.plain, other.lang.tag, other.is_foreign) for other in people["lv"].name.others] == [
        ("LYU Bu", "en", True)
    ]


def test_b37_an_unknown_style_is_told(load: Callable[..., Any], site_yaml: str) -> None:
    site = site_yaml.replace("event:", "names: Wang wei\nevent:")
    assert [line.partition(": error: ")[2] for line in load({"site.yaml": site}).lines] == [
        "“Wang wei” is none of: as-given, WANG Wei, Wei WANG, Wei Wang [not-a-choice]"
    ]


def test_b37_capitals_of_pinyin() -> None:
    assert [capitals(name) for name in ("Lü", "Nü", "Lu", "Müller", "Ouyang", "van der Berg")] == [
        "LYU", "NYU", "LU", "MÜLLER", "OUYANG", "VAN DER BERG",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("latin", "han", "family", "given", "first"),
    [
        ("He Wei", "何维", "He", "Wei", True),
        ("Wei He", "何维", "He", "Wei", False),
        ("OU YANG Xiu", "欧阳修", "OUYANG", "Xiu", True),
        ("Xiu Ou Yang", "欧阳修", "Ouyang", "Xiu", False),
        ("ZHANG SAN", "张三", "ZHANG", "SAN", True),
        ("Ceng Yi", "曾一", "Yi", "Ceng", False),  # 曾 is Zeng: Ceng is not known to be it
        ("Zeng Yi", "曾一", "Zeng", "Yi", True),
        ("Lu Bu", "吕布", "Lu", "Bu", True),
        ("LYU Bu", "吕布", "LYU", "Bu", True),
        ("Yuchi Gong", "尉迟恭", "Yuchi", "Gong", True),
        ("Chan Tai Man", "陈大文", "Man", "Chan Tai", False),
    ],
)
def test_b37_the_han_name_tells_which_word_is_the_family_name(
    latin: str, han: str, family: str, given: str, first: bool
) -> None:
    assert split_beside(latin, han) == (family, given, first)


def test_b37_a_title_after_the_name_stays_there() -> None:
    assert styled("John Smith, MD", split_name("John Smith, MD"), "WANG Wei") == "SMITH John, MD"
