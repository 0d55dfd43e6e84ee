"""The styleguide of the preview: pages that show the macros of the theme, each in the states it must bear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from sitegen.model.colours import contrast
from sitegen.outputs.pages.chrome import crumbs_to
from sitegen.outputs.pages.programme import DayPage
from sitegen.plan import Page
from sitegen.render.words import Words

FIRST = "basics"


class Shade(NamedTuple):
    """A colour of one scheme, and its contrast (WCAG 2.2) with the ground of that scheme."""

    colour: str
    contrast: str


class Colour(NamedTuple):
    """A token of colour, in each scheme of the site."""

    name: str
    shades: tuple[Shade, ...]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class StyleguidePage(Page):
    """A group of components; never published."""

    kind: ClassVar[str] = "styleguide"
    is_indexed = False
    name: str
    """The group: its template is `styleguide/NAME.html`."""
    names: tuple[str, ...]
    """All groups."""
    pages: Mapping[str, Page] = field(default_factory=dict)
    """The other pages of this language by key: macros that take a page get one of them."""

    @property
    def schemes(self) -> tuple[str, ...]:
        """The schemes the site is shown in."""
        return self.site.settings.theme.tokens.schemes

    @property
    def colours(self) -> list[Colour]:
        """Every token of colour."""
        tokens = self.site.settings.theme.tokens
        schemes = [tokens.light if scheme == "light" else tokens.dark for scheme in tokens.schemes]
        return [
            Colour(name, tuple(Shade(one[name], f"{contrast(one[name], one['bg']):.1f}") for one in schemes))
            for name in schemes[0]
        ]

    @property
    def days(self) -> list[DayPage]:
        """The pages of the days."""
        return [page for page in self.pages.values() if isinstance(page, DayPage)]


def with_styleguide(
    pages: Iterable[Page], names: Sequence[str], words: Mapping[str, Words]
) -> Iterator[Page]:
    """These pages, and those of the styleguide over them, one per group and language."""
    there: dict[str, dict[str, Page]] = {}
    for page in pages:
        there.setdefault(page.language.code, {})[page.key] = page
        yield page
    order = tuple(sorted(names, key=lambda name: (name != FIRST, name)))
    for code, others in there.items():
        site = next(iter(others.values())).site
        for name in order:
            yield StyleguidePage(
                site=site,
                key=f"page:styleguide-{name}",
                path="styleguide" if name == FIRST else f"styleguide/{name}",
                title=f"{words[code].guide} · {name}",
                crumbs=crumbs_to(words[code]),
                name=name,
                names=order,
                pages=others,
                in_menu="page:programme",
            )
