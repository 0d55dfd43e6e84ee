"""The bench's congress is one that sitegen loads: nothing lost, nothing to complain about."""

from __future__ import annotations

import pytest

from sitegen.load.project import Project, load_project
from sitegen.problems import Problems
from tests.bench.convert import convert, to_yaml
from tests.bench.made_up import SIZES, Size, congress, make_up

TINY = Size(talks=7, people=5, articles=3, days=2, tracks=2, rooms=2)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("bench") / "content"
    convert(congress(TINY, "tiny"), folder)
    problems = Problems()
    project = load_project(folder, problems)
    assert [problem.code for problem in problems] == []
    return project


@pytest.mark.parametrize("language", ["zh", "en"])
def test_counts_equal(project: Project, language: str) -> None:
    site = project.sites[language]
    assert Size(
        len(site.sessions), len(site.people), len(site.articles), len(site.days), len(site.tracks), len(site.rooms)
    ) == TINY  # fmt: skip
    assert sorted(site.pages) == [
        "about", "about/contact", "about/day-1", "about/day-2", "about/news", "about/programme",
        "cme", "speakers", "talks", "tracks", "welcome",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_text_arrives_in_its_language(project: Project, language: str) -> None:
    data = congress(TINY, "tiny")
    bodies = {page["path"]: page["body"] for page in data["pages"] if page["lang"] == language}
    site = project.sites[language]
    for session in site.sessions.values():
        assert session.abstract is not None
        assert session.abstract.plain.strip() == bodies[f"talks/{session.id}/"]
        assert not session.title.is_foreign
    for person in site.people.values():
        assert person.bio is not None
        assert person.bio.plain.strip().endswith(bodies[f"speakers/{person.id}/"])
    for article in site.articles:
        assert article.body is not None
        assert article.body.plain.strip() == bodies[f"news/{article.slug}/"]


def test_same_size_same_congress() -> None:
    assert make_up("S") == make_up("S")
    kinds = [page["kind"] for page in make_up("S")["pages"] if page["lang"] == "en"]
    size = SIZES["S"]
    assert [kinds.count(kind) for kind in ("talk", "speaker", "article", "day", "track")] == [
        size.talks, size.people, size.articles, size.days, size.tracks
    ]  # fmt: skip


def test_yaml_is_quoted_only_where_it_must_be() -> None:
    record = {
        "id": "a-1",
        "start": "08:30",
        "title": {"zh": "题：目", "en": "One: two"},
        "rooms": ["a", "b, c"],
    }
    assert to_yaml({"list": [record], "text": "one\n\ntwo"}) == (
        'list:\n  - id: a-1\n    start: 08:30\n    title:\n      zh: 题：目\n      en: "One: two"\n'
        '    rooms: [a, "b, c"]\n'
        "text: |\n  one\n\n  two\n"
    )
