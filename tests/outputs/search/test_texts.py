"""How names are typed, and what the entries of pages hold."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sitegen.build import Options, build
from sitegen.outputs.search.texts import typed_forms


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("张三", {"zhang", "san", "zhangsan", "zs"}),
        ("曾国藩", {"zeng", "guo", "fan", "zengguofan", "zgf"}),
        ("欧阳修", {"ouyangxiu", "oyx"}),
        ("吕布", {"lvbu", "lubu", "lyubu"}),
        ("Maria van der Berg", {"vanderbergmaria", "mariavanderberg", "mvdb"}),
        ("Seán O'Brien", {"obrien", "seanobrien"}),
    ],
)
def test_b52_names_as_they_are_typed(name: str, typed: set[str]) -> None:
    assert typed <= set(typed_forms(name))


FILES = {
    "people.yaml": """\
li-si:
  name: {zh: 李四, en: LI Si}
  rank: {zh: 主任医师, en: Chief physician}
  affiliation: {zh: 示例医院}
""",
    "programme.yaml": """\
sessions:
  - id: talk
    kind: talk
    title: {zh: 颅底入路, en: Skull base}
    date: 2023-08-25
    time: 09:00–09:20
    speakers: [li-si]
""",
    "programme/talk.zh.md": "摘要**重点**。\n换行\n\n第二段[链接](https://example.org/)[^1]。\n\n[^1]: 脚注。\n",
    "pages/only.zh.md": "---\ntitle: 只有中文\n---\n正文。\n",
    "news/new.zh.md": "---\ntitle: 新闻\ndate: 2023-08-01\n---\n内容。\n",
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory, site_yaml: str) -> Mapping[str, Mapping[str, Any]]:
    folder = tmp_path_factory.mktemp("site")
    for name, text in {"site.yaml": site_yaml, **FILES}.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    options = Options(folder, folder / "content", folder / "output", today=datetime.date(2023, 8, 1))
    assert build(options).is_published
    return {code: read_rows(options.output, code) for code in ("zh", "en")}


def read_rows(output: Path, code: str) -> dict[str, Any]:
    """Address → entry, of a language."""
    pages = value_of(output / "zh/search/pages.js")
    found: list[Any] = []
    for n in range(-(-len(pages["paths"]) // 4)):
        found += value_of(output / f"{code}/search/texts-{n}.js")
    return {path: row for path, row in zip(pages["paths"], found, strict=True) if row}


def value_of(script: Path) -> Any:
    text = script.read_text("utf-8")
    assert text.startswith("sitegenSearch.put(")
    assert text.endswith(");\n")
    return json.loads(f"[{text[len('sitegenSearch.put(') : -3]}]")[1]


def test_b52_an_entry_has_the_words_of_its_record(rows: Mapping[str, Mapping[str, Any]]) -> None:
    assert rows["zh"]["programme/talk"] == [
        "颅底入路", "", "报告", "8月25日 09:00",
        "李四 LI Si 示例医院\n摘要重点。换行\n第二段链接。\n脚注。", "",
    ]  # fmt: skip
    assert rows["en"]["programme/talk"][:4] == ["Skull base", "", "Talk", "25 August 09:00"]
    assert "摘要" not in rows["en"]["programme/talk"][4]
    assert rows["zh"]["people/li-si"][0] == "李四"
    assert set(rows["zh"]["people/li-si"][1].split()) >= {"LI", "Si", "lisi", "ls"}
    assert rows["en"]["people/li-si"][4] == "Chief physician"


def test_b07_a_page_of_another_language_is_not_found_in_this_one(
    rows: Mapping[str, Mapping[str, Any]],
) -> None:
    assert {"only", "news/new"} <= rows["zh"].keys() - rows["en"].keys()
    assert "正文" not in json.dumps(rows["en"], ensure_ascii=False)


def test_b52_pages_for_searching_and_errors_are_not_found(rows: Mapping[str, Mapping[str, Any]]) -> None:
    assert "programme" in rows["zh"]
    assert not {"search", "404.html", "404"} & rows["zh"].keys()


def test_articles_come_last_by_date(rows: Mapping[str, Mapping[str, Any]]) -> None:
    assert list(rows["zh"])[-1] == "news/new"
