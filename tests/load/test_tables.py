"""Tables of talks: what a row becomes is what the same talk typed in YAML becomes; mistakes name the cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

PEOPLE = """\
zhang-san: {name: {zh: 张三, en: ZHANG San}, affiliation: {zh: 示例医院神经外科, en: Example Hospital}}
li-si: {name: {zh: 李四, en: LI Si}, affiliation: demo-hospital}
wang-wei-1: {name: {zh: 王伟, en: WANG Wei}, affiliation: {zh: 第一医院, en: First Hospital}}
wang-wei-2: {name: {zh: 王伟, en: WANG Wei}, positions: [{organisation: demo-hospital}]}
wang-wu: {name: {zh: 王五, en: "WANG, Wu"}}
"""
ORGANISATIONS = "demo-hospital: {name: {zh: 演示医院, en: Demo Hospital}, short: 演医}\n"
VENUES = "hall:\n  name: 会堂\n  rooms:\n    a: {name: {zh: A厅, en: Room A}}\n    b: {name: {zh: B厅, en: Room B}}\n"
BLOCK = """\
tracks:
  vascular: {name: {zh: 脑血管, en: Vascular}, code: A, color: teal}
sessions:
  - id: forum
    title: {zh: 论坛, en: Forum}
    date: 2023-08-26
    start: 08:30
    room: a
"""
WITH_TABLE = f"{BLOCK}    table: forum.csv\n"


def files(table: str | bytes, name: str = "forum.csv", programme: str = WITH_TABLE) -> dict[str, str | bytes]:
    return {
        "people.yaml": PEOPLE,
        "organisations.yaml": ORGANISATIONS,
        "venues.yaml": VENUES,
        "programme.yaml": programme,
        name: table,
    }


def told(loaded: Any) -> list[str]:
    """Every problem that is not about a missing translation or id, with hints."""
    lines = loaded.all_lines
    known = ("[missing-translation]", "[table-no-id]", "`sitegen ids` writes")
    return [line for line in lines if not any(word in line for word in known)]


def talks(loaded: Any, language: str = "zh") -> Any:
    return loaded.project.sites[language].sessions["forum"].talks


TABLE = '''\
编号,时间,时长,题目,title_en,讲者,单位,主席,主持人,讨论嘉宾,点评,会议室,类型,专题,语言,同传,摘要,abstract_en,标签,tags_en,学时,状态,状态说明,待定,备注
one,08:30–09:00,,卒中救治,Stroke care,张三,示例医院,李四,,,,,,,中文,英文,"一、二
三",First,"卒中、县域","Stroke; Counties",0.5,,,,给自己看
two,,15分钟,"夹闭,还是""栓塞""",Clip or coil,"张三、LI Si；wang-wu",,,王五,,,B厅,工作坊,A,中英文,,,,,,,,,,
pause,,15,茶歇,Tea break,,,,,,,,,,,,,,,,,,,,
three,９：３０,0:20,圆桌,Panel,,,,,"李四 王五","WANG, Wu",a、B厅,圆桌讨论,vascular,,,,,,,,取消,设备未到,是,
'''
TYPED = f"""{BLOCK}    talks:
      - id: one
        time: 08:30–09:00
        title: {{zh: 卒中救治, en: Stroke care}}
        speakers: [zhang-san]
        chairs: [li-si]
        language: [zh]
        interpretation: [en]
        abstract: {{zh: "一、二\\n三", en: First}}
        tags: [{{zh: 卒中, en: Stroke}}, {{zh: 县域, en: Counties}}]
        credits: {{hours: 0.5}}
      - id: two
        duration: 15
        title: {{zh: '夹闭,还是"栓塞"', en: Clip or coil}}
        speakers: [zhang-san, li-si, wang-wu]
        moderators: [wang-wu]
        room: b
        kind: workshop
        track: vascular
        language: [zh, en]
      - {{id: pause, duration: 15, title: {{zh: 茶歇, en: Tea break}}, kind: break}}
      - id: three
        start: 09:30
        duration: 20
        title: {{zh: 圆桌, en: Panel}}
        panellists: [li-si, wang-wu]
        discussants: [wang-wu]
        rooms: [a, b]
        kind: panel
        track: vascular
        status: cancelled
        status_note: 设备未到
        tba: true
"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rows_are_what_the_same_talks_typed_are(load: Callable[..., Any], language: str) -> None:
    typed = load(files("", "unused.csv", TYPED))
    loaded = load(files(TABLE))

    assert told(loaded) == told(typed) == []
    assert talks(loaded, language) == talks(typed, language)
    assert [talk.model_dump() for talk in talks(loaded, language)] == [
        talk.model_dump() for talk in talks(typed, language)
    ]
    assert len(talks(loaded)) == 4


def test_a_workbook_gives_the_same(load: Callable[..., Any], workbook: Callable[..., bytes]) -> None:
    rows = [
        ["ID", "Start", "End", "Duration (min)", "Title", "英文题目", "Date", "TBA"],
        [
            "one",
            '<s="1"><v>0.354166666666667</v>',
            "<><v>0.375</v>",
            "",
            "卒中",
            "Stroke",
            '<s="2"><v>45164</v>',
            "",
        ],
        ["two", "", "", "<><v>15</v>", "癫痫", "Epilepsy", "<><v>45164</v>", '<t="b"><v>1</v>'],
        ["three", "", "", '<s="3"><v>0.0104166666666667</v>', "肿瘤", "Tumours", "2023/8/26", ""],
        ["four", "", "", "<><v>0.0138888888888889</v>", "创伤", "Trauma", "2023年8月26日", ""],
    ]
    typed = f"""{BLOCK}    talks:
      - {{id: one, start: 08:30, end: 09:00, title: {{zh: 卒中, en: Stroke}}}}
      - {{id: two, duration: 15, title: {{zh: 癫痫, en: Epilepsy}}, tba: true}}
      - {{id: three, duration: 15, title: {{zh: 肿瘤, en: Tumours}}}}
      - {{id: four, duration: 20, title: {{zh: 创伤, en: Trauma}}}}
"""
    programme = f"{BLOCK}    table: {{file: forum.xlsx, sheet: 周六}}\n"
    loaded = load(files(workbook({"周五": [["x"]], "周六": rows}), "forum.xlsx", programme))

    assert told(loaded) == []
    assert talks(loaded) == talks(load(files("", "unused.csv", typed)))


def test_the_kind_of_a_block_follows_from_its_table(load: Callable[..., Any]) -> None:
    forum = load(files("id,title\none,一\n")).project.sites["zh"].sessions["forum"]

    assert (forum.kind, [talk.kind for talk in forum.talks], str(forum.table)) == (
        "forum",
        ["talk"],
        "forum.csv",
    )


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Speaker(s)", "speakers"),
        ("　讲 者", "speakers"),
        ("SPEAKERS:", "speakers"),
        ("＊讲师＊", "speakers"),
    ],
)
def test_headers_are_read_whatever_their_width_case_and_spaces(
    load: Callable[..., Any], header: str, field: str
) -> None:
    (talk,) = talks(load(files(f"id,题 目,{header}\none,一,李四\n")))

    assert [person.id for person in getattr(talk, field)] == ["li-si"]


@pytest.mark.parametrize(
    ("headers", "zh", "en"),
    [
        ("题目,title_en", "A", "B"),
        ("title_en,题目", "B", "A"),
        ("Title (EN),Title (ZH)", "B", "A"),
        ("英文题目,中文题目", "B", "A"),
        ("Title,English title", "A", "B"),
        ("题目（英文）,标题", "B", "A"),
    ],
)
def test_texts_of_each_language(load: Callable[..., Any], headers: str, zh: str, en: str) -> None:
    loaded = load(files(f"id,{headers}\none,A,B\n"))

    assert (str(talks(loaded, "zh")[0].title), str(talks(loaded, "en")[0].title)) == (zh, en)


def test_a_text_without_translation_is_told_at_its_cell(load: Callable[..., Any]) -> None:
    loaded = load(files("id,题目,title_en\none,一,\n"))

    assert [line for line in loaded.lines if "forum.csv" in line] == [
        "content/forum.csv:2:2: warning: 题目 (B2): no translation for “en”; the original is shown and marked"
        " [missing-translation]"
    ]


def test_line_breaks_in_titles_are_spaces_or_nothing(load: Callable[..., Any]) -> None:
    loaded = load(files('id,题目,title_en\none,"脑血管病\n诊断 ","Cerebral\nvessels"\n'))

    assert (str(talks(loaded)[0].title), str(talks(loaded, "en")[0].title)) == (
        "脑血管病诊断",
        "Cerebral vessels",
    )


def test_empty_rows_and_rows_with_a_number_only_are_passed_over(load: Callable[..., Any]) -> None:
    loaded = load(files("序号,id,题目,备注\n1,one,一,\n2,,,\n,,,\n\n3,two,二,还没定\n4,,,再说\n"))

    assert [talk.id for talk in talks(loaded)] == ["one", "two"]


@pytest.mark.parametrize("title", ["茶歇", "Tea break", "Coffee Break", "午餐", "休息"])
def test_a_row_with_nothing_but_such_a_title_is_a_break(load: Callable[..., Any], title: str) -> None:
    loaded = load(files(f"id,时长,题目,讲者\none,15,{title},\ntwo,15,{title},李四\n"))

    assert [talk.kind for talk in talks(loaded)] == ["break", "talk"]


def test_namesakes_are_told_apart_by_affiliation(load: Callable[..., Any]) -> None:
    table = "id,题目,讲者,单位\none,一,王伟,演示医院神经外科\ntwo,二,王伟、王伟,第一医院；演医\nthree,三,wang-wei-1,\n"
    loaded = load(files(table))

    assert told(loaded) == []
    assert [[person.id for person in talk.speakers] for talk in talks(loaded)] == [
        ["wang-wei-2"],
        ["wang-wei-1", "wang-wei-2"],
        ["wang-wei-1"],
    ]


def test_an_affiliation_of_both_namesakes_tells_nothing_apart(load: Callable[..., Any]) -> None:
    loaded = load(files("id,题目,讲者,单位\none,一,王伟,第一医院、演示医院\n"))

    assert told(loaded) == [
        "content/forum.csv:2:3: error: 讲者 (C2): there are several people called “王伟”: wang-wei-1, wang-wei-2"
        " [table-ambiguous-person]",
        "    hint: give the affiliation, or write the id instead",
    ]


def test_affiliations_are_compared(load: Callable[..., Any]) -> None:
    table = "id,题目,讲者,单位\none,一,张三,示例医院\ntwo,二,张三,别家医院\nthree,三,李四,Demo Hospital\nfour,四,王五,无人知道\n"

    assert told(load(files(table))) == [
        "content/forum.csv:3:4: warning: 单位 (D3): “别家医院” is not the affiliation of “zhang-san” among the people"
        " [table-affiliation]"
    ]


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (
            "id,题目,讲着\none,一,张三\n",
            [
                "content/forum.csv:1:3: error: C1: unknown column header “讲着” [table-header]",
                "    hint: did you mean “讲者”?",
            ],
        ),
        (
            "id,题目,tilte_en\none,一,x\n",
            [
                "content/forum.csv:1:3: error: C1: unknown column header “tilte_en” [table-header]",
                "    hint: did you mean “title_en”?",
            ],
        ),
        (
            "脑血管病论坛日程,,\nid,题目,讲者\none,一,张三\n",
            [
                "content/forum.csv:1:1: error: A1: the first row holds no headers [table-no-headers]",
                "    hint: it must hold headers such as title, speakers, duration, with no heading above them",
            ],
        ),
        (
            "id,题目,领带颜色\none,一,x\n",
            [
                "content/forum.csv:1:3: error: C1: unknown column header “领带颜色” [table-header-other]",
                "    hint: call a column for yourselves “note”",
            ],
        ),
        (
            "id,讲者\none,张三\n",
            ["content/forum.csv:1:1: error: A1: there is no column “title” [table-no-title-column]"],
        ),
        (
            "id,题目,标题\none,一,二\n",
            ["content/forum.csv:1:3: error: C1: “标题” is the same as 题目 (B1) [table-header-twice]"],
        ),
        (
            "id,title\none,Clip, or coil\n",
            [
                "content/forum.csv:2:3: error: C2: this column has no header [table-no-header]",
                "    hint: text with a comma needs quotes; delete what does not belong here",
            ],
        ),
        (
            "id,题目,讲者\none,,张三\n",
            ["content/forum.csv:2:2: error: 题目 (B2): this row has no title [table-no-title]"],
        ),
        (
            'id,题目,讲者\none,"一\n二",LI Sii\n',
            [
                "content/forum.csv:3:3: error: 讲者 (C2): no person “LI Sii” [unknown-reference]",
                "    hint: did you mean “LI Si”?",
            ],
        ),
        (
            "id,题目,讲者\none,一,张三、王伟\n",
            [
                "content/forum.csv:2:3: error: 讲者 (C2): there are several people called “王伟”:"
                " wang-wei-1, wang-wei-2 [table-ambiguous-person]",
                "    hint: give the affiliation, or write the id instead",
            ],
        ),
        (
            "id,题目,时间\none,一,25:00\n",
            [
                "content/forum.csv:2:3: error: 时间 (C2): there is no such time of day as 25:00 [hour-range]",
                "    hint: write 00:30 +1 for after midnight",
            ],
        ),
        (
            "id,题目,时间\none,一,8:30至9点\n",
            [
                "content/forum.csv:2:3: error: 时间 (C2): “8:30至9点” is not a time of day [not-a-time]",
                "    hint: write times like 08:30",
            ],
        ),
        (
            "id,题目,时间\none,一,10:00-09:00\n",
            [
                "content/forum.csv:2:3: error: 时间 (C2): “one” ends 09:00 before it starts 10:00 [end-before-start]"
            ],
        ),
        (
            "id,题目,时长\none,一,一刻钟\n",
            ["content/forum.csv:2:3: error: 时长 (C2): “一刻钟” is not a number [not-a-number]"],
        ),
        (
            "id,题目,日期\none,一,8/9/2023\n",
            [
                "content/forum.csv:2:3: error: 日期 (C2): “8/9/2023” is not how a date is written here; such forms can"
                " be read in two ways [date-slashes]"
            ],
        ),
        (
            "id,题目,会议室\none,一,C厅\n",
            [
                "content/forum.csv:2:3: error: 会议室 (C2): no room “C厅” [unknown-reference]",
            ],
        ),
        (
            "id,题目\none,一\none,二\n",
            [
                "content/forum.csv:3:1: error: id (A3): id “one” is used already, at content/forum.csv:2:1 [duplicate-record]"
            ],
        ),
        (
            "id,题目\nOne,一\n",
            [
                "content/forum.csv:2:1: error: id (A2): id “One” may hold only small letters, digits and hyphens [bad-id]",
                "    hint: for example “one”",
            ],
        ),
        (
            "id,题目,标签,tags_en\none,一,甲、乙,x\n",
            [
                "content/forum.csv:2:3: error: 标签 (C2): the languages have different numbers of entries"
                " (zh: 2, en: 1) [table-list-differs]"
            ],
        ),
        (
            "id,题目,类型\none,一,报告会\n",
            [
                "content/forum.csv:2:3: error: 类型 (C2): “报告会” is none of: ceremony, keynote, forum, course, camp,"
                " workshop, panel, poster, talk, break, social, registration, lecture, training, meeting, other"
                " [not-a-choice]"
            ],
        ),
    ],
)
def test_mistakes_name_the_cell(load: Callable[..., Any], table: str, lines: list[str]) -> None:
    assert told(load(files(table))) == lines


def test_mistakes_in_chinese(load: Callable[..., Any]) -> None:
    from sitegen.problems import as_text

    loaded = load(files("id,题目,讲者\none,一,LI Sii\n"))

    assert list(as_text(loaded.problems, "zh")) == [
        "content/forum.csv:2:3: 错误: 讲者（C2）：找不到编号为“LI Sii”的人员 [unknown-reference]",
        "    提示: 是不是想写“LI Si”？",
    ]


@pytest.mark.parametrize(
    ("named", "lines"),
    [
        (
            "table: forun.csv",
            [
                "content/programme.yaml:9:12: error: there is no table “forun.csv” [table-missing]",
                "    hint: did you mean “forum.csv”? The path starts at the folder of this file",
            ],
        ),
        (
            "table: tables\\forum.csv",
            [
                "content/programme.yaml:9:12: error: backslashes in the address “tables\\forum.csv” [backslash]",
                "    hint: write tables/forum.csv",
            ],
        ),
        (
            "table: ../../etc/passwd.csv",
            ["content/programme.yaml:9:12: error: there is no table “../../etc/passwd.csv” [table-missing]"],
        ),
        (
            "table: forum.ods",
            [
                "content/programme.yaml:9:12: error: a table is a .csv or .xlsx file, “forum.ods” is not [table-ending]",
                "    hint: save it as “CSV UTF-8” in your spreadsheet program",
            ],
        ),
        (
            "table: {file: forum.csv, sheet: 周六}",
            [
                "content/programme.yaml:9:37: error: a CSV file has no sheets; delete “sheet” [table-sheet-of-csv]"
            ],
        ),
        (
            "table: {file: forum.csv, sheets: 周六}",
            [
                "content/programme.yaml:9:30: error: unknown key “sheets” [unknown-key]",
                "    hint: did you mean “sheet”?",
            ],
        ),
        ("table: {sheet: 周六}", ["content/programme.yaml:9:12: error: file is missing [missing-field]"]),
        (
            "table: [forum.csv]",
            ["content/programme.yaml:9:12: error: table must be text, not a list or a map [text-not-list]"],
        ),
        (
            "table: forum.csv\n    talks: []",
            ["content/programme.yaml:9:5: error: give either “table” or “talks”, not both [table-and-talks]"],
        ),
        (
            "table: forum.csv\n  - {id: other, title: 二, table: forum.csv}",
            [
                "content/programme.yaml:10:34: error: this table is used already, at content/programme.yaml:9:12"
                " [table-twice]"
            ],
        ),
    ],
)
def test_mistakes_in_naming_a_table(load: Callable[..., Any], named: str, lines: list[str]) -> None:
    made = files("id,题目\none,一\n", programme=f"{BLOCK}    {named}\n") | {"forum.ods": b"x"}

    assert told(load(made)) == lines


@pytest.mark.parametrize(
    ("programme", "table", "named"),
    [
        ("programme.yaml", "forum.csv", "forum.csv"),
        ("programme/day.yaml", "programme/forum.csv", "forum.csv"),
        ("programme/day.yaml", "tables/forum.csv", "../tables/forum.csv"),
        ("programme/day.yaml", "tables/forum.csv", "tables/forum.csv"),
        ("programme/day.yaml", "programme/论坛 一.csv", "./论坛 一.csv"),
        ("programme.yaml", "FORUM.CSV", "FORUM.CSV"),
    ],
)
def test_a_path_starts_at_the_file_that_names_it_or_at_content(
    load: Callable[..., Any], programme: str, table: str, named: str
) -> None:
    made = files("id,题目\none,一\n", table) | {programme: f"{BLOCK}    table: {named}\n"}
    if programme != "programme.yaml":
        del made["programme.yaml"]
    loaded = load(made)

    assert [talk.id for talk in talks(loaded)] == ["one"]
    assert loaded.project.media == {}


def test_stops_of_series_and_inner_blocks_take_tables(load: Callable[..., Any]) -> None:
    series = "trip:\n  title: 巡讲\n  sessions:\n    - {id: wuhan, date: 2023-07-15, title: 武汉站, table: wuhan.csv}\n"
    inner = f"{BLOCK}    talks:\n      - {{id: inner, title: 上半场, table: forum.csv}}\n"
    made = files("id,题目\none,一\n", programme=inner) | {
        "series.yaml": series,
        "wuhan.csv": "id,题目\nstop,二\n",
    }
    site = load(made).project.sites["zh"]

    assert [talk.id for talk in site.sessions["inner"].talks] == ["one"]
    assert [(talk.id, talk.series, str(talk.date)) for talk in site.sessions["wuhan"].talks] == [
        ("stop", "trip", "2023-07-15")
    ]


def test_rows_without_id_get_one_that_follows_the_title(load: Callable[..., Any]) -> None:
    rows = [
        "茶歇,Tea break",
        "卒中救治新进展,",
        "动脉瘤,Aneurysms: clip or coil?",
        "茶歇,Tea break",
        "CT与MRI,",
    ]
    loaded = load(files("题目,title_en\n" + "\n".join(rows)))

    assert [talk.id for talk in talks(loaded)] == [
        "forum-tea-break",
        "forum-zu-zhong-jiu-zhi-xin-jin-zhan",
        "forum-aneurysms-clip-or-coil",
        "forum-tea-break-2",
        "forum-ct-yu-mri",
    ]
    assert [line for line in loaded.all_lines if "table-no-id" in line or "sitegen ids" in line][:2] == [
        "content/forum.csv:2:1: warning: 题目 (A2): this row has no id; “forum-tea-break” is used for now, and changes"
        " with the title [table-no-id]",
        "    hint: `sitegen ids` writes the ids into the table",
    ]
    turned = load(files("题目,title_en\n" + "\n".join(reversed(rows))))
    assert {str(talk.title): talk.id for talk in talks(turned)} == {
        str(talk.title): talk.id for talk in reversed(talks(loaded))
    } | {"茶歇": "forum-tea-break-2"}


def test_ids_made_pass_over_those_in_use(load: Callable[..., Any]) -> None:
    programme = f"{WITH_TABLE}  - {{id: forum-one, title: 别的}}\n"

    assert [talk.id for talk in talks(load(files("title\nOne\n", programme=programme)))] == ["forum-one-2"]
