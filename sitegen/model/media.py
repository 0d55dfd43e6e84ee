"""Pictures, links and files that records of every kind carry."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from sitegen.model.fields import Flag, LocalText, OptionalText, Plain, Record, Target


class Picture(Record):
    """A picture of content/: where it is, what it shows, who made it."""

    src: Target = Field(description="file, relative to the page's file or to content/")
    alt: OptionalText = Field(None, description="what the picture shows, for those who do not see it")
    caption: OptionalText = Field(None, description="line under the picture")
    credit: OptionalText = Field(None, description="who made it")
    consent: Flag = Field(False, description="the person shown has agreed to the publication")
    focus: Plain | None = Field(None, description="point to keep when cropped, e.g. 50% 20%")


def _picture(value: Any) -> Any:
    return {"src": value} if isinstance(value, str) else value


PictureField = Annotated[Picture, BeforeValidator(_picture)]
"""A picture, or just its path."""


class Link(Record):
    """A named address on the web or a file."""

    name: LocalText = Field(description="text of the link")
    url: Target = Field(description="address, or file of content/")


class Attachment(Record):
    """A file for download."""

    file: Target = Field(description="file of content/")
    label: OptionalText = Field(None, description="text of the link; the file's name otherwise")


class Gallery(Record):
    """Pictures of one occasion: a folder with a table of captions, or a list."""

    folder: Target | None = Field(None, description="folder of pictures")
    captions: Target | None = Field(None, description="CSV with the columns file and one per language")
    pictures: tuple[PictureField, ...] = Field((), description="the pictures, where no folder is given")


def _gallery(value: Any) -> Any:
    return {"pictures": value} if isinstance(value, list) else value


GalleryField = Annotated[Gallery, BeforeValidator(_gallery)]
