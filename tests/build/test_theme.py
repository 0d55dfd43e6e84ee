"""What is written under `theme:` reaches style sheets, pages and the next build; own files are laid over it."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

from sitegen.build import Options, build
from sitegen.model.presets import PRESETS

TODAY = datetime.date(2023, 8, 1)
THEME_COLOUR = re.compile(r'<meta name="theme-color" content="([^"]+)"(?: media="\(([^)]+)\)")?>')


def site(folder: Path, text: str, **more: object) -> dict[str, str]:
    """The pages and style sheets of a congress of one file; style sheets by their name without the hash."""
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "site.yaml").write_text(text, "utf-8")
    values = {"today": TODAY, "cache": folder / ".cache", **more}
    report = build(
        Options(project=folder, content=folder / "content", output=folder / "output", **values)  # type: ignore[arg-type]
    )
    assert not [problem for problem in report.problems if problem.severity == 0]
    found = {}
    for file in sorted((folder / "output").rglob("*")):
        if file.suffix in {".html", ".css"}:
            name = file.relative_to(folder / "output").as_posix()
            name = re.sub(r"assets/(\w+)\.\w+\.css", r"\1.css", name)
            found[name] = file.read_text("utf-8")
    return found


def test_an_edited_theme_reaches_every_page_and_the_same_bytes_as_a_cold_build(
    tmp_path: Path, site_yaml: str
) -> None:
    site(tmp_path, site_yaml)
    warm = site(tmp_path, site_yaml + 'theme: {preset: vesalius, brand: "#1f4e79", dark: never}\n')
    assert THEME_COLOUR.findall(warm["zh/index.html"]) == [("#fffdf8", "")]
    assert THEME_COLOUR.findall(warm["index.html"]) == [("#fffdf8", "")]
    assert "--brand:#1f4e79;" in warm["site.css"]
    shutil.rmtree(tmp_path / "output")
    cold = site(
        tmp_path, site_yaml + 'theme: {preset: vesalius, brand: "#1f4e79", dark: never}\n', cache=None
    )
    assert cold == warm


def test_the_browser_is_told_the_ground_of_both_schemes(tmp_path: Path, site_yaml: str) -> None:
    pages = site(tmp_path, site_yaml + "theme: {preset: lumen}\n")
    look = PRESETS["lumen"]
    assert THEME_COLOUR.findall(pages["en/index.html"]) == [
        (look.light["bg"], "prefers-color-scheme: light"),
        (look.dark["bg"], "prefers-color-scheme: dark"),
    ]


def test_one_page_one_macro_one_word_one_token_and_one_sheet_of_ones_own(
    tmp_path: Path, site_yaml: str
) -> None:
    own = tmp_path / "looks"
    files = {
        "pages/home.html": '{% extends "sitegen/pages/home.html" %}\n'
        "{% block hero %}<p>Ours</p>{{ super() }}{% endblock %}\n",
        "macros/search.html": '{% import "sitegen/macros/search.html" as shipped %}\n'
        "{% set box = shipped.box %}{% set tree = shipped.tree %}\n"
        "{% macro bar() %}<p>Ask the desk</p>{% endmacro %}\n",
        "words.yaml": "skip_to_content: {zh: 跳过, en: Skip ahead}\n",
        "assets/css/07-own.css": ":root { --radius: 2px; }\n",
        "assets/css/99-own.css": ".hero { border: 0; }\n",
    }
    for name, text in files.items():
        file = own / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    pages = site(tmp_path, site_yaml + "theme: {preset: lumen}\n", templates=(own,))
    home = pages["en/index.html"]
    assert home.index("<p>Ours</p>") < home.index("<h1")
    assert ">Skip ahead</a>" in home
    assert "<p>Ask the desk</p>" in home
    assert 'role="search"' not in home
    assert "search-box" in pages["en/search/index.html"]
    sheet = pages["site.css"]
    assert sheet.index("--radius:12px") < sheet.index("--radius:2px")
    assert sheet.endswith(".hero{border:0}")
