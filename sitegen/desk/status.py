"""What is translated and what is not: counts by language and kind, and every gap with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sitegen.model.coverage import Coverage
from sitegen.model.fields import NOWHERE
from sitegen.problems import Location, sentence
from sitegen.text import Language


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to do, or to know: a row of a list."""

    list: str
    """One of `LISTS`."""
    language: str
    """Code of the language that is concerned."""
    kind: str
    """One of `KINDS`, or `words`."""
    record: str
    """Id of the record, name of the Markdown file, or key of the word."""
    field: str = ""
    """Keys to the text in its record; empty for a whole file or page."""
    where: Location = NOWHERE
    """The place to go to: of the text that is there, or of the mistake."""
    texts: int = 1
    """How many texts this is: those of a file that is missing, otherwise 1."""
    wants: str = ""
    """The file to write; that of the original; the address of the page readers get, if they get one."""
    policy: str = ""
    """Of a page in another language: `fallback`, `link` or `omit`, as `Site.missing_as` has it."""

    @property
    def name(self) -> str:
        """Kind apart, what it is called: `wang-wei: bio`."""
        return f"{self.record}: {self.field}" if self.record and self.field else self.record or self.field

    def said(self, language: str) -> str:
        """What is at the place, without its kind, worded in `language`."""
        if self.policy:
            code = f"status-page-{self.policy}"
        elif not self.wants or self.list == "unrecorded":
            return self.name
        else:
            code = "status-file" if self.list == "missing" else "status-against"
        return sentence(code, language, name=self.name, n=self.texts, wants=self.wants)


@dataclass(frozen=True)
class LanguageStatus:
    """The counts of one language."""

    language: Language
    kinds: Mapping[str, Coverage]
    """Texts of records, by kind, without the kinds nobody has written."""
    files: Coverage
    """Markdown files of all kinds."""
    words: Coverage
    """Words of the interface."""

    @property
    def texts(self) -> Coverage:
        """The texts of all kinds chosen."""
        return sum(self.kinds.values(), Coverage())


@dataclass(frozen=True)
class Status:
    """What `sitegen status` tells."""

    source: str = ""
    """Code of the source language, empty where mistakes hide it."""
    languages: tuple[LanguageStatus, ...] = ()
    gaps: tuple[Gap, ...] = ()
    mistakes: int = 0
    """Mistakes in the content; while there are some nothing is counted."""

    def narrowed(self, languages: Iterable[str], kinds: Iterable[str], lists: Iterable[str]) -> Status:
        """Only these languages, kinds and lists; all of those of which none is named."""
        codes, wanted, names = frozenset(languages), frozenset(kinds), frozenset(lists)
        rows = (row for row in self.languages if not codes or row.language.code in codes)
        return replace(
            self,
            languages=tuple(_of_kinds(row, wanted) if wanted else row for row in rows),
            gaps=tuple(
                gap
                for gap in self.gaps
                if (not codes or gap.language in codes)
                and (not wanted or gap.kind in wanted)
                and (not names or gap.list in names)
            ),
        )


def _of_kinds(row: LanguageStatus, wanted: frozenset[str]) -> LanguageStatus:
    kinds = {kind: count for kind, count in row.kinds.items() if kind in wanted}
    words = row.words if "words" in wanted else Coverage()
    return replace(row, kinds=kinds, files=Coverage(), words=words)
