"""The service worker in a browser: without a network, with a bad one, after a new build, switched off, and beside others."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from sitegen.build import Options, build
from sitegen.build.run import default_templates
from sitegen.problems import as_text
from tests.browser.conftest import TODAY, Server
from tests.conftest import write_files

PHONE: dict[str, Any] = {
    "locale": "zh-CN",
    "viewport": {"width": 390, "height": 800},
    "timezone_id": "Europe/London",
}
PROGRAMME = """\
sessions:
  - {id: opening, kind: ceremony, title: {zh: 开幕式, en: Opening}, date: 2023-08-25, time: 09:00–10:00, speakers: [li-si]}
  - {id: closing, kind: ceremony, title: {zh: 闭幕式, en: Closing}, date: 2023-08-26, time: 17:00–18:00}
"""
FILES = {
    "people.yaml": "li-si:\n  name: {zh: 李四, en: LI Si}\n",
    "programme.yaml": PROGRAMME,
    "venues.yaml": "hall:\n  name: {zh: 会议中心, en: Centre}\n",
    "pages/about.zh.md": "---\ntitle: 关于\n---\n正文。\n",
    "pages/about.en.md": "---\ntitle: About\n---\nText.\n",
}
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys())
    found.push(new URL(request.url).pathname);
  return found.sort();
}"""
STATE = """async () => {
  const names = await caches.keys(), all = await navigator.serviceWorker.getRegistrations();
  return [names.sort(), all.map(one => new URL(one.scope).pathname).sort()];
}"""


class Host:
    """Sites under paths of one origin, and what is wrong with the network."""

    def __init__(self, root: Path, site_yaml: str) -> None:
        self.root = root
        self.address = ""
        self.asked: list[str] = []
        self.is_down = False
        self.status = 0
        self.gate: threading.Event | None = None
        """While there is one, answers wait for it."""
        self._site_yaml = site_yaml

    def publish(
        self,
        path: str = "",
        files: Mapping[str, str] = FILES,
        *,
        offline: str = "true",
        more: tuple[Path, ...] = (),
    ) -> None:
        """Build a site of these files under a path."""
        settings = f"offline: {offline}\n{self._site_yaml}  venue: hall\n"
        source = self.root.parent / f"source-{path or 'root'}"
        write_files(source / "content", {**files, "site.yaml": settings})
        output = self.root / path
        report = build(
            Options(source, source / "content", output, templates=more, today=TODAY, base=f"/{path}")
        )
        assert report.is_published, "\n".join(as_text(report.problems, "en"))

    def url(self, path: str) -> str:
        return f"{self.address}/{path}"


class Handler(SimpleHTTPRequestHandler):
    """A plain server, as bad as its host is told to be."""

    def __init__(self, *arguments: Any, host: Host) -> None:
        self.host = host
        super().__init__(*arguments, directory=str(host.root))

    def do_GET(self) -> None:
        gate = self.host.gate
        if gate is not None:
            gate.wait(30)
        if self.host.is_down:
            self.close_connection = True
            return
        if self.host.status:
            self.send_error(self.host.status)
            return
        self.host.asked.append(self.path)
        del self.headers["If-Modified-Since"]  # it counts seconds; two builds can be made in one
        super().do_GET()

    def end_headers(self) -> None:
        if self.path.endswith(".html"):
            self.send_header("Cache-Control", "max-age=3600")  # the worst that a server may say of pages
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@pytest.fixture
def host(tmp_path: Path, site_yaml: str) -> Iterator[Host]:
    made = Host(tmp_path / "www", site_yaml)
    made.root.mkdir()
    server = Server(("127.0.0.1", 0), partial(Handler, host=made))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_address[1]}"
    yield made
    if made.gate is not None:
        made.gate.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Tab]:
    """A tab of a fresh context whose scripts and policy must not fail."""
    faults: list[str] = []
    context = browser.new_context(reduced_motion="reduce", **PHONE)
    context.set_default_timeout(10_000)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("console", lambda message: faults.append(message.text) if "Policy" in message.text else None)
    yield context.new_page()
    context.close()
    assert faults == []


def go(tab: Tab, address: str) -> None:
    """Open a page and wait for its worker to be in charge."""
    tab.goto(address)
    tab.wait_for_function("() => navigator.serviceWorker.controller")


def wait_for(tab: Tab, script: str, is_so: Callable[[Any], bool]) -> Any:
    """Ask until it is so, as events of caches are not told to pages."""
    for _ in range(400):
        found = tab.evaluate(script)
        if is_so(found):
            return found
        tab.wait_for_timeout(25)
    raise AssertionError(found)


NOTE = ".banner-warning"


def test_without_a_network_the_programme_is_there_and_says_of_when(host: Host, phone: Tab) -> None:
    host.publish()
    go(phone, host.url("zh/index.html"))
    phone.goto(host.url("zh/programme/opening/index.html"))
    assert phone.locator(NOTE).count() == 0
    kept = wait_for(phone, KEPT, lambda kept: "/zh/programme/opening/index.html" in kept)
    pages = [path for path in kept if not path.startswith("/assets/")]
    assert pages == [
        "/zh/people/index.html", "/zh/programme/2023-08-25/index.html", "/zh/programme/2023-08-26/index.html",
        "/zh/programme/2023-08-27/index.html", "/zh/programme/changes/index.html", "/zh/programme/index.html",
        "/zh/programme/mine/data.js", "/zh/programme/mine/index.html", "/zh/programme/opening/index.html", "/zh/venue/index.html",
    ]  # fmt: skip
    host.is_down = True
    phone.goto(host.url("zh/programme/2023-08-26/index.html?track=a#i-closing"))
    expect(phone.locator("h1")).to_contain_text("8月26日")
    expect(phone.locator(NOTE)).to_contain_text("网络不可用：这是")
    hour = phone.evaluate(
        "() => new Date().toLocaleString('zh', {timeZone: 'Asia/Shanghai', day: 'numeric'})"
    )
    expect(phone.locator(NOTE)).to_contain_text(hour)  # the day of the congress zone, not of the reader's
    assert (
        phone.evaluate("() => getComputedStyle(document.querySelector('.banner-warning')).boxShadow")
        != "none"
    )
    phone.goto(host.url("zh/programme/opening/"))
    expect(phone.locator("h1")).to_have_text("开幕式")
    expect(phone.locator(NOTE)).to_be_visible()
    phone.locator(".star").first.click()
    phone.goto(host.url("zh/programme/mine/index.html"))
    expect(phone.locator(".mine-list .session-title")).to_have_text(["开幕式"])


def test_what_is_not_kept_leads_to_what_is(host: Host, phone: Tab) -> None:
    host.publish("2027")
    go(phone, host.url("2027/zh/venue/index.html"))
    host.is_down = True
    for path in (
        "2027/zh/programme/closing/index.html",
        "2027/zh/index.html",
        "2027/",
        "2027/zh/about/index.html",
    ):
        answer = phone.goto(host.url(path))
        assert answer is not None
        assert answer.status == 503
        expect(phone.locator("h1")).to_have_text("网络不可用")
        assert phone.evaluate("() => getComputedStyle(document.querySelector('.button')).display") != "inline"
    links = phone.locator("li a")
    assert links.all_inner_texts()[0] == "日程"
    links.first.click()
    expect(phone.locator("h1")).to_have_text("日程")
    phone.goto(host.url("2027/en/venue/index.html"))
    expect(phone.locator("h1")).to_have_text("No network")
    expect(phone.locator("p").first).to_have_text(
        "This page is not kept on your device. Try again with a network."
    )


def test_another_language_is_kept_once_it_is_read(host: Host, phone: Tab) -> None:
    host.publish()
    go(phone, host.url("zh/venue/index.html"))
    phone.goto(host.url("en/venue/index.html"))
    wait_for(
        phone,
        KEPT,
        lambda kept: "/en/programme/2023-08-26/index.html" in kept and "/en/people/index.html" in kept,
    )
    host.is_down = True
    phone.goto(host.url("en/programme/2023-08-26/index.html"))
    expect(phone.locator(NOTE)).to_contain_text("No network: this page was saved on")


def test_a_slow_or_broken_server_is_not_waited_for(host: Host, phone: Tab, tmp_path: Path) -> None:
    parts = tmp_path / "hasty" / "parts"
    parts.mkdir(parents=True)
    code = (default_templates() / "parts" / "worker.js").read_text("utf-8")
    assert "PATIENCE = 5000" in code
    (parts / "worker.js").write_text(code.replace("PATIENCE = 5000", "PATIENCE = 50"), "utf-8")
    host.publish(more=(tmp_path / "hasty",))
    page = host.url("zh/programme/index.html")
    go(phone, page)
    host.gate = threading.Event()
    phone.goto(page, wait_until="commit")
    expect(phone.locator(NOTE)).to_be_visible()
    host.gate.set()
    host.gate = None
    host.status = 503
    phone.goto(page)
    expect(phone.locator(NOTE)).to_be_visible()
    host.status = 0
    phone.goto(page)
    expect(phone.locator(NOTE)).to_have_count(0)


def test_a_new_build_is_seen_at_once_and_takes_the_place_of_the_old(host: Host, phone: Tab) -> None:
    host.publish()
    page = host.url("zh/programme/2023-08-25/index.html")
    go(phone, page)
    phone.goto(host.url("zh/programme/closing/index.html"))
    before = wait_for(phone, KEPT, lambda kept: "/zh/programme/closing/index.html" in kept)
    (old,) = phone.evaluate(STATE)[0]
    host.publish(files={**FILES, "venues.yaml": "hall:\n  name: {zh: 国际会议中心, en: Centre}\n"})
    host.asked.clear()
    phone.goto(host.url("zh/programme/index.html"))
    (new,), scopes = wait_for(phone, STATE, lambda state: state[0] != [old] and len(state[0]) == 1)
    assert scopes == ["/"]
    assert new.partition(" ")[2].rpartition(" ")[0] == f"{host.address}/"
    assert wait_for(phone, KEPT, lambda kept: kept == before) == before  # the page visited is still kept
    pages = {path for path in host.asked if path.endswith(".html")}
    assert "/zh/venue/index.html" in pages
    host.is_down = True
    phone.goto(host.url("zh/venue/index.html"))
    expect(phone.locator("main")).to_contain_text("国际会议中心")


def test_only_what_has_changed_is_asked_for_again(host: Host, phone: Tab) -> None:
    host.publish()
    go(phone, host.url("zh/about/index.html"))
    (old,) = phone.evaluate(STATE)[0]
    moved = PROGRAMME.replace("17:00–18:00", "16:00–17:00")
    host.publish(files={**FILES, "programme.yaml": moved})
    host.asked.clear()
    phone.goto(host.url("zh/about/index.html"))
    wait_for(phone, STATE, lambda state: state[0] != [old] and len(state[0]) == 1)
    asked = sorted(
        {path for path in host.asked if path not in {"/sw.js", "/zh/about/index.html", "/favicon.svg"}}
    )
    assert [path for path in asked if "/assets/" not in path] == [
        "/zh/programme/2023-08-26/index.html", "/zh/programme/index.html", "/zh/programme/mine/data.js"
    ]  # fmt: skip


def test_a_page_that_is_gone_is_not_kept(host: Host, phone: Tab) -> None:
    host.publish()
    go(phone, host.url("zh/venue/index.html"))
    phone.goto(host.url("zh/programme/closing/index.html"))
    wait_for(phone, KEPT, lambda kept: "/zh/programme/closing/index.html" in kept)
    (host.root / "zh/programme/closing/index.html").unlink()
    phone.goto(host.url("zh/programme/closing/index.html"))
    wait_for(phone, KEPT, lambda kept: "/zh/programme/closing/index.html" not in kept)


def test_switched_off_it_goes_with_all_it_kept_and_no_other(host: Host, phone: Tab) -> None:
    host.publish("2023")
    host.publish("2027")
    go(phone, host.url("2023/zh/venue/index.html"))
    go(phone, host.url("2027/zh/venue/index.html"))
    phone.evaluate("() => caches.open('other')")
    names, scopes = phone.evaluate(STATE)
    assert (len(names), scopes) == (3, ["/2023/", "/2027/"])
    host.publish("2023", offline="false")
    phone.goto(host.url("2023/zh/venue/index.html"))
    assert phone.evaluate("() => document.querySelector('[data-worker]')") is None
    names, scopes = wait_for(phone, STATE, lambda state: [len(part) for part in state] == [2, 1])
    assert scopes == ["/2027/"]
    assert [name.partition(" ")[2].partition(" ")[0] for name in names] == ["", f"{host.address}/2027/"]
    host.is_down = True
    phone.goto(host.url("2027/zh/venue/index.html"))
    expect(phone.locator(NOTE)).to_be_visible()


def test_a_site_below_another_is_left_alone(host: Host, phone: Tab) -> None:
    host.publish()
    host.publish("2023", offline="false")
    go(phone, host.url("zh/venue/index.html"))
    answers = [phone.goto(host.url(path)) for path in ("zh/venue/index.html", "2023/zh/venue/index.html")]
    assert [answer is not None and answer.from_service_worker for answer in answers] == [True, False]
    kept = phone.evaluate(KEPT)
    assert [path for path in kept if path.startswith("/2023/")] == []
