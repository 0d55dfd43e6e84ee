"""Cards of a whole site: named in the head, made once, left out where they cannot be shown or drawn."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.build import Options, build
from sitegen.build import cards as cards_of_build
from sitegen.outputs import cards

BASE = "base_url: https://example.org/2023/\n"


@pytest.fixture
def options(tmp_path: Path, site_yaml: str) -> Options:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(site_yaml, encoding="utf-8")
    return Options(
        project=tmp_path,
        content=tmp_path / "content",
        output=tmp_path / "output",
        cache=tmp_path / ".cache",
        today=datetime.date(2023, 8, 1),
        cards=True,
    )


def image_of(options: Options) -> list[str]:
    html = (options.output / "zh" / "programme" / "index.html").read_text("utf-8")
    return re.findall(r'<meta property="og:image" content="([^"]*)">', html)


def test_the_head_names_the_card_that_is_there(options: Options) -> None:
    assert build(options).is_published
    assert image_of(options) == ["https://example.org/2023/zh/programme/card.png"]
    assert (options.output / "zh" / "programme" / "card.png").read_bytes().startswith(b"\x89PNG")
    assert not (options.output / "zh" / "404" / "card.png").exists()


def test_a_second_build_draws_none(options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    build(options)
    before = (options.output / "zh" / "card.png").read_bytes()
    monkeypatch.setattr(cards, "draw_card", lambda card, pen: pytest.fail("drawn again"))
    assert build(options).is_published
    assert (options.output / "zh" / "card.png").read_bytes() == before


@pytest.mark.parametrize("line", ["", "cards: none\n" + BASE, "cards: false\n" + BASE])
def test_none_without_address_or_wish(options: Options, site_yaml: str, line: str) -> None:
    (options.content / "site.yaml").write_text(site_yaml.replace(BASE, line), encoding="utf-8")
    build(options)
    assert image_of(options) == []
    assert not [*options.output.rglob("card.*")]


def test_the_preview_makes_none(options: Options) -> None:
    build(replace(options, cards=False))
    assert image_of(options) == []


def test_without_a_face_they_are_left_out_and_that_is_said_once(
    options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards_of_build, "find_faces", lambda languages, own: None)
    report = build(options)
    assert report.is_published
    assert [problem.code for problem in report.problems].count("cards-no-face") == 1
    assert image_of(options) == []
    assert "faces" in report.lacks


def test_a_character_nobody_has_is_told_each_time(options: Options) -> None:
    text = (options.content / "site.yaml").read_text("utf-8").replace("示例大会", "示例\U0001303f大会")
    (options.content / "site.yaml").write_text(text, encoding="utf-8")
    for _ in range(2):
        told = [p for p in build(options).problems if p.code == "cards-no-glyph"]
        assert {dict(p.values)["number"] for p in told} == {"U+1303F"}


@pytest.mark.parametrize(
    ("line", "few", "wanted"),
    [("", 100, {"zh", "zh/programme"}), ("", 1, {"zh"}), ("cards: home\n", 100, {"zh"})],
)
def test_by_itself_a_larger_site_has_only_that_of_the_congress(
    options: Options, site_yaml: str, line: str, few: int, wanted: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "FEW", few)
    (options.content / "site.yaml").write_text(line + site_yaml, encoding="utf-8")
    assert build(options).is_published
    made = {card.parent.relative_to(options.output).as_posix() for card in options.output.rglob("card.*")}
    assert made & {"zh", "zh/programme"} == wanted
    own = "zh/programme" if "zh/programme" in wanted else "zh"
    assert image_of(options) == [f"https://example.org/2023/{own}/card.png"]
