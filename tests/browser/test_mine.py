"""One's own programme: stars, the page of what is starred, its link, its calendar and its code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest
import segno
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

DESK = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 800}}
KEY = "document.querySelector('script[data-key]').dataset.key"
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('private'); }})"


def day_of(example: Any, language: str = "zh") -> Any:
    return example.page("day", language)


def mine_of(example: Any, language: str = "zh") -> Any:
    return next(p for p in example.plan.pages if p.key == "page:mine" and p.language.code == language)


def item_of(example: Any, id_: str, language: str = "zh") -> Any:
    return example.plan.project.sites[language].sessions[id_]


def forums_of(page: Any) -> list[Any]:
    """Blocks of a day with talks that take place at the same time as others, by room."""
    blocks = [block for block in page.site.blocks_on(page.day) if block.kind == "forum" and block.talks]
    return [block for block in blocks if block.start == blocks[0].start]


def star(tab: Any, id_: str) -> Any:
    return tab.locator(f"#s-{id_} .star").first


def copy_of(session: Any, **changes: Any) -> dict[str, Any]:
    """An item as the browser keeps it."""
    kept = {
        "t": session.title.plain,
        "d": session.date and session.date.isoformat(),
        "s": session.start and int(session.start),
        "e": session.end and int(session.end),
        "r": " ".join(session.rooms),
        "x": session.status if session.status != "scheduled" else None,
    }
    return {name: value for name, value in {**kept, **changes}.items() if value not in (None, "")}


def keep(tab: Any, example: Any, text: str | dict[str, Any], language: str = "zh") -> None:
    """Open the page with something in the storage."""
    tab.goto(example.url(mine_of(example, language)))
    value = text if isinstance(text, str) else json.dumps({"v": 1, "items": text})
    tab.evaluate(f"text => localStorage.setItem({KEY}, text)", value)
    tab.reload()


def shown(tab: Any) -> list[str]:
    return tab.eval_on_selector_all(".mine-list .session-title", "all => all.map(e => e.textContent)")


# ------------------------------------------------------------ stars
def test_a_star_is_kept_in_both_languages_and_over_a_reload(example: Any, open_tab: Any) -> None:
    page = day_of(example)
    one, two = forums_of(page)[:2]
    with open_tab(**DESK) as (tab, watch):
        tab.goto(example.url(page))
        button = star(tab, one.id)
        expect(button).to_have_attribute("aria-pressed", "false")
        expect(button).to_have_accessible_name(f"将“{one.title}”加入我的日程")
        box = button.bounding_box()
        assert (box["width"], box["height"]) == (44, 44)
        button.click()
        star(tab, two.talks[0].id).click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(tab.locator("[data-mine]").first).to_have_attribute("data-mine", "2")
        tab.reload()
        expect(star(tab, one.id)).to_have_attribute("aria-pressed", "true")
        tab.goto(example.url(mine_of(example)))
        assert shown(tab) == [one.title, two.talks[0].title]
        tab.click("a.switch")
        tab.wait_for_url(example.url(mine_of(example, "en")))
        assert shown(tab) == [item_of(example, i, "en").title for i in (one.id, two.talks[0].id)]
        expect(tab.locator(".mine-list h2")).to_have_text("Saturday 26 August")
        tab.click(".mine-list .session-title a")
        tab.wait_for_url(f"{example.home}en/programme/{one.id}/index.html")
        own = tab.locator(".star-row .star")
        expect(own).to_have_attribute("aria-pressed", "true")
        own.click()
        expect(own).to_have_attribute("aria-pressed", "false")
        tab.goto(example.url(mine_of(example, "en")))
        assert shown(tab) == [item_of(example, two.talks[0].id, "en").title]
        assert watch.faults == []


@pytest.mark.parametrize("kind", ["programme", "track", "room", "person", "series"])
def test_items_can_be_starred_on_every_list(example: Any, open_tab: Any, kind: str) -> None:
    page = example.page(kind, "en")
    with open_tab(**DESK) as (tab, watch):
        tab.goto(example.url(page))
        button = tab.locator("main .star:visible").first
        button.click()
        name = re.fullmatch("Add “(.*)” to my programme", button.get_attribute("aria-label"))
        assert name
        tab.goto(example.url(mine_of(example, "en")))
        assert shown(tab) == [name[1]]
        expect(tab.locator(".mine-note")).to_have_count(0)  # the copy from this page is that of the data
        assert watch.faults == []


def test_the_copies_that_pages_make_are_those_of_the_data(example: Any, open_tab: Any) -> None:
    with open_tab(**DESK) as (tab, _):
        for kind, language in (("programme", "zh"), ("series", "zh"), ("person", "en")):
            tab.goto(example.url(example.page(kind, language)))
            tab.evaluate("document.querySelectorAll('main .star').forEach(b => b.click())")
            kept = json.loads(tab.evaluate(f"localStorage.getItem({KEY})"))["items"]
            assert len(kept) > 2
            for id_, copy in kept.items():
                assert (id_, copy) == (id_, copy_of(item_of(example, id_, language)))
            tab.evaluate("localStorage.clear()")


DAMAGED = (
    "",
    "{",
    "null",
    "[]",
    '{"v": 1}',
    '{"v": 2, "items": {"a": {}}}',
    '{"v": 1, "items": {"__proto__": {}, "<b>": 1}}',
)


def test_a_damaged_store_is_an_empty_one(example: Any, open_tab: Any) -> None:
    page = day_of(example)
    forum = forums_of(page)[0]
    with open_tab() as (tab, watch):
        for text in DAMAGED:
            keep(tab, example, text)
            expect(tab.locator(".mine-empty")).to_be_visible()
            tab.goto(example.url(page))
            star(tab, forum.id).click()
            tab.goto(example.url(mine_of(example)))
            assert shown(tab) == [forum.title], text
        assert watch.faults == []


def test_damaged_items_of_a_store_are_shown_as_they_can_be(example: Any, open_tab: Any) -> None:
    forum = forums_of(day_of(example))[0]
    with open_tab() as (tab, watch):
        keep(tab, example, {forum.id: None, "gone": 3, "lost": {"t": {"a": 1}, "d": 7, "s": "x"}, "A b": {}})
        assert sorted(shown(tab)) == sorted([forum.title, "gone", "[object Object]"])
        assert watch.faults == []


def test_where_nothing_can_be_kept_the_reader_is_told(example: Any, open_tab: Any) -> None:
    page = day_of(example, "en")
    with open_tab() as (tab, watch):
        tab.context.add_init_script(NO_STORAGE)
        tab.goto(example.url(page))
        button = star(tab, forums_of(page)[0].id)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(tab.locator(".star-note")).to_contain_text("your stars are lost")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "false")
        assert watch.faults == []


def test_another_tab_hears_of_a_star(example: Any, open_tab: Any) -> None:
    page = day_of(example)
    forum = forums_of(page)[0]
    with open_tab(**DESK) as (tab, _):
        tab.goto(example.url(page))
        other = tab.context.new_page()
        other.goto(example.url(mine_of(example)))
        star(tab, forum.id).click()
        expect(other.locator(".mine-list .session-title")).to_have_text([forum.title])
        other.locator(".mine-remove").click()
        expect(star(tab, forum.id)).to_have_attribute("aria-pressed", "false")


# ------------------------------------------------------------ the list
def test_a_removed_row_hands_on_the_focus_and_can_come_back(example: Any, open_tab: Any) -> None:
    forums = forums_of(day_of(example))[:3]
    with open_tab() as (tab, _):
        keep(tab, example, {forum.id: copy_of(forum) for forum in forums})
        tab.locator(".mine-remove").nth(1).press("Enter")
        assert shown(tab) == [forums[0].title, forums[2].title]
        expect(tab.locator(f"[data-id={forums[2].id}] .mine-remove")).to_be_focused()
        expect(tab.locator(".mine-told")).to_contain_text(f"已移出“{forums[1].title}”")
        tab.get_by_role("button", name="撤销").press("Enter")
        assert shown(tab) == [forum.title for forum in forums]
        expect(tab.locator(f"[data-id={forums[1].id}] .mine-remove")).to_be_focused()
        for _ in forums:
            tab.locator(".mine-remove").last.press("Enter")
        expect(tab.locator("h1")).to_be_focused()
        expect(tab.locator(".mine-empty")).to_be_visible()


def test_what_overlaps_is_said_but_not_of_what_is_within(example: Any, open_tab: Any) -> None:
    one, two, three = forums_of(day_of(example))[:3]
    kept = [one, one.talks[0], two, three]
    off = next(s for s in example.plan.project.source.sessions.values() if s.is_cancelled)
    with open_tab() as (tab, _):
        keep(tab, example, {item.id: copy_of(item) for item in [*kept, off]})
        notes = {
            id_: tab.locator(f"[data-id={id_}] .mine-note").all_inner_texts()
            for id_ in [*(item.id for item in kept), off.id]
        }

        def clashes(*others: Any) -> list[str]:
            return [f"时间冲突：“{o.title}”，{o.start}–{o.end}" for o in others]

        assert notes[one.id] == clashes(two, three)
        assert notes[one.talks[0].id] == clashes(two, three)
        assert notes[two.id] == clashes(one, one.talks[0], three)
        assert notes[off.id] == []


def test_what_changed_since_it_was_starred_is_said(example: Any, open_tab: Any) -> None:
    one, two, three = forums_of(day_of(example, "en"))[:3]
    off = next(s for s in example.plan.project.sites["en"].sessions.values() if s.status == "cancelled")
    other_room = example.plan.project.sites["en"].rooms[two.rooms[0]].name
    own_room = example.plan.project.sites["en"].rooms[one.rooms[0]].name
    with open_tab() as (tab, _):
        keep(
            tab,
            example,
            {
                one.id: copy_of(one, s=600, r=two.rooms[0]),
                two.talks[0].id: copy_of(two.talks[0], d="2023-08-25"),
                off.id: copy_of(off, x=None),
                "no-more": {"t": "A talk of old", "d": "2023-08-25", "s": 600, "e": 630},
            },
            "en",
        )

        def notes(id_: str) -> list[str]:
            return [
                text.strip()
                for text in tab.locator(f"[data-id={id_}] .mine-note").evaluate_all(
                    "all => all.map(e => e.firstChild.data)"
                )
                if "Clash" not in text
            ]

        assert notes(one.id) == [
            f"Moved since you added it: was 10:00 {other_room}, now {one.start} {own_room}"
        ]
        assert notes(two.talks[0].id) == [
            "Moved since you added it: was Friday 25 August 13:30, now Saturday 26 August 13:30"
        ]
        assert notes(off.id) == ["Changed since you added it: Cancelled"]
        assert notes("no-more") == ["No longer in the programme"]
        assert shown(tab)[0] == "A talk of old"
        tab.locator(f"[data-id={one.id}]").get_by_role("button", name="Got it").press("Enter")
        assert notes(one.id) == []
        tab.reload()
        assert notes(one.id) == []
        assert three.id not in shown(tab)


def test_paper_shows_the_list_alone(example: Any, open_tab: Any) -> None:
    forums = forums_of(day_of(example))[:2]
    with open_tab(**DESK) as (tab, _):
        keep(tab, example, {forum.id: copy_of(forum) for forum in forums})
        tab.emulate_media(media="print")
        text = tab.inner_text("main")
        assert all(forum.title in text for forum in forums)
        assert tab.locator("main button:visible, main input:visible").count() == 0


def test_without_scripts_the_page_says_what_it_needs(example: Any, open_tab: Any) -> None:
    with open_tab(scripts=False) as (tab, _):
        tab.goto(example.url(mine_of(example, "en")))
        expect(tab.locator("main")).to_match_aria_snapshot("""
            - main:
              - heading "My programme" [level=1]
              - paragraph: /kept only in this browser/
              - paragraph: "What you star in the programme is listed here by time. This needs JavaScript."
              - link "View the programme"
              - paragraph:
                - link "Whole programme (calendar file)"
        """)
        assert tab.locator("main button:visible").count() == 0
        tab.goto(example.url(day_of(example)))
        assert tab.locator(".star").count() == 0


def test_names_and_roles_of_a_list(example: Any, open_tab: Any) -> None:
    one, two = forums_of(day_of(example, "en"))[:2]
    with open_tab() as (tab, _):
        keep(tab, example, {item.id: copy_of(item) for item in (one, two.talks[0])}, "en")
        expect(tab.locator(".mine")).to_match_aria_snapshot(f"""
            - heading "My programme" [level=1]
            - heading "Saturday 26 August" [level=2]
            - list:
              - listitem:
                - heading "{one.title}" [level=3]:
                  - link "{one.title}"
                - button "Remove “{one.title}” from my programme"
              - listitem:
                - heading "{two.talks[0].title}" [level=3]
            - button "Download a calendar file"
            - button "Print"
            - button "Share"
        """)


def test_it_works_from_a_disk(example: Any, open_tab: Any) -> None:
    root = example.output.as_uri()
    page = day_of(example)
    forum = forums_of(page)[0]
    with open_tab(address=root, **DESK) as (tab, watch):
        tab.goto(f"{root}/{page.file}")
        star(tab, forum.id).click()
        tab.locator("[data-mine]").first.click()
        expect(tab.locator(".mine-list .session-title")).to_have_text([forum.title])
        tab.get_by_role("button", name="分享").first.click()
        base = example.plan.project.source.settings.base_url
        assert tab.input_value("#mine-link").startswith(f"{base}zh/programme/mine/index.html#s=")
        assert watch.faults == []


# ------------------------------------------------------------ the link
def link_of(tab: Any) -> str:
    tab.click(".mine-open")
    return str(tab.input_value("#mine-link"))


def test_a_link_shows_the_same_list_elsewhere(example: Any, open_tab: Any) -> None:
    one, two, three = forums_of(day_of(example))[:3]
    with open_tab() as (tab, _):
        keep(tab, example, {item.id: copy_of(item) for item in (one, two.talks[1])})
        link = link_of(tab)
        assert re.fullmatch(re.escape(example.url(mine_of(example))) + r"#s=[\w-]{10}", link)
    with open_tab() as (tab, watch):
        keep(tab, example, {three.id: copy_of(three)})
        tab.goto(f"{link}zzzzz")
        expect(tab.get_by_role("heading", name="别人分享的日程")).to_be_visible()
        assert shown(tab) == [one.title, two.talks[1].title]
        expect(tab.locator(".mine-unknown")).to_have_text("链接中已不在日程里的项数：1")
        expect(tab.locator(".mine-remove, .mine-tools:visible")).to_have_count(0)
        tab.click("a.switch")
        tab.wait_for_url(re.compile("/en/.*#s="))
        assert shown(tab) == [item_of(example, i, "en").title for i in (one.id, two.talks[1].id)]
        tab.click(".mine-keep")
        assert tab.url == example.url(mine_of(example, "en"))
        assert shown(tab) == [item_of(example, three.id, "en").title]
        tab.goto(link)
        tab.click(".mine-take")
        expect(tab.locator(".mine-told")).to_have_text("已加入我的日程")
        assert len(shown(tab)) == 3
        tab.reload()
        assert sorted(shown(tab)) == sorted([one.title, two.talks[1].title, three.title])
        assert watch.faults == []


@pytest.mark.parametrize("codes", ["", "x", "%00", "<script>", "zzzzz" * 400])
def test_a_link_of_nonsense_harms_nothing(example: Any, open_tab: Any, codes: str) -> None:
    forum = forums_of(day_of(example))[0]
    with open_tab() as (tab, watch):
        keep(tab, example, {forum.id: copy_of(forum)})
        tab.goto(f"{example.url(mine_of(example))}?x#s={codes}")
        assert shown(tab) == ([] if re.match(r"[\w-]", codes) else [forum.title])
        assert watch.faults == []


def test_a_link_holds_a_hundred_items_and_says_so(example: Any, open_tab: Any) -> None:
    items = [s for s in example.plan.project.source.sessions.values() if s.kind != "break"]
    assert len(items) > 101
    with open_tab() as (tab, _):
        keep(tab, example, {item.id: copy_of(item) for item in items[:100]})
        assert len(link_of(tab).partition("#s=")[2]) == 500
        expect(tab.locator(".mine-short")).to_be_hidden()
        keep(tab, example, {item.id: copy_of(item) for item in items})
        link = link_of(tab)
        assert len(link) < 700
        expect(tab.locator(".mine-short")).to_be_visible()
        first = shown(tab)[:100]
        tab.goto("about:blank")
        tab.goto(link)
        assert shown(tab) == first
        tab.click(".mine-keep")
        tab.click(".mine-open")
        tab.click(".mine-draw")
        assert (
            tab.locator(".mine-code img").evaluate("img => img.decode().then(() => img.naturalWidth)") > 300
        )


def test_the_link_can_be_copied_or_selected(example: Any, open_tab: Any) -> None:
    forum = forums_of(day_of(example))[0]
    with open_tab() as (tab, _):
        keep(tab, example, {forum.id: copy_of(forum)})
        tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
        link = link_of(tab)
        tab.click(".mine-copy")
        expect(tab.locator(".mine-said")).to_have_text("已复制")
        assert tab.evaluate("navigator.clipboard.readText()") == link
        tab.evaluate(
            "navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false"
        )
        tab.click(".mine-copy")
        expect(tab.locator(".mine-said")).to_have_text("请选中链接后自行复制")
        assert tab.evaluate("getSelection().toString()") == link


# ------------------------------------------------------------ the calendar
def test_the_calendar_agrees_with_those_of_the_site(example: Any, open_tab: Any, tmp_path: Path) -> None:
    source = example.plan.project.source
    items = [s for s in source.sessions.values() if s.kind != "break" and s.date]
    with open_tab() as (tab, _):
        for language in ("zh", "en"):
            keep(tab, example, {item.id: copy_of(item) for item in items}, language)
            with tab.expect_download() as download:
                tab.click(".mine-calendar")
            download.value.save_as(tmp_path / language)
            assert download.value.suggested_filename == "my-programme.ics"
            text = (tmp_path / language).read_bytes()
            assert max(len(line) for line in text.split(b"\r\n")) <= 75
            made = {str(event["UID"]): event for event in icalendar.Calendar.from_ical(text).walk("VEVENT")}
            assert len(made) == len(items)
            assert b"BEGIN:VTIMEZONE" in text
            seen = set()
            for file in (example.output / language / "programme").glob("*.ics"):
                for event in icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT"):
                    own = made.get(str(event["UID"]))
                    if own is None:
                        continue
                    seen.add(str(event["UID"]))
                    for name in (
                        "DTSTART",
                        "DTEND",
                        "SEQUENCE",
                        "DTSTAMP",
                        "STATUS",
                        "SUMMARY",
                        "LOCATION",
                        "URL",
                    ):
                        assert (name, own.get(name)) == (name, event.get(name))
            assert seen == set(made)


# ------------------------------------------------------------ the code
@pytest.fixture
def encode(example: Any, open_tab: Any) -> Any:
    """`encode(texts)`: the modules that qr.js makes for each."""
    (script,) = (example.output / "assets").glob("qr.*.js")

    def of(texts: list[str]) -> list[Any]:
        with open_tab() as (tab, watch):
            tab.evaluate(script.read_text("utf-8"))
            found = tab.evaluate("texts => texts.map(text => sitegenCode(text))", texts)
            assert watch.faults == []
            return list(found)

    return of


def test_codes_are_those_of_another_encoder(encode: Callable[[list[str]], Any], monkeypatch: Any) -> None:
    # segno 1.6 adds a byte of padding bits where none are wanted (ISO/IEC 18004, 7.4.10): decoders skip it.
    monkeypatch.setattr(
        segno.encoder, "write_padding_bits", lambda buff, version, length: buff.extend([0] * (-length % 8))
    )
    text = "https://example.org/2023/zh/programme/mine/index.html#s=" + "Az09-_bY7q" * 100
    sizes = [
        1,
        14,
        15,
        26,
        42,
        62,
        84,
        106,
        122,
        152,
        180,
        213,
        214,
        230,
        271,
        321,
        367,
        425,
        458,
        520,
        586,
        644,
        718,
        792,
        858,
    ]
    texts = [text[:size] for size in sizes] + ["北京8月"]
    for made, given in zip(encode(texts), texts, strict=True):
        level = "m" if len(given.encode()) <= 213 else "l"
        code = segno.make(given, error=level, mode="byte", encoding="utf-8", micro=False, boost_error=False)
        assert (given, made) == (given, [list(row) for row in code.matrix])


def test_what_is_too_long_for_a_code_gives_none(encode: Callable[[list[str]], Any]) -> None:
    assert encode(["x" * 859]) == [None]


def test_the_code_is_a_picture_with_a_name(example: Any, open_tab: Any) -> None:
    forum = forums_of(day_of(example))[0]
    with open_tab(**PHONE) as (tab, watch):
        keep(tab, example, {forum.id: copy_of(forum)})
        assert tab.locator("script[src*='/qr.']").count() == 0
        link = link_of(tab)
        tab.click(".mine-draw")
        picture = tab.get_by_role("img", name="我的日程链接的二维码")
        expect(picture).to_be_visible()
        assert picture.get_attribute("src").startswith("data:image/png;base64,")
        modules = tab.evaluate(
            """async () => {
              const image = document.querySelector('.mine-code img'), canvas = document.createElement('canvas'), found = [];
              await image.decode();
              const rows = sitegenCode(document.querySelector('#mine-link').value), n = rows.length, size = image.naturalWidth / (n + 8);
              canvas.width = canvas.height = image.naturalWidth;
              const pen = canvas.getContext('2d');
              pen.drawImage(image, 0, 0);
              const all = pen.getImageData(0, 0, image.naturalWidth, image.naturalWidth).data;
              for (let y = 0; y < n + 8; y++) for (let x = 0; x < n + 8; x++) {
                const dark = all[((y * size + (size >> 1)) * image.naturalWidth + x * size + (size >> 1)) * 4] < 128;
                if (dark !== !!(rows[y - 4] && rows[y - 4][x - 4])) found.push([y, x]);
              }
              return [size % 1, found];
            }"""
        )
        assert modules == [0, []]
        assert link.count("#s=") == 1
        assert tab.evaluate("document.scrollingElement.scrollWidth") == 390
        assert watch.faults == []
