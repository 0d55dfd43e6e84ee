"""A preview of a small site, really served."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import http.client
import json
import queue
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, Self

import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from sitegen.build import Options
from sitegen.serve import run_preview
from sitegen.serve.report import Teller

PATIENCE = 20.0
"""Seconds after which a test gives up; only a broken preview comes near."""
SITE = """\
languages:
  zh: {tag: zh-Hans, name: 中文, locale: zh_Hans_CN}
  en: {tag: en, name: English, locale: en_GB}
source_language: zh
base_url: https://example.org/2023/
event:
  name:
    zh: 示例大会
    en: Example Congress
  start: 2023-08-25
  end: 2023-08-27
  timezone: Asia/Shanghai
"""
NEWS = "---\ntitle: {title}\ndate: 2023-08-01\n---\n欢迎参加。\n"


class Answer:
    """An HTTP answer, read."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self.body = answer.read()
        self.text = self.body.decode("utf-8", "replace")


class Served:
    """A running preview and the folder it shows."""

    def __init__(
        self, folder: Path, templates: tuple[Path, ...] = (), port: int = 0, base: str | None = None
    ) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.lines: list[str] = []
        self.port = 0
        self._wish = port
        self._options = Options(
            project=folder,
            content=self.content,
            output=folder / "output",
            templates=templates,
            cache=folder / ".cache",
            today=datetime.date(2023, 8, 1),
            base=base,
        )
        self._ready: queue.Queue[Any] = queue.Queue()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        self.port, self._end = self._ready.get(timeout=PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        self._thread.join(2 * PATIENCE)
        assert not self._thread.is_alive()

    def _serve(self) -> None:
        def ready(port: int, end: Callable[[], None]) -> None:
            self._ready.put((port, end))

        teller = Teller("en", self.lines.append, self.lines.append)
        preview = run_preview(
            self._options, teller, port=self._wish, lan=False, ready=ready, patience=PATIENCE
        )
        assert asyncio.run(preview)

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request, the path exactly as given; `Host` may be replaced."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            given = {"Host": f"localhost:{self.port}", **headers}
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in given.items():
                connection.putheader(name, value)
            connection.endheaders()
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def shows(self, path: str, words: str, *, absent: str = "\0") -> Answer:
        """The answer at a path, as soon as it has some words in it and others not."""
        return until(
            lambda: self.ask(path), lambda answer: words in answer.text and absent not in answer.text
        )

    def raw(self, data: bytes) -> bytes:
        """What comes back for some bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as line:
            line.sendall(data)
            found = b""
            while part := line.recv(65536):
                found += part
            return found

    def save(self, path: str, text: str) -> None:
        """Save a file of content/ in one step, so that no build sees half of it."""
        file = self.content / path
        half = file.with_name(f"{file.name}~")
        half.write_text(text, "utf-8")
        half.replace(file)

    def tells(self, start: str) -> None:
        """Waits for a line on the terminal; a page may be there a moment before it."""
        end = time.monotonic() + PATIENCE
        while not any(line.startswith(start) for line in self.lines):
            assert time.monotonic() < end, self.lines
            time.sleep(0.01)

    def shake(self, **headers: str) -> int:
        """The status of the answer to the opening of a web socket (RFC 6455, 4.1): 101 when it is opened."""
        own = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
        key = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Origin": f"http://localhost:{self.port}"}
        return self.ask("/livereload", **own, **key | headers).status

    @contextlib.asynccontextmanager
    async def connect(self) -> AsyncIterator[WebSocketClientConnection]:
        """The web socket, opened from a page of the preview; at the end its line is closed, not only told to be."""
        own = {"Origin": f"http://localhost:{self.port}", "Host": f"localhost:{self.port}"}
        line = await websocket_connect(HTTPRequest(f"ws://127.0.0.1:{self.port}/livereload", headers=own))
        stream = line.protocol.stream
        yield line
        line.close()
        while not stream.closed():
            await asyncio.sleep(0.01)

    async def message(self, line: WebSocketClientConnection) -> dict[str, Any]:
        """The next message on a web socket."""
        found = await asyncio.wait_for(line.read_message(), PATIENCE)
        assert found is not None, "closed"
        told: dict[str, Any] = json.loads(found)
        return told


def until(ask: Callable[[], Answer], is_right: Callable[[Answer], bool]) -> Answer:
    """The first right answer; fails when patience is over."""
    end = time.monotonic() + PATIENCE
    while not is_right(answer := ask()):
        assert time.monotonic() < end, answer.text
        time.sleep(0.01)
    return answer


def make_folder(folder: Path) -> Path:
    """A project of one news item."""
    news = folder / "content" / "news"
    news.mkdir(parents=True)
    (folder / "content" / "site.yaml").write_text(SITE, "utf-8")
    (news / "hello.zh.md").write_text(NEWS.format(title="你好"), "utf-8")
    (news / "hello.en.md").write_text("---\ntitle: Hello\n---\nWelcome.\n", "utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of one news item."""
    return make_folder(tmp_path)


@pytest.fixture
def served(folder: Path) -> Iterator[Served]:
    """A preview whose first build is done."""
    with Served(folder) as preview:
        preview.shows("/zh/news/hello/", "你好")
        yield preview


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The same for all tests that save nothing."""
    with Served(make_folder(tmp_path_factory.mktemp("unchanged"))) as preview:
        preview.shows("/zh/news/hello/", "你好")
        yield preview


@pytest.fixture
def serve() -> type[Served]:
    """`with serve(folder, …) as preview:`: one of the test's own making."""
    return Served
