"""The page of the reader's own programme: what it shows is put together in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from sitegen.model.site import Site
from sitegen.outputs.pages.chrome import crumbs_to
from sitegen.plan import Crumb, Page
from sitegen.render.words import Words


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class MinePage(Page):
    """What a reader has starred; the browser fills it from `data.js` beside it."""

    kind: ClassVar[str] = "mine"


def pages(site: Site, words: Words) -> Iterator[Page]:
    """The page of one's own programme in one language."""
    yield MinePage(
        site=site,
        key="page:mine",
        path="programme/mine",
        title=words.my_programme,
        crumbs=crumbs_to(words, Crumb(words.programme, "page:programme")),
        description=words.mine_description(event=site.short_name.plain),
        in_menu="page:programme",
    )
