"""`sitemap.xml` (sitemaps.org 0.9) with the hreflang alternates of the pages, and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from html import escape

from sitegen.plan import Export, Page, Plan
from sitegen.render.urls import Addresses

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def plan_sitemap(plan: Plan, addresses: Addresses) -> Iterator[Export]:
    """The sitemap; none without `base_url`."""
    if addresses.base_url is not None:
        yield Export("sitemap.xml", partial(_make, plan, addresses))


def _make(plan: Plan, addresses: Addresses) -> bytes:
    """Every page that search engines shall list and that is no fallback, with its twins."""
    rows = "".join(_rows(plan.pages, addresses))
    return f"{_HEAD}{_root_row(plan, addresses)}{rows}</urlset>\n".encode()


def _root_row(plan: Plan, addresses: Addresses) -> str:
    """The root page, which names the home pages as they name it."""
    home = next((page for page in plan.pages if page.key == "page:home"), None)
    links = _alternates(home, addresses) if home else ""
    return f"<url><loc>{_text(f'{addresses.base_url}{addresses.index}')}</loc>{links}</url>\n"


def _rows(pages: Sequence[Page], addresses: Addresses) -> Iterator[str]:
    for page in pages:
        if not page.is_fallback and page.is_indexed:
            address = _text(addresses.absolute(page.folder) or "")
            yield f"<url><loc>{address}</loc>{_alternates(page, addresses)}</url>\n"


def _alternates(page: Page, addresses: Addresses) -> str:
    """The page in every language it is written in, as in its head."""
    there = addresses.languages_of.get(page.key, ())
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang={_quoted(language.tag)}'
        f" href={_quoted(addresses.absolute(addresses.table[language.code][page.key]) or '')}/>"
        for language in page.site.languages
        if language.code in there
    )
    if page.key == "page:home":
        default = _quoted(f"{addresses.base_url}{addresses.index}")
        links += f'<xhtml:link rel="alternate" hreflang="x-default" href={default}/>'
    return links


def _quoted(value: str) -> str:
    return f'"{escape(value)}"'


def _text(address: str) -> str:
    return address.replace("&", "&amp;").replace("<", "&lt;")


def make_robots(addresses: Addresses, years: Iterable[int] = ()) -> bytes:
    """Everything may be read by robots; the addresses of sitemaps where they are known (RFC 9309).

    `years` are those of past editions that lie in the site: each has a sitemap of its own.
    """
    base = addresses.base_url
    folders = ("", *(f"{year}/" for year in years)) if base else ()
    sitemaps = "".join(f"Sitemap: {base}{folder}sitemap.xml\n" for folder in folders)
    return f"User-agent: *\nAllow: /\n{sitemaps and chr(10)}{sitemaps}".encode()
