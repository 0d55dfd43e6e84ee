"""`sw.js`: the service worker that keeps the programme readable without a network, or what switches it off.

A worker is a promise to browsers that outlives the site's files: they ask for `sw.js` again and again, and
keep what they have while they get none. So every site has that file; one without `offline: true` has a few
lines that make a browser give up the worker it may have from before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from html import escape
from typing import Any

from sitegen.model.site import Site
from sitegen.plan import Page, Plan
from sitegen.render.urls import Addresses
from sitegen.render.words import Words

PATH = "sw.js"
KINDS = ("programme", "day", "mine", "changes", "venue", "people")
"""Pages that are fetched ahead, in the reader's language; the most needed first."""
FOLDERS = ("page:programme", "page:people", "page:venue")
"""Keys of the pages under which every page is kept once it is visited."""
MOST = 4_000_000
"""Bytes (before compression, about a tenth of that after it) of pages fetched ahead, per language."""


def make_worker(
    plan: Plan,
    addresses: Addresses,
    words: Mapping[str, Words],
    code: str,
    read: Callable[[str], bytes],
) -> bytes:
    """The service worker: what it must know of the site, then its code; `read` gives a file of the site.

    Its bytes differ where one of the pages that are fetched ahead does, and only then.
    """
    site = plan.project.source
    told: dict[str, Any] = {
        "languages": {
            name: _language(one, plan, words[name], read) for name, one in plan.project.sites.items()
        },
        "folders": [table[key] for table in addresses.table.values() for key in FOLDERS if table.get(key)],
        "index": addresses.index,
        "zone": site.event.timezone,
    }
    version = sha256(f"{json.dumps(told)}\n{code}".encode()).hexdigest()[:10]
    head = json.dumps({"version": version, **told}, ensure_ascii=False, separators=(",", ":"))
    return f'"use strict";\nvar SITE = {head};\n{code}'.encode()


def _language(site: Site, plan: Plan, words: Words, read: Callable[[str], bytes]) -> dict[str, Any]:
    own = site.language
    return {
        "tag": own.tag,
        "dates": own.locale.replace("_", "-"),
        "name": escape(site.short_name.plain),
        "label": escape(words.notice()),
        "old": escape(words.offline_old(when="{when}")),
        "again": escape(words.offline_again()),
        "title": escape(words.offline_title()),
        "none": escape(words.offline_none()),
        "bare": escape(words.offline_bare()),
        "pages": list(_rows(site, plan, read)),
    }


def _rows(site: Site, plan: Plan, read: Callable[[str], bytes]) -> Iterator[list[str]]:
    """File, digest, and title of every page that is fetched ahead; a script of one has no title."""
    room = MOST
    for page in _pages(site, plan):
        row = [page.file, page.file.replace("index.html", "data.js")]
        for path in row if page.kind == "mine" else row[:1]:
            data = read(path)
            room -= len(data)
            if room < 0:
                return
            yield [path, sha256(data).hexdigest()[:16], escape(str(page.title)) if path == page.file else ""]


def _pages(site: Site, plan: Plan) -> list[Page]:
    found = [page for page in plan.pages if page.language is site.language and page.kind in KINDS]
    return sorted(found, key=lambda page: KINDS.index(page.kind))
