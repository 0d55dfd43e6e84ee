"""The web server of the preview: the site from memory, and livereload's web socket, for this machine only."""

from __future__ import annotations

import asyncio
import functools
import json
import logging
import secrets
import socket
from collections.abc import Awaitable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, ClassVar

from livereload.handlers import LiveReloadHandler
from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError

from sitegen.problems import sentence
from sitegen.serve import guard, pages
from sitegen.serve.answers import answer, content_type
from sitegen.serve.state import State
from sitegen.serve.status import status_page
from sitegen.serve.styleguide import Styleguide

HTML = "text/html; charset=utf-8"


class Preview:
    """What the handlers of one server share."""

    def __init__(
        self, language: str, prefix: str = "/", lan: bool = False, guide: Styleguide | None = None
    ) -> None:
        self.language = language
        self.guide = guide
        self.prefix = prefix
        self.lan = lan
        self.state = State()
        self.open_pages: set[Reload] = set()
        self._run = secrets.token_hex(4)

    @property
    def version(self) -> str:
        """Names what a page shows, also across runs: a page of another version is reloaded as it connects."""
        return f"v{self._run}-{self.state.number}"

    def show(self, state: State) -> None:
        """Take the outcome of a build and have all open pages reloaded."""
        self.state = state
        for page in tuple(self.open_pages):
            page.reload()

    def serve(self, sockets: Sequence[socket.socket]) -> HTTPServer:
        """Start answering on these sockets, in the running event loop."""
        for name in ("tornado.access", "tornado.general", "livereload"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what strangers send is no news for an author
        given = {"preview": self}
        application = Application(
            [
                (r"/livereload", Reload, given),
                (pages.SCRIPT.replace(".", r"\."), Script, given),
                (pages.PROBLEMS, ProblemsPage, given),
                (pages.STATUS, StatusPage, given),
                (pages.STYLE.replace(".", r"\."), Style, given),
                (rf"{pages.GUIDE}.*", GuidePage, given),
                (r".*", SitePage, given),
            ],
            log_function=lambda handler: None,
            websocket_max_message_size=64 * 1024,
        )
        server = HTTPServer(application, max_body_size=64 * 1024)
        server.add_sockets(sockets)
        return server


class Guarded(RequestHandler):
    """Refuses strangers, keeps nothing in the browser, and words errors in a line."""

    SUPPORTED_METHODS: ClassVar[tuple[str, ...]] = ("GET", "HEAD")  # type: ignore[misc]
    preview: Preview

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def prepare(self) -> None:
        if not is_welcome(self, self.preview.lan):
            raise HTTPError(403)

    def compute_etag(self) -> None:
        """None is wanted where nothing is kept."""

    def head(self, *arguments: str) -> Awaitable[None] | None:
        """As GET; tornado leaves out the body."""
        return self.get(*arguments)

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        if status_code == 405:
            self.set_header("Allow", "GET, HEAD")
        if status_code == 403:
            self.write(
                sentence("serve-refused", self.preview.language, names=", ".join(guard.LOOPBACK)) + "\n"
            )
        else:
            self.write(f"{status_code} {self._reason}\n")

    def send(self, body: bytes, kind: str) -> None:
        """The whole answer."""
        self.set_header("Content-Type", kind)
        self.write(body)

    def send_own(self, body: bytes) -> None:
        """A page of the preview itself."""
        self.set_header("Content-Security-Policy", pages.POLICY)
        self.send_page(body)

    def send_page(self, body: bytes) -> None:
        """A page, with what the preview adds to each."""
        name, port = guard.split_host(self.request.headers["Host"])
        script = f"{pages.SCRIPT}?host={name}&port={port}&maxdelay=2000&snipver={self.preview.version}"
        self.send(pages.with_additions(body, self.preview.state, self.preview.language, script), HTML)


class SitePage(Guarded):
    """Any file of the site."""

    def get(self, *_: str) -> Awaitable[None] | None:
        self.send_file(self.preview.state, self.preview.prefix)
        return None

    def send_file(self, state: State, prefix: str) -> None:
        """What the path of the request names among the files of a site that lies under `prefix`."""
        preview = self.preview
        files = state.files
        if files is None:
            self.set_status(503)
            self.send_own(pages.problems_page(state, preview.language))
            return
        found = answer(self.request.path, files, prefix)
        if found.location:
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(found.location + query)
            return
        file = found.file
        if not file:
            self.set_status(404)
            file = found.not_found
        content = files.get(file)
        if isinstance(content, Path):
            content = _read(content)
        if content is None:
            self.set_status(404)
            line = sentence("serve-no-page", preview.language) + "\n"
            self.send(line.encode(), content_type("line.txt"))
        elif not found.file:
            self.send_page(pages.at_any_depth(content, prefix + file))
        elif content_type(file) == HTML:
            self.send_page(content)
        else:
            self.send(content, content_type(file))


class GuidePage(SitePage):
    """Any file of the styleguide, which is made when it is first asked for after a build."""

    async def get(self, *_: str) -> None:
        guide = self.preview.guide
        if guide is None:
            raise HTTPError(404)
        if self.request.path == pages.GUIDE:
            self.redirect(f"{pages.GUIDE}{self.preview.language}/styleguide/")
            return
        loop = asyncio.get_running_loop()
        state = await loop.run_in_executor(None, guide.beside, self.preview.state)
        self.send_file(state, pages.GUIDE)


class ProblemsPage(Guarded):
    """All problems of the last build."""

    def get(self, *_: str) -> None:
        self.send_own(pages.problems_page(self.preview.state, self.preview.language))


class StatusPage(Guarded):
    """What is translated in the last good site, and what is not."""

    def get(self, *_: str) -> None:
        self.send_own(status_page(self.preview.state, self.preview.language, self.preview.prefix))


class Style(Guarded):
    """The style of bar and problems page."""

    def get(self, *_: str) -> None:
        self.send(pages.style_sheet(), content_type(pages.STYLE))


class Script(Guarded):
    """livereload's script, as it comes with the library."""

    def get(self, *_: str) -> None:
        self.send(_script(), content_type(pages.SCRIPT))


class Reload(LiveReloadHandler):  # type: ignore[misc]
    """livereload's protocol 7 on a web socket that only our own pages may open.

    The library's class knows one server per process and polls files; hello and reload are its, the open
    pages and the moment to reload are ours.
    """

    SUPPORTED_METHODS: ClassVar[tuple[str, ...]] = ("GET",)
    preview: Preview

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def prepare(self) -> None:
        if not is_welcome(self, self.preview.lan):
            raise HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        return is_welcome(self, self.preview.lan)

    def on_message(self, message: str | bytes) -> None:
        try:
            told = json.loads(message)
            command = told["command"]
        except (ValueError, TypeError, LookupError):
            self.close(1008, "livereload protocol 7 wanted")
            return
        if command == "hello":
            super().on_message(message)
            self.preview.open_pages.add(self)
            if told.get("snipver") not in (None, self.preview.version):  # built anew meanwhile
                self.reload()

    def on_close(self) -> None:
        self.preview.open_pages.discard(self)

    def reload(self) -> None:
        """Ask the browser to load the page again."""
        command = {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}
        try:
            sent = self.write_message(command)
        except WebSocketClosedError:
            self.on_close()
        else:
            asyncio.ensure_future(sent).add_done_callback(_forgive)


def _forgive(sent: asyncio.Future[None]) -> None:
    sent.exception()  # a page closed just now


def is_welcome(handler: RequestHandler, lan: bool) -> bool:
    """Whether Host and Origin of a request are ours."""
    headers = handler.request.headers
    hosts = headers.get_list("Host")
    reached = None
    if lan:
        stream = handler.request.connection.stream  # type: ignore[union-attr]
        reached = guard.written(stream.socket.getsockname()[0])
    return guard.host_is_ours(hosts, reached) and guard.origin_is_ours(headers.get_list("Origin"), hosts[0])


def _read(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except OSError:  # deleted since it was found
        return None


@functools.cache
def _script() -> bytes:
    return resources.files("livereload").joinpath("vendors", "livereload.js").read_bytes()
