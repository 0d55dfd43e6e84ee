"""Brings finished files into the output folder, the only part of sitegen that writes there.

The new folder is put together beside the old one, from the old one's unchanged files (as second names of
the same files) and the changed ones, and takes its place in one step; until then the old one is whole.
Nothing is flushed to the disk by force: after a power cut the next build finds and repairs what is cut
off, since size and time of each file are checked.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.problems import Location, Problem, Problems, Severity, Stopped
from sitegen.publish import lock, manifest, swap, target
from sitegen.publish.stage import File, HalfDoneError, InTheWayError, Stage
from sitegen.publish.target import check_target

__all__ = ["File", "Published", "Standing", "check_target", "publish", "standing"]

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: numbers of files, and the topmost names of foreign files and folders kept.

    `atomic` is False if a visitor may have met old and new files, or none, for a moment.
    """

    written: int
    unchanged: int
    removed: int
    kept_foreign: tuple[str, ...]
    atomic: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What stood in an output folder when a build began."""

    digests: Mapping[str, str]
    """The files we made that stand whole: path → BLAKE2b-128 (hex)."""
    known: manifest.Manifest
    disk: manifest.Disk
    identity: tuple[int, ...]
    """Of the manifest: while it is this one, nobody has published since."""


def standing(output: Path) -> Standing:
    """Look into `output`; nothing stands where it is not ours."""
    nothing = manifest.Disk({}, frozenset(), ())
    identity = manifest.identity(output)
    try:
        known = manifest.read(output) or {}
        disk = manifest.look(output) if known else nothing
    except (OSError, manifest.DamagedError):
        return Standing({}, {}, nothing, ())
    whole = {path: entry.digest for path, entry in known.items() if disk.still_has(path, entry)}
    return Standing(whole, known, disk, identity)


class _MakerError(Exception):
    """Carries an OSError of the code that makes the files past our own handling of OSErrors."""

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.error = error


def publish(
    files: Iterable[File],
    output: Path,
    *,
    project: Path,
    problems: Problems,
    by_file: bool = False,
    before: Standing | None = None,
    patience: float = 60,
    tell: Callable[[Problem], None] = lambda problem: None,
) -> Published:
    """Make `output` hold `files` and the foreign files already there, nothing else; Stopped, with a problem.

    `files` may be a generator: each file is written as it comes, and if the generator raises, the output
    stays as it was. Where nothing differs nothing is touched. `by_file` replaces the changed files one by
    one, each whole, instead of the folder: for the preview, and for servers that hold on to the folder
    itself. `before` spares a second look into the folder, unless somebody has published meanwhile; what is
    changed there by hand in between is mended by the next build. Another builder is waited for, `patience`
    seconds at most. `tell` gets what is worth a line at once: that we wait, that replacing was not atomic.
    """
    found = Problems()
    where = Location(str(output))
    try:
        if target.check_place(output, project, found):
            with lock.ends_orderly():
                return _publish(_marked(files), output, found, by_file, before, patience, tell)
    except lock.LockedError as other:
        found.error("output-locked", where, pid=other.pid)
    except InTheWayError as foreign:
        found.error("output-foreign-in-the-way", where, path=foreign.path)
    except HalfDoneError as half:
        found.error("output-half-replaced", where, reason=_reason(half.error))
    except _MakerError as outside:
        raise outside.error from outside.error.__cause__
    except OSError as error:
        found.error(_code(error), where, path=str(error.filename or ""), reason=_reason(error))
    except Stopped:
        pass
    problems.extend(found)
    raise Stopped


def _publish(
    files: Iterable[File],
    output: Path,
    found: Problems,
    by_file: bool,
    before: Standing | None,
    patience: float,
    tell: Callable[[Problem], None],
) -> Published:
    def say(code: str, **values: str) -> None:
        tell(Problem(Location(str(output)), code, Severity.warning, tuple(values.items())))

    place = swap.Place.of(output)
    with lock.locked(place.lock, patience, lambda pid: say("output-waits", pid=pid)):
        place.recover()
        if before is not None and before.identity and before.identity == manifest.identity(place.real):
            stage = Stage(place, before.known, before.disk, by_file)
        else:
            known = target.check_contents(place.real, found)
            found.stop_on_errors()
            stage = Stage(place, known or {}, manifest.look(place.real), by_file)
        try:
            for file in files:
                stage.take(file)
            atomic = stage.finish()
        finally:
            stage.clear()
        if not atomic and not by_file:
            say("output-not-atomic")
        return Published(len(stage.changed), len(stage.unchanged), stage.removed, stage.kept_foreign, atomic)


def _marked(files: Iterable[File]) -> Iterator[File]:
    try:
        yield from files
    except OSError as error:
        raise _MakerError(error) from error


def _code(error: OSError) -> str:
    if error.errno in _FULL:
        return "output-disk-full"
    return "output-read-only" if error.errno in _CLOSED else "output-not-writable"


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
