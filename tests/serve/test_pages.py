"""What the preview adds to pages, and its own page of problems."""

import re

import pytest

from sitegen.problems import Location, Problem, Severity
from sitegen.serve import pages
from sitegen.serve.state import State

MISTAKE = Problem(Location("content/a<b>.yaml", 3, 2), "unknown-key", Severity.error, (("key", "<script>"),))
DOUBT = Problem(Location("content/site.yaml"), "no-base-url", Severity.warning)
GOOD = State(files={"index.html": b""}, number=1)
BROKEN = State(files={"index.html": b""}, number=2, problems=(MISTAKE, DOUBT))


def added(html: bytes, state: State, language: str = "en") -> str:
    return pages.with_additions(html, state, language, "/livereload.js?a=1&b=2").decode()


def test_a_good_page_gets_the_script_at_its_end_and_nothing_else() -> None:
    script = '<script src="/livereload.js?a=1&amp;b=2" defer></script>\n'
    assert added(b"<body></body>x<p></body></html>", GOOD) == f"<body></body>x<p>{script}</body></html>"
    assert added(b"<p>stub</p>\n</html>\n", GOOD) == f"<p>stub</p>\n{script}</html>\n"
    assert added(b"bare", GOOD) == f"bare{script}"


def test_a_bar_names_the_mistakes_but_no_warnings() -> None:
    html = added(b"<body></body>", BROKEN)
    assert "<code>content/a&lt;b&gt;.yaml:3:2</code> error: " in html
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert "no-base-url" not in html
    assert 'href="/__sitegen__/problems">Show all (2)</a>' in html


def test_a_bar_is_short() -> None:
    mistakes = tuple(
        Problem(Location("content/a.yaml", line), "unknown-key", Severity.error) for line in range(1, 9)
    )
    html = added(b"<body></body>", State(files={}, number=2, problems=mistakes))
    assert re.findall(r"a\.yaml:(\d)<", html) == ["1", "2", "3"]


def test_our_own_fault_is_shown_as_ours() -> None:
    state = State(files={}, number=2, fault="Traceback …\n  secret\nKeyError: '<x>'\n")
    html = added(b"<body></body>", state)
    assert "sitegen itself failed" in html
    assert "<pre>KeyError: &#39;&lt;x&gt;&#39;</pre>" in html
    assert "secret" not in html


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", ("错误（1）", "警告（1）", "上次保存有 1 处错误")), ("en", ("Errors (1)", "Warnings (1)"))],
)
def test_the_page_of_problems_lists_all_in_the_language_of_the_run(
    language: str, words: tuple[str, ...]
) -> None:
    html = pages.problems_page(BROKEN, language).decode()
    for word in words:
        assert word in html
    assert html.count("<li>") == 2
    assert f'<html lang="{ {"zh": "zh-CN", "en": "en-GB"}[language] }">' in html


def test_the_page_of_problems_without_any() -> None:
    assert "No errors" in pages.problems_page(GOOD, "en").decode()
    assert "first time" in pages.problems_page(State(), "en").decode()


def test_nothing_of_the_preview_is_inline() -> None:
    html = pages.problems_page(BROKEN, "zh").decode() + added(b"<body></body>", BROKEN)
    assert re.findall(r"style=|<style|\son[a-z]+=|<script(?! src)", html) == []


def test_a_404_page_looks_the_same_at_any_address() -> None:
    html = b'<a href="#main" href="index.html?a=1&amp;b=2#x" src="../assets/a.css" srcset="../a.webp 1x, b.webp 2x" href="/2027/en/"'
    html += b' href="https://example.org/" href="mailto:a@example.org" data-src="b">'
    assert pages.at_any_depth(html, "/2027/zh/404.html").decode() == (
        '<a href="#main" href="/2027/zh/index.html?a=1&amp;b=2#x" src="/2027/assets/a.css" srcset="/2027/a.webp 1x, /2027/zh/b.webp 2x"'
        ' href="/2027/en/" href="https://example.org/" href="mailto:a@example.org" data-src="b">'
    )
