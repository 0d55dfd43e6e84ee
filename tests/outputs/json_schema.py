"""A small JSON Schema validator: the keywords our schemas use, and an error for any other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Value = Any
Schema = dict[str, Any]
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float)}
NOTES = {"$schema", "$id", "title", "description", "$defs"}
SIMPLE: dict[str, Callable[[Value, Any], bool]] = {
    "type": lambda value, wanted: isinstance(value, TYPES[wanted]) and not isinstance(value, bool),
    "const": lambda value, wanted: value == wanted and type(value) is type(wanted),
    "enum": lambda value, wanted: value in wanted,
    "pattern": lambda value, wanted: not isinstance(value, str) or bool(re.search(wanted, value)),
    "minLength": lambda value, wanted: not isinstance(value, str) or len(value) >= wanted,
    "minimum": lambda value, wanted: not isinstance(value, (int, float)) or value >= wanted,
    "minProperties": lambda value, wanted: not isinstance(value, dict) or len(value) >= wanted,
    "required": lambda value, wanted: not isinstance(value, dict) or set(wanted) <= set(value),
}
"""Keyword → whether a value keeps it."""


def faults(value: Value, schema: Schema, root: Schema, at: str = "") -> list[str]:
    """What is wrong, each with its place."""
    unknown = (
        set(schema) - NOTES - set(SIMPLE) - {"$ref", "oneOf", "properties", "additionalProperties", "items"}
    )
    assert not unknown, unknown
    found = [
        f"{at}: {value!r} fails {keyword} {schema[keyword]!r}"
        for keyword in schema.keys() & SIMPLE.keys()
        if not SIMPLE[keyword](value, schema[keyword])
    ]
    for part, inner, where in _inside(value, schema, root, at):
        found += faults(part, inner, root, where) if inner is not False else [f"{where}: unknown"]
    if "oneOf" in schema:
        fits = [faults(value, other, root, at) for other in schema["oneOf"]]
        if fits.count([]) != 1:
            found += [f"{at}: fits {fits.count([])} of {len(fits)}", *min(fits, key=len)]
    return found


def _inside(value: Value, schema: Schema, root: Schema, at: str) -> Iterator[tuple[Value, Any, str]]:
    """(part, its schema, its place): what is referred to, fields and items."""
    if "$ref" in schema:
        target: Any = root
        for name in schema["$ref"].removeprefix("#/").split("/"):
            target = target[name]
        yield value, target, at
    if isinstance(value, dict):
        known = schema.get("properties", {})
        others = schema.get("additionalProperties", {})
        yield from ((part, known.get(name, others), f"{at}/{name}") for name, part in value.items())
    if isinstance(value, list) and "items" in schema:
        yield from ((part, schema["items"], f"{at}/{n}") for n, part in enumerate(value))
