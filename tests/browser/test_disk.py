"""The zip, unpacked and opened from a disk: every kind of page, search, one's own programme, the languages."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from sitegen.build import Options, build
from tests.browser.conftest import TODAY

DESK: dict[str, Any] = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 900}}
LINKS = """() => [...document.querySelectorAll("a[href], link[href], script[src], img[src]")]
  .map(element => (element.href || element.src).split(/[?#]/)[0]).filter(link => link.startsWith("file:"))"""


@pytest.fixture(scope="module")
def unpacked(example: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The example with `links: clean`, in a folder with a name as readers have them."""
    folder = tmp_path_factory.mktemp("disk") / "下载 100% #1"
    shutil.copytree(example.output.parent / "content", folder / "content")
    settings = folder / "content" / "site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("links: files", "links: clean"), "utf-8")
    cache = example.output.parent / "cache"  # its pictures
    report = build(
        Options(folder, folder / "content", folder / "output", cache=cache, today=TODAY, bundle=folder)
    )
    assert report.bundle is not None
    with zipfile.ZipFile(report.bundle.place) as archive:
        archive.extractall(folder / "unpacked")
    yield folder / "unpacked" / report.bundle.folder
    shutil.rmtree(folder)


def test_every_kind_of_page_opens_with_all_its_links(unpacked: Path, example: Any, open_tab: Any) -> None:
    from urllib.parse import unquote, urlsplit

    with open_tab(address="file://", **DESK) as (tab, watch):
        kinds = sorted({page.kind for page in example.plan.pages} - {"not-found"})
        files = [example.page(kind, language).file for kind in kinds for language in ("zh", "en")]
        for file in ["index.html", *files]:
            tab.goto((unpacked / file).as_uri())
            links = {Path(unquote(urlsplit(link).path)) for link in tab.evaluate(LINKS)}
            assert links
            assert {str(link) for link in links if not link.is_file()} == set(), file
            assert tab.locator("h1").first.is_visible()
        assert watch.faults == []
        assert tab.evaluate("() => document.querySelectorAll('link[rel=manifest]').length") == 0


def test_a_reader_goes_through_it(unpacked: Path, example: Any, open_tab: Any) -> None:
    with open_tab(address="file://", **DESK) as (tab, watch):
        tab.goto((unpacked / "index.html").as_uri())
        tab.get_by_role("link", name="中文").first.click()
        tab.wait_for_url((unpacked / "zh" / "index.html").as_uri())
        box = tab.locator("header").get_by_role("searchbox")
        box.fill("颅底外科")
        box.press("Enter")
        tab.wait_for_url(f"**/zh/search/index.html?q={quote('颅底外科')}")
        tab.get_by_role("link", name="颅底外科论坛").first.click()
        assert tab.url.endswith("/index.html")
        tab.locator(".star").first.click()
        tab.locator("[data-mine]").first.click()
        expect(tab.locator(".mine-list .session-title").first).to_contain_text("颅底外科")
        tab.locator("a.switch").first.click()
        tab.wait_for_url((unpacked / "en/programme/mine/index.html").as_uri())
        assert watch.faults == []


def test_without_storage_stars_last_as_long_as_the_page(unpacked: Path, example: Any, open_tab: Any) -> None:
    with open_tab(address="file://", **DESK) as (tab, watch):
        tab.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get: () => { throw new DOMException('no', 'SecurityError'); }})"
        )
        tab.goto((unpacked / example.page("session", "zh").file).as_uri())
        star = tab.locator(".star").first
        star.click()
        expect(star).to_have_attribute("aria-pressed", "true")
        expect(tab.locator(".star-note")).not_to_have_text("")
        tab.goto((unpacked / "zh/programme/mine/index.html").as_uri())
        assert tab.locator("h1").is_visible()
        assert watch.faults == []
