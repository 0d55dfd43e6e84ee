"""Lists as people type them, by their outline."""

import re

import pytest

from sitegen.render import markdown
from sitegen.render.markdown.lists import arrange

WORDS = {"footnotes": "注释", "footnote_back": "返回正文注{n}处", "table": "表{n}"}


def html(text: str) -> str:
    done = markdown.convert(text, is_han=True, language="zh", words=WORDS).html
    return re.sub(r"\n(?=<)|(?<=>)\n", "", done)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("说明：\n- 甲\n- 乙", "<p>说明：</p><ul><li>甲</li><li>乙</li></ul>"),
        ("说明：\n1. 甲\n2. 乙", "<p>说明：</p><ol><li>甲</li><li>乙</li></ol>"),
        ("会议于\n2023. 年", "<p>会议于\n2023. 年</p>"),
        ("## 题\n- 甲", '<h2 id="题">题</h2><ul><li>甲</li></ul>'),
        ("- 甲\n## 题", '<ul><li>甲</li></ul><h2 id="题">题</h2>'),
        (
            "- 甲\n  - 乙\n    - 丙\n- 丁",
            "<ul><li>甲<ul><li>乙<ul><li>丙</li></ul></li></ul></li><li>丁</li></ul>",
        ),
        ("1. 甲\n   - 乙\n   - 丙\n2. 丁", "<ol><li>甲<ul><li>乙</li><li>丙</li></ul></li><li>丁</li></ol>"),
        ("- 甲\n    - 乙\n- 丙", "<ul><li>甲<ul><li>乙</li></ul></li><li>丙</li></ul>"),
        ("- 甲\n- 乙\n1. 丙", "<ul><li>甲</li><li>乙</li></ul><ol><li>丙</li></ol>"),
        ("3. 丙\n4. 丁", '<ol start="3"><li>丙</li><li>丁</li></ol>'),
        ("- 甲\n  续\n续", "<ul><li>甲续续</li></ul>"),
        ("- 甲\n\n  段\n- 乙", "<ul><li><p>甲</p><p>段</p></li><li><p>乙</p></li></ul>"),
        ("- 甲\n\n      代\n        码\n", "<ul><li>甲<pre><code>代\n  码</code></pre></li></ul>"),
        (
            "1. 甲\n   ```\n   x\n\n     y\n   ```\n2. 乙",
            "<ol><li>甲<pre><code>x\n\n  y</code></pre></li><li>乙</li></ol>",
        ),
        ("- 甲\n\n后文", "<ul><li>甲</li></ul><p>后文</p>"),
        (
            "> 说明：\n> - 甲\n>   - 乙",
            "<blockquote><p>说明：</p><ul><li>甲<ul><li>乙</li></ul></li></ul></blockquote>",
        ),
        ("- 甲\n> 引", "<ul><li>甲</li></ul><blockquote><p>引</p></blockquote>"),
        ("    - 码\n    续", "<pre><code>- 码\n续</code></pre>"),
        ("```\n说明：\n- 甲\n  - 乙\n　　丙\n```", "<pre><code>说明：\n- 甲\n  - 乙\n　　丙</code></pre>"),
        ("甲\n- - -\n乙", "<p>甲</p><hr><p>乙</p>"),
        ("　　1. 甲", "<ol><li>甲</li></ol>"),
        ("- 甲\n\n　", "<ul><li>甲</li></ul>"),
    ],
)
def test_b17_lists_as_people_type_them(text: str, expected: str) -> None:
    assert html(text) == expected


def test_plain_lines_are_not_touched() -> None:
    lines = ["甲", "乙", "", "    码", "", "> 引", "", "| a |"]
    assert arrange(lines) == lines
