"""`sitegen` on the command line; decides “nothing changed” before anything heavy is imported."""

from __future__ import annotations

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
            request.cache, request.sources_stamp(), fresh.output_stamp(request.output)
        )
        if record is not None:
            until, _, summary = record.partition("\n")
            if time.time() < float(until):
                sys.stdout.write(summary)
                return
    from sitegen.cli import command

    command(prog_name="sitegen")


if __name__ == "__main__":
    main()
