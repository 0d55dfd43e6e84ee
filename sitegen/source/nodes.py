"""What YAML becomes: texts, maps and lists that know where they stand in the author's file."""

from __future__ import annotations

from typing import Any

from sitegen.problems import Location


class Scalar(str):
    """A text exactly as typed (`no`, `08:30`, `007`); `is_plain` unless it stood in quotes or a block."""

    __slots__ = ("is_plain", "where")
    where: Location
    is_plain: bool

    def __new__(cls, value: str, where: Location, is_plain: bool = True) -> Scalar:
        self = str.__new__(cls, value)
        self.where = where
        self.is_plain = is_plain
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return (Scalar, (str(self), self.where, self.is_plain))


class YamlMap(dict[str, Any]):
    """Keys in the author's order; values are `Scalar`, `None` (null or nothing), `YamlMap` or `YamlList`."""

    __slots__ = ("key_where", "where")
    where: Location
    key_where: dict[str, Location]

    def __init__(self, where: Location) -> None:
        super().__init__()
        self.where = where
        self.key_where = {}

    def __reduce__(self) -> tuple[object, ...]:
        return (YamlMap, (self.where,), (None, {"key_where": self.key_where}), None, iter(self.items()))


class YamlList(list[Any]):
    """Values as in `YamlMap`."""

    __slots__ = ("where",)
    where: Location

    def __init__(self, where: Location) -> None:
        super().__init__()
        self.where = where

    def __reduce__(self) -> tuple[object, ...]:
        return (YamlList, (self.where,), None, iter(self))
