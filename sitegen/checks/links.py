"""Dead links and anchors, missing files and requests to other hosts, in the finished pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from sitegen.problems import Location, Problems

_LINK = re.compile(r' (href|src|srcset|id|poster|action)="([^"]*)"')
_LOADED = re.compile(
    r'<(?:img|script|source|iframe|audio|video|embed|object|link(?![^>]*rel="(?:canonical|alternate)"))\b[^>]*?\s(?:src|srcset|href|data|poster)="((?:https?:)?//[^"]*)"',
    re.IGNORECASE,
)


_STARTS = (
    'src="http',
    'src="//',
    'srcset="http',
    'srcset="//',
    "<link",
    "<object",
    "<video",
    "<SCRIPT",
    "<IMG",
)
"""Without one of these nothing in a body can be loaded from elsewhere; links to other hosts are no loads."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What a page links to, and the ids it has."""

    links: frozenset[str]
    ids: frozenset[str]
    foreign: tuple[str, ...] = ()
    """Addresses on other hosts that the page would load by itself."""
    double_ids: tuple[str, ...] = ()


def scan(html: str) -> Scan:
    """Every link and id of a page as we write pages: lower-case names, double quotes."""
    links: set[str] = set()
    ids = []
    for name, value in _LINK.findall(html):
        if name == "id":
            ids.append(value)
        elif name == "srcset":
            links.update(part.split()[0] for part in value.split(",") if part.strip())
        else:
            links.add(value)
    unique = frozenset(ids)
    double = tuple(sorted({id_ for id_ in ids if ids.count(id_) > 1})) if len(unique) < len(ids) else ()
    head, _, body = html.partition("</head>")
    loads = any(start in body for start in _STARTS)
    loaded = [*_LOADED.findall(head), *(_LOADED.findall(body) if loads else ())]
    return Scan(frozenset(links), unique, tuple(loaded), double)


def check_links(
    scans: Mapping[str, Scan], others: Iterable[str], problems: Problems, places: Mapping[str, Location]
) -> None:
    """Every internal link of every page must lead to a file of the site, and to an id in it.

    `scans` by file in output/, `others` the remaining files, `places` the author's file of a page.
    """
    files = {*scans, *others}
    known: dict[tuple[str, str], str | None] = {}
    for file, page in scans.items():
        above = _folders_over(file)
        place = places.get(file) or Location(f"output/{file}")
        for link in page.links:
            steps = 0  # the same page, seen from many folders, is looked up once
            while link.startswith("../", 3 * steps) and steps < len(above) - 1:
                steps += 1
            folder, rest = above[steps], link[3 * steps :]
            if rest.startswith("#") or not rest:
                fault = _fault(folder, file, rest, files, scans)
            else:
                key = (folder, rest)
                if key not in known:
                    known[key] = _fault(folder, file, rest, files, scans)
                fault = known[key]
            if fault:
                problems.error(fault, place, target=unescape(link), page=file)
        for address in page.foreign:
            problems.error("page-loads-other-host", place, url=address, page=file)
        for id_ in page.double_ids:
            problems.error("double-id", place, id=id_, page=file)


def _folders_over(file: str) -> list[str]:
    """The folder of a file, then those over it up to the root, which is empty."""
    found = [posixpath.dirname(file)]
    while found[-1]:
        found.append(posixpath.dirname(found[-1]))
    return found


def _fault(folder: str, file: str, link: str, files: set[str], scans: Mapping[str, Scan]) -> str | None:
    if ":" in link.partition("/")[0] or link.startswith("//"):
        return None
    path, _, anchor = unescape(link).partition("#")
    path = unquote(path.partition("?")[0])
    if not path:
        target = file
    elif path.startswith("/"):
        return None  # root-absolute: only /404.html has such, its prefix is not ours to check
    else:
        target = posixpath.normpath(posixpath.join(folder, path))
        if path.endswith("/") or target == "." or target not in files:
            target = posixpath.normpath(posixpath.join(target, "index.html"))
    if target not in files:
        return "link-outside" if target.startswith("..") else "dead-link"
    if (
        anchor
        and target in scans
        and unquote(anchor) not in scans[target].ids
        and anchor not in scans[target].ids
    ):
        return "dead-anchor"
    return None
