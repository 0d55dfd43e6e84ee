"""The styleguide in a browser: no component overflows, lacks a name, or has text too faint for its ground."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen.build import Options, build
from sitegen.serve.styleguide import guide_folder, guide_options, write_congress

pytestmark = pytest.mark.browser

GROUPS = sorted(file.stem for file in guide_folder().glob("[a-z]*.html"))
SEEN = """() => {
  const faults = [], root = document.scrollingElement;
  const name = e => e.tagName.toLowerCase() + (e.className && e.className.trim ? "." + e.className.trim() : "");
  if (root.scrollWidth > innerWidth) faults.push("wider than the screen: " + root.scrollWidth);
  const numbers = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = e => {  // the nearest opaque one; pictures lie under no text here
    for (; e; e = e.parentElement) {
      const colour = numbers(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const looked = new Set();
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (looked.has(e) || !walker.currentNode.data.trim() || !e.checkVisibility()) continue;
    looked.add(e);
    const style = getComputedStyle(e), is_drawn = e instanceof SVGElement;
    const [one, other] = [light(numbers(is_drawn ? style.fill : style.color)), light(ground(e))];
    const contrast = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
    const size = parseFloat(style.fontSize);
    if (contrast < (size >= 24 || size >= 18.66 && style.fontWeight >= 600 ? 3 : 4.5))
      faults.push(name(e) + ": contrast " + contrast.toFixed(1));
    if (size && size < 12.9 &&  // none: words for ears, beside an icon
        !e.closest("sup")) faults.push(name(e) + ": " + size + " px");
  }
  for (const e of document.querySelectorAll("a, button, summary, input, select, [role=region], [role=group], [role=img], nav")) {
    const labels = [e.getAttribute("aria-label"), e.textContent, ...[...e.labels || []].map(l => l.textContent)];
    if (!labels.some(label => label && label.trim()) && !e.querySelector("img[alt]:not([alt=''])"))
      faults.push(name(e) + ": no name");
  }
  for (const e of document.querySelectorAll("img")) if (!e.hasAttribute("alt")) faults.push(name(e) + ": no alt");
  for (const e of document.querySelectorAll("svg"))
    if (!e.closest("[aria-hidden=true]") && e.getAttribute("role") !== "img") faults.push(name(e) + ": seen by nobody's ears");
  for (const e of document.querySelectorAll("[role=region], [role=group]"))
    if (e.scrollWidth > e.clientWidth && e.tabIndex !== 0) faults.push(name(e) + ": scrolls, not by keyboard");
  for (const e of document.querySelectorAll("main a, main button, main summary, main input, main select")) {
    const box = e.getBoundingClientRect(), line = e.parentElement.closest("p, li, td, th, dd, h1, h2, h3");
    const is_in_text = getComputedStyle(e).display === "inline" && line;
    if (e.checkVisibility() && box.width && !is_in_text && box.height < 24) faults.push(name(e) + ": " + box.height + " px high");
  }
  return [...new Set(faults)];
}"""


@pytest.fixture(scope="module")
def guide(program: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the styleguide's site."""
    folder = tmp_path_factory.mktemp("guide")
    write_congress(folder)
    assert build(guide_options(Options(folder, folder, folder), folder)).is_published
    return folder / "output"


@pytest.fixture(scope="module")
def tab(browser: Any) -> Iterator[Any]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


CASES = [
    pytest.param(group, language, marks=[] if (n + m) % 2 == 0 else pytest.mark.slow)
    for n, group in enumerate(GROUPS)
    for m, language in enumerate(("zh", "en"))
]
"""`make test` looks at each group in one language, `make soak` in both."""


@pytest.mark.parametrize(("group", "language"), CASES)
def test_components_in_their_states(guide: Path, tab: Any, group: str, language: str) -> None:
    folder = guide / language / "styleguide"
    tab.goto((folder / ("" if group == "basics" else group) / "index.html").as_uri())
    faults = {}
    for width in (320, 1280):
        for scheme in ("light", "dark"):
            tab.set_viewport_size({"width": width, "height": 900})
            tab.emulate_media(color_scheme=scheme)
            if found := tab.evaluate(SEEN):
                faults[f"{width} px {scheme}"] = found
    assert faults == {}


def test_paper_has_every_number_of_a_chart_in_black(guide: Path, tab: Any) -> None:
    tab.goto((guide / "en/styleguide/charts/index.html").as_uri())
    tab.emulate_media(media="print", color_scheme="dark")
    rows = tab.evaluate(
        "[...document.querySelectorAll('.chart-table table, .bars')].map(t => [...t.rows].filter(r => r.checkVisibility()).length)"
    )
    assert rows == [2, 6, 4, 6, 1, 61]
    colours = tab.evaluate(
        "[...new Set([...document.querySelectorAll('.chart svg')].map(e => getComputedStyle(e).color))]"
    )
    assert set(colours) <= {"rgb(0, 0, 0)", "rgb(34, 34, 34)"}
    tab.emulate_media(media="screen")
