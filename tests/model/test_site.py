"""Questions to the site: who does what, what is beside what, what was changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

FILES = {
    "venues.yaml": "hall:\n  name: 会堂\n  rooms:\n    a: {name: A厅}\n    b: {name: B厅}\n",
    "people.yaml": (
        "li-si:\n  name:\n    zh: 李四\n    en: LI Si\n  affiliation: clinic\n"
        "zeng-wu:\n  name:\n    zh: 曾五\n    en: ZENG Wu\n"
        "adams:\n  name: Eve Adams\n"
    ),
    "organisations.yaml": "clinic:\n  name:\n    zh: 示例诊所\n    en: Example Clinic\n",
    "committees.yaml": "- {id: board, title: 主席团, sort: pinyin, members: [zeng-wu, {person: li-si, role: 主席}]}\n",
    "programme.yaml": """\
tracks:
  vascular: {name: 脑血管, code: A}
sessions:
  - id: forum
    title: 论坛
    date: 2023-08-26
    time: 09:00–10:00
    room: a
    track: vascular
    chairs: [li-si]
    talks:
      - {id: one, title: 一, duration: 30, speakers: [zeng-wu]}
      - {id: two, title: 二, duration: 30, speakers: [adams], status: cancelled}
  - {id: beside, title: 旁边, date: 2023-08-26, time: 09:30–11:00, room: b}
  - {id: after, title: 之后, date: 2023-08-26, time: 10:00–11:00, room: a}
""",
    "news/one.zh.md": "---\ntitle: 消息\ndate: 2023-08-01\npeople: [li-si]\nsessions: [forum]\n---\n正文\n",
    "pages/about/index.zh.md": "---\ntitle: 关于\n---\n正文\n",
    "pages/about/team.zh.md": "---\ntitle: 团队\norder: 2\n---\n正文\n",
    "pages/about/aims.zh.md": "---\ntitle: 宗旨\norder: 1\n---\n正文\n",
}


@pytest.fixture
def site(load: Callable[..., Any]) -> Any:
    return load(FILES).project.sites["zh"]


def test_what_a_person_does(site: Any) -> None:
    person = site.people["li-si"]
    assert [(row.session.id, row.role) for row in site.activities_of(person)] == [("forum", "chair")]
    assert [(office.committee.id, str(office.member.role)) for office in site.offices_of(person)] == [
        ("board", "主席")
    ]
    assert [article.slug for article in site.articles_about(person)] == ["one"]
    assert site.organisation_of(person) == "示例诊所"


def test_what_is_beside_and_before_a_session(site: Any) -> None:
    sessions = site.sessions
    assert [other.id for other in site.parallel_to(sessions["two"])] == ["beside"]
    assert [other.id for other in site.parallel_to(sessions["one"])] == []
    assert [one and one.id for one in site.neighbours(sessions["one"])] == [None, "two"]
    assert [one and one.id for one in site.neighbours(sessions["two"])] == ["one", "after"]
    assert [one and one.id for one in site.neighbours(sessions["after"])] == ["forum", None]


def test_tracks_rooms_and_changes(site: Any) -> None:
    assert [item.id for item in site.items_of(site.tracks["vascular"])] == ["forum"]
    assert [item.id for item in site.blocks_in(site.rooms["a"])] == ["forum", "after"]
    assert [item.id for item in site.changed] == ["two"]
    assert site.count_talks(site.sessions["forum"]) == 2


def test_people_in_order(site: Any) -> None:
    assert [person.id for person in site.people_sorted] == ["adams", "li-si", "zeng-wu"]
    assert [member.person for member in site.members_of(site.committees[0])] == ["li-si", "zeng-wu"]


def test_pages_know_their_section(site: Any) -> None:
    team = site.pages["about/team"]
    assert [page.path for page in site.parents_of(team)] == ["about"]
    assert [page.path for page in site.section_of(team)] == ["about", "about/aims", "about/team"]


def test_a_name_without_translation_is_the_same_on_both_sites(load: Callable[..., Any]) -> None:
    project = load(FILES).project
    adams = project.sites["zh"].people["adams"].name
    assert (str(adams), adams.is_foreign) == ("Eve Adams", False)


def test_a_missing_translation_falls_back_and_is_marked(load: Callable[..., Any]) -> None:
    loaded = load({"people.yaml": "li-si:\n  name:\n    zh: 李四\n"})
    name = loaded.project.sites["en"].people["li-si"].name
    assert (str(name), name.lang.tag, name.is_foreign) == ("李四", "zh-Hans", True)
    assert loaded.lines == [
        "content/people.yaml:3:5: warning: no translation for “en”; the original is shown and marked [missing-translation]"
    ]


def test_a_file_that_two_pages_attach_is_one_download(load: Callable[..., Any]) -> None:
    page = "---\ntitle: 页\nattachments: [{file: media/a.pdf, label: 甲}]\n---\n正文\n"
    files = {"pages/one.zh.md": page, "pages/two.zh.md": page, "media/a.pdf": "%PDF-1.4"}
    downloads = load(files).project.sites["zh"].downloads
    assert [(row.owner.path, str(row.attachment.label)) for row in downloads] == [("one", "甲")]
