"""The programme: short forms written out, what blocks hand down, times from order and duration."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sitegen.load.collect import Prose
from sitegen.load.decode import with_keys
from sitegen.load.prose import body_of, scalar
from sitegen.model.clock import Clock, parse_time_range
from sitegen.model.fields import where_of
from sitegen.model.programme import Session
from sitegen.problems import Location, Problems
from sitegen.source import YamlList, YamlMap

INHERITED = ("date", "rooms", "venue", "track", "language", "interpretation", "city", "place")
OPEN_WORDS = frozenset({"待定", "tba", "tbd", "tbc"})
OPEN_FIELDS = (
    "date", "start", "end", "time", "room", "rooms",
    "speakers", "chairs", "moderators", "panellists", "discussants",
)  # fmt: skip
RESERVED_IDS = frozenset({"tracks", "rooms", "changes", "mine", "page", "api", "index"})


@dataclass
class Outline:
    """The raw programme: every item with its place, before any language is decoded."""

    rooms_of_venue: Mapping[str, Sequence[str]]
    main_venue: str | None
    abstracts: Mapping[str, Prose]
    problems: Problems
    reserved: frozenset[str] = RESERVED_IDS
    items: dict[str, YamlMap] = field(default_factory=dict)
    """Id → raw item, at any depth."""
    drafts: set[str] = field(default_factory=set)
    """Ids of drafts and of what is in them: not on the site, so that nothing may refer to them."""

    def write_out(
        self, raw: Any, handed_down: Mapping[str, Any], parent: str | None, series: str | None = None
    ) -> Any:
        """A raw item with short forms written out and inherited fields filled in, and all that is in it."""
        if not isinstance(raw, YamlMap):
            return raw
        raw = without_open(raw)
        own = self._short_forms(raw)
        if series and "id" not in raw and raw.get("date"):
            own["id"] = scalar(f"{series}-{raw['date']}", raw.where)
        if "kind" not in raw and "kind" not in handed_down:
            alone = "lecture" if series and not parent else "talk"
            own["kind"] = scalar("forum" if raw.get("talks") and alone == "talk" else alone, raw.where)
        for name, value in handed_down.items():
            if (
                raw.get(name) is None
                and own.get(name) is None
                and not (name == "rooms" and raw.get("kind") == "break")
            ):
                own[name] = value
        for name, value in (("parent", parent), ("series", series)):
            if value:
                own[name] = scalar(value, raw.where)
        full = with_keys(raw, own)
        for name in ("room", "time"):
            full.pop(name, None)
        self._register(full)
        before = len(self.items)
        self._write_out_talks(full, series)
        if str(raw.get("draft", "")).lower() in ("true", "yes", "on", "是"):
            self.drafts |= {str(raw.get("id")), *list(self.items)[before:]}
        return full

    def _write_out_talks(self, full: YamlMap, series: str | None) -> None:
        talks = full.get("talks")
        if not isinstance(talks, YamlList):
            return
        down = {name: full[name] for name in INHERITED if full.get(name) is not None}
        if full.get("status") in ("cancelled", "postponed", "replaced"):
            down["status"] = full["status"]
        if full.get("kind") == "poster":
            down["kind"] = full["kind"]
        rows = YamlList(talks.where)
        rows += [self.write_out(talk, down, str(full.get("id", "")), series) for talk in talks]
        full["talks"] = rows

    def _short_forms(self, raw: YamlMap) -> dict[str, Any]:
        own: dict[str, Any] = {}
        if raw.get("room") is not None:
            own["rooms"] = raw["room"]
        rooms = own.get("rooms", raw.get("rooms"))
        if rooms == "all":
            venue = str(raw.get("venue") or self.main_venue or "")
            row = YamlList(where_of(rooms))
            row += [scalar(room, where_of(rooms)) for room in self.rooms_of_venue.get(venue, ())]
            own["rooms"] = row
        if isinstance(raw.get("time"), str):
            own |= self._times(raw)
        prose = self.abstracts.get(str(raw.get("id", "")))
        if prose and "abstract" not in raw:
            own["abstract"] = body_of(prose)
        moved = raw.get("moved_from")
        if isinstance(moved, YamlMap) and ("room" in moved or "time" in moved):
            own["moved_from"] = with_keys(moved, self._short_forms(moved))
            for name in ("room", "time"):
                own["moved_from"].pop(name, None)
        return own

    def _times(self, raw: YamlMap) -> dict[str, Any]:
        text = raw["time"]
        try:
            start, end = parse_time_range(str(text))
        except ValueError:
            self.problems.error("not-a-time-range", where_of(text), value=str(text))
            return {}
        return {
            "start": scalar(_as_written(start), where_of(text)),
            "end": scalar(_as_written(end), where_of(text)),
        }

    def _register(self, raw: YamlMap) -> None:
        id_ = raw.get("id")
        if not isinstance(id_, str):
            return
        if id_ in self.reserved:
            self.problems.error("reserved-id", where_of(id_), id=str(id_))
        known = self.items.get(id_)
        if known is not None:
            self.problems.error(
                "duplicate-record", where_of(id_), id=str(id_), other=str(where_of(known["id"]))
            )
            return
        self.items[str(id_)] = raw

    def place(self, id_: str, *names: str) -> Location:
        """The place of the first of these fields that an item has, of its id otherwise."""
        raw = self.items.get(id_)
        if raw is None:
            return Location("")
        return next((where_of(raw[name]) for name in names if raw.get(name) is not None), where_of(raw["id"]))


def without_open(raw: YamlMap) -> YamlMap:
    """An item in which `room: 待定` (or TBA) is no room, no speaker, no time, but `tba: true`."""
    own: dict[str, Any] = {}
    for name in OPEN_FIELDS:
        value = raw.get(name)
        if _is_open(value) or (isinstance(value, YamlList) and any(map(_is_open, value))):
            kept = YamlList(where_of(value))
            kept += [part for part in value if not _is_open(part)] if isinstance(value, YamlList) else []
            # an empty list, unlike nothing, takes no room from the block
            own["rooms" if name == "room" else name] = (
                None if name in ("date", "start", "end", "time") else kept
            )
            if name == "room":
                own["room"] = None
    return with_keys(raw, {"tba": scalar("true", raw.where), **own}) if own else raw


def _is_open(value: object) -> bool:
    return isinstance(value, str) and value.strip().lower() in OPEN_WORDS


def _as_written(clock: Clock) -> str:
    return f"{clock!s} +{clock // 1440}" if clock >= 1440 else str(clock)


def settle(session: Session, outline: Outline, start: Clock | None = None) -> Session:
    """The item with the times that follow from order and duration, and so all that is in it."""
    begins = session.start if session.start is not None else start
    ends = session.end
    if ends is None and begins is not None and session.duration:
        ends = Clock(begins + session.duration)
    _check_times(session, begins, ends, outline)
    rows = (
        [_hang(talk, begins, ends) for talk in session.talks] if session.kind == "poster" else session.talks
    )
    # a draft keeps its slot, but is not published
    talks = tuple(talk for talk in _settle_talks(rows, begins, ends, outline) if not talk.draft)
    if talks and ends is None:
        ends = max((talk.end for talk in talks if talk.end is not None), default=None)
    if talks and begins is None:
        begins = min((talk.start for talk in talks if talk.start is not None), default=None)
    slides = _permitted_slides(session, outline)
    now = {"start": begins, "end": ends, "talks": talks, "slides": slides}
    if all(value == getattr(session, name) for name, value in now.items() if name != "talks") and (
        len(talks) == len(session.talks) and all(map(operator.is_, talks, session.talks))
    ):
        return session
    return session.model_copy(update=now)


def _hang(poster: Session, start: Clock | None, end: Clock | None) -> Session:
    """Posters hang as long as their session lasts, unless one is presented at a time of its own."""
    if poster.start is not None or poster.duration or poster.kind != "poster":
        return poster
    return poster.model_copy(update={"start": start, "end": poster.end if poster.end is not None else end})


def _permitted_slides(session: Session, outline: Outline) -> str | None:
    """Slides that are a file of ours go out with the speaker's permission only."""
    slides = session.slides
    if slides is None or session.slides_consent or slides.startswith(("http://", "https://")):
        return slides
    outline.problems.warning("slides-without-consent", outline.place(session.id, "slides"), id=session.id)
    return None


def _settle_talks(
    talks: Sequence[Session], start: Clock | None, end: Clock | None, outline: Outline
) -> Iterator[Session]:
    cursor = start
    for n, talk in enumerate(talks):
        following = next((other.start for other in talks[n + 1 :] if other.start is not None), end)
        is_open = talk.end is None and not talk.duration and not talk.talks
        begins = talk.start if talk.start is not None else cursor
        is_last_before = n + 1 == len(talks) or talks[n + 1].start is not None
        lasts = (
            is_open and begins is not None and following is not None and is_last_before and following > begins
        )
        settled = settle(talk.model_copy(update={"end": following}) if lasts else talk, outline, cursor)
        cursor = settled.end if settled.end is not None else cursor
        yield settled


def _check_times(session: Session, begins: Clock | None, ends: Clock | None, outline: Outline) -> None:
    if begins is None or ends is None:
        return
    place = outline.place(session.id, "end", "duration", "start")
    if ends <= begins:
        hint = f"{ends} +1" if begins >= 12 * 60 and ends < 12 * 60 else None
        outline.problems.error(
            "end-before-start", place, id=session.id, start=str(begins), end=str(ends), suggestion=hint
        )
    if (
        session.start is not None
        and session.end is not None
        and session.duration
        and session.end - session.start != session.duration
    ):
        outline.problems.error(
            "duration-differs",
            place,
            id=session.id,
            duration=session.duration,
            minutes=session.end - session.start,
        )


def check_day(session: Session, days: Sequence[datetime.date], outline: Outline) -> None:
    """An item of the congress must be on one of its days."""
    if session.date is not None and session.date not in days and not session.series:
        place = outline.place(session.id, "date")
        outline.problems.error(
            "outside-congress",
            place,
            id=session.id,
            date=str(session.date),
            first=str(days[0]),
            last=str(days[-1]),
        )
