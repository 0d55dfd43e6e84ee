"""`sw.js`: what it knows of the site, when it changes, and what a site without a worker has in its place."""

from __future__ import annotations

import datetime
import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sitegen.build import Options, Report, build
from sitegen.build.run import default_templates, make_site
from sitegen.model.editions import Frozen
from sitegen.outputs import worker
from sitegen.problems import as_text
from tests.conftest import write_files

TODAY = datetime.date(2023, 8, 1)
OFF = (default_templates() / "parts" / "worker-off.js").read_bytes()
FILES = {
    "people.yaml": "li-si:\n  name: {zh: 李四, en: LI Si}\n  bio:\n    zh: 简介。\n    en: Text.\n",
    "programme.yaml": (
        "sessions:\n  - {id: opening, kind: ceremony, title: {zh: 开幕式, en: Opening}, date: 2023-08-25, time: 09:00–10:00,"
        " speakers: [li-si], abstract: {zh: 摘要。, en: Abstract.}}\n"
    ),
    "venues.yaml": "hall:\n  name: {zh: 会议中心 <A>, en: Centre <A>}\n",
    "news/hello.zh.md": "---\ntitle: 你好\ndate: 2023-08-01\n---\n正文。\n",
}


@pytest.fixture
def options(tmp_path: Path, site_yaml: str) -> Options:
    settings = f"offline: true\n{site_yaml}  venue: hall\n"
    content = write_files(tmp_path / "content", {**FILES, "site.yaml": settings})
    return Options(tmp_path, content, tmp_path / "output", cache=tmp_path / ".cache", today=TODAY)


def publish(options: Options) -> bytes:
    """Build, and give the worker."""
    report = build(options)
    assert report.is_published, "\n".join(as_text(report.problems, "en"))
    return (options.output / worker.PATH).read_bytes()


def made(options: Options) -> Mapping[str, bytes]:
    """The files that are new."""
    return {file.path: file.data for file in make_site(options, Report()) if file.data is not None}


def told(script: bytes) -> dict[str, Any]:
    """What it knows of the site."""
    found: dict[str, Any] = json.loads(script.decode().split("var SITE = ", 1)[1].partition(";\n")[0])
    return found


def edit(options: Options, name: str, old: str, new: str) -> None:
    path = options.content / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_what_it_knows(options: Options) -> None:
    site = told(publish(options))
    assert list(site) == ["version", "languages", "folders", "index", "zone"]
    assert site["folders"] == [
        "zh/programme",
        "zh/people",
        "zh/venue",
        "en/programme",
        "en/people",
        "en/venue",
    ]
    assert (site["index"], site["zone"]) == ("index.html", "Asia/Shanghai")
    pages = site["languages"]["en"].pop("pages")
    assert [(file, title) for file, _, title in pages] == [
        ("en/programme/index.html", "Programme"),
        ("en/programme/2023-08-25/index.html", "Friday 25 August"),
        ("en/programme/2023-08-26/index.html", "Saturday 26 August"),
        ("en/programme/2023-08-27/index.html", "Sunday 27 August"),
        ("en/programme/mine/index.html", "My programme"),
        ("en/programme/mine/data.js", ""),
        ("en/programme/changes/index.html", "Programme changes"),
        ("en/venue/index.html", "Venue"),
        ("en/people/index.html", "People"),
    ]
    assert site["languages"]["en"]["old"].count("{when}") == 1
    assert (site["languages"]["zh"]["tag"], site["languages"]["zh"]["dates"]) == ("zh-Hans", "zh-Hans-CN")


def test_digests_are_those_of_the_files(options: Options) -> None:
    from hashlib import sha256

    for language in told(publish(options))["languages"].values():
        for file, digest, _ in language["pages"]:
            assert digest == sha256((options.output / file).read_bytes()).hexdigest()[:16]


def test_pages_say_where_it_is(options: Options) -> None:
    publish(options)
    found = {
        path.relative_to(options.output).as_posix(): re.findall(
            r'data-worker="([^"]*)"', path.read_text("utf-8")
        )
        for path in options.output.rglob("*.html")
    }
    assert found["zh/index.html"] == ["../sw.js"]
    assert found["en/programme/opening/index.html"] == ["../../../sw.js"]
    assert {name for name, places in found.items() if not places} == {"index.html", "404.html"}


@pytest.mark.parametrize(
    ("name", "old", "new", "is_new"),
    [
        ("programme.yaml", "摘要。", "新摘要。", False),
        ("people.yaml", "简介。", "新简介。", False),
        ("news/hello.zh.md", "正文。", "新正文。", False),
        ("programme.yaml", "10:00", "11:00", True),
        ("venues.yaml", "会议中心", "会场", True),
    ],
)
def test_it_changes_with_the_pages_fetched_ahead_only(
    options: Options, name: str, old: str, new: str, is_new: bool
) -> None:
    before = publish(options)
    assert publish(options) == before
    edit(options, name, old, new)
    after = publish(options)
    assert (after != before, told(after)["version"] != told(before)["version"]) == (is_new, is_new)
    assert made(replace(options, cache=None))[worker.PATH] == after


def test_pages_beyond_the_room_are_left_out_the_least_needed_first(
    options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = told(publish(options))["languages"]["zh"]["pages"]
    sizes = [len((options.output / file).read_bytes()) for file, _, _ in pages]
    monkeypatch.setattr(worker, "MOST", sum(sizes[:4]))
    kept = told(made(options)[worker.PATH])["languages"]["zh"]["pages"]
    assert [row[0] for row in kept] == [row[0] for row in pages[:4]]


def test_words_are_safe_in_html(options: Options, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    words = 'offline_title: {zh: "<b>\\"", en: "No <i> & no"}\n'
    (tmp_path / "own" / "words.yaml").write_text(words, "utf-8")
    languages = told(publish(replace(options, templates=(tmp_path / "own",))))["languages"]
    assert (languages["zh"]["title"], languages["en"]["title"]) == (
        "&lt;b&gt;&quot;",
        "No &lt;i&gt; &amp; no",
    )


@pytest.mark.parametrize(
    ("asked", "changes"),
    [("true", {"worker": False}), ("true", {"frozen": Frozen(2023, None, None)}), ("false", {})],
    ids=["preview", "archive", "site without"],
)
def test_where_there_is_none_it_switches_itself_off(
    options: Options, asked: str, changes: dict[str, Any]
) -> None:
    edit(options, "site.yaml", "offline: true", f"offline: {asked}")
    files = made(replace(options, **changes))
    assert files[worker.PATH] == OFF
    assert [path for path, data in files.items() if b"data-worker" in data and path.endswith(".html")] == []


def test_the_preview_spoils_nothing_for_the_build(options: Options) -> None:
    publish(options)
    made(replace(options, worker=False))
    assert build(options).written == 0


def test_size(options: Options) -> None:
    code = (default_templates() / "parts" / "worker.js").read_bytes()
    assert len(gzip.compress(code)) <= 3_900
    assert len(OFF) <= 600
