"""The preview in a browser: pages reload by themselves under their own strict policy, and show mistakes."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-preview")]

NEWS = "---\ntitle: {title}\ndate: 2023-08-01\n---\n欢迎参加。\n"
POLICY = (
    "document.addEventListener('securitypolicyviolation',"
    " event => console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))"
)


@pytest.fixture
def preview(tmp_path: Path, site_yaml: str) -> Iterator[tuple[str, Path]]:
    """The address of a preview with its slash, and the news item to save."""
    news = tmp_path / "content" / "news" / "hello.zh.md"
    news.parent.mkdir(parents=True)
    news.write_text(NEWS.format(title="你好"), "utf-8")
    (tmp_path / "content" / "site.yaml").write_text(site_yaml, "utf-8")
    command = [sys.executable, "-m", "sitegen", "serve", "--port", "0", "--lang", "zh", "--now", "2023-08-01"]
    with subprocess.Popen(
        [*command, "--content", str(news.parent.parent)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as run:
        assert run.stdout
        found = re.search(r"http://localhost:(\d+)/", run.stdout.readline())
        assert found
        yield found[1], news
        run.send_signal(signal.SIGTERM)
        run.wait(20)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_page_follows_what_is_saved(browser: Any, preview: tuple[str, Path], host: str) -> None:
    port, news = preview
    with browser.new_context() as context:
        said: list[str] = []
        context.add_init_script(POLICY)
        context.on("console", lambda message: said.append(message.text))
        context.on("weberror", lambda error: said.append(f"script: {error.error}"))
        tab = context.new_page()
        tab.goto(f"http://{host}:{port}/zh/news/hello/")
        tab.wait_for_selector("h1:has-text('你好')")  # also where the first build was still under way
        said.clear()  # that page comes with status 503
        news.write_text(NEWS.format(title="再见"), "utf-8")
        tab.wait_for_selector("h1:has-text('再见')")
        news.write_text(NEWS.format(title="[又见"), "utf-8")
        tab.wait_for_selector("#sitegen-bar code:has-text('content/news/hello.zh.md:2:8')")
        assert "再见" in tab.inner_text("h1")
        assert (
            tab.evaluate("() => getComputedStyle(document.querySelector('#sitegen-bar')).position") == "fixed"
        )
        tab.click("#sitegen-bar a")
        tab.wait_for_selector("main li code:has-text('content/news/hello.zh.md:2:8')")
        tab.go_back()
        news.write_text(NEWS.format(title="又见"), "utf-8")
        tab.wait_for_selector("h1:has-text('又见')")
        assert tab.query_selector("#sitegen-bar") is None
        assert said == []
