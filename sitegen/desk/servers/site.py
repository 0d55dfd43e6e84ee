"""Reads out of a built site what a server must know of it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
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
HTTPS_ONLY = ("Strict-Transport-Security", "max-age=31536000")
"""A header for sites that will never again be served without HTTPS: given as a comment."""
KEPT = "public, max-age=31536000, immutable"
KEPT_NAMES = r"(?:[^/]+/)?assets/.*\.[0-9a-f]{10,}\."
"""Names with a hash of the contents, so what lies under one never changes (RFC 8246)."""
ASKED_ANEW = "no-cache"
TYPES = {
    "ics": "text/calendar",  # RFC 5545, 8.1
    "vcf": "text/vcard",  # RFC 6350, 10.1
    "webmanifest": "application/manifest+json",
    "avif": "image/avif",
    "webp": "image/webp",
    "woff2": "font/woff2",
}
"""What the tables of servers, above all older ones, lack."""
_STUB = re.compile(rb'<meta http-equiv="refresh" content="0; url=([^":]+)">')
_HTML_START = 1024


@dataclass(frozen=True)
class Site:
    """A built site as a server sees it."""

    base: str
    """Path it is served under, with a slash at both ends."""
    not_found: tuple[str, ...]
    """Folders with a page for 404 of their own: `zh`, and `2025/zh` of an archive."""
    assets: tuple[str, ...]
    """Folders of assets: `assets`, and `2025/assets` of an archive."""
    redirects: Mapping[str, str]
    """Old address → new address, both from the root of the server; the old as it is, the new encoded."""
    is_packed: bool = False
    """Whether gzip copies stand beside the files (`sitegen build --precompress`)."""


def read_site(output: Path, base: str | None = None) -> Site:
    """The site in `output`, a folder that was built; the base it was built for, unless one is given.

    Old addresses are those of its pages that lead on. FileNotFoundError where there is no page for 404.
    """
    not_found = _folders(output, "404.html")
    if base is None:
        base = _base_in((output / "404.html").read_text(encoding="utf-8"), not_found)
    base = f"/{base.strip('/')}/".replace("//", "/")
    assets = [folder for pattern in ("assets", "*/assets") for folder in sorted(output.glob(pattern))]
    found: dict[str, str] = {}
    for file in sorted(output.rglob("*.htm*")):
        with file.open("rb") as stream:
            stub = _STUB.search(stream.read(_HTML_START))
        path = base + file.relative_to(output).as_posix()
        if stub is None or path == f"{base}index.html":  # the root page chooses a language
            continue
        target = quote(urljoin(path, html.unescape(stub[1].decode())), safe="/%#?=&")
        folder = path.removesuffix("index.html")
        for old in dict.fromkeys((path, folder, folder.rstrip("/"))):
            found[old] = target
    names = tuple(folder.relative_to(output).as_posix() for folder in assets)
    return Site(base, not_found, names, found, (output / "404.html.gz").is_file())


def _base_in(page: str, folders: tuple[str, ...]) -> str:
    """The page for 404 is served at any depth, so it alone has addresses from the root of the server."""
    names = "|".join(map(re.escape, folders))
    found = re.search(rf'(?:href|action)="(/(?:[^":]*?/)?)(?:{names})/', page) if names else None
    return html.unescape(found[1]) if found else "/"


def _folders(output: Path, name: str) -> tuple[str, ...]:
    """The folders that have something of that name, down to those of archives."""
    found = (file.parent for pattern in ("*/", "*/*/") for file in output.glob(pattern + name))
    return tuple(sorted(folder.relative_to(output).as_posix() for folder in found))


def as_text(kind: str) -> str:
    """A media type, with its charset if it is text."""
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
