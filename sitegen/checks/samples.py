"""What is still sample content: counted, and one warning."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model.site import Site
from sitegen.problems import Location, Problems


def count_samples(site: Site, problems: Problems, shown_root: str) -> int:
    """The number of records marked `sample: true`; a warning where there are some."""
    number = sum(1 for _ in _samples(site))
    if number:
        problems.warning("sample-records", Location(shown_root), n=number)
    return number


def _samples(site: Site) -> Iterator[object]:
    settings = site.settings
    tables = (
        site.sessions,
        site.series,
        site.people,
        site.organisations,
        site.venues,
        site.rooms,
        site.pages,
    )
    records: list[object] = [record for table in tables for record in table.values()]
    records += [*site.committees, *site.dates, *site.articles, *settings.accreditation, settings.footer]
    records += [settings.event.registration, settings.event.abstracts]
    records += [line for panel in site.panels for line in panel.lines]
    return (record for record in records if getattr(record, "sample", False))
