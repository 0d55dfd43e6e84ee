"""Organisations, and the groups they appear in: hosts, organisers, sponsors by level."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from sitegen.model.fields import (
    Flag,
    Id,
    LocalText,
    Many,
    OptionalText,
    OrganisationRef,
    Plain,
    Record,
    Target,
    Url,
)


class Organisation(Record):
    """A hospital, society, company or medium."""

    id: Id
    name: LocalText
    short: OptionalText = Field(None, description="short name")
    url: Url | None = None
    logo: Target | None = None
    intro: OptionalText = Field(None, description="Markdown")
    country: Plain | None = None
    sample: Flag = False

    @property
    def key(self) -> str:
        """Name of this record among all."""
        return f"organisation:{self.id}"


class Member(Record):
    """An organisation in a group."""

    id: OrganisationRef
    booth: Plain | None = Field(None, description="stand in the exhibition")
    role: OptionalText = None


def _member(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


class Group(Record):
    """Organisations that appear together, in the order given."""

    title: LocalText
    level: Plain | None = Field(None, description="level of sponsors, e.g. gold")
    members: Many[Annotated[Member, BeforeValidator(_member)]] = ()
