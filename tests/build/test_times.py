"""What whole pages say of times and spoken languages, in both languages of the site."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sitegen.build import Options, build
from sitegen.problems import as_text

FILES: Mapping[str, str] = {
    "venues.yaml": "hall:\n  name: {zh: 会堂, en: Hall}\n  rooms:\n    a: {name: {zh: A厅, en: Room A}}\n",
    "people.yaml": "li-si:\n  name: {zh: 李四, en: LI Si}\nwang-wu:\n  name: {zh: 王五, en: WANG Wu}\n",
    "programme.yaml": """\
tracks:
  one: {name: {zh: 专题, en: Track}, code: A, color: teal}
sessions:
  - id: forum
    title: {zh: 论坛, en: Forum}
    date: 2023-08-25
    time: 22:30–00:30 +1
    room: a
    track: one
    language: zh
    talks:
      - {id: own, title: {zh: 中文报告, en: In Chinese}, duration: 60, speakers: [li-si]}
      - {id: guest, title: {zh: 英文报告, en: In English}, duration: 60, language: en, interpretation: zh}
  - {id: moved, title: {zh: 挪动, en: Moved}, date: 2023-08-25, time: 12:00–12:30, room: a, status: moved, moved_from: {start: "09:00"}}
  - {id: open, title: {zh: 未知, en: Open}, date: 2023-08-26, time: 09:00–10:00, room: a, speakers: [wang-wu]}
  - {id: someday, title: {zh: 待定, en: Some day}, date: 待定, time: 09:00–10:00}
""",
    "series.yaml": """\
weekly:
  title: {zh: 讲座, en: Lecture}
  rule: {every: thursday, start: "12:30", duration: 60, from: 2023-08-03, until: 2023-08-17}
""",
    "dates.yaml": "- {id: due, date: 2023-07-15, time: '24:00', label: {zh: 截止, en: Deadline}}\n",
    "news/hello.zh.md": "---\ntitle: 你好\ndate: 2023-08-01\nsessions: [forum]\n---\n欢迎。\n",
    "news/hello.en.md": "---\ntitle: Hello\n---\nWelcome.\n",
    "pages/about.zh.md": "---\ntitle: 关于\nsessions: [open]\n---\n本会。\n",
    "pages/about.en.md": "---\ntitle: About\n---\nThis.\n",
}
Make = Callable[..., Path]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory, site_yaml: str) -> Make:
    """`make(more)`: the output of a small congress, whose site.yaml says this too."""

    def make_site(more: str = "") -> Path:
        folder = tmp_path_factory.mktemp("times")
        for name, text in {"site.yaml": site_yaml + more, **FILES}.items():
            path = folder / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        report = build(
            Options(folder, folder / "content", folder / "output", today=datetime.date(2023, 8, 1))
        )
        assert report.is_published, "\n".join(as_text(report.problems, "en"))
        return folder / "output"

    return make_site


@pytest.fixture(scope="module")
def output(make: Make) -> Path:
    return make()


def main_of(output: Path, page: str) -> str:
    html = (output / page / "index.html").read_text("utf-8")
    return html[html.index("<main") : html.index("</main>")]


def instants(html: str) -> list[tuple[str, str]]:
    """(machine form, what is shown) of every time of day."""
    return re.findall(r'<time datetime="([^"]*T[^"]*)"><span class="nb">([^<]*)</span></time>', html)


PAGES = [
    "programme",
    "programme/2023-08-25",
    "programme/forum",
    "programme/own",
    "programme/moved",
    "programme/tracks/one",
    "programme/rooms/a",
    "people/li-si",
    "series/weekly",
    "dates",
    "news/hello",
    "about",
    "",
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("code", ["zh", "en"])
def test_b35_where_times_stand_each_has_its_offset_and_the_zone_is_named_once(
    output: Path, code: str, page: str
) -> None:
    html = main_of(output, f"{code}/{page}")
    stamps = re.findall(r'<time datetime="([^"]*)"', html)
    timed = [stamp for stamp in stamps if len(stamp) > 10]
    assert timed
    for stamp in stamps:
        assert re.fullmatch(r"2023-\d\d-\d\d(T\d\d:\d\d\+08:00)?", stamp), stamp
    label = {"zh": "北京时间（UTC+8）", "en": "Beijing time (UTC+8)"}[code]
    assert html.count(label) == 1


@pytest.mark.parametrize("code", ["zh", "en"])
def test_b35_a_talk_after_midnight_says_the_day_it_is_on(output: Path, code: str) -> None:
    html = main_of(output, f"{code}/programme/forum")
    assert re.findall(r'<time datetime="([^"]*T[^"]*)"', html) == [
        "2023-08-25T22:30+08:00",
        "2023-08-25T22:30+08:00",
        "2023-08-25T23:30+08:00",
    ]


def test_b35_a_deadline_at_the_end_of_a_day(output: Path) -> None:
    html = main_of(output, "en/dates")
    assert '<time datetime="2023-07-16T00:00+08:00"><span class="nb">24:00</span></time>' in html


def test_b35_a_time_without_a_day_is_no_instant(output: Path) -> None:
    html = main_of(output, "en/programme/someday")
    assert "T09:00" not in html and '<time datetime="">' not in html


def badges(html: str, id_: str) -> list[str]:
    """What is said of the language in the line or card of an item."""
    start = html.index(f'id="s-{id_}"')
    end = html.find('id="s-', start + 1)
    return re.findall(
        r'<span class="session-language">\s*(.*?)\s*</span>', html[start : end if end > 0 else None]
    )


@pytest.mark.parametrize(
    ("code", "own", "guest"),
    [("zh", [], ["英语；汉语同传"]), ("en", ["Chinese"], ["English; interpreted into Chinese"])],
)
def test_b41_the_language_of_a_talk_stands_on_both_sites(
    output: Path, code: str, own: list[str], guest: list[str]
) -> None:
    """In Chinese what is in Chinese needs no word; a reader in English is told."""
    html = main_of(output, f"{code}/programme/2023-08-25")
    assert (badges(html, "forum"), badges(html, "guest")) == (own, guest)
    # a talk in the language of its block needs none, nor does what nothing is known of
    assert badges(html, "own") == badges(html, "moved") == []
    assert badges(main_of(output, f"{code}/programme/tracks/one"), "forum") == own


@pytest.mark.parametrize(
    ("code", "expected"), [("zh", "英语；汉语同传"), ("en", "English; interpreted into Chinese")]
)
def test_b41_the_page_of_a_talk_says_its_language(output: Path, code: str, expected: str) -> None:
    html = main_of(output, f"{code}/programme/guest")
    assert expected in re.sub(r"\s+", " ", html)


def test_b34_an_author_chooses_twelve_hours_and_marks(make: Make) -> None:
    output = make("clock: 12\ndate_patterns:\n  zh: {time_to: 至}\n")
    shown = [text for _, text in instants(main_of(output, "zh/programme/2023-08-25"))]
    assert shown == ["中午12:00", "上午9:00", "晚上10:30", "晚上10:30", "晚上11:30"]
    assert "12:00 pm" in [text for _, text in instants(main_of(output, "en/programme/2023-08-25"))]
    assert "晚上10:30至次日凌晨0:30" in main_of(output, "zh/programme/forum")
    assert "10:30 pm–12:30 am (+1 day)" in main_of(output, "en/programme/forum")
    assert "午夜12:00" in main_of(output, "zh/dates")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("clock: 13\n", "content/site.yaml:13:8: error: “13” is none of: 24, 12 [not-a-choice]"),
        (
            "date_patterns: 12\n",
            "content/site.yaml:13:16: error: “date_patterns” needs fields under it, each on a line of its own [not-a-map]",
        ),
        (
            "date_patterns: {zh: 12}\n",
            "content/site.yaml:13:17: error: “zh” needs fields under it, each on a line of its own [not-a-map]",
        ),
        (
            "date_patterns: {zh: {tiem: x}}\n",
            "content/site.yaml:13:22: error: there is no date pattern “tiem” [words-unknown-pattern]",
        ),
        (
            "date_patterns: {zh: {time: '{day}'}}\n",
            "content/site.yaml:13:28: error: the date pattern “time” has an unknown name in braces [words-pattern-gaps]",
        ),
        (
            "date_patterns: {cn: {}}\n",
            "content/site.yaml:13:17: error: “cn” is not the code of a language of this site [words-unknown-language]",
        ),
    ],
)
def test_b33_mistakes_in_patterns_are_told_at_their_place(
    tmp_path: Path, site_yaml: str, more: str, expected: str
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(site_yaml + more, "utf-8")
    report = build(Options(tmp_path, tmp_path / "content", tmp_path / "output"))
    assert not report.is_published
    assert [line for line in as_text(report.problems, "en") if " error: " in line] == [expected]
