"""The index between builds: an edit changes what it must, and the result is that of a cold build."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from sitegen.build import Options, build

NEWS = "---\ntitle: 文{n}\ndate: 2023-08-{n:02}\n---\n{text}\n"
USUAL = "正文第3篇，甲乙丙丁。"


@pytest.fixture
def options(tmp_path: Path, site_yaml: str) -> Options:
    content = tmp_path / "content"
    (content / "news").mkdir(parents=True)
    (content / "site.yaml").write_text(site_yaml, "utf-8")
    for n in range(1, 10):
        (content / "news" / f"n{n}.zh.md").write_text(
            NEWS.format(n=n, text=f"正文第{n}篇，甲乙丙丁。"), "utf-8"
        )
        (content / "news" / f"n{n}.en.md").write_text(
            f"---\ntitle: Item {n}\n---\nText number {n}.\n", "utf-8"
        )
    return Options(
        tmp_path, content, tmp_path / "output", cache=tmp_path / "cache", today=datetime.date(2023, 8, 20)
    )


def search_files(options: Options) -> dict[str, bytes]:
    return {
        path.relative_to(options.output).as_posix(): path.read_bytes()
        for path in options.output.glob("*/search/*.js")
    }


def cold(options: Options, tmp_path: Path) -> dict[str, bytes]:
    fresh = Options(options.project, options.content, tmp_path / "cold", today=options.today)
    assert build(fresh).is_published
    return search_files(fresh)


@pytest.mark.parametrize(
    "text",
    ["正文第三篇，戊己。", "", "Only Latin words here, and 2023年.", "顱底 traditional", "甲乙" * 4000],
)
def test_b52_an_edited_text_is_found_as_after_a_cold_build(
    options: Options, tmp_path: Path, text: str
) -> None:
    assert build(options).is_published
    before = search_files(options)
    (options.content / "news" / "n3.zh.md").write_text(NEWS.format(n=3, text=text), "utf-8")
    assert build(options).is_published
    after = search_files(options)
    assert after == cold(options, tmp_path)
    changed = {path for path in before if before[path] != after[path]}
    assert {path for path in changed if not path.startswith("zh/")} == set()
    assert len([path for path in changed if "/texts-" in path]) == 1
    (options.content / "news" / "n3.zh.md").write_text(NEWS.format(n=3, text=USUAL), "utf-8")
    assert build(options).is_published
    assert search_files(options) == before


def test_b52_a_damaged_shard_is_made_again(options: Options, tmp_path: Path) -> None:
    assert build(options).is_published
    whole = search_files(options)
    (options.output / "zh/search/c0.js").write_text("damaged", "utf-8")
    (options.content / "news" / "n3.zh.md").write_text(NEWS.format(n=3, text="新的正文。"), "utf-8")
    assert build(options).is_published
    assert search_files(options) == cold(options, tmp_path)
    assert search_files(options) != whole


def test_b52_a_new_article_moves_no_number(options: Options) -> None:
    assert build(options).is_published
    before = search_files(options)
    (options.content / "news" / "n10.zh.md").write_text(NEWS.format(n=10, text="新篇。"), "utf-8")
    (options.content / "news" / "n10.en.md").write_text("---\ntitle: Item 10\n---\nNew.\n", "utf-8")
    assert build(options).is_published
    after = search_files(options)
    kept = [path for path in before if "texts-" in path and before[path] == after[path]]
    assert len(kept) >= 4
