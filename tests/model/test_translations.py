"""Fingerprints of texts: what counts, and what does not."""

from __future__ import annotations

import pytest

from sitegen.model.translations import Written, normalise, read_record
from sitegen.text import Language

ZH = Language("zh", "zh-Hans", "中文", "zh_Hans_CN")
EN = Language("en", "en", "English", "en_GB")
TEXT = """\
大会定于2023年8月25日在北京召开，
欢迎 NSCME 会员参加。

## 报名 {#registration}

- 线上报名
- 现场报名

| 类别 | 费用 |
|---|---:|
| 会员 | 1200 |
"""


def fingerprint(body: str, language: Language = ZH, **fields: str) -> str:
    return Written(language, "a.md", fields, body, 1).fingerprint


@pytest.mark.parametrize(
    "body",
    [
        TEXT.replace("召开，\n欢迎", "召开，欢迎"),
        TEXT.replace("召开，\n欢迎", "召开，  \n    欢迎"),
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("2023年8月25日", "2023 年 8 月 25 日"),
        TEXT.replace("\n\n", "\n\n\n"),
        TEXT.replace("- ", "* "),
        TEXT.replace("- ", "+  "),
        TEXT.replace("|---|---:|", "| ----- | -----: |"),
        TEXT.replace(" {#registration}", ""),
        TEXT + "\n<!-- 此处待核 -->\n",
        TEXT.replace(" NSCME ", "NSCME"),
    ],
)
def test_b46_white_space_and_line_breaks_do_not_count(body: str) -> None:
    assert fingerprint(body) == fingerprint(TEXT)


@pytest.mark.parametrize(
    "body",
    [
        TEXT.replace("25日", "26日"),
        TEXT.replace("1200", "1500"),
        TEXT.replace("，", "。"),
        TEXT.replace("## ", "### "),
        TEXT.replace("- 现场报名\n", ""),
        TEXT.replace("北京", "北就"),
    ],
)
def test_b46_every_word_counts(body: str) -> None:
    assert fingerprint(body) != fingerprint(TEXT)


def test_b46_words_of_a_language_with_spaces_are_kept_apart() -> None:
    assert fingerprint("We can not\ncome", EN) == fingerprint("We can  not come", EN)
    assert fingerprint("We can not come", EN) != fingerprint("We cannot come", EN)


def test_b46_composed_and_decomposed_letters_are_the_same() -> None:
    assert fingerprint("Re\u0301union", EN) == fingerprint("R\u00e9union", EN)


def test_b46_fields_that_are_translated_count() -> None:
    assert fingerprint(TEXT, title="甲", summary="乙") != fingerprint(TEXT, title="甲")
    assert fingerprint(TEXT, title="甲", summary="") == fingerprint(TEXT, title="甲")
    assert fingerprint(TEXT, title="甲", order="3") == fingerprint(TEXT, title="甲")
    assert fingerprint(TEXT, title="甲") != fingerprint(TEXT, subtitle="甲")


def test_b46_a_fingerprint_names_its_language_and_stays_for_ever() -> None:
    assert fingerprint("大会", title="甲") == "zh@154d03589195"
    assert read_record(" zh@5f7e2d4f8d8a ") == ("zh", "zh@5f7e2d4f8d8a")
    assert read_record("zh-hant@5f7e2d4f8d8a") == ("zh-hant", "zh-hant@5f7e2d4f8d8a")
    assert read_record("zh@") is read_record("zh") is read_record("5f7e2d4f8d8a") is None


def test_the_normal_form_can_be_read() -> None:
    assert normalise(TEXT, ZH) == (
        "大会定于2023年8月25日在北京召开，欢迎NSCME会员参加。##报名-线上报名-现场报名|类别|费用||---|---:||会员|1200|"
    )
