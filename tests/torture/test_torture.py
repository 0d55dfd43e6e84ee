"""The torture programme: nothing lost, nothing cut, nothing twice, and exactly the clashes meant."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from sitegen.checks.accreditation import check_accreditation
from sitegen.checks.blocks import check_blocks
from sitegen.checks.clashes import check_clashes
from sitegen.load.project import Project, load_project
from sitegen.model.programme import Session
from sitegen.problems import Problems
from tests.torture.around import PICTURES, PORTRAITS
from tests.torture.congress import PEOPLE, TODAY, make_files, write_torture
from tests.torture.days import BUSIEST, CLASHES, ROOMS, TALKS, TALKS_BUSIEST

TALK_KINDS = ("talk", "keynote", "lecture")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("torture") / "content"
    write_torture(folder)
    return load_project(folder, Problems(), TODAY)


def items_of_the_day(project: Project) -> list[Session]:
    return [item for item in project.source.sessions.values() if str(item.date) == BUSIEST]


def test_it_is_the_same_every_time() -> None:
    assert make_files() == make_files()


def test_it_has_what_it_promises(project: Project) -> None:
    site = project.source
    talks = [item for item in site.sessions.values() if item.kind in TALK_KINDS]
    busiest = [item for item in talks if str(item.date) == BUSIEST]
    assert (len(talks), len(busiest), len(site.people)) == (TALKS, TALKS_BUSIEST, PEOPLE)
    assert (tuple(site.rooms), len(site.venues), len(site.days), len(site.tracks)) == (ROOMS, 2, 3, 8)
    lengths = [(len(item.title), len(project.sites["en"].sessions[item.id].title)) for item in talks]
    assert sum(zh >= 58 for zh, _ in lengths) > 40
    assert sum(en >= 200 for _, en in lengths) > 40
    assert max(lengths)[0] >= 60
    assert {item.status for item in talks} == {"scheduled", "moved", "postponed", "cancelled", "replaced"}
    assert len(site.sessions["nine"].speakers) == 9
    assert {role for role, _ in site.sessions["nine"].contributions} == {
        "chair",
        "moderator",
        "speaker",
        "panellist",
        "discussant",
    }


def test_exactly_the_clashes_meant(project: Project) -> None:
    problems = Problems()
    for check in (check_clashes, check_blocks, check_accreditation):
        check(project, problems)
    assert sorted((problem.code, dict(problem.values)["id"]) for problem in problems) == sorted(CLASHES)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_every_item_stands_exactly_once_in_the_day(torture_site: Path, project: Project, code: str) -> None:
    page = (torture_site / code / "programme" / BUSIEST / "index.html").read_text("utf-8")
    found = Counter(re.findall(r'\bid="s-([a-z0-9-]+)"', page))
    assert found == Counter({item.id: 1 for item in items_of_the_day(project)})


@pytest.mark.parametrize("code", ["zh", "en"])
def test_titles_are_whole(torture_site: Path, project: Project, code: str) -> None:
    page = (torture_site / code / "programme" / BUSIEST / "index.html").read_text("utf-8")
    words = " ".join(unescape(re.sub(r"<[^>]*>", "", page)).split())
    titles = Counter(
        project.sites[code].sessions[item.id].title.plain
        for item in items_of_the_day(project)
        if item.kind != "break"
    )
    assert [title for title, number in titles.items() if words.count(title) < number] == []


def test_there_is_more_around_it_than_fits(project: Project) -> None:
    files = make_files()
    site = project.source
    assert len(site.settings.menu) == 7
    assert sum(bool(person.photo) for person in site.people.values()) == PORTRAITS
    assert sum(path.startswith("media/visit/") for path in files) == PICTURES
    assert len(site.settings.notice.text) > 110
    assert max(len(person.affiliation) for person in site.people.values()) >= 55
    assert {path for path in files if path.startswith("pages/")} - {f.replace(".en.", ".zh.") for f in files} == {
        "pages/empty.en.md", "pages/index-of-everything.en.md", "pages/long.en.md",
    }  # fmt: skip
