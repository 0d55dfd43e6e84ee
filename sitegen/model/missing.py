"""What of a record is missing in the language wanted, and what that means for its page."""

from __future__ import annotations

from sitegen.text import Language, Text


def foreign_language(*texts: Text | None) -> Language | None:
    """The language of the first text that stands in for a missing translation, None where none does."""
    return next((text.lang for text in texts if text and text.is_foreign), None)


def all_foreign(*texts: Text | None) -> bool:
    """Whether there are texts, and every one stands in for a missing translation."""
    there = [text for text in texts if text]
    return bool(there) and all(text.is_foreign for text in there)
