"""The ledger history.yaml read, held against the programme, and what follows from it filled in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sitegen.load.collect import Collected
from sitegen.load.decode import decode, decode_all, with_key
from sitegen.load.prose import scalar
from sitegen.model.changes import moved_from
from sitegen.model.fields import Decoding
from sitegen.model.history import Entry, History, Release, Version, compare
from sitegen.model.programme import Session
from sitegen.model.site import Site
from sitegen.problems import Location, Problems, suggest
from sitegen.source import SourceFile, YamlMap

LEDGER = "history.yaml"
"""Its name in content/."""


def tell_unreadable(files: Sequence[SourceFile], found: Collected, problems: Problems) -> None:
    """Where the ledger is no YAML any more, say how to get it back, beside what is wrong with it."""
    file = next((file for file in files if file.path == LEDGER), None)
    if file is None or "history" in found.maps:
        return
    if any(problem.location.path == file.place for problem in problems):
        problems.error("history-damaged", Location(file.place))


def read_ledger(found: Collected, decoding: Decoding) -> tuple[tuple[Release, ...], dict[str, Entry]]:
    """The releases, and what they said of each item; of a damaged file it is told once that it is."""
    problems = decoding.problems
    raw = found.maps.get("history")
    if raw is None:
        return (), {}
    known = problems.errors
    for key in raw:
        if key not in ("releases", "items"):
            near = suggest(key, ("releases", "items"))
            problems.error("unknown-key", raw.key_where[key], key=key, suggestion=near)
    releases = decode_all(Release, raw.get("releases") or (), decoding)
    entries = dict(_entries(raw.get("items"), decoding))
    if entries and not releases:
        problems.error("missing-field", raw.where, field="releases")
    if problems.errors > known:
        problems.error("history-damaged", Location(raw.where.path))
    return tuple(sorted(releases, key=lambda release: release.at)), entries


def _entries(items: object, decoding: Decoding) -> Iterable[tuple[str, Entry]]:
    if items is None:
        return
    if not isinstance(items, YamlMap):
        where = getattr(items, "where", Location(LEDGER))
        decoding.problems.error("not-a-map", where, field="items")
        return
    for id_, raw in items.items():
        place = items.key_where[id_]
        if not isinstance(raw, YamlMap):
            decoding.problems.error("not-a-map", place, field=id_)
        elif entry := decode(Entry, with_key(raw, "id", scalar(id_, place), place), decoding):
            yield id_, entry


def attach_history(
    sites: Iterable[Site],
    source: Site,
    releases: tuple[Release, ...],
    entries: Mapping[str, Entry],
) -> None:
    """Give every site the ledger and what differs from it; what moved since a release says from where."""
    midnight = datetime.datetime.combine(source.today, datetime.time(), source.event.zone)
    history = compare(source.present_items(), releases, entries, midnight.astimezone(datetime.UTC))
    moved = dict(_moved(source, history))
    for site in sites:
        site.history = history
        if moved:
            site.programme = tuple(_with_history(block, site, moved) for block in site.programme)
            site.series = {
                id_: series.model_copy(
                    update={"sessions": tuple(_with_history(stop, site, moved) for stop in series.sessions)}
                )
                for id_, series in site.series.items()
            }


def _moved(source: Site, history: History) -> Iterator[tuple[str, Version]]:
    """Where and when items were before, by id."""
    for item in source.walk():
        entry = history.entries.get(item.id)
        if entry is not None and (len(entry.versions) > 1 or item.id in history.pending):
            before = moved_from(item, entry, source.today, source.event.end)
            if before is not None:
                yield item.id, before


def warn_of_unreleased(source: Site, problems: Problems, place: str) -> None:
    """Say once how many changes wait for a release."""
    pending = list(source.history.pending)
    if pending:
        shown = ", ".join(pending[:5]) + (" …" if len(pending) > 5 else "")
        problems.warning("not-released", Location(place), n=len(pending), ids=shown)


def _with_history(session: Session, site: Site, moved: Mapping[str, Version]) -> Session:
    """The item, and all in it, with `moved_from` where it lay elsewhere before."""
    talks = tuple(_with_history(talk, site, moved) for talk in session.talks)
    update: dict[str, object] = {}
    if any(new is not old for new, old in zip(talks, session.talks, strict=True)):
        update["talks"] = talks
    if session.id in moved:
        update |= {"moved_from": site.slot_of(moved[session.id]), "status": "moved"}
    return session.model_copy(update=update) if update else session
