"""Each mistake in a content file gives one problem, at its place, in two languages."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from sitegen.problems import Problem, Problems
from sitegen.source import discover, events, parse_yaml, read_document
from sitegen.source import yaml as composing

PAGE = "---\ntitle: 会议\ndate: 2026-07-10\n---\n\nText.\n"
BOMB = "".join(
    f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" if n else "l0: &l0 [x, x]\n" for n in range(9)
)


def front(yaml_lines: str) -> bytes:
    return f"---\n{yaml_lines}\n---\n\nText.\n".encode()


def problems_of(data: bytes, folder: Path) -> list[Problem]:
    (folder / "page.md").write_bytes(data)
    problems = Problems()
    (file,) = discover(folder, problems, "")
    read_document(file, problems)
    return list(problems)


# name of the fault, bytes, `place: severity: code`, sentence in Chinese, sentence in English
FAULTS: list[tuple[str, bytes, str, str, str]] = [
    (
        "bytes-gbk",
        PAGE.replace("Text", "颅底外科").replace("会议", "title").encode("gbk"),
        "page.md:6: error: bytes-gbk",
        "不是 UTF-8 编码（看起来是 GBK / GB 18030，中文 Windows 常用）",
        "not UTF-8 (looks like GBK / GB 18030, as Chinese Windows saves it)",
    ),
    (
        "bytes-utf16",
        PAGE.encode("utf-16"),
        "page.md: error: bytes-utf16",
        "文件以 UTF-16 编码保存",
        "saved as UTF-16",
    ),
    (
        "bytes-nul",
        PAGE.encode() + b"\nmore\0text",
        "page.md:8: error: bytes-nul",
        "有 NUL 字符；文件已损坏，或不是文本",
        "a NUL character; the file is damaged or not text",
    ),
    (
        "yaml-tab",
        front("title: x\ncover:\n\tsrc: a.jpg"),
        "page.md:4:1: error: yaml-tab",
        "有制表符；YAML 的缩进只能用空格",
        "a tab; YAML is indented with spaces only",
    ),
    (
        "yaml-duplicate-key",
        front("title: x\ndate: 2026-07-10\ntitle: y"),
        "page.md:4:1: error: yaml-duplicate-key",
        "title 写了两次（第一次在第 2 行）",
        "title is given twice (first on line 2)",
    ),
    (
        "yaml-colon",
        front("title: Forum: the first day"),
        "page.md:2:13: error: yaml-colon",
        "值里有冒号，要加引号",
        "a value with a colon needs quotes",
    ),
    (
        "yaml-unclosed-quote",
        front('title: "Forum\ndate: 2026-07-10'),
        "page.md:2:8: error: yaml-unclosed-quote",
        '这个引号 " 没有结束',
        'this quote " is never closed',
    ),
    (
        "yaml-unclosed-bracket",
        front("title: x\npeople:   [li-si, wang-wu\ndate: 2026-07-10"),
        "page.md:3:11: error: yaml-unclosed-bracket",
        "这个括号 [ 没有结束",
        "this [ is never closed",
    ),
    (
        "yaml-front-not-closed",
        "---\ntitle: 会议\n\nText.\n".encode(),
        "page.md:1: error: yaml-front-not-closed",
        "开头的元数据没有结束（缺少第二行 ---）",
        "the front matter is never closed (the second line of --- is missing)",
    ),
    (
        "yaml-full-width-colon",
        front("title：x\ndate: 2026-07-10"),
        "page.md:2:6: error: yaml-full-width-colon",
        "全角冒号“：”不能分隔字段和值",
        "a full-width colon “：” does not separate key and value",
    ),
    (
        "yaml-full-width-space",
        front("title: x\ncover:\n\u3000src: a.jpg"),
        "page.md:4:1: error: yaml-full-width-space",
        "这里用了全角空格（U+3000）作缩进或间隔",
        "full-width space (U+3000) used as indentation or after the colon",
    ),
    (
        "yaml-curly-quotes",
        front("title: “Forum”"),
        "page.md:2:8: error: yaml-curly-quotes",
        "中文引号“ ”不是 YAML 的引号",
        "“ ” are not quotes to YAML",
    ),
    (
        "yaml-nbsp",
        front("title:\u00a0x\ndate: 2026-07-10"),
        "page.md:2:7: error: yaml-nbsp",
        "这里用了不换行空格（U+00A0）作缩进或间隔",
        "no-break space (U+00A0) used as indentation or after the colon",
    ),
    (
        "yaml-hash-cut",
        front("title: Session #3"),
        "page.md:2:16: warning: yaml-hash-cut",
        "值到“ #”为止，后面的“#3”成了注释",
        "the value stops at “ #”; the rest, “#3”, is a comment",
    ),
    (
        "yaml-python-object",
        front("title: !!python/object/apply:os.system [ls]"),
        "page.md:2:8: error: yaml-tag",
        "不允许使用标签 !!python/object/apply:os.system",
        "tag !!python/object/apply:os.system is not allowed",
    ),
    (
        "yaml-unknown-alias",
        front("title: *name"),
        "page.md:2:8: error: yaml-unknown-alias",
        "*name 没有对应的内容（YAML 把 * 当作引用）",
        "*name refers to nothing (to YAML a * is a reference)",
    ),
    (
        "yaml-unknown-alias-emphasis",
        front("title: *重要* 通知"),
        "page.md:2:8: error: yaml-unknown-alias",
        "*重要* 没有对应的内容（YAML 把 * 当作引用）",
        "*重要* refers to nothing (to YAML a * is a reference)",
    ),
    (
        "yaml-billion-laughs",
        front(BOMB),
        "page.md:6:20: error: yaml-billion-laughs",
        "引用展开后超过 10000 个值",
        "aliases expand to more than 10000 values",
    ),
    (
        "yaml-deep-nesting",
        front("title: x\ntags: " + "[" * 5000 + "]" * 5000),
        "page.md:3:56: error: yaml-deep-nesting",
        "嵌套超过 50 层",
        "nested deeper than 50 levels",
    ),
    (
        "field-bidi",
        front("title: annex \u202egnp.exe"),
        "page.md:2:14: warning: field-bidi",
        "有看不见的文字方向控制符 U+202E",
        "invisible direction character U+202E",
    ),
]


@pytest.mark.parametrize(("data", "place", "zh", "en"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_b32_a_fault_is_told_at_its_place(data: bytes, place: str, zh: str, en: str, tmp_path: Path) -> None:
    (problem,) = problems_of(data, tmp_path)
    assert f"{problem.location}: {problem.severity.name}: {problem.code}" == place
    assert problem.wording("zh")[0] == zh
    assert problem.wording("en")[0] == en


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("title: 论坛: 第一天", 'title: "论坛: 第一天"', 'title: "论坛: 第一天"'),
        (
            "title: ‘x’",
            '请改用英文引号："x"；要保留中文引号，就在外面再加英文引号："‘x’"',
            'use straight ones: "x"; to keep the curly ones put straight ones around them: "‘x’"',
        ),
        (
            "cover:\n  src：x",
            "请写“src: ”（半角冒号加空格）；若本来就是一段文字，请给它加英文引号",
            "write “src: ” (ASCII colon and a space); if it is meant as text, put it in straight quotes",
        ),
    ],
)
def test_hints_name_what_was_typed(text: str, zh: str, en: str) -> None:
    problems = Problems()
    parse_yaml(text, "a.yaml", problems)
    (problem,) = problems
    assert (problem.wording("zh")[1], problem.wording("en")[1]) == (zh, en)


# YAML, code, line, column of the only problem
MORE: list[tuple[str, str, int, int]] = [
    ("a: x\n\ty", "yaml-tab", 2, 1),
    ("a: x\n\n\t\nb: y", "yaml-tab", 3, 1),
    ("title: x\n  sub: y", "yaml-indentation", 2, 3),
    ("a:\n  b: 1\n c: 2", "yaml-indentation", 3, 2),
    ("a: 1\n- b", "yaml-indentation", 2, 1),
    ("- a\n b: c", "yaml-indentation", 2, 2),
    ("- a: 1\n b: 2", "yaml-indentation", 2, 2),
    (" a: 1\nb: 2", "yaml-indentation", 2, 1),
    ("title\ndate: x", "yaml-no-colon", 1, 1),
    ("a: x\ntitle\nb: c", "yaml-no-colon", 2, 1),
    ("a:\n  - x\n  -y\n", "yaml-dash-space", 3, 3),
    ("title:x\nb: c", "yaml-colon-space", 1, 6),
    ("d: 1\ntitle：x\nz: 2", "yaml-full-width-colon", 2, 6),
    ("title：x", "yaml-full-width-colon", 1, 6),
    ("a:\n  title：x\n", "yaml-full-width-colon", 2, 8),
    ("a: b\n  sub：x\n", "yaml-full-width-colon", 2, 6),
    ("- title：x\n  d: 1", "yaml-full-width-colon", 1, 8),
    ('"a"：y\nb: c', "yaml-full-width-colon", 1, 4),
    ("a: {zh：开幕}", "yaml-full-width-colon", 1, 7),
    ("a: {zh：开幕，en：y}", "yaml-full-width-colon", 1, 7),
    ("a: {zh：开幕, en: b: c}", "yaml-full-width-colon", 1, 7),
    ("a: {zh: 开幕，en: y}", "yaml-full-width-comma", 1, 11),
    ("a: {zh:开幕, en: y}", "yaml-colon-space", 1, 7),
    ("a: {zh: x, y, z, en: w}", "yaml-flow-comma", 1, 9),
    ("a: {zh: , en: x, y}", "yaml-flow-comma", 1, 15),
    ("a: {zh: 开 #3, en: y}\nb: c", "yaml-flow-hash", 1, 11),
    ("a: {zh: p: q, en: y}", "yaml-colon", 1, 10),
    ('a: {zh: "p" q, en: y}', "yaml-text-after-quote", 1, 13),
    ("a: {\n zh: x\n en: y\n}", "yaml-flow-no-comma", 3, 2),
    ("a: {x}", "yaml-flow-no-value", 1, 5),
    ("a: [x,,y]", "yaml-flow-empty", 1, 7),
    ("a: x\n\u3000more", "yaml-full-width-space", 2, 1),
    ("a: \u3000x", "yaml-full-width-space", 1, 4),
    ("b: c\ntitle:\u00a0x", "yaml-nbsp", 2, 7),
    ("a: {zh:\u00a0x}", "yaml-nbsp", 1, 8),
    ("t: “Forum: x”", "yaml-curly-quotes", 1, 4),
    ("t: [“a, b”]", "yaml-curly-quotes", 1, 5),
    ("“t”: x", "yaml-curly-quotes", 1, 1),
    ('a: "x\nb: "c"\nd: e', "yaml-unclosed-quote", 1, 4),
    ('a: "x\nb: "', "yaml-unclosed-quote", 1, 4),
    ("- a: 'x\n  b: '", "yaml-unclosed-quote", 1, 6),
    ("m:\n  a: 'x\n  b: '", "yaml-unclosed-quote", 2, 6),
    ("a: 'it's'", "yaml-text-after-quote", 1, 8),
    ('a: "x" y', "yaml-text-after-quote", 1, 8),
    ("a: [Live] y\nb: c", "yaml-text-after-bracket", 1, 11),
    ("a: [x, y]]\nb: c", "yaml-text-after-bracket", 1, 10),
    ("a: [\n", "yaml-unclosed-bracket", 1, 4),
    ("a: {zh: x, en: y\nb: c", "yaml-unclosed-bracket", 1, 4),
    ("a: {x: [1, 2}", "yaml-unclosed-bracket", 1, 8),
    ("a: [\n  x,\n  y\nb: c\n", "yaml-unclosed-bracket", 1, 4),
    ("a: @x", "yaml-reserved-start", 1, 4),
    ("a: `x`", "yaml-reserved-start", 1, 4),
    ("a: %x", "yaml-reserved-start", 1, 4),
    ("a: & x", "yaml-reserved-start", 1, 4),
    ("a: > 5 years", "yaml-reserved-start", 1, 4),
    ("a: - x", "yaml-reserved-start", 1, 4),
    ("a: ]x", "yaml-reserved-start", 1, 4),
    ("a: !important x", "yaml-tag", 1, 4),
    ("a: !foo!bar x", "yaml-tag", 1, 4),
    ("a: *very important* news", "yaml-unknown-alias", 1, 4),
    ("a: {zh: *very important* news}", "yaml-unknown-alias", 1, 9),
    ("a: [x, y [z], w]", "yaml-flow-bracket", 1, 10),
    ("a: &about us", "yaml-unused-anchor", 1, 4),
    ("a: &x [*x]", "yaml-alias-cycle", 1, 8),
    ('a: "C:\\Users"', "yaml-escape", 1, 7),
    ("? [a]\n: b", "yaml-key-not-text", 1, 3),
    (": x", "yaml-empty-key", 1, 1),
    ("a: &b {c: d}\ne:\n  <<: *b", "yaml-merge-key", 3, 3),
    ("a: b\n---\nc: d", "yaml-documents", 2, 1),
    ("only text", "yaml-not-fields", 1, 1),
    ("a: \x07", "yaml-control-character", 1, 4),
    ("a: x\u2028y", "yaml-line-separator", 1, 5),
    ("brand: #0B5568", "yaml-hash-cut", 1, 8),
    ("t: C # minor", "yaml-hash-cut", 1, 6),
]


@pytest.mark.parametrize("parser", ["libyaml", "PyYAML"])
@pytest.mark.parametrize(("text", "code", "line", "column"), MORE)
def test_more_faults(
    text: str, code: str, line: int, column: int, parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if parser == "PyYAML":
        for module in (events, composing):
            monkeypatch.setattr(module, "parser", lambda: yaml.BaseLoader)
    problems = Problems()
    parse_yaml(text, "", problems)
    (problem,) = problems
    assert (problem.code, *problem.location[1:]) == (code, line, column)


@pytest.mark.parametrize(
    "text",
    [
        "title: “A”与“B”",
        "title: “全国”神经外科",
        'title: "“x”"',
        "title: CME：继续教育",
        "topics: [颅底：新进展, CME：x]",
        "topics:\n  - CME：x\n  - 颅底：新进展",
        "abstract: |\n  title：x\n  \u3000\u3000y\n  Session #3\n  \ttab",
        "start: 08:30  # a comment, on purpose",
        "start: 08:30 # comment",
        "languages:  # order of the switch\n  zh: x",
        "title: C#",
        "title: 'Session #3'",
        "url: https://example.org/#top",
        "a: 'text over\n  two lines'",
        "a:\n  zh: 'text\n\n    agenda: this\n\n    - speaker: x'",
        "- 'text\n  agenda: this'",
        "a:\n  'text\n  agenda: this'",
        "a: {zh: 开幕, en: }",
        "a: &x b\nc: *x",
        "a: !!str no",
        "# title：x\n# “x” #y\na: b",
    ],
)
def test_nothing_is_said_of_what_is_right(text: str) -> None:
    problems = Problems()
    assert parse_yaml(text, "", problems) is not None
    assert list(problems) == []


def test_several_mistakes_are_told_at_once() -> None:
    problems = Problems()
    parse_yaml("a: 1\na: 2\nb: !x y\nc: [*z, “q”]\nd: Session #3\n", "f", problems)
    assert [(problem.code, problem.location.line) for problem in problems] == [
        ("yaml-duplicate-key", 2),
        ("yaml-tag", 3),
        ("yaml-unknown-alias", 4),
        ("yaml-curly-quotes", 4),
        ("yaml-hash-cut", 5),
    ]


def test_every_code_is_worded_and_used() -> None:
    package = Path(composing.__file__).parent
    table = yaml.safe_load((package.parent / "messages" / "source.yaml").read_text("utf-8"))
    code = "".join(file.read_text("utf-8") for file in sorted(package.glob("*.py")))
    assert [name for name in table if f'"{name}"' not in code] == []
    assert {key for message in table.values() for key in message} == {"zh", "en", "hint"}
    assert {tuple(message["hint"]) for message in table.values() if "hint" in message} == {("zh", "en")}
