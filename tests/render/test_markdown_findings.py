"""Doubtful places in texts: what is found, where, in which words; and what is left in peace."""

import pytest

from sitegen.problems import Location, Problem, Severity
from sitegen.render import markdown

WORDS = {"footnotes": "注释", "footnote_back": "返回正文注{n}处", "table": "表{n}"}


def findings(text: str, *, is_han: bool = True, known: tuple[str, ...] = ()) -> list[tuple[object, ...]]:
    language = "zh" if is_han else "en"
    fragment = markdown.convert(text, is_han=is_han, language=language, words=WORDS, known_ids=known)
    return [(one.code, one.line, one.column, *dict(one.values).values()) for one in fragment.findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("前\n\n1.第一项\n2.第二项", [("list-without-space", 3, 1, "1.")]),
        ("说明\n1、甲\n2、乙", [("printed-numbers", 2, 1, "1、")]),
        (
            "（1）甲\n（2）乙\n\n一、丙\n二、丁",
            [("printed-numbers", 2, 1, "（2）"), ("printed-numbers", 5, 1, "二、")],
        ),
        ("说明\n1.第一项\n2.第二项", [("list-without-space", 2, 1, "1.")]),
        ("1）甲\n2）乙", [("printed-numbers", 2, 1, "2）")]),
        ("1) a\n2) b", [("printed-numbers", 2, 1, "2)")]),
        ("1．甲\n2．乙", [("printed-numbers", 2, 1, "2．")]),
        ("文\n\n• 甲\n  • 乙", [("printed-numbers", 4, 3, "•")]),
        ("－ 甲\n－ 乙", [("printed-numbers", 2, 1, "－")]),
        ("-甲\n-乙", [("list-without-space", 1, 1, "-")]),
        ("*甲\n*乙", [("list-without-space", 1, 1, "*")]),
        ("见 http://a.cn/会议/x", [("address-before-han", 1, 3, "http://a.cn/")]),
        ("电话：010\n传真：011\n邮箱：x", [("glued-lines", 2, 1, "传真：")]),
        ("a\n\nPhone: 010\nFax: 011", [("glued-lines", 4, 1, "Fax:")]),
        ("看＊＊粗＊＊字", [("full-width-markup", 1, 2, "＊＊粗＊＊", "**粗**")]),
        ("［日程］（a.md）", [("full-width-markup", 1, 1, "［日程］（a.md）", "[日程](a.md)")]),
        ("[日程]（a.md）", [("full-width-markup", 1, 1, "[日程]（a.md）", "[日程](a.md)")]),
        ("＃ 题", [("full-width-markup", 1, 1, "＃ 题", "# 题")]),
        ("请_务必_注册", [("underscores-beside-han", 1, 2, "_务必_", "*务必*")]),
        ("__务必__注册", [("underscores-beside-han", 1, 1, "__务必__", "**务必**")]),
        (
            "\n见 [议程][progamme]\n\n[programme]: a.md",
            [("undefined-reference", 2, 3, "progamme", "programme")],
        ),
        ("a [progamme] b\n\n[programme]: a.md", [("undefined-reference", 1, 3, "progamme", "programme")]),
        ("甲[^1]乙[^2]\n\n[^1]: x", [("undefined-footnote", 1, 7, "2")]),
        ("甲\n\n```py\nx = 1\n", [("unclosed-fence", 3, 1)]),
        ("![](images\\hall.jpg)", [("backslash-in-address", 1, 1, "images\\hall.jpg", "images/hall.jpg")]),
        ("a\n\nb <script>x</script>", [("raw-html", 3, 3, "script")]),
        ("<iframe src='x'></iframe>", [("raw-html", 1, 1, "iframe")]),
        ("a <img src=x onerror=alert(1)>", [("event-handler", 1, 14, "onerror")]),
        ("a [b](javascript:alert(1))", [("unsafe-link", 1, 3, "javascript:alert(1", "javascript")]),
        ("[b][c]\n\n[c]: VBScript:x", [("unsafe-link", 3, 6, "VBScript:x", "vbscript")]),
        (
            '<a href="java&#115;cript&colon;x">y</a>',
            [("unsafe-link", 1, 10, "java&#115;cript&colon;x", "javascript")],
        ),
        ("# 题", [("heading-level-one", 1, 1, "题")]),
        ("## 题\n\n文\n\n#### 节", [("heading-skips-level", 5, 1, "节", "4", "3")]),
        ("## 甲 {#x}\n## 乙 {#x}", [("duplicate-id", 2, 1, "x", "x-2")]),
        ("## 甲 {#main}", [("duplicate-id", 1, 1, "main", "main-2")]),
    ],
)
def test_b17_what_is_found(text: str, expected: list[tuple[object, ...]]) -> None:
    assert findings(text, known=("main",)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "一、会议时间\n\n二、会议地点",
        "1. 甲\n2. 乙",
        "说明：\n- 甲",
        "3.5小时，第1、2场",
        "-张三",
        "*着重*一\n*着重*二",
        "1）甲<br>\n2）乙",
        "## 一、甲\n（一）乙",
        "见https://a.cn/x会议，[会](https://a.cn/会议)",
        "电话：010  \n传真：011",
        "- 电话：010\n- 传真：011",
        "日程：见下。\n我们提供",
        "变量 my_var_name 与 `_强调_文`",
        "_emphasis_ 与 snake_case",
        "文献[1][2]、[注]",
        "[日程] [其他]\n\n[日程]: a.md",
        "`<script>` 与 `[x][y]`",
        "```\n1、甲\n2、乙\n<script>\n[x](a\\b)\n```",
        "甲[^1]\n\n[^1]: [x](javascript.md)",
        "[a](tel:+8610) [b](mailto:x@y.cn) <https://c.cn> [d](e.md#f)",
        "[x](a\\_b.md) 2 < 3 <b>x</b> <!-- <script> -->",
        "见https://a.cn/x。",
        "## 甲\n### 乙\n## 丙",
    ],
)
def test_b17_what_is_left_in_peace(text: str) -> None:
    assert findings(text) == []


def test_b17_english_texts_are_not_asked_for_chinese_habits() -> None:
    assert findings("1、a\n2、b\n\n看＊＊粗＊＊字", is_han=False) == []
    assert findings("a\n\n1) b\n2) c", is_han=False) == [("printed-numbers", 4, 1, "2)")]


def test_an_error_stops_publishing_a_warning_does_not() -> None:
    fragment = markdown.convert("[a](b\\c.md) [d][e]", is_han=False, language="en", words=WORDS)
    assert [(one.code, one.severity) for one in fragment.findings] == [
        ("backslash-in-address", "error"),
        ("undefined-reference", "warning"),
    ]


def test_every_code_has_words_in_both_languages() -> None:
    from importlib import resources

    import yaml

    table = yaml.safe_load(resources.files("sitegen").joinpath("messages/prose.yaml").read_text("utf-8"))
    assert all({"zh", "en"} <= set(entry) for entry in table.values())
    values = (("label", "progamme"), ("suggestion", "programme"))
    problem = Problem(Location("a.md", 2, 3), "undefined-reference", Severity.warning, values)
    assert problem.wording("zh") == ("没有定义链接标签 [progamme]", "是不是想写 [programme]？")
    assert problem.wording("en") == ("the link label [progamme] is not defined", "did you mean [programme]?")
