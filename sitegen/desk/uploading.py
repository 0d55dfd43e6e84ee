"""Says which files of a built site are uploaded first, which next, and which are deleted at last.

What a page needs must be there before the page is, and stay while old pages are still in browsers and caches.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sitegen.desk.servers.site import KEPT_NAMES
from sitegen.publish import manifest


@dataclass(frozen=True)
class Upload:
    """Paths from the output folder, with slashes, in the order in which they go."""

    assets: tuple[str, ...]
    """Files with a hash in their names: first, as nothing leads to them yet."""
    pages: tuple[str, ...]
    """All others: what pages load, pages, and last a service worker, which fetches from the rest."""
    gone: tuple[str, ...]
    """What earlier builds had and this one has not: to be deleted late, or never."""


def plan_upload(output: Path, earlier: Iterable[Path] = ()) -> Upload:
    """The upload of what stands in `output`, without what is the same in each of the `earlier` manifests.

    Files there that we did not make go along each time. OSError with the name of a list that is no good.
    """
    known = _read(output / manifest.NAME)
    before = [_read(file) for file in earlier]
    there = manifest.look(output).files
    changed = [path for path in there if not before or any(_differs(path, known, old) for old in before)]
    assets = [path for path in changed if re.match(KEPT_NAMES, path)]
    pages = set(changed).difference(assets)
    gone = {path for old in before for path in old} - there.keys()
    return Upload(tuple(sorted(assets)), tuple(sorted(pages, key=_turn)), tuple(sorted(gone)))


def _read(file: Path) -> manifest.Manifest:
    try:
        found = manifest.read_file(file)
    except manifest.DamagedError:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(file)) from None
    if found is None:
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), str(file))
    return found


def _differs(path: str, known: manifest.Manifest, old: manifest.Manifest) -> bool:
    return path not in known or known[path] != old.get(path)


def _turn(path: str) -> tuple[int, str]:
    if path.endswith("sw.js"):
        return 2, path
    return int(path.endswith((".html", ".htm"))), path
