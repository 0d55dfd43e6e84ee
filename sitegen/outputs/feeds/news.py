"""What the feed of a language is made of: its newest articles, with identities and absolute addresses."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from urllib.parse import quote

from markupsafe import Markup

from sitegen.model.media import Attachment
from sitegen.model.prose import Article
from sitegen.model.site import Site
from sitegen.render.content import Content, View
from sitegen.render.excerpts import plain_start
from sitegen.render.exchange import guid_of
from sitegen.render.feeds import Feed
from sitegen.render.urls import Addresses, Standpoint
from sitegen.render.words import Words
from sitegen.text import Text

MOST = 20
"""Articles in a feed, the newest; readers keep what they have seen, and the page of news has all."""
SUMMARY_LENGTH = 80
"""Of the start of a text without a summary, as `plain_start` counts."""
TYPES = {
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""Ending → media type: a table of our own, since what Python knows differs between machines."""

_IN_PAGE = re.compile(r'(<a\b[^>]*? href=")#')


@dataclass(frozen=True, slots=True)
class File:
    """A file that an article carries."""

    url: str
    type: str
    title: Text | None = None
    size: int | None = None
    """Bytes, where it is published as its author left it."""


@dataclass(frozen=True, slots=True)
class Item:
    """An article as feed readers want it."""

    id: str
    url: str
    twins: tuple[tuple[str, str], ...]
    """Tag and address of the same article in other languages."""
    title: Text
    published: str
    """RFC 3339. Authors give a day: its first minute in the congress zone."""
    updated: str | None
    author: Text | None
    tags: tuple[Text, ...]
    summary: str | None
    html: str
    """Clean HTML with absolute addresses, empty for an article without a text."""
    picture: File | None
    files: tuple[File, ...]


class News:
    """The newest articles that are truly written in one language."""

    def __init__(
        self,
        source: Site,
        site: Site,
        addresses: Addresses,
        words: Words,
        content: Content,
        feeds: tuple[Feed, ...],
    ) -> None:
        self.source = source
        self.site = site
        self.addresses = addresses
        self.words = words
        self.content = content
        self.feeds = feeds
        """Those of all languages, the own one first."""
        self.base = addresses.base_url or ""
        self.code = site.language.code
        own = [row for row in site.articles if self.code in addresses.languages_of.get(row.key, ())]
        self.articles = own[:MOST]

    @property
    def reads(self) -> str:
        """A digest of the texts, the only part of articles that is not in the outline (`Export.reads`).

        Of those in the source language too: a translation shares the ids of its headings.
        """
        bodies = (article.body for article in self.articles)
        code = self.source.language.code
        texts = "\0".join(f"{body.plain}\0{body.in_(code)}" for body in bodies if body)
        return blake2b(texts.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The articles, newest first."""
        absolute = Standpoint(self.addresses, self.site.language, 0, self.base)
        view = self.content.seen_from(self.site, absolute, self.words)
        return tuple(self._item(article, view) for article in self.articles)

    def _item(self, article: Article, view: View) -> Item:
        others = (row for row in self.site.languages if row is not self.site.language)
        there = self.addresses.languages_of[article.key]
        summary = article.summary or plain_start(article.body, SUMMARY_LENGTH) or article.subtitle
        return Item(
            id=self.identify("article", str(article.date.year), article.slug),
            url=self._page(article.key, self.code),
            twins=tuple((row.tag, self._page(article.key, row.code)) for row in others if row.code in there),
            title=article.title,
            published=self._moment(article.date),
            updated=self._moment(article.updated) if article.updated else None,
            author=article.author or article.source,
            tags=(*([article.category] if article.category else []), *article.tags),
            summary=summary.plain if summary and not summary.is_foreign else None,
            html=self._html(article, view),
            picture=self._picture(article),
            files=tuple(file for row in article.attachments if (file := self._file(row, article))),
        )

    def _html(self, article: Article, view: View) -> str:
        """The text as the page has it; links within it lead to the page, where its ids are."""
        url = self._page(article.key, self.code)
        html = _IN_PAGE.sub(lambda match: f"{match[1]}{url}#", view.markdown(article.body))
        note = Markup("<p><strong>{}</strong></p>\n").format(self.words.sample_note) if article.sample else ""
        return f"{note}{html}"

    # ------------------------------------------------------------ identity, time, addresses
    def identify(self, *parts: str) -> str:
        """A UUID that outlives a new host, another folder, a new title and a corrected day (RFC 4287, 4.2.6).

        It follows from the name of the congress in the language written first, the parts, and the language.
        """
        name = "\0".join((self.source.event.name.plain, *parts, self.code))
        return f"urn:uuid:{guid_of(f'feed {name}')}"

    def _moment(self, day: datetime.date) -> str:
        midnight = datetime.datetime.combine(day, datetime.time(), self.site.event.zone)
        return midnight.isoformat(timespec="seconds")

    def _page(self, key: str, code: str) -> str:
        return self.addresses.absolute(self.addresses.table[code][key]) or ""

    @property
    def page(self) -> str:
        """The address of the page of news."""
        return self._page("page:news", self.code)

    @property
    def subtitle(self) -> str:
        """What the feed is, in a sentence."""
        return self.words.feed_subtitle(event=self.site.event.name.plain)

    # ------------------------------------------------------------ files
    def _picture(self, article: Article) -> File | None:
        """The cover as the page shows it."""
        cover = article.cover
        file = self.content.find(cover.src, article.body) if cover else None
        path = self.content.pictures.shown(file, "cover", (cover and cover.focus) or "") if file else None
        return File(self.base + quote(path), type_of(path)) if path else None

    def _file(self, row: Attachment, article: Article) -> File | None:
        file = self.content.find(row.file, article.body)
        if file is None:
            return None  # an address on the web, or missing, which the page has told
        url = self.base + quote(self.content.publish(file))
        return File(url, type_of(file.path), row.label, file.size)


def type_of(path: str) -> str:
    """The media type of a file, by its ending."""
    return TYPES.get(path.rsplit(".", 1)[-1].lower(), "application/octet-stream")
