"""`sitegen poster`: a picture per person and language, for those named or all in the programme."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from sitegen.cli import command

PEOPLE = "li-si:\n  name: {zh: 李四, en: LI Si}\nwang-wu:\n  name: {zh: 王五, en: WANG Wu}\n"
PROGRAMME = """\
sessions:
  - id: opening
    title: {zh: 开幕式, en: Opening}
    kind: talk
    date: 2023-08-25
    start: "09:00"
    end: "10:00"
    speakers: [li-si]
"""


@pytest.fixture
def project(tmp_path: Path, site_yaml: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content").mkdir()
    for name, text in (("site", site_yaml), ("people", PEOPLE), ("programme", PROGRAMME)):
        (tmp_path / "content" / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["poster", *arguments, "--lang", "en"])


def test_everybody_in_the_programme_in_each_language(project: Path) -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (0, "posters/li-si.zh.png\nposters/li-si.en.png\n")
    image = Image.open(project / "posters" / "li-si.zh.png").convert("RGB")
    assert image.size == (1080, 1920)
    assert image.getpixel((10, 10)) == (0x0B, 0x55, 0x68)
    code = image.crop((732, 1572, 996, 1836)).convert("L").histogram()
    assert code[0] > 10_000, "the code"


def test_those_named_in_one_language_the_same_each_time(project: Path) -> None:
    assert run("wang-wu", "--in", "en").stdout == "posters/wang-wu.en.png\n"
    before = (project / "posters" / "wang-wu.en.png").read_bytes()
    run("wang-wu", "--in", "en")
    assert (project / "posters" / "wang-wu.en.png").read_bytes() == before


def test_nobody_of_that_id(project: Path) -> None:
    result = run("zhao-liu")
    assert (result.exit_code, result.stderr) == (
        2,
        "nobody has the id “zhao-liu”; ids are those of people.yaml\n",
    )
    assert not (project / "posters").exists()
