"""What a web server should be told of a built site: how long files are kept, old addresses, pages for 404."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urljoin

HEADERS = {
    # every page carries its own policy for what it loads; only this cannot be said in a <meta> (CSP 3, 3.3)
    "Content-Security-Policy": "frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
KEPT = "public, max-age=31536000, immutable"
TYPES = {"ics": "text/calendar; charset=utf-8", "vcf": "text/vcard; charset=utf-8"}
_STUB = re.compile(rb'<meta http-equiv="refresh" content="0; url=([^"]+)">')
_HTML_START = 1024


@dataclass(frozen=True)
class Site:
    """A built site as a server sees it."""

    base: str
    """Path it is served under, with a slash at both ends."""
    languages: tuple[str, ...]
    """Folders with a page for 404 of their own."""
    redirects: Mapping[str, str]
    """Old address → new address, both from the root of the server; the old as it is, the new encoded."""


def read_site(output: Path, base: str = "/") -> Site:
    """The site in `output`, a folder that was built. Old addresses are those of its pages that lead on."""
    base = f"/{base.strip('/')}/".replace("//", "/")
    languages = tuple(sorted(file.parent.name for file in output.glob("*/404.html")))
    found: dict[str, str] = {}
    for file in sorted(output.rglob("*.htm*")):
        with file.open("rb") as stream:
            stub = _STUB.search(stream.read(_HTML_START))
        path = base + file.relative_to(output).as_posix()
        if (
            stub is None or path == f"{base}index.html"
        ):  # the root page chooses a language, it is no old address
            continue
        target = quote(urljoin(path, html.unescape(stub[1].decode())), safe="/%#?=&")
        folder = path.removesuffix("index.html")
        for old in dict.fromkeys((path, folder, folder.rstrip("/"))):
            found[old] = target
    return Site(base, languages, found)


def nginx(site: Site) -> str:
    """Lines for the server block of nginx, whose `root` has the files of the site at `site.base`."""
    return "\n".join(_nginx(site)) + "\n"


def headers(site: Site) -> str:
    """The file `_headers` of Netlify and Cloudflare Pages; they keep pages for no time by themselves."""
    common = [f"  {name}: {value}" for name, value in HEADERS.items()]
    lines = [f"{site.base}*", *common, "", f"{site.base}assets/*", f"  Cache-Control: {KEPT}"]
    return "\n".join(lines) + "\n"


def _nginx(site: Site) -> Iterator[str]:
    always = [f'add_header {name} "{value}" always;' for name, value in HEADERS.items()]
    base = site.base
    yield "index index.html;"
    yield "autoindex off;"
    yield "absolute_redirect off;"
    yield "charset utf-8;"
    yield "gzip on;"
    yield (
        "gzip_types text/css text/javascript application/javascript application/json"
        " image/svg+xml text/calendar;"
    )
    yield f"error_page 404 {base}404.html;"
    yield "# pages are asked for anew each time"
    yield "expires -1;"
    yield from always
    yield "# once the site is served by HTTPS only, for good:"
    yield '# add_header Strict-Transport-Security "max-age=31536000" always;'
    yield f'location ~ "^{re.escape(base)}assets/.*\\.[0-9a-f]{{10,}}\\." {{'
    yield "    expires off;"
    # a location with a header of its own takes none from around it
    yield from (f"    {line}" for line in (*always, f'add_header Cache-Control "{KEPT}";'))
    yield "}"
    for language in site.languages:
        yield f"location {base}{language}/ {{"
        yield f"    error_page 404 {base}{language}/404.html;"
        for ending, kind in TYPES.items():
            yield f'    location ~ "\\.{ending}$" {{ types {{ }} default_type "{kind}"; }}'
        yield "}"
    for old, new in site.redirects.items():
        yield f'location = {_quoted(old)} {{ return 301 "{new}"; }}'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
