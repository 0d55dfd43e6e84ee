"""The site as a zip that opens from a disk: what it leaves out, its name, and the note at its top."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from sitegen.build.options import Bundle
from sitegen.load.project import Project
from sitegen.problems import Location, Problems, Stopped
from sitegen.publish import File
from sitegen.publish.bundle import find_unfit, pack
from sitegen.render.words import Words

NOTE = "README.txt"
"""At the top of the zip, beside the folder of the site."""
_RULE = "\r\n" + "-" * 60 + "\r\n\r\n"


def settle_offline(project: Project) -> None:
    """Links name `index.html`, whatever `links:` says."""
    for site in project.sites.values():
        site.settings = site.settings.model_copy(update={"links": "files"})


def is_for_servers(path: str) -> bool:
    """Whether a file of the site is of no use on a disk, though it stands in the plan."""
    return path.rpartition("/")[2] == "404.html" or path in {"robots.txt", "sitemap.xml", "site.webmanifest"}


def bundle(
    files: Iterable[File], target: Path, project: Project, words: Mapping[str, Words], problems: Problems
) -> Bundle:
    """Pack the finished site; raises `Stopped`, with a problem, where that cannot be.

    `target` is the zip, or the folder for one with the name of the congress.
    """
    folder = name_of(project)
    place = target if target.suffix.lower() == ".zip" else target / f"{folder}-offline.zip"
    packed = [replace(file, path=f"{folder}/{file.path}") for file in files if not is_for_servers(file.path)]
    for path in find_unfit(file.path for file in packed):
        problems.error("offline-unfit-name", Location(path), path=path)
    problems.stop_on_errors()
    try:
        size = pack([File(NOTE, data=_note(project, words, folder)), *packed], place)
    except OSError as error:
        problems.error("offline-not-written", Location(str(place)), reason=error.strerror or str(error))
        raise Stopped from error
    return Bundle(place, folder, size, len(packed))


def name_of(project: Project) -> str:
    """`nscme-2023`: the first short name that has Latin letters, and the year; for every system's files."""
    event = project.source.event
    plain = [
        re.sub("[^a-z0-9]+", "-", site.short_name.plain.lower()).strip("-")[:40].strip("-")
        for site in (project.source, *project.sites.values())
    ]
    name = next((name for name in plain if re.search("[a-z]", name)), "congress")
    year = str(event.start.year)
    return name if year in name else f"{name}-{year}"


def _note(project: Project, words: Mapping[str, Words], folder: str) -> bytes:
    """In every language of the site; with a byte order mark and CRLF, for older editors of Windows."""
    parts = []
    for code, site in project.sites.items():
        own = words[code]
        lines = [site.event.name.plain, "", own.offline_how(folder=folder), own.offline_phone()]
        lines.append(own.offline_date(date=own.dates.day(site.today).plain))
        if site.settings.base_url:
            lines.append(own.offline_web(address=site.settings.base_url))
        parts.append("\r\n".join("\n".join(str(line).rstrip() for line in lines).split("\n")) + "\r\n")
    return b"\xef\xbb\xbf" + _RULE.join(parts).encode()
