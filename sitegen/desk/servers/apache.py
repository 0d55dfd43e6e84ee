"""Settings of Apache 2.4, as a file `.htaccess`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.desk.servers.site import ASKED_ANEW, HEADERS, HTTPS_ONLY, KEPT, KEPT_NAMES, TYPES, Site, as_text

_TEXTS = "text/html text/css text/javascript application/javascript application/json text/xml application/xml"
_MORE_TEXTS = "application/atom+xml application/manifest+json text/calendar text/vcard image/svg+xml"


def apache(site: Site) -> str:
    """The file `.htaccess` for the folder of the site; the server must allow it (AllowOverride)."""
    return "\n".join(_lines(site)) + "\n"


def _lines(site: Site) -> Iterator[str]:
    base = site.base
    yield "DirectoryIndex index.html"
    yield "Options -Indexes"
    yield from (f'AddType "{as_text(kind)}" .{ending}' for ending, kind in TYPES.items())
    yield "AddDefaultCharset utf-8"
    yield "AddCharset utf-8 .css .js .json .svg .txt .xml .webmanifest"
    yield f"ErrorDocument 404 {base}404.html"
    for folder in site.not_found:
        yield f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(base)}{folder}/#">'
        yield f"    ErrorDocument 404 {base}{folder}/404.html"
        yield "</If>"
    yield "<IfModule mod_headers.c>"
    yield from (f'    Header always set {name} "{value}"' for name, value in HEADERS.items())
    yield "    # once the site is served by HTTPS only, for good:"
    yield f'    # Header always set {HTTPS_ONLY[0]} "{HTTPS_ONLY[1]}"'
    yield f'    Header set Cache-Control "{ASKED_ANEW}"'
    yield f'    <If "%{{REQUEST_URI}} =~ m#^{re.escape(base)}{KEPT_NAMES}#">'
    yield f'        Header set Cache-Control "{KEPT}"'
    yield "    </If>"
    yield "</IfModule>"
    yield "<IfModule mod_deflate.c>"
    yield f"    AddOutputFilterByType DEFLATE {_TEXTS}"
    yield f"    AddOutputFilterByType DEFLATE {_MORE_TEXTS}"
    yield "</IfModule>"
    for old, new in site.redirects.items():
        yield f'RedirectMatch 301 "^{_pattern(old)}$" "{new}"'


def _pattern(path: str) -> str:
    return re.escape(path).replace("\\ ", " ").replace('"', "\\x22").replace("\\#", "#").replace("\\-", "-")
