"""The search page: the box, and without a query or scripts the ways to all pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sitegen.model.prose import ProsePage
from sitegen.model.site import Site
from sitegen.outputs.pages.chrome import crumbs_to
from sitegen.plan import Page
from sitegen.render.words import Words


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class SearchPage(Page):
    """Finds what is on the site; what is found is put in by the browser."""

    kind: ClassVar[str] = "search"
    is_indexed = False

    @property
    def heads(self) -> tuple[ProsePage, ...]:
        """The pages of text that are under no other, by `order`."""
        alone = (page for page in self.site.pages.values() if not self.site.parents_of(page))
        return tuple(sorted(alone, key=lambda page: (page.order, page.path)))


def pages(site: Site, words: Words) -> Iterator[Page]:
    """The search page of one language."""
    yield SearchPage(
        site=site,
        key="page:search",
        path="search",
        title=words.search,
        crumbs=crumbs_to(words),
        description=words.search_description(event=site.short_name.plain),
        in_menu="page:search",
    )
