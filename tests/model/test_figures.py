"""Numbers that only one of two texts has."""

from __future__ import annotations

import pytest

from sitegen.model.figures import differing


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("8月26日8时30分开始，三千余名", "On 26 August at 8.30, more than 3,000"),
        ("8月26日8：30，全角２５", "At 8:30 on Aug 26; 25"),
        ("会费1.2万元，3000元", "CNY 12,000; 3,000"),
        ("第二十一届，二〇二三年", "the 21st, 2023"),
        ("第17次", "the seventeenth"),
        ("共120万，1.50亿", "1.2 million, 150 million"),
        ("下午2点半", "14:30"),
        ("8:00—17:30", "8 a.m. to 5.30 p.m."),
        ("2023-08-26", "26 August 2023"),
        ("电话010-83198899", "Tel. +86 10 8319 8899"),
        ("25名、20个、90分钟", "twenty-five, twenty, ninety minutes"),
        ("两天三夜", "2 days, 3 nights"),
        ("中午12点至24:00", "noon to midnight"),
        ("5000人", "five thousand"),
        ("见[第3节](a.md#s9)，<https://a.example/7>，![图](b2.png)[^4]", "See [section 3](a.md)"),
        ("1. 甲\n2. 乙\n3. 丙", "- A\n- B\n- C"),
        ("## 甲 {#a1}\n<!-- 12 -->", "## A"),
        ("比例 1.50", "ratio 1.5"),
    ],
)
def test_b48_the_same_figures_written_otherwise(zh: str, en: str) -> None:
    assert differing(zh, en) == ()
    assert differing(en, zh) == ()


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("8月31日前1200元", "1,000 before 31 August", ("1200", "1,000")),
        ("8月27日", "26 August", ("27", "26")),
        ("9月1日", "1 August", ("9",)),
        ("开始于14:30", "at 2.45 p.m.", ("14:30", "2.45")),
        ("1.2万", "1,200", ("1.2万", "1,200")),
        ("电话010-83198899", "+86 10 8319 8898", ("010-83198899", "+86 10 8319 8898")),
        ("共8场，第8场", "There are seven.", ("8",)),
        ("1.5", "1.6", ("1.5", "1.6")),
    ],
)
def test_b48_figures_that_differ_are_told(zh: str, en: str, told: tuple[str, ...]) -> None:
    assert differing(zh, en) == told
