"""Takes stock of a project's translation: counts every text, and finds every gap with its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sitegen.build.options import Options
from sitegen.build.prepare import default_templates, words_of
from sitegen.desk.places import OF_FOLDER, Name, kind_of_file, name_places
from sitegen.desk.status import Gap, LanguageStatus, Status
from sitegen.load.collect import Prose
from sitegen.load.project import Project, load_project
from sitegen.memo import Memo
from sitegen.model.coverage import KINDS, LISTS, Coverage, cover
from sitegen.model.fields import NOWHERE, where_of
from sitegen.model.prose import Article, ProsePage
from sitegen.model.site import Site
from sitegen.model.translations import State, Translation, read_record
from sitegen.outputs.pages import plan_pages
from sitegen.plan import Plan, make_plan
from sitegen.problems import Location, Problem, Problems, Stopped
from sitegen.text import Language, Text

EXTRA = ("unknown-language", "unknown-language-suffix", "words-unknown-language")
"""Mistakes that tell of a language nobody configured."""
COPIED = ("copied-translation", "other-script")
"""Warnings of texts that are filed under a language they are not in."""
WORDS_LACKING = ("words-missing", "words-no-language")
"""Mistakes that tell of words somebody has to translate."""


def take_stock(options: Options, problems: Problems) -> Status:
    """The status of a content folder; mistakes go to `problems`; where they forbid it nothing is counted."""
    try:
        project = load_project(options.content, problems, options.today)
    except Stopped:
        return broken(problems)
    found = Problems()
    words = words_of([default_templates(), *options.templates], project, Memo(options.cache), found)
    problems.extend(found)
    if any(not problem.severity and problem.code not in WORDS_LACKING for problem in found):
        return broken(problems)
    plan = make_plan(project, plan_pages(project, words), problems)
    return survey(project, plan, words[project.source_code].size, problems)


def survey(project: Project, plan: Plan, word_keys: int, problems: Iterable[Problem] = ()) -> Status:
    """Count and list everything; `word_keys` is how many words there are, `problems` what has been told."""
    found = list(problems)
    names = name_places(project.found, project.sites)
    rows: list[LanguageStatus] = []
    gaps: list[Gap] = []
    for site in project.sites.values():
        desk = _Desk(project, site.language, names, copies(found, site.language))
        gaps += desk.missing(site.texts)
        lacking = [gap for gap in word_gaps(found, word_keys) if gap.language == site.language.code]
        gaps += lacking
        words = Coverage(word_keys, sum(gap.texts for gap in lacking))
        rows.append(LanguageStatus(site.language, desk.kinds(site.texts), desk.files(), words))
        gaps += out_of_step(site.translations.values())
    gaps += fallbacks(plan)
    gaps += orphans(found)
    gaps += sourceless(project)
    return Status(project.source_code, tuple(rows), _sorted(gaps))


def broken(problems: Problems) -> Status:
    """What can be told of content with mistakes: only what is in a language that the site does not have."""
    return Status(gaps=_sorted(extras(problems)), mistakes=problems.errors)


@dataclass
class _Desk:
    """Counts and lists for one language."""

    project: Project
    language: Language
    names: Mapping[Location, Name]
    copies: Iterable[Location]
    """The places of texts that are no translations."""
    files_by_path: Mapping[str, tuple[str, Prose]] = field(init=False)

    def __post_init__(self) -> None:
        self.files_by_path = {
            path: (folder, pair)
            for folder, pairs in self.project.found.prose.items()
            for pair in pairs.values()
            for path in pair.files.values()
        }

    def name(self, where: Location | None) -> Name:
        return self.names.get(where or NOWHERE, Name("event", "", ""))

    def kinds(self, texts: Iterable[Text]) -> dict[str, Coverage]:
        """Texts by kind, in the order of `KINDS`."""
        by_kind: dict[str, list[Text]] = defaultdict(list)
        for text in texts:
            by_kind[self.name(text.where).kind].append(text)
        return {kind: cover(by_kind[kind]) for kind in KINDS if kind in by_kind}

    def files(self) -> Coverage:
        """Markdown files that are there in any language."""
        pairs = [pair for pairs in self.project.found.prose.values() for pair in pairs.values()]
        return Coverage(len(pairs), sum(self.language.code not in pair.files for pair in pairs))

    def missing(self, texts: Iterable[Text]) -> Iterator[Gap]:
        """Each text that is there in another language only; a file that is missing once for all in it."""
        copied = {self.name(where): where for where in self.copies}
        places = {text.where: None for text in texts if text.lang is not text.wanted and text.where}
        whole: dict[str, int] = defaultdict(int)
        for where in places:
            _, pair = self.files_by_path.get(where.path, ("", None))
            if pair is None or self.language.code in pair.files:
                name = self.name(where)
                kind = "copied" if name in copied else "missing"
                yield Gap(kind, self.language.code, *name, copied.get(name, where))
            else:
                whole[where.path] += 1
        for path, count in whole.items():
            folder, pair = self.files_by_path[path]
            assert pair is not None
            code, name = self.language.code, Name(OF_FOLDER[folder], pair.name, "")
            if code in pair.begun:
                yield Gap("begun", code, *name, Location(pair.begun[code].path, 1), count)
            else:
                wants = f"{path.removesuffix('.md').rpartition('.')[0]}.{code}.md"
                yield Gap("missing", code, *name, Location(path, 1), count, wants)


def copies(problems: Iterable[Problem], language: Language) -> list[Location]:
    """Where a language has the text of another in place of a translation."""
    return [
        problem.location
        for problem in problems
        if problem.code in COPIED and dict(problem.values)["language"] == language.code
    ]


def word_gaps(problems: Iterable[Problem], every: int) -> Iterator[Gap]:
    """Words of the interface that a language lacks; in one row where it has none of them."""
    for problem in problems:
        if problem.code in WORDS_LACKING:
            values = dict(problem.values)
            key = values.get("key", "")
            texts = 1 if key else every
            yield Gap("missing", values["language"], "words", key, "", problem.location, texts)


def out_of_step(rows: Iterable[Translation]) -> Iterator[Gap]:
    """Files that are there and not known to say what their originals say."""
    for row in rows:
        if row.state in (State.stale, State.unrecorded) and not row.is_draft:
            folder, _, name = row.page.partition("/")
            yield Gap(
                row.state.value,
                row.language.code,
                OF_FOLDER[folder],
                name,
                "",
                row.where,
                wants=row.source.path,
            )


def fallbacks(plan: Plan) -> Iterator[Gap]:
    """Pages whose main text is there in another language only: where a reader meets it."""
    kinds = {
        "article": "articles",
        "prose": "pages",
        "person": "people",
        "session": "sessions",
        "series": "series",
    }
    for page in plan.pages:
        if page.is_fallback:
            kind, _, record = page.key.partition(":")
            gap = Gap("fallback", page.language.code, kinds[kind], record, "", page.place)
            yield replace(gap, wants=f"{page.folder}/", policy="fallback")
    everywhere = {key: row for site in plan.project.sites.values() for key, row in _prose(site).items()}
    for site in plan.project.sites.values():
        own = _prose(site)
        for key, row in everywhere.items():
            kind, _, record = key.partition(":")
            gap = Gap("fallback", site.language.code, kinds[kind], record, "", where_of(row.title))
            if key not in own:
                yield replace(gap, policy="omit")
            elif not site.has_page(own[key]):
                there = plan.addresses[plan.languages_of[key][0]][key]
                yield replace(gap, wants=f"{there}/", policy="link")


def _prose(site: Site) -> dict[str, Article | ProsePage]:
    rows: list[Article | ProsePage] = [*site.articles, *site.pages.values()]
    return {row.key: row for row in rows}


def orphans(problems: Iterable[Problem]) -> Iterator[Gap]:
    """Texts of people, sessions and series that are not there (any more)."""
    for problem in problems:
        if problem.code == "file-without-record":
            values = dict(problem.values)
            code = problem.location.path.removesuffix(".md").rpartition(".")[2]
            kind = OF_FOLDER[values["folder"]]
            yield Gap("orphan", code, kind, values["id"], "", problem.location)


def sourceless(project: Project) -> Iterator[Gap]:
    """Translations of a file that is not there any more."""
    for folder, pairs in project.found.prose.items():
        for pair in pairs.values():
            for code, document in [*pair.documents.items(), *pair.begun.items()]:
                value = document.front.get("translated_from")
                record = read_record(value) if isinstance(value, str) else None
                if record is not None and record[0] not in pair.documents:
                    yield Gap("orphan", code, OF_FOLDER[folder], pair.name, "", where_of(value))


def extras(problems: Iterable[Problem]) -> Iterator[Gap]:
    """Texts, files and words in a language that the site does not have."""
    for problem in problems:
        if problem.code in EXTRA:
            values = dict(problem.values)
            code = values["language"] if "language" in values else values["key"]
            kind = "words" if problem.code.startswith("words") else kind_of_file(problem.location.path)
            yield Gap("extra", str(code), kind, "", "", problem.location)


def _sorted(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """By list, language, kind and place."""
    lists, kinds = LISTS.index, (*KINDS, "words").index
    rows = ((lists(gap.list), gap.language, kinds(gap.kind), gap.where, gap.record, gap) for gap in gaps)
    return tuple(row[-1] for row in sorted(rows, key=lambda row: row[:-1]))
