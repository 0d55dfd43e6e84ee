"""The exports: files for calendars, apps and other programs, each kind made by one module of `outputs`.

An export is a function of the outline (all data, titles, words …; see `build.remembered`) and of the texts it
says it reads. One that stands in the output, made of the same, is not made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path

from sitegen.build.beside import beside, is_worth_it
from sitegen.build.booklets import plan_booklets
from sitegen.build.options import Report
from sitegen.load.project import Project
from sitegen.memo import Blobs
from sitegen.outputs import calendars
from sitegen.outputs.api import make_api
from sitegen.outputs.calendars.events import Events
from sitegen.outputs.contact_card import make_contact_cards
from sitegen.outputs.feeds import make_feeds
from sitegen.outputs.mine import make_mine
from sitegen.outputs.opass import make_session_file
from sitegen.outputs.schedule import make_schedule_files
from sitegen.outputs.search import is_of_search, plan_search
from sitegen.plan import Export, Plan
from sitegen.publish import File
from sitegen.render.content import Content
from sitegen.render.urls import Addresses
from sitegen.render.words import Words

Maker = Callable[[Project, Addresses, Mapping[str, Words]], Iterable[Export]]
"""Plans the files of one kind; `words` by language code."""


def _mine(project: Project, addresses: Addresses, words: Mapping[str, Words]) -> Iterable[Export]:
    """With what calendars say of zone, status and place: those made in the browser agree with them."""
    return make_mine(project, addresses, words, calendars.make_zone, Events)


EXPORTS: tuple[tuple[str, Maker], ...] = (
    ("calendars", calendars.make_calendars),
    ("mine", _mine),
    ("schedule", make_schedule_files),
    ("session.json", make_session_file),
    ("api", make_api),
    ("contact.vcf", make_contact_cards),
)
"""Name in `--timings`, and what makes it."""


@dataclass(frozen=True)
class Kept:
    """What stands in an output folder, and of what it was made."""

    blobs: Blobs
    """For this outline: path and texts read → digest of the file."""
    standing: Mapping[str, str]
    """Path → digest (`publish.Standing`)."""
    output: str
    """The folder."""

    def bring(self, export: Export) -> File:
        """The file as it stands, else made."""
        key = f"{export.path}\0{export.reads}"
        digest = self.standing.get(export.path)
        if digest is not None and self.blobs.get(key) == digest:
            return File(export.path, source=f"{self.output}/{export.path}", digest=digest)
        data = export.make()
        self.blobs.put(key, blake2b(data, digest_size=16).hexdigest())
        return File(export.path, data=data)


def make_exports(
    project: Project,
    addresses: Addresses,
    words: Mapping[str, Words],
    report: Report,
    kept: Kept,
    folders: Sequence[Path],
    content: Content,
) -> dict[str, File]:
    """Every export, by path in output/; `folders` are those of templates, `content` what pages show."""
    found: dict[str, File] = {}
    for name, plan in EXPORTS:
        with report.stage(f"export: {name}"):
            for export in plan(project, addresses, words):
                found[export.path] = kept.bring(export)
    with report.stage("export: feeds"):
        for export in make_feeds(project, addresses, words, content):
            found[export.path] = kept.bring(export)
    with report.stage("export: booklet"):
        for export in plan_booklets(project, words, folders, report.problems):
            found[export.path] = kept.bring(export)
    return found


def make_index(
    plan: Plan, addresses: Addresses, words: Mapping[str, Words], kept: Kept, processes: int = 0
) -> dict[str, File]:
    """The search index, by path in output/: the one of each language beside the others where all is new."""
    tasks = plan_search(plan, addresses, words, kept)
    is_new = not any(map(is_of_search, kept.standing))
    if len(tasks) < 2 or not is_new or not is_worth_it(len(plan.pages), processes):
        return {file.path: file for task in tasks for file in task()}
    shared = tasks.pop()
    own, *others = beside([partial(_apart, task, kept.blobs) for task in tasks])
    files = [*own[0], *shared()]
    for made, learnt, used in others:
        kept.blobs.take_over(learnt, used)
        files += made
    return {file.path: file for file in files}


def _apart(task: Callable[[], list[File]], blobs: Blobs) -> tuple[list[File], dict[bytes, bytes], set[bytes]]:
    """What a child hands over: its files, and what it remembers."""
    return task(), *blobs.hand_over()
