"""The congress in one language: all records, and the questions pages ask about their relations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlsplit

from sitegen.model.about_calendars import AboutCalendars
from sitegen.model.about_people import Activity, Office
from sitegen.model.about_programme import by_time, recurring, ruled
from sitegen.model.coverage import Coverage, cover
from sitegen.model.media import Attachment
from sitegen.model.people import Person
from sitegen.model.programme import Series, Session
from sitegen.model.prose import Article, ProsePage
from sitegen.model.translations import State

__all__ = ["Activity", "Download", "Office", "Site", "by_time", "recurring", "ruled"]


@dataclass(frozen=True)
class Download:
    """A file offered somewhere on the site, and the record it belongs to."""

    attachment: Attachment
    owner: Article | ProsePage | Session

    @property
    def place(self) -> object:
        """What the file's path is relative to."""
        return self.owner.id if isinstance(self.owner, Session) else self.owner.body


class Site(AboutCalendars):
    """One language of the congress; also answers about news, pages and downloads."""

    # ------------------------------------------------------------ what is not translated
    def missing_as(self, record: Article | ProsePage) -> str:
        """What readers get of a record that is not written in their language: `fallback`, `link` or `omit`.

        `own` where it is. The record says so itself, else the settings; a page in the menu is `fallback`
        unless it says so itself.
        """
        if not record.is_fallback:
            return "own"
        settings = self.settings.untranslated
        if isinstance(record, Article):
            return record.untranslated or settings.news
        return record.untranslated or ("fallback" if record.path in self._in_menu else settings.pages)

    def has_page(self, record: Article | ProsePage) -> bool:
        """Whether it has a page in this language; if not, lists lead to the one in another."""
        return self.missing_as(record) in {"own", "fallback"}

    @cached_property
    def _in_menu(self) -> frozenset[str]:
        found, waiting = set(), list(self.settings.menu)
        while waiting:
            item = waiting.pop()
            waiting += item.menu
            if item.page:
                found.add(item.page.removeprefix("prose:"))
        return frozenset(found)

    # ------------------------------------------------------------ news and pages
    @cached_property
    def _articles_by_key(self) -> Mapping[str, tuple[Article, ...]]:
        found: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            for kind, ids in (
                ("person", article.people),
                ("session", article.sessions),
                ("series", article.series),
            ):
                for id_ in ids:
                    found[f"{kind}:{id_}"].append(article)
        return {key: tuple(rows) for key, rows in found.items()}

    def articles_about(self, record: Person | Session | Series) -> tuple[Article, ...]:
        """Articles that name a person, session or series, newest first."""
        found = dict.fromkeys(article.slug for article in self._articles_by_key.get(record.key, ()))
        if isinstance(record, Series):
            for session in record.sessions:
                found |= dict.fromkeys(article.slug for article in self._articles_by_key.get(session.key, ()))
        return tuple(article for article in self.articles if article.slug in found) if found else ()

    def parents_of(self, page: ProsePage) -> tuple[ProsePage, ...]:
        """The pages over a prose page, outermost first."""
        folders = page.path.split("/")[:-1]
        paths = ["/".join(folders[:n]) for n in range(1, len(folders) + 1)]
        return tuple(self.pages[path] for path in paths if path in self.pages)

    @cached_property
    def _children(self) -> Mapping[str, tuple[ProsePage, ...]]:
        found: dict[str, list[ProsePage]] = defaultdict(list)
        for page in self.pages.values():
            found["/".join(page.path.split("/")[:-1])].append(page)
        return {
            path: tuple(sorted(rows, key=lambda page: (page.order, page.path)))
            for path, rows in found.items()
        }

    def children_of(self, page: ProsePage) -> tuple[ProsePage, ...]:
        """The pages under a prose page, by `order`."""
        return self._children.get(page.path, ())

    def section_of(self, page: ProsePage) -> tuple[ProsePage, ...]:
        """The section a prose page is in: its head, then the pages under that; empty for a page alone."""
        parents = self.parents_of(page)
        head = parents[0] if parents else page
        under = self.children_of(head)
        return (head, *under) if under else ()

    @cached_property
    def storage_name(self) -> str:
        """What browsers keep of this congress stands under: the same in all languages and after every build,
        another for another congress on the same host, as each edition has a year."""
        event = self.event
        base = urlsplit(self.settings.base_url or "")
        name = event.name.in_(self.source_language.code) or event.name
        congress = f"{base.netloc}{base.path}".rstrip("/") or name.plain
        return f"sitegen {congress} {event.start.year}"

    @cached_property
    def coverage(self) -> Coverage:
        """How much of what authors wrote is there in this language, and up to date."""
        rows = self.translations.values()
        return replace(
            cover(self.texts), stale=sum(row.state is State.stale and not row.is_draft for row in rows)
        )

    @cached_property
    def downloads(self) -> tuple[Download, ...]:
        """Every attachment and set of slides on the site, each once, as its first owner names it."""
        owners: list[Article | ProsePage] = [*self.articles, *self.pages.values()]
        found = [Download(attachment, owner) for owner in owners for attachment in owner.attachments]
        found += [
            Download(Attachment.model_construct(file=session.slides, label=None), session)
            for session in self.sessions.values()
            if session.slides and not session.slides.startswith("http")
        ]
        first: dict[str, Download] = {}
        for download in found:
            first.setdefault(download.attachment.file, download)
        return tuple(first.values())
