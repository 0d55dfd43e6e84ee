"""The search page in a browser: what an engine answers is shown, told and reached by keys; with a made-up engine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
ENGINE = """(() => {
  const answers = %s, asked = window.asked = [], waiting = window.waiting = [];
  const engine = {
    warm: () => asked.push("warm"),
    query: (text, done) => {
      asked.push(text);
      const answer = () => {
        const found = answers[text] || {groups: []};
        done({text, error: !!found.error && !window.healed, groups: found.groups.map(group => ({
          ...group, more: !group.rest ? null : told => told({results: group.rest}) }))});
      };
      if (text.startsWith("slow")) waiting.push(answer); else Promise.resolve().then(answer);
    },
  };
  Object.defineProperty(window, "sitegenSearch", {get: () => engine, set: () => {}});
})()"""


def result(title: str, hit: str, url: str = "../programme/index.html", **more: Any) -> dict[str, Any]:
    before, _, after = title.partition(hit)
    pieces = [[before, False], [hit, True], [after, False]]
    return {
        "title": [piece for piece in pieces if piece[0]],
        "url": url,
        "kind": "session",
        "snippet": [],
        **more,
    }


def group(language: str, *results: Any, own: bool, total: int = 0, rest: Any = ()) -> dict[str, Any]:
    tag, name = {"zh": ("zh-Hans", "中文"), "en": ("en", "English")}[language]
    return {
        "lang": language, "tag": tag, "name": name, "own": own,
        "total": total or len(results), "results": list(results), "rest": list(rest),
    }  # fmt: skip


SKULL = result(
    "颅底外科论坛",
    "颅底",
    label="论坛",
    when="8月25日 09:00",
    snippet=[["讨论", False], ["颅底", True], ["手术", False]],
)
ANSWERS = {
    "颅底": {
        "groups": [
            group("zh", SKULL, result("侧颅底入路", "颅底"), own=True, total=3, rest=[result("<b>前颅底</b>", "颅底")]),
            group("en", result("颅底 in English", "颅底", "../../en/programme/index.html"), own=False),
        ]
    },
    "skull": {"groups": [group("zh", own=True), group("en", result("Skull base", "Skull"), own=False)]},
    "slow": {"groups": [group("zh", result("slow one", "slow"), own=True)]},
    "broken": {"error": True, "groups": []},
    "partly": {"error": True, "groups": [group("zh", result("partly", "partly"), own=True)]},
}  # fmt: skip


def search_of(example: Any, language: str = "zh") -> Any:
    return next(p for p in example.plan.pages if p.key == "page:search" and p.language.code == language)


@pytest.fixture
def find(example: Any, open_tab: Any) -> Any:
    """`find(query)`: a tab on the search page, with the made-up engine; the address may be another."""

    @contextmanager
    def opened(query: str = "", *, language: str = "zh", at: str = "", **options: Any) -> Iterator[Any]:
        with open_tab(**{**DESK, **options}) as (tab, watch):
            tab.context.add_init_script(ENGINE % json.dumps(ANSWERS))
            tab.goto(
                (at or example.url(search_of(example, language))) + (f"?q={quote(query)}" if query else "")
            )
            yield tab
            assert watch.faults == []

    return opened


def titles(tab: Any) -> list[str]:
    return tab.eval_on_selector_all(".search-list h3", "all => all.map(e => e.textContent)")


# ------------------------------------------------------------ typing
def test_b52_what_is_typed_is_found_with_its_hits_marked(find: Any) -> None:
    with find() as tab:
        box = tab.get_by_role("searchbox", name="查找日程、专家、会场、新闻与文章")
        box.press_sequentially("颅底")
        expect(tab.get_by_role("status")).to_have_text("找到3条结果；另有英文页面1条")
        own = tab.get_by_role("region", name="中文页面 3")
        expect(own.get_by_role("heading", level=3)).to_have_text(["颅底外科论坛", "侧颅底入路"])
        first = own.get_by_role("listitem").first
        assert first.locator("mark").all_text_contents() == ["颅底", "颅底"]
        expect(first).to_have_text("颅底外科论坛论坛8月25日 09:00讨论颅底手术")
        assert first.get_by_role("link").get_attribute("href") == "../programme/index.html"
        expect(tab.locator("#pages")).to_be_hidden()
        box.fill("")
        expect(tab.locator("#pages")).to_be_visible()
        expect(tab.get_by_role("status")).to_have_text("")
        assert titles(tab) == []


def test_b52_results_of_the_other_language_are_named_and_marked_as_such(find: Any) -> None:
    with find("颅底") as tab:
        other = tab.get_by_role("region", name="另有英文页面 1")
        expect(other.get_by_role("heading", level=3)).to_have_text(["颅底 in English"])
        languages = tab.eval_on_selector_all(".search-list li", "all => all.map(e => e.lang)")
        assert languages == ["zh-Hans", "zh-Hans", "en"]
        assert other.evaluate("e => e.lang") == ""  # its heading is in the language of the page
        tab.get_by_role("searchbox").fill("skull")
        expect(tab.get_by_role("status")).to_have_text("中文页面中没有与“skull”有关的内容；另有英文页面1条")
        expect(tab.get_by_role("region", name="另有英文页面 1")).to_be_visible()


def test_b52_nothing_is_asked_amid_a_composition(find: Any) -> None:
    with find() as tab:
        tab.get_by_role("searchbox").focus()
        keyboard = tab.context.new_cdp_session(tab)
        for text in ("l", "lu", "lu d", "lu di"):
            keyboard.send(
                "Input.imeSetComposition",
                {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
            )
        expect(tab.get_by_role("searchbox")).to_have_value("lu di")
        tab.evaluate(
            "() => new Promise(done => setTimeout(done, 300))"
        )  # longer than the page waits for more
        assert tab.evaluate("asked") == ["warm"]
        keyboard.send("Input.insertText", {"text": "颅底"})
        expect(tab.get_by_role("status")).to_have_text("找到3条结果；另有英文页面1条")
        assert tab.evaluate("asked") == ["warm", "颅底"]


def test_b52_an_answer_that_comes_late_is_not_shown(find: Any) -> None:
    with find() as tab:
        box = tab.get_by_role("searchbox")
        box.fill("slow")
        expect(tab.get_by_role("status")).to_have_text("正在搜索……")
        box.fill("颅底")
        expect(tab.get_by_role("status")).to_have_text("找到3条结果；另有英文页面1条")
        tab.evaluate("waiting.forEach(answer => answer())")
        assert titles(tab) == ["颅底外科论坛", "侧颅底入路", "颅底 in English"]


# ------------------------------------------------------------ the address
def test_b52_the_address_says_what_is_sought_and_back_leads_to_it(find: Any, example: Any) -> None:
    with find() as tab:
        tab.get_by_role("searchbox").fill("颅底")
        tab.wait_for_url(f"{example.url(search_of(example))}?q={quote('颅底')}")
        expect(tab).to_have_title("“颅底”的搜索结果 · NSCME 2023")
        tab.get_by_role("link", name="颅底外科论坛").click()
        tab.wait_for_url(f"{example.home}zh/programme/index.html")
        tab.go_back()
        expect(tab.get_by_role("searchbox")).to_have_value("颅底")
        expect(tab.get_by_role("link", name="颅底外科论坛")).to_be_visible()
        tab.click("a.switch")
        tab.wait_for_url(f"{example.url(search_of(example, 'en'))}?q={quote('颅底')}")
        expect(tab.get_by_role("searchbox")).to_have_value("颅底")


@pytest.mark.parametrize("query", ["a+b", "100%", "%E9%A2%85%E5%BA%95", "+", "%"])
def test_b52_any_address_is_read(find: Any, example: Any, query: str) -> None:
    with find(at=f"{example.url(search_of(example))}?x=1&q={query}") as tab:
        expected = {"a+b": "a b", "%E9%A2%85%E5%BA%95": "颅底", "+": " "}.get(query, "")
        expect(tab.get_by_role("searchbox")).to_have_value(expected)


# ------------------------------------------------------------ nothing, faults, more
def test_b52_where_nothing_is_found_the_page_says_what_to_try(find: Any) -> None:
    with find("zzz", language="en") as tab:
        expect(tab.get_by_role("status")).to_have_text("Nothing found for “zzz”")
        expect(tab.locator(".search-advice li")).to_have_count(4)
        expect(tab.locator(".search-advice")).to_be_visible()
        expect(tab.get_by_role("link", name="All 41 people")).to_be_visible()


def test_b52_a_query_is_text_and_no_pattern(find: Any) -> None:
    with find("$&{query}2<b>", language="en") as tab:
        expect(tab.get_by_role("status")).to_have_text("Nothing found for “$&{query}2<b>”")


def test_b52_data_that_do_not_come_are_told_and_asked_for_again(find: Any) -> None:
    with find("broken", language="en") as tab:
        expect(tab.get_by_role("status")).to_have_text(re.compile("could not be loaded"))
        expect(tab.locator("#pages")).to_be_visible()
        expect(tab.locator(".search-advice")).to_be_hidden()
        tab.evaluate("window.healed = true")
        tab.get_by_role("button", name="Try again").click()
        expect(tab.get_by_role("status")).to_have_text("Nothing found for “broken”")
        expect(tab.get_by_role("searchbox")).to_be_focused()
        tab.get_by_role("searchbox").fill("partly")
        expect(tab.get_by_role("link", name="partly")).to_be_visible()


def test_b52_more_results_come_by_a_button_that_leads_to_them(find: Any) -> None:
    with find("颅底") as tab:
        button = tab.get_by_role("button", name="显示更多结果")
        button.click()
        expect(tab.get_by_role("link", name="<b>前颅底</b>")).to_be_focused()  # a title is text
        expect(button).to_have_count(0)
        assert titles(tab) == ["颅底外科论坛", "侧颅底入路", "<b>前颅底</b>", "颅底 in English"]


# ------------------------------------------------------------ keys
def test_b52_the_arrow_keys_lead_through_the_results_and_escape_back(find: Any) -> None:
    with find("颅底") as tab:
        expect(tab.get_by_role("status")).to_have_text("找到3条结果；另有英文页面1条")
        box = tab.get_by_role("searchbox")
        box.focus()
        names = []
        for _ in range(5):
            tab.keyboard.press("ArrowDown")
            names.append(tab.evaluate("document.activeElement.textContent"))
        assert names == ["颅底外科论坛", "侧颅底入路", "显示更多结果", *["颅底 in English"] * 2]
        tab.keyboard.press("ArrowUp")
        expect(tab.get_by_role("button", name="显示更多结果")).to_be_focused()
        tab.keyboard.press("Escape")
        expect(box).to_be_focused()
        expect(box).to_have_value("颅底")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Tab")
        link = tab.get_by_role("link", name="颅底外科论坛")
        expect(link).to_be_focused()
        assert link.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        for _ in range(2):
            tab.keyboard.press("ArrowUp")
        expect(box).to_be_focused()


def test_b52_a_slash_leads_to_the_box_but_for_those_who_type(find: Any, example: Any) -> None:
    people = example.url(example.page("people", "zh"))
    with find(at=people) as tab:
        box = tab.get_by_role("search", name="站内搜索").get_by_role("searchbox")
        tab.keyboard.press("Control+/")
        expect(box).not_to_be_focused()
        tab.keyboard.press("/")
        expect(box).to_be_focused()
        expect(box).to_have_value("")
        tab.locator("#filter").focus()
        tab.keyboard.press("/")
        expect(tab.locator("#filter")).to_have_value("/")
        box.fill("颅底")
        box.press("Enter")
        tab.wait_for_url(f"{example.url(search_of(example))}?q={quote('颅底')}")
        expect(tab.get_by_role("link", name="颅底外科论坛")).to_be_visible()
        tab.get_by_role("checkbox", name="在任何页面按“/”键即可搜索。").uncheck()
        tab.goto(people)
        tab.keyboard.press("/")
        expect(box).not_to_be_focused()
        tab.goto(example.url(search_of(example)))
        expect(tab.get_by_role("checkbox")).not_to_be_checked()
        tab.get_by_role("checkbox").check()
        tab.goto(people)
        tab.keyboard.press("/")
        expect(box).to_be_focused()


# ------------------------------------------------------------ every page
@pytest.mark.parametrize("scripts", [True, False])
def test_b52_the_button_of_a_phone_leads_to_the_search_page(
    example: Any, open_tab: Any, scripts: bool
) -> None:
    with open_tab(scripts=scripts, **PHONE) as (tab, watch):
        tab.goto(example.url(example.page("session", "en")))
        button = tab.get_by_role("search", name="Search this site").get_by_role("button", name="Search")
        size = button.bounding_box()
        assert (size["width"], size["height"]) == (44, 44)
        expect(tab.locator("header input")).to_be_hidden()
        button.click()
        tab.wait_for_url(re.compile(re.escape(example.url(search_of(example, "en")))))
        if scripts:
            tab.wait_for_url(example.url(search_of(example, "en")))  # without an empty ?q=
        assert watch.faults == []


def test_b52_without_scripts_the_page_says_so_and_lists_all_pages(example: Any, open_tab: Any) -> None:
    with open_tab(scripts=False, **DESK) as (tab, watch):
        tab.goto(example.url(example.page("article", "en")))
        box = tab.locator("header").get_by_role("searchbox", name="Search this site")
        box.fill("skull base")
        box.press("Enter")
        tab.wait_for_url(f"{example.url(search_of(example, 'en'))}?q=skull+base")
        expect(tab.locator("noscript p", has_text="Search needs JavaScript.")).to_be_visible()
        for hidden in (tab.locator("#q"), tab.get_by_role("checkbox")):
            expect(hidden).to_be_hidden()
        links = set(tab.eval_on_selector_all(".search-pages a", "all => all.map(a => a.href)"))
        kinds = {
            page.kind
            for page in example.plan.pages
            if page.language.code == "en" and example.url(page) not in links
        }
        assert kinds <= {
            "session",
            "person",
            "article",
            "news",
            "photos",
            "not-found",
            "search",
        }  # the lists linked have them
        assert watch.faults == []


def test_b52_no_page_loads_what_only_the_search_page_needs(example: Any, open_tab: Any) -> None:
    with open_tab(**DESK) as (tab, watch):
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        for kind, limit in (("prose", 4), ("session", 6), ("person", 6)):
            asked.clear()
            tab.goto(example.url(example.page(kind, "zh")), wait_until="load")
            tab.keyboard.press("/")
            assert [url for url in asked if "search" in url.rpartition("/")[2]] == []
            assert len([url for url in asked if not re.search(r"\.(avif|webp|jpe?g|png|svg)$", url)]) <= limit
        assert watch.faults == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_b52_a_long_name_leaves_the_bar_tidy(example: Any, open_tab: Any, language: str) -> None:
    long = {
        "zh": "第二十八届中华医学会神经外科学分会学术会议",
        "en": "The Twenty-Eighth Annual Meeting of the Society",
    }
    with open_tab(**DESK) as (tab, _):
        tab.goto(example.url(example.page("prose", language)))
        tab.evaluate(
            "name => { const m = document.querySelector('.mark'); m.classList.add('is-long'); m.lastChild.textContent = name; }",
            long[language],
        )
        for width, count in ((320, 2), (390, 2), (768, 1), (960, 1), (1280, 1)):
            tab.set_viewport_size({"width": width, "height": 800})
            boxes = [
                box.bounding_box()
                for box in tab.locator(".top-row > *, .menu-box > summary, .menu-list > li").all()
                if box.is_visible()
            ]
            rows = {round((box["y"] + box["height"] / 2) / 8) for box in boxes}
            assert len(rows) == count, width
            assert tab.locator(".top").bounding_box()["height"] <= (88 if count == 1 else 120)
            assert max(box["x"] + box["width"] for box in boxes) <= width


# ------------------------------------------------------------ from a disk
def test_b52_the_box_leads_to_the_search_page_from_a_disk(example: Any, open_tab: Any) -> None:
    page = Path(example.output / search_of(example).file).as_uri()
    with open_tab(address="file://", **DESK) as (tab, watch):
        tab.context.add_init_script(ENGINE % json.dumps(ANSWERS))
        tab.goto((example.output / example.page("session", "zh").file).as_uri())
        box = tab.locator("header").get_by_role("searchbox")
        box.fill("颅底")
        box.press("Enter")
        tab.wait_for_url(f"{page}?q={quote('颅底')}")
        expect(tab.get_by_role("link", name="颅底外科论坛")).to_be_visible()
        tab.get_by_role("searchbox").fill("skull")
        tab.wait_for_url(f"{page}?q=skull")
        assert watch.faults == []


def test_b52_the_pages_for_what_is_not_there_have_a_box(example: Any, open_tab: Any) -> None:
    with open_tab(**DESK) as (tab, watch):
        tab.context.add_init_script(ENGINE % json.dumps(ANSWERS))
        tab.goto(f"{example.home}no/such/page")
        watch.faults.clear()  # the page itself is a 404
        tab.get_by_role("searchbox", name="站内搜索").fill("颅底")
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("link", name="颅底外科论坛")).to_be_visible()
        tab.goto(f"{example.home}en/404.html")
        tab.get_by_role("searchbox").fill("颅底")
        tab.keyboard.press("Enter")
        tab.wait_for_url(f"{example.url(search_of(example, 'en'))}?q={quote('颅底')}")
        assert watch.faults == []
