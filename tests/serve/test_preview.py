"""The preview over real sockets: what is served, to whom, and what a save leads to."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tornado.websocket import WebSocketClientConnection

from sitegen.serve import rebuild

NEWS = "---\ntitle: {title}\ndate: 2023-08-01\n---\n欢迎参加。\n"
ARTICLE = '{{% extends "layouts/page.html" %}}{{% block content %}}<p>{}</p>{{% endblock %}}\n'
HELLO = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}
PAGE = "/zh/news/hello/"


async def greet(served: Any, line: WebSocketClientConnection, **more: str) -> dict[str, Any]:
    await line.write_message(json.dumps(HELLO | more))
    answer: dict[str, Any] = await served.message(line)
    return answer


def version_of(html: str) -> str:
    found = re.search(r"snipver=(v[0-9a-f]+-[0-9]+)", html)
    assert found
    return found[1]


# ------------------------------------------------------------ what is served
def test_pages_come_from_memory(unchanged: Any) -> None:
    assert not (unchanged.folder / "output").exists()
    page = unchanged.ask(PAGE)
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Server"] is None
    assert page.text.count('<script src="/livereload.js?') == 1
    style = re.search(r'href="([^"]*\.css)"', page.text)
    assert style
    sheet = unchanged.ask("/" + style[1].replace("../", ""))
    assert (sheet.status, sheet.headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert "livereload" not in sheet.text


def test_folders_end_in_a_slash_and_are_not_listed(unchanged: Any) -> None:
    folder = unchanged.ask("/zh/news?a=1")
    assert (folder.status, folder.headers["Location"]) == (302, "/zh/news/?a=1")
    assert unchanged.ask("/assets/").status == 404


def test_a_missing_page_is_the_sites_own_404(unchanged: Any) -> None:
    missing = unchanged.ask("/zh/no/such/page/")
    assert (missing.status, missing.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "livereload.js" in missing.text
    links = re.findall(r'<(?:link rel="stylesheet"|script|a) (?:[^>]* )?(?:href|src)="([^"]*)"', missing.text)
    assert len(links) > 3
    assert [link for link in links if link[:1] not in "/#"] == []
    for link in links:
        assert link[0] == "#" or unchanged.ask(link).status == 200


def test_head_is_get_without_a_body(unchanged: Any) -> None:
    whole, head = unchanged.ask(PAGE), unchanged.ask(PAGE, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(whole.body))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", [PAGE, "/forcereload"])
def test_nothing_but_reading_is_allowed(unchanged: Any, method: str, path: str) -> None:
    answer = unchanged.ask(path, method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path", ["/forcereload", "/__sitegen__/", "/__sitegen__/preview.css/", "/livereload.jsx"]
)
def test_nothing_else_of_livereload_is_there(unchanged: Any, path: str) -> None:
    assert unchanged.ask(path).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../content/site.yaml",
        "/../../content/site.yaml",
        "/zh/../../content/site.yaml",
        "/%2e%2e/content/site.yaml",
        "/%2e%2e%2fcontent%2fsite.yaml",
        "/..%2fcontent/site.yaml",
        "/%252e%252e/content/site.yaml",
        "/..%5ccontent%5csite.yaml",
        "/..\\content\\site.yaml",
        "/....//content/site.yaml",
        "/%c0%ae%c0%ae/content/site.yaml",
        "//content/site.yaml",
        "/..%00/content/site.yaml",
        "../content/site.yaml",
        "/content/site.yaml",
    ],
)
def test_no_path_leads_out(unchanged: Any, path: str) -> None:
    answer = unchanged.ask(path)
    assert answer.status == 404
    assert "base_url" not in answer.text


def test_a_folder_on_the_server(folder: Path, serve: Any) -> None:
    with serve(folder, base="/2027/") as preview:
        preview.shows("/2027/zh/news/hello/", "你好")
        preview.save("news/bus.zh.md", NEWS.format(title="班车"))
        preview.shows("/__sitegen__/status", '<a href="/2027/zh/news/bus/">')
        assert preview.ask("/").headers["Location"] == "/2027/"
        assert preview.ask("/zh/").status == 404


# ------------------------------------------------------------ to whom
@pytest.mark.parametrize(
    "path",
    [
        PAGE,
        "/livereload.js",
        "/__sitegen__/problems",
        "/__sitegen__/status",
        "/__sitegen__/preview.css",
        "/livereload",
        "/x",
    ],
)
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "localhost.evil.example:{port}", "192.168.1.5", ""]
)
def test_foreign_hosts_are_refused(unchanged: Any, path: str, host: str) -> None:
    answer = unchanged.ask(path, Host=host.format(port=unchanged.port))
    assert answer.status == 403
    assert "你好" not in answer.text


def test_two_hosts_or_none_are_refused(unchanged: Any) -> None:
    one = f"Host: localhost:{unchanged.port}\r\n"
    for hosts in (one + "Host: evil.example\r\n", ""):
        assert re.match(
            rb"HTTP/1\.[01] 40[03] ", unchanged.raw(f"GET {PAGE} HTTP/1.0\r\n{hosts}\r\n".encode())
        )
    assert unchanged.raw(f"GET {PAGE} HTTP/1.0\r\n{one}\r\n".encode()).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_own_names_are_served(unchanged: Any, host: str) -> None:
    answer = unchanged.ask(PAGE, Host=f"{host}:{unchanged.port}")
    assert answer.status == 200
    assert f"/livereload.js?host={host}&amp;port={unchanged.port}&amp;" in answer.text


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost:1", "https://localhost:{port}"]
)
def test_foreign_origins_are_refused(unchanged: Any, origin: str) -> None:
    foreign = origin.format(port=unchanged.port)
    assert unchanged.ask(PAGE, Origin=foreign).status == 403
    assert unchanged.shake(Origin=foreign) == 403


def test_the_socket_refuses_foreign_hosts(unchanged: Any) -> None:
    assert unchanged.shake() == 101
    assert unchanged.shake(Host="evil.example", Origin="http://evil.example") == 403


@pytest.mark.parametrize("nonsense", ["", "x", "[]", "1", '"hello"', "{}", "null"])
def test_the_socket_closes_on_nonsense(unchanged: Any, nonsense: str) -> None:
    async def send() -> int | None:
        async with unchanged.connect() as line:
            await line.write_message(nonsense)
            assert await asyncio.wait_for(line.read_message(), 5) is None
            code: int | None = line.close_code
            return code

    assert asyncio.run(send()) == 1008
    assert unchanged.ask(PAGE).status == 200


# ------------------------------------------------------------ what a save leads to
def test_a_save_reloads_open_pages(served: Any) -> None:
    async def watch() -> None:
        version = version_of(served.ask(PAGE).text)
        async with served.connect() as line:
            hello = await greet(served, line, snipver=version)
            assert (hello["command"], hello["protocols"]) == ("hello", HELLO["protocols"])
            served.save("news/hello.zh.md", NEWS.format(title="再见"))
            told = await served.message(line)
            assert (told["command"], told["path"]) == ("reload", "*")
            page = served.ask(PAGE)  # at once: the new page is there before it is announced
            assert "再见" in page.text
            assert version_of(page.text) != version

    asyncio.run(watch())


def test_a_page_older_than_the_site_is_reloaded_as_it_connects(unchanged: Any) -> None:
    async def connect() -> dict[str, Any]:
        async with unchanged.connect() as line:
            await greet(unchanged, line, snipver="v00000000-1")
            told: dict[str, Any] = await unchanged.message(line)
            return told

    assert asyncio.run(connect())["command"] == "reload"


def test_a_broken_save_keeps_the_last_good_page_and_is_told(served: Any) -> None:
    served.save("news/hello.zh.md", NEWS.format(title="[再见"))
    broken = served.shows(PAGE, 'id="sitegen-bar"')
    assert broken.status == 200
    assert "你好" in broken.text
    assert "<code>content/news/hello.zh.md:2:8</code> error: " in broken.text
    page = served.ask("/__sitegen__/problems")
    assert page.status == 200
    assert "content/news/hello.zh.md:2:8" in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    served.tells("content/news/hello.zh.md:2:8: error: ")
    served.save("news/hello.zh.md", NEWS.format(title="再见"))
    mended = served.shows(PAGE, "再见")
    assert "sitegen-bar" not in mended.text
    assert "hello.zh.md:2:8" not in served.ask("/__sitegen__/problems").text


def test_b45_what_is_translated_is_a_page_of_the_preview(served: Any) -> None:
    served.save("news/bus.zh.md", NEWS.format(title="班车"))
    page = served.shows("/__sitegen__/status", '<h2 id="missing-en">missing · English (1)</h2>')
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    assert "<code>content/news/bus.zh.md:1</code>" in page.text
    served.tells("English: 60 % translated, 2 texts missing: http://localhost:")
    link = re.search(r'<a href="([^"]+)">bus, links lead to', page.text)
    assert link
    assert served.ask(link[1]).status == 200
    served.save("news/bus.zh.md", NEWS.format(title="[再见"))
    broken = served.shows(PAGE, 'id="sitegen-bar"')
    assert '<a href="/__sitegen__/status">Translation</a>' in broken.text
    old = served.shows("/__sitegen__/status", "This is still the last good page.")
    assert "missing · English (1)" in old.text
    served.save("news/bus.zh.md", NEWS.format(title="再见"))
    served.save("news/bus.en.md", NEWS.format(title="Bye"))
    served.shows("/__sitegen__/status", "<h1>", absent="missing")


def test_a_site_broken_from_the_start_shows_its_problems_everywhere(
    folder: Path, serve: Any, site_yaml: str
) -> None:
    (folder / "content" / "site.yaml").write_text(site_yaml.replace("start:", "begin:"), "utf-8")
    with serve(folder) as preview:
        answer = preview.shows(PAGE, "content/site.yaml:")
        assert (answer.status, answer.headers["Content-Type"]) == (503, "text/html; charset=utf-8")
        assert "livereload.js" in answer.text
        assert "The site cannot be shown yet." in preview.ask("/__sitegen__/status").text
        preview.save("site.yaml", site_yaml)
        assert preview.shows(PAGE, "你好").status == 200


def test_our_own_fault_is_survived(served: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("ours")

    with monkeypatch.context() as patched:
        patched.setattr(rebuild, "make_site", fail)
        served.save("news/hello.zh.md", NEWS.format(title="再见"))
        answer = served.shows(PAGE, "sitegen itself failed")
        assert "你好" in answer.text
        assert "<pre>KeyError: &#39;ours&#39;</pre>" in answer.text
        served.tells("Traceback (most recent call last):")
    served.save("news/hello.zh.md", NEWS.format(title="又见"))
    assert "sitegen-bar" not in served.shows(PAGE, "又见").text


def test_whatever_is_saved_shows(folder: Path, serve: Any) -> None:
    """Content, pictures, own templates, words and styles: nothing may be remembered by its path."""
    own = folder / "own"
    (own / "pages").mkdir(parents=True)
    (own / "assets" / "css").mkdir(parents=True)
    media = folder / "content" / "media"
    media.mkdir()
    Image.new("RGB", (400, 300), "#0b5568").save(media / "a.png")
    (folder / "content" / "news" / "hello.zh.md").write_text(
        NEWS.format(title="你好") + "\n![图](../media/a.png)\n", "utf-8"
    )
    with serve(folder, templates=(own,)) as preview:
        first = preview.shows(PAGE, "你好").text
        picture = re.findall(
            r'src(?:set)?="[^"]*?((?:images|media|assets)/[^" ]*a[^" /]*\.(?:webp|avif|png|jpg))', first
        )
        assert picture, first
        Image.new("RGB", (400, 300), "#aa2222").save(media / "a.png")
        preview.shows(PAGE, "你好", absent=picture[0])
        sheet = re.search(r"assets/site\.[0-9a-f]+\.css", first)
        assert sheet
        template = own / "pages" / "article.html"
        added = folder / "content" / "news" / "new.zh.md"
        template.write_text(ARTICLE.format("first-form"), "utf-8")
        added.write_text(NEWS.format(title="新来"), "utf-8")
        assert "新来" in preview.shows("/zh/news/new/", "first-form").text
        template.write_text(ARTICLE.format("second-form"), "utf-8")
        (own / "words.yaml").write_text("menu: {zh: 目录册, en: Index}\n", "utf-8")
        (own / "assets" / "css" / "99-own.css").write_text("body { color: #123456; }\n", "utf-8")
        added.unlink()
        assert "目录册" in preview.shows(PAGE, "second-form", absent=sheet[0]).text
        assert preview.ask("/zh/news/new/").status == 404


def test_what_editors_leave_is_no_save(served: Any) -> None:
    version = version_of(served.ask(PAGE).text)
    for name in (".hello.zh.md.swp", "hello.zh.md~", "#hello.zh.md#"):
        served.save(f"news/{name}", "x")
    served.save("news/hello.en.md", "---\ntitle: Bye\n---\nWelcome.\n")
    page = served.shows("/en/news/hello/", "Bye").text
    assert int(version_of(page).rpartition("-")[2]) == int(version.rpartition("-")[2]) + 1


def test_a_replaced_folder_is_still_watched(served: Any) -> None:
    (served.folder / "content").rename(served.folder / "old")
    served.shows("/__sitegen__/problems", "content")
    (served.folder / "old").rename(served.folder / "content")
    served.shows("/__sitegen__/problems", "No errors")
    served.save("news/hello.zh.md", NEWS.format(title="再见"))
    served.shows(PAGE, "再见")


# ------------------------------------------------------------ what is said
def test_the_address_is_said_first_and_the_end_last(folder: Path, serve: Any) -> None:
    with serve(folder) as preview:
        preview.shows(PAGE, "你好")
    assert preview.lines[0] == f"preview: http://localhost:{preview.port}/ (Ctrl-C ends it)"
    assert preview.lines[-1] == "the preview has ended"
    assert [line for line in preview.lines if "pages renewed in" in line] != []


def test_a_taken_port_is_said(unchanged: Any, folder: Path, serve: Any) -> None:
    with serve(folder, port=unchanged.port) as other:
        assert other.port != unchanged.port
    assert other.lines[0] == f"port {unchanged.port} is taken, using {other.port} instead"


def test_a_warning_is_said_once(folder: Path, serve: Any, site_yaml: str) -> None:
    with serve(folder) as preview:
        preview.shows(PAGE, "你好")
        preview.save("site.yaml", site_yaml.replace("base_url: https://example.org/2023/\n", ""))
        preview.shows("/__sitegen__/problems", "[no-base-url]")
        preview.save("news/hello.zh.md", NEWS.format(title="再见"))
        preview.shows(PAGE, "再见")
    assert len([line for line in preview.lines if "[no-base-url]" in line]) == 1


def test_a_saved_table_shows(served: Any) -> None:
    served.save("forum.csv", "id,title\none,First form\n")
    block = "{id: forum, title: Forum, date: 2023-08-25, table: forum.csv}"
    served.save("programme.yaml", f"sessions: [{block}]\n")
    served.shows("/en/programme/one/", "First form")
    served.save("forum.csv", "id,title\none,Second form\n")
    served.shows("/en/programme/one/", "Second form", absent="First form")
