"""Freezes the site of a congress that is over: as a zip in content/editions/, which later sites carry on."""

from __future__ import annotations

import datetime
import json
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b, file_digest
from html import unescape
from pathlib import Path

from sitegen.build.editions import around_archive
from sitegen.build.options import Options, Report
from sitegen.build.run import make_site
from sitegen.desk.writing import write_whole
from sitegen.load.project import Project, load_project
from sitegen.model.editions import Figure, Frozen, base_of
from sitegen.model.site import Site, recurring
from sitegen.problems import Location
from sitegen.publish import File
from sitegen.publish.manifest import NAME, Entry, to_bytes
from sitegen.publish.packing import pack
from sitegen.source.archives import ABOUT, FORM
from sitegen.text import Text

_STUB = re.compile(
    rb'<html lang="([^"]*)">.*?<title>([^<]*)</title>.*?<meta http-equiv="refresh" content="0; url=([^"]+)">',
    re.DOTALL,
)
_LEFT_OUT = ("robots.txt", "404.html")
"""What a server asks for at its root only."""


@dataclass(frozen=True)
class Archive:
    """What was written."""

    zip: Path
    facts: Path
    """The record of the edition, which authors may edit."""
    has_new_facts: bool
    pages: int
    files: int
    size: int
    """Bytes of the zip."""
    year: int
    has_moved: bool
    """Whether it was published elsewhere than under `/{year}/`."""


def make_archive(
    options: Options,
    report: Report,
    current: str | None = None,
    address: str | None = None,
    *,
    anew: bool = False,
) -> Archive:
    """Build the site as it is after the last of its dates, and freeze that; raises Stopped, OSError.

    `current` is the address of the congress of today, for a site that does not lie in that one; `address`
    that of the archive, if it is not `/{year}/` under `base_url`; `anew` replaces an archive that is there.
    """
    problems = report.problems
    project = load_project(options.content, problems, options.today)
    site = project.source
    year = site.event.start.year
    target = options.content / "editions" / f"{year}.zip"
    where = Location(f"{project.shown_root}editions/{target.name}")
    if site.today <= site.event.end:
        problems.error("archive-too-early", where, end=str(site.event.end))
    if target.exists() and not anew:
        problems.error("archive-exists", where)
    problems.stop_on_errors()
    base = f"{address.rstrip('/')}/" if address else base_of(site.settings.base_url, year)
    frozen = Frozen(year, base, current)
    day = last_day(site) + datetime.timedelta(days=1)
    files = [
        file
        for file in make_site(replace(options, frozen=frozen, today=day), report)
        if file.path not in _LEFT_OUT and not file.path.endswith("/404.html")
    ]
    assert report.ready is not None
    pages = [page for page in report.ready.plan.pages if not page.file.endswith("404.html")]
    has_moved = frozen.base_url is None or frozen.base_url.rstrip("/") != (
        site.settings.base_url or ""
    ).rstrip("/")
    moved = [[page.file, page.file, page.language.tag, str(page.title)] for page in pages]
    moved += [list(row) for row in _old_addresses(files)]
    about = {
        "form": FORM,
        "year": year,
        "base_url": frozen.base_url,
        "index": report.ready.renderer.addresses.index,
        "leads_to": [path.removeprefix("../") for path in around_archive(report.ready.project)],
        "moved": sorted(moved) if has_moved else [],
    }
    listing = to_bytes({file.path: _entry(file) for file in files})
    extra = [File(NAME, data=listing), File(ABOUT, data=_json(about))]
    facts = target.with_suffix(".yaml")
    has_new_facts = not facts.exists()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}~")
    try:
        pack([*files, *extra], draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    if has_new_facts:
        write_whole(facts, facts_of(project, frozen).encode())
    return Archive(
        target, facts, has_new_facts, len(pages), len(files), target.stat().st_size, year, has_moved
    )


def last_day(site: Site) -> datetime.date:
    """The last day that anything on the site is about: after it, nothing on it is still to come."""
    days = [site.event.end, *(day.date for day in site.days), *(row.date for row in site.dates)]
    days += [item.date for item in site.sessions.values() if item.date is not None]
    days += [date for series in site.series.values() for date, _, _ in recurring(series)]
    for span in (site.event.registration, site.event.abstracts):
        if span is not None and span.closes is not None:
            days.append(span.closes)
    return max(days)


def _old_addresses(files: Sequence[File]) -> Iterator[tuple[str, str, str, str]]:
    """The pages that lead on: address, where they lead to, language, title."""
    for file in files:
        if file.data is None or not file.path.endswith((".html", ".htm")):
            continue
        found = _STUB.search(file.data[:2048])
        if found is not None:
            tag, title, target = (unescape(part.decode()) for part in found.groups())
            to = posixpath.normpath(posixpath.join(posixpath.dirname(file.path), target))
            yield file.path, to if to.endswith(".html") else f"{to}/index.html", tag, title


def _entry(file: File) -> Entry:
    if file.data is not None:
        return Entry(len(file.data), blake2b(file.data, digest_size=16).hexdigest())
    assert file.source is not None
    path = Path(file.source)
    with path.open("rb") as source:
        digest = file_digest(source, lambda: blake2b(digest_size=16)).hexdigest()
    return Entry(path.stat().st_size, digest)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


# ---------------------------------------------------------------- the record
def facts_of(project: Project, frozen: Frozen) -> str:
    """The record of the edition as YAML, one language per line."""
    event = project.source.event
    lines = [f"- year: {frozen.year}", *_text("name", event.name, 1)]
    lines += [f"  start: {event.start}", f"  end: {event.end}"]
    if event.city:
        lines += _text("city", event.city, 1)
    if event.figures:
        lines.append("  figures:")
        for figure in event.figures:
            lines += _figure(figure)
    if frozen.base_url:
        lines.append(f"  url: {frozen.base_url}")
    lines.append(f"  archive: editions/{frozen.year}.zip")
    lines.append(f"  languages: [{', '.join(project.sites)}]")
    return "\n".join(lines) + "\n"


def _figure(figure: Figure) -> list[str]:
    return [f"    - value: {_quoted(figure.value)}", *_text("label", figure.label, 3)]


def _text(name: str, text: Text, depth: int) -> list[str]:
    indent = "  " * depth
    given = text.spellings
    if len(given) == 1:
        return [f"{indent}{name}: {_quoted(text.plain)}"]
    return [f"{indent}{name}:", *(f"{indent}  {one.lang.code}: {_quoted(one.plain)}" for one in given)]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
