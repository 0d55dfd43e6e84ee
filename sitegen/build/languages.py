"""Renders all pages, one language beside the other where that pays; they share nothing but addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from typing import Any

from sitegen.build.beside import beside, is_worth_it
from sitegen.build.remembered import Finished, Shelf
from sitegen.checks.links import scan
from sitegen.plan import Page
from sitegen.problems import Problem
from sitegen.render.templates import Renderer, TemplateFault


@dataclass
class Made:
    """The pages of a language, and all that making them brought to light."""

    pages: dict[str, Finished] = field(default_factory=dict)
    """File in output/ → page."""
    problems: list[Problem] = field(default_factory=list)
    wanted: dict[str, Any] = field(default_factory=dict)
    """Pictures that pages show, by path in output/."""
    files: dict[str, Any] = field(default_factory=dict)
    """Files of content/ that pages link to, by path in output/."""
    learnt: dict[str, tuple[dict[bytes, bytes], set[bytes]]] = field(default_factory=dict)
    """What a process of its own has to remember, by the name of the memory."""


def render_all(
    renderer: Renderer, pages: Sequence[Page], shelf: Shelf, processes: int = 0
) -> dict[str, Finished]:
    """Every page by its file in output/, in the order given: from the shelf, or rendered and put there."""
    found = {page.file: shelf.find(page) for page in pages}
    for finished in found.values():
        renderer.problems.extend(finished.problems if finished else ())
    missing = [page for page in pages if found[page.file] is None]
    is_partial = len(missing) < len(pages)
    renderer.content.fragments.is_partial = renderer.content.pictures.blobs.is_partial = is_partial
    rendered = {
        file: done for made in _render(renderer, missing, processes) for file, done in made.pages.items()
    }
    for page in missing:
        if page.file in rendered:
            shelf.keep(page, rendered[page.file])
    return {file: done for file, kept in found.items() if (done := kept or rendered.get(file)) is not None}


def _render(renderer: Renderer, pages: Sequence[Page], processes: int) -> list[Made]:
    by_language: dict[str, list[Page]] = {}
    for page in pages:
        by_language.setdefault(page.language.code, []).append(page)
    groups = list(by_language.values())
    if len(groups) < 2 or not is_worth_it(len(pages), processes):
        return [render_pages(renderer, group) for group in groups]
    children = [partial(_render_apart, renderer, group) for group in groups[1:]]
    first, *others = beside([partial(render_pages, renderer, groups[0]), *children])
    return [first, *(_taken_over(renderer, made) for made in others)]


def render_pages(renderer: Renderer, pages: Sequence[Page]) -> Made:
    """These pages, and what their links and ids are; mistakes in templates become problems."""
    made = Made()
    told = set()
    for page in pages:
        before = len(renderer.problems)
        try:
            html = renderer.render(page)
        except TemplateFault as fault:
            if (fault.location, fault.code) not in told:  # once, not for each page of the kind
                told.add((fault.location, fault.code))
                renderer.problems.error(fault.code, fault.location, **fault.values)
            continue
        data = html.encode()
        digest = blake2b(data, digest_size=16).hexdigest()
        made.pages[page.file] = Finished(data, digest, scan(html), renderer.problems.since(before))
    return made


def _render_apart(renderer: Renderer, pages: Sequence[Page]) -> Made:
    """As `render_pages`, with all that a child has to tell."""
    made = render_pages(renderer, pages)
    made.problems = list(renderer.problems)
    made.wanted = dict(renderer.content.pictures.wanted)
    made.files = dict(renderer.content.files)
    made.learnt = {name: blobs.hand_over() for name, blobs in renderer.content.memories().items()}
    return made


def _taken_over(renderer: Renderer, made: Made) -> Made:
    """What a child found out, made known in this process."""
    renderer.problems.extend(made.problems)
    renderer.content.pictures.wanted.update(made.wanted)
    renderer.content.files.update(made.files)
    memories = renderer.content.memories()
    for name, (learnt, used) in made.learnt.items():
        memories[name].take_over(learnt, used)
    return made
