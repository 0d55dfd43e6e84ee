"""Pages whose translation is out of step: what readers and machines are told, and when it is made anew."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from sitegen.build import Options, build

DAY = datetime.date(2023, 8, 1)
ZH = "---\ntitle: 交通\n---\n乘地铁8号线，每10分钟一班，请提前到达。\n"
EN = "---\ntitle: Transport\ntranslated_from: {record}\n---\nTake line 8, every 10 minutes.\n"
STALE = "zh@000000000000"
NOTE = re.compile(r'<div class="stale-note" role="note">\n<p>(.*?)</p>\n</div>', re.DOTALL)
PLAIN = "The Chinese original has changed since this translation was made. The original prevails."
FIGURES = (
    "<strong>The Chinese original has changed since this translation was made, and its dates, fees or other figures"
    " differ from those on this page. The original prevails.</strong>"
)
LINK = '<a href="../../zh/bus/index.html" hreflang="zh-Hans">Read it in Chinese</a>'


class Place:
    """A project that is edited and built."""

    def __init__(self, folder: Path, site: str) -> None:
        self.folder, self.site = folder, site

    def build(self, zh: str = ZH, en: str = EN.format(record=STALE), notice: str = "") -> str:
        """The English page; the output is cold or not, as it happens to be."""
        site = self.site + (f"stale: {{notice: {notice}}}\n" if notice else "")
        for name, text in {"site.yaml": site, "pages/bus.zh.md": zh, "pages/bus.en.md": en}.items():
            file = self.folder / "content" / name
            if not file.is_file() or file.read_text("utf-8") != text:  # else nothing would be remembered
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, "utf-8")
        self.report = build(
            Options(
                self.folder,
                self.folder / "content",
                self.folder / "output",
                cache=self.folder / ".cache",
                today=DAY,
            )
        )
        assert self.report.is_published, list(self.report.problems)
        return self.page("en")

    def page(self, code: str) -> str:
        return (self.folder / f"output/{code}/bus/index.html").read_text("utf-8")


@pytest.fixture
def place(tmp_path: Path, site_yaml: str) -> Place:
    return Place(tmp_path, site_yaml)


def note(html: str) -> list[str]:
    return [" ".join(text.split()) for text in NOTE.findall(html)]


def test_b48_readers_are_told_in_their_language_and_led_to_the_source(place: Place) -> None:
    html = place.build()
    assert note(html) == [f"{PLAIN} {LINK}"]
    assert html.index("stale-note") < html.index("<h1>")
    assert note(place.page("zh")) == []
    record = re.search("zh@[0-9a-f]{12}", str(list(place.report.problems)))
    assert record is None  # authors are sent to the command, not to a number


def test_b48_other_figures_are_told_as_such(place: Place) -> None:
    assert note(place.build(zh=ZH.replace("10", "20"))) == [f"{FIGURES} {LINK}"]


@pytest.mark.parametrize(
    ("notice", "on_prose", "on_figures"),
    [("always", 1, 1), ("facts", 0, 1), ("never", 0, 0)],
)
def test_b48_the_threshold_is_set_in_site_yaml(
    place: Place, notice: str, on_prose: int, on_figures: int
) -> None:
    assert len(note(place.build(notice=notice))) == on_prose
    assert len(note(place.build(zh=ZH.replace("10", "20"), notice=notice))) == on_figures
    assert "stale-figures" in {problem.code for problem in place.report.problems}


def test_b48_a_translation_into_chinese_speaks_chinese(place: Place) -> None:
    place.site = place.site.replace("source_language: zh", "source_language: en")
    place.build(
        zh=ZH.replace("---\n乘", "translated_from: en@000000000000\n---\n乘"),
        en=EN.replace("translated_from: {record}\n", ""),
    )
    assert note(place.page("zh")) == [
        "英文原文已更新，本页译文可能尚未同步，请以原文为准。"
        ' <a href="../../en/bus/index.html" hreflang="en">阅读英文版</a>'
    ]


def test_b48_a_page_out_of_step_stays_a_page_of_its_language(place: Place) -> None:
    record = place.build(en=EN.replace("translated_from: {record}\n", ""))
    html = place.build()
    heads = [
        re.findall(r'<link rel="(?:alternate|canonical)".*|<meta name="robots".*', text)
        for text in (record, html)
    ]
    assert heads[0] == heads[1]
    assert len(heads[0]) == 3
    assert "/en/bus/index.html</loc>" in (place.folder / "output/sitemap.xml").read_text("utf-8")


def test_b48_the_note_comes_and_goes_with_the_source(place: Place) -> None:
    place.build()
    site = (place.folder / "content/pages/bus.en.md").read_text("utf-8")
    from sitegen.load.project import load_project
    from sitegen.problems import Problems

    project = load_project(place.folder / "content", Problems(), DAY)
    record = project.source.translations["prose:bus"].source.fingerprint
    en = site.replace(STALE, record)
    assert note(place.build(en=en)) == []
    assert note(place.build(zh=ZH.replace("请提前", "请务必提前"), en=en)) == [f"{PLAIN} {LINK}"]
    assert note(place.build(zh=ZH.replace("10", "20"), en=en)) == [f"{FIGURES} {LINK}"]
    assert note(place.build(en=en)) == []


def test_b47_a_begun_translation_is_not_published(place: Place) -> None:
    html = place.build(en=EN.format(record="todo"))
    assert "Take line 8" not in html
    assert "Transport" not in html
    assert '<link rel="canonical" href="https://example.org/2023/zh/bus/index.html">' in html
    assert "/en/bus/" not in (place.folder / "output/sitemap.xml").read_text("utf-8")
