"""The busiest day and the overview of the torture programme: finding, now and next, clocks, phones, wide screens, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import pages_of
from tests.torture.days import BUSIEST, DAYS, TALKS

pytestmark = pytest.mark.browser

HOME = "Asia/Shanghai"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
FACTS = """() => [...document.querySelectorAll('.timetable-day [data-kind]')].map(e => ({id: e.id, ...e.dataset,
  shown: !e.closest('[hidden]'), block: (e.parentElement.closest('[data-kind]') || e).id, names: [...(e.querySelector('.session-head') || e).querySelectorAll('.session-name')].map(n => n.textContent)}))"""
OPTIONS = """() => Object.fromEntries([...document.querySelectorAll('.timetable-filter select')].map(
  s => [s.name, [...s.options].map(o => o.value).filter(Boolean)]))"""
OVER = """() => {
  const over = [], range = document.createRange();
  for (const cell of document.querySelectorAll('.timetable-table td')) {
    const box = cell.getBoundingClientRect(), words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      range.selectNodeContents(words.currentNode);
      for (const line of range.getClientRects())
        if (line.left < box.left - 1 || line.right > box.right + 1) over.push(words.currentNode.data);
    }
  }
  return [document.scrollingElement.scrollWidth - innerWidth, over];
}"""
"""How much wider than the screen the page is, and the words that reach out of their field."""


def day(language: str = "en", date: str = BUSIEST, query: str = "") -> str:
    return f"/{language}/programme/{date}/index.html{query}"


@pytest.fixture(scope="module")
def tab(open_tab: Any, torture: str) -> Iterator[Any]:
    """One tab of the venue's zone for all tests; what goes wrong in it fails the last."""
    with open_tab(address=torture, base_url=torture, timezone_id=HOME, viewport=DESK) as (opened, watch):
        yield opened
        assert watch.faults == []


def shown(tab: Any) -> set[str]:
    return {item["id"] for item in tab.evaluate(FACTS) if item["shown"]}


def open_filter(tab: Any) -> None:
    """Its script comes with the first wish."""
    tab.click(".timetable-filter summary")
    tab.wait_for_function("() => document.querySelector('.timetable-filter').person.length > 1")


# ------------------------------------------------------------ finding
def test_every_filter_shows_its_own_and_all_together_show_all(tab: Any) -> None:
    tab.goto(day())
    items = {item["id"]: item for item in tab.evaluate(FACTS)}
    assert len(items) > 110
    assert shown(tab) == set(items)
    open_filter(tab)
    options = tab.evaluate(OPTIONS)
    assert set(options) == {"room", "kind", "language", "person"}
    union = set()
    for name, values in options.items():
        assert len(values) > 1
        for value in values if name != "person" else values[::20]:
            tab.select_option(f"[name={name}]", value)
            seen = shown(tab)
            own = {
                id_ for id_, item in items.items()
                if value in (item["names"] if name == "person" else item.get(name, "").split())
            }  # fmt: skip
            assert own, (name, value)
            assert own <= seen, (name, value)
            union |= seen
        tab.select_option(f"[name={name}]", "")
    assert union == set(items)
    for chip in tab.locator(".timetable-tracks a").all():
        chip.click()
        own = {id_ for id_, item in items.items() if item.get("track") == chip.get_attribute("data-track")}
        assert shown(tab) == own
        assert chip.get_attribute("aria-current") == "true"
    tab.click("[type=reset]")
    assert shown(tab) == set(items)
    assert tab.inner_text(".timetable-filter [role=status]") == ""


def test_what_was_asked_for_stands_in_the_address_and_goes_on_to_other_days(tab: Any) -> None:
    tab.goto(day(query="?now=2031-09-05T09:55"))
    tab.click(".timetable-tracks [data-track] >> nth=0")
    tab.wait_for_url("**track=vascular*")
    open_filter(tab)
    tab.fill(".timetable-filter [name=q]", "REGISTRY")
    before = shown(tab)
    assert 0 < len(before) < 20
    assert re.search(r"\?now=[^&]+&track=vascular&q=REGISTRY", tab.url)
    count = tab.inner_text(".timetable-filter [role=status]")
    assert re.search(r"\d+ items? match", count)
    tab.reload()
    assert shown(tab) == before
    assert tab.inner_text(".timetable-filter [role=status]") == count
    tab.click(f".timetable-days [data-date='{DAYS[0]}']")
    tab.wait_for_url(f"**{day(date=DAYS[0])}?*q=REGISTRY*")
    assert tab.input_value(".timetable-filter [name=q]") == "REGISTRY"
    tab.goto(day(query="?track=A"))
    by_letter = shown(tab)
    assert by_letter
    assert {item.get("track") for item in tab.evaluate(FACTS) if item["shown"]} == {
        tab.get_attribute(".timetable-tracks [aria-current]", "data-track")
    }


def test_the_script_of_the_filter_comes_when_it_is_wanted(open_tab: Any, torture: str) -> None:
    with open_tab(address=torture, base_url=torture, viewport=DESK) as (tab, watch):
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(day())
        tab.wait_for_load_state("networkidle")
        assert [url for url in asked if "filter" in url] == []
        open_filter(tab)
        assert len([url for url in asked if "filter" in url]) == 1
        tab.click(".timetable-filter summary")
        tab.click(".timetable-filter summary")
        assert len([url for url in asked if "filter" in url]) == 1
        assert watch.faults == []


def test_a_track_is_followed_where_the_script_cannot_be_had(open_tab: Any, torture: str) -> None:
    with open_tab(address=torture, base_url=torture, viewport=DESK) as (tab, _):
        tab.route("**/filter.*.js", lambda route: route.abort())
        tab.goto(day())
        chip = tab.locator(".timetable-tracks [data-track]").first
        page = chip.evaluate("chip => chip.href")
        chip.click()
        tab.wait_for_url(page)


def test_nothing_found_is_said(tab: Any) -> None:
    tab.goto(day("zh", query="?q=没有这样的题目&person=某人"))
    assert shown(tab) == set()
    assert tab.inner_text(".timetable-filter [role=status]") == "没有符合条件的日程"
    assert tab.locator(".timetable-table tr:visible").count() == 0
    tab.click("[type=reset]")
    assert len(shown(tab)) > 110
    assert "?" not in tab.url


def test_without_scripts_nothing_is_hidden_and_no_filter_shown(open_tab: Any, torture: str, tab: Any) -> None:
    tab.goto("/en/programme/index.html")
    items = [item["id"] for item in tab.evaluate(FACTS)]
    with open_tab(scripts=False, address=torture, base_url=torture, viewport=DESK) as (plain, _):
        for path in (day(query="?track=A&q=x"), "/en/programme/index.html"):
            plain.goto(path)
            facts = plain.evaluate(FACTS)
            assert all(item["shown"] for item in facts)
            assert plain.locator(".timetable-filter").is_hidden()
        assert [item["id"] for item in facts] == items
        assert len(set(items)) == len(items)
        chips = plain.eval_on_selector_all(
            ".timetable-tracks a", "links => links.map(a => a.getAttribute('href'))"
        )
        assert len(chips) == 8
        assert all("/tracks/" in href for href in chips)


# ------------------------------------------------------------ now and next
def marked(tab: Any, path: str) -> tuple[list[str], list[str]]:
    tab.goto(path)
    ids = "elements => elements.map(e => e.id)"
    now = tab.eval_on_selector_all(".timetable-day [aria-current=time]", ids)
    assert tab.locator(".timetable-day .session-now:not(.session-next)").count() == len(now)
    return now, tab.eval_on_selector_all(".timetable-day .is-next", ids)


def next_of(facts: dict[str, Any], minute: int) -> set[str]:
    """What begins soonest in each room within two hours; a block stands for its first talk."""
    starts = {
        id_: int(item["time"].split("-")[0])
        for id_, item in facts.items()
        if "time" in item and item.get("status", "moved") == "moved"
    }
    soonest: dict[Any, int] = {}
    for id_, start in starts.items():
        if minute < start <= minute + 120:
            room = facts[id_].get("room")
            soonest[room] = min(start, soonest.get(room, start))
    found = {id_ for id_, start in starts.items() if soonest.get(facts[id_].get("room")) == start}
    return {id_ for id_ in found if facts[id_]["block"] == id_ or facts[id_]["block"] not in found}


def test_now_and_next_are_marked_in_words(tab: Any) -> None:
    now, following = marked(tab, day("zh", query="?now=2031-09-05T09:45"))
    facts = {item["id"]: item for item in tab.evaluate(FACTS)}
    assert len(now) > 8
    for id_ in now:
        start, end = map(int, facts[id_]["time"].split("-"))
        assert start <= 585 < end
        assert facts[id_].get("status", "moved") == "moved"
    assert set(following) == next_of(facts, 585)
    assert len(following) > 8
    assert tab.inner_text(f"#{now[0]} .session-now >> nth=0") == "进行中"
    assert "即将开始" in tab.inner_text(f"#{following[0]}")
    assert "2031-09-05 09:45" in tab.inner_text("[data-rehearsal]")
    assert tab.evaluate("() => scrollY") > 100  # opened at what is on


@pytest.mark.parametrize(
    ("query", "now"),
    [("?now=2031-09-05T23:45", 1), ("?now=2031-09-06T00:10", 1), ("?now=2031-09-06T00:30", 0), ("?now=2031-09-03T12:00", 0), ("?now=2031-09-09T12:00", 0)],
)  # fmt: skip
def test_a_day_owns_its_night_and_no_other_is_marked(tab: Any, query: str, now: int) -> None:
    on, following = marked(tab, day(query=query))
    assert len(on) == now
    assert following == []
    assert (tab.evaluate("() => scrollY") > 0) == bool(now)


def test_the_page_stays_where_the_reader_wants_to_be(tab: Any) -> None:
    marked(tab, day(query="?now=2031-09-05T14:00&track=A"))
    assert tab.evaluate("() => scrollY") == 0


# ------------------------------------------------------------ clocks
@pytest.mark.parametrize(
    ("zone", "line", "row"),
    [
        ("Europe/London", "Your time is 7 h behind: 08:00 is 01:00 for you", "yours 01:00"),
        ("America/New_York", "Your time is 12 h behind: 08:00 is Thu 20:00 for you", "yours Thu 20:00"),
        ("Asia/Kolkata", "Your time is 2.5 h behind: 08:00 is 05:30 for you", "yours 05:30"),
        ("Pacific/Auckland", "Your time is 4 h ahead: 08:00 is 12:00 for you", "yours 12:00"),
        ("Asia/Singapore", None, None),
    ],
)
def test_the_readers_own_clock_is_told_where_it_differs(
    open_tab: Any, torture: str, zone: str, line: str | None, row: str | None
) -> None:
    with open_tab(address=torture, base_url=torture, timezone_id=zone, viewport=PHONE) as (own, watch):
        own.goto(day())
        words = own.eval_on_selector_all(".timetable-own", "words => words.map(w => w.dataset.own)")
        assert words[:2] == ([line, row] if line else [])
        assert "Beijing time (UTC+8)" in own.inner_text(".timetable-zone")
        assert watch.faults == []


# ------------------------------------------------------------ screens
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [320, 390, 768, 1120, 1280])
def test_no_title_is_cut_and_nothing_is_wider_than_the_screen(tab: Any, language: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    for path in (day(language), f"/{language}/programme/index.html"):
        tab.goto(path)
        assert tab.evaluate(OVER) == [0, []]
    tab.set_viewport_size(DESK)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_day_of_96_talks_is_four_screens_on_a_phone(tab: Any, language: str) -> None:
    tab.set_viewport_size(PHONE)
    tab.goto(day(language))
    # from the top to the end of the overview, without the notice, which is as long as its author likes
    whole = tab.evaluate(
        "() => document.querySelector('main').getBoundingClientRect().bottom + scrollY"
        " - document.querySelector('.banner').offsetHeight"
    )
    tab.click(".session-block summary >> nth=0")
    one = tab.locator(".session-block").first.bounding_box()["height"]
    tab.set_viewport_size(DESK)
    assert whole <= 4 * 844
    assert one <= 2.5 * 844


def test_the_sticky_head_does_not_cover_what_has_the_focus(tab: Any) -> None:
    tab.goto(day())
    links = tab.locator(".timetable-grid td a")
    links.nth(links.count() - 1).focus()
    for _ in range(25):
        tab.keyboard.press("Shift+Tab")
        hidden = tab.evaluate(
            "() => { const e = document.activeElement, b = e.getClientRects()[0], t = document.elementFromPoint(b.x + 3, b.y + b.height / 2);"
            " return t && t !== e && !e.contains(t) && !t.contains(e) ? e.textContent + ' under ' + t.tagName : ''; }"
        )
        assert hidden == ""


COMMAS = """() => [...document.querySelectorAll(".session-name")].filter(name => {
  const next = name.nextSibling, range = document.createRange();
  if (!next || next.nodeType !== 3 || !/^[、,]/.test(next.data)) return false;
  range.setStart(next, 0);
  range.setEnd(next, 1);
  const comma = range.getBoundingClientRect(), line = [...name.getClientRects()].pop();
  return comma.height && comma.top > line.bottom - 2;
}).map(name => name.textContent)"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_b24_no_line_of_names_begins_with_a_comma(tab: Any, language: str) -> None:
    tab.goto(day(language))
    for width in (320, 360, 390, 430, 1280):
        tab.set_viewport_size({"width": width, "height": 844})
        assert tab.evaluate(COMMAS) == []
    tab.set_viewport_size(DESK)


# ------------------------------------------------------------ paper
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_programme_is_six_sheets_with_every_talk(tab: Any, language: str) -> None:
    tab.goto(f"/{language}/programme/index.html")
    assert 1 <= pages_of(tab.pdf(prefer_css_page_size=True)) <= 6
    tab.emulate_media(media="print")
    seen = tab.evaluate(
        "() => { const small = [], lost = []; for (const e of document.querySelectorAll('.timetable-day [data-kind]')) {"
        " const a = e.querySelector('a') || e; if (!a.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})) lost.push(e.id);"
        " if (parseFloat(getComputedStyle(a).fontSize) < 10.6) small.push(e.id); }"
        " return [lost, small, document.querySelectorAll('.timetable-day [data-kind]:is([data-kind=talk], [data-kind=keynote], [data-kind=lecture])').length,"
        " getComputedStyle(document.querySelector('.timetable-table thead .timetable-clock'), '::before').content]; }"
    )
    tab.emulate_media(media="screen")
    assert seen[:2] == [[], []]
    assert seen[2] >= TALKS
    assert "EVERYTHING 2031 · " in seen[3]


def test_words_are_whole_on_paper(tab: Any) -> None:
    """What copies or reads a printed page would find the soft hyphens in it."""
    tab.goto("/en/programme/index.html")
    before = "() => getComputedStyle(document.querySelector('.shy'), '::before').content"
    assert tab.evaluate(before) == '"\u00ad"'
    tab.emulate_media(media="print")
    assert tab.evaluate(before) == "none"
    tab.emulate_media(media="screen")
