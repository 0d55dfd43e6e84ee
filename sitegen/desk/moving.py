"""Moves an item of the programme to another time, room or day, in the author's file."""

from __future__ import annotations

import dataclasses
import datetime
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

from sitegen.build.run import check_programme
from sitegen.desk.editing import Path, Refused, YamlFile
from sitegen.desk.writing import write_whole
from sitegen.load.project import Project, load_project
from sitegen.model.clock import DAY, Clock, parse_clock, parse_date, parse_time_range
from sitegen.model.fields import where_of
from sitegen.model.history import Version, version_of
from sitegen.model.programme import Session
from sitegen.problems import Location, Problem, Problems, Severity, Stopped, suggest
from sitegen.source import Scalar, SourceFile, YamlList, YamlMap, discover

_BETWEEN = re.compile(r"\s*(?:[–~～〜－-]|—{1,2}|至)\s*")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True)
class Move:
    """Where an item is to go; what is None stays."""

    start: Clock
    room: str | None = None
    day: datetime.date | None = None


@dataclass(frozen=True)
class Moved:
    """An edit that was tried: the file with its new bytes, and what follows from it."""

    file: SourceFile
    data: bytes
    lines: tuple[int, ...]
    """Lines of the file that change."""
    changes: tuple[tuple[Session, Version, Version], ...]
    """Each item whose place or time changes, before and after; the one to be moved comes first."""
    warnings: tuple[Problem, ...]
    """What was no problem before."""
    typed: Location | None
    """Where a `moved_from` is typed, which is told instead of what is released."""

    def write(self) -> None:
        """Put the new bytes in the place of the file."""
        write_whole(self.file.file, self.data)


def plan_move(project: Project, found: Problems, id_: str, move: Move) -> Moved:
    """The edit that moves an item, tried out without touching the file; raises `Refused`.

    `found` are the problems of the project as it is.
    """
    session = project.source.sessions.get(id_)
    if session is None:
        near = suggest(id_, project.source.sessions)
        raise Refused(
            "unknown-reference", Location(project.shown_root), kind="session", id=id_, suggestion=near
        )
    move = dataclasses.replace(move, room=_room(project, move.room) if move.room else None)
    files = discover(project.root, Problems())
    for file in _with_sessions(files):
        yaml = YamlFile.read(file)
        path = next(_paths_to(yaml.root, id_), None) if yaml else None
        if yaml is not None and path is not None:
            _edit(yaml, path, session, move)
            return _try(project, found, yaml, session, move)
    raise Refused("move-not-in-yaml", where_of(session.id), id=id_)


def _room(project: Project, wanted: str) -> str:
    rooms = project.source.rooms
    names = {str(name): id_ for id_, room in rooms.items() for name in (room.name, *room.name.others)}
    found = wanted if wanted in rooms else names.get(wanted)
    if found is None:
        near = suggest(wanted, (*rooms, *names))
        raise Refused(
            "unknown-reference", Location(project.shown_root), kind="room", id=wanted, suggestion=near
        )
    return found


def _with_sessions(files: tuple[SourceFile, ...]) -> Iterator[SourceFile]:
    for file in files:
        kind = re.split(r"[/.]", file.path, maxsplit=1)[0]
        if kind in ("programme", "series") and file.path.endswith((".yaml", ".yml")):
            yield file


def _paths_to(value: Any, id_: str, path: Path = ()) -> Iterator[Path]:
    """Where the item with this id stands, under `sessions` or `talks`."""
    if isinstance(value, YamlMap):
        if value.get("id") == id_ and path[-2:-1] in (("sessions",), ("talks",)):
            yield path
        for key, below in value.items():
            yield from _paths_to(below, id_, (*path, key))
    elif isinstance(value, YamlList):
        for number, below in enumerate(value):
            yield from _paths_to(below, id_, (*path, number))


# ---------------------------------------------------------------- the edits
def _edit(yaml: YamlFile, path: Path, session: Session, move: Move) -> None:
    raw = yaml.at(path)
    if not any(isinstance(raw.get(name), Scalar) for name in ("start", "time")) or session.start is None:
        raise Refused("move-no-start", raw.where, id=session.id, parent=session.parent)
    minutes = move.start - session.start
    days = 0
    if move.day and move.day != session.date:
        if not isinstance(raw.get("date"), Scalar) or session.date is None:
            raise Refused("move-no-date", raw.where, id=session.id, parent=session.parent)
        days = (move.day - session.date).days
    if move.room and session.rooms != (move.room,):
        _edit_room(yaml, path, raw, session, move.room)
    if minutes or days:
        _shift(yaml, path, raw, minutes, days, _is_bare(raw))
    _edit_talks(yaml, path, raw, session, minutes, days, move.room)
    if not yaml.edits:
        raise Refused("move-nothing", raw.where, id=session.id)


def _edit_room(yaml: YamlFile, path: Path, raw: Mapping[str, Any], session: Session, room: str) -> None:
    for name in ("room", "rooms"):
        value = raw.get(name)
        if isinstance(value, Scalar):
            yaml.replace((*path, name), value, room)
            return
        if isinstance(value, YamlList) and len(value) == 1 and isinstance(value[0], Scalar):
            yaml.replace((*path, name, 0), value[0], room)
            return
    raise Refused("move-no-room", where_of(raw), id=session.id, parent=session.parent)


def _edit_talks(
    yaml: YamlFile,
    path: Path,
    raw: Mapping[str, Any],
    block: Session,
    minutes: int,
    days: int,
    room: str | None,
) -> None:
    """Talks with times, dates or rooms of their own go with their block."""
    talks = raw.get("talks")
    is_bare = _is_bare(raw)
    for number, talk in enumerate(talks if isinstance(talks, YamlList) else ()):
        if isinstance(talk, YamlMap):
            place = (*path, "talks", number)
            _shift(yaml, place, talk, minutes, days, is_bare)
            if room and isinstance(talk.get("room"), Scalar) and block.rooms == (talk["room"],):
                yaml.replace((*place, "room"), talk["room"], room)
            _edit_talks(yaml, place, talk, block, minutes, days, room)


def _shift(
    yaml: YamlFile, path: Path, raw: Mapping[str, Any], minutes: int, days: int, is_bare: bool
) -> None:
    """Every date and time typed in an item, later by so much."""
    date = raw.get("date")
    if days and isinstance(date, Scalar):
        yaml.replace((*path, "date"), date, str(parse_date(str(date)) + datetime.timedelta(days)))
    if not minutes:
        return
    for name in ("start", "end"):
        value = raw.get(name)
        if isinstance(value, Scalar):
            yaml.replace((*path, name), value, later(str(value), minutes, value.where, is_bare))
    value = raw.get("time")
    if isinstance(value, Scalar):
        parse_time_range(str(value))
        between = _BETWEEN.search(value)
        assert between is not None
        parts = (value[: between.start()], value[between.end() :])
        first, last = (later(part, minutes, value.where, is_bare) for part in parts)
        yaml.replace((*path, "time"), value, f"{first}{between[0]}{last}")


def _is_bare(raw: Any) -> bool:
    """Whether an item, or a talk in it, writes 9:00 and not 09:00."""
    if isinstance(raw, YamlMap):
        typed = " ".join(str(raw[name]) for name in ("start", "end", "time") if raw.get(name))
        return bool(re.search(r"(?<!\d)\d[:：]", typed)) or _is_bare(raw.get("talks"))
    return isinstance(raw, YamlList) and any(map(_is_bare, raw))


def later(typed: str, minutes: int, where: Location, is_bare: bool) -> str:
    """A time so many minutes later, written in the way of the one typed; 9:00 and not 09:00 if `is_bare`."""
    clock = parse_clock(typed) + minutes
    if not 0 <= clock < 2 * DAY:
        raise Refused("move-other-day", where, time=typed)
    hour, minute = divmod(clock % DAY, 60)
    text = f"{hour}:{minute:02}" if is_bare else f"{hour:02}:{minute:02}"
    if clock >= DAY:
        text += "+1" if re.search(r"\S\+", typed) else " +1"
    if "：" in typed:
        text = text.replace(":", "：")
    return text.translate(_WIDE) if re.search("[０-９]", typed) else text


# ---------------------------------------------------------------- trying it out
def _try(project: Project, found: Problems, yaml: YamlFile, session: Session, move: Move) -> Moved:
    data = yaml.edited()
    problems = Problems()
    with tempfile.TemporaryDirectory() as folder:
        draft = File(folder) / yaml.file.file.name
        draft.write_bytes(data)
        file = dataclasses.replace(yaml.file, file=draft, size=len(data))
        after = YamlFile.read(file)
        yaml.check(after)
        try:
            moved = load_project(project.root, problems, project.today, instead=file)
        except Stopped:
            moved = None
    if moved is not None:
        check_programme(moved, problems)
    before = Problems()
    before.extend(found)
    check_programme(project, before)
    known = {_sameness(problem) for problem in before}
    new = [problem for problem in problems if _sameness(problem) not in known]
    mistakes = Problems()
    mistakes.extend(problem for problem in new if problem.severity is Severity.error)
    if moved is None or problems.errors:
        raise Refused("move-mistakes", Location(yaml.file.place), mistakes, id=session.id)
    _check_moved(project, moved, session, move)
    lines = {yaml.text.count("\n", 0, start) + 1 for start, _, _ in yaml.edits.values()}
    typed = yaml.at((*next(_paths_to(yaml.root, session.id)), "moved_from"))
    return Moved(
        yaml.file,
        data,
        tuple(sorted(lines)),
        tuple(_differences(project, moved, session.id)),
        tuple(problem for problem in new if problem.code != "not-released"),
        where_of(typed) if typed is not None else None,
    )


def _sameness(problem: Problem) -> tuple[object, ...]:
    """By what a problem is the same before and after an edit, which keeps lines but not columns."""
    values = tuple((name, value) for name, value in problem.values if name != "other")
    return *problem.location[:2], problem.code, values


def _check_moved(before: Project, after: Project, session: Session, move: Move) -> None:
    """The item is where it should be, and all that is in it went with it."""
    assert session.start is not None
    minutes = move.start - session.start
    days = (move.day - session.date).days if move.day and session.date else 0
    for item in session.walk():
        now = after.source.sessions[item.id]
        rooms = (move.room,) if move.room and item.rooms == session.rooms else item.rooms
        wanted = (
            item.date and item.date + datetime.timedelta(days),
            None if item.start is None else item.start + minutes,
            rooms,
        )
        if (now.date, now.start, now.rooms) != wanted:
            raise Refused("move-talk-stays", where_of(now.id), id=session.id, talk=item.id)


def _differences(before: Project, after: Project, first: str) -> Iterator[tuple[Session, Version, Version]]:
    rows = []
    for session in before.source.walk():
        old, new = version_of(session), version_of(after.source.sessions[session.id])
        if old.slot != new.slot:
            rows.append((session, old, new))
    return iter(sorted(rows, key=lambda row: row[0].id != first))
