"""The schedule as XML, valid against the schema `schedule.xml.xsd` of github.com/voc/schedule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from sitegen import __version__
from sitegen.outputs.schedule.events import Event, Reference, Schedule

_SLUG = re.compile("[a-z][a-z0-9-]+")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_xml(schedule: Schedule) -> tuple[bytes, str]:
    """The file and its version: a digest of the events, which changes when they do and at no other time.

    Written as strings: the content holds no control characters, the loader has seen to that.
    """
    conference = "".join((*_conference(schedule), *_days(schedule))).encode()
    version = blake2b(conference, digest_size=6).hexdigest()
    head = f'{_HEAD}<schedule>\n<generator name="sitegen" version="{__version__}"/>\n'
    if schedule.base_url:
        head += _element("url", f"{schedule.base_url}programme/schedule.xml") + "\n"
    head += _element("version", version) + "\n"
    return b"".join((head.encode(), conference, b"</schedule>\n")), version


def escape(text: str) -> str:
    """For text and quoted attributes alike."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def clock(minutes: int) -> str:
    """HH:MM; the schema has room for 99 hours."""
    return f"{minutes // 60:02}:{minutes % 60:02}" if minutes < 6000 else "99:59"


def _element(name: str, text: str | None) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else f"<{name}/>"


def _conference(schedule: Schedule) -> Iterator[str]:
    yield "<conference>\n"
    values = {
        "title": schedule.title,
        "acronym": schedule.acronym,
        "start": schedule.start.isoformat(),
        "end": schedule.end.isoformat(),
        "days": str(len(schedule.days)),
        "timeslot_duration": "00:05",
        "base_url": schedule.base_url,
        "url": schedule.url,
        "time_zone_name": schedule.zone,
    }
    for name, value in values.items():
        if value:
            yield _element(name, value) + "\n"
    for slug, name in schedule.tracks:
        mark = f' slug="{slug}"' if _SLUG.fullmatch(slug) else ""
        yield f'<track name="{escape(name)}"{mark}/>\n'
    yield "</conference>\n"


def _days(schedule: Schedule) -> Iterator[str]:
    guids = {room.name: room.guid for room in schedule.rooms}
    for day in schedule.days:
        yield f'<day index="{day.index}" date="{day.date}" start="{day.start.isoformat()}"'
        yield f' end="{day.end.isoformat()}">\n'
        for name, events in day.rooms.items():
            yield f'<room name="{escape(name)}" guid="{guids[name]}">\n'
            for event in events:
                yield _event(event)
            yield "</room>\n"
        yield "</day>\n"


def _event(event: Event) -> str:
    persons = "".join(
        f'<person id="{person.id}" guid="{person.guid}">{escape(person.name)}</person>'
        for person in event.persons
    )
    recording = ""
    if event.recording:
        address = _element("url", event.recording)
        recording = f"<recording><license/><optout>false</optout>{address}</recording>\n"
    url = f"{_element('url', event.url)}\n" if event.url else ""
    return (
        f'<event id="{event.id}" guid="{event.guid}">\n'
        f"{_element('room', event.room)}\n"
        f"{_element('title', event.title)}\n"
        f"{_element('subtitle', event.subtitle)}\n"
        f"{_element('type', event.type)}\n"
        f"<date>{event.start.isoformat()}</date>\n"
        f"<start>{event.start:%H:%M}</start>\n"
        f"<duration>{clock(event.duration)}</duration>\n"
        f"{_element('abstract', event.abstract)}\n"
        f"<slug>{event.slug}</slug>\n"
        f"{_element('track', event.track)}\n"
        f"<persons>{persons}</persons>\n"
        f"{_element('language', event.language)}\n"
        f"{_element('description', event.description)}\n"
        f"{recording}"
        f"<links>{_references('link', event.links)}</links>\n"
        f"<attachments>{_references('attachment', event.attachments)}</attachments>\n"
        f"{url}"
        "</event>\n"
    )


def _references(name: str, references: Iterable[Reference]) -> str:
    return "".join(
        f'<{name} href="{escape(row.url)}" type="{row.type}">{escape(row.title)}</{name}>'
        for row in references
    )
