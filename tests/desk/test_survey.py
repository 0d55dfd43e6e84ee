"""What is translated and what is not: counts and lists, each entry with its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from sitegen.build import Options
from sitegen.desk.status import Status
from sitegen.desk.status_json import as_json, make_schema
from sitegen.desk.survey import take_stock
from sitegen.model.coverage import KINDS, LISTS, Coverage, cover
from sitegen.problems import Location, Problems, as_text
from sitegen.text import Language, Text
from tests.outputs.json_schema import faults

FILES = {
    "people.yaml": """\
zhang-san:
  name: {zh: 张三, en: ZHANG San}
  honorific: &prof
    zh: 教授
  positions:
    - post: {zh: 主任}
      organisation: {zh: 示例医院, en: Example Hospital}
li-si:
  name: 李四
  honorific: *prof
smith-jane:
  name: Jane SMITH
  bio: {en: A guest.}
""",
    "programme.yaml": """\
tracks:
  vascular: {name: {zh: 脑血管}}
sessions:
  - id: forum
    title: {zh: 论坛, en: Forum}
    date: 2023-08-25
    time: 09:00–10:00
    talks:
      - {id: talk, title: {zh: 讲座}, duration: 30}
""",
    "programme/talk.zh.md": "\n摘要。\n",
    "people/zhang-san.zh.md": "简历。\n",
    "people/zhang-san.en.md": "Life.\n",
    "news/only.zh.md": "---\ntitle: 班车\ndate: 2023-07-01\nsummary: 有班车\n---\n\n文字。\n",
    "news/guests.en.md": "---\ntitle: For guests\ndate: 2023-07-02\n---\n\nText.\n",
    "pages/about.zh.md": "---\ntitle: 关于\nsubtitle: 副题\n---\n\n文字。\n",
    "pages/about.en.md": "---\ntitle: About\n---\n\nText.\n",
}
"""Of everything something is missing."""


def stock(folder: Path, files: Mapping[str, str], site: str, words: str = "") -> tuple[Status, list[str]]:
    for name, text in {
        "content/site.yaml": site,
        **{f"content/{name}": text for name, text in files.items()},
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    templates: tuple[Path, ...] = ()
    if words:
        templates = (folder / "own",)
        templates[0].mkdir()
        (templates[0] / "words.yaml").write_text(words, "utf-8")
    problems = Problems()
    options = Options(folder, folder / "content", folder / "output", templates)
    status = take_stock(options, problems)
    return status, [line.split(": ")[-1] for line in as_text(problems, "en") if "[" in line]


@pytest.fixture
def status(tmp_path: Path, site_yaml: str) -> Status:
    return stock(tmp_path, FILES, site_yaml)[0]


def rows(status: Status, name: str, code: str) -> list[tuple[str, str, str]]:
    """Kind, name and place of the entries of a list in a language."""
    return [
        (gap.kind, gap.name, str(gap.where).removeprefix("content/"))
        for gap in status.gaps
        if gap.list == name and gap.language == code
    ]


def test_b45_what_is_missing_is_listed_with_its_place(status: Status) -> None:
    assert rows(status, "missing", "en") == [
        ("pages", "about: subtitle", "pages/about.zh.md:3:11"),
        ("articles", "only", "news/only.zh.md:1"),
        ("people", "zhang-san: honorific", "people.yaml:4:9"),
        ("people", "zhang-san: positions.1.post", "people.yaml:6:18"),
        ("people", "li-si: name", "people.yaml:9:9"),
        ("sessions", "talk: title", "programme.yaml:9:32"),
        ("sessions", "talk", "programme/talk.zh.md:1"),
        ("tracks", "vascular: name", "programme.yaml:2:25"),
    ]
    assert rows(status, "missing", "zh") == [
        ("articles", "guests", "news/guests.en.md:1"),
        ("people", "smith-jane: bio", "people.yaml:13:13"),
    ]
    files = {gap.wants: gap.texts for gap in status.gaps if gap.list == "missing" and gap.wants}
    assert files == {
        "content/news/guests.zh.md": 2,
        "content/news/only.en.md": 3,
        "content/programme/talk.en.md": 1,
    }


def test_b45_every_text_is_counted_once_by_kind_and_language(status: Status) -> None:
    chinese, english = status.languages
    assert {kind: (count.given, count.wanted) for kind, count in english.kinds.items()} == {
        "event": (1, 1),
        "pages": (2, 3),
        "articles": (2, 5),
        "people": (5, 8),
        "sessions": (1, 3),
        "tracks": (0, 1),
    }
    assert {kind: count.missing for kind, count in chinese.kinds.items() if count.missing} == {
        "articles": 2,
        "people": 1,
    }
    assert list(english.kinds) == [kind for kind in KINDS if kind in english.kinds]
    assert (english.texts, english.files) == (Coverage(21, 10), Coverage(5, 2))
    assert chinese.files == Coverage(5, 1)
    assert english.words == chinese.words
    assert english.words.wanted > 300
    assert english.words.missing == 0


def test_b45_counts_and_lists_tell_the_same(status: Status) -> None:
    for row in status.languages:
        listed = sum(
            gap.texts
            for gap in status.gaps
            if gap.list in ("missing", "begun", "copied") and gap.language == row.language.code
        )
        assert listed == row.texts.missing + row.words.missing


def test_b45_pages_in_another_language_are_listed_with_their_address(status: Status) -> None:
    assert rows(status, "fallback", "en") == [
        ("articles", "only", "news/only.zh.md:2:8"),
        ("sessions", "talk", "programme.yaml:9:32"),
    ]
    assert rows(status, "fallback", "zh") == [
        ("articles", "guests", "news/guests.en.md:2:8"),
        ("people", "smith-jane", "people.yaml:12:9"),
    ]
    assert [gap.wants for gap in status.gaps if gap.list == "fallback"] == [
        "zh/news/only/",  # no page of its own in English: lists lead there
        "en/programme/talk/",
        "en/news/guests/",
        "zh/people/smith-jane/",
    ]


def test_b45_files_out_of_step_are_listed_with_their_originals(tmp_path: Path, site_yaml: str) -> None:
    page = "---\ntitle: {}\n{}---\n\nText {}.\n"
    files = {f"pages/{name}.zh.md": page.format("页", "", n) for n, name in enumerate(("a", "b", "c", "d"))}
    files |= {
        "pages/a.en.md": page.format("A", "translated_from: zh@000000000000\n", 0),
        "pages/b.en.md": page.format("B", "", 1),
        "pages/c.en.md": page.format("C", "translated_from: todo\n", 2),
        "pages/e.en.md": page.format("E", "translated_from: zh@000000000000\n", 4),
    }
    status, _ = stock(tmp_path, files, site_yaml)
    assert rows(status, "stale", "en") == [("pages", "a", "pages/a.en.md:3:18")]
    assert rows(status, "unrecorded", "en") == [("pages", "b", "pages/b.en.md:1")]
    assert rows(status, "begun", "en") == [("pages", "c", "pages/c.en.md:1")]
    assert rows(status, "missing", "en") == [("pages", "d", "pages/d.zh.md:1")]
    assert rows(status, "orphan", "en") == [("pages", "e", "pages/e.en.md:3:18")]
    assert {
        gap.list: gap.wants for gap in status.gaps if gap.record in "abcd" and gap.list != "fallback"
    } == {
        "stale": "content/pages/a.zh.md",
        "unrecorded": "content/pages/b.zh.md",
        "begun": "",
        "missing": "content/pages/d.en.md",
    }
    english = status.languages[1]
    assert (english.texts, english.files) == (Coverage(11, 4), Coverage(5, 2))


def test_b45_copies_are_listed_where_they_stand_and_counted_as_missing(
    tmp_path: Path, site_yaml: str
) -> None:
    chinese = "从这一天起在大会堂前的广场上等候。"
    files = {
        "people.yaml": "li-si:\n  name: {zh: 李四, en: LI Si}\n  honorific:\n    zh: 教授\n    en: 教授\n",
        "pages/a.zh.md": f"---\ntitle: 甲\n---\n{chinese}\n",
        "pages/a.en.md": f"---\ntitle: A\n---\n{chinese}\n",
    }
    status, _ = stock(tmp_path, files, site_yaml)
    assert rows(status, "copied", "en") == [
        ("pages", "a: text", "pages/a.en.md:4:1"),
        ("people", "li-si: honorific", "people.yaml:5:9"),
    ]
    assert rows(status, "missing", "en") == []
    assert status.languages[1].texts == Coverage(5, 2)


def test_b45_what_readers_get_of_such_a_page_is_told(tmp_path: Path, site_yaml: str) -> None:
    files = {
        f"news/{policy}.zh.md": f"---\ntitle: 甲\ndate: 2023-07-01\nuntranslated: {policy}\n---\n\n文字。\n"
        for policy in ("fallback", "link", "omit")
    }
    status, _ = stock(tmp_path, files, site_yaml)
    told = [gap for gap in status.gaps if gap.list == "fallback"]
    assert {gap.policy: gap.wants for gap in told} == {
        "fallback": "en/news/fallback/",
        "link": "zh/news/link/",
        "omit": "",
    }
    assert [gap.said("en") for gap in told] == [
        "fallback → en/news/fallback/",
        "link, links lead to zh/news/link/",
        "omit, left out",
    ]


def test_b45_texts_of_records_that_are_gone_are_orphans(tmp_path: Path, site_yaml: str) -> None:
    files = {"people/gone.en.md": "x\n", "programme/gone.zh.md": "x\n", "series/gone.zh.md": "x\n"}
    status, told = stock(tmp_path, {**FILES, **files}, site_yaml)
    assert rows(status, "orphan", "en") == [("people", "gone", "people/gone.en.md:1")]
    assert [kind for kind, _, _ in rows(status, "orphan", "zh")] == ["sessions", "series"]
    assert sum("nothing has the id “gone”" in line for line in told) == 3


def test_b45_languages_nobody_configured_are_listed(tmp_path: Path, site_yaml: str) -> None:
    files = {
        "people.yaml": "a:\n  name: {zh: 甲, ja: ア}\n",
        "news/x.ko.md": "---\ntitle: x\ndate: 2023-07-01\n---\n",
    }
    status, _ = stock(tmp_path, files, site_yaml)
    assert [(gap.list, gap.language, gap.kind, str(gap.where)) for gap in status.gaps] == [
        ("extra", "ja", "people", "content/people.yaml:2:9"),
        ("extra", "ko", "articles", "content/news/x.ko.md"),
    ]
    assert (status.languages, status.mistakes) == ((), 2)


def test_b45_words_that_a_language_lacks_are_counted(tmp_path: Path, site_yaml: str) -> None:
    site = site_yaml.replace(
        "source_language", "  ja: {tag: ja, name: 日本語, locale: ja_JP}\nsource_language"
    )
    status, _ = stock(tmp_path, {}, site, "menu: {ja: メニュー}\n")
    japanese = status.languages[2]
    assert japanese.words.given == 1
    missing = [gap for gap in status.gaps if gap.kind == "words"]
    assert {gap.language for gap in missing} == {"ja"}
    assert len(missing) == japanese.words.missing
    assert Path(missing[0].where.path).name == "words.yaml"


def test_one_language_kind_or_list(status: Status) -> None:
    narrow = status.narrowed(["en"], ["people"], ["missing"])
    assert [row.language.code for row in narrow.languages] == ["en"]
    assert narrow.languages[0].texts == Coverage(8, 3)
    assert len(narrow.gaps) == 3
    assert {(gap.list, gap.language, gap.kind) for gap in narrow.gaps} == {("missing", "en", "people")}
    assert status.narrowed([], [], []) == status


def test_b45_json_keeps_its_schema(status: Status, tmp_path: Path) -> None:
    schema = make_schema()
    value = json.loads(as_json(status))
    assert faults(value, schema, schema) == []
    assert value["version"] == 1
    assert value["languages"][1]["kinds"]["people"] == {"given": 5, "wanted": 8, "percent": 62}
    assert value["entries"][0] == {
        "list": "missing",
        "language": "en",
        "kind": "pages",
        "record": "about",
        "field": "subtitle",
        "path": "content/pages/about.zh.md",
        "line": 3,
        "column": 11,
        "texts": 1,
        "policy": "",
        "wants": "",
    }
    assert faults({**value, "languages": [{}]}, schema, schema) != []


def test_percentages_are_rounded_down() -> None:
    assert [Coverage(1000, n).percent for n in (0, 1, 999, 1000)] == [100, 99, 0, 0]
    assert Coverage().percent == 100
    assert Coverage(3, 1) + Coverage(2, 1) == Coverage(5, 2)


def test_a_text_that_is_used_twice_counts_once() -> None:
    zh, en = (Language(code, code, code, code) for code in ("zh", "en"))
    texts = [Text("甲", zh, en, None, Location("a", 1, 2))] * 2 + [
        Text("b", en, en, None, Location("a", 2, 2))
    ]
    assert cover(texts) == Coverage(2, 1)


def test_nothing_is_missing_where_there_is_one_language(tmp_path: Path, site_yaml: str) -> None:
    site = site_yaml.replace("  en: {tag: en, name: English, locale: en_GB}\n", "").replace(
        "    en: Example Congress\n", ""
    )
    status, _ = stock(tmp_path, {"pages/about.md": "---\ntitle: 关于\n---\n"}, site)
    assert status.gaps == ()
    assert [row.texts.percent for row in status.languages] == [100]


def test_every_list_and_kind_has_its_words() -> None:
    from sitegen.problems import sentence

    codes = [f"{start}{name}" for name in LISTS for start in ("", "about-")] + [
        f"kind-{kind}" for kind in KINDS
    ]
    for code in codes:
        assert sentence(f"status-{code}", "zh") != sentence(f"status-{code}", "en")
