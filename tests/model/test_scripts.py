"""Texts filed under a language they are not in: script and length tell."""

from __future__ import annotations

import pytest

from sitegen.model.scripts import is_sentence, misfiled
from sitegen.text import Language

ZH = Language("zh", "zh-Hans", "中文", "zh_Hans_CN")
EN = Language("en", "en", "English", "en_GB")
JA = Language("ja", "ja", "日本語", "ja_JP")


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        # copies of the Chinese
        ("开幕式", "开幕式", [(EN, ZH)]),
        ("全国神经外科继续教育大会 NSCME", "全国神经外科继续教育大会 NSCME", [(EN, ZH)]),
        ("王伟", "王伟 ", [(EN, ZH)]),
        ("**卒中**救治新进展：见[日程](https://example.org/a-very-long-address)", "**卒中**救治新进展：见[日程](https://example.org/a-very-long-address)", [(EN, ZH)]),
        # Chinese of another wording
        ("开幕式", "大会开幕式（上午）", [(EN, None)]),
        ("欢迎各位同道参加大会", "热烈欢迎各位同道参加本届大会 see you", [(EN, None)]),
        # both scripts in one text on purpose
        ("微信", "WeChat 微信", []),
        ("宣武医院讲座", "Lecture at 宣武医院", []),
        ("微信 WeChat", "微信 WeChat", []),
        # the same in both languages by right
        ("NSCME 2023", "NSCME 2023", []),
        ("secretariat@example.org", "secretariat@example.org", []),
        ("https://example.org/a/very/long/way/to/go", "https://example.org/a/very/long/way/to/go", []),
        ("Johns Hopkins University School of Medicine", "Johns Hopkins University School of Medicine", []),
        ("+86 10 5550 0100", "+86 10 5550 0100", []),
        ("3000+", "3000+", []),
        # an English sentence under zh
        ("Endoscopic approaches to the skull base: what is new", "Endoscopic approaches to the skull base: what is new", [(ZH, EN)]),
        # English under zh that is not the English text: nothing better is known
        ("Endoscopic approaches to the skull base: what is new", "Approaches", []),
        ("卒中", "Stroke – what’s new", []),
    ],
)  # fmt: skip
def test_b04_copies_in_the_wrong_script(
    zh: str, en: str, expected: list[tuple[Language, Language | None]]
) -> None:
    assert list(misfiled({ZH: zh, EN: en})) == expected


def test_languages_of_one_script_may_be_the_same() -> None:
    assert list(misfiled({ZH: "開幕式", JA: "開幕式"})) == []


def test_what_stands_alone_is_no_copy() -> None:
    assert list(misfiled({EN: "开幕式"})) == []


def test_addresses_and_code_are_in_no_language() -> None:
    assert not is_sentence("`please run the command with care` https://example.org/this-is-no-sentence")
