"""`programme/schedule.xml` and `schedule.json`: the schedule as frab, pretalx and c3voc write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from sitegen.load.project import Project
from sitegen.outputs.schedule.as_json import write_json
from sitegen.outputs.schedule.as_xml import write_xml
from sitegen.outputs.schedule.events import Schedule, make_schedule
from sitegen.plan import Export
from sitegen.render.exchange import Exchange
from sitegen.render.urls import Addresses
from sitegen.render.words import Words


def make_schedule_files(
    project: Project, addresses: Addresses, words: Mapping[str, Words]
) -> Iterator[Export]:
    """Both files. What they hold: `events.py`."""
    both = _Both(Exchange(project.sites, project.source, addresses, words))
    reads = both.exchange.reads("sessions")
    yield Export("programme/schedule.xml", lambda: both.xml[0], reads)
    yield Export("programme/schedule.json", lambda: write_json(both.schedule, both.xml[1]), reads)


class _Both:
    """What both files are made of, once one of them is made."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange

    @cached_property
    def schedule(self) -> Schedule:
        return make_schedule(self.exchange)

    @cached_property
    def xml(self) -> tuple[bytes, str]:
        """The XML and the version, which is a digest of it."""
        return write_xml(self.schedule)
