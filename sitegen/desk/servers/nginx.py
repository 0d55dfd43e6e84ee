"""Settings of nginx."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.desk.servers.site import HEADERS, HTTPS_ONLY, KEPT, KEPT_NAMES, TYPES, Site

_TEXTS = (
    "text/css text/javascript application/javascript application/json application/manifest+json"
    " text/xml application/xml application/atom+xml text/plain text/calendar text/vcard image/svg+xml"
)

_KNOWN = frozenset({"webp", "woff2"})


def nginx(site: Site) -> str:
    """Lines for the server block of nginx, whose `root` has the files of the site at `site.base`."""
    return "\n".join(_lines(site)) + "\n"


def _lines(site: Site) -> Iterator[str]:
    always = [f'add_header {name} "{value}" always;' for name, value in HEADERS.items()]
    base = site.base
    yield "index index.html;"
    yield "autoindex off;"
    yield "absolute_redirect off;"
    # a server with types of its own takes none from around it
    yield "include mime.types;"
    yield "# before 1.21 it knows no avif; after that it warns of a duplicate, which does no harm"
    yield "types {"
    yield from (f"    {kind} {ending};" for ending, kind in TYPES.items() if ending not in _KNOWN)
    yield "}"
    yield "charset utf-8;"
    yield f"charset_types {_TEXTS};"
    yield "gzip on;"
    if site.is_packed:
        yield "gzip_static on;"
    yield "gzip_vary on;"
    yield f"gzip_types {_TEXTS};"
    yield f"error_page 404 {base}404.html;"
    yield "# pages are asked for anew each time"
    yield "expires -1;"
    yield from always
    yield "# once the site is served by HTTPS only, for good:"
    yield f'# add_header {HTTPS_ONLY[0]} "{HTTPS_ONLY[1]}" always;'
    yield f'location ~ "^{re.escape(base)}{KEPT_NAMES}" {{'
    yield "    expires off;"
    # a location with a header of its own takes none from around it
    yield from (f"    {line}" for line in (*always, f'add_header Cache-Control "{KEPT}";'))
    yield "}"
    for folder in site.not_found:
        yield f"location {base}{folder}/ {{ error_page 404 {base}{folder}/404.html; }}"
    for old, new in site.redirects.items():
        yield f'location = {_quoted(old)} {{ return 301 "{new}"; }}'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
