"""Whatever a text says: no script in the HTML, no exception, and the same result from the used instance."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.render import markdown
from sitegen.render.markdown.cleaning import ATTRIBUTES, SCHEMES, TAGS
from sitegen.render.markdown.engine import Engine

WORDS = {"footnotes": "注释", "footnote_back": "返回正文注{n}处", "table": "表{n}"}

PIECES = (
    *"*_`~#>|:-+=.!()[]{}<>&\\\"' \n\n\n\t\r中文，。“”　《》ax12、",
    "**",
    "***",
    "~~",
    "```",
    "~~~\n",
    "    ",
    "  \n",
    "\n\n",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n> ",
    "\n# ",
    "\n### ",
    "\n---\n",
    "\n: ",
    ":   ",
    " : ",
    ">: ",
    "\n| a | b |\n|---|:-:|\n| c | d |\n",
    "[^1]",
    "\n[^1]: ",
    "[^1]: : ",
    "[x][y]",
    "\n[y]: z.md\n",
    "*[ICU]: care\n",
    "ICU",
    "{#id .lead}",
    "{{ x }}",
    "{% y %}",
    "https://a.example/b?c=1&d=2",
    "www.a.example",
    "<a@b.example>",
    "<https://a.example>",
    "[x](y.md)",
    '![x](y.jpg "z")',
    "[x](javascript:alert(1))",
    "[x](java&#115;cript&colon;alert(1))",
    "[x](<data:text/html,x> 'y')",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<a href="JaVaScRiPt:alert(1)" onclick=x>',
    '<p style="x" title="<script>">',
    "</div>",
    "<div>",
    "<details open>",
    "<table><td>",
    "<!-- x -->",
    "<![CDATA[",
    "<?php",
    "&lt;script&gt;",
    "&copy;",
    "&amp",
    "\x02",
    "\x03",
    "\x02klzzwxh:0000\x03",
    "\x02wzxhzdk:0\x03",
    "x-sitegen:0",
    '<a href="x-sitegen:0">',
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)


def convert(text: str) -> markdown.Fragment:
    return markdown.convert(text, is_han=True, language="zh", words=WORDS, known_ids={"main"})


class Allowed(HTMLParser):
    """Fails on any tag, attribute or address that is not on the list."""

    ours = frozenset({"class", "tabindex", "role", "aria-label", "hreflang"})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert name in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | self.ours
            if name in ("href", "src"):
                scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", re.sub(r"[\x00-\x20]", "", value or ""))
                assert scheme is None or scheme[1].lower() in SCHEMES


def place(fragment: markdown.Fragment) -> str:
    return markdown.place(
        fragment, lambda reference: markdown.Link(reference.target), lambda reference, alt, title: "<img>"
    )


@settings(max_examples=250)
@given(TEXTS)
def test_no_text_brings_in_script_or_raises(text: str) -> None:
    fragment = convert(text)
    html = place(fragment)
    parser = Allowed()
    parser.feed(html)
    parser.close()
    assert "x-sitegen" not in html or "x-sitegen" in text
    assert markdown.Fragment.from_tuple(fragment.to_tuple()) == fragment
    ids = [heading.id for heading in fragment.headings]
    assert len(set(ids)) == len(ids)
    lines = text.count("\n") + 1
    assert all(
        1 <= one.line <= lines and one.column >= 1 for one in (*fragment.references, *fragment.findings)
    )


@settings(max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_the_used_instance_forgets_all_earlier_texts(texts: list[str]) -> None:
    before = [convert(text) for text in texts]
    assert [convert(text) for text in reversed(texts)] == before[::-1]


LEAN = Engine()
FULL = Engine(is_lean=False)


@settings(max_examples=400)
@given(TEXTS)
def test_skipped_steps_change_nothing(text: str) -> None:
    assert LEAN.html(text, WORDS) == FULL.html(text, WORDS)


@pytest.mark.parametrize(
    "text",
    [
        ">" * 3000,
        "- " * 3000,
        "*" * 3000,
        "[" * 1000,
        "<div>" * 3000,
        "`" * 3000,
        "\n".join(" " * n + "- x" for n in range(900)),
    ],
    ids=["quotes", "lists", "stars", "brackets", "divs", "ticks", "nested"],
)
def test_depth_is_survived(text: str) -> None:
    assert isinstance(convert(text).html, str)
    assert convert("后来").html == "<p>后来</p>"


def test_what_cannot_be_converted_is_shown_as_text() -> None:
    assert convert("<b>\ud800\n\n二") == markdown.Fragment(
        "<p>&lt;b&gt;?</p>\n<p>二</p>", findings=(markdown.Finding("unreadable-prose", "error", 1, 1),)
    )
