"""Headers: one meaning each, as docs/formats.md lists them; and what cells become."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.load import table_cells as cells
from sitegen.load.table_headers import (
    BREAKS,
    COLUMNS,
    KINDS,
    LANGUAGES,
    STATUSES,
    headers_of,
    nearest,
    plain,
)
from sitegen.load.table_ids import MOST_LETTERS, id_from
from sitegen.model.programme import KINDS as KINDS_OF_MODEL
from sitegen.model.programme import STATUSES as STATUSES_OF_MODEL
from sitegen.model.programme import Session

FORMATS = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text("utf-8")
SECTION = FORMATS.partition("\n## Tables of talks\n")[2]


def test_every_header_means_one_thing() -> None:
    known = headers_of(("zh", "en", "ja", "zh-hant", "de"))
    meant = [(column.field, known[plain(header)].field) for column in COLUMNS for header in column.headers]

    assert [(given, found) for given, found in meant if given != found] == []
    assert len({plain(header) for column in COLUMNS for header in column.headers}) == len(meant)
    texts = [column for column in COLUMNS if column.form in ("text", "texts")]
    for column in texts:
        for header in column.headers:
            for code in ("zh", "en", "ja", "zh-hant", "de"):
                found = known[plain(f"{header}_{code}")]
                assert (found.field, found.language) == (column.field, code)


def test_columns_are_fields_of_sessions() -> None:
    fields = {column.field.partition(".")[0] for column in COLUMNS} - {"", "time", "affiliation"}

    assert fields <= set(Session.model_fields)
    assert set(KINDS.values()) <= set(KINDS_OF_MODEL)
    assert set(STATUSES.values()) <= set(STATUSES_OF_MODEL)


def test_the_manual_lists_every_header_and_word() -> None:
    rows = re.findall(r"^\| (?:`([^`]+)`|not read) \| (.+) \|$", SECTION, re.M)
    listed = [(field, tuple(re.findall("`([^`]+)`", headers))) for field, headers in rows if field != "field"]

    assert listed == [(column.field, column.headers) for column in COLUMNS]
    words = {
        word
        for line in SECTION.splitlines()
        if line.startswith("- ")
        for word in re.findall("`([^`]+)`", line)
    }
    assert {*BREAKS, *KINDS, *STATUSES, *LANGUAGES} <= words


@pytest.mark.parametrize(
    ("header", "near"),
    [("讲着", "讲者"), ("spekers", "speakers"), ("titel_en", "title_en"), ("会义室", "会议室"), ("QQ", None)],
)
def test_the_nearest_header(header: str, near: str | None) -> None:
    assert nearest(header, ("zh", "en")) == near


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(
            ("15", "15"),
            ("１５分钟", "15"),
            ("15 min", "15"),
            ("15 Min.", "15"),
            ("15'", "15"),
            ("90minutes", "90"),
        ),
        *(
            ("1小时", "60"),
            ("1.5h", "90"),
            ("0.25 小时", "15"),
            ("0:15", "15"),
            ("1:30:00", "90"),
            ("0.0104166667", "15"),
        ),
        *(("一刻钟", "一刻钟"), ("0.51 h", "0.51 h"), ("15-20", "15-20"), ("", "")),
    ],
)
def test_durations(text: str, minutes: str) -> None:
    assert cells.duration(text) == minutes


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        *(
            ("08:30", "08:30"),
            ("8：30：00", "8:30"),
            ("08:30:00-09:00:00", "08:30-09:00"),
            ("0.354166666666667", "08:30"),
        ),
        *(("00:30 +1", "00:30 +1"), ("0.99999", "24:00"), ("08:30:15", "08:30:15"), ("9点", "9点")),
    ],
)
def test_times(text: str, clock: str) -> None:
    assert cells.clock(text) == clock


@pytest.mark.parametrize(
    ("text", "date"),
    [
        *(("2023-8-6", "2023-08-06"), ("2023/8/26", "2023-08-26"), ("2023.08.26", "2023-08-26")),
        *(("2023年8月26日", "2023-08-26"), ("45164", "2023-08-26"), ("２０２３-０８-２６", "2023-08-26")),
        *(
            ("2023-02-30", "2023-02-30"),
            ("8/9/2023", "8/9/2023"),
            ("2023/8-26", "2023/8-26"),
            ("8月26日", "8月26日"),
        ),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert cells.date(text) == date


@pytest.mark.parametrize(
    ("text", "line"),
    [("一\n二", "一二"), ("a\nb", "a b"), ("一 \n\n b", "一 b"), ("a\tb", "a b"), ("x", "x"), ("\n一", "一")],
)
def test_one_line(text: str, line: str) -> None:
    assert cells.one_line(text) == line


@pytest.mark.parametrize(
    ("titles", "id_"),
    [
        (["卒中", "Stroke: what is new?"], "forum-stroke-what-is-new"),
        (["Patients’ view, Straße & Ørsted"], "forum-patients-view-strasse-orsted"),
        (["夜间急诊CT的等待"], "forum-ye-jian-ji-zhen-ct-de-deng-dai"),
        (["？！"], "forum-talk"),
        (
            ["one two three four five six seven eight nine ten"],
            "forum-one-two-three-four-five-six-seven-eight",
        ),
        (["antidisestablishmentarianism incomprehensibilities x"], "forum-antidisestablishmentarianism"),
        (["x" * 60], "forum-" + "x" * MOST_LETTERS),
    ],
)
def test_ids_made_of_titles(titles: list[str], id_: str) -> None:
    assert id_from("forum", titles, set()) == id_
    assert id_from("forum", titles, {id_, f"{id_}-2"}) == f"{id_}-3"


def test_b54_headers_in_traditional_chinese() -> None:
    known = headers_of(("zh", "en"))
    for header, field in (
        ("題目", "title"),
        ("講者", "speakers"),
        ("標籤", "tags"),
        ("時長（分鐘）", "duration"),
        ("語言", "language"),
        ("會場", "rooms"),
    ):
        assert known[plain(header)].field == field
