"""News articles and prose pages: Markdown files with front matter."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sitegen.model.charts import Chart
from sitegen.model.fields import (
    Day,
    Flag,
    LocalText,
    Many,
    Number,
    OneOf,
    OptionalText,
    PersonRef,
    Plain,
    Record,
    SeriesRef,
    SessionRef,
    not_before,
)
from sitegen.model.media import Attachment, GalleryField, PictureField
from sitegen.model.missing import foreign_language
from sitegen.text import Language, Text

Untranslated = Annotated[str, OneOf("fallback", "link", "omit")]
"""What readers get of a page that is not in their language: one with the text as it is, links to the page in
another language, or nothing."""


class Article(Record):
    """A piece of news."""

    slug: Plain
    title: LocalText
    subtitle: OptionalText = None
    date: Day
    updated: Annotated[Day | None, not_before("date")] = Field(
        None, description="day of the last correction worth telling"
    )
    author: OptionalText = None
    source: OptionalText = None
    category: OptionalText = None
    summary: OptionalText = Field(
        None, description="a sentence or two for lists; the start of the text otherwise"
    )
    cover: PictureField | None = None
    people: Many[PersonRef] = ()
    sessions: Many[SessionRef] = ()
    series: Many[SeriesRef] = ()
    tags: Many[LocalText] = ()
    attachments: tuple[Attachment, ...] = ()
    gallery: GalleryField | None = None
    body: OptionalText = Field(None, description="Markdown")
    untranslated: Untranslated | None = Field(
        None, description="where it is missing in a language: fallback, link or omit; else as site.yaml says"
    )
    sample: Flag = False
    draft: Flag = False
    translated_from: Plain | None = None

    @property
    def key(self) -> str:
        """Name of this record among all."""
        return f"article:{self.slug}"

    @property
    def is_fallback(self) -> bool:
        """Whether the article is not there in the language wanted."""
        return (self.body or self.title).is_foreign

    @property
    def stands_in(self) -> Language | None:
        """The language of its text or title where either is not in the language wanted."""
        return foreign_language(self.body, self.title)


class ProsePage(Record):
    """A page of text; its folders are the breadcrumbs and the navigation of its section."""

    path: Plain = Field(description="address without language, e.g. education/cme")
    title: LocalText
    subtitle: OptionalText = None
    summary: OptionalText = None
    order: Number = Field(0, description="place among its neighbours, smallest first")
    menu_title: OptionalText = Field(None, description="shorter title for menu and section navigation")
    cover: PictureField | None = None
    charts: tuple[Chart, ...] = ()
    people: Many[PersonRef] = ()
    sessions: Many[SessionRef] = ()
    series: Many[SeriesRef] = ()
    attachments: tuple[Attachment, ...] = ()
    gallery: GalleryField | None = None
    body: OptionalText = Field(None, description="Markdown")
    untranslated: Untranslated | None = Field(
        None, description="where it is missing in a language: fallback, link or omit; else as site.yaml says"
    )
    sample: Flag = False
    draft: Flag = False
    translated_from: Plain | None = None

    @property
    def key(self) -> str:
        """Name of this record among all."""
        return f"prose:{self.path}"

    @property
    def is_fallback(self) -> bool:
        """Whether the page is not there in the language wanted."""
        return (self.body or self.title).is_foreign

    @property
    def stands_in(self) -> Language | None:
        """The language of its text or title where either is not in the language wanted."""
        return foreign_language(self.body, self.title)

    @property
    def label(self) -> Text:
        """Its name in menus."""
        return self.menu_title or self.title
