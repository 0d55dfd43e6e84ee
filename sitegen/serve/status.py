"""The preview's page of the translation: counts by language and kind, and the lists of gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from sitegen.desk.status import Gap, LanguageStatus, Status
from sitegen.desk.survey import survey
from sitegen.model.coverage import KINDS, Coverage
from sitegen.problems import sentence
from sitegen.serve.pages import PROBLEMS, links_to, own_page
from sitegen.serve.state import State

_TABLE = Markup("<table>\n<thead><tr><td></td>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>")
_ROW = Markup('<tr><th scope="row"{sub}>{label}</th>{cells}</tr>')
_CELL = Markup(
    '<td{mark}>{given}/{wanted} <meter min="0" max="100" value="{percent}"></meter> {percent} %</td>'
)
_LIST = Markup('<section>\n<h2 id="{id}">{title}</h2>\n<p>{about}</p>\n{rows}\n</section>')


def status_page(state: State, language: str, prefix: str = "/") -> bytes:
    """The status of the last good site; why there is none as long as there is no site."""
    title = sentence("status-title", language)
    if state.ready is None:
        code = "serve-nothing-yet" if state.number else "serve-first-build"
        parts = [Markup("<p>{}</p>").format(sentence(code, language, n=len(state.errors)))]
        return own_page(title, [*parts, links_to(language, (PROBLEMS, "serve-problems-title"))], language)
    ready = state.ready
    words = ready.renderer.words[ready.project.source_code]
    status = survey(ready.project, ready.plan, words.size, state.problems)
    return own_page(
        title,
        _Page(status, language, prefix).parts(is_old=not state.is_good, errors=len(state.errors)),
        language,
    )


class _Page:
    """The parts of the page of one status."""

    def __init__(self, status: Status, language: str, prefix: str) -> None:
        self.status = status
        self.language = language
        self.prefix = prefix

    def parts(self, *, is_old: bool, errors: int) -> Iterator[Markup]:
        """From the top: what is shown, the counts, the lists, where to go on."""
        if is_old:
            yield Markup("<p>{}</p>").format(self._say("serve-last-good", n=errors))
        yield self._table()
        if not self.status.gaps:
            yield Markup("<p>{}</p>").format(self._say("status-complete"))
        for (name, code), gaps in groupby(self.status.gaps, key=lambda gap: (gap.list, gap.language)):
            yield self._list(name, code, list(gaps))
        yield links_to(self.language, (PROBLEMS, "serve-problems-title"), ("/", "serve-to-site"))

    def _say(self, code: str, **values: object) -> str:
        return sentence(code, self.language, **values)

    def _table(self) -> Markup:
        rows = self.status.languages
        cell = Markup('<th scope="col" lang="{}">{}</th>')
        head = Markup("").join(cell.format(row.language.tag, row.language.name) for row in rows)
        return _TABLE.format(head=head, body=Markup("\n").join(self._rows(rows)))

    def _rows(self, rows: Sequence[LanguageStatus]) -> Iterator[Markup]:
        yield self._row("status-all-texts", [row.texts for row in rows])
        for kind in KINDS:
            if any(kind in row.kinds for row in rows):
                counts = [row.kinds.get(kind, Coverage()) for row in rows]
                yield self._row(f"status-kind-{kind}", counts, is_part=True)
        yield self._row("status-files", [row.files for row in rows])
        yield self._row("status-words", [row.words for row in rows])

    def _row(self, label: str, counts: Iterable[Coverage], *, is_part: bool = False) -> Markup:
        sub = Markup(' class="part"') if is_part else ""
        return _ROW.format(sub=sub, label=self._say(label), cells=Markup("").join(map(_cell, counts)))

    def _list(self, name: str, code: str, gaps: Sequence[Gap]) -> Markup:
        language = next(
            (row.language.name for row in self.status.languages if row.language.code == code), code
        )
        title = self._say("status-list", list=self._say(f"status-{name}"), name=language, n=len(gaps))
        groups = [
            Markup("<h3>{}</h3>\n<ul>\n{}\n</ul>").format(
                self._say(f"status-kind-{kind}"), Markup("\n").join(map(self._item, rows))
            )
            for kind, rows in groupby(gaps, key=lambda gap: gap.kind)
        ]
        about = self._say(f"status-about-{name}")
        return _LIST.format(id=f"{name}-{code}", title=title, about=about, rows=Markup("\n").join(groups))

    def _item(self, gap: Gap) -> Markup:
        place = Markup("<code>{}</code>").format(gap.where)
        if gap.policy and gap.wants:
            link = Markup('<a href="{}">{}</a>').format(self.prefix + gap.wants, gap.said(self.language))
            return Markup("<li>{} {}</li>").format(place, link)
        return Markup("<li>{} {}</li>").format(place, gap.said(self.language))


def _cell(count: Coverage) -> Markup:
    if not count.wanted:
        return Markup("<td>–</td>")
    mark = Markup(' class="lacking"') if count.missing else ""
    return _CELL.format(mark=mark, given=count.given, wanted=count.wanted, percent=count.percent)
