"""The example site, built and served, and a browser to look at it with."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from playwright.sync_api import Page as Tab

from sitegen.build import Options, build
from sitegen.build.run import default_templates
from sitegen.load.project import load_project
from sitegen.outputs.pages import plan_pages
from sitegen.plan import Page, Plan, make_plan
from sitegen.problems import Problems, as_text
from sitegen.render.galleries import ON_A_PAGE
from sitegen.render.words import load_words

ROOT = Path(__file__).resolve().parent.parent.parent
BASE = "/2027/"
TODAY = datetime.date(2023, 8, 1)
EDITIONS = """\
- year: 2019
  name: {zh: 示例往届大会, en: An Earlier Congress With a Name That Takes More Than One Line on a Telephone}
  start: 2019-09-06
  end: 2019-09-08
  city: {zh: 上海, en: Shanghai}
  figures: [{value: "1200", label: {zh: 名代表, en: delegates}}]
  url: https://old.example.org/
- {year: 2015, name: {zh: 更早的大会, en: One before that}}
"""
NAMES = (
    "chromium-headless-shell", # Debian's, without the windows: half the work
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable",
    "chrome", "msedge",
)  # fmt: skip
ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    # one process for all pages of the site: it need not be started for every test
    "--process-per-site",
    "--renderer-process-limit=1",
]


# ------------------------------------------------------------ the browser
def find_browser() -> str | None:
    """The program of an installed Chromium, Chrome or Edge; the same search as .ci/browser."""
    wanted = os.environ.get("SITEGEN_BROWSER")
    if wanted:
        return wanted if Path(wanted).is_file() else None
    for name in NAMES:
        path = shutil.which(name)
        if path and _answers(path):
            return path
    return next((str(path) for path in _usual_places() if path.is_file()), None)


def _answers(path: str) -> bool:
    # Ubuntu's may be only a pointer to a snap; on Windows the question would open a window.
    if sys.platform == "win32":
        return True
    return (
        subprocess.run(
            [path, "--version"], capture_output=True, stdin=subprocess.DEVNULL, check=False
        ).returncode
        == 0
    )


def _usual_places() -> Iterator[Path]:
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        for name in ("Google Chrome", "Chromium", "Microsoft Edge"):
            yield folder / f"{name}.app" / "Contents" / "MacOS" / name
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if os.environ.get(variable):
            yield Path(os.environ[variable]) / "Google" / "Chrome" / "Application" / "chrome.exe"
            yield Path(os.environ[variable]) / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


@pytest.fixture(scope="session")
def program() -> str:
    """The browser's program; without one the tests are skipped, or fail where SITEGEN_REQUIRE_BROWSER is set."""
    path = find_browser()
    if path is None:
        reason = "no Chromium, Chrome or Edge is installed (or SITEGEN_BROWSER names none)"
        if os.environ.get("SITEGEN_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="module")
def browser(program: str) -> Iterator[Browser]:
    """A browser for the tests of a module: Playwright's event loop must not outlive them in this process."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if is_root else [])]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=arguments)
        yield started
        started.close()


# ------------------------------------------------------------ the site
@dataclass(frozen=True, repr=False)  # a failing test would print the whole site
class Example:
    """The example site: its plan, its files, and where it is served."""

    plan: Plan
    output: Path
    address: str
    """Of the server, without a slash at the end; the site is there both at `/` and at `/2027/`."""

    @property
    def home(self) -> str:
        """Where the site is served under a path."""
        return self.address + BASE

    def url(self, page: Page) -> str:
        return self.home + page.file

    def page(self, kind: str, language: str) -> Page:
        """The page of a kind in a language that has most in it."""
        found = [page for page in self.plan.pages if page.kind == kind and page.language.code == language]
        assert found, f"the example site has no page of the kind {kind} in {language}"
        return max(found, key=lambda page: ((self.output / page.file).stat().st_size, page.file))

    def twin(self, page: Page) -> Page:
        """The same page in the other language."""
        (twin,) = [
            other for other in self.plan.pages if other.key == page.key and other.language != page.language
        ]
        return twin


class Handler(SimpleHTTPRequestHandler):
    """A plain static server under `/` and `/2027/`, with 404.html for what is not there."""

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BASE) if path.startswith(BASE) else path)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Serves the tests."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that left before it had its answer; a page without one fails its test."""


@pytest.fixture(scope="session")
def example(program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Example]:
    """The example site, built once in this process if there is a browser, and served until the tests end.

    With what its content is too small and too young for: a gallery of two pages, congresses before it.
    """
    folder = tmp_path_factory.mktemp("example")
    output = folder / "output"
    content = shutil.copytree(ROOT / "content", folder / "content")
    (content / "editions.yaml").write_text(EDITIONS, "utf-8")
    (content / "media" / "many").mkdir()
    for number in range(ON_A_PAGE + 2):
        picture = Image.new("RGB", (90, 60), (5 * number, 90, 120))
        picture.save(content / "media" / "many" / f"{number:02}.png")
    for code, title in (("zh", "许多照片"), ("en", "Many pictures")):
        text = f"---\ntitle: {title}\ndate: 2023-05-01\ngallery: {{folder: media/many}}\n---\n{title}\n"
        (content / "news" / f"many-pictures.{code}.md").write_text(text, "utf-8")
    options = Options(
        project=folder,
        content=content,
        output=output,
        cache=folder / "cache",
        today=TODAY,
        base=BASE,
    )
    report = build(options)
    assert report.is_published, "\n".join(as_text(report.problems, "en"))
    with served(output) as address:
        yield Example(plan_of(options), output, address)


@pytest.fixture(scope="session")
def torture(program: str, torture_site: Path) -> Iterator[str]:
    """The address of the torture programme, served until the tests end; without a slash at its end."""
    with served(torture_site) as address:
        yield address


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on a port of this machine: its address, without a slash at its end."""
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def plan_of(options: Options) -> Plan:
    """The plan that the build followed."""
    problems = Problems()
    project = load_project(options.content, problems, options.today)
    event = project.source.event
    languages = list(project.source.languages)
    words = load_words([default_templates() / "words.yaml"], languages, problems, event.zone, event.start)
    return make_plan(project, plan_pages(project, words), problems)


# ------------------------------------------------------------ looking at it
@dataclass
class Watch:
    """Everything that went wrong in a tab: scripts, security policy, requests."""

    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext, address: str) -> None:
        """Watch all tabs of a context; requests may only go to this address."""
        context.on("console", lambda message: self._say(message.type in {"error", "warning"}, message.text))
        context.on("weberror", lambda error: self._say(True, f"script: {error.error}"))
        context.on(
            "request",
            lambda request: self._say(not self._is_own(request.url, address), f"asks {request.url}"),
        )
        # what was still under way when the reader went on is no fault
        context.on(
            "requestfailed",
            lambda request: self._say(
                request.failure != "net::ERR_ABORTED", f"failed: {request.url} {request.failure}"
            ),
        )
        context.on(
            "response",
            lambda response: self._say(response.status >= 400, f"{response.status} {response.url}"),
        )
        context.add_init_script(
            "document.addEventListener('securitypolicyviolation', event =>"
            " console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI + event.sample))"
        )

    def _say(self, is_fault: bool, text: str) -> None:
        if is_fault:
            self.faults.append(text)

    @staticmethod
    def _is_own(url: str, address: str) -> bool:
        return url.startswith((f"{address}/", "data:", "blob:"))


@pytest.fixture(scope="module")
def open_tab(browser: Browser, example: Example) -> Callable[..., AbstractContextManager[tuple[Tab, Watch]]]:
    """`open_tab(scripts=False, **options)`: a tab of a fresh context, and the watch over it."""

    @contextmanager
    def opened(
        *, scripts: bool = True, address: str = example.address, **options: Any
    ) -> Iterator[tuple[Tab, Watch]]:
        watch = Watch()
        context = browser.new_context(java_script_enabled=scripts, reduced_motion="reduce", **options)
        context.set_default_timeout(10_000)
        watch.over(context, address)
        try:
            yield context.new_page(), watch
        finally:
            context.close()

    return opened


# ------------------------------------------------------------ paper
def pages_of(pdf: bytes) -> int:
    """Number of pages of a PDF, whose page objects may stand in compressed streams."""
    parts = [pdf]
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompressobj().decompress(match[1]))
        except zlib.error:
            continue
    return sum(len(re.findall(rb"/Type\s*/Page\b", part)) for part in parts)
