"""A small congress for the tests of exports, and what an export makes of it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from sitegen.build.run import default_templates
from sitegen.outputs.pages import plan_pages
from sitegen.plan import make_plan
from sitegen.problems import Problems
from sitegen.render.urls import Addresses
from sitegen.render.words import load_words

FILES = {
    "venues.yaml": """\
hall:
  name: {zh: 会堂, en: Hall}
  city: {zh: 北京, en: Beijing}
  address: {zh: 会堂路1号, en: 1 Huitang Road}
  country: CN
  rooms:
    a: {name: {zh: A厅, en: Room A}, floor: 2, capacity: 80}
    b: {name: {zh: B厅, en: Room B}}
""",
    "organisations.yaml": "hospital: {name: {zh: 示例医院, en: Example Hospital}, url: https://hospital.example.org/}\n",
    "people.yaml": """\
li-si:
  name: {zh: 李四, en: LI Si}
  rank: {zh: 主任医师, en: Chief physician}
  affiliation: hospital
  email: li@example.org
  phone: "010 1234"
  public: [email]
  photo: media/li-si.jpg
  bio: {zh: "见[论坛](session:forum)。", en: "See [the forum](session:forum)."}
wang-wu:
  name: {zh: 王五}
  email: wang@example.org
""",
    "programme.yaml": """\
tracks:
  vascular: {name: {zh: 脑血管, en: Vascular}, code: A, color: teal}
sessions:
  - id: forum
    kind: forum
    title: {zh: 脑血管论坛, en: Vascular forum}
    abstract: {zh: 论坛简介, en: About the forum}
    date: 2023-08-25
    time: 09:00–10:00
    room: a
    track: vascular
    language: [zh, en]
    chairs: [li-si]
    talks:
      - id: one
        title: {zh: "第一讲 <1> & 更多", en: First talk}
        abstract: {zh: "见[第二讲](session:two)和[附件](media/x.pdf)。", en: "See [the second](session:two)."}
        duration: 30
        speakers: [wang-wu]
        slides: media/x.pdf
        slides_consent: true
        number: P-12
        links: [{name: {zh: 论文, en: Paper}, url: https://paper.example.org/?a=1&b=2}]
        tags: [{zh: 卒中, en: Stroke}]
      - {id: two, title: {zh: 第二讲}, duration: 30, status: cancelled, speakers: [{id: wang-wu, role: {zh: 代讲, en: Stand-in}}]}
  - {id: pause, kind: break, title: {zh: 茶歇, en: Tea}, date: 2023-08-25, time: 10:00–10:30}
  - {id: night, title: {zh: 夜谈, en: Night talk}, date: 2023-08-25, start: 23:30, end: 00:30 +1, room: b}
  - {id: late, title: {zh: 凌晨, en: Small hours}, date: 2023-08-25, start: 00:30 +1, end: 01:00 +1, room: b}
  - {id: all-hands, kind: ceremony, title: {zh: 闭幕式, en: Closing}, date: 2023-08-26, time: 08:00–09:00, rooms: all, venue: hall}
  - {id: moved, title: {zh: 改期, en: Moved}, date: 2023-08-26, start: 09:00, room: a, status: moved, moved_from: {date: 2023-08-25, start: 11:00, room: b}, status_note: {zh: 换了时间, en: Another time}}
  - {id: unsure, title: {zh: 待定的, en: Unsure}, date: 2023-08-26, start: 09:00, duration: 30, tba: true}
  - {id: unsure-2, title: {zh: 也待定, en: Unsure too}, date: 2023-08-26, start: 09:15, duration: 30, tba: true}
  - {id: someday, title: {zh: 时间待定, en: Some day}}
""",
    "series.yaml": """\
training:
  title: {zh: 培训, en: Training}
  extra: [{date: 2023-07-22, start: 09:00, duration: 60, instead_of: 2023-07-20, note: {zh: 补, en: Make-up}}]
  rule: {every: thursday, start: 09:00, duration: 60, from: 2023-07-20, until: 2023-07-27}
  sessions:
    - id: wuhan
      kind: training
      date: 2023-07-15
      time: 09:00–11:00
      city: {zh: 武汉, en: Wuhan}
      title: {zh: 武汉站, en: Wuhan stop}
      speakers: [wang-wu]
""",
}


@pytest.fixture(scope="session")
def congress() -> Mapping[str, str]:
    """The files of a congress with one of everything, but for `site.yaml`."""
    return FILES


@pytest.fixture
def export(load: Callable[..., Any]) -> Callable[..., dict[str, bytes]]:
    """`export(make, files)`: what an export makes; of media, all but x.pdf count as shown in assets/."""

    def run(make: Any, files: Mapping[str, str] = FILES) -> dict[str, bytes]:
        project = load(files).project
        problems = Problems()
        source = project.source
        words = load_words(
            [default_templates() / "words.yaml"],
            list(source.languages),
            problems,
            source.event.zone,
            source.event.start,
        )
        plan = make_plan(project, plan_pages(project, words), problems)
        base = source.settings.base_url
        addresses = Addresses(
            plan.addresses,
            plan.languages_of,
            base,
            published=lambda src, owner, photo=None: re.sub("^media/", "assets/", src),
        )
        return {row.path: row.make() for row in make(project, addresses, words)}

    return run


@pytest.fixture(scope="session")
def golden() -> Callable[[Path, bytes], bytes]:
    """`golden(file, made)`: what the file says, after writing `made` into it where `GOLDEN=1` asks for that."""

    def read(file: Path, made: bytes) -> bytes:
        if os.environ.get("GOLDEN"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(made)
        return file.read_bytes()

    return read
