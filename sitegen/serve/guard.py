"""Decides whose requests the preview answers: those that name this machine, from pages it served itself.

Without this any website the author has open could read unpublished pages, by pointing a name of its own
at 127.0.0.1 (DNS rebinding) or by opening our web socket, which browsers allow from anywhere.
"""

from __future__ import annotations

import contextlib
import re
import socket
from collections.abc import Sequence

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:/@,\s]+)(?::([0-9]{1,5}))?", re.ASCII)


def host_is_ours(hosts: Sequence[str], reached: str | None) -> bool:
    """Whether the Host headers of a request (one is right) name this machine.

    `reached` is the address of ours the connection came in on, None where the preview is for this machine
    only. The port may be another one: it may be forwarded.
    """
    match = _HOST.fullmatch(hosts[0].lower()) if len(hosts) == 1 else None
    return match is not None and match[1] in (*LOOPBACK, *([reached] if reached else []))


def origin_is_ours(origins: Sequence[str], host: str) -> bool:
    """Whether the Origin headers, if any, are that of a page from the same host and port."""
    return all(origin.lower() == f"http://{host.lower()}" for origin in origins)


def split_host(host: str) -> tuple[str, str]:
    """Name (IPv6 in brackets) and port of a Host header that is ours."""
    match = _HOST.fullmatch(host)
    return (match[1], match[2] or "80") if match else (host, "80")


def written(address: str) -> str:
    """An IP address as it stands in a Host header: `10.0.0.5`, `[fe80::1]`, without the zone."""
    bare = address.partition("%")[0].lower().removeprefix("::ffff:")
    return f"[{bare}]" if ":" in bare else bare


def own_addresses() -> list[str]:
    """Addresses others in the network may reach this machine by, the likeliest first; nothing is sent."""
    found: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))  # RFC 5737: leads nowhere; only the way out is chosen
        found.append(probe.getsockname()[0])
    with contextlib.suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    return [address for address in dict.fromkeys(found) if not address.startswith(("127.", "0."))]
