"""Every status, role and clash, as told and as shown: what is expected stands in `golden-programme/`; `make golden` rewrites it."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

import pytest
import yaml

import sitegen
from sitegen.build import Options, Report, build
from sitegen.problems import as_text

FOLDER = Path(__file__).parent / "golden-programme"
PAGES = (
    "programme/roles", "programme/scheduled", "programme/moved", "programme/postponed", "programme/cancelled",
    "programme/replaced", "programme/open", "programme/posters", "programme/poster-1", "programme/changes", "series/lecture",
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    output = tmp_path_factory.mktemp("golden") / "output"
    report = build(Options(FOLDER, FOLDER / "content", output, today=datetime.date(2023, 8, 1)))
    assert report.is_published
    return report, output


def compare(path: Path, text: str) -> None:
    if os.environ.get("GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")


@pytest.mark.golden
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_messages_are_as_expected(built: tuple[Report, Path], language: str) -> None:
    text = "".join(f"{line}\n" for line in as_text(built[0].problems, language))
    compare(FOLDER / f"messages.{language}.txt", text)


def test_every_clash_is_told(built: tuple[Report, Path]) -> None:
    messages = Path(sitegen.__file__).parent / "messages" / "clashes.yaml"
    codes = yaml.safe_load(messages.read_text("utf-8")).keys()
    assert {problem.code for problem in built[0].problems} & codes == codes


@pytest.mark.golden
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_as_expected(built: tuple[Report, Path], page: str, language: str) -> None:
    html = (built[1] / language / page / "index.html").read_text("utf-8")
    main = re.search(r"<main\b.*</main>", html, re.S)
    assert main
    compare(FOLDER / "pages" / language / f"{page}.html", main[0] + "\n")
