"""`sitegen names` lists and suggests, and writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.cli import command

PEOPLE = "zeng: {name: {zh: 曾国藩}}\naili: {name: {zh: 买买提·艾力}}\nli-si: {name: {zh: 李四, en: LI Si}}\n"


@pytest.fixture
def content(tmp_path: Path, site_yaml: str) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "site.yaml").write_text(site_yaml, "utf-8")
    (folder / "people.yaml").write_text(PEOPLE, "utf-8")
    return folder


def test_b39_the_command_suggests_and_writes_nothing(content: Path) -> None:
    result = CliRunner().invoke(command, ["names", "--content", str(content), "--lang", "en"])
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        [
            "content/people.yaml:1:19: zeng 曾国藩",
            "    en: ZENG Guofan",
            "    “曾” is read in several ways: zeng, ceng",
            "content/people.yaml:2:19: aili 买买提·艾力",
            "    not to be guessed by pinyin: ask how it is spelt",
            "people without a name in Latin letters: 2. These are guesses: ask each person, then write them in; "
            "sitegen neither writes nor shows them by itself.",
        ],
    )
    assert (content / "people.yaml").read_text("utf-8") == PEOPLE


def test_b39_everybody_has_one(content: Path) -> None:
    (content / "people.yaml").write_text("li-si: {name: {zh: 李四, en: LI Si}}\n", "utf-8")
    result = CliRunner().invoke(command, ["names", "--content", str(content), "--lang", "zh"])
    assert result.output == "所有人员都有拉丁字母姓名\n"


def test_b39_mistakes_come_first(content: Path) -> None:
    (content / "people.yaml").write_text("li-si: {nam: 李四}\n", "utf-8")
    result = CliRunner().invoke(command, ["names", "--content", str(content), "--lang", "en"])
    assert result.exit_code == 1
    assert "[unknown-key]" in result.output
