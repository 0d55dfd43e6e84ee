"""Orders of people, and letters of the index."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.name_orders import ORDERS, index_letter, sort_key
from sitegen.model.names import NameParts
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


READINGS = {
    "zeng": "曾", "shan": "单", "qiu": "仇", "xie": "解", "ou": "区", "zha": "查", "zhai": "翟 祭",
    "piao": "朴", "ge": "盖", "po": "繁", "yue": "乐", "ren": "任", "hua": "华", "qin": "覃", "bi": "秘",
    "bo": "薄", "miao": "缪", "yun": "员", "xun": "郇", "pang": "逄", "wei": "隗", "he": "黑", "she": "折",
    "nai": "能", "chen": "谌", "chong": "种", "gou": "句", "nie": "乜", "shen": "莘", "cheng": "晟",
    "yuchi": "尉迟", "moqi": "万俟", "linghu": "令狐", "chanyu": "单于", "qiguan": "亓官", "zhangsun": "长孙",
    "tantai": "澹台", "ouyang": "欧阳", "zhuge": "诸葛", "sima": "司马",
}  # fmt: skip


def test_b38_surnames_sort_at_their_reading() -> None:
    pairs = [(surname, reading) for reading, surnames in READINGS.items() for surname in surnames.split()]
    for surname, reading in pairs:
        plain, typed = (
            sort_key(chinese(surname + "一"), None),
            sort_key(chinese(surname + "一"), f"{reading} yi"),
        )
        assert plain == typed, surname


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


# common surnames, written down by hand from lists by 姓氏笔画: 2, 3, 4 … strokes, within a number by 横竖撇点折
BY_STROKES = """
丁卜刁刀 干于万上山千卫习马 丰王井元韦云木支尤车牙戈贝冈水牛毛仇公丹乌卞文亢方计尹巴孔邓
甘艾古左石龙平东卢帅叶申田史白丛令乐包冯兰宁司弘皮 匡邢戎吉巩成毕师曲吕朱乔伍仲任华伊向全危邬庄刘齐关米江池汤安祁许阮孙阳牟纪
寿麦严芦劳苏杜巫李杨束吾连步时吴岑何佟余谷狄邹应冷辛闵汪沙沈宋张陆陈 武苗苟范茅林郁欧卓虎尚昌易呼罗季竺岳金周鱼庞郑单宗官郎房孟练
封项赵郝荆荣胡南柯查柏柳战钟钮郜秋段侯俞饶施姜娄洪宫祝费姚贺骆 秦敖袁聂莫贾夏顾柴党晏钱徐殷奚翁凌高郭席唐浦涂诸谈陶姬桑
黄萧梅曹戚龚盛常崔符康章商阎梁寇尉屠隋 彭葛董蒋韩景喻嵇程傅焦储舒鲁童曾温游富谢强 靳蓝蒙楚裘雷虞路詹鲍解廉满窦褚
慕蔡蔺臧裴管廖赛谭翟熊缪 樊黎滕颜潘 燕薛霍冀穆 戴魏
"""


def test_b38_stroke_order_of_the_common_surnames() -> None:
    right = " ".join(f"{surname}一" for surname in BY_STROKES if not surname.isspace())
    assert ordered("strokes", " ".join(reversed(right.split()))) == right


def test_b38_stroke_order_of_rarer_surnames() -> None:
    # of 5 strokes 付 ノ丨一丨, 代 ノ丨一乛, 仝 ノ丶; of 7 苏 一, 肖 丨, 佘 ノ丶 after 何 ノ丨; of 8 苑 一丨丨, 卓 丨
    right = "卜一 刀一 于一 付一 代一 仝一 闫一 苏一 肖一 何一 佘一 邸一 苑一 卓一 赖一 甄一"
    assert ordered("strokes", " ".join(reversed(right.split()))) == right


def test_b38_the_two_orders_by_strokes() -> None:
    # 姓氏笔画 leaves the second place of a single given name empty; 姓名笔画 compares 富 with 大 there
    names = "田富 田大利 欧阳少东 洪少东 高大富 高富 李大鸣 李一鸣 王文 王林 王欧"
    assert ordered("strokes", names) == (
        "王文 王林 王欧 田富 田大利 李一鸣 李大鸣 欧阳少东 洪少东 高富 高大富"
    )
    assert ordered("name-strokes", names) == (
        "王文 王林 王欧 田大利 田富 李一鸣 李大鸣 欧阳少东 洪少东 高大富 高富"
    )


def test_b38_given_names_of_equal_strokes_by_kinds_of_strokes() -> None:
    # 8 strokes: 林 一丨ノ丶, 欧 一ノ, 明 丨, 和 ノ, 学 丶, 建 乛
    right = "王林 王欧 王明 王和 王学 王建"
    assert ordered("strokes", " ".join(sorted(right.split()))) == right


def test_b38_polyphonic_surnames_by_pinyin() -> None:
    # Bo Ge Hua Miao Ou Piao Qin Qiu Ren Shan Xie Ying Yuchi Yue Zeng Zha Zhai
    right = "薄一 盖一 华一 缪一 区一 朴一 覃一 仇一 任一 单一 解一 应一 尉迟一 乐一 曾一 查一 翟一"
    assert ordered("pinyin", " ".join(reversed(right.split()))) == right


def test_b38_parts_as_written_win_over_the_guess() -> None:
    name = Text("司徒明", ZH)
    as_one_surname = sort_key(name, None, "strokes")
    as_si = sort_key(name, None, "strokes", lambda spelling: NameParts("司", "徒明", True))
    assert as_si < as_one_surname


def test_stroke_order_counts_as_in_mainland_china() -> None:
    # 苏 and 陈 have 7 strokes there, 8 or more where 艹 and 阝 are counted as 4 and 3
    assert ordered("strokes", "陈一 武一 苏一 成一") == "成一 苏一 陈一 武一"


def test_b38_stroke_order_puts_single_given_names_first() -> None:
    assert ordered("strokes", "王一一 王鑫 王一 欧阳一 欧一") == "王一 王鑫 王一一 欧一 欧阳一"


def test_stroke_order_puts_latin_names_last_by_family_name() -> None:
    right = "魏一 Bo_Ångström Maria_Rossi Anna_Zhang"
    assert ordered("strokes", " ".join(reversed(right.split()))) == right


def test_b38_family_order_ignores_accents_case_and_marks() -> None:
    right = "Émile_Abel Zoë_Ångström Peer_OLSEN Conor_O’Neill Ole_Østergaard ZHANG_San Anna_Zola"
    assert ordered("family", " ".join(reversed(right.split()))) == right


def test_orders_prefer_the_spelling_in_their_script() -> None:
    name = Text("曾国藩", ZH, ZH, {ZH: "曾国藩", EN: "ZENG Guofan"})
    twin = Text("ZENG Guofan", EN, EN, {ZH: "曾国藩", EN: "ZENG Guofan"})
    for order in ("pinyin", "strokes", "family"):
        assert sort_key(name, None, order) == sort_key(twin, None, order)
    assert sort_key(twin, None, "family") == sort_key(Text("ZENG Guofan", EN), None, "family")


def test_b38_sort_key_wins() -> None:
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


def test_b38_letters_of_the_index() -> None:
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


@given(PEOPLE, st.sampled_from(ORDERS))
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
