"""The commands of the secretariat on a terminal: release and move, with their exit codes and words."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sitegen.cli import command

PROGRAMME = """\
sessions:  # 8月26日
  - {id: opening, title: {zh: 开幕式, en: Opening}, date: 2023-08-26, start: 09:00, end: 09:30}  # 大会堂
"""


@pytest.fixture
def content(tmp_path: Path, site_yaml: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "site.yaml").write_text(site_yaml, "utf-8")
    (folder / "programme.yaml").write_text(PROGRAMME, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITEGEN_NOW", "2023-08-01")
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--lang", "en"], catch_exceptions=False)


def test_move_and_release(content: Path) -> None:
    first = run("release", "--now", "2023-08-01T09:00")
    assert first.output.splitlines() == [
        "first release; items recorded: 1",
        "written to content/history.yaml (items: 1); commit it with the content",
    ]
    moved = run("move", "opening", "10:15")
    assert moved.output.splitlines() == [
        "opening “Opening” 2023-08-26 09:00–09:30 → 2023-08-26 10:15–10:45",
        "edited content/programme.yaml, line 2; run “sitegen release” before publishing",
    ]
    assert (content / "programme.yaml").read_text("utf-8") == PROGRAMME.replace("09:00", "10:15").replace(
        "09:30", "10:45"
    )
    ledger = (content / "history.yaml").read_bytes()
    told = "moved: opening “Opening” 2023-08-26 09:00–09:30 → 2023-08-26 10:15–10:45"
    dry = run("release", "--now", "2023-08-02T09:00", "--dry-run")
    assert dry.output.splitlines() == [told, "nothing written: this was a dry run"]
    assert (content / "history.yaml").read_bytes() == ledger
    again = run("release", "--now", "2023-08-02T09:00", "--note", "Rooms")
    assert again.output.splitlines()[0] == told
    assert b'note: "Rooms"' in (content / "history.yaml").read_bytes()
    nothing = run("release", "--now", "2023-08-03T09:00")
    assert nothing.output == "nothing has changed since the release of 2023-08-02 09:00\n"
    assert [result.exit_code for result in (first, moved, dry, again, nothing)] == [0, 0, 0, 0, 0]


def test_nothing_is_written_where_content_has_mistakes(content: Path) -> None:
    page = content / "pages" / "about.zh.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: 关于\n---\n见[页](nowhere.md)。\n", "utf-8")
    refused = run("release")
    assert (refused.exit_code, (content / "history.yaml").exists()) == (1, False)
    assert refused.stderr.splitlines()[-1] == "nothing done: correct the errors first (1)"

    page.write_text("---\n标题\n---\n", "utf-8")
    refused = run("move", "opening", "10:15")
    assert (refused.exit_code, (content / "programme.yaml").read_text("utf-8")) == (1, PROGRAMME)


def test_a_release_too_early_is_refused(content: Path) -> None:
    run("release", "--now", "2023-08-02T09:00")
    run("move", "opening", "10:15")
    early = run("release", "--now", "2023-08-02T09:00")
    assert (early.exit_code, early.stderr) == (
        1,
        "the last release was at 2023-08-02 01:00:00 UTC; this one must be later\n",
    )


def test_what_cannot_be_moved_is_told_at_its_place(content: Path) -> None:
    refused = run("move", "opening", "09:00")
    assert (refused.exit_code, refused.stderr) == (
        1,
        "content/programme.yaml:2:5: error: “opening” is there already [move-nothing]\n",
    )
    assert run("move", "opening", "half past nine").exit_code == 2
    assert run("move", "opening", "10:00", "--dry-run").exit_code == 0
    assert (content / "programme.yaml").read_text("utf-8") == PROGRAMME


def test_announce_in_both_languages(content: Path) -> None:
    told = run("announce", "opening")
    assert (told.exit_code, told.stdout) == (
        0,
        """\
开幕式
时间：2023年8月26日（星期六）09:00–09:30，北京时间（UTC+8）
详情：https://example.org/2023/zh/programme/opening/index.html

Opening
Time: Saturday 26 August 2023, 09:00–09:30, Beijing time (UTC+8)
Details: https://example.org/2023/en/programme/opening/index.html
""",
    )
    both = run("announce", "changes", "--format", "both", "--lang-of", "en")
    assert both.stdout.count("There are no changes so far") == 2
    assert run("announce", "changes", "--lang-of", "fr").exit_code == 2
    wrong = run("announce", "2023-08-29")
    assert (wrong.exit_code, wrong.stderr.splitlines()[-1]) == (1, "    hint: did you mean “2023-08-27”?")
