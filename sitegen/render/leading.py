"""Links to pages of the site, and what is said of those that are in another language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from sitegen.model.site import Site
from sitegen.render.urls import Keyed, Standpoint, key_of
from sitegen.render.words import Words
from sitegen.text import Language, Text


@dataclass(frozen=True)
class Leading:
    """Links as seen from the pages of a language."""

    site: Site
    standpoint: Standpoint
    words: Words

    def functions(self) -> dict[str, Callable[..., object]]:
        """What templates may call."""
        return {
            "reaches": self.standpoint.reaches,
            "hreflang": self.hreflang,
            "in_language": self.in_language,
        }

    def language_of(self, target: Keyed | str) -> Language | None:
        """The language a page is written in, where that is not the one of the page that links to it."""
        there = self.standpoint.addresses.languages_of.get(key_of(target), ())
        if not there or self.site.language.code in there:
            return None
        return next(language for language in self.site.languages if language.code == there[0])

    def hreflang(self, target: Keyed | str) -> Markup:
        """The attribute for a link that leads into another language; nothing for others."""
        if self.standpoint.has(target):
            return Markup("")
        language = self.language_of(target)
        return Markup(' hreflang="{}"').format(language.tag) if language else Markup("")

    def in_language(self, target: object) -> Markup:
        """A note that a page, or a text, is in another language than the page; nothing where it is not."""
        if isinstance(target, Text):
            language = target.lang if target.is_foreign else None
        else:
            language = self.language_of(target)  # type: ignore[arg-type]
        if language is None:
            return Markup("")
        return Markup('<span class="in-language">{}</span>').format(self.note(language))

    def note(self, language: Language) -> str:
        """`(in Chinese)`."""
        return str(self.words.in_language(language=self.name(language)))

    def name(self, language: Language) -> str:
        """What a language is called in the language of the page."""
        return self.words.of("language", language.code.replace("-", "_"))
