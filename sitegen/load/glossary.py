"""Holds the texts to glossary.yaml: fixed translations that are lacking, and names translated two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from sitegen.load.collect import Collected
from sitegen.model.fields import nearest_language, where_of
from sitegen.model.glossary import Glossary, Term, key_of, stems_of
from sitegen.model.translations import LOCAL_FIELDS
from sitegen.problems import Location, Problems
from sitegen.source import Document, YamlList, YamlMap

_NO_TEXTS = frozenset({"redirects", "history", "glossary"})
"""Kinds of files that hold no texts for readers."""
_HEADING = re.compile(r"#{1,6}\s")
_FENCE = re.compile(r"\s*(```|~~~)")
_NOT_READ = re.compile(r"(?<=\])\([^)\n]*\)|<[^>\n]*>|`[^`\n]*`|\{[^}\n]*\}|https?://\S+|[\[\]*_]")
"""What readers do not see: addresses of links, tags, code, attributes, marks."""


def check_glossary(found: Collected, languages: Sequence[str], source: str, problems: Problems) -> None:
    """Warn of each translation that lacks a fixed term, and of organisations with two names in a language.

    Costs next to nothing where there is no glossary.yaml.
    """
    _check_names(found, languages, source, problems)
    terms = list(read_terms(found.lists.get("glossary", ()), languages, source, problems))
    glossaries = [Glossary(terms, source, code) for code in languages if code != source] if terms else []
    if not glossaries:
        return
    pairs = [pair for root in _roots(found) for pair in _pairs(root, frozenset(languages))]
    for glossary in glossaries:
        for value in pairs:
            _check_pair(glossary, value, source, problems)
        _check_prose(glossary, found, source, problems)


def read_terms(
    rows: Sequence[Any], languages: Sequence[str], source: str, problems: Problems
) -> Iterator[Term]:
    """The entries, each a map language → a form or a list of forms; what is wrong with them is told."""
    known: dict[tuple[str, str], Term] = {}
    for row in rows:
        if not isinstance(row, YamlMap):
            problems.error("not-a-map", where_of(row), field="glossary")
            continue
        forms: dict[str, tuple[str, ...]] = {}
        for key, value in row.items():
            if key not in languages:
                near = nearest_language(key, languages)
                problems.error("unknown-language", row.key_where[key], key=str(key), suggestion=near)
                continue
            given = value if isinstance(value, YamlList) else [value]
            if all(isinstance(form, str) and form.strip() for form in given) and given:
                forms[key] = tuple(str(form) for form in given)
            else:
                problems.error("empty-text", row.key_where[key], field=str(key))
        term = Term(forms, row.where)
        for form in forms.get(source, ()):
            first = known.setdefault((source, key_of(form)), term)
            if first is not term:
                problems.warning("term-twice", row.where, term=form, other=str(first.where))
        yield term


# ---------------------------------------------------------------- data
def _roots(found: Collected) -> Iterator[Any]:
    yield from (value for kind, value in found.maps.items() if kind not in _NO_TEXTS)
    yield from (value for kind, value in found.lists.items() if kind not in _NO_TEXTS)
    for pairs in found.prose.values():
        yield from (document.front for prose in pairs.values() for document in prose.documents.values())


def _pairs(root: Any, codes: frozenset[str]) -> Iterator[YamlMap]:
    """Every text that is given by language."""
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, YamlMap):
            if codes.issuperset(value):
                yield value
            else:
                waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _check_pair(glossary: Glossary, value: YamlMap, source: str, problems: Problems) -> None:
    text, translation = value.get(source), value.get(glossary.target)
    if isinstance(text, str) and isinstance(translation, str) and text and translation:
        _tell(glossary, text, translation, where_of(translation), problems)


def _tell(glossary: Glossary, text: str, translation: str, where: Location, problems: Problems) -> None:
    for term, form in glossary.lacking(text, translation):
        fixed = term.forms[glossary.target][0]
        problems.warning("term-lacking", where, term=form, fixed=fixed)


# ---------------------------------------------------------------- prose
def _check_prose(glossary: Glossary, found: Collected, source: str, problems: Problems) -> None:
    for pairs in found.prose.values():
        for prose in pairs.values():
            one, other = prose.documents.get(source), prose.documents.get(glossary.target)
            if one is None or other is None:
                continue
            for name in LOCAL_FIELDS:
                text, translation = one.front.get(name), other.front.get(name)
                if isinstance(text, str) and isinstance(translation, str):
                    _tell(glossary, text, translation, where_of(translation), problems)
            if glossary.terms_in(one.body):
                for text, translation, line in _side_by_side(one, other):
                    _tell(glossary, text, translation, Location(other.path, line, 1), problems)


def _side_by_side(one: Document, other: Document) -> Iterator[tuple[str, str, int]]:
    """The same parts of two files, with the line of the second: paragraphs, else sections, else all."""
    sections, others = _parts(one, _HEADING), _parts(other, _HEADING)
    if len(sections) != len(others):
        yield _whole(sections), _whole(others), other.body_line
        return
    for left, right in zip(sections, others, strict=True):
        inside, beside = _paragraphs(left), _paragraphs(right)
        if len(inside) == len(beside):
            for (text, _), (translation, line) in zip(inside, beside, strict=True):
                yield text, translation, line
        else:
            yield _text(left), _text(right), right[0][1]


Lines = list[tuple[str, int]]
"""Lines of a file with their numbers; never none."""


def _parts(document: Document, opening: re.Pattern[str]) -> list[Lines]:
    """The body, cut before each heading; code left out."""
    parts: list[Lines] = [[]]
    is_code = False
    for number, line in enumerate(document.body.split("\n"), document.body_line):
        if _FENCE.match(line):
            is_code = not is_code
        elif not is_code:
            if opening.match(line):
                parts.append([])
            parts[-1].append((_NOT_READ.sub("", line), number))
    return [part for part in parts if any(line.strip() for line, _ in part)] or [[("", document.body_line)]]


def _paragraphs(part: Lines) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    is_open = False
    for line, number in part:
        if not line.strip():
            is_open = False
        elif is_open:
            found[-1] = (f"{found[-1][0]}\n{line}", found[-1][1])
        else:
            found.append((line, number))
            is_open = True
    return found


def _text(part: Lines) -> str:
    return "\n".join(line for line, _ in part)


def _whole(parts: list[Lines]) -> str:
    return "\n".join(map(_text, parts))


# ---------------------------------------------------------------- names
def _check_names(found: Collected, languages: Sequence[str], source: str, problems: Problems) -> None:
    """An organisation that is called one way here and another way there, in the same language."""
    known: dict[tuple[str, str], str] = {}
    for names in _organisations(found):
        name = names.get(source)
        for code in languages:
            other = names.get(code)
            if code == source or not (isinstance(name, str) and isinstance(other, str) and name and other):
                continue
            first = known.setdefault((key_of(name), code), other)
            if stems_of(first) != stems_of(other):
                place = str(where_of(first))
                problems.warning("name-two-ways", where_of(other), name=name, first=first, other=place)


def _organisations(found: Collected) -> Iterator[YamlMap]:
    """Names of organisations by language: those of organisations.yaml, then those written beside people."""
    for entry in (found.maps.get("organisations") or {}).values():
        if isinstance(entry, YamlMap) and isinstance(entry.get("name"), YamlMap):
            yield entry["name"]
    for person in (found.maps.get("people") or {}).values():
        if isinstance(person, YamlMap):
            positions = person.get("positions")
            offices = positions if isinstance(positions, YamlList) else ()
            typed = [
                person.get("affiliation"),
                *(row.get("organisation") for row in offices if isinstance(row, YamlMap)),
            ]
            yield from (value for value in typed if isinstance(value, YamlMap))
