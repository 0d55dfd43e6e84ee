"""Reads the words.yaml files: merged by key and language, complete, with the same gaps in every language."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.model.fields import nearest_language
from sitegen.problems import Location, Problems, suggest
from sitegen.render.dates import PATTERNS
from sitegen.source import Scalar, SourceFile, YamlMap, read_yaml

DATE_PATTERNS = "date_patterns."
"""In the files a map of patterns per language; here each pattern is an entry, `date_patterns.day`."""
PLURAL_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
RESERVED = frozenset({"dates", "of", "size"})
"""What `Words` has itself."""
OPEN_GROUPS = ("language_", "spoken_", "kind_", "role_", "roles_", "level_", "line_", "currency_", "sponsor_")
"""Beginnings of keys of which a user's file may add more than the shipped one has (`language_nl`)."""

TEMPLATES = frozenset({".html", ".txt", ".xml", ".typ"})
"""Endings of the files that may use words."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NAMED = re.compile(r"(?<![\w.])words\.([a-z]\w*)")
_GROUP = re.compile(r"(?<![\w.])words\.of\(\s*[\"'](\w+)[\"']")


def gaps_of(text: str) -> frozenset[str]:
    """The names in braces; ValueError where braces are not closed or hold more than a name."""
    names = set()
    for _, name, spec, conversion in string.Formatter().parse(text):
        if name is not None:
            if spec or conversion or not _NAME.fullmatch(name):
                raise ValueError(name)
            names.add(name)
    return frozenset(names)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a file gives for one key and language: a text, or a text per plural category."""

    text: str
    """The text, the form `other` where it counts."""
    where: Location
    forms: Mapping[str, str] = field(default_factory=dict)
    """Plural category → text."""

    @property
    def gaps(self) -> frozenset[str]:
        """The names in braces."""
        return gaps_of(self.text)


@dataclass
class WordFiles:
    """Reads the files into one table, and checks it."""

    codes: Sequence[str]
    """Languages of the site."""
    problems: Problems
    shipped: list[str] = field(default_factory=list)
    """Languages of the first file."""
    table: dict[str, dict[str, Entry]] = field(default_factory=dict)
    """Key → language → entry. A pattern of dates has the key `date_patterns.day`."""
    gaps: dict[str, frozenset[str]] = field(default_factory=dict)
    """Key → the names in braces that it has where it is first given, and must have everywhere."""
    where: dict[str, Location] = field(default_factory=dict)
    """Where a key stands, in the last file that has it."""
    folders: Sequence[Path] = ()
    """The users' template folders, whose templates may use words of their own."""
    _used: tuple[frozenset[str], frozenset[str]] | None = None

    def read(self, files: Sequence[Path], patterns: YamlMap | None = None) -> dict[str, dict[str, Entry]]:
        """Language → key → entry, complete for every language; the first file is the shipped one.

        `patterns` of dates are from site.yaml.
        """
        self.folders = [path.parent for path in files[1:]]
        for path in files:
            self._read(path)
        if patterns is not None:
            self._take_patterns(patterns, patterns.where)
        self._check_gaps()
        return self._complete()

    def _read(self, path: Path) -> None:
        """Take the entries of one file over those of the files before it."""
        root = read_yaml(SourceFile(path.name, path, 0, 0, path.as_posix()), self.problems)
        if not isinstance(root, YamlMap):
            return
        known = list(self.table)
        if not known:
            rows = [row for row in root.values() if isinstance(row, YamlMap)]
            self.shipped = list(dict.fromkeys(code for row in rows for code in row))
        for key, row in root.items():
            where = root.key_where[key]
            if f"{key}." == DATE_PATTERNS:
                self._take_patterns(row, where)
                continue
            if known and key not in self.table and not key.startswith(OPEN_GROUPS) and not self._is_used(key):
                self.problems.warning("words-unused-key", where, key=key, suggestion=suggest(key, known))
            self._take(key, row, where)

    def _is_used(self, key: str) -> bool:
        """Whether a template of the user's own asks for a word that the shipped file does not have."""
        if self._used is None:
            self._used = used_words(self.folders)
        names, groups = self._used
        return key in names or key.startswith(tuple(f"{group}_" for group in groups))

    def _take(self, key: str, row: object, where: Location) -> None:
        if not _NAME.fullmatch(key) or key in RESERVED:
            self.problems.error("words-bad-key", where, key=key)
            return
        self.where[key] = where
        languages = self.table.setdefault(key, {})
        if isinstance(row, Scalar):
            if entry := self._entry(key, row):
                languages.update(dict.fromkeys(self.codes, entry))
                self.gaps.setdefault(key, entry.gaps)
        elif isinstance(row, YamlMap):
            for code, value in row.items():
                if self._knows(code, row.key_where[code]) and (entry := self._entry(key, value)):
                    languages[code] = entry
                    self.gaps.setdefault(key, entry.gaps)
        else:
            self.problems.error("words-not-languages", where, key=key)

    def _take_patterns(self, row: object, where: Location) -> None:
        if not isinstance(row, YamlMap):
            self.problems.error("words-not-languages", where, key=DATE_PATTERNS.rstrip("."))
            return
        for code, patterns in row.items():
            if not self._knows(code, row.key_where[code]):
                continue
            if not isinstance(patterns, YamlMap):
                self.problems.error("not-a-map", row.key_where[code], field=code)
                continue
            for name, value in patterns.items():
                self._take_pattern(code, name, value, patterns.key_where[name])

    def _take_pattern(self, code: str, name: str, value: object, where: Location) -> None:
        if name not in PATTERNS and not is_zone(name):
            self.problems.error("words-unknown-pattern", where, key=name, suggestion=suggest(name, PATTERNS))
            return
        key = DATE_PATTERNS + name
        entry = self._entry(key, value)
        if entry is None:
            return
        allowed = PATTERNS.get(name, frozenset())
        if entry.forms or not entry.gaps <= allowed:
            self.problems.error("words-pattern-gaps", entry.where, key=name, allowed=_braced(allowed))
            return
        self.where.setdefault(key, where)
        self.table.setdefault(key, {})[code] = entry

    def _knows(self, code: str, where: Location) -> bool:
        known = [*self.codes, *self.shipped]
        if code in known:
            return True
        self.problems.error(
            "words-unknown-language", where, key=code, suggestion=nearest_language(code, known)
        )
        return False

    def _entry(self, key: str, value: object) -> Entry | None:
        """A text or its plural forms; None, reported unless simply missing, where it is neither."""
        if isinstance(value, Scalar):
            return Entry(str(value), value.where) if self._is_closed(key, value) else None
        if not isinstance(value, YamlMap):
            return None
        forms = {}
        for category, form in value.items():
            if category not in PLURAL_CATEGORIES or not isinstance(form, Scalar):
                hint = suggest(category, PLURAL_CATEGORIES)
                self.problems.error("words-plural", value.key_where[category], key=category, suggestion=hint)
            elif self._is_closed(key, form):
                forms[category] = str(form)
        if "other" not in forms:
            self.problems.error("words-no-other", value.where, key=key)
            return None
        return Entry(forms["other"], value.where, forms)

    def _is_closed(self, key: str, text: Scalar) -> bool:
        try:
            gaps_of(text)
        except ValueError:
            self.problems.error("words-braces", text.where, key=key)
            return False
        return True

    # ------------------------------------------------------------ checks
    def _check_gaps(self) -> None:
        """The same gaps in every language, and in a user's words as in the shipped ones."""
        for key, reference in self.gaps.items():
            for entry in self.table[key].values():
                # A single form may do without the number ("one day"), and none may ask for more.
                more = any(not gaps_of(form) <= reference for form in entry.forms.values())
                if more or entry.gaps != reference:
                    code = "words-gaps" if reference else "words-no-gaps"
                    self.problems.error(code, entry.where, key=key, wanted=_braced(reference))

    def _complete(self) -> dict[str, dict[str, Entry]]:
        """Language → key → entry; what a language lacks is reported, and taken from the shipped words."""
        found: dict[str, dict[str, Entry]] = {}
        for code in self.codes:
            own = {key: row[code] for key, row in self.table.items() if code in row}
            lacking = (key for key, row in self.table.items() if row and code not in row)
            missing = [key for key in lacking if not is_zone(key)]
            if missing and not own:
                self.problems.error("words-no-language", self.where[missing[0]], language=code)
            else:
                for key in missing:
                    self.problems.error("words-missing", self.where[key], key=key, language=code)
            found[code] = {key: next(iter(self.table[key].values())) for key in missing} | own
        return found


def used_words(folders: Iterable[Path]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that templates under these folders ask for, and the groups (`words.of("kind", …)`)."""
    names: set[str] = set()
    groups: set[str] = set()
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in TEMPLATES:
                text = path.read_text("utf-8", "replace")
                names.update(_NAMED.findall(text))
                groups.update(_GROUP.findall(text))
    return frozenset(names), frozenset(groups)


def is_zone(name: str) -> bool:
    """Whether a pattern of dates is the name of a zone, which a language may leave to CLDR."""
    return "/" in name or name.removeprefix(DATE_PATTERNS) == "UTC"


def _braced(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
