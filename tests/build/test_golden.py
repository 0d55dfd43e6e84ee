"""Whole pages of a small site, byte for byte; `make golden` rewrites them, and a person reads the diff."""

from __future__ import annotations

import datetime
import os
import re
from pathlib import Path

import pytest

from sitegen.build import Options, build

EXPECTED = Path(__file__).parent / "golden"
FILES = {
    "venues.yaml": "hall:\n  name: {zh: 会堂, en: Hall}\n  rooms:\n    a: {name: {zh: A厅, en: Room A}, floor: 2, capacity: 80}\n",
    "people.yaml": "li-si:\n  name: {zh: 李四, en: LI Si}\n  rank: {zh: 主任医师, en: Chief physician}\nwang-wu:\n  name: {zh: 王五}\n",
    "programme.yaml": """\
tracks:
  vascular: {name: {zh: 脑血管, en: Vascular}, code: A, color: teal}
sessions:
  - id: forum
    title: {zh: 脑血管论坛, en: Vascular forum}
    date: 2023-08-25
    time: 09:00–10:00
    room: a
    track: vascular
    chairs: [li-si]
    talks:
      - {id: one, title: {zh: 第一讲, en: First talk}, duration: 30, speakers: [wang-wu]}
      - {id: two, title: {zh: 第二讲}, duration: 30, status: cancelled}
  - {id: night, title: {zh: 夜谈, en: Night talk}, date: 2023-08-25, start: 23:00, end: 00:30 +1, room: a}
""",
    "news/hello.zh.md": "---\ntitle: 你好\ndate: 2023-08-01\nuntranslated: fallback\npeople: [li-si]\n---\n欢迎参加[论坛](session:forum)。\n",
}
PAGES = [
    f"{code}/{page}index.html"
    for code in ("zh", "en")
    for page in (
        "",
        "programme/2023-08-25/",
        "programme/forum/",
        "programme/two/",
        "people/wang-wu/",
        "news/hello/",
    )
]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory, site_yaml: str) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    for name, text in {"site.yaml": site_yaml, **FILES}.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    options = Options(folder, folder / "content", folder / "output", today=datetime.date(2023, 8, 1))
    assert build(options).is_published
    return folder / "output"


@pytest.mark.golden
@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_as_expected(output: Path, page: str) -> None:
    html = re.sub(r"(assets/[\w-]+)\.[0-9a-f]{10}\.", r"\1.HASH.", (output / page).read_text("utf-8"))
    expected = EXPECTED / page
    if os.environ.get("GOLDEN"):
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(html, "utf-8", newline="\n")
    assert html == expected.read_text("utf-8")
