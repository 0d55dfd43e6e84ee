"""Text: a string that knows its language, the language that was wanted, and its translations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from sitegen.problems import Location


@dataclass(frozen=True, eq=False)
class Language:
    """A language of the site: its code in keys and addresses, BCP 47 tag, own name, locale."""

    code: str
    tag: str
    name: str
    locale: str

    @cached_property
    def is_han(self) -> bool:
        """Whether it is written without spaces, in Han characters (CLREQ, JLREQ rules apply)."""
        return self.tag.split("-")[0].lower() in {"zh", "ja", "yue", "lzh"}

    def __str__(self) -> str:
        return self.code


def is_han(character: str) -> bool:
    """Whether a character is a Han ideograph (also rare ones outside the Basic Multilingual Plane)."""
    return character > "⺀" and unicodedata.name(character, "").startswith("CJK")


# variation selectors (also of names, IVS), zero-width joiner, skin tones: no character without the one before
_JOINED = frozenset(
    map(chr, (*range(0xFE00, 0xFE10), 0x200D, *range(0x1F3FB, 0x1F400), *range(0xE0100, 0xE01F0)))
)
_LATIN_END = re.compile(r"[0-9A-Za-z]{1,20}\Z")
_TAG = re.compile(r"(<[^>]*>)")
_HAN_RUN = re.compile(
    "[\u2e80-\u2fdf\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def mark_han(html: str, tag: str) -> str:
    """Han characters in HTML of another script, marked with their language."""
    if html.isascii() or not _HAN_RUN.search(html):
        return html
    parts = _TAG.split(html)
    for n in range(0, len(parts), 2):
        if n == 0 or " lang=" not in parts[n - 1]:
            parts[n] = _HAN_RUN.sub(lambda run: f'<span lang="{tag}">{run[0]}</span>', parts[n])
    return "".join(parts)


# Browsers break lines before — – ～ ·, and after a hyphen between digits, also under strict rules; CLREQ
# ("prohibition rules for line start and line end") forbids it. Parts are numbers with what counts them.
_NUMBER = r"第?\d[\d.:：,%％℃年月日号周时点分秒期届场讲章节页]*"
_UNBROKEN = re.compile(
    rf"(?<![A-Za-z0-9+-])(?:\+\d{{1,3}}(?:[ -]\d{{2,8}}){{1,4}}|1[3-9]\d \d{{4}} \d{{4}}"
    rf"|[(（]0\d{{2,3}}[)）] ?\d{{3,4}}[ -]?\d{{4}})(?:转\d{{1,5}})?"
    rf"|{_NUMBER}(?:(?: ?[～~—–] ?|-){_NUMBER})+(?:转\d{{1,5}})?"
    r"|[^\W\d_](?:[·・‧][^\W\d_])+"
)
_JOINT = re.compile(
    r"[～~—–·・‧0-9+](?:(?<=[～~—–]) ?第?[0-9]|(?<=[·・‧])\w|(?<=[0-9])(?:[-)）] ?[0-9]| [0-9]{4})"
    r"|(?<=\+)[0-9])"
)
"""What is within each of them; most texts have none, and looking for the whole takes ten times as long (and
an expression that begins with one class of characters a third of others)."""
_SKIPPED = re.compile(rf"<(pre|code|kbd|samp)\b.*?</\1>|<[^>]*>|&[#\w]+;|({_UNBROKEN.pattern})", re.DOTALL)
_LONGEST_UNBROKEN = 24
"""Characters; more would be wider than a telephone."""


def keep_together(html: str) -> str:
    """HTML in which no line breaks within ranges (第3～5期), telephone numbers, or before the · of a name."""
    if not _JOINT.search(html):
        return html
    return _SKIPPED.sub(_unbroken, html)


def _unbroken(match: re.Match[str]) -> str:
    if not match[2] or len(match[2]) > _LONGEST_UNBROKEN:
        return match[0]
    return f'<span class="nb">{match[2]}</span>'


BREAK = "<wbr>"


def without_breaks(value: str) -> tuple[str, tuple[int, ...]]:
    """A string without its `<wbr>`, and where they were."""
    head, *rest = value.split(BREAK)
    breaks = []
    for part in rest:
        breaks.append(len(head))
        head += part
    return head, tuple(breaks)


class Text(str):
    """An immutable string with its language; in HTML a passage in another language than wanted is marked.

    `lang` is the language it is in, `wanted` the language of the site it was decoded for, `where` the
    place in the author's file, `breaks` the characters before which its author would rather have a line end
    (`<wbr>`; a browser cannot know words of Chinese). `str` methods return plain strings without a language:
    what cuts or joins text for readers goes through the methods here.
    """

    __slots__ = ("_all", "breaks", "lang", "wanted", "where")
    lang: Language
    wanted: Language
    where: Location | None
    breaks: tuple[int, ...]
    _all: Mapping[Language, str]

    def __new__(
        cls,
        value: str,
        lang: Language,
        wanted: Language | None = None,
        translations: Mapping[Language, str] | None = None,
        where: Location | None = None,
        breaks: tuple[int, ...] = (),
    ) -> Text:
        self = super().__new__(cls, value)
        self.lang = lang
        self.wanted = wanted or lang
        self.where = where
        self.breaks = breaks
        self._all = translations or {lang: value}
        return self

    @property
    def is_foreign(self) -> bool:
        """Whether it stands in for a missing translation, or is a name in another script."""
        return self.lang is not self.wanted

    def in_(self, code: str) -> Text | None:
        """The same text in the language with this code, None where it has not been given."""
        for language, value in self._all.items():
            if language.code == code:
                return Text(value, language, self.wanted, self._all, self.where)
        return None

    @property
    def spellings(self) -> tuple[Text, ...]:
        """The same text in every language it was given in, this one too."""
        return tuple(
            Text(value, language, self.wanted, self._all, self.where) for language, value in self._all.items()
        )

    @property
    def others(self) -> tuple[Text, ...]:
        """The same text in the other languages it was given in, without repetition."""
        seen = {str(self)}
        found = []
        for language, value in self._all.items():
            if value and value not in seen:
                seen.add(value)
                found.append(Text(value, language, self.wanted, self._all, self.where))
        return tuple(found)

    @property
    def plain(self) -> str:
        """The bare string, for attributes and machine formats, where a mark has no place."""
        return str.__str__(self)

    def with_value(self, value: str) -> Text:
        """Another string of the same language (a shortened or cleaned form of this one)."""
        return Text(value, self.lang, self.wanted, None, self.where)

    def cut(self, limit: int) -> Text:
        """At most `limit` characters (Han) or twice as many, to a word's end (others), with an ellipsis."""
        width = limit if self.lang.is_han else 2 * limit
        if len(self) <= width:
            return self
        value = str(self)
        end = width - 1
        while end and (
            unicodedata.combining(value[end]) or value[end] in _JOINED or value[end - 1] == "\u200d"
        ):
            end -= 1
        head = value[:end]
        if not self.lang.is_han:
            head = head[: head.rindex(" ")] if " " in head else head
        elif value[end].isascii() and value[end].isalnum():
            head = _LATIN_END.sub("", head) or head
        return self.with_value(head.rstrip(" ,;:，；：、") + "…")

    @property
    def is_bare(self) -> bool:
        """Whether its HTML is its characters, escaped: asked of every title and name."""
        if self.breaks or self.lang is not self.wanted:
            return False
        if self.isascii():
            return True
        return self.lang.is_han and not ("·" in self or "～" in self or "—" in self or "–" in self)

    def __html__(self) -> Markup:
        html = self._broken() if self.breaks else escape(str.__str__(self))
        if self.is_bare or not self:
            return html
        html = Markup(keep_together(html))  # noqa: S704 - escaped above
        if self.lang is self.wanted:
            return html if self.lang.is_han else Markup(mark_han(html, self._han))  # noqa: S704 - escaped above
        if not self.lang.is_han:
            html = Markup(mark_han(html, self._han))  # noqa: S704
        return Markup('<span lang="{}">{}</span>').format(self.lang.tag, html)

    def _broken(self) -> Markup:
        ends = (*self.breaks, len(self))
        return Markup(BREAK).join(self[start:end] for start, end in zip((0, *ends), ends, strict=False))  # noqa: S704 - its own mark, the rest is escaped

    @property
    def _han(self) -> str:
        """The tag of Chinese words in a text that is not Chinese."""
        return next((language.tag for language in self._all if language.is_han), "zh")

    def __reduce__(self) -> tuple[object, ...]:
        return (Text, (str.__str__(self), self.lang, self.wanted, self._all, self.where, self.breaks))
