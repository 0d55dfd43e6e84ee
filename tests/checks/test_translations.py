"""Translations out of step: what authors are told, with both places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sitegen.checks.translations import check_translations, compare
from sitegen.memo import Memo
from sitegen.problems import Problems, as_text

Load = Callable[..., Any]
ZH = """\
## 报名 {#registration}

见[日程](page:programme)、[会场](about.zh.md#map)和[官网](https://example.org/)。

![大厅](media/hall.jpg "大厅")

### 费用 {#fees}

| 类别 | 费用 |
|---|---:|
| 会员 | 1200 |
| 学生 | 300 |

```
## 不是标题 ![x](y)
```

注[^1]

[^1]: 说明
"""
EN = """\
## Registration {#registration}

See the [website](https://example.org/en), the [programme](page:programme) and
[the venue](about.en.md).

![Hall](media/hall.en.jpg)

### Fees {#fees}

Category | Fee
:--|--
Members | 1200
Students | 300

~~~
## no heading
~~~

Note[^a]

[^a]: Explanation
"""


def rows(zh: str, en: str) -> list[tuple[Any, ...]]:
    return [
        (code, line, other, *dict(values).values())
        for code, line, other, values in compare(zh, en, ("zh", "en"))
    ]


def test_b51_texts_that_are_built_alike_are_not_told() -> None:
    assert rows(ZH, EN) == []
    assert rows(EN, ZH) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("### Fees {#fees}\n", "", ("structure-headings", 0, 6, 2, 1)),
        ("Note[^a]", "## Notes\n\nNote[^a]", ("structure-headings", 18, 6, 2, 3)),
        ("### Fees", "## Fees", ("structure-level", 7, 6, "2", "3")),
        ("{#fees}", "{#prices}", ("structure-id", 7, 6, "prices", "fees")),
        ("![Hall](media/hall.en.jpg)", "", ("structure-pictures", 0, 4, 1, 0)),
        ("\nNote", "\n![a](b.png)\nNote", ("structure-pictures", 5, 4, 1, 2)),
        ("[website](https://example.org/en)", "website", ("structure-outside", 0, 2, 1, 0)),
        ("[programme](page:programme)", "programme", ("structure-links-lacking", 3, 2, "page:programme")),
        ("page:programme", "session:opening", ("structure-links-lacking", 2, 2, "page:programme")),
        ("Note[^a]", "[More](session:opening)", ("structure-links-added", 18, 2, "session:opening")),
        ("Students | 300\n", "", ("structure-table", 9, 8, 2, 2, 2, 1)),
        ("Category | Fee\n:--|--", "Category | Fee | Note\n:--|--|--", ("structure-table", 9, 8, 2, 2, 3, 2)),
        ("Category | Fee\n:--|--\n", "", ("structure-tables", 0, 8, 1, 0)),
        ("~~~\n## no heading\n~~~", "", ("structure-code", 0, 13, 1, 0)),
        ("[^a]: Explanation", "", ("structure-notes", 0, 19, 1, 0)),
    ],
)
def test_b51_what_is_built_otherwise_is_told(old: str, new: str, told: tuple[Any, ...]) -> None:
    assert old in EN
    assert told in rows(ZH, EN.replace(old, new))


def test_b51_ids_that_one_text_has_by_itself_are_not_compared() -> None:
    assert rows("## 甲\n\n乙\n--\n", "## A {#a}\n\nB\n-\n") == []


def test_b51_other_ways_to_write_the_same() -> None:
    zh = '甲\n===\n\n[日程][1]\n\n[1]: page:programme\n\n- 乙\n---\n\n<img src="a.png" alt="">\n\\[a](b)\n'
    en = "# A\n\n[Programme](<page:programme>)\n\n- B\n\n---\n\n![](a.png)\n"
    assert rows(zh.replace("\\[a](b)\n", ""), en) == []


def told(project: Any, memo: Memo) -> list[str]:
    problems = Problems()
    check_translations(project, memo.blobs("structure", "1"), problems)
    return list(as_text(problems, "en"))


def test_b51_both_places_are_named_and_nothing_is_compared_twice(load: Load) -> None:
    files = {
        "pages/a.zh.md": f"---\ntitle: 甲\n---\n{ZH}",
        "pages/a.en.md": "---\ntitle: A\n---\n" + EN.replace("### Fees", "## Fees"),
        "pages/b.zh.md": f"---\ntitle: 乙\ndraft: true\n---\n{ZH}",
        "pages/b.en.md": "---\ntitle: B\n---\nText\n",
        "pages/c.zh.md": f"---\ntitle: 丙\n---\n{ZH}",
        "pages/c.en.md": "---\ntitle: C\ntranslated_from: todo\n---\nText\n",
    }
    project, memo = load(files).project, Memo(None)
    expected = [
        "content/pages/a.en.md:11: warning: this heading is of level 2, in the “zh” original of level 3"
        " [structure-level]",
        "    hint: the “zh” original is at content/pages/a.zh.md:10; complete the translation, or see whether this"
        " is meant",
    ]
    assert told(project, memo) == expected
    assert (memo.blobs("structure", "1").calls, memo.blobs("structure", "1").hits) == (1, 0)
    assert told(project, memo) == expected
    assert (memo.blobs("structure", "1").calls, memo.blobs("structure", "1").hits) == (2, 1)


def test_b46_a_text_that_was_changed_since_it_was_translated_is_told(load: Load) -> None:
    en = "---\ntitle: Bus\ntranslated_from: zh@{}\n---\nEvery 10 minutes.\n"
    zh = "---\ntitle: 车\n---\n每{}分钟一班。\n"
    first = load({"pages/a.zh.md": zh.format(10), "pages/a.en.md": en.format("0" * 12)}).project
    assert told(first, Memo(None)) == [
        "content/pages/a.en.md:3:18: warning: the “zh” original has been changed since this was translated"
        " [stale-translation]",
        "    hint: bring it in step (“sitegen translate pages/a” shows what has changed), then: sitegen translate"
        " pages/a --to en --done",
    ]
    record = first.source.translations["prose:a"].source.fingerprint
    assert told(load({"pages/a.en.md": en.format(record[3:])}).project, Memo(None)) == []
    assert told(load({"pages/a.zh.md": zh.format(15)}).project, Memo(None))[0] == (
        "content/pages/a.en.md:3:18: warning: the “zh” original has been changed since this was translated, and"
        " numbers differ: 15, 10 [stale-figures]"
    )
