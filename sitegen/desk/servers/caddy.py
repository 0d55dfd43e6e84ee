"""Settings of Caddy 2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.desk.servers.site import ASKED_ANEW, HEADERS, HTTPS_ONLY, KEPT, KEPT_NAMES, TYPES, Site, as_text

_SPECIAL = frozenset('%*"\\{}')
"""What in a path means something to Caddy."""


def caddy(site: Site) -> str:
    """Lines for a site block of a Caddyfile, whose `root` has the files of the site at `site.base`."""
    return "\n".join(_lines(site)) + "\n"


def _lines(site: Site) -> Iterator[str]:
    base = site.base
    yield "encode zstd gzip"
    yield f"header ?Cache-Control {ASKED_ANEW}"
    yield f"@kept path_regexp ^{re.escape(base)}{KEPT_NAMES}"
    yield f'header @kept Cache-Control "{KEPT}"'
    yield "header {"
    yield from (f'\t{name} "{value}"' for name, value in HEADERS.items())
    yield "\t# once the site is served by HTTPS only, for good:"
    yield f"\t# {HTTPS_ONLY[0]} {HTTPS_ONLY[1]}"
    yield "}"
    for ending, kind in TYPES.items():
        yield f"@{ending} path *.{ending}"
        yield f'header @{ending} Content-Type "{as_text(kind)}"'
    for old, new in site.redirects.items():
        if _SPECIAL.isdisjoint(old):  # others lead on by their pages
            yield f'redir "{old}" "{new}" 301'
    yield "handle_errors {"
    yield f"\theader Cache-Control {ASKED_ANEW}"
    for number, folder in enumerate(site.not_found, 1):
        yield f"\t@folder{number} {{"
        yield f"\t\tpath {base}{folder}/*"
        yield "\t\texpression {err.status_code} == 404"
        yield "\t}"
        yield f"\trewrite @folder{number} {base}{folder}/404.html"
    others = "".join(f" {base}{folder}/*" for folder in site.not_found)
    yield "\t@other {"
    if others:
        yield f"\t\tnot path{others}"
    yield "\t\texpression {err.status_code} == 404"
    yield "\t}"
    yield f"\trewrite @other {base}404.html"
    yield "\tfile_server"
    yield "}"
    if site.is_packed:
        yield "file_server {"
        yield "\tprecompressed gzip"
        yield "}"
    else:
        yield "file_server"
