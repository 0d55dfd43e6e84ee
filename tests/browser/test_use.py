"""What readers do with a page: keys, menu, language, phone, paper; with scripts and without."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import pages_of

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
ACTIVE = "() => { const e = document.activeElement; return [e.tagName, e.id, e.getAttribute('href')]; }"
SEEN = """elements => elements.filter(e => {
  const box = e.getBoundingClientRect();
  return e.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true, opacityProperty: true}) && box.width > 0 && box.height > 0;
}).map(e => e.getAttribute('href') || e.id)"""


def days_of(example: Any, language: str) -> list[Any]:
    return [page for page in example.plan.pages if page.kind == "day" and page.language.code == language]


def items_of(page: Any) -> list[Any]:
    """Every item of a day with a page, at any depth."""
    return [item for block in page.site.blocks_on(page.day) for item in block.walk()]


@pytest.mark.parametrize("scripts", [True, False])
def test_b02_the_switch_leads_to_the_same_page_and_back(example: Any, open_tab: Any, scripts: bool) -> None:
    with open_tab(scripts=scripts) as (tab, watch):
        for kind in ("home", "day", "session", "prose"):
            page = example.page(kind, "zh")
            tab.goto(example.url(page))
            tab.click("a.switch[hreflang=en]")
            tab.wait_for_url(example.url(example.twin(page)))
            assert tab.locator("html").get_attribute("lang") == "en"
            tab.click("a.switch[hreflang=zh-Hans]")
            tab.wait_for_url(example.url(page))
            assert tab.url == example.url(page)
        assert watch.faults == []


def test_b13_the_switch_keeps_the_place_in_the_page(example: Any, open_tab: Any) -> None:
    page = example.page("session", "en")
    with open_tab() as (tab, _):
        tab.goto(f"{example.url(page)}#main")
        tab.click("a.switch")
        tab.wait_for_url(f"{example.url(example.twin(page))}#main")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_the_first_stop_leads_to_the_main_part(
    example: Any, open_tab: Any, screen: dict[str, Any], scripts: bool
) -> None:
    with open_tab(scripts=scripts, **screen) as (tab, _):
        tab.goto(example.url(example.page("session", "zh")))
        tab.keyboard.press("Tab")
        assert tab.evaluate(ACTIVE) == ["A", "", "#main"]
        box = tab.locator(":focus").bounding_box()
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["height"] > 10
        tab.keyboard.press("Enter")
        assert tab.evaluate(ACTIVE) == ["MAIN", "main", None]
        tab.keyboard.press("Tab")
        assert tab.evaluate("() => document.querySelector('main').contains(document.activeElement)")


MENU = ".menu a"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(example: Any, open_tab: Any, scripts: bool) -> None:
    with open_tab(scripts=scripts, **PHONE) as (tab, watch):
        tab.goto(example.url(example.page("prose", "en")))
        hrefs = tab.eval_on_selector_all(MENU, "links => links.map(a => a.getAttribute('href'))")
        assert len(hrefs) > 3
        assert tab.eval_on_selector_all(MENU, SEEN) == []
        for _ in range(6):
            tab.keyboard.press("Tab")
            if tab.evaluate("() => document.activeElement.matches('.menu-box > summary')"):
                break
        else:
            pytest.fail("the menu is not among the first stops of the keyboard")
        tab.keyboard.press("Enter")
        seen = set(tab.eval_on_selector_all(MENU, SEEN))
        assert seen
        for group in tab.locator(".menu-list details > summary").all():
            if not group.evaluate("summary => summary.parentElement.open"):
                group.press("Enter")
            seen |= set(tab.eval_on_selector_all(MENU, SEEN))
        assert seen == set(hrefs)
        if scripts:
            expect(tab.locator(".menu-list details[open]")).to_have_count(1)
            tab.keyboard.press("Escape")  # the group
            tab.keyboard.press("Escape")  # the menu
            assert tab.evaluate("() => document.activeElement.matches('.menu-box > summary')")
        else:
            tab.locator(".menu-box > summary").press("Enter")
        assert tab.eval_on_selector_all(MENU, SEEN) == []
        assert watch.faults == []


@pytest.mark.parametrize("scripts", [True, False])
def test_every_entry_of_the_menu_can_be_reached_on_a_wide_screen(
    example: Any, open_tab: Any, scripts: bool
) -> None:
    with open_tab(scripts=scripts, **DESK) as (tab, _):
        tab.goto(example.url(example.page("prose", "zh")))
        hrefs = set(tab.eval_on_selector_all(MENU, "links => links.map(a => a.getAttribute('href'))"))
        seen = set(tab.eval_on_selector_all(MENU, SEEN))
        assert seen
        for group in tab.locator(".menu-list details > summary").all():
            assert group.is_visible()
            group.click()
            seen |= set(tab.eval_on_selector_all(MENU, SEEN))
        assert seen == hrefs


# ------------------------------------------------------------ the programme
LINKS = "links => links.map(a => a.href)"


@pytest.mark.parametrize(("language", "scripts"), [("zh", True), ("en", False)])
def test_each_item_of_a_day_stands_exactly_once(
    example: Any, open_tab: Any, language: str, scripts: bool
) -> None:
    with open_tab(scripts=scripts, **DESK) as (tab, _):
        for page in days_of(example, language):
            tab.goto(example.url(page))
            links = tab.eval_on_selector_all(".timetable-day a", LINKS)
            ids = tab.eval_on_selector_all(".timetable-day [id]", "elements => elements.map(e => e.id)")
            items = items_of(page)
            assert len(items) > 3
            programme = f"{example.home}{language}/programme"
            for item in items:
                has_page = item.kind != "break" or item.parent is None
                assert (item.id, ids.count(f"s-{item.id}")) == (item.id, 1)
                assert (item.id, links.count(f"{programme}/{item.id}/index.html")) == (item.id, int(has_page))


@pytest.mark.parametrize("scripts", [True, False])
def test_on_a_phone_the_talks_of_a_block_open_by_a_tap(example: Any, open_tab: Any, scripts: bool) -> None:
    page = example.page("day", "zh")
    block = next(block for block in page.site.blocks_on(page.day) if block.talks)
    with open_tab(scripts=scripts, **PHONE) as (tab, watch):
        tab.goto(example.url(page))
        inside = f"#s-{block.id} .session-talks a"
        assert tab.eval_on_selector_all(inside, SEEN) == []
        tab.tap(f"#s-{block.id} summary")
        assert len(tab.eval_on_selector_all(inside, SEEN)) >= sum(
            1 for talk in block.talks if talk.kind != "break"
        )
        tab.tap(f"#s-{block.id} summary")
        assert tab.eval_on_selector_all(inside, SEEN) == []
        assert watch.faults == []


@pytest.mark.parametrize(("screen", "scripts"), [(PHONE, False), (DESK, True)], ids=["phone", "desk"])
def test_paper_shows_every_item_of_a_day(
    example: Any, open_tab: Any, screen: dict[str, Any], scripts: bool
) -> None:
    with open_tab(scripts=scripts, **screen) as (tab, _):
        for page in days_of(example, "zh"):
            tab.emulate_media(media="screen")
            tab.goto(example.url(page))
            tab.emulate_media(media="print")
            shown = tab.evaluate("() => document.querySelector('main').innerText.replace(/\\s+/g, '')")
            seen = tab.eval_on_selector_all(".timetable-day [id^='s-']", SEEN)
            assert tab.eval_on_selector_all(".menu, .switch, .skip", SEEN) == []
            items = items_of(page)
            assert [item.id for item in items if "".join(item.title.plain.split()) not in shown] == []
            assert sorted(seen) == sorted(f"s-{item.id}" for item in items)


# ------------------------------------------------------------ the choice of a language
def languages(*tags: str) -> str:
    listed = ", ".join(f"'{tag}'" for tag in tags)
    return f"Object.defineProperty(Navigator.prototype, 'languages', {{get: () => [{listed}]}})"


@pytest.mark.parametrize(("language", "sheets"), [("zh", 2), ("en", 3)])
def test_a_list_of_people_begins_on_the_first_sheet(
    example: Any, open_tab: Any, language: str, sheets: int
) -> None:
    with open_tab() as (tab, _):
        tab.goto(example.url(example.page("people", language)))
        assert pages_of(tab.pdf(prefer_css_page_size=True)) == sheets


@pytest.mark.parametrize(
    ("tags", "language"),
    [
        (("zh-CN", "zh"), "zh"),
        (("zh-Hans",), "zh"),
        (("zh-TW",), "zh"),
        (("en-US",), "en"),
        (("fr", "de-DE", "en-GB", "zh"), "en"),
        (("ja", "zh-CN", "en"), "zh"),
        (("fr",), ""),
        ((), ""),
    ],
)
def test_b09_the_root_page_follows_the_readers_languages_in_their_order(
    example: Any, open_tab: Any, tags: tuple[str, ...], language: str
) -> None:
    with open_tab() as (tab, watch):
        tab.context.add_init_script(languages(*tags))
        tab.goto(f"{example.address}/en/404.html")
        tab.goto(f"{example.home}?utm=a%20b&c=1#programme")
        wanted = f"{example.home}{language}/index.html" if language else example.home
        tab.wait_for_url(f"{wanted}?utm=a%20b&c=1#programme")
        tab.go_back()  # the root page left no entry of its own
        assert tab.url == f"{example.address}/en/404.html"
        assert watch.faults == []


def test_b09_the_root_page_goes_on_by_replacing_itself(example: Any) -> None:
    # Chromium keeps no entry for what goes on before a page has loaded, however it does; others do.
    (script,) = (example.output / "assets").glob("root.*.js")
    calls = re.findall(r"location\.(?:replace|assign)\(|location(?:\.href)? = ", script.read_text("utf-8"))
    assert calls == ["location.replace("]


def test_b11_a_choice_made_by_the_switch_alone_is_kept(example: Any, open_tab: Any) -> None:
    with open_tab(locale="zh-CN") as (tab, watch):
        tab.goto(example.url(example.page("person", "zh")))
        tab.goto(example.url(example.page("person", "en")))
        tab.goto(example.home)
        tab.wait_for_url(f"{example.home}zh/index.html")  # to have seen an English page is no choice
        tab.click("a.switch")
        tab.wait_for_url(f"{example.home}en/index.html")
        tab.goto(example.home)
        tab.wait_for_url(f"{example.home}en/index.html")
        assert watch.faults == []


def test_b09_only_the_root_page_leads_elsewhere(example: Any, open_tab: Any) -> None:
    with open_tab(locale="en-GB") as (tab, _):
        for kind in ("home", "session"):
            tab.goto(example.url(example.page(kind, "zh")), wait_until="networkidle")
            assert tab.url == example.url(example.page(kind, "zh"))


def test_b09_without_scripts_the_root_page_stays(example: Any, open_tab: Any) -> None:
    with open_tab(scripts=False, locale="en-GB") as (tab, _):
        tab.goto(example.home, wait_until="networkidle")
        assert tab.url == example.home


def test_b09_a_browser_that_keeps_nothing_is_led_on_too(example: Any, open_tab: Any) -> None:
    with open_tab(locale="en-GB") as (tab, watch):
        tab.context.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }})"
        )
        tab.goto(example.home)
        tab.wait_for_url(f"{example.home}en/index.html")
        tab.click("a.switch")
        tab.wait_for_url(f"{example.home}zh/index.html")
        assert watch.faults == []
