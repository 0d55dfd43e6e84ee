"""Refuses output folders in which a build could destroy something: it is asked before anything is touched."""

from __future__ import annotations

import os
from pathlib import Path

from sitegen.problems import Location, Problems
from sitegen.publish import manifest

_SOURCES = ("content", "templates", "sitegen", "tests", ".git", ".cache", ".venv")


def check_target(output: Path, project: Path, problems: Problems) -> None:
    """Report why `output` cannot be the output folder of `project`, if so; relative paths count from the
    current folder."""
    if check_place(output, project, problems):
        check_contents(output, problems)


def check_place(output: Path, project: Path, problems: Problems) -> bool:
    """Refuse the root, the home folder, the project, what holds it, its sources, and what is no folder."""
    where = Location(str(output))
    try:
        target = output.resolve()
        base = project.resolve()
    except (OSError, RuntimeError):  # a circle of links
        problems.error("output-is-no-folder", where, path=str(output))
        return False
    code = _refusal(target, base)
    if code is None:
        blocking = next((path for path in (target, *target.parents) if os.path.lexists(path)), target)
        if os.path.lexists(blocking) and not blocking.is_dir():
            problems.error("output-is-no-folder", where, path=str(blocking))
            return False
        return True
    problems.error(code, where, project=str(base))
    return False


def _refusal(target: Path, base: Path) -> str | None:
    if target == target.parent:
        return "output-is-root"
    home = Path("~").expanduser().resolve()
    if _same(target, base):
        return "output-is-project"
    if any(_same(target, parent) for parent in base.parents):
        return "output-holds-project"
    if any(_same(target, path) for path in (home, *home.parents)):
        return "output-is-home"
    sources = [base / name for name in _SOURCES] + [Path(__file__).resolve().parents[1]]
    if any(_same(path, source) for source in sources for path in (target, *target.parents)):
        return "output-among-sources"
    return None


def _same(one: Path, other: Path) -> bool:
    if one == other:
        return True
    if one.name.casefold() != other.name.casefold():  # spares most of the questions to the disk
        return False
    try:
        return one.samefile(other)  # a disk that does not tell capitals apart
    except OSError:
        return False


def check_contents(output: Path, problems: Problems) -> manifest.Manifest | None:
    """The manifest of what stands in the folder (empty for a new one); refuse a folder that is not ours."""
    where = Location(str(output))
    try:
        known = manifest.read(output)
    except manifest.DamagedError:
        problems.error("output-manifest-damaged", where, name=manifest.NAME)
        return None
    except OSError as error:
        problems.error("output-unreadable", where, reason=error.strerror or "")
        return None
    if known is None:
        try:
            names = sorted(path.name for path in output.iterdir()) if output.is_dir() else []
        except OSError as error:
            problems.error("output-unreadable", where, reason=error.strerror or "")
            return None
        names = [name for name in names if not name.startswith(manifest.RESERVED)]
        if names:
            problems.error("output-not-ours", where, names=", ".join(names[:3]) + (" …" if names[3:] else ""))
            return None
    return known or {}
