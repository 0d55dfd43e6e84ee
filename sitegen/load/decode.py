"""Decoding: from positioned YAML to records, with every mistake told at its place."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sitegen.model.fields import Decoding, Record
from sitegen.problems import Location, suggest
from sitegen.source import YamlMap

R = TypeVar("R", bound=Record)

_CODES = {
    "missing": "missing-field",
    "extra_forbidden": "unknown-key",
    "model_type": "not-a-map",
    "model_attributes_type": "not-a-map",
    "dict_type": "not-a-map",
    "mapping_type": "not-a-map",
    "tuple_type": "not-a-list",
    "list_type": "not-a-list",
    "too_short": "too-few",
    "too_long": "too-many",
}
"""Types of errors of the validation library → codes of `messages/`; its own other types never occur."""


def decode(model: type[R], raw: Any, decoding: Decoding) -> R | None:
    """A record of raw YAML, or None after its mistakes were reported."""
    try:
        return model.model_validate(raw, context=decoding)
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=True):
            _report(model, raw, one, decoding)
        return None


def decode_all(model: type[R], raws: Sequence[Any], decoding: Decoding) -> tuple[R, ...]:
    """Every record of a list that could be decoded."""
    return tuple(record for raw in raws if (record := decode(model, raw, decoding)) is not None)


def with_key(raw: Any, name: str, value: Any, where: Location | None = None) -> Any:
    """A copy of a YAML map with one more key; what is no map is returned as it is."""
    if not isinstance(raw, YamlMap):
        return raw
    return with_keys(raw, {name: value}, where)


def with_keys(raw: YamlMap, values: Mapping[str, Any], where: Location | None = None) -> YamlMap:
    """A copy of a YAML map with more keys, which count as written at `where`."""
    copy = type(raw)(raw.where)
    copy.update(raw)
    copy.update(values)
    copy.key_where = {
        **raw.key_where,
        **{name: where or getattr(value, "where", None) or raw.where for name, value in values.items()},
    }
    return copy


def _report(model: type[BaseModel], raw: Any, error: Any, decoding: Decoding) -> None:
    code = _CODES.get(error["type"], error["type"])
    path = [part for part in error["loc"] if isinstance(part, str | int)]
    values = dict(error.get("ctx") or {})
    field = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    if code == "unknown-key":
        values |= {"key": field, "suggestion": suggest(field, _keys_of(_model_at(model, path[:-1])))}
        place = _place_of_key(raw, path)
    elif code == "missing-field":
        values |= {"field": field}
        place = _place_of(raw, path[:-1])
    else:
        values.setdefault("field", field)
        place = _place_of(raw, path)
    decoding.problems.error(
        code, place, **{name: value for name, value in values.items() if value is not None}
    )


def _place_of_key(raw: Any, path: Sequence[str | int]) -> Location:
    holder = _value_at(raw, path[:-1])
    if isinstance(holder, YamlMap) and path[-1] in holder.key_where:
        return holder.key_where[str(path[-1])]
    return _place_of(raw, path)


def _place_of(raw: Any, path: Sequence[str | int]) -> Location:
    """The place of the value at a path, of its key where it is null, of what holds it where it has none."""
    for end in range(len(path), -1, -1):
        value = _value_at(raw, path[:end])
        if value is None and end:
            holder = _value_at(raw, path[: end - 1])
            if isinstance(holder, YamlMap) and path[end - 1] in holder.key_where:
                return holder.key_where[str(path[end - 1])]
        place = getattr(value, "where", None)
        if place is not None:
            return typing.cast("Location", place)
    return Location("")


def _value_at(raw: Any, path: Sequence[str | int]) -> Any:
    value = raw
    for part in path:
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part] if part < len(value) else None
        elif not isinstance(value, dict | list) and part == 0:
            continue  # one value alone stands for a list of one
        elif isinstance(value, dict) and isinstance(part, str) and part not in value:
            return None
    return value


def _model_at(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel] | None:
    """The record class at a path of keys and indexes."""
    current: type[BaseModel] | None = model
    for part in path:
        if isinstance(part, int) or current is None:
            continue
        field = next(
            (info for name, info in current.model_fields.items() if part in (name, info.alias)), None
        )
        if field is not None:
            current = _record_in(field.annotation)
    return current


def _record_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    origin = typing.get_origin(annotation)
    if origin in (typing.Annotated, typing.Union, types.UnionType, tuple, list, dict):
        return next((found for part in typing.get_args(annotation) if (found := _record_in(part))), None)
    return None


def _keys_of(model: type[BaseModel] | None) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()] if model else []
