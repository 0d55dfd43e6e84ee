"""Running text in Chinese and English as a browser shows it: faces, line breaks, widths (bilingual 21–29)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sitegen.render import markdown

pytestmark = pytest.mark.browser

WORDS = {"footnotes": "注释", "footnote_back": "返回正文注{n}处", "table": "表{n}"}
HAN = (
    "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC",
    "WenQuanYi Micro Hei", "sans-serif",
)  # fmt: skip
SHOW = """([html, width]) => {
  const box = document.querySelector(".prose");
  box.innerHTML = html;
  box.style.width = width ? width + "px" : "";
}"""
STYLE = "([at, names]) => { const s = getComputedStyle(document.querySelector(at)); return names.map(n => s[n]); }"
WIDTH = "at => document.querySelector(at).getBoundingClientRect().width"
LINES = """() => {  // the characters that begin the lines of the paragraph
  const walker = document.createTreeWalker(document.querySelector(".prose p"), NodeFilter.SHOW_TEXT), found = [];
  let last = -1e9;
  for (let node; (node = walker.nextNode());)
    for (let n = 0; n < node.length; n++) {
      const range = document.createRange();
      range.setStart(node, n); range.setEnd(node, n + 1);
      const [box] = range.getClientRects();
      if (box && box.width && box.top > last + 8) { found.push(node.data[n]); last = box.top; }
    }
  return found;
}"""


def html(text: str, language: str = "zh") -> str:
    fragment = markdown.convert(text, is_han=language == "zh", language=language, words=WORDS)
    return markdown.place(fragment, lambda one: markdown.Link(one.target), lambda *_: "")


@pytest.fixture(scope="module")
def tabs(open_tab: Any, example: Any) -> Iterator[dict[str, Any]]:
    """A page of text in each language, open."""
    with open_tab() as (zh, watch), open_tab() as (en, other):
        zh.goto(example.url(example.page("prose", "zh")))
        en.goto(example.url(example.page("prose", "en")))
        yield {"zh": zh, "en": en}
        assert watch.faults + other.faults == []  # among them any request to another host, for a font or else


@pytest.fixture
def show(tabs: dict[str, Any]) -> Callable[..., Any]:
    """`show(language, markdown, width)`: the text in place of that page's; the tab."""

    def shown(language: str, text: str, width: int = 0) -> Any:
        tabs[language].evaluate(SHOW, [html(text, language), width])
        return tabs[language]

    return shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_b21_faces_are_those_of_the_reader(show: Any, language: str) -> None:
    (faces,) = show(language, "文").evaluate(STYLE, [".prose p", ["fontFamily"]])
    listed = [face.strip(' "') for face in faces.split(",")]
    assert [face for face in listed if face in HAN] == list(HAN)
    rules = "() => [...document.styleSheets].flatMap(s => [...s.cssRules]).map(r => r.cssText).join('\\n')"
    css = show(language, "文").evaluate(rules)
    assert re.findall(r"@import[^;]*|url\(\"?(?:https?:)?//[^)]*\)|@font-face[^}]*url\([^}]*", css) == []


def test_b22_the_face_of_chinese_punctuation_is_for_chinese_only(show: Any) -> None:
    faces = {}
    for language in ("zh", "en"):
        tab = show(
            language, '“文”`code`<span lang="en" id="e">it’s</span><span lang="zh-Hans" id="z">“文”</span>'
        )
        for at in (".prose p", ".prose code", "#e", "#z"):
            faces[language, at] = tab.evaluate(STYLE, [at, ["fontFamily"]])[0].split(",")[0]
    assert {key: face == "zhp" for key, face in faces.items()} == {
        ("zh", ".prose p"): True,
        ("zh", ".prose code"): False,
        ("zh", "#e"): False,
        ("zh", "#z"): True,
        ("en", ".prose p"): False,
        ("en", ".prose code"): False,
        ("en", "#e"): False,
        ("en", "#z"): True,
    }
    assert "monospace" in show("zh", "`a`").evaluate(STYLE, [".prose code", ["fontFamily"]])[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_b23_chinese_and_latin_are_set_apart_by_the_style(show: Any, language: str) -> None:
    text = '<span id="a">参加NSCME大会</span>\n\n<span id="b">参加</span><span id="c">NSCME</span><span id="d">大会</span>'
    assert ">参加NSCME大会<" in html(text)  # the build puts no spaces in
    tab = show(language, text)
    tab.evaluate(
        "() => ['b', 'c', 'd'].forEach(id => document.getElementById(id).style.display = 'inline-block')"
    )
    whole, *parts = (tab.evaluate(WIDTH, f"#{name}") for name in "abcd")
    is_known = tab.evaluate("() => CSS.supports('text-autospace', 'normal')")
    assert (whole > sum(parts) + 2) is is_known  # an eighth of an em at either end
    (trim,) = tab.evaluate(STYLE, [".prose p", ["textSpacingTrim"]])
    assert trim in {"normal", None}


@pytest.mark.parametrize("width", range(150, 330, 12))
def test_b24_no_line_begins_with_a_mark_that_must_not(show: Any, width: int) -> None:
    text = "会议（第二届）于二〇二三年，在北京“国家会议中心”召开。各位专家、医师：请携带“参会证”；谢谢！《手册》见内……"
    begins = show("zh", text * 3, width).evaluate(LINES)
    assert len(begins) > 3
    assert [sign for sign in begins if sign in "。，、：；！）”》…"] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_b24_a_long_address_does_not_widen_the_page(show: Any, language: str) -> None:
    address = "https://example.org/" + "registration" * 12
    tab = show(language, f"见{address}\n\n| a | b |\n|---|---|\n| {address} | 二 |", 300)
    assert tab.evaluate("() => document.querySelector('.prose').scrollWidth") <= 300
    assert (
        tab.evaluate("() => { const t = document.querySelector('.prose .table'); return t.scrollWidth; }")
        <= 300
    )
    assert tab.evaluate(STYLE, [".prose p", ["lineBreak", "wordBreak", "overflowWrap"]]) == [
        "strict",
        "normal",
        "break-word",
    ]


@pytest.mark.parametrize("piece", ["第3～5期", "8月25日—27日", "010-67098888", "14:00–15:30"])
def test_b25_no_line_breaks_within_a_range_or_number(show: Any, piece: str) -> None:
    boxes = "() => document.querySelector('.prose .nb').getClientRects().length"
    seen = [show("zh", f"{'字' * 9}{piece}字字", width).evaluate(boxes) for width in range(140, 300, 8)]
    assert seen == [1] * 20


def test_b25_no_line_begins_with_the_dot_of_a_name(show: Any) -> None:
    begins = [show("zh", f"{'字' * 6}买买提·艾力", width).evaluate(LINES) for width in range(60, 220, 4)]
    assert [lines for lines in begins if "·" in lines] == []


def test_b26_emphasis_in_chinese_is_not_slanted(show: Any) -> None:
    style = ["fontStyle", "fontWeight"]
    assert show("zh", "*着重*").evaluate(STYLE, [".prose em", style]) == ["normal", "600"]
    assert show("en", '*stress* <em lang="zh-Hans">着重</em>').evaluate(STYLE, [".prose em", style]) == [
        "italic",
        "400",
    ]
    assert show("en", '<em lang="zh-Hans">着重</em>').evaluate(STYLE, [".prose em", style]) == [
        "normal",
        "600",
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_b27_headings_are_balanced_and_break_where_authors_allow(show: Any, language: str) -> None:
    looks = ["textWrapStyle", "wordBreak"]
    assert show(language, "## 神经外科论坛").evaluate(STYLE, [".prose h2", looks]) == ["balance", "normal"]
    tab = show(language, "## 神经外科颅内<wbr>动脉瘤论坛")
    assert tab.evaluate(STYLE, [".prose h2", looks]) == ["balance", "keep-all"]
    lines = "() => [...document.querySelector('.prose h2').childNodes].filter(n => n.data).map(n => {"
    lines += " const r = document.createRange(); r.selectNode(n); return r.getClientRects().length; })"
    tab.evaluate("() => { document.querySelector('.prose h2').style.width = '8em'; }")
    assert tab.evaluate(lines) == [1, 1]
    # what is wider than its place is broken all the same
    tab.evaluate("() => { document.querySelector('.prose h2').style.width = '4em'; }")
    assert tab.evaluate(lines) == [2, 2]


def test_b29_paragraphs_have_the_measures_of_their_language(show: Any) -> None:
    style = ["lineHeight", "fontSize", "letterSpacing", "textIndent"]
    facts = {}
    for language in ("zh", "en"):
        tab = show(language, "　　段落 and words")
        height, size, spacing, indent = tab.evaluate(STYLE, [".prose p", style])
        facts[language] = (float(height[:-2]) / float(size[:-2]), spacing, indent)
        assert tab.evaluate("() => document.querySelector('.prose p').textContent") == "段落 and words"
        assert tab.evaluate(STYLE, ["h1", ["letterSpacing"]]) == ["normal"]
    assert facts == {"zh": (1.75, "normal", "0px"), "en": (1.6, "normal", "0px")}
    tab = show("zh", "段落")
    tab.evaluate("() => document.documentElement.style.setProperty('--indent', '2em')")
    indent, size = tab.evaluate(STYLE, [".prose p", ["textIndent", "fontSize"]])
    tab.evaluate("() => document.documentElement.style.removeProperty('--indent')")
    assert float(indent[:-2]) == 2 * float(size[:-2])


def test_b17_nested_lists_are_set_like_one(show: Any) -> None:
    tab = show("zh", "说明：\n- 甲\n  - 乙\n  - 丙\n- 丁\n- 戊")
    tops = "() => [...document.querySelectorAll('.prose li')].map(e => e.getBoundingClientRect().top)"
    one, two, three, four, five = tab.evaluate(tops)
    assert five - four == pytest.approx(four - three, abs=1) == pytest.approx(two - one, abs=1)


def test_b19_who_changes_the_language_stays_at_the_heading(open_tab: Any, example: Any) -> None:
    (page,) = [one for one in example.plan.pages if one.file == "zh/abstracts/index.html"]
    with open_tab() as (tab, watch):
        tab.goto(f"{example.url(page)}#review")
        tab.click("a.switch")
        tab.wait_for_url(f"{example.url(example.twin(page))}#review")
        tab.click("a.switch")
        tab.wait_for_url(f"{example.url(page)}#review")
        ids = "() => [...document.querySelectorAll('.prose :is(h2, h3)')].map(e => e.id)"
        here = tab.evaluate(ids)
        tab.goto(example.url(example.twin(page)))
        assert tab.evaluate(ids) == here != []
        assert watch.faults == []
