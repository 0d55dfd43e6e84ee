"""A plain `sitegen build` as asked for on the command line, understood without any library."""

# pathlib takes too long to import
# ruff: noqa: PTH100, PTH118, PTH120

from __future__ import annotations

import os

from sitegen import fresh

PLAIN_OPTIONS = ("--content", "--output", "--templates", "--base", "--lang")


class PlainBuild:
    """A build with none but plain options: the folders it reads and writes, without reading them."""

    def __init__(self, values: dict[str, list[str]]) -> None:
        self.content = values.get("--content", ["content"])[-1]
        self.output = values.get("--output", ["output"])[-1]
        self.templates = values.get("--templates", [])
        self.cache = os.path.join(os.path.dirname(os.path.abspath(self.content)), ".cache")
        language = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
        self.settings = repr((sorted(values.items()), language, os.environ.get("SITEGEN_NOW", "")))

    def sources_stamp(self) -> str:
        """One digest over all that a build reads."""
        package = os.path.dirname(os.path.abspath(__file__))
        beside = os.path.join(os.path.dirname(package), "templates")
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
