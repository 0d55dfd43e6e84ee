"""Templates: the one place that touches Jinja, and all that a template may call.

There is one environment per language and depth of folders: everything but the page itself is the same
for all pages of a standpoint, so that macros are made once and fragments may be kept (speed by design).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import jinja2

from sitegen.model.site import Site
from sitegen.problems import Location, Problems
from sitegen.render.assets import Assets, UnknownAsset
from sitegen.render.content import Content
from sitegen.render.environment import KeepExtension, PlainEnvironment, SharedCode
from sitegen.render.feeds import feeds_seen_from
from sitegen.render.filters import FILTERS, csp_hash, lang_of, title_of
from sitegen.render.menu import MenuEntry, Switch, make_menu, make_switch
from sitegen.render.names import person_name
from sitegen.render.structured import Structured
from sitegen.render.urls import Addresses, Standpoint, UnknownAddress
from sitegen.render.words import Words
from sitegen.text import Text

_TEMPLATES = (".html", ".txt")


class Showable(Protocol):
    """What a page must have to be rendered; see `plan.Page`."""

    @property
    def kind(self) -> str: ...
    @property
    def site(self) -> Site: ...
    @property
    def key(self) -> str: ...
    @property
    def in_menu(self) -> str: ...
    @property
    def description(self) -> Any: ...
    @property
    def folder(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def is_indexed(self) -> bool: ...


class TemplateFault(Exception):
    """A mistake in a template: file, line, and a code with its values."""

    def __init__(self, location: Location, code: str, **values: str) -> None:
        super().__init__(code)
        self.location = location
        self.code = code
        self.values = values


@dataclass
class Renderer:
    """Renders pages of all languages from one set of templates."""

    folders: Sequence[Path]
    """Template folders, the default first; later ones win."""
    addresses: Addresses
    assets: Assets
    words: Mapping[str, Words]
    content: Content
    problems: Problems
    cache: Path | None = None
    root_absolute: str = "/"
    cards: Mapping[str, str] = field(default_factory=dict)
    """Folder of a page → path in output/ of its share card."""
    _environments: dict[tuple[str, int, bool], jinja2.Environment] = field(default_factory=dict)
    _menus: dict[tuple[str, int, str], tuple[MenuEntry, ...]] = field(default_factory=dict)
    _structured: dict[str, Structured] = field(default_factory=dict)
    _code: SharedCode | None = None

    def render(self, page: Showable, **more: object) -> str:
        """The HTML of a page; raises `TemplateFault` for a mistake in a template."""
        depth = page.file.count("/")
        environment = self.environment(page.site, depth)
        standpoint: Standpoint = environment.globals["standpoint"]  # type: ignore[assignment]
        context = self._context_of(page, standpoint)
        return self._run(environment, f"pages/{page.kind}.html", {**context, **more}, page.key)

    def render_plain(
        self, template: str, site: Site, sites: Iterable[Site], path: str, *, at_any_depth: bool
    ) -> str:
        """A page without a language of its own: the root page and /404.html."""
        environment = self.environment(site, 0, at_any_depth)
        base = self.addresses.base_url
        home = [language for language in site.languages if language.code in self.addresses.table]
        alternates = (
            [(language.tag, self.addresses.absolute(language.code)) for language in home] if base else []
        )
        values = {
            "sites": tuple(sites),
            "root_absolute": self.root_absolute if at_any_depth else "",
            "alternates": [*alternates, ("x-default", f"{base}{self.addresses.index}")] if base else [],
            "canonical": f"{base}{self.addresses.index}" if base else None,
        }
        return self._run(environment, template, values, path)

    def render_text(self, template: str, site: Site, **values: object) -> str:
        """A text for elsewhere than the site, such as an announcement; raises `TemplateFault`."""
        return self._run(self.environment(site, 0), template, values, template)

    def environment(self, site: Site, depth: int, at_any_depth: bool = False) -> jinja2.Environment:
        """The environment for pages of a language at a depth."""
        key = (site.language.code, depth, at_any_depth)
        if key not in self._environments:
            root = self.root_absolute if at_any_depth else None
            standpoint = Standpoint(self.addresses, site.language, depth, root)
            self._environments[key] = self._make(site, standpoint)
        return self._environments[key]

    def _make(self, site: Site, standpoint: Standpoint) -> jinja2.Environment:
        if self._code is None:
            self._code = SharedCode(self.cache)
        environment = PlainEnvironment(
            loader=jinja2.ChoiceLoader(
                [
                    *(jinja2.FileSystemLoader(folder) for folder in reversed(self.folders)),
                    # `sitegen/pages/home.html`: the shipped one, for one's own of that name to extend.
                    jinja2.PrefixLoader({"sitegen": jinja2.FileSystemLoader(self.folders[0])}),
                ]
            ),
            autoescape=_is_html,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=self._code,
            extensions=[KeepExtension],
        )
        words = self.words[site.language.code]
        view = self.content.seen_from(site, standpoint, words)
        environment.globals = {
            "standpoint": standpoint,
            "site": site,
            "words": words,
            "dates": words.dates,
            "root": standpoint.root,
            "url": standpoint.url,
            "has": standpoint.has,
            "calendar": standpoint.calendar,
            "asset": lambda name: standpoint.to_file(self.assets.path(name)),
            "base_url": self.addresses.base_url,
            "feeds": feeds_seen_from(site, self.addresses, self.words),
            **view.functions(),
            "person_name": person_name,
            "range": range,
            "index": self.addresses.index,
            "is_offline": self.addresses.is_offline,
            "title_of": title_of,
            "lang_of": lang_of,
            "csp_hash": csp_hash,
            "words_of": lambda other: self.words[other.language.code],
            "language_name": lambda language: words.of("language", language.code.replace("-", "_")),
            "twin": lambda page: standpoint.twin(page.key, page.stands_in),
            "structured": self._structured_of(site).structured,
        }
        environment.filters |= FILTERS
        environment.tests["text"] = lambda value: isinstance(value, Text)
        environment.kept = {}  # type: ignore[attr-defined]
        return environment

    def _structured_of(self, site: Site) -> Structured:
        code = site.language.code
        if code not in self._structured:
            own = Structured(site, self.addresses, self.words[code], self.content, self._own_card)
            self._structured[code] = own
        return self._structured[code]

    def _context_of(self, page: Showable, standpoint: Standpoint) -> dict[str, object]:
        site = page.site
        words = self.words[site.language.code]
        switch: tuple[Switch, ...] = make_switch(page.key, page.folder, site, standpoint, self.words)
        place = (site.language.code, standpoint.depth, page.in_menu)
        if place not in self._menus:
            self._menus[place] = make_menu(site, standpoint, words, page.in_menu, self.problems)
        there = self.addresses.languages_of.get(page.key, ())
        canonical_language = site.language.code if site.language.code in there or not there else there[0]
        folder = self.addresses.table[canonical_language].get(page.key, page.folder)
        alternates = self._alternates(page, there)
        notice = site.settings.notice
        shown = notice is not None and _is_shown(notice.starts, notice.until, site.today)
        return {
            "page": page,
            "description": page.description() if callable(page.description) else page.description,
            "switch": switch,
            "menu": self._menus[place],
            "alternates": alternates,
            "canonical": self.addresses.absolute(folder),
            "card": self._card_of(folder, canonical_language),
            "locales": _locales(site, canonical_language, there),
            "notice": notice if shown else None,
        }

    def _card_of(self, folder: str, code: str) -> str | None:
        """The absolute address of the share card of a page, else of the home page in its language."""
        path = self.cards.get(folder) or self.cards.get(code)
        return f"{self.addresses.base_url}{path}" if path else None

    def _own_card(self, folder: str) -> str | None:
        path = self.cards.get(folder)
        return f"{self.addresses.base_url}{path}" if path else None

    def _alternates(self, page: Showable, there: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """(tag, absolute address) of every language a page is written in, itself too."""
        site, addresses = page.site, self.addresses
        if addresses.base_url is None or site.language.code not in there or not page.is_indexed:
            return ()
        found = [
            (language.tag, addresses.absolute(addresses.table[language.code][page.key]) or "")
            for language in site.languages
            if language.code in there
        ]
        if page.key == "page:home":
            found.append(("x-default", f"{addresses.base_url}{addresses.index}"))
        return tuple(found)

    def _run(
        self, environment: jinja2.Environment, template: str, values: Mapping[str, object], key: str
    ) -> str:
        try:
            return environment.get_template(template).render(values)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateFault(
                self._place(error.filename, error.lineno), "template-syntax", message=str(error.message)
            ) from error
        except jinja2.TemplateNotFound as error:
            place = self._place_of(error)  # where it is asked for; the template of a page is asked for by us
            if not place.line:
                place = Location(f"templates/{template}")
            raise TemplateFault(place, "template-missing", name=str(error)) from error
        except jinja2.UndefinedError as error:
            raise TemplateFault(
                self._place_of(error), "template-undefined", message=str(error.message), page=key
            ) from error
        except (TypeError, AttributeError) as error:
            if not self._is_of_template(error):
                raise
            raise TemplateFault(
                self._place_of(error), "template-undefined", message=str(error), page=key
            ) from error
        except UnknownAddress as error:
            raise TemplateFault(
                self._place_of(error), "template-no-page", key=str(error), page=key
            ) from error
        except UnknownAsset as error:
            raise TemplateFault(
                self._place_of(error), "template-no-asset", name=str(error), page=key
            ) from error

    def _is_of_template(self, error: BaseException) -> bool:
        """Whether a template asked for what is not there; any other such error is our own fault."""
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        file = trace.tb_frame.f_code.co_filename if trace else ""
        return file.endswith(_TEMPLATES) or str(error).startswith("words")

    def _place_of(self, error: BaseException) -> Location:
        """The innermost line of a template in a traceback."""
        place = Location("templates/")
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename.endswith(_TEMPLATES):
                place = self._place(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
            trace = trace.tb_next
        return place

    def _place(self, filename: str | None, line: int) -> Location:
        for folder in self.folders:
            if filename and Path(filename).is_relative_to(folder):
                return Location(f"{folder.name}/{Path(filename).relative_to(folder).as_posix()}", line)
        return Location(filename or "templates/", line)


def _locales(site: Site, shown: str, there: tuple[str, ...]) -> tuple[str, ...]:
    """The locale of what a page shows, then of its translations (ogp.me, “og:locale”)."""
    languages = sorted(site.languages, key=lambda language: language.code != shown)
    return tuple(language.locale for language in languages if language.code in (shown, *there))


def _is_shown(starts: datetime.date | None, until: datetime.date | None, today: datetime.date) -> bool:
    return (starts is None or starts <= today) and (until is None or today <= until)


def _is_html(template: str | None) -> bool:
    """Whether what a template puts out is escaped: everywhere but in plain text."""
    return template is None or not template.endswith(".txt")
