"""Documents for print: congress book, door sheets, chairs' sheets, badges, the sheet for the CME office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sitegen.load.project import Project
from sitegen.printing.badges import badges_csv, describe_badges
from sitegen.printing.booklet import describe_booklet
from sitegen.printing.edition import Edition
from sitegen.printing.filing import describe_filing, filing_csv
from sitegen.printing.sheets import describe_chairs, describe_doors
from sitegen.printing.typesetting import Document, NoFace, NoTypst, TemplateError, Typesetter
from sitegen.render.words import Words

__all__ = [
    "KINDS",
    "Document",
    "Edition",
    "Kind",
    "NoFace",
    "NoTypst",
    "TemplateError",
    "Typesetter",
    "editions_of",
    "set_document",
    "whole_edition",
]


@dataclass(frozen=True)
class Kind:
    """A kind of document: what it is made of, and in which languages where nobody says."""

    describe: Callable[[Edition, str], dict[str, Any]]
    """The data its template reads, from an edition and the paper (`a4` or `a5`)."""
    holds: str
    """The list in the data without which there is nothing to print."""
    languages: str
    """`each`: a document per language; `both`: one in all; `first`: one in the source language."""
    table: Callable[[Edition], bytes] | None = None
    """Its CSV: one of all languages, or one per edition where it has `own_tables`."""
    own_tables: bool = False


KINDS: Mapping[str, Kind] = {
    "booklet": Kind(describe_booklet, "days", "each"),
    "doors": Kind(lambda edition, _: describe_doors(edition), "sheets", "both"),
    "chairs": Kind(lambda edition, _: describe_chairs(edition), "sheets", "each"),
    "badges": Kind(lambda edition, _: describe_badges(edition), "rows", "first", badges_csv),
    "cme": Kind(
        lambda edition, _: describe_filing(edition), "projects", "first", filing_csv, own_tables=True
    ),
}
"""By the name commands know them by; each has a template of that name."""


def editions_of(everything: Edition, wanted: str) -> list[Edition]:
    """The editions in `each`, `both` or the `first` language, or in that with a code; `everything` has all.

    Raises KeyError for the code of no language.
    """
    pairs = list(zip(everything.sites, everything.words, strict=True))
    single = {site.language.code: Edition((site,), (words,)) for site, words in pairs}
    if wanted == "each":
        return list(single.values())
    if wanted == "both":
        return [everything]
    return [next(iter(single.values())) if wanted == "first" else single[wanted]]


def whole_edition(project: Project, words: Mapping[str, Words]) -> Edition:
    """All languages of a project, the source language first."""
    sites = sorted(project.sites.values(), key=lambda site: site is not project.source)
    return Edition(tuple(sites), tuple(words[site.language.code] for site in sites))


def set_document(
    project: Project, typesetter: Typesetter, kind: str, edition: Edition, paper: str = "a5"
) -> Document | None:
    """The PDF of one kind and edition, None where there is nothing to print.

    Raises `NoFace` and `TemplateError`.
    """
    data = KINDS[kind].describe(edition, paper)
    if not data[KINDS[kind].holds]:
        return None
    logo = project.media.get(edition.site.settings.theme.logo or "")
    name = data.get("logo")
    if not name or logo is None:
        return typesetter.set_document(kind, data | {"logo": None}, {})
    try:
        return typesetter.set_document(kind, data, {name: logo.file})
    except TemplateError as error:
        document = typesetter.set_document(kind, data | {"logo": None}, {})  # raises again but for the logo
        return replace(document, warnings=(error.message, *document.warnings))
