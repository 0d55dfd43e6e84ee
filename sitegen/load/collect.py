"""Content as found: YAML of each kind from one file or a folder, Markdown files as language pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sitegen.load.decode import with_key
from sitegen.model.fields import nearest_language
from sitegen.model.translations import BEGUN
from sitegen.problems import Location, Problems, suggest
from sitegen.source import Document, SourceFile, YamlList, YamlMap, read_document, read_yaml

KINDS = (
    "site", "contact", "organisations", "venues", "people", "committees", "programme", "series", "dates",
    "glossary", "redirects", "history", "editions",
)  # fmt: skip
LIST_KINDS = ("committees", "dates", "glossary", "editions")
PROSE_FOLDERS = ("news", "pages", "people", "programme", "series")
_PROSE_NAME = re.compile(r"(?P<name>.+?)(?:\.(?P<language>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*))?\.md")


@dataclass(frozen=True)
class Prose:
    """The Markdown files of one page, by language code."""

    folder: str
    name: str
    documents: Mapping[str, Document]
    files: Mapping[str, str]
    begun: Mapping[str, Document] = field(default_factory=dict)
    """Translations that are not accepted yet, which are not among the others: they count as missing."""


@dataclass
class Collected:
    """Raw content by kind, not yet decoded."""

    maps: dict[str, YamlMap] = field(default_factory=dict)
    """Kinds that are a map; several files are one map."""
    lists: dict[str, list[Any]] = field(default_factory=dict)
    """Kinds that are a list; several files are one list."""
    prose: dict[str, dict[str, Prose]] = field(default_factory=dict)
    """Folder → name → files."""
    media: dict[str, SourceFile] = field(default_factory=dict)
    """Every other file by its path in content/."""


def collect(files: Sequence[SourceFile], problems: Problems) -> Collected:
    """Read every YAML file; sort out which Markdown files belong together."""
    found = Collected()
    for file in files:
        if file.path.endswith((".yaml", ".yml")):
            _add_yaml(file, found, problems)
        elif not file.path.endswith(".md"):
            found.media[file.path] = file
    return found


def _add_yaml(file: SourceFile, found: Collected, problems: Problems) -> None:
    top, _, rest = file.path.partition("/")
    kind = top if rest else top.rsplit(".", 1)[0]
    if kind not in KINDS:
        if not rest:
            problems.warning(
                "unknown-file", Location(file.shown), name=file.path, suggestion=_file_name(kind)
            )
        else:
            found.media[file.path] = file
        return
    raw = read_yaml(file, problems)
    if raw is None:
        return
    if kind in LIST_KINDS:
        if isinstance(raw, YamlList):
            found.lists.setdefault(kind, []).extend(raw)
        else:
            problems.error("not-a-list", raw.where, field=kind)
    elif (kind == "contact" and isinstance(raw, YamlList)) or not isinstance(raw, YamlMap):
        problems.error("not-a-map", raw.where, field=kind)
    elif kind in found.maps:
        found.maps[kind] = _merge(found.maps[kind], raw, problems)
    else:
        found.maps[kind] = raw


def _file_name(kind: str) -> str | None:
    near = suggest(kind, KINDS)
    return f"{near}.yaml" if near else None


def _merge(one: YamlMap, other: YamlMap, problems: Problems) -> YamlMap:
    """Two files of one kind: lists and nested maps are joined, an id twice is an error."""
    merged = one
    for key, value in other.items():
        place = other.key_where[key]
        known = merged.get(key)
        if known is None:
            merged = with_key(merged, key, value, place)
        elif isinstance(known, YamlList) and isinstance(value, YamlList):
            joined = YamlList(known.where)
            joined += [*known, *value]
            merged = with_key(merged, key, joined, merged.key_where[key])
        elif key in ("tracks", "rooms") and isinstance(known, YamlMap) and isinstance(value, YamlMap):
            merged = with_key(merged, key, _merge(known, value, problems), merged.key_where[key])
        else:
            problems.error("duplicate-record", place, id=key, other=str(merged.key_where[key]))
    return merged


def collect_prose(
    files: Sequence[SourceFile], found: Collected, languages: Sequence[str], problems: Problems
) -> None:
    """Pair the Markdown files of each page: `name.zh.md` beside `name.en.md`."""
    groups: dict[tuple[str, str], dict[str, Document]] = {}
    names: dict[tuple[str, str], dict[str, str]] = {}
    for file, folder, name, language in _prose_files(files, languages, problems):
        document = read_document(file, problems)
        names.setdefault((folder, name), {})[language] = file.shown
        if document is not None:
            groups.setdefault((folder, name), {})[language] = document
    for (folder, name), documents in groups.items():
        begun = {code: document for code, document in documents.items() if _is_begun(document)}
        if len(begun) == len(documents):
            begun = {}
        for code in begun:
            del documents[code], names[folder, name][code]
        found.prose.setdefault(folder, {})[name] = Prose(folder, name, documents, names[folder, name], begun)


def charts_with_tables(found: Collected) -> list[tuple[YamlList, YamlMap]]:
    """Every chart of a page that names a table, with the list it stands in."""
    fronts = (
        document.front
        for prose in found.prose.get("pages", {}).values()
        for document in prose.documents.values()
    )
    lists = (front.get("charts") for front in fronts)
    return [
        (charts, chart)
        for charts in lists
        if isinstance(charts, YamlList)
        for chart in charts
        if isinstance(chart, YamlMap) and chart.get("table") is not None
    ]


def _is_begun(document: Document) -> bool:
    value = document.front.get("translated_from")
    return isinstance(value, str) and value.strip().lower() == BEGUN


def _prose_files(
    files: Sequence[SourceFile], languages: Sequence[str], problems: Problems
) -> Iterator[tuple[SourceFile, str, str, str]]:
    for file in files:
        folder, _, rest = file.path.partition("/")
        match = _PROSE_NAME.fullmatch(rest) if file.path.endswith(".md") else None
        if not file.path.endswith(".md") or folder.lower() == "media":
            continue
        if folder not in PROSE_FOLDERS or match is None:
            problems.warning("stray-markdown", Location(file.shown), folders=", ".join(PROSE_FOLDERS))
            continue
        name, language = match["name"], match["language"]
        if language is None and len(languages) == 1:
            language = languages[0]
        if language in languages:
            yield file, folder, name, language
        elif language is None:
            problems.error("no-language-suffix", Location(file.shown), name=f"{name}.{languages[0]}.md")
        else:
            near = nearest_language(language, languages)
            problems.error(
                "unknown-language-suffix",
                Location(file.shown),
                language=language,
                suggestion=near and f"{name}.{near}.md",
            )
