"""Remembers which pages stand finished in the output: after an edit of a text only its page is rendered.

A page is a function of the outline (all data, titles and front matter, templates, words, settings, the day)
and of its own text: lists show titles and summaries, never the texts themselves. So a page is found again
by the stamp of the outline, its address, its text, and whether that is out of step with its source; its bytes
stand in the output, whole, or it is made anew. A test edits every kind of text and compares.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote

from sitegen.checks.links import Scan
from sitegen.memo import Blobs
from sitegen.plan import Page
from sitegen.problems import Location, Problem, Severity
from sitegen.render.content import Content


@dataclass
class Finished:
    """A rendered page and what rendering it brought to light; without `html` it stands in the output."""

    html: bytes | None
    digest: str
    """BLAKE2b-128 of the HTML (hex)."""
    scan: Scan
    problems: list[Problem] = field(default_factory=list)


class Shelf:
    """Finished pages of the last builds with this outline."""

    def __init__(self, blobs: Blobs, content: Content, standing: Mapping[str, str]) -> None:
        self._blobs = blobs
        self._content = content
        self._standing = standing

    def find(self, page: Page) -> Finished | None:
        """The page as it was made for the same outline and text; its pictures and files are wanted again."""
        if page.file not in self._standing:
            return None
        found = self._blobs.get(_key(page))
        if found is None or found[0] != self._standing[page.file]:
            return None
        digest, links, ids, problems, assets = found
        if assets:
            pictures, files = pickle.loads(assets)  # noqa: S301 - checked by the memo
            self._content.pictures.wanted.update(pictures)
            self._content.files.update(files)
        scan = Scan(frozenset(links), frozenset(ids))
        return Finished(None, digest, scan, [_problem(row) for row in problems])

    def keep(self, page: Page, done: Finished) -> None:
        """Remember a page that was rendered; one with faults in its markup is not."""
        if done.scan.foreign or done.scan.double_ids:
            return
        rows = [_row(problem) for problem in done.problems]
        assets = self._assets(done.scan.links)
        # every other link was good when it was kept, and stays so as long as the outline is the same
        anchored = tuple(link for link in done.scan.links if "#" in link)
        self._blobs.put(_key(page), (done.digest, anchored, tuple(done.scan.ids), rows, assets))

    def _assets(self, links: Iterable[str]) -> bytes:
        """The pictures and files of content/ that a page shows or links to, pickled; empty for none."""
        paths = [unquote(unescape(link[link.index("assets/") :])) for link in links if "assets/" in link]
        wanted, files = self._content.pictures.wanted, self._content.files
        pictures = {path: wanted[path] for path in paths if path in wanted}
        copies = {path: files[path] for path in paths if path in files}
        return pickle.dumps((pictures, copies)) if pictures or copies else b""


def _key(page: Page) -> str:
    stale = page.stale
    step = stale and ("figures" if stale.figures else "text")
    return f"{page.file}\0{page.full_title}\0{step}\0{page.own_text}"


def _row(problem: Problem) -> tuple[Any, ...]:
    values = tuple((name, value if isinstance(value, int) else str(value)) for name, value in problem.values)
    return (str(problem.location.path), *problem.location[1:], problem.code, int(problem.severity), values)


def _problem(row: tuple[Any, ...]) -> Problem:
    path, line, column, code, severity, values = row
    return Problem(Location(path, line, column), code, Severity(severity), values)
