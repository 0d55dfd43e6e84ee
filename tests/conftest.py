"""Small content folders for tests, and what they load to; and the last line where there is no browser."""

from __future__ import annotations

import datetime
import io
import signal
import zipfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from sitegen.load.project import Project, load_project
from sitegen.problems import Problems, Stopped, as_text
from sitegen.render.environment import SharedCode

# how long an example takes says something of the machine, nothing of the code
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# jobs in a shell's background ignore Ctrl-C; tests of signals and what they start must hear it
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

TODAY = datetime.date(2023, 8, 1)

SITE = """\
languages:
  zh: {tag: zh-Hans, name: 中文, locale: zh_Hans_CN}
  en: {tag: en, name: English, locale: en_GB}
source_language: zh
base_url: https://example.org/2023/
event:
  name:
    zh: 示例大会
    en: Example Congress
  start: 2023-08-25
  end: 2023-08-27
  timezone: Asia/Shanghai
"""


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Templates compiled for one build of a test process serve the next: that was most of the time of a small one."""
    made: dict[str, bytes] = {}
    start = SharedCode.__init__

    def shared(self: SharedCode, folder: Path | None) -> None:
        start(self, folder)
        self.known = made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SharedCode, "__init__", shared)
        yield


class Loaded:
    """A content folder, loaded: the project, None where mistakes forbade it, and the mistakes as lines."""

    def __init__(self, project: Project | None, problems: Problems) -> None:
        self._project = project
        self.problems = problems

    @property
    def project(self) -> Project:
        assert self._project is not None, "\n".join(self.lines)
        return self._project

    @property
    def lines(self) -> list[str]:
        """Every problem on a line, in English, without hints."""
        return [line for line in as_text(self.problems, "en") if not line.startswith("    hint")]

    @property
    def all_lines(self) -> list[str]:
        return list(as_text(self.problems, "en"))


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files by relative path; those of a minimal site.yaml unless there is one among them."""
    for name, text in {"site.yaml": SITE, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.fixture(scope="session")
def site_yaml() -> str:
    """A minimal site.yaml, which ends inside `event:`."""
    return SITE


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Loaded]:
    """`load({"people.yaml": …})`: a minimal site with these files, loaded."""

    def load_files(files: Mapping[str, str | bytes], today: datetime.date = TODAY) -> Loaded:
        root = write_files(tmp_path / "content", files)
        problems = Problems()
        try:
            return Loaded(load_project(root, problems, today), problems)
        except Stopped:
            return Loaded(None, problems)

    return load_files


@pytest.fixture(scope="session")
def torture_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the torture programme (`tests/torture`), built once for all tests of a process."""
    from sitegen.build import Options, build
    from tests.torture.congress import TODAY as DAY
    from tests.torture.congress import write_torture

    folder = tmp_path_factory.mktemp("torture")
    write_torture(folder / "content")
    report = build(Options(folder, folder / "content", folder / "output", today=DAY))
    assert report.is_published, "\n".join(as_text(report.problems, "en"))
    return folder / "output"


_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="xl/workbook.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    # cell styles: 0 general, 1 time (h:mm), 2 date, 3 duration ([h]:mm:ss)
    "xl/styles.xml": '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="20"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs>'
    "</styleSheet>",
}
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_workbook(sheets: Mapping[str, Sequence[Sequence[str]]], hidden: Sequence[str] = ()) -> bytes:
    """A minimal .xlsx: cells are texts, or the XML of a cell's inside with its style: `<1><v>0.5</v>`."""
    names, links, parts = "", "", dict(_PARTS)
    for number, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        names += f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"{state}/>'
        links += (
            f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/s{number}.xml"/>'
        )
        body = ""
        for n, row in enumerate(rows, 1):
            cells = ""
            for letter, cell in zip("ABCDEFGHIJKLMNOP", row, strict=False):
                if cell.startswith("<"):
                    style, _, inside = cell[1:].partition(">")
                    cells += f'<c r="{letter}{n}" {style}>{inside}</c>'
                elif cell:
                    text = cell.replace("&", "&amp;").replace("<", "&lt;")
                    cells += f'<c r="{letter}{n}" t="inlineStr"><is><t>{text}</t></is></c>'
            body += f'<row r="{n}">{cells}</row>'
        parts[f"xl/worksheets/s{number}.xml"] = (
            f"<worksheet {_MAIN}><sheetData>{body}</sheetData></worksheet>"
        )
    links += f'<Relationship Id="rS" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    parts["xl/workbook.xml"] = f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>'
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return data.getvalue()


@pytest.fixture(scope="session")
def workbook() -> Callable[..., bytes]:
    """`workbook({"Sheet1": [["题目", …], …]})`: the bytes of an .xlsx file."""
    return make_workbook


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None]:
    """Say loudly, last, how many browser tests did not run and why."""
    yield
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if terminal is None:  # a worker of several
        return
    skipped = [report for report in terminal.stats.get("skipped", ()) if "browser" in report.keywords]
    if skipped:
        reason = str(skipped[0].longrepr[2]).removeprefix("Skipped: ")
        terminal.write_line(
            f"{len(skipped)} BROWSER TESTS DID NOT RUN: {reason} · 有 {len(skipped)} 项浏览器测试没有运行",
            red=True,
            bold=True,
        )
