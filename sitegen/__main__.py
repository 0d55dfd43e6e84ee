"""`sitegen` on the command line; decides “nothing changed” before anything heavy is imported."""

from __future__ import annotations

import os
import sys
import time

from sitegen import fresh

PLAIN_OPTIONS = ("--content", "--output", "--templates", "--base", "--lang")


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


class PlainBuild:
    """A build with none but plain options: the folders it reads and writes, without reading them."""

    def __init__(self, values: dict[str, list[str]]) -> None:
        self.content = values.get("--content", ["content"])[-1]
        self.output = values.get("--output", ["output"])[-1]
        self.templates = values.get("--templates", [])
        self.cache = os.path.join(os.path.dirname(os.path.abspath(self.content)), ".cache")  # noqa: PTH100, PTH118, PTH120
        language = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
        self.settings = repr((sorted(values.items()), language, os.environ.get("SITEGEN_NOW", "")))

    def sources_stamp(self) -> str:
        """One digest over all that a build reads."""
        package = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
        beside = os.path.join(os.path.dirname(package), "templates")  # noqa: PTH118, PTH120
        return fresh.stamp([self.content, *self.templates, package, beside], self.settings)


def as_plain_build(arguments: list[str]) -> PlainBuild | None:
    """The request where it is a plain `sitegen build`; None leaves it to the full command line."""
    if arguments[:1] != ["build"]:
        return None
    values: dict[str, list[str]] = {}
    rest = iter(arguments[1:])
    for argument in rest:
        name, equals, value = argument.partition("=")
        if name not in PLAIN_OPTIONS:
            return None
        if not equals:
            value = next(rest, "")
        values.setdefault(name, []).append(value)
    return PlainBuild(values)


if __name__ == "__main__":
    main()
