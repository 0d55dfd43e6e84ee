"""Documents for print: their data exactly, their CSV exactly, and what is in the PDFs that Typst makes of them."""

from __future__ import annotations

import dataclasses
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen.load.project import Project
from sitegen.printing import KINDS, Edition, NoFace, TemplateError, Typesetter, editions_of, set_document
from sitegen.printing.filing import share_hours
from sitegen.printing.items import describe_item
from sitegen.printing.tables import write_csv
from sitegen.printing.typesetting import choose_faces
from sitegen.text import Language

EXPECTED = Path(__file__).parent / "golden"
ZH = Language("zh", "zh-Hans", "中文", "zh_Hans_CN")
EN = Language("en", "en", "English", "en_GB")
LANGUAGES = {"booklet": "both", "doors": "both", "chairs": "en", "badges": "zh", "cme": "zh"}
"""Kind → the edition that is looked at."""


# ---------------------------------------------------------------- data
@pytest.mark.golden
@pytest.mark.parametrize("kind", KINDS)
def test_data_are_as_expected(kind: str, edition: Callable[[str], Edition]) -> None:
    data = KINDS[kind].describe(edition(LANGUAGES[kind]), "a5")
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    # a run on a line
    text = re.sub(r'\{\s+"text": (".*"),\s+"lang": (".*")\s+\}', r'{"text": \1, "lang": \2}', text)
    file = EXPECTED / f"{kind}.{LANGUAGES[kind]}.json"
    if os.environ.get("GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")

    assert text == file.read_text("utf-8")


def test_badges_as_a_table(edition: Callable[[str], Edition]) -> None:
    table = KINDS["badges"].table
    assert table

    assert table(edition("both")).decode("utf-8") == (
        "\ufeffid,name_zh,name_en,organisation_zh,organisation_en,roles_zh,roles_en,country\r\n"
        "li-si,李四,LI Si,示例医院,Example Hospital,主席；讲者,Chair; Speaker,CN\r\n"
        "smith,,Ann Smith,,Example College,点评；组织委员会 · 秘书长,Commentator; Organising committee · Secretary,\r\n"
        "wang-wu,王五,,,,讲者,Speaker,\r\n"
    )


def test_the_filing_sheet_as_a_table(edition: Callable[[str], Edition]) -> None:
    table = KINDS["cme"].table
    assert table

    assert table(edition("zh")).decode("utf-8") == (
        "\ufeff项目编号,项目名称,日期,开始,结束,分钟,所属环节,授课题目,授课教师,职称,单位,学时,状态\r\n"
        'EX-1,血管病诊疗,2023-08-25,09:00,09:30,30,脑血管论坛,"第一讲 #strong[粗] $x$ *b* \\\\ ""引""",王五；Ann Smith,,；Example College,1,\r\n'
        "EX-1,血管病诊疗,2023-08-25,09:50,10:30,40,脑血管论坛,第二讲,李四,主任医师,示例医院,,已取消\r\n"
        "EX-1,血管病诊疗,2023-08-25,10:30,11:00,30,脑血管论坛,第三讲,李四,主任医师,示例医院,1,有调整\r\n"
        "EX-1,血管病诊疗,2023-08-25,09:30,10:30,60,,壁报,,,,1,\r\n"
    )
    assert table(edition("both")).decode().startswith("\ufeff项目编号 / Project number,")


def test_a_series_counts_as_one_block_for_its_project(congress_with: Callable[..., Edition]) -> None:
    series = """\
weekly:
  title: {zh: 周课, en: Weekly}
  rule: {every: monday, start: 12:00, duration: 60, from: 2023-08-07, until: 2023-08-21}
  credits: {project: cme, hours: 3}
  speakers: [li-si]
  sessions:
    - {id: second, date: 2023-08-14, start: 12:00, duration: 60, title: {zh: 第二课, en: Second}, status: cancelled}
"""
    everything = congress_with({"programme.yaml": "sessions: []\n", "series.yaml": series})
    data = KINDS["cme"].describe(editions_of(everything, "en")[0], "a5")["projects"][0]

    assert (data["total"], data["attended"], data["filed"]) == ("3", "", "3")
    assert [(row["id"], row["title"][0]["text"], row["hours"], row["off"]) for row in data["rows"]] == [
        ("weekly-2023-08-07", "Weekly", "1.5", False),
        ("second", "Second", "", True),
        ("weekly-2023-08-21", "Weekly", "1.5", False),
    ]
    assert [row["teachers"][0]["name"][0]["text"] for row in data["rows"] if row["teachers"]] == ["LI Si"] * 2


@pytest.mark.parametrize(
    ("wanted", "expected"), [("zh", []), ("en", [{"text": "Chinese", "lang": "en"}]), ("both", [])]
)
def test_b41_readers_of_another_language_are_told_on_paper_too(
    congress_with: Callable[..., Edition], wanted: str, expected: list[dict[str, str]]
) -> None:
    talk = (
        "sessions:\n  - {id: a, title: {zh: 甲, en: A}, date: 2023-08-25, time: 09:00–10:00, language: zh}\n"
    )
    edition = editions_of(congress_with({"programme.yaml": talk}), wanted)[0]
    assert describe_item(edition, edition.site.sessions["a"])["language"] == expected


def test_a_spreadsheet_takes_no_text_for_a_formula() -> None:
    rows = [["=1+1", "@a", -1, 0.75, 3.0, None, 'a,"b"']]

    assert write_csv(["x"], rows) == b'\xef\xbb\xbfx\r\n\'=1+1,\'@a,-1,0.75,3,,"a,""b"""\r\n'


@pytest.mark.parametrize(
    ("hours", "minutes", "shares"),
    [
        (3, [45, 45, 45, 45], [0.75, 0.75, 0.75, 0.75]),
        (3, [20, 20, 20, 20, 20, 20, 20], [0.43, 0.43, 0.43, 0.43, 0.43, 0.43, 0.42]),
        (1, [10, 20], [0.33, 0.67]),
        (2, [30, None], [None, None]),
        (None, [30, 30], [None, None]),
        (2, [None], [2]),
        (2, [], []),
    ],
)
def test_hours_are_shared_by_minutes_and_add_up(
    hours: float | None, minutes: list[int | None], shares: list[float | None], congress: Any
) -> None:
    talk = congress[0].source.sessions["one"]
    talks = [
        talk.model_copy(update={"start": 540, "end": None if length is None else 540 + length})
        for length in minutes
    ]

    assert share_hours(hours, talks) == shares


# ---------------------------------------------------------------- what Typst makes of them
@pytest.mark.parametrize("kind", KINDS)
def test_b54_documents_are_accessible_embedded_and_the_same_each_time(
    kind: str,
    congress: tuple[Project, Edition],
    edition: Callable[[str], Edition],
    typesetter: Callable[..., Typesetter],
    read: Callable[[bytes], Any],
) -> None:
    wanted = edition(LANGUAGES[kind])
    document = set_document(congress[0], typesetter(congress[0]), kind, wanted)
    pdf = read(document.data)

    assert document.data.startswith(b"%PDF-")
    assert (document.is_accessible, document.missing, document.warnings) == (True, "", ())
    assert document.pages == len(list(pdf.pages())) == {"doors": 3, "booklet": 8}.get(kind, 1)
    assert f"/Lang({'en-GB' if LANGUAGES[kind] == 'en' else 'zh-CN'})".encode() in document.data
    assert b"/MarkInfo<</Marked true" in document.data
    title = " / ".join(run["text"] for run in KINDS[kind].describe(wanted, "a5")["title"])
    assert f"/Title<FEFF{title.encode('utf-16-be').hex().upper()}>".encode() in document.data
    fonts = re.findall(rb"/FontName/(\S+?)/", document.data)
    assert fonts
    assert all(re.fullmatch(rb"[A-Z]{6}\+.+", font) for font in fonts)  # a subset (ISO 32000-1, 9.6.4)
    assert len(fonts) == len(re.findall(rb"/FontFile\d? ", document.data))
    assert b"/Type3" not in document.data
    assert b"/CreationDate" not in document.data
    again = set_document(congress[0], typesetter(congress[0]), kind, wanted)
    assert again.data == document.data


def test_b54_text_comes_out_in_both_languages_in_regular_and_bold(
    congress: tuple[Project, Edition],
    typesetter: Callable[..., Typesetter],
    edition: Callable[[str], Edition],
    read: Callable[[bytes], Any],
) -> None:
    setter = typesetter(congress[0])
    document = set_document(congress[0], setter, "booklet", edition("both"))
    text = read(document.data).text

    for words in (
        "示例大会",
        "ExampleCongress",
        "脑血管论坛",
        "Vascular",
        "李四",
        "LISi",
        "示例医院",
        "ExampleHospital",
    ):
        assert words in text
    # the face for Han characters has a bold of its own: none is made up by the typesetter
    names = {name.decode() for name in re.findall(rb"/FontName/[A-Z]{6}\+(\S+?)/", document.data)}
    assert len(names) >= 2, names
    languages = set(re.findall(rb"/Lang\(([^)]*)\)", document.data))
    assert {b"zh-CN", b"en-GB"} <= languages


def test_what_authors_wrote_comes_out_literally(
    congress: tuple[Project, Edition], typesetter: Callable[..., Typesetter], read: Callable[[bytes], Any]
) -> None:
    text = read(set_document(congress[0], typesetter(congress[0]), "booklet", congress[1]).data).text

    assert '第一讲#strong[粗]$x$*b*\\\\"引"' in text
    assert 'First#panic("x")$x^2$_b_\\\\<a>@ref' in text


def test_days_and_sessions_are_bookmarks(
    congress: tuple[Project, Edition],
    typesetter: Callable[..., Typesetter],
    edition: Callable[[str], Edition],
    read: Callable[[bytes], Any],
) -> None:
    pdf = read(set_document(congress[0], typesetter(congress[0]), "booklet", edition("zh")).data)

    assert list(pdf.bookmarks()) == [
        "目录", "参会信息", "日程总览", "8月25日 周五", "8月26日 周六",
        "8月25日 周五", "A脑血管论坛", "壁报", "夜谈", "8月26日 周六", "待定待定", "日期待定", "无日期", "人名索引",
    ]  # fmt: skip


def test_the_index_gives_the_pages_people_are_on(
    congress: tuple[Project, Edition],
    typesetter: Callable[..., Typesetter],
    edition: Callable[[str], Edition],
    read: Callable[[bytes], Any],
) -> None:
    pages = list(
        read(set_document(congress[0], typesetter(congress[0]), "booklet", edition("zh")).data).pages()
    )
    named = [number for number, page in enumerate(pages, 1) if "李四" in page]

    assert len(named) == 2
    assert f"李四示例医院{named[0]}" in pages[-1]
    assert "无事" not in pages[-1]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_the_torture_programme_is_lost(
    kind: str,
    torture: tuple[Project, Edition],
    typesetter: Callable[..., Typesetter],
    read: Callable[[bytes], Any],
) -> None:
    project, both = torture
    document = set_document(project, typesetter(project), kind, both)
    data = KINDS[kind].describe(both, "a5")
    pdf = read(document.data)
    text = pdf.text
    rows = [data.get(key, []) for key in ("sheets", "days", "undated", "rows", "projects", "people")]
    wanted = Counter(_visible(part) for part in _titles_and_names(rows))

    assert len(wanted) > {"cme": 30, "badges": 100}.get(kind, 300)
    assert [part for part, number in wanted.items() if text.count(part) < number] == []
    if kind == "doors":
        assert document.pages == len(data["sheets"])


def _titles_and_names(data: Any) -> Iterator[str]:
    if isinstance(data, list):
        for part in data:
            yield from _titles_and_names(part)
    elif isinstance(data, dict):
        for key, part in data.items():
            if key in ("title", "name", "also", "start") and isinstance(part, list):
                yield from (run["text"] for run in part)
            else:
                yield from _titles_and_names(part)


def _visible(title: str) -> str:
    """What of a title has letters: clusters of several emoji are one glyph, or none."""
    return re.sub(r"\s|👩.*|🧠", "", title)


# ---------------------------------------------------------------- templates, faces
def test_templates_of_ones_own_win_by_file(
    congress: tuple[Project, Edition],
    typesetter: Callable[..., Typesetter],
    read: Callable[[bytes], Any],
    tmp_path: Path,
) -> None:
    own = tmp_path / "own" / "print"
    own.mkdir(parents=True)
    (own / "badges.typ").write_text(
        '#import "base.typ": *\n#show: document-of\n#say(data.title)\nown: #data.rows.len()\n', "utf-8"
    )
    document = set_document(congress[0], typesetter(congress[0], own.parent), "badges", congress[1])

    assert read(document.data).text == "示例大会：胸卡名单ExampleCongress:Badgelistown:3"
    (own / "badges.typ").write_text('#import "base.typ": *\n\n#nothing\n', "utf-8")
    with pytest.raises(TemplateError, match=r"badges\.typ:3: unknown variable: nothing"):
        set_document(congress[0], typesetter(congress[0], own.parent), "badges", congress[1])


def test_a_logo_that_is_none_is_left_out(
    load: Callable[..., Any], typesetter: Callable[..., Typesetter], congress: tuple[Project, Edition]
) -> None:
    project, edition = congress
    settings = project.source.settings
    theme = settings.theme.model_copy(update={"logo": "media/logo.svg"})
    site = dataclasses.replace(project.source, settings=settings.model_copy(update={"theme": theme}))
    file = dataclasses.replace(next(iter(_sources(project))), path="media/logo.svg")
    project = dataclasses.replace(project, media={"media/logo.svg": file})
    document = set_document(project, typesetter(project), "booklet", Edition((site,), (edition.words[0],)))

    assert document.pages == 8
    assert len(document.warnings) == 1


def _sources(project: Project) -> Iterator[Any]:
    from sitegen.problems import Problems
    from sitegen.source import discover

    return iter(discover(project.root, Problems()))


def test_faces_go_with_the_language() -> None:
    families = {"Noto Sans CJK SC", "SimSun", "Noto Sans CJK TC", "Arial", "My Han"}
    hant = Language("zh-hant", "zh-Hant", "繁體中文", "zh_Hant_TW")

    assert choose_faces([ZH, EN], families, set()) == {"zh": ["Noto Sans CJK SC"], "en": ["Noto Sans CJK SC"]}
    assert choose_faces([hant], families, set()) == {"zh-hant": ["Noto Sans CJK TC"]}
    assert choose_faces([EN], families, set()) == {"en": ["Arial"]}
    assert choose_faces([ZH], families, {"My Han"}) == {"zh": ["My Han", "Noto Sans CJK SC"]}
    with pytest.raises(NoFace):
        choose_faces([ZH, EN], {"Arial"}, set())
