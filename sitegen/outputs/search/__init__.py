"""The search index of each language: scripts in `LANG/search/` that register themselves (see `search.js`).

`head.js` says how much there is; `pages.js`, of the source language and for all, where the pages are; shards
(`shards`) hold which pages have a gram; `texts-N.js` what results show of four pages each. A page has the
same number in all languages, by address. After an edit of a text only the shards of its grams are written.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from sitegen.memo import Blobs
from sitegen.outputs.search.folding import WIDE, fold, grams, has_variants, variant_pairs
from sitegen.outputs.search.shards import (
    DIGITS,
    Entry,
    Sizes,
    amend,
    build,
    differences,
    shard_of,
    sizes_for,
    split,
)
from sitegen.outputs.search.texts import Found, found_of, is_found, rank_of
from sitegen.plan import Export, Page, Plan
from sitegen.render.urls import Addresses
from sitegen.render.words import Words

PAGE = "page:search"
_VARIANTS = 16
"""Files of traditional characters; a query that nothing is found for loads those of its characters."""
PER_FILE = 4
"""Pages whose texts stand in one file: a result needs one of them, and there should not be too many files."""


class File(Protocol):
    """A file of the site: new data, or as it stands."""

    @property
    def path(self) -> str: ...
    @property
    def data(self) -> bytes | None: ...
    @property
    def digest(self) -> str | None: ...


F = TypeVar("F", bound=File)
F_co = TypeVar("F_co", bound=File, covariant=True)


class Keeper(Protocol[F_co]):
    """Brings an export as it stands in an output folder, or makes it."""

    @property
    def blobs(self) -> Blobs: ...
    @property
    def standing(self) -> Mapping[str, str]: ...
    @property
    def output(self) -> str: ...
    def bring(self, export: Export) -> F_co: ...


def plan_search(
    plan: Plan, addresses: Addresses, words: Mapping[str, Words], kept: Keeper[F]
) -> list[Callable[[], list[F]]]:
    """What makes the files of each index, and of what all share; they may be called in any order."""
    pages = {
        code: {page.path: page for page in plan.pages if page.language.code == code and is_found(page)}
        for code in words
    }
    paths = _in_order(pages)
    source = plan.project.source.language.code
    tasks: list[Callable[[], list[F]]] = [
        _Index(code, paths, found, words[code], addresses, kept).files
        for code, found in pages.items()
        if PAGE in addresses.table[code]
    ]
    if PAGE in addresses.table[source]:
        folder = addresses.table[source][PAGE]
        table = {"paths": paths, "ranks": _ranks(paths, pages)}
        tasks.append(lambda: [kept.bring(export) for export in _shared(folder, table)])
    return tasks


def _shared(folder: str, table: object) -> Iterator[Export]:
    yield Export(f"{folder}/pages.js", partial(_script, "pages", table))
    for number, pairs in enumerate(variant_pairs(_VARIANTS)):
        name = f"variants-{number}"
        yield Export(f"{folder}/{name}.js", partial(_script, name, pairs))


def _in_order(pages: Mapping[str, Mapping[str, Page]]) -> list[str]:
    """The addresses in the order of their numbers: articles last, by date: a new one moves no other."""
    dated = {
        path: article.date.isoformat() if (article := getattr(page, "article", None)) else ""
        for found in pages.values()
        for path, page in found.items()
    }
    return sorted(dated, key=lambda path: (dated[path], path))


def is_of_search(path: str) -> bool:
    """Whether a file in output/ belongs to an index."""
    return path.endswith(".js") and path.split("/")[1:-1] == ["search"]


def _ranks(paths: Sequence[str], pages: Mapping[str, Mapping[str, Page]]) -> str:
    one = {path: page for found in pages.values() for path, page in found.items()}
    return "".join(DIGITS[rank_of(one[path])] for path in paths)


def _script(name: str, value: object) -> bytes:
    return _wrap(name, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _wrap(name: str, data: bytes) -> bytes:
    # both end a line in scripts before ECMAScript 2019
    data = data.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")
    return b'sitegenSearch.put("' + name.encode() + b'",' + data + b");\n"


def _unwrap(script: bytes) -> bytes:
    return script[script.index(b",") + 1 : -3]


@dataclass
class _State:
    """What is known of the shards of a language without reading them."""

    wide: int = 0
    """Pairs of page and gram, of wide characters."""
    words: int = 0
    variants: int = 0
    """Pages with traditional characters."""
    digests: dict[str, str] = field(default_factory=dict)
    """Name of a shard → digest of its file."""

    def count(self, entry: Entry, found: Found, sign: int = 1) -> None:
        """Add a page, or with -1 take it away."""
        wide = sum(map(WIDE.__le__, entry.title)) + sum(map(WIDE.__le__, entry.text))
        self.wide += sign * wide
        self.words += sign * (len(entry.title) + len(entry.text) - wide)
        self.variants += sign * has_variants(f"{found.title}{found.text}")

    @property
    def sizes(self) -> Sizes:
        return sizes_for(self.wide, self.words)


@dataclass
class _Index(Generic[F]):
    """The index of one language."""

    code: str
    paths: Sequence[str]
    pages: Mapping[str, Page]
    words: Words
    addresses: Addresses
    kept: Keeper[F]

    @cached_property
    def folder(self) -> str:
        return self.addresses.table[self.code][PAGE]

    def files(self) -> list[F]:
        """Texts, shards and the head, which names the version of all of them."""
        texts = [self._texts(number) for number in range(-(-len(self.paths) // PER_FILE))]
        state, shards = self._shards(texts)
        files = [*texts, *shards]
        version = blake2b("".join(map(_digest, files)).encode(), digest_size=6).hexdigest()
        head = {
            "version": version,
            "per": PER_FILE,
            "index": self.addresses.index,
            "sizes": state.sizes,
            "variants": state.variants > 0,
            "lengths": "".join(self._length(path) for path in self.paths),
        }
        return [*files, self._bring("head", _script(f"{self.code}/head", head))]

    def _length(self, path: str) -> str:
        """How long a title is, up to 63, 0 where there is no page: the shorter, the more of it is a hit."""
        page = self.pages.get(path)
        return DIGITS[min(len(page.title), 63)] if page else "0"

    def _bring(self, name: str, data: bytes) -> F:
        digest = blake2b(data, digest_size=16).hexdigest()
        return self.kept.bring(Export(f"{self.folder}/{name}.js", lambda: data, digest))

    # -------------------------------------------------------- texts
    def _texts(self, number: int) -> F:
        start = number * PER_FILE
        here = [self.pages.get(path) for path in self.paths[start : start + PER_FILE]]

        def make() -> bytes:
            rows = [found_of(page, self.words) if page else None for page in here]
            return _script(f"{self.code}/texts-{number}", rows)

        texts = "\0".join(page.own_text if page else "" for page in here)
        return self.kept.bring(Export(f"{self.folder}/texts-{number}.js", make, texts))

    def _entries(self, number: int, script: bytes) -> Iterator[tuple[Entry, Found]]:
        for place, row in enumerate(json.loads(_unwrap(script)), number * PER_FILE):
            if row:
                found = Found(*row)
                title = grams(fold(f"{found.title}\n{found.names}"))
                yield Entry(place, title, grams(fold(found.text)) - title), found

    def _standing(self, path: str) -> bytes:
        return (Path(self.kept.output) / path).read_bytes()

    # -------------------------------------------------------- shards
    def _shards(self, texts: Sequence[F]) -> tuple[_State, list[F]]:
        """The shards as they stand, those of changed texts amended; all are built where that cannot be."""
        key = f"search {self.code}"
        kept = self.kept.blobs.get(key)
        made = (kept and self._amended(_State(*kept), texts)) or self._built(texts)
        state, data = made
        files = []
        for name, digest in state.digests.items():
            path = self._path(name)
            make = partial(self._standing, path) if name not in data else partial(bytes, data[name])
            files.append(self.kept.bring(Export(path, make, digest)))
        self.kept.blobs.put(key, (state.wide, state.words, state.variants, state.digests))
        return state, files

    def _path(self, name: str) -> str:
        return f"{self.folder}/{name}.js"

    def _built(self, texts: Sequence[F]) -> tuple[_State, dict[str, bytes]]:
        state = _State()
        entries = []
        for number, file in enumerate(texts):
            for entry, found in self._entries(number, file.data or self._standing(file.path)):
                state.count(entry, found)
                entries.append(entry)
        data = {name: self._wrapped(name, shard) for name, shard in build(entries, state.sizes).items()}
        state.digests = {name: blake2b(each, digest_size=16).hexdigest() for name, each in data.items()}
        return state, data

    def _wrapped(self, name: str, shard: bytes) -> bytes:
        return _wrap(f"{self.code}/{name}", shard)

    def _amended(self, state: _State, texts: Sequence[F]) -> tuple[_State, dict[str, bytes]] | None:
        """None where shards or texts do not stand as they were, or where there must be more or fewer."""
        standing = self.kept.standing
        changed = [(number, file) for number, file in enumerate(texts) if file.data is not None]
        whole = all(standing.get(self._path(name)) == digest for name, digest in state.digests.items())
        if not whole or any(file.path not in standing for _, file in changed):
            return None
        sizes = state.sizes
        drop: list[Entry] = []
        add: list[Entry] = []
        for number, file in changed:
            before: dict[int, Entry] = {}
            after: dict[int, Entry] = {}
            for entries, data, sign in ((before, self._standing(file.path), -1), (after, file.data, 1)):
                for entry, found in self._entries(number, data or b""):
                    state.count(entry, found, sign)
                    entries[entry.number] = entry
            drop += differences(before, after)
            add += differences(after, before)
        if state.sizes != sizes:
            return None
        owned: dict[str, set[str]] = defaultdict(set)
        for gram in set().union(*(entry.title | entry.text for entry in (*drop, *add))):
            owned[shard_of(split(gram)[0], sizes)].add(gram)
        amended: dict[str, bytes] = {}
        for name, grams_here in owned.items():
            shard = amend(_unwrap(self._standing(self._path(name))), drop, add, grams_here)
            amended[name] = self._wrapped(name, shard)
            state.digests[name] = blake2b(amended[name], digest_size=16).hexdigest()
        return state, amended


def _digest(file: File) -> str:
    return file.digest or blake2b(file.data or b"", digest_size=16).hexdigest()
