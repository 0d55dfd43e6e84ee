"""A small congress with every oddity, its data for print, and a reader of PDF text that needs no library."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from sitegen.build.run import default_templates
from sitegen.load.project import Project
from sitegen.memo import Memo
from sitegen.printing import Edition, Typesetter, editions_of, whole_edition
from sitegen.problems import Problems
from sitegen.render.words import load_words

FILES = {
    "site.yaml": """\
languages:
  zh: {tag: zh-Hans, name: 中文, locale: zh_Hans_CN}
  en: {tag: en, name: English, locale: en_GB}
source_language: zh
base_url: https://example.org/2023/
event:
  name: {zh: 示例大会, en: Example Congress}
  theme: {zh: 传承与创新, en: Tradition and new ways}
  start: 2023-08-25
  end: 2023-08-26
  timezone: Asia/Shanghai
  venue: hall
accreditation:
  - {id: cme, name: {zh: 血管病诊疗, en: Vascular care}, project_no: EX-1, class: I, points: 1, hours: 3, organiser: {zh: 示例大学, en: Example University}}
theme: {brand: "#123456"}
""",
    "venues.yaml": """\
hall:
  name: {zh: 会堂, en: Hall}
  address: {zh: 会议路1号, en: 1 Huiyi Road}
  rooms:
    a: {name: {zh: A厅, en: Room A}, floor: 2}
    b: {name: {zh: B厅, en: Room B}}
annex:
  name: {zh: 附楼, en: Annex}
  rooms:
    c: {name: {zh: C厅, en: Room C}}
""",
    "people.yaml": """\
li-si: {name: {zh: 李四, en: LI Si}, rank: {zh: 主任医师, en: Chief physician}, affiliation: {zh: 示例医院, en: Example Hospital}, country: CN}
wang-wu: {name: {zh: 王五}, sort_key: wang wu}
smith: {name: {en: Ann Smith}, affiliation: {en: Example College}}
nobody: {name: {zh: 无事, en: WU Shi}}
""",
    "committees.yaml": "- {id: organising, title: {zh: 组织委员会, en: Organising committee}, members: [{person: smith, role: {zh: 秘书长, en: Secretary}}]}\n",
    "programme.yaml": """\
tracks:
  vascular: {name: {zh: 脑血管, en: Vascular}, code: A, color: teal}
sessions:
  - id: forum
    kind: forum
    title: {zh: 脑血管论坛, en: Vascular forum}
    date: 2023-08-25
    time: 09:00–11:00
    room: a
    track: vascular
    chairs: [li-si]
    credits: {project: cme, hours: 2}
    talks:
      - {id: one, title: {zh: '第一讲 #strong[粗] $x$ *b* \\\\ "引"', en: 'First #panic("x") $x^2$ _b_ \\\\ <a> @ref'}, duration: 30, speakers: [wang-wu, {id: smith, role: {zh: 点评, en: Commentator}}], language: [en], interpretation: [zh]}
      - {id: pause, kind: break, title: {zh: 茶歇, en: Tea}, duration: 20}
      - {id: two, title: {zh: 第二讲}, duration: 40, status: cancelled, speakers: [li-si]}
      - {id: three, title: {zh: 第三讲, en: Third}, duration: 30, status: moved, moved_from: {start: 15:00, room: b}, speakers: [li-si]}
  - {id: poster, title: {zh: 壁报, en: Posters}, date: 2023-08-25, time: 09:30–10:30, room: c, credits: {project: cme, hours: 1}}
  - {id: night, title: {zh: 夜谈, en: Night talk}, date: 2023-08-25, start: 23:00, end: 00:30 +1, room: a}
  - {id: later, title: {zh: 待定, en: To come}, date: 2023-08-26, tba: true}
  - {id: free, title: {zh: 无日期, en: No date}}
""",
}


def load_edition(load: Callable[..., Any], files: Mapping[str, str] = FILES) -> tuple[Project, Edition]:
    """A project and the edition in all its languages."""
    project = load(files).project
    event = project.source.event
    words = load_words(
        [default_templates() / "words.yaml"], project.source.languages, Problems(), event.zone, event.start
    )
    return project, whole_edition(project, words)


@pytest.fixture
def congress(load: Callable[..., Any]) -> tuple[Project, Edition]:
    """The small congress: its project, and the edition in both languages."""
    return load_edition(load)


@pytest.fixture
def congress_with(load: Callable[..., Any]) -> Callable[[Mapping[str, str]], Edition]:
    """The edition in both languages of the small congress with other files."""
    return lambda files: load_edition(load, {**FILES, **files})[1]


@pytest.fixture
def edition(congress: tuple[Project, Edition]) -> Callable[[str], Edition]:
    """`edition("zh")`, `"en"` or `"both"` of the small congress."""
    return lambda wanted: editions_of(congress[1], wanted)[0]


@pytest.fixture(scope="session")
def typesetter() -> Callable[..., Typesetter]:
    """A typesetter with the shipped templates, and folders over them."""

    def make(project: Project, *templates: Path) -> Typesetter:
        return Typesetter([default_templates(), *templates], project.source.languages)

    return make


@pytest.fixture(scope="session")
def torture(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Edition]:
    """The torture programme, loaded once for all tests of a process."""
    from sitegen.build.run import words_of
    from sitegen.load.project import load_project
    from tests.torture.congress import TODAY, write_torture

    folder = tmp_path_factory.mktemp("torture") / "content"
    write_torture(folder)
    problems = Problems()
    project = load_project(folder, problems, TODAY)
    return project, whole_edition(project, words_of([default_templates()], project, Memo(None), problems))


# ---------------------------------------------------------------- reading a PDF
class Pdf:
    """What a PDF says: its objects as bytes, and the text of each page without any white space."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.objects = {
            int(number): body
            for number, body in re.findall(rb"(?<!\d)(\d+) 0 obj\s(.*?)\sendobj", data, re.DOTALL)
        }

    def stream(self, number: int) -> bytes:
        head, _, body = self.objects[number].partition(b"stream\n")
        body = body.rpartition(b"endstream")[0]
        return zlib.decompress(body) if b"/FlateDecode" in head else body

    def pages(self) -> Iterator[str]:
        for number, body in self.objects.items():
            if re.search(rb"/Type\s*/Page\b", body):
                yield self._text(number)

    def bookmarks(self) -> Iterator[str]:
        """Their titles, from the first to the last, those of a level after that which holds them."""
        root = re.search(rb"/Outlines (\d+) 0 R", self.data)
        yield from self._below(self.objects[int(root[1])] if root else b"")

    def _below(self, over: bytes) -> Iterator[str]:
        link = re.search(rb"/First (\d+) 0 R", over)
        while link:
            body = self.objects[int(link[1])]
            title = re.search(rb"/Title(?:<FEFF([0-9A-F]+)>|\((.*?)\)/)", body)
            assert title
            yield bytes.fromhex(title[1].decode()).decode("utf-16-be") if title[1] else title[2].decode()
            yield from self._below(body)
            link = re.search(rb"/Next (\d+) 0 R", body)

    @property
    def text(self) -> str:
        return "".join(self.pages())

    def _text(self, number: int) -> str:
        page = self.objects[number]
        tables = {name: self._unicode(int(font)) for name, font in self._fonts(page).items()}
        contents = re.search(rb"/Contents\s*\[?\s*(\d+) 0 R", page)
        assert contents
        return "".join(self._shown(self.stream(int(contents[1])), tables))

    def _fonts(self, page: bytes) -> dict[bytes, bytes]:
        resources = re.search(rb"/Resources\s*(\d+) 0 R", page)
        held = self.objects[int(resources[1])] if resources else page
        fonts = re.search(rb"/Font\s*(?:<<(.*?)>>|(\d+) 0 R)", held, re.DOTALL)
        if fonts is None:
            return {}
        inside = fonts[1] if fonts[1] is not None else self.objects[int(fonts[2])]
        return dict(re.findall(rb"/(\w+)\s+(\d+) 0 R", inside))

    def _unicode(self, number: int) -> dict[int, str]:
        link = re.search(rb"/ToUnicode\s+(\d+) 0 R", self.objects[number])
        assert link, "a font without a table of its characters"
        table: dict[int, str] = {}
        stream = self.stream(int(link[1]))
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
            for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
                table[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
        for block in re.findall(rb"beginbfrange(.*?)endbfrange", stream, re.DOTALL):
            for first, last, text in re.findall(
                rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block
            ):
                for offset in range(int(last, 16) - int(first, 16) + 1):
                    start = bytes.fromhex(text.decode()).decode("utf-16-be")
                    table[int(first, 16) + offset] = start[:-1] + chr(ord(start[-1]) + offset)
        return table

    def _shown(self, stream: bytes, tables: dict[bytes, dict[int, str]]) -> Iterator[str]:
        table: dict[int, str] = {}
        place = 0
        while match := _TOKEN.search(stream, place):
            place = match.end()
            data = b""
            if match["font"]:
                table = tables[match["font"]]
            elif match["hex"] is not None:
                data = bytes.fromhex(match["hex"].decode())
            elif match["open"]:
                end = _end_of_literal(stream, place)
                data, place = _unescaped(stream[place : end - 1]), end
            for at in range(0, len(data) - 1, 2):
                yield re.sub(r"\s", "", table.get(int.from_bytes(data[at : at + 2]), ""))


_TOKEN = re.compile(rb"<<.*?>>|/(?P<font>\w+)\s+[\d.]+\s+Tf|<(?P<hex>[0-9A-Fa-f]*)>|(?P<open>\()", re.DOTALL)
"""A dictionary of marked content, which is passed over; a change of font; a string."""


def _end_of_literal(stream: bytes, place: int) -> int:
    """Where a string in parentheses ends; balanced ones inside it need no backslash (ISO 32000-1, 7.3.4.2)."""
    depth = 1
    while depth:
        found = re.compile(rb"\\.|[()]", re.DOTALL).search(stream, place)
        assert found
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        place = found.end()
    return place


def _unescaped(literal: bytes) -> bytes:
    escapes = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}

    def one(match: re.Match[bytes]) -> bytes:
        if match[1].isdigit():
            return bytes([int(match[1], 8)])
        return escapes.get(match[1], match[1])

    return re.sub(rb"\\([0-7]{1,3}|.)", one, literal, flags=re.DOTALL)


@pytest.fixture(scope="session")
def read() -> Callable[[bytes], Pdf]:
    """Reads a PDF made by Typst."""
    return Pdf
