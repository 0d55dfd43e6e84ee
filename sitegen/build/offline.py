"""Without a network: the site as a zip that opens from a disk, and the service worker of the other."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sitegen.build.options import Bundle, Options
from sitegen.build.remembered import Finished
from sitegen.load.project import Project
from sitegen.outputs.worker import make_worker
from sitegen.plan import Plan
from sitegen.problems import Location, Problems, Stopped
from sitegen.publish import File
from sitegen.publish.packing import find_unfit, pack
from sitegen.render.templates import Renderer
from sitegen.render.words import Words

NOTE = "README.txt"
"""At the top of the zip, beside the folder of the site."""
_FOR_SERVERS = {"sw.js", "robots.txt", "sitemap.xml", "site.webmanifest", "card.png", "card.jpg"}
_RULE = "\r\n" + "-" * 60 + "\r\n\r\n"


def settle_offline(project: Project, options: Options) -> None:
    """In a zip links name `index.html`, whatever `links:` says, and past editions are those on the web.

    It, archives and the preview have no service worker.
    """
    changes: dict[str, object] = {"links": "files"} if options.bundle else {}
    if options.bundle or options.frozen or not options.worker:
        changes["offline"] = False
    for site in project.sites.values():
        site.settings = site.settings.model_copy(update=changes)
        if options.bundle:
            site.editions = tuple(one.model_copy(update={"archive": None}) for one in site.editions)


def worker_of(
    plan: Plan, renderer: Renderer, made: Mapping[str, Finished], exports: Mapping[str, File], output: Path
) -> bytes:
    """`sw.js`, of the pages as they are now; those that stand in `output` are read there."""

    def read(path: str) -> bytes:
        found = made[path].html if path in made else exports[path].data
        return (output / path).read_bytes() if found is None else found

    asked = plan.project.source.settings.offline
    code = _part(renderer.folders, "worker.js" if asked else "worker-off.js")
    return make_worker(plan, renderer.addresses, renderer.words, code, read) if asked else code.encode()


def _part(folders: Sequence[Path], name: str) -> str:
    """The file of the last template folder that has it."""
    files = [file for folder in folders if (file := folder / "parts" / name).is_file()]
    return files[-1].read_text("utf-8")


def is_for_servers(path: str) -> bool:
    """Whether a file of the site is of no use on a disk, though it stands in the plan."""
    return path.rpartition("/")[2] in _FOR_SERVERS or path.endswith("/404.html")


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
        size = _put([File(NOTE, data=_note(project, words, folder)), *packed], place)
    except OSError as error:
        problems.error("offline-not-written", Location(str(place)), reason=error.strerror or str(error))
        raise Stopped from error
    return Bundle(place, folder, size, len(packed))


def _put(files: Iterable[File], place: Path) -> int:
    """The zip in its place in one step: its size in bytes; OSError, and what was there stays."""
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        pack(files, draft)
        size = draft.stat().st_size
        draft.replace(place)
    finally:
        with suppress(OSError):
            draft.unlink()
    return size


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
        if site.base_url:
            lines.append(own.offline_web(address=site.base_url))
        parts.append("\r\n".join("\n".join(str(line).rstrip() for line in lines).split("\n")) + "\r\n")
    return b"\xef\xbb\xbf" + _RULE.join(parts).encode()
