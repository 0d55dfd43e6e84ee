"""What servers are told of a built site: how long files are kept, types, old addresses, pages for 404."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sitegen.desk.servers.apache import apache
from sitegen.desk.servers.caddy import caddy
from sitegen.desk.servers.hosts import headers, oss, redirects
from sitegen.desk.servers.nginx import nginx
from sitegen.desk.servers.site import Site, read_site

__all__ = ["KINDS", "Site", "read_site"]

KINDS: Mapping[str, Callable[[Site], str]] = {
    "nginx": nginx,
    "caddy": caddy,
    "apache": apache,
    "headers": headers,
    "redirects": redirects,
    "oss": oss,
}
"""Kind of server → the text of its settings for a site, with a line break at its end."""
