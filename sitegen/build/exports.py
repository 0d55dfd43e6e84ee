"""The exports: files for calendars, apps and other programs, each kind made by one module of `outputs`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sitegen.build.options import Report
from sitegen.load.project import Project
from sitegen.outputs import calendars
from sitegen.outputs.mine import make_mine
from sitegen.render.urls import Addresses
from sitegen.render.words import Words

Maker = Callable[[Project, Addresses, Mapping[str, Words]], Mapping[str, bytes]]
"""Makes the files of one kind, by path in output/."""

EXPORTS: tuple[tuple[str, Maker], ...] = (("calendars", calendars.make_calendars), ("mine", make_mine))
"""Name in `--timings`, and what makes it."""


def make_exports(
    project: Project, addresses: Addresses, words: Mapping[str, Words], report: Report
) -> dict[str, bytes]:
    """Every export, by path in output/; `words` by language code."""
    found: dict[str, bytes] = {}
    for name, make in EXPORTS:
        with report.stage(f"export: {name}"):
            found |= make(project, addresses, words)
    return found
