"""A strict reader of calendar files, straight from the grammar of RFC 5545: the second opinion of the tests.

It shares nothing with the writer nor with the `icalendar` library: it cuts octets, and reckons instants from
the VTIMEZONE of the file itself. What breaks a rule raises `Broken` with the number of the line.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

NAME = re.compile(r"[A-Za-z0-9-]+")
SAFE = re.compile(r'[^\x00-\x08\x0a-\x1f\x7f";:,]*')  # §3.1 SAFE-CHAR
QUOTED = re.compile(r'"[^\x00-\x08\x0a-\x1f\x7f"]*"')
VALUE = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f]*")
TEXT = re.compile(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*")  # §3.3.11
DATE = re.compile(r"(\d{4})(\d\d)(\d\d)")
DATE_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)")
OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
DURATION = re.compile(r"P(?:\d+W|\d+D(?:T.+)?|T\d+H(?:\d+M)?|T\d+M)")
TEXTS = frozenset(
    {"SUMMARY", "DESCRIPTION", "LOCATION", "UID", "NAME", "X-WR-CALNAME", "CATEGORIES", "TZNAME"}
)
ONCE: Mapping[str, frozenset[str]] = {
    "VCALENDAR": frozenset({"PRODID", "VERSION"}),
    "VTIMEZONE": frozenset({"TZID"}),
    "VEVENT": frozenset({"UID", "DTSTAMP", "DTSTART"}),
    "STANDARD": frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}),
    "DAYLIGHT": frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"}),
}
MAY_REPEAT = frozenset({"CATEGORIES", "COMMENT", "TZNAME"})
STATUSES = frozenset({"TENTATIVE", "CONFIRMED", "CANCELLED"})


class Broken(Exception):
    """A rule of RFC 5545 is not kept."""


@dataclass(frozen=True)
class Property:
    """A content line: parameters by name, and the value as it stands in the file."""

    params: Mapping[str, str]
    value: str

    @property
    def text(self) -> str:
        """A value of type TEXT without its escapes."""
        return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], self.value)


@dataclass
class Component:
    """What stands between BEGIN and END."""

    name: str
    properties: dict[str, Property] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)

    def named(self, name: str) -> list[Component]:
        return [part for part in self.parts if part.name == name]

    def text(self, name: str) -> str:
        return self.properties[name].text


@dataclass
class Reader:
    """A calendar that has been read: its events by UID."""

    calendar: Component

    @property
    def events(self) -> dict[str, Component]:
        found = {event.text("UID"): event for event in self.calendar.named("VEVENT")}
        if len(found) != len(self.calendar.named("VEVENT")):
            raise Broken("a UID stands twice")
        return found

    def instant(self, event: Component, name: str) -> datetime.datetime | datetime.date:
        """DTSTART or DTEND in UTC, by the VTIMEZONE of the file; or the date."""
        found = event.properties[name]
        if found.params.get("VALUE") == "DATE":
            return _date(found.value)
        local = _date_time(found.value)
        if found.value.endswith("Z"):
            return local.replace(tzinfo=datetime.UTC)
        zones = {zone.properties["TZID"].value: zone for zone in self.calendar.named("VTIMEZONE")}
        if found.params.get("TZID") not in zones:
            raise Broken(f"{name} without a zone that is in the file")
        return (local - _offset_at(zones[found.params["TZID"]], local)).replace(tzinfo=datetime.UTC)


def _offset_at(zone: Component, local: datetime.datetime) -> datetime.timedelta:
    """§3.6.5: the observance with the latest onset not after the local time; onsets are told by the old clock."""
    rows = (
        sorted((_date_time(part.properties["DTSTART"].value), part) for part in zone.parts)
        if zone.parts
        else []
    )
    rows = [row for row in rows if row[0] <= local]
    if not rows:
        raise Broken("an event before the first observance of its zone")
    return _offset(rows[-1][1].properties["TZOFFSETTO"].value)


def read(data: bytes) -> Reader:
    """Read a file that must hold one calendar and keep every rule."""
    stack: list[Component] = []
    done: list[Component] = []
    for number, line in _content_lines(data):
        name, params, value = _parts(number, line)
        if name == "BEGIN":
            stack.append(Component(value))
        elif name == "END":
            if not stack or stack[-1].name != value:
                raise Broken(f"line {number}: END:{value} ends nothing")
            component = stack.pop()
            _check_component(number, component)
            (stack[-1].parts if stack else done).append(component)
        elif not stack:
            raise Broken(f"line {number}: {name} in no component")
        else:
            _check_value(number, name, params, value)
            if name in stack[-1].properties and name not in MAY_REPEAT:
                raise Broken(f"line {number}: {name} stands twice")
            stack[-1].properties[name] = Property(params, value)
    if stack or [component.name for component in done] != ["VCALENDAR"]:
        raise Broken("not one whole VCALENDAR")
    return Reader(done[0])


def _content_lines(data: bytes) -> Iterator[tuple[int, str]]:
    """§3.1: CRLF, 75 octets, continuations begin with a space; each line is UTF-8 by itself."""
    if not data.endswith(b"\r\n"):
        raise Broken("the last line has no end")
    whole: list[tuple[int, str]] = []
    for number, line in enumerate(data[:-2].split(b"\r\n"), 1):
        if b"\r" in line or b"\n" in line:
            raise Broken(f"line {number}: a bare CR or LF")
        if not 0 < len(line) <= 75:
            raise Broken(f"line {number}: {len(line)} octets")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Broken(f"line {number}: a character cut in two") from error
        if text[0] in " \t":
            if not whole:
                raise Broken("the first line continues nothing")
            whole[-1] = (whole[-1][0], whole[-1][1] + text[1:])
        else:
            whole.append((number, text))
    return iter(whole)


def _parts(number: int, line: str) -> tuple[str, dict[str, str], str]:
    match = NAME.match(line)
    if not match:
        raise Broken(f"line {number}: no name")
    name, rest, params = match[0].upper(), line[match.end() :], {}
    while rest.startswith(";"):
        key = NAME.match(rest, 1)
        if not key or rest[key.end() : key.end() + 1] != "=":
            raise Broken(f"line {number}: a parameter without a name or value")
        rest = rest[key.end() + 1 :]
        value = QUOTED.match(rest) or SAFE.match(rest)
        assert value is not None
        params[key[0].upper()] = value[0].strip('"')
        rest = rest[value.end() :]
    if not rest.startswith(":") or not VALUE.fullmatch(rest[1:]):
        raise Broken(f"line {number}: no value, or a control character in it")
    return name, params, rest[1:]


def _check_value(number: int, name: str, params: Mapping[str, str], value: str) -> None:
    patterns = {
        **dict.fromkeys(TEXTS, TEXT),
        **dict.fromkeys(("DTSTAMP", "LAST-MODIFIED"), re.compile(r"\d{8}T\d{6}Z")),
        **dict.fromkeys(("DTSTART", "DTEND"), DATE if params.get("VALUE") == "DATE" else DATE_TIME),
        **dict.fromkeys(("TZOFFSETFROM", "TZOFFSETTO"), OFFSET),
        **dict.fromkeys(("REFRESH-INTERVAL", "X-PUBLISHED-TTL"), DURATION),
        "SEQUENCE": re.compile(r"\d+"),
        "STATUS": re.compile("|".join(STATUSES)),
        "TRANSP": re.compile("OPAQUE|TRANSPARENT"),
        "VERSION": re.compile(r"2\.0"),
        **dict.fromkeys(("URL", "SOURCE"), re.compile(r"https?://[!-~]+")),
    }
    if name in patterns and not patterns[name].fullmatch(value):
        raise Broken(f"line {number}: {name} cannot be {value!r}")
    if name in ("REFRESH-INTERVAL", "SOURCE") and "VALUE" not in params:
        raise Broken(f"line {number}: {name} needs VALUE (RFC 7986)")


def _check_component(number: int, component: Component) -> None:
    missing = ONCE.get(component.name, frozenset()) - component.properties.keys()
    if missing:
        raise Broken(f"line {number}: {component.name} without {', '.join(sorted(missing))}")
    properties = component.properties
    if component.name == "VEVENT" and "DTEND" in properties:
        start, end = properties["DTSTART"], properties["DTEND"]
        if start.params != end.params or end.value <= start.value:
            raise Broken(f"line {number}: DTEND is of another kind than DTSTART, or not after it")
    if component.name == "VTIMEZONE" and not component.parts:
        raise Broken(f"line {number}: VTIMEZONE without an observance")
    repeated = [name for name, times in Counter(part.name for part in component.parts).items() if times > 1]
    if component.name == "VCALENDAR" and "VTIMEZONE" in repeated:
        raise Broken(f"line {number}: two zones")


def _date(value: str) -> datetime.date:
    match = DATE.fullmatch(value)
    assert match is not None
    return datetime.date(*map(int, match.groups()))


def _date_time(value: str) -> datetime.datetime:
    match = DATE_TIME.fullmatch(value)
    assert match is not None
    return datetime.datetime(*map(int, match.groups()[:6]))  # noqa: DTZ001 - local, as it stands there


def _offset(value: str) -> datetime.timedelta:
    match = OFFSET.fullmatch(value)
    assert match is not None
    size = datetime.timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    return -size if match[1] == "-" else size


def summaries(events: Sequence[Component]) -> list[str]:
    return [event.text("SUMMARY") for event in events]
