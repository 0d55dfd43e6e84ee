"""The programme book as a file of the site, `LANG/booklet.pdf`, where `print: booklet` asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.build.prepare import state_of
from sitegen.load.project import Project
from sitegen.plan import Export
from sitegen.problems import Location, Problems, Stopped
from sitegen.render.words import Words

if TYPE_CHECKING:
    from sitegen.printing import Edition, Typesetter


def plan_booklets(
    project: Project, words: Mapping[str, Words], folders: Sequence[Path], problems: Problems
) -> Iterator[Export]:
    """A book per language, made again when the outline or Typst has changed."""
    if "booklet" not in project.source.settings.print:
        return
    from sitegen.printing import Typesetter, editions_of, whole_edition

    typesetter = Typesetter(folders, project.source.languages)
    everything = whole_edition(project, words)
    reads = state_of("typst")
    for edition in editions_of(everything, "each"):
        make = partial(_make, project, typesetter, edition, problems)
        yield Export(f"{edition.site.language.code}/booklet.pdf", make, reads)


def _make(project: Project, typesetter: Typesetter, edition: Edition, problems: Problems) -> bytes:
    from sitegen.printing import NoFace, TemplateError, set_document

    place = Location(f"{project.shown_root}site.yaml")
    try:
        document = set_document(project, typesetter, "booklet", edition)
    except NoFace as error:
        problems.error("print-no-face", place, language=error.args[0].name)
        raise Stopped from error
    except TemplateError as error:
        own = typesetter.own_template(error)
        if own is None:
            raise
        problems.error("print-template", own, reason=error.message)
        raise Stopped from error
    assert document is not None  # a congress has days
    if document.missing:
        problems.warning("print-no-glyph", place, text=document.missing)
    for warning in document.warnings:
        problems.warning("print-doubt", place, reason=warning)
    return document.data
