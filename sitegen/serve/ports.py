"""Finds a free port for the preview and listens on it."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Sequence

TRIES = 20
"""Ports tried after the wished one, before the system may choose."""

_NO_SUCH_FAMILY = {errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL, errno.EPROTONOSUPPORT}


class NoPortError(Exception):
    """Not one port can be had; the argument says why."""


def listen(port: int, lan: bool) -> tuple[list[socket.socket], int]:
    """Sockets listening on the first free port from `port` on, and that port.

    Only this machine reaches them, unless `lan`. Both IPv4 and, where there is any, IPv6 are taken, so that
    `localhost` cannot lead to another program. NoPortError.
    """
    last = ""
    for wish in [*range(port, min(port + TRIES, 65535) + 1), 0]:
        try:
            return _bind(wish, ("0.0.0.0", "::") if lan else ("127.0.0.1", "::1"))  # noqa: S104 - asked for
        except OSError as error:  # taken, or reserved by the system
            last = error.strerror or str(error)
    raise NoPortError(last)


def _bind(port: int, addresses: Sequence[str]) -> tuple[list[socket.socket], int]:
    sockets: list[socket.socket] = []
    try:
        for address in addresses:
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            try:
                sockets.append(_listening(family, address, port))
            except OSError as error:
                if family == socket.AF_INET or error.errno not in _NO_SUCH_FAMILY:
                    raise
            port = sockets[0].getsockname()[1]
    except OSError:
        for other in sockets:
            other.close()
        raise
    return sockets, port


def _listening(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # a port just left may be taken again; on Windows this would share a taken one
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        elif hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.setblocking(False)
        made.bind((address, port))
        made.listen(128)
    except OSError:
        made.close()
        raise
    return made
