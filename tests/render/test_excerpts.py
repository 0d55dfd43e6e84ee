"""The start of a text as plain words: by character in Chinese, by word in English."""

from __future__ import annotations

import pytest

from sitegen.render.excerpts import plain_start
from sitegen.text import Language, Text

ZH = Language("zh", "zh-Hans", "中文", "zh_Hans_CN")
EN = Language("en", "en", "English", "en_GB")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("第一行\n第二行，\n“三”", "第一行第二行，“三”"),
        ("2023年8月27日，\n3.5小时", "2023年8月27日， 3.5小时"),
        ("## 题\n文\n1. 甲\n2. **乙**\n> 丙", "题 文 甲 乙 丙"),
        ("![会场照片](a.jpg){.wide}\n见[日程](a.md#b)、[又][x]^2", "见日程、又^2"),
        ("甲[^1]&nbsp;乙 &amp; 丙 AT&T\n\n[^1]: 注\n\n*[ICU]: 重症", "甲 乙 & 丙 AT&T"),
        ("| a | b |\n|---|--:|\n| 1 | 2 |", "a b 1 2"),
        ("a_b_c \\*x\\* p < 0.05 <b>y</b>", "a_b_c *x* p < 0.05 y"),
        ("𠮷𬭩䶮𠮷𬭩䶮" * 9, "𠮷𬭩䶮𠮷𬭩䶮" * 6 + "𠮷𬭩䶮…"),
        ("甲" * 36 + "CONGRESS", "甲" * 36 + "…"),
        ("甲" * 38 + "\u8fbb\U000e0100" + "乙乙", "甲" * 38 + "…"),
        ("甲" * 30 + "[日程](" + "x" * 200, "甲" * 30 + "日程"),
    ],
)
def test_b28_an_excerpt_in_chinese_is_cut_by_character(markdown: str, expected: str) -> None:
    excerpt = plain_start(Text(markdown, ZH), 40)
    assert excerpt == expected
    assert excerpt.lang is ZH
    assert len(excerpt) <= 40


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("two\nlines, *and* 中文\n字", "two lines, and 中文字"),
        ("International congress registration opens", "International congress…"),
        ("A &lt; B &mdash; é caf\u0065\u0301s and bars are closed", "A < B — é cafe\u0301s and bars are…"),
        ("Reg&nbsp;istration opens & closes", "Reg istration opens & closes"),
    ],
)
def test_b28_an_excerpt_in_english_is_cut_by_word(markdown: str, expected: str) -> None:
    excerpt = plain_start(Text(markdown, EN), 16)
    assert excerpt == expected
    assert len(excerpt) <= 32


def test_b28_no_text_no_excerpt() -> None:
    assert plain_start(None, 40) is None
    assert plain_start(Text("![](a.jpg)", ZH), 40) is None
