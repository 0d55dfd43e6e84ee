"""What a server is told: kept assets, a 404 page per language, old addresses, under any path."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.cli import command
from sitegen.desk.servers import KINDS, Site, read_site

GOLDEN = Path(__file__).parent / "servers"
STUB = '<!DOCTYPE html>\n<meta http-equiv="refresh" content="0; url={}">\n'


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A built site with two languages and three old addresses."""
    for name, text in {
        "404.html": '<a href="https://example.org/en/"><a href="/a/b/en/search/index.html">',
        "index.html": STUB.format("zh/index.html"),
        "zh/404.html": "",
        "2025/zh/404.html": "",
        "2025/assets/site.0123456789.css": "",
        "assets/site.0123456789.css": "",
        "en/404.html": "",
        "2023/hotel.html": STUB.format("../zh/hotel/index.html#map&amp;x"),
        "2023/说 x.html": STUB.format("../zh/说/index.html"),
        "en/old/index.html": STUB.format("../../en/new/index.html"),
        "en/new/index.html": "<p>not a stub</p>",
        "en/elsewhere.html": STUB.format("https://example.org/"),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_old_addresses_are_the_pages_that_lead_on(built: Path) -> None:
    assert read_site(built, "2027") == Site(
        "/2027/",
        ("2025/zh", "en", "zh"),
        ("assets", "2025/assets"),
        {
            "/2027/2023/hotel.html": "/2027/zh/hotel/index.html#map&x",
            "/2027/2023/说 x.html": "/2027/zh/%E8%AF%B4/index.html",
            "/2027/en/old/index.html": "/2027/en/new/index.html",
            "/2027/en/old/": "/2027/en/new/index.html",
            "/2027/en/old": "/2027/en/new/index.html",
        },
    )


def test_root_page_is_no_old_address(built: Path) -> None:
    assert "/" not in read_site(built).redirects
    assert "/index.html" not in read_site(built).redirects


@pytest.mark.parametrize(("given", "base"), [(None, "/a/b/"), ("2027", "/2027/"), ("/", "/"), ("", "/")])
def test_base_is_the_one_built_for_unless_given(given: str | None, base: str, built: Path) -> None:
    assert read_site(built, given).base == base


def test_base_of_a_site_at_the_root(built: Path) -> None:
    (built / "404.html").write_text('<form action="/zh/search/">', encoding="utf-8")
    assert read_site(built).base == "/"


@pytest.mark.golden
@pytest.mark.parametrize("kind", KINDS)
def test_settings(kind: str) -> None:
    site = Site(
        "/a.b/",
        ("2025/zh", "en", "zh"),
        ("assets", "2025/assets"),
        {
            '/a.b/"x"*.html': "/a.b/zh/index.html#%E5%9B%BE",
            "/a.b/zh/旧 页": "/a.b/zh/new/index.html?a=1&b=2",
        },
    )
    made = KINDS[kind](site)
    file = GOLDEN / f"{kind}.txt"
    if os.environ.get("GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(made, encoding="utf-8", newline="\n")
    assert made == file.read_text(encoding="utf-8")


def test_copies_that_stand_ready_are_sent(built: Path) -> None:
    (built / "404.html.gz").write_bytes(b"")
    site = read_site(built)
    assert site.is_packed
    assert "\ngzip_static on;\n" in KINDS["nginx"](site)
    assert KINDS["caddy"](site).endswith("\nfile_server {\n\tprecompressed gzip\n}\n")


@pytest.mark.parametrize("kind", KINDS)
def test_command_prints_what_the_built_site_needs(kind: str, built: Path) -> None:
    result = CliRunner().invoke(command, ["server", kind, "--output", str(built), "--base", "/x/"])
    assert result.exit_code == 0
    assert result.output == KINDS[kind](read_site(built, "/x/"))


def test_command_writes_a_file(built: Path) -> None:
    file = built / ".htaccess"
    result = CliRunner().invoke(command, ["server", "apache", "--output", str(built), "--to", str(file)])
    assert (result.exit_code, result.output) == (0, "")
    assert file.read_bytes().decode() == KINDS["apache"](read_site(built))


def test_command_asks_for_a_build(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["server", "nginx", "--output", str(tmp_path), "--lang", "en"])
    assert result.exit_code == 1
    assert result.output == f"there is no built site in {tmp_path}; run sitegen build first\n"
