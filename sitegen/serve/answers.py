"""Which file of the site a request is for: an exact name in a table, never a path on the disk."""

from __future__ import annotations

import mimetypes
from collections.abc import Container
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

_TYPES = {
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "gif": "image/gif",
    "htm": "text/html; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ico": "image/x-icon",
    "ics": "text/calendar; charset=utf-8",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "vcf": "text/vcard; charset=utf-8",
    "webmanifest": "application/manifest+json; charset=utf-8",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml; charset=utf-8",
    "zip": "application/zip",
}
"""Our own table where it matters: the system's differs from machine to machine."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A file of the site to send, or an address to go to instead; neither where there is no such page."""

    file: str = ""
    location: str = ""
    not_found: str = ""
    """The page to send with 404, empty where the site has none."""


def answer(path: str, files: Container[str], prefix: str = "/") -> Answer:
    """What belongs to the raw path of a request, for a site under `prefix` (begins and ends with a slash)."""
    name = _decoded(path)
    if name is None:
        return _missing("", files)
    if not name.startswith(prefix):
        return Answer(location=prefix) if name in {"/", prefix[:-1]} else _missing("", files)
    name = name[len(prefix) :]
    if name in files:
        return Answer(file=name)
    if not name or name.endswith("/"):
        index = f"{name}index.html"
        return Answer(file=index) if index in files else _missing(name, files)
    if f"{name}/index.html" in files:
        return Answer(location=quote(f"{prefix}{name}/"))
    return _missing(name, files)


def content_type(file: str) -> str:
    """The media type of a file by its name, with UTF-8 for text."""
    ending = file.rpartition(".")[2].lower()
    return _TYPES.get(ending) or mimetypes.guess_type(file)[0] or "application/octet-stream"


def _decoded(path: str) -> str | None:
    """The path as text; None where it is not in UTF-8 or is written as no link of ours is."""
    try:
        name = unquote_to_bytes(path).decode()
    except UnicodeDecodeError:
        return None
    if not name.startswith("/"):
        return None
    *folders, last = name[1:].split("/")
    if not {"", ".", ".."}.isdisjoint(folders) or last in {".", ".."}:
        return None
    return None if "\\" in name or "\0" in name else name


def _missing(name: str, files: Container[str]) -> Answer:
    own = f"{name.partition('/')[0]}/404.html"
    return Answer(not_found=own if own in files else "404.html" if "404.html" in files else "")
