"""Exports of a whole build: every address in them leads to a file, and they follow an edit of any text."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from sitegen.build import Options, build

BASE = "https://example.org/2023/"
FILES = {
    "people.yaml": "li-si:\n  name: {zh: 李四, en: LI Si}\n  photo: {src: media/li-si.jpg, consent: true}\n",
    "people/li-si.zh.md": "简历。\n",
    "people/li-si.en.md": "Life.\n",
    "programme.yaml": """\
sessions:
  - id: talk-1
    title: {zh: 报告, en: Talk}
    date: 2023-08-25
    time: 09:00–10:00
    speakers: [li-si]
    slides: media/slides.pdf
    slides_consent: true
""",
    "programme/talk-1.zh.md": "摘要。\n",
    "programme/talk-1.en.md": "Abstract.\n",
    "news/hello.zh.md": "---\ntitle: 你好\ndate: 2023-08-01\ncover: media/li-si.jpg\n---\n欢迎。\n",
}


@pytest.fixture
def options(tmp_path: Path, site_yaml: str) -> Options:
    for name, text in {"site.yaml": site_yaml, **FILES}.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    media = tmp_path / "content" / "media"
    media.mkdir()
    Image.new("RGB", (1300, 900), "teal").save(media / "li-si.jpg")
    (media / "slides.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    return Options(
        tmp_path,
        tmp_path / "content",
        tmp_path / "output",
        cache=tmp_path / "cache",
        today=datetime.date(2023, 8, 1),
    )


def read(folder: Path) -> Mapping[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_address_leads_to_a_file(options: Options) -> None:
    assert build(options).is_published
    output = read(options.output)
    texts = {
        name: data.decode()
        for name, data in output.items()
        if name.startswith(("api/", "programme/")) or name.endswith(".html")
    }
    found = {address for text in texts.values() for address in re.findall(rf'"{BASE}([^"#]+)', text)}
    assert {address.partition(".")[0] for address in found if address.startswith("assets/")} == {
        "assets/li-si",
        "assets/slides",
    }
    assert sorted(found - set(output)) == []
    (speaker,) = json.loads(texts["programme/session.json"])["speakers"]
    assert speaker["avatar"].endswith(".jpg")


@pytest.mark.parametrize(
    "edited", ["people/li-si.zh.md", "programme/talk-1.en.md", "news/hello.zh.md", "people.yaml"]
)
def test_they_follow_an_edit(options: Options, edited: str, tmp_path: Path) -> None:
    assert build(options).is_published
    file = options.content / edited
    more = "\n![图](media/li-si.jpg)\n" if edited.endswith(".md") else "wang-wu:\n  name: 王五\n"
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    assert build(options).is_published
    cold = Options(tmp_path, options.content, tmp_path / "cold", today=options.today)
    assert build(cold).is_published
    edited_files, cold_files = read(options.output), read(cold.output)
    assert sorted(edited_files) == sorted(cold_files)
    assert [name for name in cold_files if edited_files[name] != cold_files[name]] == []


def test_b53_a_feed_follows_the_ids_that_its_headings_share_with_the_source(
    options: Options, tmp_path: Path
) -> None:
    news = options.content / "news"
    (news / "hello.en.md").write_text("---\ntitle: Hello\n---\n## Part\n\nText.\n", "utf-8")
    for heading in ("甲", "乙"):
        (news / "hello.zh.md").write_text(
            f"---\ntitle: 你好\ndate: 2023-08-01\n---\n## {heading}\n\n正文。\n", "utf-8"
        )
        assert build(options).is_published
    assert 'id=\\"乙\\"' in (options.output / "en/news/feed.json").read_text("utf-8")
