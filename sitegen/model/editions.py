"""Past editions of the congress, and what makes a site one: frozen in an archive under `/{year}/`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from sitegen.model.fields import (
    Day,
    LocalText,
    Many,
    Number,
    OptionalText,
    Plain,
    Record,
    Target,
    Url,
    not_before,
)


class Figure(Record):
    """A number worth showing large."""

    value: Plain = Field(description="the number as shown, e.g. 3000+")
    label: LocalText = Field(description="what it counts")


class Edition(Record):
    """A past edition of the congress."""

    year: Number
    name: LocalText
    start: Day | None = Field(None, description="first day")
    end: Annotated[Day | None, not_before("start")] = Field(None, description="last day")
    city: OptionalText = None
    figures: tuple[Figure, ...] = ()
    url: Url | None = Field(None, description="where its site is, if it is not carried by this one")
    archive: Target | None = Field(None, description="its frozen site, written by sitegen archive")
    languages: Many[Plain] = Field((), description="language codes of the frozen site")


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a site is told that is being frozen."""

    year: int
    base_url: str | None
    """Absolute address it will have, None where that is not known."""
    current: str | None
    """Address of the current congress; None for that of the site it will lie in."""


def base_of(base_url: str | None, year: int) -> str | None:
    """The address of an archive: that of the site if it has the year in it, else `/{year}/` under it."""
    if base_url is None:
        return None
    base = f"{base_url.rstrip('/')}/"
    return base if base.endswith(f"/{year}/") else f"{base}{year}/"
