"""ICP and police numbers stand at the foot of every page of every language, with links, untranslated."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sitegen.build import Options, build

FOOTER = "footer: {icp: 浙ICP备05050873号-2, police: 京公网安备 11010202000001号}\n"
MORE = {
    "contact.yaml": "panels: [{title: {zh: 秘书处, en: Office}, lines: [{kind: phone, value: 010-5550-0100}]}]\n",
    "committees.yaml": "- {id: a, title: {zh: 委员会, en: Committee}, members: [li-si]}\n",
    "dates.yaml": "- {id: early, date: 2023-07-31, label: {zh: 早期注册, en: Early bird}}\n",
    "news/hello.zh.md": "---\ntitle: 你好\ndate: 2023-08-01\n---\n欢迎。\n",
    "pages/about.zh.md": "---\ntitle: 关于\n---\n关于。\n",
    "pages/about.en.md": "---\ntitle: About\n---\nAbout.\n",
    "people.yaml": "li-si: {name: {zh: 李四, en: LI Si}}\n",
    "programme.yaml": "sessions: [{id: one, title: {zh: 一, en: One}, date: 2023-08-25, start: 09:00, end: 10:00}]\n",
    "organisations.yaml": "host: {name: {zh: 主办, en: Host}}\ngroups: [{title: {zh: 主办, en: Hosts}, members: [host]}]\n",
}


class Links(HTMLParser):
    """Links inside the `<footer>` of a page: address → (language, text)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, tuple[str | None, str]] = {}
        self._inside = False
        self._open: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = self._inside or tag == "footer"
        if tag == "a" and self._inside:
            given = dict(attrs)
            self._open = given.get("href") or ""
            self.found[self._open] = (given.get("lang"), "")

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            lang, text = self.found[self._open]
            self.found[self._open] = (lang, text + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._open = None
        self._inside = self._inside and tag != "footer"


def pages_of(folder: Path, site: str) -> Mapping[str, str]:
    for name, text in {"site.yaml": site, **MORE}.items():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    output = folder / "output"
    assert build(Options(folder, folder / "content", output, today=datetime.date(2023, 8, 1))).is_published
    return {file.relative_to(output).as_posix(): file.read_text("utf-8") for file in output.rglob("*.html")}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, site_yaml: str) -> Mapping[str, str]:
    return pages_of(tmp_path_factory.mktemp("filed"), f"{site_yaml}{FOOTER}")


def test_b43_every_page_of_every_language(pages: Mapping[str, str]) -> None:
    assert {
        "index.html",
        "404.html",
        "zh/404.html",
        "en/404.html",
        "en/index.html",
        "zh/news/hello/index.html",
    } <= set(pages)
    wrong = {
        name: found
        for name, html in pages.items()
        if (found := Links(html).found).get("https://beian.miit.gov.cn/")
        != ("zh-Hans", "浙ICP备05050873号-2")
        or found.get("https://beian.mps.gov.cn/#/query/webSearch?code=11010202000001")
        != ("zh-Hans", "京公网安备 11010202000001号")
    }
    assert wrong == {}


def test_b43_nothing_of_it_without_numbers(tmp_path: Path, site_yaml: str) -> None:
    assert [
        name
        for name, html in pages_of(tmp_path, site_yaml).items()
        if re.search("beian|备案|网安备|ICP备", html)
    ] == []
