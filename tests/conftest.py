"""Small content folders for tests, and what they load to; and the last line where there is no browser."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Generator, Mapping
from pathlib import Path

import pytest

from sitegen.load.project import Project, load_project
from sitegen.problems import Problems, Stopped, as_text

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
