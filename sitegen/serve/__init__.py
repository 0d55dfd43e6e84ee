"""The preview: builds, serves from memory on this machine only, builds again on save, reloads open pages.

Nothing is published: output/ stays as it is. tornado, livereload and watchfiles are imported here only,
when the preview begins.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Protocol

from sitegen.build.options import Options
from sitegen.serve import guard, ports
from sitegen.serve.report import Teller
from sitegen.serve.state import State

__all__ = ["run_preview", "serve_project"]

EXIT_NO_PORT = 1
PATIENCE = 1.0
"""Seconds a build under way is waited for at the end."""


class Ready(Protocol):
    """Called when the preview answers, with its port and how to end it (from any thread)."""

    def __call__(self, port: int, end: Callable[[], None]) -> None: ...


def serve_project(options: Options, language: str, port: int = 8000, lan: bool = False) -> None:
    """Serve until Ctrl-C or SIGTERM, then leave with exit code 0; 1 where no port can be had.

    Tells on the terminal, in `language`, where to look and what is wrong. `lan` lets others in the network
    look too.
    """
    tell = Teller(language)
    try:
        is_done = asyncio.run(run_preview(options, tell, port=port, lan=lan))
    except KeyboardInterrupt:  # before our own handler stood
        tell.ended()
    except ports.NoPortError as error:
        tell.no_port(str(error))
        sys.exit(EXIT_NO_PORT)
    else:
        if not is_done:  # a long build is under way; what it leaves behind is whole or passed over
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(0)


async def run_preview(
    options: Options,
    tell: Teller,
    *,
    port: int,
    lan: bool,
    ready: Ready | None = None,
    patience: float = PATIENCE,
) -> bool:
    """The preview in the running event loop, until it is told to end.

    False if a build was still under way then and did not end within `patience` seconds.
    """
    from sitegen.serve.rebuild import Rebuilder
    from sitegen.serve.server import Preview
    from sitegen.serve.styleguide import Styleguide

    loop = asyncio.get_running_loop()
    ending = asyncio.Event()
    _end_on_signals(loop, ending)
    sockets, got = ports.listen(port, lan)
    prefix = f"/{(options.base or '').strip('/')}/".replace("//", "/")
    preview = Preview(tell.language, prefix, lan, Styleguide(options))
    server = preview.serve(sockets)
    tell.begins(port, got, prefix, guard.own_addresses() if lan else [])

    def announce(state: State) -> None:
        loop.call_soon_threadsafe(preview.show, state)
        tell.built(state)

    # absolute links of /404.html must lead to the preview, not to where the site is published
    rebuilder = Rebuilder(dataclasses.replace(options, base=prefix), announce, tell.progress)
    rebuilder.start()

    def end() -> None:
        loop.call_soon_threadsafe(ending.set)

    if ready is not None:
        ready(got, end)
    while not ending.is_set():
        with contextlib.suppress(TimeoutError):  # Windows looks at signals only when the loop wakes
            await asyncio.wait_for(ending.wait(), 0.5)
    server.stop()
    await server.close_all_connections()
    is_done = rebuilder.stop(patience)
    tell.ended()
    return is_done


def _end_on_signals(loop: asyncio.AbstractEventLoop, ending: asyncio.Event) -> None:
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, ending.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(ending.set))
