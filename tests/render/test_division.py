from __future__ import annotations

import pytest

from sitegen.render.division import PLACE, divided
from sitegen.text import Language, Text

EN = Language("en", "en", "English", "en_GB")
ZH = Language("zh", "zh-Hans", "中文", "zh_Hans_CN")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("cerebrovascular", "cerebro-vas-cular"),
        ("neurosurgery", "neuro-sur-gery"),
        ("perioperative", "peri-ope-rative"),
        ("international", "inter-na-tio-nal"),
        ("management", "manage-ment"),
        ("Healthcare", "Healthcare"),
    ],
)
def test_long_words_may_be_divided_between_their_parts(word: str, parts: str) -> None:
    assert divided(word, 8) == parts.replace("-", PLACE)


def test_short_words_and_wide_columns_are_left_alone() -> None:
    assert divided("management", 10) == "management"
    assert divided("cerebrovascular", 0) == "cerebrovascular"


def test_what_is_not_text_stays_as_it_is() -> None:
    assert divided("A & <management>", 8) == f"A &amp; &lt;manage{PLACE}ment&gt;"
    assert divided(Text("management", EN, ZH), 8) == f'<span lang="en">manage{PLACE}ment</span>'
    assert divided("神经外科神经外科神经外科", 8) == "神经外科神经外科神经外科"
