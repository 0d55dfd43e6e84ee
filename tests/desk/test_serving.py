"""What a server is told: kept assets, a 404 page per language, old addresses, under any path."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.cli import command
from sitegen.desk.serving import Site, headers, nginx, read_site

STUB = '<!DOCTYPE html>\n<meta http-equiv="refresh" content="0; url={}">\n'


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A built site with two languages and three old addresses."""
    for name, text in {
        "404.html": "",
        "index.html": STUB.format("zh/index.html"),
        "zh/404.html": "",
        "en/404.html": "",
        "2023/hotel.html": STUB.format("../zh/hotel/index.html#map&amp;x"),
        "2023/说 x.html": STUB.format("../zh/说/index.html"),
        "en/old/index.html": STUB.format("../../en/new/index.html"),
        "en/new/index.html": "<p>not a stub</p>",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_old_addresses_are_the_pages_that_lead_on(built: Path) -> None:
    assert read_site(built, "2027") == Site(
        "/2027/",
        ("en", "zh"),
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


def test_nginx() -> None:
    site = Site("/a/", ("zh",), {'/a/"x".html': "/a/zh/index.html"})
    common = [
        "add_header Content-Security-Policy \"frame-ancestors 'self'\" always;",
        'add_header X-Content-Type-Options "nosniff" always;',
        'add_header Referrer-Policy "strict-origin-when-cross-origin" always;',
        'add_header Permissions-Policy "camera=(), microphone=(), geolocation=()" always;',
    ]
    lines = nginx(site).splitlines()
    start = lines.index("error_page 404 /a/404.html;")
    assert lines[start + 2 : start + 7] == ["expires -1;", *common]
    assert lines[start + 9 :] == [
        'location ~ "^/a/assets/.*\\.[0-9a-f]{10,}\\." {',
        "    expires off;",
        *(f"    {line}" for line in common),
        '    add_header Cache-Control "public, max-age=31536000, immutable";',
        "}",
        "location /a/zh/ {",
        "    error_page 404 /a/zh/404.html;",
        '    location ~ "\\.ics$" { types { } default_type "text/calendar; charset=utf-8"; }',
        '    location ~ "\\.vcf$" { types { } default_type "text/vcard; charset=utf-8"; }',
        "}",
        'location = "/a/\\"x\\".html" { return 301 "/a/zh/index.html"; }',
    ]


def test_headers() -> None:
    assert headers(Site("/", (), {})) == (
        "/*\n"
        "  Content-Security-Policy: frame-ancestors 'self'\n"
        "  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
        "  Permissions-Policy: camera=(), microphone=(), geolocation=()\n"
        "\n"
        "/assets/*\n"
        "  Cache-Control: public, max-age=31536000, immutable\n"
    )


@pytest.mark.parametrize(("kind", "write"), [("nginx", nginx), ("headers", headers)])
def test_command_prints_what_the_built_site_needs(kind: str, write: object, built: Path) -> None:
    result = CliRunner().invoke(command, ["server", kind, "--output", str(built), "--base", "/x/"])
    assert result.exit_code == 0
    assert callable(write)
    assert result.output == write(read_site(built, "/x/"))


def test_command_asks_for_a_build(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["server", "nginx", "--output", str(tmp_path), "--lang", "en"])
    assert result.exit_code == 1
    assert result.output == f"there is no built site in {tmp_path}; run sitegen build first\n"
