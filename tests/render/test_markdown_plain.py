"""Ordinary texts without the library: the same bytes as from it and from cleaning, or no answer."""

import sys
from pathlib import Path
from subprocess import run

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.render.markdown.cleaning import clean
from sitegen.render.markdown.engine import Engine
from sitegen.render.markdown.plain import render_plain

WORDS = {"footnotes": "注释", "footnote_back": "返回正文注{n}处", "table": "表{n}"}
ENGINE = Engine(is_lean=False)

LINES = (
    "讲者将分享其团队在**回顾性队列**方面的成果（`p < 0.01`）。",
    "See the [guidelines](https://guides.example.org/572) or *visit* us [1], [2,3].",
    "“引号”——破折号…… n < 5 and A & B > 3",
    "文字  ",
    "**粗**字*斜*字，*a `b c` d* e **f [g](h.md) i**",
    "[链接](../a.md#b)开头，[x](session:opening)，[a](#top)",
    '![图](media/a.jpg "题 (x)")',
    "详见https://a.example/x。",
    "See https://a.example/b_c/d-e?f=1#g.",
    "2023. 年",
    "5 cm，10.5%",
    "*强调*开头",
    "`code` *a `b*c` d* **https://a.example** x",
    "`code` first",
    "(括号)",
    "## 题目",
    "### Head *x* {#own}",
    "- 甲 **乙**",
    "- item one",
    "* star",
    "1. 第一",
    "2. second",
    "  - nested",
    "   1. sub",
    "    - deep",
    "  续行",
    "| a | b |\n|---|--:|\n| 1 | **2** |\n| x | |",
)
HOSTILE = (
    *"*_`~#>|:-+=.!()[]{}<>&\\\"' \n\t中，　12/@",
    *("**", "***", "~~", "``", "```", "    ", "  ", "  \n", " \n", "\n\n", "\n- ", "\n1. ", "\n> ", "\n# "),
    *(
        "\n---\n",
        "\n===\n",
        "\n: ",
        "- ",
        "1. ",
        "１. ",
        "[^1]",
        "[x]",
        "[x][y]",
        "\n[y]: z.md\n",
        "*[ICU]: x\n",
    ),
    *("{#id}", "{{ x }}", "http://1.2.3.4", "https://a.b:80/", "www.a.example", "<a@b.example>", "<b>", "< "),
    *("[x](y z)", "[x](javascript:alert(1))", "&copy;", " * ", "`a`", "`a | b`", "](", "://", "\x02", "\xa0"),
)
BLOCKS = st.lists(st.sampled_from(LINES), min_size=1, max_size=3).map("\n".join)
TEXTS = st.lists(BLOCKS, min_size=1, max_size=4).map("\n\n".join)
INSERTIONS = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from(HOSTILE) | st.sampled_from(LINES)), max_size=3
)


def library(text: str) -> str:
    html = ENGINE.html(text, WORDS)
    assert clean(html) == html
    return html


@settings(max_examples=600, derandomize=True)
@given(TEXTS, INSERTIONS)
def test_an_answer_is_that_of_the_library(text: str, insertions: list[tuple[int, str]]) -> None:
    for at, inserted in insertions:
        place = at % (len(text) + 1)
        text = text[:place] + inserted + text[place:]
    html = render_plain(text)
    assert html is None or html == library(text)


@pytest.mark.parametrize(
    "text",
    [
        "甲\n乙\n\n丙",
        "\n\na\n\n\n\nb\n",
        "## 题\n文\n### Head *x* {#own}\n\n- 甲\n## 末",
        *(line for line in LINES if line.strip() == line and "b*c" not in line),
        "a\n- 甲\n- 乙\n  续\n1. 丙\n2. 丁\n\n后",
        "- 甲\n\n- 乙\n- 丙\n- 丁\n\n- 戊",
        "3. 甲\n   - 乙\n   - 丙\n4. 丁",
        "文字  \n行 *二*  \n三 & 四 > 五 < 6",
        "|a|\n|:-:|\n|`b`|",
    ],
)
def test_ordinary_texts_are_answered(text: str) -> None:
    assert render_plain(text) == library(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<b>x</b>",
        "AT&T",
        "a_b_",
        "a\\*",
        "***x***",
        "*a **b** c*",
        "**a",
        "a * b",
        "a\n---",
        "---",
        "> x",
        "```\nx\n```",
        "x[^1]",
        "[x][y]",
        "[x](javascript:x)",
        "[x](http://1.2.3.4)",
        "[x](a.md){.small}",
        "www.a.cn",
        "术语\n:   解释",
        "    code",
        "- 甲\n\n  段",
        "- # 题",
        "## 题\n2. 二\n  - 甲",
        "　　段",
        "{{ x }}",
        "| a | b |\n|---|---|\n| c |",
    ],
)
def test_all_else_is_left_to_the_library(text: str) -> None:
    assert render_plain(text) is None


def test_the_example_texts() -> None:
    answered = 0
    for path in sorted((Path(__file__).parents[2] / "content").rglob("*.md")):
        body = path.read_text("utf-8").partition("\n---\n")[2]
        if (html := render_plain(body)) is not None:
            answered += 1
            assert html == library(body)
    assert answered > 10


def test_ordinary_texts_need_no_library() -> None:
    code = (
        "import sys; from sitegen.render.markdown import convert\n"
        "print(convert('## 题\\n\\n[a](b.md)', is_han=True, language='zh', words={}).html)\n"
        "print([n for n in ('markdown', 'nh3', 'xml.etree.ElementTree') if n in sys.modules])"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout == '<h2 id="题">题</h2>\n<p><a href="x-sitegen:0">a</a></p>\n[]\n'
