"""A project: the folder content/, loaded, as one `Site` per language."""

from __future__ import annotations

import datetime
import hashlib
import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.load.collect import Collected, charts_with_tables, collect, collect_prose
from sitegen.load.decode import decode
from sitegen.load.glossary import check_glossary
from sitegen.load.history import LEDGER, attach_history, read_ledger, tell_unreadable, warn_of_unreleased
from sitegen.load.known import known_names
from sitegen.load.programme import Outline
from sitegen.load.records import load_site, write_out
from sitegen.load.translations import find_translations
from sitegen.model.fields import Decoding, nearest_language, where_of
from sitegen.model.settings import Settings, UntranslatedPages
from sitegen.model.site import Site
from sitegen.model.translations import Translation
from sitegen.problems import Location, Problems, Stopped, suggest
from sitegen.source import SourceFile, YamlList, YamlMap, discover
from sitegen.text import Language

if TYPE_CHECKING:
    from sitegen.load.tables import Used


@dataclass
class Project:
    """Everything authors wrote, decoded."""

    root: Path
    """The folder content/."""
    today: datetime.date
    sites: Mapping[str, Site]
    """Language code → the congress in that language, in the order of the switch."""
    media: Mapping[str, SourceFile]
    """Every file of content/ that is neither YAML nor Markdown, by path."""
    source_code: str = ""
    shown_root: str = "content/"
    outline: str = ""
    """A digest of everything but the texts of Markdown files: data, front matter, names of files, media."""
    redirect_places: Mapping[str, Location] = field(default_factory=dict)
    written: Outline | None = None
    """The raw programme, which knows the place of everything in it."""
    found: Collected = field(default_factory=Collected)
    """What authors wrote, not decoded: it tells which field of which record stands at a place."""

    def place(self, id_: str, *names: str) -> Location:
        """The place of the first of these fields that an item of the programme has, of its id otherwise."""
        return self.written.place(id_, *names) if self.written else Location(self.shown_root)

    def has(self, id_: str, name: str) -> bool:
        """Whether an item of the programme was given a field, by its author or by its block."""
        raw = self.written.items.get(id_) if self.written else None
        return raw is not None and raw.get(name) is not None

    @property
    def source(self) -> Site:
        """The site in the language the content is written in first."""
        return self.sites[self.source_code]


def load_project(
    root: Path, problems: Problems, today: datetime.date | None = None, instead: SourceFile | None = None
) -> Project:
    """Read and decode a content folder; raises `Stopped` where nothing more can be found out.

    `instead` takes the place of the file with its path, to try out an edit.
    """
    files, found, raw = _read(root, problems, instead)
    languages = read_languages(raw, problems)
    tell_unreadable(files, found, problems)
    problems.stop_on_errors()
    source = languages[str(raw["source_language"])]
    collect_prose(files, found, list(languages), problems)
    translations = find_translations(found, languages, source, problems)
    if _names_tables(found):
        from sitegen.load.tables import fill_tables

        fill_tables(found, raw, problems)
    if drawn := charts_with_tables(found):
        from sitegen.load.chart_tables import fill_charts

        fill_charts(drawn, found.media, languages, problems)
    known = known_names(found, raw, problems)
    outline = write_out(found, raw, problems)
    known["session"] = {id_: id_ for id_ in outline.items if id_ not in outline.drafts}
    check_glossary(found, list(languages), source.code, problems)
    ledger = read_ledger(found, Decoding(languages, source, source, problems, known))
    sites: dict[str, Site] = {}
    for language in languages.values():
        decoding = Decoding(languages, language, source, problems, known)
        settings = decode(Settings, raw, decoding)
        if settings is not None and _check_settings(settings, raw, problems):
            day = today or datetime.datetime.now(settings.event.zone).date()
            site = Site(language, tuple(languages.values()), source, settings, day)
            load_site(site, found, outline, decoding)
            site.translations = translations[language.code]
            site.texts = decoding.texts
            sites[language.code] = site
        else:
            _decode_rest(found, outline, decoding)
    problems.stop_on_errors()
    attach_history(sites.values(), sites[source.code], *ledger)
    shown = files[0].shown[: len(files[0].shown) - len(files[0].path)] if files else "content/"
    warn_of_unreleased(sites[source.code], problems, f"{shown}{LEDGER}")
    redirects = found.maps.get("redirects")
    return Project(
        root,
        sites[source.code].today,
        sites,
        found.media,
        source.code,
        shown,
        _outline_of(files, found, translations),
        dict(redirects.key_where) if redirects else {},
        outline,
        found,
    )


def load_tables(root: Path, problems: Problems) -> list[Used]:
    """The tables of talks in a content folder, with the ids their rows lack; raises `Stopped` on mistakes."""
    from sitegen.load.tables import fill_tables

    _, found, raw = _read(root, problems)
    read_languages(raw, problems)
    problems.stop_on_errors()
    tables = fill_tables(found, raw, problems)
    problems.stop_on_errors()
    return tables


def _read(
    root: Path, problems: Problems, instead: SourceFile | None = None
) -> tuple[Sequence[SourceFile], Collected, YamlMap]:
    """The files of a content folder, what stands in those that are YAML, and site.yaml itself."""
    files = discover(root, problems)
    if instead is not None:
        files = tuple(instead if file.path == instead.path else file for file in files)
    found = collect(files, problems)
    raw = found.maps.get("site")
    if raw is None:
        is_there = any(file.path in ("site.yaml", "site.yml") for file in files)
        if root.is_dir() and not (is_there and problems.errors):  # or what is wrong with it has been told
            problems.error("no-site-yaml", Location(f"{root.name}/site.yaml"))
        raise Stopped
    return files, found, raw


def _names_tables(found: Collected) -> bool:
    """Whether any block has a `table`: what reads tables is imported only then."""
    series: Any = found.maps.get("series") or {}
    waiting: list[Any] = [found.maps.get("programme"), *series.values()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, YamlList):
            waiting += value
        elif isinstance(value, YamlMap):
            if "table" in value:
                return True
            waiting += [inner for name in ("sessions", "talks") if (inner := value.get(name)) is not None]
    return False


def _outline_of(
    files: Sequence[SourceFile], found: Collected, translations: Mapping[str, Mapping[str, Translation]]
) -> str:
    rows = (row for of_language in translations.values() for row in of_language.values())
    copied = {row.written.path for row in rows if row.is_copied and row.written}
    digest = hashlib.blake2b(digest_size=16)
    for file in files:
        if not file.path.endswith(".md"):
            digest.update(f"{file.path}\0{file.size}\0{file.mtime_ns}\n".encode("utf-8", "surrogatepass"))
    for folder, pairs in sorted(found.prose.items()):
        for name, pair in sorted(pairs.items()):
            for code, document in sorted(pair.documents.items()):
                front = {key: value for key, value in document.front.items() if key != "translated_from"}
                is_there = bool(document.body.strip()) and document.path not in copied
                row = (folder, name, code, document.body_line, is_there, front)
                digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _decode_rest(found: Collected, outline: Outline, decoding: Decoding) -> None:
    """Where site.yaml is broken, the other files' mistakes are told in the same run all the same."""
    nothing: Any = {
        "event": None,
        "accreditation": (),
        "names": "as-given",
        "menu": (),
        "untranslated": UntranslatedPages.model_construct(pages="fallback", news="link"),
    }
    stand_in = Settings.model_construct(**nothing)
    site = Site(
        decoding.wanted, tuple(decoding.languages.values()), decoding.source, stand_in, datetime.date.min
    )
    load_site(site, found, outline, decoding)


def read_languages(raw: YamlMap, problems: Problems) -> dict[str, Language]:
    """The languages of site.yaml by code; mistakes are reported."""
    entries = raw.get("languages")
    if not isinstance(entries, YamlMap) or not entries:
        problems.error("missing-field", raw.where, field="languages")
        return {}
    languages = {}
    for code, entry in entries.items():
        place = entries.key_where[code]
        if not isinstance(entry, YamlMap):
            problems.error("not-a-map", place, field=str(code))
            continue
        tag = str(entry.get("tag") or code)
        if "_" in tag:
            problems.error(
                "bad-language-tag",
                where_of(entry.get("tag")) if entry.get("tag") else place,
                tag=tag,
                suggestion=tag.replace("_", "-"),
            )
        name = entry.get("name")
        if name is None:
            problems.error("missing-field", place, field="name")
        locale = str(entry.get("locale") or tag.replace("-", "_"))
        languages[str(code)] = Language(str(code), tag, str(name), locale)
    source = raw.get("source_language")
    if source is None:
        problems.error("missing-field", raw.where, field="source_language")
    elif source not in languages:
        near = nearest_language(str(source), languages) or next(iter(languages), None)
        problems.error("unknown-language", where_of(source), key=str(source), suggestion=near)
    return languages


def _check_settings(settings: Settings, raw: YamlMap, problems: Problems) -> bool:
    event = settings.event
    place = raw["event"]
    if event.end < event.start:
        problems.error(
            "congress-ends-first", where_of(place["end"]), start=str(event.start), end=str(event.end)
        )
        return False
    if (event.end - event.start).days > 60:
        problems.error("congress-too-long", where_of(place["end"]), days=(event.end - event.start).days + 1)
        return False
    try:
        zoneinfo.ZoneInfo(event.timezone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        near = suggest(event.timezone, sorted(zoneinfo.available_timezones()))
        problems.error("unknown-zone", where_of(place["timezone"]), zone=event.timezone, suggestion=near)
        return False
    return True
