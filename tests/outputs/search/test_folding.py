"""What texts are found by: alike forms fold alike, and no part of a Chinese text is without its grams."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.outputs.search.folding import fold, grams, has_variants, is_wide, variant_lines


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＣＭＥ２０２３", "cme2023"),
        ("Köln", "koln"),
        ("O’Brien", "O'brien"),
        ("顱底外科", "颅底外科"),
        ("裡裏", "里里"),
        ("ﾎﾃﾙ", "ホテル"),
        ("①", "1"),
    ],
)
def test_b52_forms_of_the_same_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_b52_what_differs_stays_different() -> None:
    assert fold("颅底") != fold("颅顶")
    assert fold("𠮷") == "𠮷"
    assert (has_variants("顱底"), has_variants("颅底"), has_variants("plain")) == (True, False, False)


def test_the_variants_are_single_characters_and_lead_to_no_variant() -> None:
    lines = variant_lines()
    variants = {sign for line in lines for sign in line[1:]}
    assert len(lines) > 3000
    assert not variants & {line[0] for line in lines}


def test_b52_grams_are_pairs_last_characters_words_and_borders() -> None:
    assert grams("神经外科") == {"神经", "经外", "外科", "科"}
    assert grams("skull base, 2023") == {"skull", "base", "2023"}
    assert grams("8月 25") == {"8", "月", "25", "月<8", "月2"}
    assert grams("。·！") == set()
    assert (is_wide("科"), is_wide("月<8"), is_wide("skull"), is_wide("é")) == (True, True, False, False)


TEXT = st.text(st.sampled_from("神经外科论坛2023ab，。 \n𠮷々"), max_size=40)


@given(TEXT, st.data())
def test_b52_every_part_of_a_chinese_text_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(len(text) - 1, 0)))
    end = data.draw(st.integers(start, len(text)))
    part = fold(text[start:end])
    if not part or not all(map(is_wide, part)) or not part.isalpha():
        return
    held = grams(fold(text))
    wanted = {part[n : n + 2] for n in range(len(part) - 1)}
    assert wanted <= held
    assert any(gram.startswith(part[0]) for gram in held)
