"""Lines break where Chinese and Latin may, are as even as can be, and are cut after a word."""

from hypothesis import given
from hypothesis import strategies as st

from sitegen.drawing.lines import CUT, NOT_FIRST, NOT_LAST, atoms, balance, break_lines, fit_lines, tidy


def wide(text: str) -> float:
    """Han characters of 2, others of 1."""
    return sum(2 if ord(character) > 0x2000 else 1 for character in text)


def test_no_stop_begins_a_line_and_no_quote_ends_one() -> None:
    assert break_lines("他说：“好。”然后走了", 8, wide) == ["他说：", "“好。”", "然后走了"]


def test_a_date_stays_whole() -> None:
    assert break_lines("会议于8月25日开幕", 8, wide) == ["会议于", "8月25日", "开幕"]


def test_words_stay_whole_and_too_long_ones_are_cut() -> None:
    assert break_lines("a bcd efghijk", 5, wide) == ["a bcd", "efghi", "jk"]


def test_dashes_are_not_parted() -> None:
    assert "——" in atoms("继续——创新")


def test_two_lines_part_at_a_pause() -> None:
    assert balance("大型听神经瘤手术：面神经保护", 22, wide) == ["大型听神经瘤手术：", "面神经保护"]


def test_lines_are_even() -> None:
    assert balance("一二三四五六七八九十", 14, wide) == ["一二三四五", "六七八九十"]


def test_what_is_left_over_is_cut_after_a_word() -> None:
    assert fit_lines("one two three four five", 9, 2, wide) == ["one two", "three" + CUT]
    assert fit_lines("一二三四（五）六七八九", 8, 1, wide) == ["一二三" + CUT]


def test_emoji_and_what_is_invisible_goes() -> None:
    assert tidy("会议🎉 \u200b 开幕\ufe0f\ud83d") == "会议 开幕"
    assert tidy("e\u0301") == "é"


texts = st.text(st.sampled_from("中文字，。“”（）《》—…ab c1年月、"), max_size=60)


@given(texts, st.integers(8, 40))
def test_nothing_is_lost(text: str, width: int) -> None:
    joined = "".join(break_lines(text, width, wide))
    assert joined.replace(" ", "") == text.replace(" ", "")


@given(texts, st.integers(8, 40))
def test_no_line_is_too_wide(text: str, width: int) -> None:
    for lines in (break_lines(text, width, wide), balance(text, width, wide)):
        assert all(wide(line) <= width for line in lines)


@given(st.text(st.sampled_from("中文字，。“”《》"), max_size=60))
def test_the_rules_hold_where_a_line_has_room_for_them(text: str) -> None:
    if max((wide(atom) for atom in atoms(text)), default=0) > 20:
        return  # a run of brackets longer than a line
    lines = break_lines(text, 20, wide)
    assert not any(line[0] in NOT_FIRST for line in lines[1:])
    assert not any(line[-1] in NOT_LAST for line in lines[:-1])


@given(texts, st.integers(8, 40), st.integers(1, 3))
def test_never_more_lines_than_allowed(text: str, width: int, most: int) -> None:
    lines = fit_lines(text, width, most, wide)
    assert len(lines) <= most
    assert all(wide(line) <= width for line in lines)
