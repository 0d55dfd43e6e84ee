"""Whether the Markdown files of a page are in step: what each translation was made from, and its state."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b

from sitegen.problems import Location
from sitegen.text import BREAK, Language

LOCAL_FIELDS = ("title", "subtitle", "author", "source", "category", "menu_title", "summary")
"""Front matter that each language's file gives for itself; all else belongs to the source's file."""
BEGUN = "todo"
"""What `translated_from` says while a translation is being written: the file does not count yet."""

_RECORD = re.compile(r"([^\s@]+)@([0-9a-f]{12})")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ATTRIBUTES = re.compile(r"[ ]*\{:?[ ]*[.#][^\s{}][^{}\n]*\}")
_BULLET = re.compile(r"^([ \t]*)[*+](?=[ \t])", re.MULTILINE)
_RULE = re.compile(r"-{3,}|={3,}")
_WIDE = (
    "\u2014\u2018\u2019\u201c\u201d\u2026\u2e80-\ua4cf\uac00-\ud7af"
    "\uf900-\ufaff\ufe30-\uffee\U00020000-\U0003ffff"
)
_BESIDE_WIDE = re.compile(f" (?=[{_WIDE}])|(?<=[{_WIDE}]) ")


class State(StrEnum):
    """How one language's file of a page stands to the file that the page was written in first."""

    source = "source"
    """The page was written in this language."""
    current = "current"
    """Translated from the text as it is now."""
    stale = "stale"
    """Translated from a text that has been changed since."""
    unrecorded = "unrecorded"
    """There, but it does not say which text it was made from."""
    missing = "missing"
    """Not there, or begun and not yet accepted."""
    copied = "copied"
    """There, but it only repeats the text of the other language."""


@dataclass(frozen=True)
class Written:
    """What one language's file of a page says."""

    language: Language
    path: str
    """As the author knows it, `content/news/opening.zh.md`."""
    fields: Mapping[str, str]
    """Those of `LOCAL_FIELDS` that it gives."""
    body: str
    """Markdown."""
    body_line: int
    """The number, from 1, of the body's first line in the file."""

    @property
    def text(self) -> str:
        """All its words: fields and Markdown."""
        return "\n\n".join([*(self.fields[name] for name in LOCAL_FIELDS if name in self.fields), self.body])

    @cached_property
    def fingerprint(self) -> str:
        """`zh@9f3c…`: changes with the words, not with spaces, line breaks, marks of lists or ids."""
        parts = [f"{name}\0{self.fields[name]}" for name in LOCAL_FIELDS if self.fields.get(name)]
        text = "\1".join(normalise(part, self.language) for part in (*parts, self.body))
        return f"{self.language.code}@{blake2b(text.encode('utf-8', 'replace'), digest_size=6).hexdigest()}"


@dataclass(frozen=True)
class Translation:
    """A page in one language: its file, if it is there, beside the file it was, or would be, made from."""

    key: str
    """Name of the record whose text it is, e.g. `article:opening`; as `Page.key`."""
    page: str
    """What authors call it: its file without language and ending, `news/opening`."""
    language: Language
    source: Written
    """The file it is a translation of; itself where the page was written in this language."""
    written: Written | None
    """Its own file, None where that is missing or only begun."""
    where: Location
    """Where its file says what it was made from; its first line otherwise. Without one, where it would be."""
    recorded: str | None = None
    """The fingerprint of the source's text when it was translated, `zh@9f3c…`."""
    begun: Written | None = None
    """Its own file where that has not been accepted: `translated_from: todo`."""
    is_copied: bool = False
    """Whether its text is that of another language."""
    is_draft: bool = False
    """Whether the page is marked `draft: true`, and so is not on the site."""

    @cached_property
    def state(self) -> State:
        """How it stands to its source."""
        if self.written is None:
            return State.missing
        if self.written is self.source:
            return State.source
        if self.is_copied:
            return State.copied
        if self.recorded is None:
            return State.unrecorded
        return State.current if self.recorded == self.source.fingerprint else State.stale

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """Numbers that only it or only the source has: dates, times, fees that may have changed."""
        from sitegen.model.figures import differing

        if self.written is None or self.written is self.source:
            return ()
        return differing(self.source.text, self.written.text)

    @property
    def is_begun(self) -> bool:
        """Whether there is a file, which has not been accepted."""
        return self.begun is not None

    @property
    def path(self) -> str:
        """Its file, there or not."""
        return self.where.path


def normalise(text: str, language: Language) -> str:
    """A text without what does not matter to a translator.

    Unicode NFC; white space is one space, and none beside a wide character in languages written without
    spaces (so that a line broken differently is the same text); all bullets alike; cells and rules of tables
    as short as can be; without comments, ids, classes and preferred ends of lines.
    """
    text = text.replace(BREAK, "")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "<!--" in text:
        text = _COMMENT.sub("", text)
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    if "* " in text or "+ " in text:
        text = _BULLET.sub(r"\1-", text)
    if "---" in text or "===" in text:
        text = _RULE.sub(lambda run: run[0][:3], text)
    text = " ".join(text.split())
    if "|" in text:
        text = text.replace(" |", "|").replace("| ", "|")
    return _BESIDE_WIDE.sub("", text) if language.is_han else text


def read_record(value: str) -> tuple[str, str] | None:
    """Language code and whole fingerprint of a `translated_from`, None where it is none."""
    match = _RECORD.fullmatch(value.strip())
    return (match[1], match[0]) if match else None
