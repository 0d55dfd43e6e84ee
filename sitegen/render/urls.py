"""Addresses as links: relative, by key, from the frozen table the plan made."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sitegen.model.people import Photo
from sitegen.text import Language, Text


class Published(Protocol):
    """Finds the path in output/ of a file of content/, None where no page shows it or links to it."""

    def __call__(self, src: str, owner: object, photo: Photo | None = None) -> str | None:
        """`src` is relative to the file of `owner`, or to content/; `photo` if it is a portrait."""


class Keyed(Protocol):
    """A record that has a page of its own."""

    @property
    def key(self) -> str: ...


class UnknownAddress(LookupError):
    """A link to a page that is not made; the argument is its key."""


@dataclass(frozen=True)
class Addresses:
    """Where every page is, and how links name it."""

    table: Mapping[str, Mapping[str, str]]
    """Language code → key → folder from the root, `zh/programme/opening`."""
    languages_of: Mapping[str, tuple[str, ...]]
    """Key → codes of the languages the page is truly written in."""
    base_url: str | None = None
    """Absolute address of the root with a slash at its end, None where it is not known yet."""
    links: str = "files"
    is_offline: bool = False
    """Whether the site is to be opened from a disk: no manifest, no service worker."""
    published: Published = lambda src, owner, photo=None: None
    """Where files of content/ are in output/; known once the pages are rendered."""
    titles: Mapping[str, Text | str] = field(default_factory=dict)
    """Folder → title of each page that is no fallback."""
    memory: dict[Hashable, str] = field(default_factory=dict, compare=False, repr=False)
    """What one export has worked out and the next asks for again."""

    @property
    def index(self) -> str:
        """What a link to a folder ends in."""
        return "index.html" if self.links == "files" else ""

    def absolute(self, folder: str) -> str | None:
        """The address on the web, as canonical, hreflang and sitemap name it."""
        end = "" if folder.endswith(".html") else f"/{self.index}"
        return None if self.base_url is None else f"{self.base_url}{folder}{end}"


@dataclass(frozen=True)
class Standpoint:
    """The place links are seen from: a language and how many folders deep the page lies."""

    addresses: Addresses
    language: Language
    depth: int
    root_absolute: str | None = None
    """Prefix of root-absolute links, for the one page that is served at any depth."""
    _known: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def root(self) -> str:
        """Prefix that leads to the root of output/."""
        return self.root_absolute if self.root_absolute is not None else "../" * self.depth

    def has(self, target: Keyed | str) -> bool:
        """Whether there is such a page in this language."""
        return key_of(target) in self.addresses.table[self.language.code]

    def reaches(self, target: Keyed | str) -> bool:
        """Whether there is such a page in any language."""
        return self._folder(key_of(target)) is not None

    def _folder(self, key: str) -> str | None:
        """Where a page is: in this language, else in the first one it is written in."""
        own = self.addresses.table[self.language.code].get(key)
        there = self.addresses.languages_of.get(key)
        return own if own is not None or not there else self.addresses.table[there[0]][key]

    def url(self, target: Keyed | str, fragment: str = "") -> str:
        """The relative address of a page, in another language if need be; raises `UnknownAddress`."""
        key = target if isinstance(target, str) else target.key
        address = self._known.get(key)
        if address is None:
            folder = self._folder(key)
            if folder is None:
                raise UnknownAddress(key)
            address = self._known[key] = self.to_folder(folder)
        return f"{address}#{fragment}" if fragment else address

    def to_folder(self, folder: str) -> str:
        """The relative address of a page in any language."""
        inside = folder[len(self.language.code) + 1 :]
        same_language = folder.partition("/")[0] == self.language.code
        if same_language and self.depth and self.root_absolute is None:
            prefix, rest = "../" * (self.depth - 1), inside
        else:
            prefix, rest = self.root, folder
        if folder.endswith(".html"):
            return f"{prefix}{rest}"
        return f"{prefix}{rest}{'/' if rest else ''}{self.addresses.index}" or "./"

    def calendar(self, target: Keyed | str) -> str:
        """The relative address of the calendar (.ics) of what has a page; of all: `page:programme`."""
        return self.to_file(f"{self.addresses.table[self.language.code][key_of(target)]}.ics")

    def twin(self, key: str, language: Language) -> str | None:
        """The relative address of a page in another language, None where it is not there."""
        folder = self.addresses.table[language.code].get(key)
        return None if folder is None else self.to_folder(folder)

    def to_file(self, path: str) -> str:
        """The relative address of a file of output/."""
        return self.root + path


def key_of(target: Keyed | str) -> str:
    """The key of a record, or a key given as it is."""
    return target if isinstance(target, str) else target.key
