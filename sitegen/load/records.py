"""Fills a `Site` from collected content: every kind of record decoded in one language."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from sitegen.load.collect import Collected, Prose
from sitegen.load.decode import decode, decode_all, with_key, with_keys
from sitegen.load.programme import RESERVED_IDS, Outline, check_day, settle
from sitegen.load.prose import body_of, check_owners, combine, report_missing, scalar
from sitegen.model.contact import ImportantDate, Panel
from sitegen.model.editions import Edition
from sitegen.model.fields import WINDOWS_NAMES, Decoding, Record, where_of
from sitegen.model.name_styles import with_names_as
from sitegen.model.organisations import Group, Organisation
from sitegen.model.people import Committee, Person
from sitegen.model.programme import ProgrammeDay, Series, Session
from sitegen.model.prose import Article, ProsePage
from sitegen.model.site import Site, recurring, ruled
from sitegen.model.tracks import Track, colour_tracks
from sitegen.model.venues import Travel, Venue
from sitegen.problems import Location, Problems, suggest
from sitegen.source import YamlList, YamlMap

R = TypeVar("R", bound=Record)
EMPTY = YamlMap(Location("content/"))
_SLUG = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")


def write_out(found: Collected, site: YamlMap, problems: Problems) -> Outline:
    """The raw programme and the stops of the series, short forms written out, once for all languages."""
    event = site.get("event")
    main = event.get("venue") if isinstance(event, dict) else None
    rooms = {
        id_: list(venue["rooms"]) if isinstance(venue, dict) and isinstance(venue.get("rooms"), dict) else []
        for id_, venue in (found.maps.get("venues") or {}).items()
        if id_ != "travel"
    }
    languages = site.get("languages")
    reserved = RESERVED_IDS | frozenset(languages if isinstance(languages, dict) else ())
    outline = Outline(rooms, main, found.prose.get("programme", {}), problems, reserved)
    programme = found.maps.get("programme")
    if programme is not None:
        _refuse_unknown(programme, ("days", "tracks", "sessions"), problems)
        rows = programme.get("sessions")
        if isinstance(rows, YamlList):
            rows[:] = [outline.write_out(row, {}, None) for row in rows]
    for id_, series in (found.maps.get("series") or {}).items():
        rows = series.get("sessions") if isinstance(series, dict) else None
        if isinstance(rows, YamlList):
            rows[:] = [outline.write_out(row, _of_rule(series, row), None, str(id_)) for row in rows]
    return outline


def _of_rule(series: YamlMap, row: Any) -> dict[str, Any]:
    """What a known date of a series takes from the series: time of the rule, room, language."""
    down = {name: series[name] for name in ("language", "venue") if series.get(name) is not None}
    if series.get("room") is not None:
        down["rooms"] = series["room"]
    rule = series.get("rule")
    if isinstance(rule, dict) and isinstance(row, dict) and "start" not in row and "time" not in row:
        for source in (rule, _extra_on(series, row.get("date"))):
            down |= {name: source[name] for name in ("start", "duration") if source.get(name) is not None}
    return down


def _extra_on(series: YamlMap, date: Any) -> Mapping[str, Any]:
    """The make-up day of that date, if it is one; it may have a time of its own."""
    extras = series.get("extra")
    found = (one for one in extras if isinstance(one, YamlMap)) if isinstance(extras, YamlList) else ()
    return next((one for one in found if date is not None and one.get("date") == date), {})


def load_site(site: Site, found: Collected, outline: Outline, decoding: Decoding) -> None:
    """Decode every kind of record into `site`."""
    maps: dict[str, Any] = dict(found.maps)
    site.organisations = _by_id(Organisation, maps.get("organisations"), decoding, skip="groups")
    groups = (maps.get("organisations") or {}).get("groups")
    site.groups = decode_all(Group, groups or (), decoding)
    site.venues = _by_id(Venue, _with_room_ids(maps.get("venues")), decoding, skip="travel")
    site.travel = decode_all(Travel, (maps.get("venues") or {}).get("travel") or (), decoding)
    raw_people = _with_prose(maps.get("people"), found.prose.get("people", {}), "bio")
    people = _by_id(Person, raw_people, decoding)
    _tell_names_in_one_script(people, maps.get("people"), decoding)
    site.people = with_names_as(site.settings.names, people)
    site.committees = decode_all(Committee, found.lists.get("committees", ()), decoding)
    site.dates = tuple(
        sorted(decode_all(ImportantDate, found.lists.get("dates", ()), decoding), key=lambda row: row.date)
    )
    site.panels = decode_all(Panel, (maps.get("contact") or {}).get("panels") or (), decoding)
    if contact := maps.get("contact"):
        _refuse_unknown(contact, ("panels",), decoding.problems)
    _load_programme(site, maps.get("programme") or EMPTY, outline, decoding)
    series = _with_prose(maps.get("series"), found.prose.get("series", {}), "description")
    _load_series(site, series or EMPTY, outline, decoding)
    articles = tuple(
        article for article in _articles(found.prose.get("news", {}), decoding) if not article.draft
    )
    shown = (article for article in articles if site.missing_as(article) != "omit")
    site.articles = tuple(sorted(shown, key=lambda article: (article.date, article.slug), reverse=True))
    site.pages = {
        page.path: page
        for page in _prose_pages(found.prose.get("pages", {}), decoding)
        if not page.draft and site.missing_as(page) != "omit"
    }
    site.editions = _editions(site, found, decoding)
    site.redirects = {str(old): str(new) for old, new in (maps.get("redirects") or {}).items()}
    if decoding.wanted is decoding.source:
        owners = {"people": maps.get("people"), "programme": outline.items, "series": maps.get("series")}
        for folder, ids in owners.items():
            check_owners(found.prose.get(folder, {}), ids or {}, decoding)


def _tell_names_in_one_script(people: Mapping[str, Person], raw: Any, decoding: Decoding) -> None:
    """A name in Han characters alone, given for all languages (`name: 王五`), is missing in the others."""
    for id_, person in people.items():
        typed = raw[id_].get("name")
        if isinstance(typed, str) and person.name.is_foreign:
            decoding.problems.warning("missing-translation", where_of(typed), language=decoding.wanted.code)


def _load_programme(site: Site, raw: YamlMap, outline: Outline, decoding: Decoding) -> None:
    days = decode_all(ProgrammeDay, raw.get("days") or (), decoding)
    if not days and site.event is not None:
        days = tuple(ProgrammeDay.model_construct(date=date, name=None) for date in site.event.days)
    site.days = tuple(sorted(days, key=lambda day: day.date))
    site.tracks = colour_tracks(_by_id(Track, raw.get("tracks"), decoding))
    sessions = decode_all(Session, raw.get("sessions") or (), decoding)
    site.programme = tuple(settle(session, outline) for session in sessions if not session.draft)
    if site.days and decoding.wanted is decoding.source:
        dates = [day.date for day in site.days]
        for session in site.programme:
            for item in session.walk():
                check_day(item, dates, outline)


def _load_series(site: Site, raw: YamlMap, outline: Outline, decoding: Decoding) -> None:
    loaded = {}
    for id_, series in _by_id(Series, raw, decoding).items():
        stops = tuple(settle(session, outline) for session in series.sessions if not session.draft)
        loaded[id_] = series.model_copy(
            update={"sessions": tuple(sorted(stops, key=lambda stop: (str(stop.date), stop.start or 0)))}
        )
        _check_count(loaded[id_], raw[id_], site, decoding.problems)
    site.series = loaded


def _check_count(series: Series, raw: YamlMap, site: Site, problems: Problems) -> None:
    dates = {date for date, _, _ in recurring(series)}
    if series.count is not None and series.rule and len(dates) != series.count:
        problems.error(
            "series-count", where_of(raw["count"]), id=series.id, count=series.count, found=len(dates)
        )
    if series.rule:
        for stop in series.sessions:
            if stop.date is not None and stop.date not in dates and stop.status == "scheduled":
                problems.warning("not-a-date-of-series", where_of(stop.id), id=stop.id, date=str(stop.date))
        known = set(ruled(series.rule))
        for day, place in _left_out(series, raw):
            if day not in known:
                problems.warning("not-a-date-of-rule", place, id=series.id, date=str(day))


def _left_out(series: Series, raw: YamlMap) -> Iterator[tuple[datetime.date, Location]]:
    """Each date that is to be left out, and its place."""
    typed = raw.get("except")
    for n, day in enumerate(series.exceptions):
        yield day, where_of(typed[n] if isinstance(typed, YamlList) else typed)
    for n, extra in enumerate(series.extra):
        if extra.instead_of:
            yield extra.instead_of, where_of(raw["extra"][n]["instead_of"])


# ---------------------------------------------------------------- records by id
def _by_id(model: type[R], raw: Any, decoding: Decoding, skip: str = "") -> dict[str, R]:
    if raw is None:
        return {}
    if not isinstance(raw, YamlMap):
        decoding.problems.error("not-a-map", where_of(raw), field=model.__name__.lower())
        return {}
    records = {}
    for id_, entry in raw.items():
        if id_ == skip:
            continue
        place = raw.key_where[id_]
        if not isinstance(entry, YamlMap):
            decoding.problems.error("not-a-map", place, field=str(id_))
            continue
        record = decode(model, with_key(entry, "id", scalar(str(id_), place), place), decoding)
        if record is not None:
            records[str(id_)] = record
    return records


def _with_room_ids(venues: Any) -> Any:
    """Rooms get their id and that of their venue, as if written in them."""
    if not isinstance(venues, YamlMap):
        return venues
    full = with_keys(venues, {})
    for id_, venue in venues.items():
        rooms = venue.get("rooms") if isinstance(venue, YamlMap) else None
        if isinstance(rooms, YamlMap):
            named = with_keys(rooms, {})
            for room, entry in rooms.items():
                place = rooms.key_where[room]
                named[room] = (
                    with_keys(entry, {"id": scalar(str(room), place), "venue": scalar(str(id_), place)})
                    if isinstance(entry, YamlMap)
                    else entry
                )
            full[id_] = with_keys(venue, {"rooms": named})
    return full


def _with_prose(records: Any, prose: dict[str, Prose], field: str) -> Any:
    """The texts of FOLDER/ID.LANG.md as this field of their records."""
    if not isinstance(records, YamlMap) or not prose:
        return records
    full = with_keys(records, {})
    for id_, pair in prose.items():
        if id_ in records and isinstance(records[id_], YamlMap):
            full[id_] = with_keys(records[id_], {field: body_of(pair)})
    return full


def _editions(site: Site, found: Collected, decoding: Decoding) -> tuple[Edition, ...]:
    """Those of editions.yaml and of site.yaml, newest first; that of the congress itself is not past yet."""
    editions: dict[int, Edition] = {}
    event: Any = site.event  # None where site.yaml is broken
    typed = event.previous if event is not None else ()
    for edition in (*decode_all(Edition, found.lists.get("editions", ()), decoding), *typed):
        other = editions.setdefault(edition.year, edition)
        if other is not edition and decoding.wanted is decoding.source:
            place, there = where_of(edition.name), where_of(other.name)
            decoding.problems.error("edition-twice", place, year=str(edition.year), other=str(there))
    if event is not None:
        editions.pop(event.start.year, None)
    return tuple(editions[year] for year in sorted(editions, reverse=True))


# ---------------------------------------------------------------- prose
def _articles(prose: dict[str, Prose], decoding: Decoding) -> Iterator[Article]:
    for name, pair in prose.items():
        if _is_whole(pair) and (raw := _front(pair, name, decoding)) is not None:
            slug = raw.get("slug") or scalar(name, Location(next(iter(pair.files.values()))))
            _check_slug(str(slug), slug, decoding.problems, "page")
            article = decode(Article, with_key(raw, "slug", slug), decoding)
            if article is not None:
                yield article


def _prose_pages(prose: dict[str, Prose], decoding: Decoding) -> Iterator[ProsePage]:
    """Every page; of two with one address the second is told and left out."""
    taken: dict[str, Location] = {}
    for name, pair in prose.items():
        if _is_whole(pair) and (raw := _front(pair, name, decoding)) is not None:
            where = Location(next(iter(pair.files.values())))
            folders = name.removesuffix("/index") if name != "index" else "index"
            slug = raw.get("slug")
            path = "/".join([*folders.split("/")[:-1], str(slug)]) if slug else folders
            for part in path.split("/"):
                _check_slug(part, slug if slug else scalar(part, where), decoding.problems)
            plain = with_key(raw, "path", scalar(path, where))
            plain.pop("slug", None)
            page = decode(ProsePage, plain, decoding)
            if page is None:
                continue
            place = where_of(slug) if slug else where
            if not page.draft and taken.setdefault(path, place) is not place:
                decoding.problems.error("duplicate-address", place, path=path, other=str(taken[path]))
            else:
                yield page


def _is_whole(pair: Prose) -> bool:
    """Whether every file of a page could be read; of one that could not, its own mistakes have been told."""
    return bool(pair.documents) and pair.documents.keys() == pair.files.keys()


def _front(pair: Prose, name: str, decoding: Decoding) -> YamlMap | None:
    """The combined raw record; a language's file without a title is told."""
    for document in pair.documents.values():
        if document.front.get("title") is None:
            place = document.front.key_where.get("title", Location(document.path, 1))
            decoding.problems.error(
                "empty-text" if "title" in document.front else "missing-field", place, field="title"
            )
            return None
    if decoding.wanted is decoding.source:
        report_missing(pair, decoding)
    return combine(pair, decoding, {})


def _check_slug(slug: str, value: Any, problems: Problems, *taken: str) -> None:
    place = where_of(value)
    if ".." in slug or "/" in slug or "\\" in slug:
        problems.error("path-outside", place, value=slug)
    elif slug.split(".", maxsplit=1)[0].lower() in WINDOWS_NAMES:
        problems.error("windows-name", place, name=slug)
    elif slug in taken:
        problems.error("reserved-id", place, id=slug)
    elif not _SLUG.fullmatch(slug):
        near = re.sub("[^a-z0-9]+", "-", slug.lower()).strip("-")
        problems.error("bad-slug", place, slug=slug, suggestion=near or None)


def _refuse_unknown(raw: YamlMap, keys: tuple[str, ...], problems: Problems) -> None:
    for key in raw:
        if key not in keys:
            problems.error(
                "unknown-key", raw.key_where[key], key=str(key), suggestion=suggest(str(key), keys)
            )
