"""`sitegen` on the command line; decides “nothing changed” before anything heavy is imported."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import time

from sitegen import fresh
from sitegen.request import as_plain_build


def main() -> None:
    """Entry point of the command."""
    arguments = sys.argv[1:]
    request = as_plain_build(arguments)
    if request is not None:
        record = fresh.nothing_changed(
            request.cache, request.sources_stamp(), lambda: fresh.output_stamp(request.output)
        )
        if record is not None:
            until, _, summary = record.partition("\n")
            if time.time() < float(until):
                sys.stdout.write(summary)
                return
        # without this pydantic looks through all installed packages
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        gc.disable()  # nothing of a build is garbage before its end; loading the libraries is a tenth faster
    from sitegen.cli import command

    try:
        command(prog_name="sitegen")
    finally:
        if request is not None:
            _leave_quickly()


def _leave_quickly() -> None:
    """Ends the process without taking a hundred thousand objects apart one by one, which costs 50 ms."""
    error = sys.exc_info()[1]
    code = error.code if isinstance(error, SystemExit) else None
    if isinstance(code, int) or (code is None and isinstance(error, SystemExit)):
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code or 0)


if __name__ == "__main__":
    main()
