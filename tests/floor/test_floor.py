"""Nothing newer than Chromium 86 and iOS 13 gets into style sheets, scripts and templates unnoticed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from sitegen.model.presets import PRESETS
from sitegen.model.theme import resolve_theme
from sitegen.render.theming import theme_sheets
from tests.floor.extract import is_newer
from tests.floor.reading import Found, in_css, in_script, in_template

HERE = Path(__file__).parent
TEMPLATES = HERE.parents[1] / "templates"
READERS: dict[str, Callable[[str], list[Found]]] = {
    ".css": in_css,
    ".html": in_template,
    ".js": in_script,
}
ALLOWED: dict[str, str] = yaml.safe_load((HERE / "allowed.yaml").read_text(encoding="utf-8"))
OWN_FIELDS = frozenset({"at", "changed", "element", "lost", "query", "s", "tag", "when"})
"""Fields of records of our own scripts that have the name of a newer method."""


def uses(folder: Path = TEMPLATES) -> list[str]:
    """Every use of something newer, as `file:line: kind name`."""
    files = [file for file in sorted(folder.rglob("*")) if file.suffix in READERS]
    return [
        f"{file.relative_to(folder).as_posix()}:{found.line}: {found.kind} {found.name}"
        for file in files
        for found in READERS[file.suffix](file.read_text(encoding="utf-8"))
        if (found.kind, found.name in OWN_FIELDS) != ("member", True)
    ]


def what(use: str) -> str:
    """Kind and name of a use."""
    return use.partition(": ")[2]


def test_nothing_newer_without_a_reason() -> None:
    assert [use for use in uses() if what(use) not in ALLOWED] == []


def test_no_reason_is_left_over() -> None:
    assert ALLOWED.keys() - {what(use) for use in uses()} == set()


def test_all_kinds_of_files_are_read(tmp_path: Path) -> None:
    files = {
        "css/a/b.css": "a {\n  inset: 0; }",
        "a.html": "<dialog>",
        "js/a.js": "var a;\na?.b();",
        "c.txt": "a?.b",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert uses(tmp_path) == [
        "a.html:1: element dialog",
        "css/a/b.css:2: property inset",
        "js/a.js:2: syntax ?.",
    ]


@pytest.mark.parametrize("preset", PRESETS)
def test_sheets_of_themes_too(preset: str) -> None:
    for dark in ("auto", "never", "always"):
        sheets = theme_sheets(resolve_theme(preset, dark=dark, density="compact"))
        assert sheets
        found = [one for css in sheets.values() for one in in_css(css)]
        assert [one for one in found if f"{one.kind} {one.name}" not in ALLOWED] == []


@pytest.mark.parametrize(
    ("css", "told"),
    [
        ("a { color: red; }", []),
        ("a { inset: 0; }", ["property inset"]),
        ("a { color: color-mix(in srgb, red, blue); }", ["function color-mix"]),
        ("a { width: 10px; width: clamp(1px, 2vw, 3px); }", []),
        ("a { width: clamp(1px, 2vw, 3px); width: 10px; }", ["function clamp"]),
        ("a { --w: 1px; --w: clamp(1px, 2vw, 3px); }", ["function clamp"]),
        ("@supports (inset: 0) { a { inset: 0; } }", []),
        ("@supports (inset: 0) { a { color: red; } }\nb { inset: 0; }", ["property inset"]),
        ("@media print { a { inset: 0; } }", ["property inset"]),
        ("@layer a, b;", ["at-rule layer"]),
        ("@container (width > 1px) { a { color: red; } }", ["at-rule container"]),
        ("@media (width >= 40rem) { a { color: red; } }", ["media range_syntax"]),
        ("@media (prefers-contrast: more) { a { color: red; } }", ["media prefers-contrast"]),
        ("a:has(b) { color: red; }", ["selector has"]),
        ("a, a:has(b) { color: red; }", ["selector has", "syntax list with a newer selector"]),
        ("a { color: red; b { color: blue; } }", ["syntax nesting"]),
        ("a { height: 100dvh; }", ["unit dvh"]),
        ("a { height: 100vh; height: 100dvh; }", []),
        ("a { display: flex; gap: 1rem; }", ["value gap:flex_context"]),
        ("a { display: grid; gap: 1rem; }", []),
        ("a { overflow: clip; }", ["value overflow:clip"]),
        ("a { -webkit-appearance: none; appearance: none; }", []),
        ("a::before { content: 'inset: 0; }'; } /* b { inset: 0; } */", []),
    ],
)
def test_newer_css_is_told(css: str, told: list[str]) -> None:
    assert [f"{found.kind} {found.name}" for found in in_css(css)] == told


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("var a = b ? .5 : 1;", []),
        ("const a = async (b) => { await b; };", []),
        ("a?.b", ["syntax ?."]),
        ("a ?? b", ["syntax ??"]),
        ("a ||= b", ["syntax ||="]),
        ("a.replaceAll(b, c)", ["member replaceAll"]),
        ("a.replaceChildren()", ["member replaceChildren"]),
        ("list.at(-1)", ["member at"]),
        ("structuredClone(a)", ["global structuredClone"]),
        ("new ResizeObserver(a)", ["global ResizeObserver"]),
        ("new WeakRef(a)", ["global WeakRef"]),
        ("window.BroadcastChannel", ["global BroadcastChannel"]),
        ("matchMedia('print').addEventListener('change', a)", ["member MediaQueryList.addEventListener"]),
        ("a = /(?<=b)c/;", ["syntax lookbehind"]),
        ("a = '?.'; b = /x??/; // c ?? d\n/* e?.f */", []),
    ],
)
def test_newer_script_is_told(code: str, told: list[str]) -> None:
    assert [f"{found.kind} {found.name}" for found in in_script(code)] == told


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<p class="search" lang="{{ tag }}">dialog</p>', []),
        ("<dialog open></dialog>", ["element dialog"]),
        ('<div inert class="{% if a > b %}x{% endif %}">', ["attribute inert"]),
        ('<button popovertarget="x">', ["attribute popovertarget"]),
        ("{# <dialog> #}", []),
    ],
)
def test_newer_html_is_told(html: str, told: list[str]) -> None:
    assert [f"{found.kind} {found.name}" for found in in_template(html)] == told


def test_lines_are_those_of_the_file() -> None:
    css = "/* one\n   two */\na {\n  color: red;\n  inset: 0;\n}\n\nb:has(c),\nb:has(d) { color: red; }\n"
    assert in_css(css) == [Found(5, "property", "inset"), Found(8, "selector", "has")]
    assert in_script("/* a\n*/\nvar b = `\n`;\nb?.c\n") == [Found(5, "syntax", "?.")]
    assert in_template("{# a\n#}\n<p\n  inert>\n<dialog>") == [
        Found(3, "attribute", "inert"),
        Found(5, "element", "dialog"),
    ]


@pytest.mark.parametrize(
    ("chrome", "ios", "newer"),
    [
        ("86", "13", False),
        ("87", "13", True),
        ("86", "13.4", True),
        ("86", False, True),
        ("86", "≤13.4", False),
        ("1", "3", False),
    ],
)
def test_versions(chrome: str, ios: str | bool, newer: bool) -> None:
    assert is_newer({"chrome": {"version_added": chrome}, "safari_ios": {"version_added": ios}}) is newer


def test_prefixes_flags_and_what_was_taken_away_do_not_count() -> None:
    ios = {"version_added": "3"}
    for entry in ({"prefix": "-webkit-"}, {"flags": [{}]}, {"version_removed": "80"}):
        assert is_newer({"chrome": {"version_added": "1", **entry}, "safari_ios": ios})
    assert not is_newer({"chrome": [{"version_added": "1", "version_removed": "90"}], "safari_ios": ios})
