"""Pages of text: news, articles, and prose pages in their folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from sitegen.model.fields import where_of
from sitegen.model.people import Person
from sitegen.model.programme import Series, Session
from sitegen.model.prose import Article, ProsePage
from sitegen.model.site import Site
from sitegen.outputs.pages.chrome import crumbs_to, describe, first_own, text_of
from sitegen.plan import Crumb, Page
from sitegen.render.galleries import count_pictures, pages_for
from sitegen.render.words import Words
from sitegen.source import SourceFile
from sitegen.text import Text

ARTICLES_PER_PAGE = 20


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class NewsPage(Page):
    """A page of the list of articles, newest first."""

    kind: ClassVar[str] = "news"
    articles: tuple[Article, ...]
    """The articles on this page of the list."""
    number: int
    """Which page of the list it is, from 1."""
    numbers: tuple[tuple[int, str], ...]
    """Every page of the list: its number and key."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ArticlePage(Page):
    """A piece of news."""

    kind: ClassVar[str] = "article"
    article: Article
    """The article shown."""
    people: tuple[Person, ...]
    """People the article names in its front matter."""
    sessions: tuple[Session, ...]
    """Sessions it is about, without those of its series, which stand in their tables."""
    series: tuple[Series, ...]
    """Series it is about."""
    newer: Article | None
    """The next newer article, None for the newest."""
    older: Article | None
    """The next older article, None for the oldest."""

    @property
    def own_text(self) -> str:
        """Its Markdown."""
        return text_of(self.site, self.article.body)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ProsePageView(Page):
    """A page of text with the navigation of its section."""

    kind: ClassVar[str] = "prose"
    prose: ProsePage
    """The page shown, with its text."""
    section: tuple[ProsePage, ...]
    """Head of the section and the pages under it; empty for a page alone."""
    children: tuple[ProsePage, ...]
    """The pages right under it, by `order`."""
    people: tuple[Person, ...]
    """People its front matter names."""
    sessions: tuple[Session, ...]
    """Sessions its front matter names, without those of its series, which stand in their tables."""
    series: tuple[Series, ...]
    """Series its front matter names."""

    @property
    def own_text(self) -> str:
        """Its Markdown."""
        return text_of(self.site, self.prose.body)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class PhotosPage(Page):
    """A further page of the gallery of an article or a page of text."""

    kind: ClassVar[str] = "photos"
    is_indexed = False
    record: Article | ProsePage
    """What the gallery belongs to."""
    number: int
    """Which page of the gallery it is, from 2."""


def photo_pages(page: Page, words: Words, media: Mapping[str, SourceFile]) -> Iterator[Page]:
    """The further pages of the gallery that a page begins; its pictures are `media`, files of content/."""
    record: Article | ProsePage
    if isinstance(page, ArticlePage):
        record = page.article
    elif isinstance(page, ProsePageView):
        record = page.prose
    else:
        return
    if record.gallery is None:
        return
    for number in range(2, pages_for(count_pictures(record.gallery, media, record.body)) + 1):
        yield PhotosPage(
            site=page.site,
            key=f"photos:{page.key}:{number}",
            path=f"{page.path}/photos/{number}",
            title=words.photos_page(n=number),
            full_title=words.labelled(
                label=page.full_title or record.title.plain, value=words.photos_page(n=number)
            ),
            source=where_of(record.title),
            record=record,
            number=number,
            crumbs=(*page.crumbs, Crumb(record.title, page.key)),
            picture=page.picture,
            is_fallback=page.is_fallback,
            stands_in=page.stands_in,
            is_sample=page.is_sample,
            in_menu=page.in_menu,
        )


def pages(site: Site, words: Words) -> Iterator[Page]:
    """All pages of text in one language."""
    yield from _news(site, words)
    there = [article for article in site.articles if site.has_page(article)]
    for n, article in enumerate(there):
        yield ArticlePage(
            site=site,
            key=article.key,
            path=f"news/{article.slug}",
            title=article.title,
            article=article,
            people=tuple(site.people[id_] for id_ in article.people),
            sessions=_sessions(site, article),
            series=tuple(site.series[id_] for id_ in article.series),
            newer=there[n - 1] if n else None,
            older=there[n + 1] if n + 1 < len(there) else None,
            description=partial(_describe, site, words, article),
            crumbs=crumbs_to(words, Crumb(words.news, "page:news")),
            picture=article.cover.src if article.cover else None,
            is_fallback=article.is_fallback,
            stands_in=article.stands_in,
            is_sample=article.sample,
            in_menu="page:news",
        )
    for prose in filter(site.has_page, site.pages.values()):
        parents = [Crumb(parent.label, parent.key) for parent in site.parents_of(prose)]
        yield ProsePageView(
            site=site,
            key=prose.key,
            path=prose.path,
            title=prose.title,
            prose=prose,
            section=site.section_of(prose),
            children=site.children_of(prose),
            people=tuple(site.people[id_] for id_ in prose.people),
            sessions=_sessions(site, prose),
            series=tuple(site.series[id_] for id_ in prose.series),
            description=partial(_describe, site, words, prose),
            crumbs=crumbs_to(words, *parents),
            picture=prose.cover.src if prose.cover else None,
            is_fallback=prose.is_fallback,
            stands_in=prose.stands_in,
            is_sample=prose.sample,
            in_menu=prose.key,
        )


def _sessions(site: Site, record: Article | ProsePage) -> tuple[Session, ...]:
    named = (site.sessions[id_] for id_ in record.sessions)
    return tuple(session for session in named if _series_id(site, session) not in record.series)


def _series_id(site: Site, session: Session) -> str | None:
    series = site.series_of(session)
    return series.id if series else None


def _news(site: Site, words: Words) -> Iterator[Page]:
    if not site.articles:
        return
    chunks = [
        site.articles[n : n + ARTICLES_PER_PAGE] for n in range(0, len(site.articles), ARTICLES_PER_PAGE)
    ]
    keys = ["page:news", *(f"page:news-{n}" for n in range(2, len(chunks) + 1))]
    for number, (key, articles) in enumerate(zip(keys, chunks, strict=True), 1):
        trail = [] if number == 1 else [Crumb(words.news, "page:news")]
        title = words.news if number == 1 else words.news_page(n=number)
        yield NewsPage(
            site=site,
            key=key,
            path="news" if number == 1 else f"news/page/{number}",
            title=title,
            articles=articles,
            number=number,
            numbers=tuple(enumerate(keys, 1)),
            crumbs=crumbs_to(words, *trail),
            in_menu="page:news",
            description=words.news_description(event=site.short_name.plain, n=number),
        )


def _describe(site: Site, words: Words, record: Article | ProsePage) -> Text | str:
    """What its author says of it, the start of its text, or its name."""
    return first_own(site, words, record.title, record.summary, describe(site, record.body), record.subtitle)
