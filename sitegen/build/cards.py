"""The share cards of a site: whether there are any, and their files, drawn in two processes where it pays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sitegen.build.beside import beside, is_worth_it
from sitegen.build.options import Options, Report
from sitegen.drawing.card import VERSION
from sitegen.drawing.faces import Faces, find_faces
from sitegen.drawing.pen import Pen
from sitegen.memo import Memo
from sitegen.outputs.cards import CardFile, make_card, make_cards, plan_cards
from sitegen.plan import Plan
from sitegen.problems import Location
from sitegen.render.templates import Renderer

_WORTH_FORKING = 40
"""Cards to draw from which on a second process saves more than it costs."""


def settle_cards(options: Options, plan: Plan, renderer: Renderer, report: Report) -> dict[str, CardFile]:
    """The cards of a build, told to the renderer; none without `base_url`: networks want whole addresses."""
    settings = plan.project.source.settings
    wanted = options.cards and settings.base_url and not options.bundle and settings.cards.pages != "none"
    if not wanted:
        return {}
    if faces_of(options, plan) is None:
        report.problems.warning("cards-no-face", Location(f"{plan.project.shown_root}site.yaml"))
        report.lacks = (*report.lacks, "faces")
        return {}
    files = plan_cards(plan, renderer.addresses, renderer.words, renderer.content)
    renderer.cards = {folder: file.path for folder, file in files.items()}
    return files


def faces_of(options: Options, plan: Plan) -> Faces | None:
    """The faces for the languages of a site; those of the folder `fonts/` of the project come first."""
    own = options.project / "fonts"
    return find_faces(plan.project.source.languages, own if own.is_dir() else None)


def draw_cards(
    files: Sequence[CardFile], options: Options, plan: Plan, memo: Memo, report: Report
) -> list[tuple[str, Path]]:
    """Path in output/ and file of each card."""
    faces = faces_of(options, plan) if files else None
    if faces is None:
        return []
    known = memo.blobs("cards-missing", VERSION)
    new = [file for file in files if known.get(file.key(faces)) is None]
    if options.cache and len(new) >= _WORTH_FORKING and is_worth_it(1 << 20, options.processes):
        halves = [partial(_draw_some, new[start::2], faces, memo) for start in (0, 1)]
        for learnt, used in beside(halves)[1:]:
            known.take_over(learnt, used)
    return list(make_cards(files, faces, memo, report.problems))


def _draw_some(files: Sequence[CardFile], faces: Faces, memo: Memo) -> tuple[dict[bytes, bytes], set[bytes]]:
    known, pen = memo.blobs("cards-missing", VERSION), Pen(faces)
    for file in files:
        make_card(file, file.key(faces), pen, memo, known)
    return known.hand_over()
