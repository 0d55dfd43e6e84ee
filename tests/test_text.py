"""Texts know their language, and mark themselves where they are in another one than wanted."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from sitegen.text import Language, Text, is_han, keep_together, mark_han, without_breaks

ZH = Language("zh", "zh-Hans", "中文", "zh_Hans_CN")
EN = Language("en", "en", "English", "en_GB")


def test_a_text_in_the_wanted_language_is_just_escaped() -> None:
    assert str(escape(Text("甲<乙", ZH))) == "甲&lt;乙"


def test_a_foreign_text_is_marked_with_its_language() -> None:
    text = Text("甲<乙", ZH, EN)
    assert str(escape(text)) == '<span lang="zh-Hans">甲&lt;乙</span>'
    assert text.plain == "甲<乙"
    assert type(text.plain) is str


def test_b27_authors_say_where_a_title_had_better_break() -> None:
    value, breaks = without_breaks("颅内<wbr>动脉瘤<论坛>：<wbr>第3～5期")
    text = Text(value, ZH, ZH, None, None, breaks)
    assert text.plain == str(text) == "颅内动脉瘤<论坛>：第3～5期"
    shown = '颅内<wbr>动脉瘤&lt;论坛&gt;：<wbr><span class="nb">第3～5期</span>'
    assert str(escape(text)) == shown
    assert str(escape(pickle.loads(pickle.dumps(text)))) == shown
    foreign = Text("颅内动脉瘤", ZH, EN, None, None, (2,))
    assert str(escape(foreign)) == '<span lang="zh-Hans">颅内<wbr>动脉瘤</span>'
    assert without_breaks("没有") == ("没有", ())


def test_the_other_languages_of_a_text() -> None:
    text = Text("开幕式", ZH, ZH, {ZH: "开幕式", EN: "Opening"})
    english = text.in_("en")
    assert english is not None
    assert (english, english.lang, english.is_foreign) == ("Opening", EN, True)
    assert text.others == ("Opening",)
    assert text.in_("ja") is None


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        (Text("神经外科继续教育大会", ZH), 6, "神经外科继…"),
        (Text("神经外科，大会", ZH), 6, "神经外科…"),
        (Text("National congress of surgery", EN), 10, "National congress…"),
        (Text("短", ZH), 6, "短"),
    ],
)
def test_cutting_keeps_words_and_characters_whole(text: Text, limit: int, expected: str) -> None:
    assert text.cut(limit) == expected
    assert text.cut(limit).lang is text.lang


@given(st.text(), st.integers(2, 40))
def test_a_cut_text_is_never_longer_than_asked(value: str, limit: int) -> None:
    assert len(Text(value, ZH).cut(limit)) <= max(limit, 2)


def test_texts_survive_pickling() -> None:
    text, language = pickle.loads(pickle.dumps((Text("甲", ZH, EN), EN)))
    assert (text, text.lang.tag, text.is_foreign, text.wanted is language) == ("甲", "zh-Hans", True, True)


@pytest.mark.parametrize(
    ("character", "expected"),
    [("张", True), ("𠮷", True), ("䶮", True), ("，", False), ("a", False), ("あ", False)],
)
def test_han_characters(character: str, expected: bool) -> None:
    assert is_han(character) is expected


def test_han_in_a_text_of_another_script_is_marked() -> None:
    text = Text("The surname 仇 & co", EN, EN, {ZH: "", EN: "The surname 仇 & co"})
    assert str(escape(text)) == 'The surname <span lang="zh-Hans">仇</span> &amp; co'
    text = Text("The surname 仇", EN, ZH, {EN: "The surname 仇"})
    assert str(escape(text)) == '<span lang="en">The surname <span lang="zh">仇</span></span>'
    assert mark_han('<p title="仇">a <em lang="zh">仇</em> 𠮷野</p>', "zh-Hans") == (
        '<p title="仇">a <em lang="zh">仇</em> <span lang="zh-Hans">𠮷野</span></p>'
    )


@pytest.mark.parametrize(
    ("typed", "together"),
    [
        ("举办第3～5期培训", ["第3～5期"]),
        ("8月25日—27日，14:00–15:30", ["8月25日—27日", "14:00–15:30"]),
        ("2023年8月25日 — 8月27日", ["2023年8月25日 — 8月27日"]),
        ("电话010-67098888转802，或+86 10 6709 8888", ["010-67098888转802", "+86 10 6709 8888"]),
        ("（010）6709 8888、138 0013 8000", ["（010）6709 8888", "138 0013 8000"]),
        ("请让·皮埃尔·杜邦教授，J·K·罗琳", ["让·皮", "尔·杜", "J·K·罗"]),
        ("25–27 August, 9 - 5, 3 — 4", ["25–27", "3 — 4"]),
        ("甲——乙…… a-b 3-甲 A-1 5—", []),
        ("3～" * 12 + "5", []),  # as one piece it would be wider than a telephone
    ],
)
def test_b25_ranges_numbers_and_names_are_kept_together(typed: str, together: list[str]) -> None:
    shown = keep_together(str(escape(typed)))
    assert re.findall('<span class="nb">(.*?)</span>', shown) == together
    assert re.sub("<[^>]*>", "", shown) == typed


def test_b25_code_tags_and_entities_are_left_alone() -> None:
    html = '<a href="3～5" title="1—2">x</a><code>1-2</code><pre>3～5</pre>&#8211;'
    assert keep_together(html) == html
    assert keep_together(f"{html}3～5") == f'{html}<span class="nb">3～5</span>'


def test_b25_titles_and_names_are_kept_together() -> None:
    assert str(escape(Text("第3～5期 <A>", ZH))) == '<span class="nb">第3～5期</span> &lt;A&gt;'
    assert (
        str(escape(Text("第3～5期", ZH, EN)))
        == '<span lang="zh-Hans"><span class="nb">第3～5期</span></span>'
    )
    assert str(escape(Text("25–27 仇", EN, EN, {ZH: "", EN: ""}))) == (
        '<span class="nb">25–27</span> <span lang="zh-Hans">仇</span>'
    )
