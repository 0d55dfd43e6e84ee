"""A release: the changes of the programme written into the ledger, with the moment they were published."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.desk.writing import write_whole
from sitegen.load.history import LEDGER
from sitegen.load.project import Project
from sitegen.model.changes import Change
from sitegen.model.clock import Clock
from sitegen.model.history import Entry, History, Pending, Release, Version

HEAD = """\
# 日程的发布记录，由 sitegen release 写入：请勿手改，随内容一起提交。
# What was published of the programme, written by “sitegen release”: not to be edited by hand, but committed.
"""
# JSON allows these in its texts, YAML does not (YAML 1.1, 5.1) or takes them for ends of lines.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


@dataclass(frozen=True)
class Released:
    """What a release writes, and what it says."""

    text: str
    """The whole ledger."""
    changes: tuple[Change, ...]
    """What visitors will be told."""
    updated: tuple[str, ...]
    """Ids of what else differs: titles, times settled at last."""
    items: int
    """How many items the ledger knows."""
    is_first: bool


class TooEarlyError(Exception):
    """A release must be later than the last one; the argument is the moment of that."""


def make_release(project: Project, now: datetime.datetime, note: str = "") -> Released | None:
    """The ledger after a release at `now` (with a zone); None where nothing differs from the last one."""
    site = project.source
    history = site.history
    moment = now.astimezone(datetime.UTC).replace(microsecond=0)
    if history.is_kept and moment <= history.releases[-1].at:
        raise TooEarlyError(history.releases[-1].at)
    if history.is_kept and not history.pending:
        return None
    release = Release.model_construct(at=moment, note=note or None)
    entries = dict(_renewed(history, moment))
    if not history.is_kept:
        entries = {
            item.id: _entry(Pending(item, None, item.fingerprint), site.stamp_of(item.id).uid, moment)
            for item in site.present_items()
        }
    else:
        entries |= {
            id_: _entry(pending, site.stamp_of(id_).uid, moment)
            for id_, pending in history.pending.items()
            if pending.entry is None
        }
    told = site.latest_changes if history.is_kept and history.pending else ()
    changes = tuple(change for change in told if change.released is None)
    updated = tuple(sorted(history.pending.keys() - {change.id for change in changes}))
    text = as_text((*history.releases, release), entries)
    return Released(text, changes, updated, len(entries), not history.is_kept)


def write_release(project: Project, released: Released) -> Path:
    """Put the ledger into content/, whole or not at all."""
    path = project.root / LEDGER
    write_whole(path, released.text.encode())
    return path


def _renewed(history: History, moment: datetime.datetime) -> Iterator[tuple[str, Entry]]:
    """The entries known before, those that differ one version further."""
    for id_, entry in history.entries.items():
        pending = history.pending.get(id_)
        if pending is None:
            yield id_, entry
            continue
        version = pending.present.version
        versions = entry.versions
        if version.facts != entry.last.facts:
            versions = (*versions, version.model_copy(update={"released": moment}))
        yield (
            id_,
            entry.model_copy(
                update={
                    "id": id_,
                    "title": pending.present.title,
                    "parent": pending.present.parent,
                    "sequence": entry.sequence + 1,
                    "changed": moment,
                    "fingerprint": pending.fingerprint,
                    "versions": versions,
                }
            ),
        )


def _entry(pending: Pending, uid: str, moment: datetime.datetime) -> Entry:
    """The entry of what is released for the first time."""
    return Entry.model_construct(
        id=pending.present.id,
        uid=uid,
        title=pending.present.title,
        parent=pending.present.parent,
        sequence=0,
        fingerprint=pending.fingerprint,
        versions=(pending.present.version.model_copy(update={"released": moment}),),
    )


# ---------------------------------------------------------------- as YAML
def as_text(releases: tuple[Release, ...], entries: dict[str, Entry]) -> str:
    """The ledger as YAML: by id, a version a line, so that two branches merge."""
    lines = [HEAD.rstrip("\n"), "releases:"]
    for release in releases:
        lines.append(f"  - at: {_moment(release.at)}")
        if release.note:
            lines.append(f"    note: {_quoted(release.note)}")
    lines.append("items:")
    for id_ in sorted(entries):
        lines += _lines(id_, entries[id_])
    return "\n".join(lines) + "\n"


def _lines(id_: str, entry: Entry) -> Iterator[str]:
    yield f"  {id_}:"
    yield f"    uid: {_quoted(entry.uid)}"
    yield f"    title: {_quoted(entry.title)}"
    if entry.parent:
        yield f"    parent: {entry.parent}"
    if entry.sequence:
        yield f"    sequence: {entry.sequence}"
    if entry.modified != entry.last.released:
        yield f"    modified: {_moment(entry.modified)}"
    yield f'    fingerprint: "{entry.fingerprint}"'
    yield "    versions:"
    for version in entry.versions:
        yield f"      - {{{', '.join(_fields(version))}}}"


def _fields(version: Version) -> Iterator[str]:
    assert version.released is not None
    yield f"released: {_moment(version.released)}"
    if version.date:
        yield f"date: {version.date}"
    for name, clock in (("start", version.start), ("end", version.end)):
        if clock is not None:
            yield f'{name}: "{_clock(clock)}"'
    if version.rooms:
        rooms = ", ".join(version.rooms)
        yield f"rooms: {rooms}" if len(version.rooms) == 1 else f"rooms: [{rooms}]"
    for name in ("venue", "city", "place", "status", "replaced_by"):
        if value := getattr(version, name):
            yield f"{name}: {value if name in ('venue', 'status', 'replaced_by') else _quoted(value)}"


def _moment(moment: datetime.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _clock(clock: Clock) -> str:
    return f"{clock!s} +1" if clock >= 1440 else str(clock)


def _quoted(value: str) -> str:
    """A text in double quotes, on one line, as YAML and JSON both read it."""
    return _NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
