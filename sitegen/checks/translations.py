"""Translations that are out of step: the source was changed since, or the two texts are not built alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from sitegen.load.project import Project
from sitegen.memo import Blobs
from sitegen.model.translations import State, Translation, Written
from sitegen.problems import Location, Problems
from sitegen.render.markdown.structure import Piece, Structure, Table, read_structure

VERSION = "1"
"""To be raised when of the same two texts other things are told."""
MOST_NAMED = 5
"""So many numbers or links are named in a message."""

Row = tuple[str, int, int, tuple[tuple[str, Any], ...]]
"""Code, line in the translation and line in the source (of their bodies, from 0), values."""


def check_translations(project: Project, known: Blobs, problems: Problems) -> None:
    """Warn of each; two texts that were compared before (`known`) are not compared again."""
    for site in project.sites.values():
        for row in site.translations.values():
            if row.is_draft or row.written is None or row.state in (State.source, State.copied):
                continue
            if row.state == State.stale:
                _warn_of_stale(row, problems)
            _warn_of_structure(row.source, row.written, known, problems)


def _warn_of_stale(row: Translation, problems: Problems) -> None:
    values = {"language": row.source.language.code, "page": row.page, "to": row.language.code}
    if row.figures:
        problems.warning("stale-figures", row.where, **values, figures=_some(row.figures))
    else:
        problems.warning("stale-translation", row.where, **values)


def _warn_of_structure(source: Written, written: Written, known: Blobs, problems: Problems) -> None:
    codes = (source.language.code, written.language.code)
    found = known.remember(
        "\0".join((*codes, source.body, written.body)),
        lambda: tuple(compare(source.body, written.body, codes)),
    )
    for code, line, other, values in found:
        problems.warning(
            code,
            Location(written.path, written.body_line + line),
            language=codes[0],
            other=str(Location(source.path, source.body_line + other)),
            **dict(values),
        )


def compare(source: str, translation: str, codes: tuple[str, str]) -> Iterator[Row]:
    """What differs between two Markdown texts; `codes` are their languages."""
    one, other = read_structure(source, codes), read_structure(translation, codes)
    yield from _headings(one, other)
    for kind, theirs, ours in (
        ("structure-pictures", one.pictures, other.pictures),
        ("structure-outside", one.outside, other.outside),
        ("structure-code", one.code, other.code),
        ("structure-notes", one.notes, other.notes),
    ):
        if len(theirs) != len(ours):
            yield _first_difference(kind, theirs, ours, [piece.name for piece in theirs], len(ours))
    yield from _tables(one.tables, other.tables)
    yield from _links(one.links, other.links)


def _headings(one: Structure, other: Structure) -> Iterator[Row]:
    theirs, ours = ([piece.name for piece in text.headings] for text in (one, other))
    if len(theirs) != len(ours):
        yield _first_difference("structure-headings", one.headings, other.headings, theirs, len(ours))
        return
    for piece, there in zip(other.headings, one.headings, strict=True):
        if piece.name != there.name:
            levels = (("level", piece.name), ("wanted", there.name))
            yield "structure-level", piece.line, there.line, levels
            return
    for n, (id_, wanted) in enumerate(zip(other.ids, one.ids, strict=True)):
        if id_ != wanted and id_ and wanted:
            ids = (("id", id_), ("wanted", wanted))
            yield "structure-id", other.headings[n].line, one.headings[n].line, ids


def _first_difference(
    code: str, theirs: Sequence[Piece | Table], ours: Sequence[Piece | Table], names: Sequence[str], n: int
) -> Row:
    """Numbers that differ, at the first piece that has no counterpart."""
    pairs = zip_longest(names, [getattr(piece, "name", None) for piece in ours])
    at = next((at for at, (name, own) in enumerate(pairs) if name != own), 0)
    values = (("n", len(names)), ("here", n))
    return code, _line(ours, at), _line(theirs, at), values


def _line(pieces: Sequence[Piece | Table], at: int) -> int:
    """The line of a piece, of the last one where there are fewer, of the text's beginning where is none."""
    return pieces[min(at, len(pieces) - 1)].line if pieces else 0


def _tables(theirs: Sequence[Table], ours: Sequence[Table]) -> Iterator[Row]:
    if len(theirs) != len(ours):
        at = min(len(theirs), len(ours))
        numbers = (("n", len(theirs)), ("here", len(ours)))
        yield "structure-tables", _line(ours, at), _line(theirs, at), numbers
        return
    for there, here in zip(theirs, ours, strict=True):
        if here[1:] != there[1:]:
            values = (
                ("columns", there.columns),
                ("rows", there.rows),
                ("here_columns", here.columns),
                ("here_rows", here.rows),
            )
            yield "structure-table", here.line, there.line, values


def _links(theirs: Sequence[Piece], ours: Sequence[Piece]) -> Iterator[Row]:
    """Pages that only one of the two texts leads to."""
    there, here = {piece.name for piece in theirs}, {piece.name for piece in ours}
    lacking = [piece for piece in theirs if piece.name not in here]
    added = [piece for piece in ours if piece.name not in there]
    if lacking:
        values = (("targets", _some(list(dict.fromkeys(piece.name for piece in lacking)))),)
        yield "structure-links-lacking", _line(ours, 0), lacking[0].line, values
    if added:
        values = (("targets", _some(list(dict.fromkeys(piece.name for piece in added)))),)
        yield "structure-links-added", added[0].line, _line(theirs, 0), values


def _some(names: Sequence[str]) -> str:
    return ", ".join([*names[:MOST_NAMED], *(["…"] if len(names) > MOST_NAMED else [])])
