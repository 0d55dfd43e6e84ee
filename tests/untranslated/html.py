"""Reads a page as its readers meet it: every text with its language, every link with what is said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "rect",
        "path",
        "circle",
        "line",
        "use",
    ]
)
SPOKEN = ("alt", "title", "aria-label", "placeholder")
"""Attributes that are read to somebody."""
SILENT = ("script", "style", "template")


@dataclass
class Anchor:
    """A link of the body: where it leads, what it says, and what follows at once in brackets."""

    target: str
    hreflang: str
    lang: str
    place: tuple[str, ...]
    """Classes and names of the elements around it."""
    said: str = ""
    mark: str = ""


@dataclass
class Html(HTMLParser):
    """A page of output/; addresses of links are paths in output/."""

    file: str
    lang: str = ""
    texts: list[tuple[str, str]] = field(default_factory=list)
    """Every text, with the language it is marked with."""
    anchors: list[Anchor] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    """hreflang → absolute address."""
    canonical: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    notes: list[tuple[str, str, list[str]]] = field(default_factory=list)
    """Role `note`: text, language, targets of its links."""
    before_heading: bool = False
    """Whether the first note stands before the first heading of the page."""

    def __post_init__(self) -> None:
        super().__init__()
        self._stack: list[tuple[str, str, dict[str, str]]] = []
        self._headings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        lang = own.get("lang") or (self._stack[-1][1] if self._stack else "")
        if tag == "html":
            self.lang = lang
        self._headings += tag == "h1"
        self.ids += [own["id"]] if "id" in own else []
        self.texts += [(own[name], lang) for name in SPOKEN if own.get(name)]
        if tag == "meta":
            self.metas[own.get("property") or own.get("name", "")] = own.get("content", "")
        elif tag == "link" and "hreflang" in own:
            self.alternates[own["hreflang"]] = own["href"]
        elif tag == "link" and own.get("rel") == "canonical":
            self.canonical = own["href"]
        elif tag == "script" and "src" in own:
            self.scripts.append(own["src"])
        elif tag == "a" and "href" in own:
            place = tuple(f"{name} {more.get('class', '')}".strip() for name, _, more in self._stack)
            self.anchors.append(Anchor(self.leads_to(own["href"]), own.get("hreflang", ""), lang, place))
            if self.notes and any(more.get("role") == "note" for _, _, more in self._stack):
                self.notes[-1][2].append(self.anchors[-1].target)
        if own.get("role") == "note":
            self.notes.append(("", lang, []))
            self.before_heading = self.before_heading or not self._headings
        if tag not in VOID:
            self._stack.append((tag, lang, own))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            while self._stack and self._stack.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        names = [name for name, _, _ in self._stack]
        if not data.strip() or not names or names[-1] in SILENT:
            return
        lang = self._stack[-1][1]
        self.texts.append((data, lang))
        if "a" in names:
            self.anchors[-1].said += data
        if any("in-language" in own.get("class", "") for _, _, own in self._stack):
            self.anchors[-1].mark = data
        if any(own.get("role") == "note" for _, _, own in self._stack):
            text, of, links = self.notes[-1]
            self.notes[-1] = (f"{text} {data.strip()}".strip(), of, links)

    def leads_to(self, href: str) -> str:
        """The path in output/ of a link, without its fragment; other addresses as they are."""
        path = href.partition("#")[0].partition("?")[0]
        if not path:
            return self.file
        return href if ":" in path.partition("/")[0] else normpath(join(dirname(self.file), path))


def read_html(output: Path, file: str) -> Html:
    """A page of output/."""
    page = Html(file)
    page.feed((output / file).read_text("utf-8"))
    page.close()
    return page
