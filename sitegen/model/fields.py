"""Field types of the records: what an author may write in a field, and what the field then holds.

Every value arrives as text with a place (`.where`); the type of its field turns it into something else or
raises a `PydanticCustomError` whose type is a code of `messages/`. The validation context is a `Decoding`.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from sitegen.model.clock import Clock, parse_clock, parse_date
from sitegen.model.scripts import is_sentence, misfiled
from sitegen.problems import Location, Problems, suggest
from sitegen.text import Language, Text, is_han, without_breaks

T = TypeVar("T")
NOWHERE = Location("")
WINDOWS_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DATE_SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass
class Decoding:
    """What decoding one language needs to know: the languages, what may be referred to, where mistakes go."""

    languages: Mapping[str, Language]
    wanted: Language
    source: Language
    problems: Problems
    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Kind of record → id or unambiguous name → id."""
    texts: list[Text] = field(default_factory=list)
    """Every text given so far, also where it stands in for a missing translation: what coverage counts."""


def where_of(value: object) -> Location:
    """The place of a value in the author's file, `NOWHERE` for what no author wrote."""
    place = getattr(value, "where", None)
    return place if isinstance(place, Location) else NOWHERE


def decoding_of(info: ValidationInfo) -> Decoding:
    """The context every record is validated in."""
    context: Any = info.context
    assert isinstance(context, Decoding)
    return context


def fault(code: str, **values: Any) -> PydanticCustomError:
    """A mistake in a value; the decoder adds the place."""
    return PydanticCustomError(code, code, values)


class Record(BaseModel):
    """Base of all records: frozen, unknown keys refused, built when first used."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


# ---------------------------------------------------------------- text
def decode_text(value: Any, info: ValidationInfo) -> Text:
    """A plain string (the same in every language) or a map by language, as `Text` in the wanted language."""
    if isinstance(value, Text):
        return value
    decoding = decoding_of(info)
    text = _read_text(value, decoding)
    decoding.texts.append(text)
    return text


def _read_text(value: Any, decoding: Decoding) -> Text:
    if value is None or value == "":
        raise fault("empty-text")
    if isinstance(value, str):
        lang = _language_of(value, decoding)
        bare, breaks = without_breaks(value)
        return Text(bare, lang, decoding.wanted, None, where_of(value), breaks)
    if not isinstance(value, dict):
        raise fault("text-not-list")
    given: dict[Language, str] = {}
    ends: dict[Language, tuple[int, ...]] = {}
    for key, part in value.items():
        language = decoding.languages.get(key)
        if language is None:
            raise fault(
                "unknown-language", key=str(key), suggestion=nearest_language(key, decoding.languages)
            )
        if isinstance(part, dict | list):
            raise fault("text-not-list")
        if part is not None:
            given[language], ends[language] = without_breaks(str(part))
    return _choose(given, ends, value, decoding)


def _choose(
    given: dict[Language, str], ends: dict[Language, tuple[int, ...]], value: Any, decoding: Decoding
) -> Text:
    places = {decoding.languages[key]: where_of(part) for key, part in value.items() if part is not None}
    wanted = decoding.wanted
    copies = dict(misfiled(given)) if len(given) > 1 else {}
    for language in copies:
        del given[language]
    if wanted in given:
        return Text(given[wanted], wanted, wanted, given, places[wanted], ends[wanted])
    there = [text for text in given.values() if text]
    if not there:
        raise fault("empty-text")
    lang = decoding.source if given.get(decoding.source) else next(key for key, text in given.items() if text)
    if wanted in copies:
        of = copies[wanted]
        code = "copied-translation" if of else "other-script"
        decoding.problems.warning(code, places[wanted], language=wanted.code, source=(of or lang).code)
    elif not getattr(value, "is_reported", False):
        decoding.problems.warning("missing-translation", where_of(value), language=wanted.code)
    return Text(given[lang], lang, wanted, given, places[lang], ends[lang])


def _language_of(value: str, decoding: Decoding) -> Language:
    """The language of a string given for all: Chinese is no English, an English sentence no Chinese."""
    if decoding.wanted.is_han:
        others = (language for language in decoding.languages.values() if not language.is_han)
        return next(others, decoding.wanted) if is_sentence(value) else decoding.wanted
    if value.isascii() or not any(map(is_han, value)):
        return decoding.wanted
    if decoding.source.is_han:
        return decoding.source
    return next((language for language in decoding.languages.values() if language.is_han), decoding.wanted)


def nearest_language(key: str, languages: Collection[str]) -> str | None:
    """The code that was meant by `cn`, `zh_CN`, 英文; with `zh-hant` among them, by `zh_Hant`."""
    spellings = {code.lower().replace("_", "-"): code for code in languages}
    spelt = spellings.get(str(key).lower().replace("_", "-"))
    if spelt is not None:
        return spelt
    start = re.split("[-_]", str(key).lower())[0]
    aliases = {
        "cn": "zh",
        "chs": "zh",
        "chinese": "zh",
        "中文": "zh",
        "english": "en",
        "eng": "en",
        "英文": "en",
    }
    guess = aliases.get(start, start)
    return guess if guess in languages else suggest(start, languages)


_TEXT_SCHEMA = WithJsonSchema(
    {
        "anyOf": [
            {"type": ["string", "number"]},
            {"type": "object", "additionalProperties": {"type": ["string", "number", "null"]}},
        ]
    }
)
LocalText = Annotated[Text, PlainValidator(decode_text), _TEXT_SCHEMA]
"""Text for readers: a plain string, or a map language → text."""


def decode_label(value: Any, info: ValidationInfo) -> Text | None:
    """Like `decode_text`, but nothing, or deliberately nothing (`""`), is allowed."""
    if value is None or value == "":
        return None
    return decode_text(value, info)


OptionalText = Annotated[Text | None, PlainValidator(decode_label), _TEXT_SCHEMA]
"""Text for readers that may be absent."""


def decode_quietly(value: Any, info: ValidationInfo) -> Text | None:
    """Like `decode_label`; a missing translation is told of the field it belongs to, not of this one."""
    if isinstance(value, dict) and not getattr(value, "is_reported", False):
        decoding = decoding_of(info)
        quiet = dataclasses.replace(decoding, problems=Problems(), texts=[])
        return decode_label(value, SimpleNamespace(context=quiet))
    return decode_label(value, info)


QuietText = Annotated[Text | None, PlainValidator(decode_quietly), _TEXT_SCHEMA]
"""Part of another field's text, such as the family name of a name."""


# ---------------------------------------------------------------- plain values
def _plain(value: Any) -> str:
    if isinstance(value, dict | list):
        raise fault("text-not-list")
    if value is None or value == "":
        raise fault("empty-text")
    return value if isinstance(value, str) else str(value)


Plain = Annotated[str, PlainValidator(_plain), WithJsonSchema({"type": ["string", "number"]})]
"""A string that is no text for readers (an address, a code, a number as typed); keeps its place."""


def as_written(value: Any) -> Any:
    """A map with its places, for what is read elsewhere; nothing for nothing."""
    if value is not None and not isinstance(value, dict):
        raise fault("not-a-map")
    return value


def check_id(value: Any) -> str:
    """An id: `[a-z0-9-]`, not shaped like a date, no name that Windows keeps for devices."""
    text = _plain(value)
    if not ID_PATTERN.fullmatch(text):
        raise fault("bad-id", id=text, suggestion=re.sub("[^a-z0-9]+", "-", text.lower()).strip("-") or None)
    if DATE_SHAPE.fullmatch(text):
        raise fault("date-shaped-id", id=text)
    if text in WINDOWS_NAMES:
        raise fault("windows-name", name=text)
    return text


Id = Annotated[
    str, PlainValidator(check_id), WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})
]
"""An id, stable for ever."""


@dataclass(frozen=True)
class RefTo:
    """Marks a field that names a record of this kind by id (people also by an unambiguous name)."""

    kind: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        from pydantic_core import core_schema

        schema = core_schema.with_info_plain_validator_function(self._resolve)
        schema["serialization"] = core_schema.to_string_ser_schema()
        return schema

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "description": f"id of a {self.kind}"}

    def _resolve(self, value: Any, info: ValidationInfo) -> str:
        text = _plain(value)
        known = decoding_of(info).known.get(self.kind, {})
        if text not in known:
            raise fault("unknown-reference", kind=self.kind, id=text, suggestion=suggest(text, known))
        return text if known[text] == text else known[text]


PersonRef = Annotated[str, RefTo("person")]
OrganisationRef = Annotated[str, RefTo("organisation")]
VenueRef = Annotated[str, RefTo("venue")]
RoomRef = Annotated[str, RefTo("room")]
TrackRef = Annotated[str, RefTo("track")]
ProjectRef = Annotated[str, RefTo("project")]
SessionRef = Annotated[str, RefTo("session")]
SeriesRef = Annotated[str, RefTo("series")]


def _as_list(value: Any) -> Any:
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else [value]


Many = Annotated[tuple[T, ...], BeforeValidator(_as_list)]
"""A list, or one value alone, which is a list of one."""


def _day(value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    text = _plain(value)
    try:
        return parse_date(text)
    except ValueError as error:
        raise fault(*_reason(error), value=text, **_hint(error)) from None


def _clock(value: Any) -> Clock:
    if isinstance(value, Clock):
        return value
    text = _plain(value)
    try:
        return parse_clock(text)
    except ValueError as error:
        raise fault(*_reason(error), value=text) from None


def _reason(error: ValueError) -> tuple[str]:
    return (str(error.args[0]),)


def _hint(error: ValueError) -> dict[str, Any]:
    return {"suggestion": error.args[1]} if len(error.args) > 1 else {}


Day = Annotated[datetime.date, PlainValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day of the calendar, `2023-08-26`."""


def not_before(name: str, written: str = "") -> AfterValidator:
    """For a day that ends what begins with an earlier field of the record, called `written` by authors."""

    def check(last: datetime.date | None, info: ValidationInfo) -> datetime.date | None:
        first = info.data.get(name)
        if first is not None and last is not None and last < first:
            raise fault("dates-reversed", first_field=written or name, first=str(first), last=str(last))
        return last

    return AfterValidator(check)


Time = Annotated[Clock, PlainValidator(_clock), WithJsonSchema({"type": "string"})]
"""A time of day, minutes from midnight of the congress day; `00:30 +1` is after midnight."""


def _number(value: Any) -> int:
    text = _plain(value)
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise fault("not-a-number", value=text)
    return int(text)


def _decimal(value: Any) -> float:
    text = _plain(value)
    if not re.fullmatch(r"-?\d{1,12}(\.\d+)?", text):
        raise fault("not-a-number", value=text)
    return float(text)


Number = Annotated[int, PlainValidator(_number), WithJsonSchema({"type": "integer"})]
Decimal = Annotated[float, PlainValidator(_decimal), WithJsonSchema({"type": "number"})]


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    words = {
        "true": True,
        "yes": True,
        "on": True,
        "是": True,
        "false": False,
        "no": False,
        "off": False,
        "否": False,
    }
    text = _plain(value)
    if text.lower() not in words:
        raise fault("not-a-flag", value=text)
    return words[text.lower()]


Flag = Annotated[bool, PlainValidator(_flag), WithJsonSchema({"type": "boolean"})]
"""true or false (yes and no, 是 and 否 are read too)."""


def _web_address(value: Any) -> str:
    text = _plain(value)
    if not re.fullmatch(r"https?://[^\s\"'<>\\]+", text):
        raise fault("bad-url", value=text)
    return text


def _target(value: Any) -> str:
    text = _plain(value)
    if "\\" in text:
        raise fault("backslash", value=text, suggestion=text.replace("\\", "/"))
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", text) and not re.match(r"(?:https?|mailto|tel):", text):
        raise fault("bad-url", value=text)
    if ".." in text.split("/") or text.startswith("/"):
        raise fault("path-outside", value=text)
    return text


def _email(value: Any) -> str:
    text = _plain(value)
    if not re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\".]+(?:\.[^@\s<>\".]+)+", text):
        raise fault("bad-email", value=text)
    return text


Url = Annotated[str, PlainValidator(_web_address), WithJsonSchema({"type": "string", "format": "uri"})]
"""An address on the web, with http:// or https://."""
Target = Annotated[str, PlainValidator(_target), WithJsonSchema({"type": "string"})]
"""A file of content/ or an address on the web."""
Email = Annotated[str, PlainValidator(_email), WithJsonSchema({"type": "string", "format": "email"})]


class OneOf:
    """Marks a field that takes one word of a list; `aliases` are other ways to write some of them."""

    def __init__(self, *words: str, aliases: Mapping[str, str] | None = None) -> None:
        self.words = words
        self.table = {word: word for word in words} | dict(aliases or {})

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self._choose)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.table)}

    def _choose(self, value: Any) -> str:
        text = _plain(value)
        if text not in self.table:
            near = suggest(text, self.words)
            raise fault("not-a-choice", value=text, choices=", ".join(self.words), suggestion=near)
        return self.table[text]
