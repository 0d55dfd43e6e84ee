"""Carries the archives of past editions into the site, under `/{year}/`, as they are.

Every file is as it was frozen; those that stand in the output are not even read. Beside them come small
pages that lead on: at each address that a page had before its edition moved to `/{year}/` (unless the
congress of today has a page there: that one wins, and of several editions the latest), and where an archive
leads to a language that the site has no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any, NamedTuple

from sitegen.build.options import Options
from sitegen.load.project import Project
from sitegen.memo import Memo, key_of
from sitegen.model.editions import Edition
from sitegen.model.fields import where_of
from sitegen.outputs.redirects import make_stub
from sitegen.problems import Problems
from sitegen.publish import File
from sitegen.render.urls import Addresses
from sitegen.source import SourceFile
from sitegen.source.archives import Archived, BrokenArchive, Moved, read_archive, unpack

VERSION = "2"
"""To be raised when other things are remembered of an archive."""


class _Listing(NamedTuple):
    """What a build has to know of an archive; plain values, to be remembered."""

    files: Sequence[tuple[str, str]]
    """Path in the archive, BLAKE2b-128 (hex)."""
    stubs: Sequence[tuple[str, str, tuple[str, ...]]]
    """Path in output/ of a page that leads on, its digest, and the `Moved` it is made of."""
    leads_to: Sequence[str]
    base_url: str | None
    end: str
    """What its links to folders end in: `index.html` or nothing."""


def carry_editions(
    project: Project,
    addresses: Addresses,
    taken: Collection[str],
    options: Options,
    memo: Memo,
    stands: Mapping[str, str],
    problems: Problems,
) -> dict[str, File]:
    """The files of all archives and the pages that lead to them, by path in output/.

    `taken` are the files of the site itself; `stands` those of the output (path → digest).
    """
    found: dict[str, File] = {}
    if project.source.frozen is not None:
        return found
    carried: list[_Carried] = []
    for edition in project.source.editions:
        source = _source_of(edition, project, problems)
        if source is None:
            continue
        try:
            one = _Carried(edition, source, memo, stands, str(options.output))
            found |= one.files()
        except BrokenArchive as broken:
            problems.error(broken.code, where_of(edition.archive), file=source.place, name=broken.name)
        else:
            carried.append(one)
            _check(one, addresses, taken, problems)
    for file in _ways_on(carried, project, addresses):
        if file.path not in taken:
            found[file.path] = file
    for one in carried:
        for file in one.stubs({*taken, *found}):
            found[file.path] = file
    return found


def around_archive(project: Project) -> tuple[str, ...]:
    """The files outside an archive that its pages link to, seen from its root; none for a site of today."""
    if project.source.frozen is None:
        return ()
    folders = [] if project.source.frozen.current else [f"../{code}/" for code in project.sites]
    for site in project.sites.values():
        for edition in site.editions:
            if place := site.place_of(edition):
                folders += [place, f"../{edition.year}/"]
    return tuple(f"{folder}index.html" for folder in dict.fromkeys(folders))


def _source_of(edition: Edition, project: Project, problems: Problems) -> SourceFile | None:
    if edition.archive is None or project.source.place_of(edition) is None:
        return None
    source = project.media.get(edition.archive)
    if source is None:
        problems.error("archive-missing", where_of(edition.archive), file=edition.archive)
    return source


class _Carried:
    """One archive on its way into the output; reading it raises BrokenArchive.

    An archive that has been read whole is not opened again while its size and time stay the same.
    """

    def __init__(
        self, edition: Edition, source: SourceFile, memo: Memo, stands: Mapping[str, str], output: str
    ) -> None:
        self.edition = edition
        self.year = edition.year
        self._source = source
        self._memo = memo
        self._stands = stands
        self._output = output
        self._key = key_of(VERSION, source.path, source.size, source.mtime_ns)
        blobs = memo.blobs("editions", VERSION)
        key = f"{self._key} {self.year}"
        values: Any = blobs.remember(key, lambda: tuple(_list(read_archive(source.file), self.year)))
        self.listing = _Listing._make(values)

    def files(self) -> dict[str, File]:
        """Its files: as they stand, else unpacked into the cache."""
        found: dict[str, File] = {}
        folder = ""
        for path, digest in self.listing.files:
            place = f"{self.year}/{path}"
            if self._stands.get(place) == digest:
                found[place] = File(place, source=f"{self._output}/{place}", digest=digest)
                continue
            if not folder:
                folder = str(self._memo.folder("editions", self._key, partial(unpack, self._source.file)))
            found[place] = File(place, source=f"{folder}/{path}", digest=digest)
        return found

    def stubs(self, taken: Collection[str]) -> Iterator[File]:
        """Pages at the old addresses of its pages, where nothing else is."""
        for path, digest, moved in self.listing.stubs:
            if path in taken:
                continue
            if self._stands.get(path) == digest:
                yield File(path, source=f"{self._output}/{path}", digest=digest)
            else:
                data = _stub(Moved._make(moved), self.year, self.listing.base_url, self.listing.end)
                yield File(path, data=data)


def _list(archived: Archived, year: int) -> _Listing:
    base, index = archived.base_url, archived.index
    stubs = [(one.path, _digest(_stub(one, year, base, index)), tuple(one)) for one in archived.moved]
    files = [(path, digest) for path, _, digest in archived.files]
    return _Listing(files, stubs, list(archived.leads_to), base, index)


def _stub(page: Moved, year: int, base: str | None, index: str) -> bytes:
    is_index = page.to.endswith("/index.html")
    shown = page.to.removesuffix("index.html") + index if is_index else page.to
    target = f"{'../' * page.path.count('/')}{year}/{page.to}"
    return make_stub(page.tag, page.title, target, None if base is None else f"{base}{shown}")


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _ways_on(carried: Sequence[_Carried], project: Project, addresses: Addresses) -> Iterator[File]:
    """Pages to the root of the site, for what archives lead to, should that not be there any more."""
    site = project.source
    root = f"{addresses.base_url}{addresses.index}" if addresses.base_url else None
    for path in {path: None for one in carried for path in one.listing.leads_to}:
        target = f"{'../' * path.count('/')}index.html"
        yield File(path, data=make_stub(site.language.tag, site.short_name.plain, target, root))


def _check(one: _Carried, addresses: Addresses, taken: Collection[str], problems: Problems) -> None:
    place = where_of(one.edition.archive)
    for path in sorted(
        f"{one.year}/{path}" for path, _ in one.listing.files if f"{one.year}/{path}" in taken
    ):
        problems.error("edition-address-taken", place, path=path)
    base = addresses.base_url and f"{addresses.base_url}{one.year}/"
    if base and one.listing.base_url and base != one.listing.base_url:
        problems.warning("archive-elsewhere", place, made=one.listing.base_url, is_at=base)
