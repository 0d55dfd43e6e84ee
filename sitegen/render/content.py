"""What templates show of content/: Markdown with its links resolved, pictures, files, telephone numbers."""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from markupsafe import Markup, escape

from sitegen.memo import Blobs
from sitegen.model.charts import Chart
from sitegen.model.fields import where_of
from sitegen.model.media import Gallery
from sitegen.model.people import Photo
from sitegen.model.site import Site
from sitegen.problems import Location, Problems, Severity, suggest
from sitegen.render.galleries import Sheet
from sitegen.render.leading import Leading
from sitegen.render.markdown import Fragment, Heading, Link, Reference, convert, may_have_headings
from sitegen.render.markdown import place as put_addresses
from sitegen.render.pictures import Pictures
from sitegen.render.placed import SCHEME, Part, hold_place, parts_of
from sitegen.render.urls import Published, Standpoint
from sitegen.render.words import Words
from sitegen.source import SourceFile
from sitegen.text import Language, Text, mark_han

if TYPE_CHECKING:
    from sitegen.render.charts import Bars, Lines

MARKDOWN_WORDS = ("footnotes", "footnote_back", "table")
LAYOUT_IDS = ("main", "q", "article-people", "session-parallel")
"""Ids in the templates of pages that show Markdown; a heading gets another one."""
_RECORD_LINK = re.compile(
    r"(session|person|track|room|day|series|article|page|prose):([a-z0-9/-]+)(?:#(.*))?"
)


@dataclass
class Content:
    """The files of content/ as pages refer to them, and the Markdown door with its memory."""

    media: Mapping[str, SourceFile]
    shown_root: str
    pictures: Pictures
    fragments: Blobs
    problems: Problems
    files: dict[str, SourceFile] = field(default_factory=dict)
    """Path in output/ → file of content/ that some page links to."""

    def memories(self) -> dict[str, Blobs]:
        """What is remembered between builds, by name; a process of its own hands over what it learnt."""
        return {"markdown": self.fragments, "pictures": self.pictures.blobs}

    def seen_from(self, site: Site, standpoint: Standpoint, words: Words) -> View:
        """The functions for templates of one standpoint."""
        return View(self, site, standpoint, words)

    def find(self, src: str, owner: object = None) -> SourceFile | None:
        """A file by its path relative to the owner's file, else to content/."""
        place = where_of(owner) if not isinstance(owner, Location) else owner
        place = place if place.path else where_of(src)
        folder = posixpath.dirname(place.path.removeprefix(self.shown_root))
        path = unquote(src)
        for candidate in (posixpath.normpath(posixpath.join(folder, path)), posixpath.normpath(path)):
            if candidate in self.media:
                return self.media[candidate]
        return None

    def publish(self, file: SourceFile) -> str:
        """The path in output/ of a file that pages link to; it will be copied there."""
        name = file.path.rsplit("/", 1)[-1]
        stem, dot, ending = name.rpartition(".")
        digest = hashlib.blake2b(file.file.read_bytes(), digest_size=5).hexdigest()
        path = f"assets/{stem}.{digest}{dot}{ending.lower()}"
        self.files[path] = file
        return path

    def find_published(self) -> Published:
        """What finds the path in output/ of a file that pages link to, or of a portrait that they show."""
        paths = {file.path: path for path, file in self.files.items()}

        def published(src: str, owner: object = None, photo: Photo | None = None) -> str | None:
            file = self.find(src, owner)
            if file is None or photo is None:
                return paths.get(file.path) if file else None
            return self.pictures.shown(file, "portrait", photo.focus or "")

        return published

    def missing(self, src: str, place: Location, code: str = "link-missing-file") -> None:
        """Report a file that is not there, with the nearest name."""
        near = suggest(src, self.media)
        self.problems.error(code, place, name=src, suggestion=near)


@dataclass
class View:
    """Content as seen from one language and depth."""

    content: Content
    site: Site
    standpoint: Standpoint
    words: Words

    @cached_property
    def leading(self) -> Leading:
        """Links to pages."""
        return Leading(self.site, self.standpoint, self.words)

    def functions(self) -> dict[str, Callable[..., object]]:
        """What templates may call."""
        return {
            "markdown": self.markdown,
            "markdown_parts": self.markdown_parts,
            "media": self.media,
            "file_size": self.file_size,
            "picture": self.picture,
            "large_picture": self.large_picture,
            "gallery": self.gallery,
            "draw_bars": self.draw_bars,
            "draw_lines": self.draw_lines,
            "tel": lambda value: tel(value, self.site.event.timezone),
            "domain": lambda url: urlsplit(url).netloc.removeprefix("www."),
            "page_url": self.page_url,
            "page_link": self.page_link,
            **self.leading.functions(),
        }

    # ------------------------------------------------------------ Markdown
    def markdown(self, text: Text | None, shift: int = 0, prefix: str = "") -> Markup:
        """A Markdown text as HTML, marked when it is in another language than the page.

        `prefix` begins the ids in it, where a page shows several texts.
        """
        return self._marked(self._html(text, shift, prefix), text) if text else Markup("")

    def markdown_parts(self, text: Text | None, charts: Sequence[Chart]) -> list[Part]:
        """A Markdown text in pieces, each with `html` or, where one stands, a `chart`."""
        html = self._html(text, charts=charts) if text else Markup("")
        place = (text.where if text else None) or Location("")
        parts = parts_of(html, charts, place, self.content.problems)
        return [
            Part(self._marked(part.html, text), part.chart) if text and part.html else part for part in parts
        ]

    def _html(self, text: Text, shift: int = 0, prefix: str = "", charts: Sequence[Chart] = ()) -> Markup:
        fragment = self._fragment(text, shift, prefix)
        self._report(fragment, text)
        html = put_addresses(
            fragment,
            lambda reference: self._link(reference, text, fragment),
            lambda reference, alt, title: self._image(reference, alt, title, text, charts),
        )
        if not text.lang.is_han:
            han = next((language.tag for language in self.site.languages if language.is_han), "zh")
            html = Markup(mark_han(html, han))  # noqa: S704 - HTML already
        return html

    @staticmethod
    def _marked(html: Markup, text: Text) -> Markup:
        if text.is_foreign:
            return Markup('<div lang="{}">{}</div>').format(text.lang.tag, html)
        return html

    def _fragment(self, text: Text, shift: int, prefix: str = "") -> Fragment:
        words = {name: str(getattr(self.words, name)) for name in MARKDOWN_WORDS}
        source = text.in_(self.site.source_language.code)
        shared: tuple[Heading, ...] = ()
        if source and source.lang is not text.lang and may_have_headings(text.plain):
            shared = self._fragment(source, shift, prefix).headings

        def make() -> tuple[object, ...]:
            fragment = convert(
                text.plain,
                is_han=text.lang.is_han,
                language=text.lang.code,
                words=words,
                heading_shift=shift,
                known_ids=LAYOUT_IDS,
                prefix=prefix,
                shared=shared,
            )
            return fragment.to_tuple()

        theirs = "\0".join(f"{one.level} {one.id}" for one in shared)
        key = "\0".join((text.lang.tag, str(shift), prefix, self.site.language.code, text.plain, theirs))
        return Fragment.from_tuple(self.content.fragments.remember(key, make))

    def _report(self, fragment: Fragment, text: Text) -> None:
        for finding in fragment.findings:
            place = _inside(text.where, finding.line, finding.column)
            report = (
                self.content.problems.error
                if finding.severity == Severity.error.name
                else self.content.problems.warning
            )
            report(finding.code, place, **dict(finding.values))

    def _link(self, reference: Reference, text: Text, fragment: Fragment) -> Link | None:
        target = reference.target
        place = text.where or Location("")
        here = _inside(place, reference.line, reference.column)
        if re.match(r"(?:https?:|mailto:|tel:)", target):
            return Link(target)
        if target.startswith("#"):
            name = unquote(target[1:])
            if name not in fragment.ids:
                self.content.problems.error(
                    "link-missing-anchor", here, anchor=name, suggestion=suggest(name, fragment.ids)
                )
                return None  # or the finished page would have a dead link as well
            return Link(target)
        path, _, anchor = target.partition("#")
        match = _RECORD_LINK.fullmatch(target)
        key = self._record_key(match[1], match[2]) if match else self._prose_key(path, place)
        if key is not None:
            return self._page_link(key, match[3] if match else anchor, target, here, text.lang)
        file = self.content.find(path, place)
        if file is None:
            self.content.problems.error("link-missing-page", here, target=target, suggestion=self._near(path))
            return None
        return Link(self.standpoint.to_file(quote(self.content.publish(file))))

    def _page_link(
        self, key: str, anchor: str | None, target: str, here: Location, lang: Language
    ) -> Link | None:
        if not self.standpoint.reaches(key):
            self.content.problems.error(
                "link-missing-page", here, target=target, suggestion=self._near(key.partition(":")[2])
            )
            return None
        href = self.standpoint.url(key, quote(anchor or ""))
        language = self.leading.language_of(key)
        if language is None:
            return Link(href)
        note = "" if language is lang else self.leading.note(language)  # none for a text's own language
        return Link(href, hreflang=language.tag, note=note)

    def _record_key(self, kind: str, name: str) -> str:
        """The key of a record; `page:` names a prose page as well."""
        if kind == "page" and not self.standpoint.reaches(f"page:{name}"):
            return f"prose:{name}"
        return f"{kind}:{name}"

    def _prose_key(self, path: str, place: Location) -> str | None:
        """The key of a page named by its source file, with or without a language."""
        if not path.endswith(".md"):
            return None
        folder = posixpath.dirname(place.path.removeprefix(self.content.shown_root))
        name = posixpath.normpath(posixpath.join(folder, unquote(path))).removesuffix(".md")
        for language in self.site.languages:
            name = name.removesuffix(f".{language.code}")
        kind, _, rest = name.partition("/")
        keys = {
            "pages": "prose",
            "news": "article",
            "people": "person",
            "programme": "session",
            "series": "series",
        }
        rest = rest.removesuffix("/index") if kind == "pages" else rest
        return f"{keys[kind]}:{rest}" if kind in keys else f"prose:{name}"

    def _near(self, path: str) -> str | None:
        table = self.standpoint.addresses.table[self.site.language.code]
        name = path.removesuffix(".md").rsplit("/", 1)[-1]
        return suggest(name, [key.partition(":")[2] for key in table])

    def _image(
        self, reference: Reference, alt: str, title: str, text: Text, charts: Sequence[Chart]
    ) -> Markup:
        place = text.where or Location("")
        here = _inside(place, reference.line, reference.column)
        if reference.target.startswith(SCHEME):
            return hold_place(reference, text.plain, charts, here, self.content.problems)
        if re.match(r"https?:", reference.target):
            self.content.problems.error("other-host", here, url=reference.target)
            return Markup("")
        file = self.content.find(reference.target, place)
        if file is None:
            self.content.missing(reference.target, here, "link-missing-image")
            return Markup("")
        return self.content.pictures.html(file, "wide", self.standpoint.root, alt=alt, lazy=True)

    # ------------------------------------------------------------ files and pictures
    def picture(
        self,
        src: str | None,
        kind: str,
        alt: str | None = "",
        lazy: bool = True,
        owner: object = None,
        class_: str = "",
        focus: str | None = None,
    ) -> Markup:
        """A picture of content/ as `<img>` with width and height; nothing where there is none."""
        if not src:
            return Markup("")
        file = self.content.find(src, owner)
        if file is None:
            self.content.missing(src, where_of(src), "link-missing-image")
            return Markup("")
        text = alt.plain if isinstance(alt, Text) else alt or ""
        lang = alt.lang.tag if isinstance(alt, Text) and alt.is_foreign else ""
        return self.content.pictures.html(
            file, kind, self.standpoint.root, alt=text, lazy=lazy, class_=class_, lang=lang, focus=focus or ""
        )

    def media(self, src: str, owner: object = None) -> str:
        """The relative address of a file of content/; an address on the web as it is."""
        if re.match(r"(?:https?:|mailto:|tel:)", src):
            return str(src)
        file = self.content.find(src, owner)
        if file is None:
            self.content.missing(src, where_of(src))
            return "#"
        return self.standpoint.to_file(quote(self.content.publish(file)))

    def file_size(self, src: str, owner: object = None) -> str:
        """The size of a file of content/ for readers, empty for other addresses."""
        file = self.content.find(src, owner)
        if file is None:
            return ""
        return f"{file.size / 1e6:.1f} MB" if file.size >= 1e6 else f"{max(file.size // 1000, 1)} kB"

    def large_picture(self, src: str, owner: object = None) -> str:
        """The relative address of a picture of content/ as large as screens show it, without metadata."""
        file = self.content.find(src, owner)
        return (file and self.content.pictures.address(file, "large", self.standpoint.root)) or "#"

    def gallery(self, gallery: Gallery, owner: object = None, number: int = 1) -> Sheet:
        """The pictures of a page of a gallery (`rows`): those listed, or a folder; of how many pages."""
        return self.content.pictures.gallery(gallery, self.content, self.site, owner, number)

    def draw_bars(self, chart: Chart) -> Bars:
        """Where the bars of a chart stand."""
        from sitegen.render.charts import draw_bars

        return draw_bars(chart, self.words)

    def draw_lines(self, chart: Chart) -> Lines:
        """Where the axes, points and labels of a chart stand."""
        from sitegen.render.charts import draw_lines

        return draw_lines(chart, self.words)

    # ------------------------------------------------------------ pages
    def page_url(self, name: str | None) -> str | None:
        """The address of a page as named in YAML (`registration`, `education/cme`), or on the web."""
        if not name:
            return None
        if re.match(r"https?:", name):
            return str(name)
        key = self._page_key(name)
        return self.standpoint.url(key) if key else None

    def page_link(self, name: str, label: object) -> Markup:
        """A link to a page as named in YAML, or on the web; it says where that is in another language."""
        key = None if re.match(r"https?:", name) else self._page_key(name)
        href, lead = (self.standpoint.url(key), self.leading) if key else (name, None)
        link = Markup('<a href="{}"{}>{}</a>').format(href, lead.hreflang(key) if lead and key else "", label)
        return link + (lead.in_language(key) if lead else "")

    def _page_key(self, name: str) -> str | None:
        keys = (f"page:{name}", f"prose:{name}", f"article:{name}", name)
        for there in (self.standpoint.has, self.standpoint.reaches):
            if key := next((key for key in keys if there(key)), None):
                return key
        self.content.problems.error(
            "link-missing-page", where_of(name), target=str(name), suggestion=self._near(name)
        )
        return None


def _inside(place: Location | None, line: int, column: int) -> Location:
    """A line of a text as a line of its file."""
    if place is None or not place.path:
        return Location("")
    return Location(place.path, place.line + max(line - 1, 0), column)


COUNTRY_CODES = {
    "Asia/Shanghai": "86",
    "Asia/Urumqi": "86",
    "Asia/Hong_Kong": "852",
    "Asia/Macau": "853",
    "Asia/Taipei": "886",
}
"""Country codes (ITU-T E.164) by the zone of the congress, for numbers given as dialled at home."""


def tel(value: str, zone: str = "") -> str:
    """A `tel:` address (RFC 3966): a number as dialled at home gets the code of the congress's country."""
    return f"tel:{escape(dialled(value, zone))}"


def dialled(value: str, zone: str = "") -> str:
    """The first number of a text as dialled from anywhere (`+861055500100`), where that can be known.

    A Chinese number without its area code, or of five digits (95xxx, 12345), is dialled as it stands.
    """
    number = _SEVERAL.split(unicodedata.normalize("NFKC", value).strip(), maxsplit=1)[0].replace("(0)", "")
    digits = re.sub(r"[^\d+]", "", number)
    code = COUNTRY_CODES.get(zone)
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    is_whole = _WHOLE_IN_CHINA.fullmatch(digits) if code == "86" else len(digits) >= 8
    if code and is_whole and not digits.startswith("+"):
        return f"+{code}{digits.removeprefix('0')}"
    return digits


_SEVERAL = re.compile(r"[/、,;，；]|转|分机|ext", re.IGNORECASE)
_WHOLE_IN_CHINA = re.compile(r"0\d{9,11}|1[3-9]\d{9}|[48]00\d{7}")
"""Area code and number, mobile telephone, service number."""
