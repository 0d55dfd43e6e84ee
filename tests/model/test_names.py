"""Names of people: parts, initials, orders, letters of the index."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.names import NameParts, index_letter, initials, sort_key, split_name
from sitegen.text import Language, Text

ZH = Language("zh", "zh-Hans", "中文", "zh_Hans_CN")
EN = Language("en", "en", "English", "en_GB")


def chinese(name: str) -> Text:
    return Text(name, ZH)


def ordered(order: str, names: str, **overrides: str) -> str:
    people = [chinese(name.replace("_", " ")) for name in names.split()]
    keys = {name: overrides.get(name.replace(" ", "_")) for name in people}
    people.sort(key=lambda name: sort_key(name, keys[name], order))
    return " ".join(name.replace(" ", "_") for name in people)


@pytest.mark.parametrize(
    ("name", "family", "given_", "family_first"),
    [
        ("张三", "张", "三", True),
        ("欧阳修", "欧阳", "修", True),
        ("諸葛孔明", "諸葛", "孔明", True),
        ("欧阳", "欧", "阳", True),
        ("李小明", "李", "小明", True),
        ("张　三", "张", "三", True),
        ("买买提·艾力", "买买提·艾力", "", True),
        ("迪丽热巴尔", "迪丽热巴尔", "", True),
        ("𠮷野", "𠮷", "野", True),
        ("ZHANG San", "ZHANG", "San", True),
        ("San ZHANG", "ZHANG", "San", False),
        ("VAN DER BERG Jan", "VAN DER BERG", "Jan", True),
        ("Rossi, Maria", "Rossi", "Maria", True),
        ("Maria Rossi", "Rossi", "Maria", False),
        ("Ludwig van Beethoven", "van Beethoven", "Ludwig", False),
        ("J. R. Smith", "Smith", "J. R.", False),
        ("John Smith, MD", "Smith", "John", False),
        ("Martin Luther King Jr.", "King", "Martin Luther", False),
        ("Plato", "Plato", "", False),
        ("", "", "", False),
    ],
)
def test_parts(name: str, family: str, given_: str, family_first: bool) -> None:
    assert split_name(name) == NameParts(family, given_, family_first)


READINGS = {
    "zeng": "曾", "shan": "单", "qiu": "仇", "xie": "解", "ou": "区", "zha": "查", "zhai": "翟 祭",
    "piao": "朴", "ge": "盖", "po": "繁", "yue": "乐", "ren": "任", "hua": "华", "qin": "覃", "bi": "秘",
    "bo": "薄", "miao": "缪", "yun": "员", "xun": "郇", "pang": "逄", "wei": "隗", "he": "黑", "she": "折",
    "nai": "能", "chen": "谌", "chong": "种", "gou": "句", "nie": "乜", "shen": "莘", "cheng": "晟",
    "yuchi": "尉迟", "moqi": "万俟", "linghu": "令狐", "chanyu": "单于", "qiguan": "亓官", "zhangsun": "长孙",
    "tantai": "澹台", "ouyang": "欧阳", "zhuge": "诸葛", "sima": "司马",
}  # fmt: skip


def test_surnames_sort_at_their_reading() -> None:
    pairs = [(surname, reading) for reading, surnames in READINGS.items() for surname in surnames.split()]
    for surname, reading in pairs:
        plain, typed = (
            sort_key(chinese(surname + "一"), None),
            sort_key(chinese(surname + "一"), f"{reading} yi"),
        )
        assert plain == typed, surname


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("张三", "张"),
        ("欧阳修", "欧阳"),
        ("买买提·艾力", "买"),
        ("ZHANG San", "ZS"),
        ("Maria Rossi", "MR"),
        ("Rossi, Maria", "RM"),
        ("Ludwig van Beethoven", "LB"),
        ("Émile Zola", "ÉZ"),
        ("Plato", "PL"),
        ("", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_pinyin_order_reads_surnames_as_surnames() -> None:
    # 曾 Zēng, 单 Shàn, 仇 Qiú, 解 Xiè, 区 Ōu, 查 Zhā, 翟 Zhái, 朴 Piáo, 尉迟 Yùchí, 万俟 Mòqí
    names = "曾一 单一 仇一 解一 区一 查一 翟一 朴一 尉迟一 万俟一 王一 李一 安一"
    assert ordered("pinyin", names) == "安一 李一 万俟一 区一 朴一 仇一 单一 王一 解一 尉迟一 曾一 查一 翟一"


def test_pinyin_order_within_a_surname_and_among_its_homophones() -> None:
    assert ordered("pinyin", "章一 张伟 张一 张三 张小明 仉一 张") == "张 张三 张伟 张小明 张一 章一 仉一"


def test_pinyin_order_puts_lv_after_lu() -> None:
    assert ordered("pinyin", "栾平 吕布 罗成 鲁迅 凌云") == "凌云 鲁迅 吕布 栾平 罗成"


def test_pinyin_order_mixes_latin_names_by_letter() -> None:
    assert ordered("pinyin", "Maria_Rossi 王五 ZHANG_Wei 张三 任一") == "任一 Maria_Rossi 王五 张三 ZHANG_Wei"


def test_stroke_order() -> None:
    # 2, 3, 4 … strokes; in one count by the first stroke that differs: 横 丨 丿 丶 折
    right = "丁一 于一 马一 王一 方一 冯一 刘一 李一 杨一 吴一 何一 沈一 张一 陆一 陈一 周一 郑一"
    assert ordered("strokes", " ".join(reversed(right.split()))) == right


def test_stroke_order_counts_as_in_mainland_china() -> None:
    # 苏 and 陈 have 7 strokes there, 8 or more where 艹 and 阝 are counted as 4 and 3
    assert ordered("strokes", "陈一 武一 苏一 成一") == "成一 苏一 陈一 武一"


def test_stroke_order_puts_single_given_names_first() -> None:
    assert ordered("strokes", "王一一 王鑫 王一 欧阳一 欧一") == "王一 王鑫 王一一 欧一 欧阳一"


def test_stroke_order_puts_latin_names_last_by_family_name() -> None:
    right = "魏一 Bo_Ångström Maria_Rossi Anna_Zhang"
    assert ordered("strokes", " ".join(reversed(right.split()))) == right


def test_family_order_ignores_accents_case_and_marks() -> None:
    right = "Émile_Abel Zoë_Ångström Peer_OLSEN Conor_O’Neill Ole_Østergaard ZHANG_San Anna_Zola"
    assert ordered("family", " ".join(reversed(right.split()))) == right


def test_orders_prefer_the_spelling_in_their_script() -> None:
    name = Text("曾国藩", ZH, ZH, {ZH: "曾国藩", EN: "ZENG Guofan"})
    twin = Text("ZENG Guofan", EN, EN, {ZH: "曾国藩", EN: "ZENG Guofan"})
    for order in ("pinyin", "strokes", "family"):
        assert sort_key(name, None, order) == sort_key(twin, None, order)
    assert sort_key(twin, None, "family") == sort_key(Text("ZENG Guofan", EN), None, "family")


def test_an_override_wins() -> None:
    assert ordered("pinyin", "单一 山一 丹一") == "丹一 山一 单一"
    assert ordered("pinyin", "单一 山一 丹一", 单一="Dan Yi") == "丹一 单一 山一"
    assert ordered("pinyin", "任一 曾一 增一 丹一", 任一="ZENG Yi") == "丹一 任一 曾一 增一"
    assert ordered("pinyin", "栾一 吕一 路一 罗一", 罗一="Lǚ Yi", 路一="LYU Yi") == "路一 吕一 罗一 栾一"
    names = "Jan_van_der_Berg Anna_Sand Bo_Cole"
    assert ordered("family", names) == "Bo_Cole Anna_Sand Jan_van_der_Berg"
    assert (
        ordered("family", names, Jan_van_der_Berg="Berg, Jan van der") == "Jan_van_der_Berg Bo_Cole Anna_Sand"
    )
    assert ordered("strokes", "王一 丁一", 王一="一一") == "王一 丁一"


def test_letters_of_the_index() -> None:
    names = ["张三", "曾一", "单一", "区一", "欧阳修", "吕布", "䶮一"]
    names += ["Maria Rossi", "Zoë Ångström", "Ole Østergaard"]
    assert "".join(index_letter(chinese(name)) for name in names) == "ZZSOOLYRAO"
    assert index_letter(chinese("𠮷野")) == index_letter(chinese("Иван Петров")) == "#"
    assert index_letter(chinese("单一"), "Dan Yi") == "D"
    assert index_letter(Text("Jan van der Berg", EN), "Berg") == "B"


NAMES = st.one_of(
    st.text("张王李曾单欧阳修·明三䶮𠮷 ", min_size=1, max_size=5),
    st.text("Aaébrz,. -’ÅØ", min_size=1, max_size=8),
    st.text(max_size=4),
)


PEOPLE = st.lists(st.tuples(NAMES, st.none() | NAMES), max_size=6)


@given(PEOPLE, st.sampled_from(["pinyin", "strokes", "family"]))
def test_any_names_can_be_sorted(people: list[tuple[str, str | None]], order: str) -> None:
    keys = [sort_key(chinese(name), override, order) for name, override in people]
    keys.sort()
    assert all(earlier <= later for earlier, later in pairwise(keys))


@given(PEOPLE)
def test_index_letters_follow_the_order(people: list[tuple[str, str | None]]) -> None:
    for order in ("pinyin", "family"):
        rows = sorted(people, key=lambda row: sort_key(chinese(row[0]), row[1], order))
        letters = [index_letter(chinese(name), override) for name, override in rows]
        assert letters == sorted(letters, key=lambda letter: (letter == "#", letter))
