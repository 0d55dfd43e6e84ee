"""Files for hosts that have no server of one's own: Netlify, Cloudflare Pages, Aliyun OSS."""

from __future__ import annotations

from urllib.parse import quote
from xml.sax.saxutils import escape

from sitegen.desk.servers.site import HEADERS, KEPT, TYPES, Site, as_text


def headers(site: Site) -> str:
    """The file `_headers` of Netlify and Cloudflare Pages; they keep pages for no time by themselves."""
    common = [f"  {name}: {value}" for name, value in HEADERS.items()]
    lines = [f"{site.base}*", *common]
    for folder in site.assets:
        lines += ["", f"{site.base}{folder}/*", f"  Cache-Control: {KEPT}"]
    for ending, kind in TYPES.items():
        if kind.startswith("text/"):
            lines += ["", f"{site.base}*.{ending}", f"  Content-Type: {as_text(kind)}"]
    return "\n".join(lines) + "\n"


def redirects(site: Site) -> str:
    """The file `_redirects` of Netlify and Cloudflare Pages.

    Netlify takes a rule for a page that exists only with the exclamation mark, which Cloudflare does not
    know; there rules always come first. So the stub pages of Netlify lead on by themselves, as everywhere.
    A page for 404 is found by both: the nearest 404.html upwards.
    """
    lines = [f"{quote(old)} {new} 301" for old, new in site.redirects.items()]
    return "".join(f"{line}\n" for line in lines)


def oss(site: Site) -> str:
    """WebsiteConfiguration of Aliyun OSS (PutBucketWebsite): index of every folder, one page for 404.

    Old addresses stay stub pages: its rules fit beginnings of addresses, are 20 at most, and would catch
    other pages. Headers cannot be set; time to keep and type are given with each file as it is uploaded.
    """
    error = escape(f"{site.base}404.html".removeprefix("/"))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<WebsiteConfiguration>\n"
        "  <IndexDocument>\n"
        "    <Suffix>index.html</Suffix>\n"
        "    <SupportSubDir>true</SupportSubDir>\n"
        "    <Type>0</Type>\n"
        "  </IndexDocument>\n"
        "  <ErrorDocument>\n"
        f"    <Key>{error}</Key>\n"
        "    <HttpStatus>404</HttpStatus>\n"
        "  </ErrorDocument>\n"
        "</WebsiteConfiguration>\n"
    )
