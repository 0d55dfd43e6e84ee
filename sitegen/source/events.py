"""PyYAML's event stream, in C where it is installed so, and the spans that scalars take up in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple


@cache
def parser() -> Callable[[str], Any]:
    """What makes a parser from a text; `get_event()` gives its next event and None after the last."""
    import yaml

    if not yaml.__with_libyaml__:
        return yaml.BaseLoader
    from yaml import cyaml

    made: Callable[[str], Any] = cyaml.CParser  # type: ignore[attr-defined]
    return made


class Span(NamedTuple):
    """Where a scalar stands: indexes into the text, and its quote, `|`, `>`, or nothing for a plain one."""

    start: int
    end: int
    style: str


class Spans:
    """The scalars of a text up to its end or its first error, and the brackets then open."""

    def __init__(self, text: str) -> None:
        import yaml

        self.scalars: list[Span] = []
        self.open: list[int] = []
        stream = parser()(text)
        try:
            while (event := stream.get_event()) is not None:
                self._take(event)
        except (yaml.YAMLError, RecursionError):
            pass
        self._starts = [span.start for span in self.scalars]

    def _take(self, event: Any) -> None:
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self.scalars.append(Span(event.start_mark.index, event.end_mark.index, event.style or ""))
        elif kind.endswith(("MappingStartEvent", "SequenceStartEvent")):
            self.open.append(event.start_mark.index if event.flow_style else -1)
        elif kind.endswith(("MappingEndEvent", "SequenceEndEvent")):
            self.open.pop()

    def at(self, index: int) -> Span | None:
        """The scalar that holds the character at `index`."""
        number = bisect_right(self._starts, index) - 1
        span = self.scalars[number] if number >= 0 else None
        return span if span and index < span.end else None

    def ending_at(self, index: int) -> Span | None:
        """The scalar that ends just before `index`; an empty one (nothing after a colon) too."""
        number = bisect_right(self._starts, index) - 1
        span = self.scalars[number] if number >= 0 else None
        return span if span and index == span.end else None

    @property
    def bracket(self) -> int | None:
        """The index of the innermost bracket not closed yet."""
        return next((index for index in reversed(self.open) if index >= 0), None)
