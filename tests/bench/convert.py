"""Turns the neutral data of a made-up congress (one JSON file) into a content/ folder for sitegen.

The JSON is `{"base", "contact": {"phone", "email", "wechat"}, "strings": {language: {name: text}}, "pages"}`;
each page, in one language, is `{"lang", "kind", "path", "meta": {…}, "body": Markdown}`, and twin pages have the
same path. Kinds: home, programme, speakers, talks, tracks, news, page, day, track, speaker, talk, article; what
`meta` of each holds: see `made_up.py`. By hand: `python -m tests.bench.convert FILE.json FOLDER`; with S, M or L
in place of the file, the congress is made up.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.made_up import LANGUAGES, SIZES, make_up

COLOURS = ("teal", "blue", "red", "green", "orange", "violet", "purple", "olive")
KINDS = {"Keynote": "keynote", "Lecture": "lecture", "Hands-on camp": "workshop"}
"""Formats that have a word of their own among sitegen's kinds; all others are talks."""
COUNTRIES = {"China": "CN", "Japan": "JP", "USA": "US", "Germany": "DE"}
_PLAIN = re.compile(r"[^\W_](?:(?:[^\n:#,\[\]{}'\"&*!|>%@`]|:(?=\d))*[^\s:#,\[\]{}'\"&*!|>%@`])?")
"""What YAML reads as the same text without quotation marks, also within brackets."""


@dataclass
class Twin:
    """One page in all languages."""

    kind: str
    path: str
    metas: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The last part of its path: the id of a record."""
        return self.path.rstrip("/").rsplit("/", 1)[-1]

    def text(self, name: str) -> dict[str, Any]:
        """A field in each language."""
        return {language: meta[name] for language, meta in self.metas.items()}

    def plain(self, name: str) -> Any:
        """A field that is the same in every language."""
        return self.metas[LANGUAGES[0]][name]


def convert(data: Mapping[str, Any], folder: Path) -> None:
    """Write the content of a congress into a folder, which is made if it is not there."""
    twins: dict[str, list[Twin]] = {}
    for twin in _pair(data["pages"]):
        twins.setdefault(twin.kind, []).append(twin)
    for path, text in _files(data, twins):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def _pair(pages: Sequence[Mapping[str, Any]]) -> Iterator[Twin]:
    found: dict[tuple[str, str], Twin] = {}
    for page in pages:
        twin = found.setdefault((page["kind"], page["path"]), Twin(page["kind"], page["path"]))
        twin.metas[page["lang"]] = page["meta"]
        twin.bodies[page["lang"]] = page["body"]
    yield from found.values()


def _files(data: Mapping[str, Any], twins: Mapping[str, Sequence[Twin]]) -> Iterator[tuple[str, str]]:
    strings = data["strings"]
    organisations = _numbered(twins["speaker"], "affiliation", "organisation")
    rooms = _numbered(twins["talk"], "room", "room")
    yield "site.yaml", to_yaml(_site(data, twins))
    yield "contact.yaml", to_yaml(_contact(data))
    yield "organisations.yaml", to_yaml({id_: {"name": name} for id_, name in organisations.values()})
    yield "venues.yaml", to_yaml({"centre": _venue(strings, twins, rooms)})
    yield "people.yaml", to_yaml({twin.name: _person(twin, organisations) for twin in twins["speaker"]})
    for twin in twins["speaker"]:
        # a person has no summary of its own: it is the first paragraph of the text
        for language, body in twin.bodies.items():
            summary = twin.metas[language]["description"]
            yield f"people/{twin.name}.{language}.md", f"{summary}\n\n{body}\n"
    yield from _programme(twins, rooms)
    for twin in twins["article"]:
        shared = {"date": twin.plain("date")}
        yield from _prose(f"news/{twin.name}", twin, ("title", "subtitle", "author"), shared)
    for twin in _prose_twins(twins):
        yield from _prose(f"pages/{_page_name(twin)}", twin, ("title",), {})


# ---------------------------------------------------------------- records
def _site(data: Mapping[str, Any], twins: Mapping[str, Sequence[Twin]]) -> dict[str, Any]:
    strings = data["strings"]
    days = [twin.plain("date") for twin in twins["day"]]
    return {
        "languages": {
            "zh": {"tag": "zh-Hans", "name": "中文", "locale": "zh_Hans_CN"},
            "en": {"tag": "en", "name": "English", "locale": "en_GB"},
        },
        "source_language": LANGUAGES[0],
        "base_url": data["base"].rstrip("/") + "/",
        "event": {
            "name": _words(strings, "site_title"),
            "theme": _words(strings, "tagline"),
            "summary": twins["home"][0].text("description"),
            "start": min(days),
            "end": max(days),
            "timezone": "Asia/Shanghai",
            "venue": "centre",
        },
        "menu": [
            {"page": name} for name in ("programme", "people", "talks", "news", "cme", "about", "contact")
        ],
        "footer": {
            "hotline": data["contact"]["phone"],
            "icp": strings["zh"]["icp"],
            "credit": _words(strings, "design"),
        },
    }


def _contact(data: Mapping[str, Any]) -> dict[str, Any]:
    strings, contact = data["strings"], data["contact"]
    lines = [
        {"kind": "phone", "label": _words(strings, "hotline"), "value": contact["phone"]},
        {"kind": "email", "label": _words(strings, "email"), "value": contact["email"]},
        {"kind": "wechat", "value": contact["wechat"]},
        {"kind": "address", "value": _words(strings, "address")},
    ]
    return {"panels": [{"title": _words(strings, "contact"), "lines": lines}]}


def _venue(strings: Any, twins: Mapping[str, Sequence[Twin]], rooms: Mapping[str, Any]) -> dict[str, Any]:
    venue = next(twin for twin in twins["page"] if twin.name == "venue")
    return {
        "name": _words(strings, "venue"),
        "address": _words(strings, "address"),
        "transport": venue.bodies,
        "rooms": {id_: {"name": name, "capacity": 300} for id_, name in rooms.values()},
    }


def _person(twin: Twin, organisations: Mapping[str, Any]) -> dict[str, Any]:
    office = {"post": twin.text("position"), "organisation": organisations[twin.plain("affiliation")][0]}
    country = COUNTRIES.get(twin.text("country")["en"])
    person = {"name": twin.text("title"), "positions": [office]}
    return person | ({"country": country} if country else {})


def _programme(twins: Mapping[str, Sequence[Twin]], rooms: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    tracks = {
        twin.name: {
            "name": twin.text("title"),
            "code": chr(ord("A") + n),
            "color": COLOURS[n % len(COLOURS)],
            "description": twin.bodies,
        }
        for n, twin in enumerate(twins["track"])
    }
    yield "programme/tracks.yaml", to_yaml({"tracks": tracks})
    for day in twins["day"]:
        date = day.plain("date")
        talks = [_talk(twin, rooms) for twin in twins["talk"] if twin.plain("date") == date]
        days = [{"date": date, "name": day.text("title")}]
        yield f"programme/{date}.yaml", to_yaml({"days": days, "sessions": talks})
    for twin in twins["talk"]:
        for language, body in twin.bodies.items():
            yield f"programme/{twin.name}.{language}.md", f"{body}\n"


def _talk(twin: Twin, rooms: Mapping[str, Any]) -> dict[str, Any]:
    keywords = [twin.metas[language]["keywords"] for language in LANGUAGES]
    talk = {
        "id": twin.name,
        "kind": KINDS.get(twin.text("format")["en"], "talk"),
        "title": twin.text("title"),
        "subtitle": twin.text("description"),
        "date": twin.plain("date"),
        "start": twin.plain("start"),
        "end": twin.plain("end"),
        "room": rooms[twin.plain("room")][0],
        "track": twin.plain("tracks")[0],
        "speakers": twin.plain("speakers"),
        "tags": [dict(zip(LANGUAGES, forms, strict=True)) for forms in zip(*keywords, strict=True)],
    }
    return talk | ({"credits": {"points": twin.plain("credits")}} if twin.plain("credits") else {})


def _prose_twins(twins: Mapping[str, Sequence[Twin]]) -> Iterator[Twin]:
    """Everything with a text that has no place in a record: standing pages, lists, days."""
    for kind in ("home", "programme", "speakers", "talks", "tracks", "news", "page", "day"):
        yield from (twin for twin in twins[kind] if twin.name != "venue")


def _page_name(twin: Twin) -> str:
    """Its own name, another one where sitegen makes a page at that address itself."""
    name = twin.name or "welcome"
    return f"about/{name}" if name in ("programme", "news", "contact") or twin.kind == "day" else name


def _prose(place: str, twin: Twin, names: Sequence[str], shared: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for language, body in twin.bodies.items():
        meta = twin.metas[language]
        front = {name: meta[name] for name in names} | {"summary": meta["description"]}
        front |= shared if language == LANGUAGES[0] else {}
        yield f"{place}.{language}.md", f"---\n{to_yaml(front)}---\n\n{body}\n"


def _words(strings: Mapping[str, Mapping[str, str]], name: str) -> dict[str, str]:
    return {language: strings[language][name] for language in LANGUAGES}


def _numbered(twins: Sequence[Twin], name: str, prefix: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Chinese text → (id, text in each language), for things the data names only by their text."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for twin in twins:
        text = twin.text(name)
        found.setdefault(text[LANGUAGES[0]], (f"{prefix}-{len(found) + 1}", text))
    return found


# ---------------------------------------------------------------- YAML as a secretariat types it
def to_yaml(record: Mapping[str, Any]) -> str:
    """A record as block YAML, without quotation marks where none are needed."""
    return "".join(f"{line}\n" for line in _lines(record))


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _entry(f"{key}:", part)
    else:
        for part in value:
            inner = list(_lines(part)) if isinstance(part, Mapping) else [_scalar(part)]
            yield f"- {inner[0]}"
            yield from (f"  {line}" for line in inner[1:])


def _entry(key: str, part: Any) -> Iterator[str]:
    if isinstance(part, str) and "\n" in part:
        yield f"{key} |"
        yield from (f"  {line}" if line else "" for line in part.split("\n"))
    elif isinstance(part, Mapping) or (isinstance(part, list) and isinstance(part[0], Mapping)):
        yield key
        yield from (f"  {line}" if line else "" for line in _lines(part))
    elif isinstance(part, list):
        yield f"{key} [{', '.join(map(_scalar, part))}]"
    else:
        yield f"{key} {_scalar(part)}"


def _scalar(value: Any) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def main(source: str, folder: str) -> None:
    """Convert a file, or a made-up congress by its size, and tell how much there is."""
    data = make_up(source) if source in SIZES else json.loads(Path(source).read_text(encoding="utf-8"))
    convert(data, Path(folder))
    kinds = [page["kind"] for page in data["pages"] if page["lang"] == LANGUAGES[0]]
    counts = ", ".join(f"{kinds.count(kind)} {kind}s" for kind in ("talk", "speaker", "article"))
    text = sum(len(page["body"].encode()) for page in data["pages"])
    print(f"{counts} in {len(LANGUAGES)} languages, {text / 1e6:.1f} MB of Markdown")


if __name__ == "__main__":
    main(*sys.argv[1:])
