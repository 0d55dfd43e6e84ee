"""Carries the archives of past editions into the site, under `/{year}/`, as they are.

Every file is as it was frozen; those that stand in the output are not even read. Beside them come small
pages that lead on: at each address that a page had before its edition moved to `/{year}/` (unless the
congress of today has a page there: that one wins, and of several editions the latest), and where an archive
leads to a language that the site has no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sitegen.build.options import Options
from sitegen.load.project import Project
from sitegen.memo import Memo
from sitegen.model.editions import Edition
from sitegen.model.fields import where_of
from sitegen.model.site import Site
from sitegen.outputs.redirects import make_stub
from sitegen.problems import Problems
from sitegen.publish import File
from sitegen.render.urls import Addresses
from sitegen.source import SourceFile
from sitegen.source.archives import Archived, BrokenArchive, read_archive, read_members

VERSION = "1"
"""To be raised when other things are remembered of an archive."""


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
    site = project.source
    if site.frozen is not None:
        return found
    carried = [(one, source) for one in site.editions if (source := _source_of(one, project, problems))]
    read: list[tuple[int, Archived]] = []
    for edition, source in carried:
        try:
            archived = _listing(source, memo)
            for file in _files(edition.year, archived, source, stands, str(options.output)):
                if file.path in taken:
                    place = where_of(edition.archive)
                    problems.error("edition-address-taken", place, path=file.path)
                found[file.path] = file
        except BrokenArchive as broken:
            problems.error(broken.code, where_of(edition.archive), file=source.place, name=broken.name)
        else:
            read.append((edition.year, archived))
            base = addresses.base_url and f"{addresses.base_url}{edition.year}/"
            if base and archived.base_url and base != archived.base_url:
                place = where_of(edition.archive)
                problems.warning("archive-elsewhere", place, made=archived.base_url, is_at=base)
    for file in _stubs(read, site, addresses, taken):
        found.setdefault(file.path, file)
    return found


def around_archive(project: Project) -> tuple[str, ...]:
    """The files outside an archive that its pages link to, seen from its root; none for a site of today."""
    if project.source.frozen is None:
        return ()
    folders = [] if project.source.frozen.current else [f"../{code}/" for code in project.sites]
    for site in project.sites.values():
        folders += (place for edition in site.editions if (place := site.place_of(edition)))
    return tuple(f"{folder}index.html" for folder in dict.fromkeys(folders))


def _source_of(edition: Edition, project: Project, problems: Problems) -> SourceFile | None:
    if edition.archive is None or project.source.place_of(edition) is None:
        return None
    source = project.media.get(edition.archive)
    if source is None:
        problems.error("archive-missing", where_of(edition.archive), file=edition.archive)
    return source


def _listing(source: SourceFile, memo: Memo) -> Archived:
    """What is in an archive; one that has been read whole is not opened again while it stays the same."""
    blobs = memo.blobs("editions", VERSION)
    key = f"{source.path}\0{source.size}\0{source.mtime_ns}"
    return Archived.of_row(blobs.remember(key, lambda: read_archive(source.file).to_row()))


def _files(
    year: int, archived: Archived, source: SourceFile, stands: Mapping[str, str], output: str
) -> Iterator[File]:
    wanted = []
    for path, _, digest in archived.files:
        place = f"{year}/{path}"
        if stands.get(place) == digest:
            yield File(place, source=f"{output}/{place}", digest=digest)
        else:
            wanted.append(path)
    if wanted:
        for path, data in read_members(source.file, wanted):
            yield File(f"{year}/{path}", data=data)


def _stubs(
    read: list[tuple[int, Archived]], site: Site, addresses: Addresses, taken: Collection[str]
) -> Iterator[File]:
    """Pages where archives lead to and nothing is; then those at old addresses, of later editions first."""
    root = f"{addresses.base_url}{addresses.index}" if addresses.base_url else None
    for path in {path: None for _, archived in read for path in archived.leads_to if path not in taken}:
        target = f"{'../' * path.count('/')}index.html"
        yield File(path, data=make_stub(site.language.tag, site.short_name.plain, target, root))
    for year, archived in read:
        for page in archived.moved:
            if page.path not in taken:
                target = f"{'../' * page.path.count('/')}{year}/{page.to}"
                yield File(
                    page.path, data=make_stub(page.tag, page.title, target, archived.absolute(page.to))
                )
