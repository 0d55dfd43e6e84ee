"""The kinds of pages: to add one, a class and a line in `pages()` of a module here, a template, words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.load.project import Project
from sitegen.outputs.pages import mine, people, programme, prose, search, standing
from sitegen.plan import Page
from sitegen.render.words import Words

FAMILIES = (standing, programme, mine, people, prose, search)


def plan_pages(project: Project, words: Mapping[str, Words]) -> Iterator[Page]:
    """Every page of every language; `words` by language code."""
    for code, site in project.sites.items():
        for family in FAMILIES:
            for page in family.pages(site, words[code]):
                yield page
                yield from prose.photo_pages(page, words[code], project.media)
