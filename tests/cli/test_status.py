"""`sitegen status` on a terminal: aligned, narrow, in both languages; exit codes; the line that builds add."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.cli import command
from sitegen.cli.status import columns, pad

PEOPLE = """\
zhang-san:
  name: {zh: 张三, en: ZHANG San}
li-si:
  name: {zh: 李四}
smith-jane:
  name: Jane SMITH
  bio: {en: A guest.}
"""
NEWS = "---\ntitle: 关于会场之间免费接驳班车安排的通知\ndate: 2023-07-01\n---\n\n文字。\n"
LONG = "notice-about-shuttle-buses-between-the-venues"


@pytest.fixture
def content(tmp_path: Path, site_yaml: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "content"
    (folder / "news").mkdir(parents=True)
    (folder / "site.yaml").write_text(site_yaml, "utf-8")
    (folder / "people.yaml").write_text(PEOPLE, "utf-8")
    (folder / "news" / f"{LONG}.zh.md").write_text(NEWS, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITEGEN_NOW", "2023-08-01")
    return folder


def run(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(command, [*arguments, "--lang", lang], catch_exceptions=False)


def test_b45_the_whole_status_in_80_columns(content: Path) -> None:
    result = run("status")
    assert result.exit_code == 0
    assert result.output.splitlines()[:5] == [
        "Translation                    中文 (zh)      English (en)",
        "all texts                     6/7   85 %        4/7   57 %",
        "  congress and site           1/1  100 %        1/1  100 %",
        "  news                        2/2  100 %        0/2    0 %",
        "  people                      3/4   75 %        3/4   75 %",
    ]
    assert result.output.splitlines()[7:] == [
        "",
        "missing · English (2)",
        "  news",
        f"    content/news/{LONG}.zh.md:1",
        f"        {LONG} (whole file, texts: 2) → content/news/{LONG}.en.md",
        "  people",
        "    content/people.yaml:4:14  li-si: name",
        "",
        "missing · 中文 (1)",
        "  people",
        "    content/people.yaml:7:13  smith-jane: bio",
        "",
        "pages in another language only · English (1)",
        "  news",
        f"    content/news/{LONG}.zh.md:2:8",
        f"        {LONG}, links lead to zh/news/{LONG}/",
        "",
        "pages in another language only · 中文 (1)",
        "  people",
        "    content/people.yaml:6:9  smith-jane → zh/people/smith-jane/",
    ]


def test_b45_the_table_is_aligned_in_chinese_too(content: Path) -> None:
    lines = run("status", lang="zh").output.splitlines()
    assert lines[0] == "翻译进度                       中文 (zh)      English (en)"
    assert {columns(line) for line in lines[:7]} == {58}
    assert [line[:4] for line in lines[:2]] == ["翻译进度", "全部文字"]
    assert "缺译文 · English（2）" in lines


def test_widths_are_those_of_a_terminal() -> None:
    assert [columns(text) for text in ("abc", "中文", "（１）", "é", "e\u0301", "𠮷", "—…")] == [
        3,
        4,
        6,
        1,
        1,
        2,
        2,
    ]
    assert pad("中", 4) == "中  "
    assert pad("中", -4) == "  中"
    assert pad("longer", 3) == "longer"


def test_no_colour_in_a_pipe(content: Path) -> None:
    assert "\x1b" not in run("status").output


def test_colour_on_a_terminal_unless_refused(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[33m" in CliRunner().invoke(command, ["status", "--lang", "en"], color=True).output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in CliRunner().invoke(command, ["status", "--lang", "en"], color=True).output


def test_only_what_is_asked_for(content: Path) -> None:
    result = run("status", "--language", "en", "--kind", "people", "--list", "missing")
    assert result.output.splitlines() == [
        "Translation                 English (en)",
        "all texts                     3/4   75 %",
        "  people                      3/4   75 %",
        "",
        "missing · English (1)",
        "  people",
        "    content/people.yaml:4:14  li-si: name",
    ]
    wrong = run("status", "--language", "fr")
    assert wrong.exit_code == 2
    assert "zh, en" in wrong.output


def test_long_lists_are_cut_until_asked_for(content: Path) -> None:
    rows = "".join(f"p{n}:\n  name: {{zh: 某人}}\n" for n in range(30))
    (content / "people.yaml").write_text(rows, "utf-8")
    assert "  … and 11 more: sitegen status --list missing --language en" in run("status").output.splitlines()
    assert run("status", "--list", "missing").output.count("people.yaml") == 30


def test_b45_json_and_its_schema(content: Path) -> None:
    value = json.loads(run("status", "--json", "--kind", "people").output)
    assert [entry["record"] for entry in value["entries"]] == ["li-si", "smith-jane", "smith-jane"]
    assert json.loads(run("status", "--schema").output)["properties"]["version"] == {"const": 1}


def test_exit_codes(content: Path) -> None:
    assert run("status", "--fail-under", "57").exit_code == 0
    under = run("status", "--fail-under", "58")
    assert under.exit_code == 1
    assert under.stderr == "English: 57 %, less than the 58 % asked for\n"
    assert run("status", "--fail-under", "58", "--language", "zh").exit_code == 0


def test_b45_mistakes_are_told_and_a_foreign_language_among_them(content: Path) -> None:
    (content / "people.yaml").write_text("a:\n  name: {zh: 甲, ja: ア}\n", "utf-8")
    result = run("status")
    assert result.exit_code == 1
    assert "content/people.yaml:2:9: error: “ja” is not a language code of this site" in result.stderr
    assert result.stdout.splitlines() == [
        "mistakes in the content: 1; nothing can be counted before they are put right",
        "",
        "languages the site has not · ja (1)",
        "  people",
        "    content/people.yaml:2:9",
    ]
    assert json.loads(run("status", "--json").stdout)["mistakes"] == 1


def test_all_is_well(content: Path) -> None:
    (content / "people.yaml").unlink()
    (content / "news" / f"{LONG}.zh.md").unlink()
    assert run("status").output.splitlines()[-2:] == ["", "everything is translated, nothing to do"]


LINE = {
    "en": "中文: 85 % translated, 1 text missing; English: 57 % translated, 3 texts missing — sitegen status",
    "zh": "中文：已译 85%，缺 1 条；English：已译 57%，缺 3 条（sitegen status 列出详情）",
}


def test_b45_a_nothing_to_do_build_says_it_again(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sitegen import fresh

    told: list[str] = []
    monkeypatch.setattr("sys.argv", ["sitegen", "build", "--lang", "en"])
    monkeypatch.setattr(fresh, "remember_build", lambda *values: told.append(values[-1]))
    run("build")
    _, again, line = told[0].splitlines()
    assert again.startswith("nothing has changed. Last time: ")
    assert line == LINE["en"]


def test_b45_pages_out_of_date_are_in_the_line(content: Path) -> None:
    (content / "people.yaml").unlink()
    (content / "news" / f"{LONG}.en.md").write_text(
        "---\ntitle: Buses\ntranslated_from: zh@000000000000\n---\n\nText.\n", "utf-8"
    )
    line = "English: 100 % translated, 1 page out of date — sitegen status"
    assert run("build").stdout.splitlines()[-1] == line


@pytest.mark.parametrize("lang", LINE)
def test_b45_build_and_check_say_how_much_is_translated(content: Path, lang: str) -> None:
    for name in ("build", "check"):
        assert run(name, lang=lang).stdout.splitlines()[-1] == LINE[lang]
    (content / "people.yaml").unlink()
    (content / "news" / f"{LONG}.zh.md").unlink()
    assert "sitegen status" not in run("build", lang=lang).stdout
