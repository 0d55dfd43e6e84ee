"""A build that has nothing to do says so at once; any edit of what it reads or wrote makes a real build."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "SITEGEN_"))},
    "PYTHONPATH": str(ROOT),
    "PYTHONUTF8": "1",
    "SITEGEN_NOW": "2023-08-01",  # without it what is remembered ends at the next quarter of an hour
}
HEAVY = {"babel", "click", "jinja2", "markdown", "nh3", "pathlib", "PIL", "pydantic", "typing", "yaml"}
REAL = r"\d+ pages \(zh, en\); files written: {}, removed: {}; warnings: 0, in \d+\.\d s\n"
UNCHANGED = (
    r"nothing has changed\. Last time: \d+ pages \(zh, en\); files written: {}, removed: 0; warnings: 0\n"
)
PAGE = "output/zh/about/index.html"


class Project:
    """A folder with a small site, its own templates, and `sitegen build` in it."""

    def __init__(self, folder: Path, site_yaml: str = "") -> None:
        self.folder = folder
        if not site_yaml:
            return
        self.write("content/site.yaml", site_yaml)
        self.write("content/pages/about.zh.md", "---\ntitle: 关于\n---\n\n文字。\n")
        self.write("content/pages/about.en.md", "---\ntitle: About\n---\n\nText.\n")
        self.write("own/parts/note.html", "one")
        self.write(
            "own/pages/prose.html",
            '{% extends "layouts/page.html" %}{% block content %}<h1>{{ page.title }}</h1>{{ markdown(page.prose.body) }}<p>{% include "parts/note.html" %}</p>{% endblock %}',
        )

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def python(self, *options: str, **more: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, *options, "-m", "sitegen", "build", "--templates", "own"],
            cwd=self.folder,
            env={**ENVIRONMENT, **more},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        return done.returncode, done.stdout, done.stderr

    def build(self, **more: str) -> str:
        code, out, err = self.python(**more)
        assert (code, err) == (0, "")
        return out


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, site_yaml: str) -> Project:
    """A project that has been built."""
    made = Project(tmp_path_factory.mktemp("built"), "cards: none\n" + site_yaml)  # whatever fonts there are
    first = made.build()
    assert re.fullmatch(REAL.format(r"[1-9]\d*", 0), first), first
    return made


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    """A copy of it, with the times of all its files: it has nothing to do."""
    shutil.copytree(built.folder, tmp_path / "project")
    return Project(tmp_path / "project")


def test_nothing_heavy_is_imported_to_say_that_nothing_has_changed(project: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in (project.folder / "output").rglob("*")}
    code, out, err = project.python("-X", "importtime")
    imported = {line.rpartition("|")[2].strip() for line in err.splitlines()}
    assert code == 0
    assert re.fullmatch(UNCHANGED.format(r"[1-9]\d*"), out), out
    assert "sitegen.fresh" in imported
    assert {name.partition(".")[0] for name in imported} & HEAVY == set()
    assert {path: path.stat().st_mtime_ns for path in (project.folder / "output").rglob("*")} == before


def test_an_edit_of_content_makes_a_real_build(project: Project) -> None:
    project.write("content/pages/about.zh.md", "---\ntitle: 关于\n---\n\n改过。\n")  # as long as before
    out = project.build()
    assert re.fullmatch(REAL.format(4, 0), out), out
    assert "改过。" in project.read(PAGE)
    assert re.fullmatch(UNCHANGED.format(4), project.build())


def test_a_new_file_and_a_deleted_one_make_a_real_build(project: Project) -> None:
    project.write("content/pages/more.zh.md", "---\ntitle: 更多\n---\n\n文\n")
    project.write("content/pages/more.en.md", "---\ntitle: More\n---\n\nText\n")
    assert re.fullmatch(REAL.format(r"[1-9]\d*", 0), project.build())
    (project.folder / "content/pages/more.zh.md").unlink()
    (project.folder / "content/pages/more.en.md").unlink()
    assert re.fullmatch(REAL.format(r"\d+", 4), project.build())
    assert not (project.folder / "output/zh/more").exists()


def test_an_edit_of_a_template_makes_a_real_build(project: Project) -> None:
    project.write("own/parts/note.html", "two")
    assert re.fullmatch(REAL.format(2, 0), project.build())
    assert "<p>two</p>" in project.read(PAGE)


@pytest.mark.parametrize("damage", ["changed", "deleted", "all gone"])
def test_what_is_wrong_in_the_output_is_put_right(project: Project, damage: str) -> None:
    page, before = project.folder / PAGE, project.read(PAGE)
    if damage == "changed":
        page.write_text("spoilt", "utf-8")
    elif damage == "deleted":
        page.unlink()
    else:
        (project.folder / "output").rename(project.folder / "elsewhere")
    assert re.fullmatch(REAL.format(r"[1-9]\d*" if damage == "all gone" else 1, 0), project.build())
    assert project.read(PAGE) == before


def test_a_foreign_file_in_the_output_is_no_change(project: Project) -> None:
    project.write("output/CNAME", "example.org")
    assert project.build().startswith("nothing has changed.")
    assert project.read("output/CNAME") == "example.org"


def test_another_day_or_language_makes_a_real_build(project: Project) -> None:
    assert re.fullmatch(REAL.format(r"\d+", 0), project.build(SITEGEN_NOW="2023-08-26"))
    assert project.build(LC_ALL="zh_CN.UTF-8").startswith("没有改动") is False


def test_a_mistake_is_told_again_and_again(project: Project) -> None:
    project.write("content/pages/about.zh.md", "---\ntitle: 关于\n---\n\n[页](x.md)\n")
    first = project.python()
    assert first[0] == 1
    assert project.python() == first
