"""A site whose talks stand in tables: the same as typed, rebuilt on every edit of a table, tables unpublished."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sitegen import fresh
from sitegen.build import Options, Report, build

PEOPLE = "li-si: {name: {zh: 李四, en: LI Si}, affiliation: {zh: 示例医院, en: Example Hospital}}\n"
BLOCK = """\
sessions:
  - id: forum
    title: {zh: 论坛, en: Forum}
    date: 2023-08-26
    start: 08:30
    chairs: [li-si]
"""
TYPED = f"""{BLOCK}    talks:
      - id: one
        duration: 20
        title: {{zh: 卒中, en: Stroke}}
        abstract: {{zh: "**一**、二", en: First and second}}
        speakers: [li-si]
      - {{id: pause, kind: break, duration: 10, title: {{zh: 茶歇, en: Tea break}}}}
      - {{id: two, duration: 20, title: {{zh: 癫痫}}, status: cancelled, speakers: [li-si]}}
"""
TABLE = """\
id,时长,题目,title_en,摘要,abstract_en,讲者,单位,状态
one,20,卒中,Stroke,**一**、二,First and second,李四,示例医院,
pause,10,茶歇,Tea break,,,,,
two,20,癫痫,,,,LI Si,,取消
"""


def make(folder: Path, site_yaml: str, files: Mapping[str, str | bytes]) -> Path:
    for name, text in {"site.yaml": site_yaml, "people.yaml": PEOPLE, **files}.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def run(folder: Path) -> Report:
    return build(
        Options(
            project=folder,
            content=folder / "content",
            output=folder / "output",
            today=datetime.date(2023, 8, 1),
            cache=folder / ".cache",
        )
    )


def tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_a_site_from_a_table_is_the_site_typed(
    tmp_path: Path, site_yaml: str, workbook: Callable[..., bytes]
) -> None:
    typed = make(tmp_path / "typed", site_yaml, {"programme/day.yaml": TYPED})
    csv = make(
        tmp_path / "csv",
        site_yaml,
        {"programme/day.yaml": f"{BLOCK}    table: forum.csv\n", "programme/forum.csv": TABLE.encode("gbk")},
    )
    data = workbook({"日程": [line.split(",") for line in TABLE.splitlines()]})
    xlsx = make(
        tmp_path / "xlsx",
        site_yaml,
        {"programme/day.yaml": f"{BLOCK}    table: forum.xlsx\n", "programme/forum.xlsx": data},
    )
    for folder in (typed, csv, xlsx):
        assert run(folder).is_published

    expected = tree(typed / "output")
    assert tree(csv / "output") == tree(xlsx / "output") == expected
    assert "zh/programme/two/index.html" in expected
    assert [path for path in expected if "forum.csv" in path or "forum.xlsx" in path] == []


def test_an_edit_of_a_table_is_a_change(tmp_path: Path, site_yaml: str) -> None:
    make(tmp_path, site_yaml, {"programme.yaml": f"{BLOCK}    table: forum.csv\n", "forum.csv": TABLE})
    assert run(tmp_path).is_published
    before = fresh.stamp([tmp_path / "content"])
    edited = TABLE.replace("Stroke", "Strokes").replace("First and", "First,")
    make(tmp_path, site_yaml, {"forum.csv": edited.replace("First, second", '"First, second"')})

    assert fresh.stamp([tmp_path / "content"]) != before
    report = run(tmp_path)
    assert report.is_published
    assert b"Strokes" in (tmp_path / "output/en/programme/one/index.html").read_bytes()
    assert b"Strokes" in (tmp_path / "output/en/programme/forum/index.html").read_bytes()
    cold = make(
        tmp_path / "cold",
        site_yaml,
        {name: (tmp_path / "content" / name).read_bytes() for name in ("programme.yaml", "forum.csv")},
    )
    assert run(cold).is_published
    assert tree(tmp_path / "output") == tree(cold / "output")


@pytest.mark.parametrize("broken", ["id,题目\none,=1+1\n", "id,题目\none,一,二\n", ""])
def test_a_mistake_in_a_table_leaves_the_last_good_site(tmp_path: Path, site_yaml: str, broken: str) -> None:
    make(tmp_path, site_yaml, {"programme.yaml": f"{BLOCK}    table: forum.csv\n", "forum.csv": TABLE})
    assert run(tmp_path).is_published
    before = tree(tmp_path / "output")
    make(tmp_path, site_yaml, {"forum.csv": broken})

    report = run(tmp_path)
    assert (report.is_published, report.problems.errors) == (False, 1)
    assert tree(tmp_path / "output") == before
