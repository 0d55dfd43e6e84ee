"""Markdown as authors type it → HTML, whole and exact."""

import re
import sys
from collections import Counter
from html import unescape
from subprocess import run

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markupsafe import Markup

from sitegen.render import markdown
from sitegen.render.markdown import Finding, Fragment, Heading, Link, Reference

WORDS = {"footnotes": "注释", "footnote_back": "返回正文注{n}处", "table": "表{n}"}


def convert(text: str, **options: object) -> Fragment:
    given = {"is_han": True, "language": "zh", "words": WORDS, **options}
    return markdown.convert(text, **given)  # type: ignore[arg-type]


def html(text: str, **options: object) -> str:
    return convert(text, **options).html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        (" \n\n", ""),
        ("**强调。**后文", "<p><strong>强调。</strong>后文</p>"),
        ("前文**“强调”**后文，*着重*号", "<p>前文<strong>“强调”</strong>后文，<em>着重</em>号</p>"),
        ("~~删去~~的字，3~~4 ~~ 5", "<p><del>删去</del>的字，3~~4 ~~ 5</p>"),
        ("行一  \n行二", "<p>行一<br>\n行二</p>"),
        ("行一\\\n行二\\\\\n三`四\\`\n五\\", "<p>行一<br>\n行二\\\n三<code>四\\</code>\n五\\</p>"),
        ("“引号”——破折号…… -- 不变", "<p>“引号”——破折号…… -- 不变</p>"),
        ("𠮷野𬭩䶮", "<p>𠮷野𬭩䶮</p>"),
        ("　　首段\n　　次段", "<p>首段</p>\n<p>次段</p>"),
        ("H<sub>2</sub>O，<kbd>Ctrl</kbd><wbr>长词", "<p>H<sub>2</sub>O，<kbd>Ctrl</kbd><wbr>长词</p>"),
        ("<ruby>龘<rt>dá</rt></ruby>", "<p><ruby>龘<rt>dá</rt></ruby></p>"),
        ("AT&T &copy; 2 < 3", "<p>AT&amp;T © 2 &lt; 3</p>"),
        ("`a < b`和`c`", "<p><code>a &lt; b</code>和<code>c</code></p>"),
        ("术语\n:   解释", "<dl>\n<dt>术语</dt>\n<dd>解释</dd>\n</dl>"),
        ("*[ICU]: 重症监护\n\n参加ICU大会，ICUs", '<p>参加<abbr title="重症监护">ICU</abbr>大会，ICUs</p>'),
        ("*[神外]: 神经外科\n\n全国神外年会", '<p>全国<abbr title="神经外科">神外</abbr>年会</p>'),
        ("段落\n{.lead #p .unknown}", '<p class="lead" id="p">段落</p>'),
        ("**重**{.small}要", '<p><strong class="small">重</strong>要</p>'),
        ("a\n\n* * *\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
    ],
)
def test_running_text(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**强调。**后文", "<strong>强调。</strong>后文"),
        ("前**“强调”。**后*（着重）*后", "前<strong>“强调”。</strong>后<em>（着重）</em>后"),
        ("**【甲】**乙**《丙》，**丁", "<strong>【甲】</strong>乙<strong>《丙》，</strong>丁"),
        ("甲***“乙”！***丙", "甲<strong><em>“乙”！</em></strong>丙"),
        ("（**注：**甲）~~乙。~~丙", "（<strong>注：</strong>甲）<del>乙。</del>丙"),
        ("**[题。](a.md)**后", '<strong><a href="x-sitegen:0">题。</a></strong>后'),
    ],
)
def test_b15_emphasis_ends_beside_full_width_punctuation(text: str, expected: str) -> None:
    assert html(text) == f"<p>{expected}</p>"
    assert (
        html(f"{text}<b>x</b>") == f"<p>{expected}<b>x</b></p>"
    )  # by the library, whatever the short way does


@pytest.mark.parametrize("language", ["zh", "en"])
def test_b18_punctuation_stays_as_typed(language: str) -> None:
    text = "“甲”——乙…… -- --- ... 'x' \"y\" (c) 1/2 don’t"
    assert html(text, is_han=language == "zh", language=language) == f"<p>{text}</p>"


def test_b25_ranges_in_texts_are_kept_together() -> None:
    assert html("第3～**5**期，8月25日—27日，`1—2`\n\n[3–5](a.md)") == (
        '<p>第3～<strong>5</strong>期，<span class="nb">8月25日—27日</span>，<code>1—2</code></p>\n'
        '<p><a href="x-sitegen:0"><span class="nb">3–5</span></a></p>'
    )


def test_b29_typed_indents_are_no_text() -> None:
    assert html("　　甲\n　　乙\n\n　丙") == "<p>甲</p>\n<p>乙</p>\n<p>丙</p>"
    assert html("&emsp;&emsp;甲<b>粗</b>\n\n&#12288;&nbsp;乙") == "<p>甲<b>粗</b></p>\n<p>乙</p>"


@pytest.mark.parametrize(
    "text", ["𠮷𬭩䶮", "**𠮷**[𬭩](a.md) `䶮`", "## 𠮷𬭩䶮", "| 𠮷 |\n|---|\n| 𬭩䶮 |", "- 𠮷\n- 𬭩䶮"]
)
def test_b30_rare_characters_survive(text: str) -> None:
    assert "".join(c for c in re.sub("<[^>]*>", "", html(text)) if c in "𠮷𬭩䶮") == "𠮷𬭩䶮"
    heading = convert("## 𠮷𬭩䶮").headings[0]
    assert (heading.id, heading.text) == ("𠮷𬭩䶮", "𠮷𬭩䶮")


def test_b31_abbreviations_are_found_beside_han() -> None:
    text = "*[NSCME]: 继续教育大会\n\n参加NSCME大会，NSCMEX"
    assert html(text) == '<p>参加<abbr title="继续教育大会">NSCME</abbr>大会，NSCMEX</p>'


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }}",
        "{% for x in y %}{% endfor %}",
        "{# comment #}",
        "${x} {x} {{{ y }}}",
        "{{ cycler.next }}",
    ],
)
def test_template_code_is_text_brace_for_brace(text: str) -> None:
    assert html(text) == f"<p>{text}</p>"
    assert html(f"**粗**{text}") == f"<p><strong>粗</strong>{text}</p>"
    assert html(f"段\n{text}", is_han=False, language="en") == f"<p>段\n{text}</p>"
    assert html(f"## 题 {text}").partition(">")[2] == f"题 {text}</h2>"


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("第一行\n第二行", "第一行第二行", "第一行第二行"),
        ("第一行 \n 第二行", "第一行第二行", "第一行第二行"),
        ("汉字\nword\n汉字", "汉字\nword\n汉字", "汉字\nword\n汉字"),
        ("two\nwords", "two\nwords", "two\nwords"),
        ("一，\n二。\n“三”\n四——\n五", "一，二。“三”四——五", "一，二。\n“三”\n四——\n五"),
        ("**粗**\n*斜\n体*", "<strong>粗</strong><em>斜体</em>", "<strong>粗</strong><em>斜体</em>"),
        ("`中\n文`\n中", "<code>中\n文</code>中", "<code>中\n文</code>中"),
        ("中  \n文", "中<br>\n文", "中<br>\n文"),
        ("한국\n어", "한국\n어", "한국\n어"),
        ("中<br>\n文", "中<br>\n文", "中<br>\n文"),
        ("中<br>\n*文*", "中<br>\n<em>文</em>", "中<br>\n<em>文</em>"),
        ("[链接\n文字](a.md)\n后", *['<a href="x-sitegen:0">链接文字</a>后'] * 2),
        ("**粗**。\n*（斜）*", *["<strong>粗</strong>。<em>（斜）</em>"] * 2),
        ("𠮷\n𬭩", "𠮷𬭩", "𠮷𬭩"),
        ("甲\n**ICU**\n乙", *["甲\n<strong>ICU</strong>\n乙"] * 2),
        ("甲\n![图](a.jpg)", *['甲\n<img src="x-sitegen:0" alt="图">'] * 2),
    ],
)
def test_b16_line_breaks_between_wide_characters_vanish(text: str, chinese: str, english: str) -> None:
    assert html(text) == f"<p>{chinese}</p>"
    assert html(text, is_han=False, language="en") == f"<p>{english}</p>"


PIECES = st.sampled_from("中文，。“”…—·𠮷Az1 é") | st.sampled_from(
    ["**粗**", "*斜*", "`码`", "[链](a.md)", "ICU", "한"]
)
WIDE = re.compile("[中文粗斜码链𠮷，。“”…—·]")


@given(st.lists(PIECES, min_size=1, max_size=12), st.lists(st.integers(1, 12), max_size=4))
def test_b16_a_break_is_taken_out_between_wide_characters_and_nowhere_else(
    pieces: list[str], breaks: list[int]
) -> None:
    typed = "中"
    for n, piece in enumerate(pieces):
        has_break = n in breaks
        # marks of Markdown side by side would be other marks
        between = "\n" if has_break else "中" if typed[-1:] in "*`)" and piece[0] in "*`[" else ""
        typed += between + piece.strip() if piece.strip() else ""
    shown = re.sub("<[^>]*>", "", html(typed))
    plain = re.sub(r"\]\([^)]*\)|[*`\[]", "", typed)
    expected = "".join(
        "" if character == "\n" and WIDE.match(plain[n - 1]) and WIDE.match(plain[n + 1]) else character
        for n, character in enumerate(plain)
    )
    assert shown == expected.strip()


SIGNS = "*_~`#-+>|=:{}[]()（）【】1.、，。“”—…\n 　中文𠮷𬭩䶮ab"


@given(st.text(SIGNS, max_size=60))
def test_b15_no_letter_of_a_text_is_lost(text: str) -> None:
    shown = unescape(re.sub("<[^>]*>", "", html(text)))
    kept = "中文𠮷𬭩䶮，。“”—…（）【】、"
    lost = Counter(c for c in text if c in kept) - Counter(c for c in shown if c in kept)
    assume("](" not in text and "]:" not in text and "{" not in text)  # addresses, labels and ids do not show
    assert lost == Counter()


def test_b16_line_breaks_in_code_stay() -> None:
    assert html("```\n中\n文\n```") == "<pre><code>中\n文\n</code></pre>"


def test_b19_headings_start_at_level_two_and_have_readable_unique_ids() -> None:
    fragment = convert(
        "## 第一天（8月25日）：开幕式！\n## Call for *Papers*, 2023\n## 开幕式\n### 开幕式\n"
        "## ？！\n## 注册{#register}\n## Register\n## main",
        known_ids={"main"},
    )
    assert fragment.html.split("\n") == [
        '<h2 id="第一天8月25日开幕式">第一天（8月25日）：开幕式！</h2>',
        '<h2 id="call-for-papers-2023">Call for <em>Papers</em>, 2023</h2>',
        '<h2 id="开幕式">开幕式</h2>',
        '<h3 id="开幕式-2">开幕式</h3>',
        '<h2 id="section">？！</h2>',
        '<h2 id="register">注册</h2>',
        '<h2 id="register-2">Register</h2>',
        '<h2 id="main-2">main</h2>',
    ]
    assert fragment.headings[:2] == (
        Heading(2, "第一天8月25日开幕式", "第一天（8月25日）：开幕式！"),
        Heading(2, "call-for-papers-2023", "Call for Papers, 2023"),
    )
    assert fragment.findings == ()
    assert fragment.ids == tuple(heading.id for heading in fragment.headings)


def test_b19_headings_can_be_shifted_and_prefixed() -> None:
    fragment = convert("## a\n###### b\n## c {#own}", heading_shift=1, prefix="bio-")
    assert fragment.html == '<h3 id="bio-a">a</h3>\n<h6 id="bio-b">b</h6>\n<h3 id="own">c</h3>'
    assert [heading.level for heading in fragment.headings] == [3, 6, 3]


def test_b19_a_translation_takes_over_the_ids_of_its_source() -> None:
    source = convert("## 报名\n### 费用\n## 报名\n## 交通 {#travel}").headings
    fragment = convert(
        "## Registration\n### *Fees*\n## Registration\n## Getting there",
        is_han=False,
        language="en",
        known_ids={"fees"},
        shared=source,
    )
    assert fragment.html.split("\n") == [
        '<h2 id="报名"><span id="registration"></span>Registration</h2>',
        '<h3 id="费用"><span id="fees-2"></span><em>Fees</em></h3>',
        '<h2 id="报名-2"><span id="registration-2"></span>Registration</h2>',
        '<h2 id="travel"><span id="getting-there"></span>Getting there</h2>',
    ]
    assert [heading.id for heading in fragment.headings] == [heading.id for heading in source]
    assert fragment.headings[1].text == "Fees"
    assert fragment.findings == ()


def test_b19_an_id_given_in_the_translation_comes_first_and_both_lead_there() -> None:
    source = convert("## 甲\n## 乙\n## 丙").headings
    fragment = convert("## One {#one}\n## 甲\n\n文\n{#丙}\n\n## Three", shared=source)
    assert fragment.html.split("\n") == [
        '<h2 id="one"><span id="甲"></span>One</h2>',
        '<h2 id="乙">甲</h2>',
        '<p id="丙">文</p>',
        '<h2 id="three">Three</h2>',
    ]
    assert (
        convert("## One\n### Two\n## Three", shared=source).html == convert("## One\n### Two\n## Three").html
    )
    assert convert("## One", shared=source).html == '<h2 id="one">One</h2>'


def test_b19_ids_stay_when_a_heading_is_put_in() -> None:
    before, after = "## 报名\n## 费用\n## ？", "## 通知\n## 报名\n### 早鸟\n## 费用\n## ？"
    kept = {heading.text: heading.id for heading in convert(after).headings}
    assert all(kept[heading.text] == heading.id for heading in convert(before).headings)


def test_b19_an_id_elsewhere_in_the_text_is_not_given_to_a_heading() -> None:
    fragment = convert('文字 id="报名" 无关\n{#报名}\n\n## 报名')
    assert fragment.html == '<p id="报名">文字 id="报名" 无关</p>\n<h2 id="报名-2">报名</h2>'
    assert fragment.ids == ("报名", "报名-2")


TABLE = """\
<div class="table" role="region" tabindex="0" aria-label="表1"><table>
<thead>
<tr>
<th class="right" scope="col">a</th>
<th class="center" scope="col">b</th>
<th scope="col">c</th>
</tr>
</thead>
<tbody>
<tr>
<td class="right">1</td>
<td class="center"><strong>2</strong></td>
<td>3</td>
</tr>
</tbody>
</table></div>"""


def test_tables_scroll_and_name_their_columns() -> None:
    table = "| a | b | c |\n|--:|:-:|:--|\n| 1 | **2** | 3 |"
    assert html(table) == TABLE
    assert html(f"{table}\n\n{table}") == f"{TABLE}\n{TABLE.replace('表1', '表2')}"


def test_b31_footnotes_speak_the_language_of_the_page() -> None:
    expected = """\
<p>甲<sup id="fnref-1"><a class="footnote-ref" href="#fn-1" role="doc-noteref">1</a></sup>。</p>
<section aria-label="注释" class="footnotes" role="doc-endnotes">
<ol>
<li id="fn-1">
<p>见<em>某</em>书。&nbsp;<a aria-label="返回正文注1处" class="footnote-back" href="#fnref-1" role="doc-backlink">↩︎</a></p>
</li>
</ol>
</section>"""
    fragment = convert("甲[^1]。\n\n[^1]: 见*某*书。")
    assert fragment.html == expected
    assert (fragment.references, fragment.findings) == ((), ())
    prefixed = expected
    for old in ('id="fn', 'href="#fn'):
        prefixed = prefixed.replace(old, old[:-2] + "b-fn")
    assert html("甲[^1]。\n\n[^1]: 见*某*书。", prefix="b-") == prefixed


@pytest.mark.parametrize(
    ("text", "link", "rest"),
    [
        ("见https://a.cn/b?x=1&y=2，下同", "https://a.cn/b?x=1&amp;y=2", "，下同"),
        ("见https://a.cn/会议", "https://a.cn/", "会议"),
        ("见https://a.cn.", "https://a.cn", "."),
        ("见(https://a.cn/x_(y))", "https://a.cn/x_(y)", ")"),
        ("见https://a.cn/a_b_c*。", "https://a.cn/a_b_c", "*。"),
    ],
)
def test_bare_addresses_end_before_chinese_and_punctuation(text: str, link: str, rest: str) -> None:
    start = text.partition("http")[0]
    assert html(text) == f'<p>{start}<a href="x-sitegen:0">{link}</a>{rest}</p>'


def test_addresses_in_links_and_code_are_left_alone() -> None:
    assert html("[https://a.cn](b.md) `https://c.cn`") == (
        '<p><a href="x-sitegen:0">https://a.cn</a> <code>https://c.cn</code></p>'
    )
    assert convert("www.a.cn <a@b.cn>").references == (
        Reference("http://www.a.cn", 1, 1, False),
        Reference("mailto:a@b.cn", 1, 11, False),
    )


def test_references_know_where_they_were_typed() -> None:
    fragment = convert(
        "`[日程](a.md)`、[日程](a.md)和\n\n- ![馆](../b c.jpg) [又](a.md)\n\n[x][d] <a href='e.md'>y</a>\n\n[d]: f.md 'g'"
    )
    assert fragment.references == (
        Reference("a.md", 1, 14, False),
        Reference("../b c.jpg", 3, 3, True),
        Reference("a.md", 3, 20, False),
        Reference("f.md", 7, 6, False),
        Reference("e.md", 5, 17, False),
    )


def test_place_fills_the_gaps_for_one_page() -> None:
    fragment = convert(
        '[甲](a.md "题") [**乙**](b.md) [丙](c.md) ![图"<](d.jpg "注&") [![e](e.png)](a.md) [f](https://f.cn/?g&h)'
    )
    links = {
        "a.md": Link("a/?x&y"),
        "b.md": Link("../en/b/", "en", "（英文）"),
        "c.md": None,
        "https://f.cn/?g&h": Link("https://f.cn/?g&h", None, Markup("<i>!</i>")),
    }
    seen = []

    def image(reference: Reference, alt: str, title: str) -> Markup:
        seen.append((reference.target, alt, title))
        return Markup("<img>")

    placed = markdown.place(fragment, lambda reference: links[reference.target], image)
    assert placed == Markup(
        '<p><a href="a/?x&amp;y" title="题">甲</a> <a href="../en/b/" hreflang="en"><strong>乙</strong></a>'
        '<span class="in-language">（英文）</span> <a>丙</a> <img> <a href="a/?x&amp;y"><img></a>'
        ' <a href="https://f.cn/?g&amp;h">f</a><i>!</i></p>'
    )
    assert seen == [("d.jpg", '图"<', "注&"), ("e.png", "e", "")]
    assert isinstance(placed, Markup)


def test_a_picture_with_a_title_alone_in_its_paragraph_is_a_figure() -> None:
    fragment = convert('![会场](a.jpg "主会场 <A>"){.wide}\n\n![b](b.jpg)\n\n文 ![c](c.jpg "d")')
    assert fragment.html == (
        '<figure class="wide"><img src="x-sitegen:0" alt="会场"><figcaption>主会场 &lt;A&gt;</figcaption></figure>\n'
        '<p><img src="x-sitegen:1" alt="b"></p>\n<p>文 <img src="x-sitegen:2" alt="c" title="d"></p>'
    )


def test_addresses_of_other_schemes_are_taken_out() -> None:
    fragment = convert(
        "[a](javascript:x) ![b](data:image/png,x) <script>c</script><p style='d' onclick='e'>f</p>"
    )
    assert fragment.html == "<p><a>a</a>  </p><p>f</p><p></p>"
    assert fragment.references == ()


def test_a_placeholder_of_ours_cannot_be_typed() -> None:
    fragment = convert('<a href="x-sitegen:0">a</a> [b](x-sitegen:0) x-sitegen:0 [c](d.md)')
    assert fragment.html == '<p><a>a</a> <a>b</a> x-sitegen:0 <a href="x-sitegen:0">c</a></p>'


def test_a_fragment_survives_as_tuples() -> None:
    fragment = convert("# 题\n\n[a](b.md)\n\n[x][y]")
    assert Fragment.from_tuple(fragment.to_tuple()) == fragment
    assert fragment.findings == (
        Finding("heading-level-one", "warning", 1, 1, (("text", "题"),)),
        Finding("undefined-reference", "warning", 5, 1, (("label", "y"), ("suggestion", ""))),
    )


def test_heavy_libraries_wait_for_the_first_text() -> None:
    code = "import sys, sitegen.render.markdown; print([n for n in ('markdown', 'nh3', 'xml.etree.ElementTree') if n in sys.modules])"
    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
