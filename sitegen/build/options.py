"""What a build is asked to do, and what it tells afterwards."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.memo import Memo
from sitegen.model.coverage import Coverage
from sitegen.model.editions import Frozen
from sitegen.problems import Problems

if TYPE_CHECKING:
    from sitegen.build.prepare import Prepared


@dataclass(frozen=True)
class Options:
    """The inputs of a build beside the files themselves."""

    project: Path
    content: Path
    output: Path
    templates: tuple[Path, ...] = ()
    """Folders of one's own over the default templates, the last one wins."""
    cache: Path | None = None
    """Where slow work is remembered; None remembers nothing between runs."""
    today: datetime.date | None = None
    """The day the pages are made for; today in the congress zone where None."""
    base: str | None = None
    """Path the site is served under, for the root-absolute links of /404.html; from `base_url` where None."""
    worker: bool = True
    """Whether a site that asks for a service worker (`offline: true`) gets it: not in the preview."""
    bundle: Path | None = None
    """Where a zip for disks goes, all that is then written: a file that ends in .zip, or its folder."""
    strict: bool = False
    """Warnings stop publishing."""
    precompress: bool = False
    """A gzip copy stands beside each file of text."""
    cards: bool = False
    """Share cards are made, where `site.yaml` wants them; the preview does without."""
    frozen: Frozen | None = None
    """The site is made for an archive."""
    guide: tuple[str, ...] = ()
    """Groups of components to show on pages of a styleguide, which only the preview has."""
    processes: int = 0
    """How many languages are rendered at once; 0 decides by the size of the site."""


@dataclass(frozen=True)
class Bundle:
    """The zip that was made: its place, the folder in it, its bytes, and the number of the site's files."""

    place: Path
    folder: str
    size: int
    files: int


@dataclass
class Report:
    """What a build did."""

    problems: Problems = field(default_factory=Problems)
    pages: int = 0
    files: int = 0
    languages: tuple[str, ...] = ()
    samples: int = 0
    written: int = 0
    removed: int = 0
    kept: tuple[str, ...] = ()
    is_published: bool = False
    bundle: Bundle | None = None
    coverage: dict[str, Coverage] = field(default_factory=dict)
    """Name of each language → how much of the content is there in it."""
    lacks: tuple[str, ...] = ()
    """Extras that are asked for and not installed: the next build has to look for them again."""
    timings: dict[str, float] = field(default_factory=dict)
    """Stage → seconds."""

    ready: Prepared | None = None
    """What was known before anything was rendered, None where mistakes came first."""
    memo: Memo | None = None
    """What was remembered; its files must live until they are published."""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.timings[name] = self.timings.get(name, 0.0) + time.perf_counter() - start
