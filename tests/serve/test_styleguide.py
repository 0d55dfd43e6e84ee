"""The styleguide shows every macro of the theme, in both languages; the preview makes it when asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2
import pytest
from jinja2 import nodes

from sitegen.build import Options, build
from sitegen.build.prepare import default_templates
from sitegen.problems import Severity, as_text
from sitegen.serve.styleguide import guide_folder, guide_options, write_congress

MACROS = default_templates() / "macros"
ELSEWHERE = {
    "calendar.alternate": "in the head of a page",
    "search.bar": "at the top of every page",
    "star.told": "in the head of a page",
    "star.mine_words": "attributes for scripts, on the page of one's own programme",
}
"""Macros that show nothing by themselves."""


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the styleguide: the folder of its output."""
    folder = tmp_path_factory.mktemp("guide")
    write_congress(folder)
    report = build(guide_options(Options(folder, folder, folder), folder))
    assert report.is_published, "\n".join(as_text(report.problems, "en"))
    told = {problem.code for problem in report.problems if problem.severity is not Severity.error}
    assert told == {"missing-file", "missing-translation", "no-base-url", "sample-records"}
    return folder / "output"


class Calls:
    """Which macros a template calls, by `module.name`."""

    def __init__(self, file: Path) -> None:
        environment = jinja2.Environment(extensions=["sitegen.render.environment.KeepExtension"])
        self.tree = environment.parse(file.read_text("utf-8"))
        self.module = file.stem if file.parent == MACROS else ""
        self.modules = {
            one.target: Path(one.template.value).stem
            for one in self.tree.find_all(nodes.Import)
            if isinstance(one.template, nodes.Const) and one.template.value.startswith("macros/")
        }

    def within(self, node: nodes.Node) -> set[str]:
        """The macros called in a part of it."""
        found = set()
        for call in node.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name):
                found.add(f"{self.module}.{call.node.name}")
            elif isinstance(call.node, nodes.Getattr) and isinstance(call.node.node, nodes.Name):
                found.add(f"{self.modules.get(call.node.node.name)}.{call.node.attr}")
        return found


def macros_of(files: Iterable[Path]) -> dict[str, set[str]]:
    """Every macro, and the macros it calls."""
    found = {}
    for file in files:
        calls = Calls(file)
        for macro in calls.tree.find_all(nodes.Macro):
            found[f"{file.stem}.{macro.name}"] = calls.within(macro)
    return found


def shown(samples: Iterable[Path], macros: dict[str, set[str]]) -> set[str]:
    """The macros that these templates call, and those which these call."""
    waiting = {name for file in samples for name in Calls(file).within(Calls(file).tree)}
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting |= macros.get(name, set())
    return reached


def test_every_macro_of_the_theme_is_shown() -> None:
    macros = macros_of(MACROS.glob("*.html"))
    missing = set(macros) - shown(guide_folder().glob("*.html"), macros)
    assert sorted(missing) == sorted(ELSEWHERE), "show new macros in templates/styleguide/"


def test_every_group_has_a_page_in_both_languages_that_shows_what_it_names(guide: Path) -> None:
    groups = sorted(file.stem for file in guide_folder().glob("[a-z]*.html"))
    for language, tag in (("zh", "zh-Hans"), ("en", "en")):
        folder = guide / language / "styleguide"
        assert sorted(file.name for file in folder.iterdir() if file.is_dir()) == [
            name for name in groups if name != "basics"
        ]
        for name in groups:
            page = folder / ("" if name == "basics" else name) / "index.html"
            html = page.read_text("utf-8")
            assert f'<html lang="{tag}">' in html
            assert '<meta name="robots" content="noindex">' in html
            samples = re.findall(
                r'<h2 class="quiet"><code>(.*?)</code>.*?</h2>(.*?)</section>\n<hr>', html, re.S
            )
            assert samples
            assert [called for called, body in samples if len(body.strip()) < 30] == []


def test_colours_are_told_with_their_contrast(guide: Path) -> None:
    html = (guide / "en/styleguide/index.html").read_text("utf-8")
    row = re.search(r"<code>--ink</code></th>(.*?)</tr>", html, re.S)
    assert row
    assert re.findall(r"<code>(#\w+)</code></td><td class=\"num\">([\d.]+)", row[1]) == [
        ("#14212b", "16.4"),
        ("#e9eff3", "15.6"),
    ]


def test_no_other_site_has_it(tmp_path: Path, site_yaml: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(site_yaml, "utf-8")
    report = build(Options(tmp_path, tmp_path / "content", tmp_path / "output"))
    assert report.is_published
    assert not [*(tmp_path / "output").rglob("styleguide*")]


def test_the_preview_makes_it_when_asked(unchanged: Any) -> None:
    start = unchanged.ask("/styleguide/")
    assert (start.status, start.headers["Location"]) == (302, "/styleguide/en/styleguide/")
    page = unchanged.ask("/styleguide/zh/styleguide/charts/")
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert page.text.count('<figure class="chart">') == 6
    assert page.text.count('<script src="/livereload.js?') == 1
    style = re.search(r'href="\.\./\.\./\.\./(assets/charts[^"]*\.css)"', page.text)
    assert style
    assert unchanged.ask(f"/styleguide/{style[1]}").status == 200
    assert unchanged.ask("/styleguide/zh/none/").status == 404
    assert '<a href="/styleguide/">' in unchanged.ask("/__sitegen__/problems").text
