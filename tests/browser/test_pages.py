"""A page of each kind in each language, in a browser: nothing goes wrong, nothing overflows, no script is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from sitegen.outputs import pages as families  # noqa: F401 - makes the kinds known
from sitegen.plan import Page

pytestmark = pytest.mark.browser

STATES = ((320, "light"), (390, "dark"), (1280, "dark"), (1280, "light"))
"""Widths in CSS pixels and colour schemes: each width, and each scheme for small and large."""


def kinds(of: type[Page] = Page) -> Iterable[str]:
    """Every kind of page there is a class for."""
    for kind in of.__subclasses__():
        if kind.kind != "styleguide":  # which only the preview has: test_styleguide.py
            yield kind.kind
        yield from kinds(kind)


LOOK = """() => {
  const root = document.scrollingElement, wide = root.scrollWidth > innerWidth;
  const inside = element => {  // in a box that scrolls by itself
    for (; element && element !== document.body; element = element.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX)) return true;
    return false;
  };
  const beyond = !wide ? [] : [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !inside(e.parentElement))
    .map(e => e.tagName + "." + e.className).slice(0, 5);
  const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = colour => {  // relative luminance, WCAG 2.2
    const [r, g, b] = numbers(colour).map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ground = [document.body, document.documentElement].map(e => getComputedStyle(e).backgroundColor)
    .find(colour => numbers(colour)[3] !== 0) || "rgb(255, 255, 255)";
  const [one, other] = [light(ground), light(getComputedStyle(document.querySelector("main")).color)];
  return {overflow: wide ? [root.scrollWidth, ...beyond] : [], ground: one,
          contrast: (Math.max(one, other) + .05) / (Math.min(one, other) + .05)};
}"""
FACTS = """() => {
 const main = document.querySelector("main").cloneNode(true);
 main.querySelectorAll("form, .timetable-own").forEach(part => part.remove());  // what only scripts fill in
 return {
  language: document.documentElement.lang,
  headings: [...document.querySelectorAll("h1")].filter(e => e.checkVisibility()).length,
  text: main.textContent.replace(/\\s+/g, " ").trim(),
  switches: [...document.querySelectorAll("a.switch")].map(e => [e.href, e.hreflang]),
  font: getComputedStyle(document.body).fontFamily,
 }; }"""


def look(tab: Any, states: Iterable[tuple[int, str]] = STATES) -> list[str]:
    """What is wrong with how a page is shown, on all widths, light and dark."""
    faults = []
    for width, scheme in states:
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(color_scheme=scheme)
        seen = tab.evaluate(LOOK)
        if seen["overflow"]:
            faults.append(f"{width} px {scheme}: wider than the screen: {seen['overflow']}")
        if (seen["ground"] < 0.5) != (scheme == "dark"):
            faults.append(f"{width} px {scheme}: background of luminance {seen['ground']:.2f}")
        if seen["contrast"] < 4.5:
            faults.append(f"{width} px {scheme}: text has contrast {seen['contrast']:.1f}")
    return faults


def faults_of(
    tab: Any, watch: Any, example: Any, page: Page, states: Iterable[tuple[int, str]] = STATES
) -> list[str]:
    """All that is wrong with one page."""
    watch.faults.clear()
    tab.goto(example.url(page))
    faults = look(tab, states)
    facts = tab.evaluate(FACTS)
    twins = [twin for twin in example.plan.pages if twin.key == page.key and twin.language != page.language]
    # what is written in one language only leads to the list it stands in
    twin = twins[0] if twins else example.twin(example.page("news", page.language.code))
    if facts["language"] != page.language.tag:
        faults.append(f"html lang={facts['language']}")
    if facts["headings"] != 1:
        faults.append(f"{facts['headings']} visible h1")
    if facts["switches"] != [[example.url(twin), twin.language.tag]]:
        faults.append(f"the switch leads to {facts['switches']}")
    return faults + watch.faults


@pytest.fixture(scope="module")
def tabs(open_tab: Any) -> Iterator[tuple[Any, Any]]:
    """Two tabs for all pages, which saves much time: one with scripts, one without."""
    with open_tab() as one, open_tab(scripts=False) as other:
        yield one, other


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", sorted(kinds()))
def test_nothing_is_wrong_with_a_page(example: Any, tabs: Any, kind: str, language: str) -> None:
    page = example.page(kind, language)
    (tab, watch), (plain, plain_watch) = tabs
    assert faults_of(tab, watch, example, page) == []
    assert faults_of(plain, plain_watch, example, page, STATES[:1]) == []
    assert plain.evaluate(FACTS)["text"] == tab.evaluate(FACTS)["text"]
    assert len(plain.inner_text("main")) > 20


@pytest.mark.slow
def test_nothing_is_wrong_with_any_page(example: Any, open_tab: Any) -> None:
    for scripts in (True, False):
        with open_tab(scripts=scripts) as (tab, watch):
            for page in example.plan.pages:
                assert (page.file, faults_of(tab, watch, example, page)) == (page.file, [])


def test_b10_nothing_is_wrong_with_the_page_of_both_languages(example: Any, open_tab: Any) -> None:
    names = [site.event.name.plain for site in example.plan.project.sites.values()]
    texts = []
    for options in (
        {"scripts": False},
        {"locale": "fr-FR"},
    ):  # a script finds nothing to choose for French readers
        with open_tab(**options) as (tab, watch):
            tab.goto(example.home)
            assert look(tab) == []
            facts = tab.evaluate(FACTS)
            assert facts["headings"] == 1
            assert [name for name in names if name not in facts["text"]] == []
            links = tab.eval_on_selector_all(
                "main a[hreflang]", "links => links.map(a => [a.hreflang, a.href])"
            )
            assert links == [
                ["zh-Hans", f"{example.home}zh/index.html"],
                ["en", f"{example.home}en/index.html"],
            ]
            assert (tab.url, watch.faults) == (example.home, [])
            texts.append(facts["text"])
    assert texts[0] == texts[1]


@pytest.mark.parametrize("scripts", [True, False])
def test_b12_the_page_for_what_is_not_there_works_at_any_depth(
    example: Any, open_tab: Any, scripts: bool
) -> None:
    address = f"{example.home}no/such/page"
    with open_tab(scripts=scripts) as (tab, watch):
        response = tab.goto(address)
        assert response.status == 404
        assert [fault for fault in watch.faults if "404" not in fault] == []
        watch.faults.clear()
        assert look(tab) == []
        facts = tab.evaluate(FACTS)
        assert facts["headings"] == 1
        assert not facts["font"].startswith(("Times", "serif"))
        links = tab.eval_on_selector_all("main a", "links => links.map(a => a.href)")
        assert f"{example.home}zh/index.html" in links
        assert f"{example.home}en/index.html" in links
        assert watch.faults == []
        for link in links:
            assert tab.goto(link).status == 200
        assert watch.faults == []


def test_the_site_works_at_the_root_of_a_server(example: Any, open_tab: Any) -> None:
    with open_tab() as (tab, watch):
        for language in ("zh", "en"):
            tab.goto(f"{example.address}/{language}/index.html")
            assert not tab.evaluate(FACTS)["font"].startswith(("Times", "serif"))
            assert watch.faults == []


OFFLINE = """() => ({
  font: getComputedStyle(document.body).fontFamily,
  links: [...document.querySelectorAll("a[href], link[rel=stylesheet], script[src]")].map(e => e.href || e.src)
    .filter(href => href.startsWith("file:")),
})"""
PICTURES = """async () => {
  for (const image of document.images) image.loading = "eager";
  const sizes = await Promise.all([...document.images].map(i => i.decode().then(() => i.naturalWidth, () => 0)));
  return [...document.images].filter((_, n) => !sizes[n]).map(image => image.currentSrc || image.src);
}"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_site_opens_from_a_disk(example: Any, open_tab: Any, language: str) -> None:
    from pathlib import Path
    from urllib.parse import unquote, urlsplit
    from urllib.request import url2pathname

    with open_tab(address="file://") as (tab, watch):
        for kind in ("home", "people", "session", "article"):
            tab.goto((example.output / example.page(kind, language).file).as_uri())
            seen = tab.evaluate(OFFLINE)
            assert not seen["font"].startswith(("Times", "serif"))
            assert tab.evaluate("() => document.images.length") > 0
            assert tab.evaluate(PICTURES) == []
            dead = [link for link in seen["links"] if not Path(url2pathname(urlsplit(link).path)).is_file()]
            assert dead == []
            assert watch.faults == []
        tab.click("a.switch")
        assert (
            unquote(tab.url)
            == (example.output / example.twin(example.page("article", language)).file).as_uri()
        )
