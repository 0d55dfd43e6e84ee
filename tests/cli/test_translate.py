"""`sitegen translate` on a terminal: begins, tells, refuses and accepts."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from sitegen.cli import command

BUS = """\
---
title: 接驳车
date: 2023-08-01
people: []
---
乘地铁8号线到奥体中心站。

## 时间

每10分钟一班，见[会场](../pages/about.md)。

![车站](bus.png)
"""
STUB = """\
---
# sitegen: The fields and the text below are the original: replace them. Dates, people, pictures and so on \
come from bus.zh.md.
# sitegen: When done, run: sitegen translate news/bus --to en --done. Until then the site does not use this file.
translated_from: todo
title: "接驳车"
---

乘地铁8号线到奥体中心站。

## 时间 {#时间}

每10分钟一班，见[会场](../pages/about.md)。

![车站](bus.png)
"""
TRANSLATED = """\
---
# sitegen: anything
translated_from: todo  # by Li
title: Shuttle bus
---

Metro line 8.

## Times {#时间}

Every 10 minutes, see [the venue](../pages/about.md).
"""
NEXT = "when it is in step: sitegen translate news/bus --to en --done"


@pytest.fixture
def content(tmp_path: Path, site_yaml: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "content"
    (folder / "news").mkdir(parents=True)
    (folder / "site.yaml").write_text(site_yaml, "utf-8")
    (folder / "news/bus.zh.md").write_text(BUS, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITEGEN_NOW", "2023-08-01")
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["translate", *arguments, "--lang", "en"], catch_exceptions=False)


def lines(*arguments: str, code: int = 0) -> list[str]:
    done = run(*arguments)
    assert done.exit_code == code, done.output
    return done.output.splitlines()


@pytest.mark.parametrize(
    "name", ["news/bus", "bus", "content/news/bus.zh.md", "news/bus.en.md", "./content/news/bus.en.md"]
)
def test_b47_a_stub_has_all_that_is_to_be_translated(content: Path, name: str) -> None:
    assert lines(name) == ["written: content/news/bus.en.md; translate in it", NEXT]
    assert (content / "news/bus.en.md").read_text("utf-8") == STUB


def test_b47_a_stub_is_never_written_over_a_file(content: Path) -> None:
    for text in (STUB, TRANSLATED.replace("translated_from: todo  # by Li\n", "")):
        (content / "news/bus.en.md").write_text(text, "utf-8")
        assert lines("bus")[-1] == NEXT
        assert (content / "news/bus.en.md").read_text("utf-8") == text


def test_b47_a_file_that_appeared_meanwhile_is_not_written_over(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sitegen.desk import translating

    find, file = translating.find_page, content / "news/bus.en.md"

    def find_late(*arguments: Any) -> Any:
        file.write_text(TRANSLATED, "utf-8")
        return find(*arguments)

    monkeypatch.setattr(translating, "find_page", find_late)
    assert lines("bus", code=1) == [
        "content/news/bus.en.md: error: this file is there already; it has not been touched [translate-there]"
    ]
    assert file.read_text("utf-8") == TRANSLATED


def test_b47_what_was_not_translated_is_not_accepted(content: Path) -> None:
    file = content / "news/bus.en.md"
    file.write_text(STUB.replace("乘地铁8号线到奥体中心站。", "Metro line 8."), "utf-8")
    assert lines("bus", "--done", code=1) == [
        "content/news/bus.en.md: error: still in “zh”, as in the original (fields, lines): title, 12, 14"
        " [translate-left]",
        "    hint: translate them; if they are to stay so, add --as-is",
    ]
    assert "translated_from: todo" in file.read_text("utf-8")
    assert lines("bus", "--done", "--as-is") == ["content/news/bus.en.md: translated from zh@b1e87ce67dde"]
    assert "# sitegen" not in file.read_text("utf-8")


def test_b47_done_writes_the_fingerprint_and_keeps_all_else(content: Path) -> None:
    file = content / "news/bus.en.md"
    file.write_text(TRANSLATED, "utf-8")
    assert lines("bus", "--done") == ["content/news/bus.en.md: translated from zh@b1e87ce67dde"]
    expected = TRANSLATED.replace("# sitegen: anything\n", "").replace("todo", "zh@b1e87ce67dde")
    assert file.read_text("utf-8") == expected
    assert lines("bus", "--done") == ["content/news/bus.en.md is in step with its source already"]
    (content / "news/bus.zh.md").write_text(BUS.replace("10分", "20分"), "utf-8")
    assert lines("bus") == [
        "out of step   content/news/bus.en.md",
        "compare with content/news/bus.zh.md (what it was like is not in git, so the changes cannot be shown)",
        NEXT,
    ]
    assert lines("bus", "--done") == ["content/news/bus.en.md: translated from zh@c94826c04e77"]
    assert file.read_text("utf-8") == expected.replace("b1e87ce67dde", "c94826c04e77")


def test_b47_a_translation_that_is_not_there_cannot_be_accepted(content: Path) -> None:
    assert lines("bus", "--done", code=1) == [
        "content/news/bus.en.md: error: there is no “en” translation yet [translate-nothing]",
        "    hint: begin it: sitegen translate news/bus --to en",
    ]
    assert not (content / "news/bus.en.md").exists()


def test_alone_it_lists_what_is_to_do(content: Path) -> None:
    assert lines() == [
        "missing       content/news/bus.en.md",
        "to do: 1 of 2 texts; for the whole picture: sitegen status",
    ]
    (content / "news/bus.en.md").write_text(STUB, "utf-8")
    assert lines()[0] == "not finished  content/news/bus.en.md"
    (content / "news/bus.en.md").write_text(TRANSLATED.replace("todo", "zh@000000000000"), "utf-8")
    assert lines()[0] == "out of step   content/news/bus.en.md"
    lines("bus", "--done")
    assert lines() == ["to do: 0 of 2 texts; for the whole picture: sitegen status"]


def test_a_page_or_language_that_is_not_there(content: Path) -> None:
    assert lines("news/bas", code=1) == [
        "news/bas: error: there is no page “news/bas” [translate-no-page]",
        "    hint: did you mean news/bus?",
    ]
    assert run("bus", "--to", "fr").exit_code == 2
    assert lines("bus", "--to", "zh") == ["content/news/bus.zh.md is the original"]


def test_what_changed_is_shown_where_git_knows_it(content: Path) -> None:
    def git(*arguments: str) -> None:
        mail = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *mail, *arguments], cwd=content.parent, check=True, capture_output=True)

    git("init")
    (content / "news/bus.en.md").write_text(TRANSLATED.replace("todo", "zh@b1e87ce67dde"), "utf-8")
    for text in (BUS, BUS.replace("奥体中心", "奥林匹克公园"), BUS.replace("10分", "20分")):
        (content / "news/bus.zh.md").write_text(text, "utf-8")
        git("add", ".")
        git("commit", "-m", "A text")
    (content / "news/bus.zh.md").write_text(BUS.replace("10分", "30分"), "utf-8")
    assert lines("bus") == [
        "out of step   content/news/bus.en.md",
        "content/news/bus.zh.md since it was translated:",
        "@@ -5,3 +5,3 @@",
        " ",
        "-每10分钟一班，见[会场](../pages/about.md)。",
        "+每30分钟一班，见[会场](../pages/about.md)。",
        " ",
        NEXT,
    ]
