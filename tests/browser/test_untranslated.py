"""What readers see first of a page that is not in their language; the congress with gaps in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from sitegen.build import Options, build
from tests.browser.conftest import served
from tests.untranslated.congress import TODAY, write_untranslated

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 700}}
DESK = {"viewport": {"width": 1280, "height": 700}}
STANDING_IN = (
    "en/news/invitation", "en/travel/hotels", "en/about/organisation", "en/programme/closing", "en/programme/coffee",
    "en/people/he-mu", "en/programme/talk-5", "zh/people/keller-anna", "zh/programme/night-film",
)  # fmt: skip


@pytest.fixture(scope="module")
def gaps(program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the congress with gaps, without a slash at its end."""
    folder = tmp_path_factory.mktemp("gaps")
    write_untranslated(folder / "content")
    assert build(Options(folder, Path(folder, "content"), folder / "output", today=TODAY)).is_published
    with served(folder / "output") as address:
        yield address


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_b05_the_notice_is_seen_without_scrolling(
    browser: Browser, gaps: str, screen: dict[str, Any]
) -> None:
    context = browser.new_context(**screen)
    tab = context.new_page()
    for page in STANDING_IN:
        tab.goto(f"{gaps}/{page}/index.html")
        note = tab.get_by_role("note").first
        expect(note).to_be_visible()
        box = note.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < screen["viewport"]["height"] / 2, page
        note.get_by_role("link").click()
        other = {"zh": "en", "en": "zh"}[page[:2]]
        tab.wait_for_url(f"{gaps}/{other}{page[2:]}/index.html")
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_b03_the_switch_tells_where_it_leads_and_leads_there(
    browser: Browser, gaps: str, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    tab = context.new_page()
    tab.goto(f"{gaps}/zh/news/volunteers/index.html#main")
    switch = tab.get_by_role("link", name="English", exact=True)
    expect(tab.locator("#switch-en")).to_be_visible()
    expect(tab.locator("#switch-en")).to_have_text("No English version of this page; go to: News")
    if scripts:  # Playwright asks the page itself
        expect(switch).to_have_accessible_description("No English version of this page; go to: News")
    switch.click()
    tab.wait_for_url(lambda url: url.startswith(f"{gaps}/en/news/index.html"))
    assert tab.locator("html").get_attribute("lang") == "en"
    context.close()


def test_b04_a_marked_text_has_the_letters_of_its_language(browser: Browser, gaps: str) -> None:
    """An English page shows Chinese in the faces for Chinese, not in those the system has for any Han."""
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(f"{gaps}/en/news/invitation/index.html")
    faces = tab.evaluate("() => [document.body, document.querySelector('.prose [lang]')].map(e => getComputedStyle(e).fontFamily)")  # fmt: skip
    assert "PingFang SC" in faces[1]
    assert faces[0] != faces[1]
    context.close()
