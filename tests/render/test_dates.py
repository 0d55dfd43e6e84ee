"""Dates and times as readers see them, in both languages and in further ones."""

import datetime
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.clock import Clock
from sitegen.problems import Problems
from sitegen.render.dates import Dates, Formatted, no_break
from sitegen.render.words import load_words
from sitegen.source import parse_yaml
from sitegen.text import Language

ZH = Language("zh", "zh-Hans", "中文", "zh_Hans_CN")
EN = Language("en", "en", "English", "en_GB")
SHIPPED = Path(__file__).parents[2] / "templates" / "words.yaml"
BEIJING = ZoneInfo("Asia/Shanghai")
OPENING = date(2023, 8, 26)


def dates(language: Language, *overrides: Path, zone: ZoneInfo = BEIJING, near: date = OPENING) -> Dates:
    problems = Problems()
    words = load_words([SHIPPED, *overrides], [ZH, EN], problems, zone, near)
    assert list(problems) == []
    return words[language.code].dates


def written(language: Language, site: str) -> Dates:
    """The formatter where site.yaml has these patterns, and says `clock: 12`."""
    problems = Problems()
    patterns = parse_yaml(site, "site.yaml", problems) if site else None
    words = load_words([SHIPPED], [ZH, EN], problems, BEIJING, OPENING, patterns=patterns, hours=12)
    assert list(problems) == []
    return words[language.code].dates


CHINESE = dates(ZH)
ENGLISH = dates(EN)


def test_b33_days() -> None:
    assert CHINESE.day(OPENING) == "2023年8月26日"
    assert ENGLISH.day(OPENING) == "26 August 2023"
    assert CHINESE.day_short(OPENING) == "8月26日"
    assert ENGLISH.day_short(OPENING) == "26 August"
    assert CHINESE.day_with_weekday(OPENING) == "8月26日 周六"
    assert ENGLISH.day_with_weekday(OPENING) == "Saturday 26 August"
    assert CHINESE.weekday(OPENING) == "星期六"
    assert ENGLISH.weekday(OPENING) == "Saturday"
    assert CHINESE.month(OPENING) == "2023年8月"
    assert ENGLISH.month(OPENING) == "August 2023"


def test_names_of_weekdays_in_data() -> None:
    names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    assert [CHINESE.weekday_name(name)[-1] for name in names] == list("一二三四五六日")
    assert [ENGLISH.weekday_name(name).lower() for name in names] == names


@pytest.mark.parametrize(
    ("first", "last", "chinese", "english"),
    [
        ((2023, 8, 26), (2023, 8, 26), "2023年8月26日", "26 August 2023"),
        ((2023, 8, 25), (2023, 8, 27), "2023年8月25日—27日", "25–27 August 2023"),
        ((2023, 7, 31), (2023, 8, 2), "2023年7月31日—8月2日", "31 July – 2 August 2023"),
        ((2023, 12, 30), (2024, 1, 2), "2023年12月30日—2024年1月2日", "30 December 2023 – 2 January 2024"),
        ((2023, 8, 25), (2024, 8, 27), "2023年8月25日—2024年8月27日", "25 August 2023 – 27 August 2024"),
    ],
)
def test_b33_ranges_of_days(
    first: tuple[int, ...], last: tuple[int, ...], chinese: str, english: str
) -> None:
    assert CHINESE.date_range(date(*first), date(*last)) == chinese
    assert ENGLISH.date_range(date(*first), date(*last)) == english


def test_b33_ranges_without_year() -> None:
    assert CHINESE.date_range(date(2023, 8, 25), date(2023, 8, 27), year=False) == "8月25日—27日"
    assert ENGLISH.date_range(date(2023, 8, 25), date(2023, 8, 27), year=False) == "25–27 August"
    assert ENGLISH.date_range(date(2023, 7, 31), date(2023, 8, 2), year=False) == "31 July – 2 August"
    assert ENGLISH.date_range(OPENING, OPENING, year=False) == "26 August"
    # Over the end of a year the years are needed in any case.
    both = ENGLISH.date_range(date(2023, 12, 31), date(2024, 1, 1), year=False)
    assert both == "31 December 2023 – 1 January 2024"


def test_b33_ranges_of_months() -> None:
    assert CHINESE.month_range(date(2023, 7, 15), date(2023, 10, 1)) == "2023年7月—10月"
    assert ENGLISH.month_range(date(2023, 7, 15), date(2023, 10, 1)) == "July–October 2023"
    assert CHINESE.month_range(date(2023, 12, 1), date(2024, 2, 1)) == "2023年12月—2024年2月"
    assert ENGLISH.month_range(date(2023, 12, 1), date(2024, 2, 1)) == "December 2023 – February 2024"
    assert ENGLISH.month_range(date(2023, 7, 1), date(2023, 7, 31)) == "July 2023"


def test_b33_times() -> None:
    assert CHINESE.time(Clock(510)) == ENGLISH.time(510) == "08:30"
    assert ENGLISH.time(0) == "00:00"
    assert CHINESE.time(Clock(1470)) == "次日00:30"
    assert ENGLISH.time(Clock(1470)) == "00:30 (+1 day)"


def test_b33_ranges_of_times() -> None:
    assert CHINESE.time_range(Clock(510), Clock(570)) == ENGLISH.time_range(510, 570) == "08:30–09:30"
    assert CHINESE.time_range(1380, 1470) == "23:00–次日00:30"
    assert ENGLISH.time_range(1380, 1470) == "23:00–00:30 (+1 day)"
    assert ENGLISH.time_range(1380, 1440) == CHINESE.time_range(1380, 1440) == "23:00–24:00"
    assert ENGLISH.time_range(1440, 1470) == "00:00 (+1 day)–00:30 (+1 day)"
    assert (ENGLISH.time_until(1440), CHINESE.time_until(1439)) == ("24:00", "23:59")
    assert ENGLISH.time_range(510, None) == "08:30"


def test_b36_reversed_ranges_are_refused() -> None:
    for call in (CHINESE.date_range, CHINESE.month_range):
        with pytest.raises(ValueError, match="before"):
            call(date(2023, 8, 27), date(2023, 7, 25))
    with pytest.raises(ValueError, match="08:00 is before 08:30"):
        ENGLISH.time_range(510, 480)


def test_b35_true_instants_for_machines() -> None:
    assert ENGLISH.iso(OPENING) == "2023-08-26"
    assert ENGLISH.iso(OPENING, Clock(510)) == "2023-08-26T08:30+08:00"
    assert ENGLISH.iso(OPENING, Clock(1470)) == "2023-08-27T00:30+08:00"
    assert ENGLISH.iso(date(2023, 12, 31), 1440) == "2024-01-01T00:00+08:00"
    rome = dates(EN, zone=ZoneInfo("Europe/Rome"))
    assert rome.iso(OPENING, 510) == "2023-08-26T08:30+02:00"
    # On the night clocks go back, 27 hours after midnight is already in winter time.
    assert rome.iso(date(2023, 10, 28), 1440 + 240) == "2023-10-29T04:00+01:00"


@pytest.mark.parametrize(
    ("zone", "chinese", "english"),
    [
        ("Asia/Shanghai", "北京时间（UTC+8）", "Beijing time (UTC+8)"),
        ("Europe/Rome", "中欧时间（UTC+2）", "Central European Time (UTC+2)"),
        ("Asia/Kolkata", "印度时间（UTC+5:30）", "India Time (UTC+5:30)"),
        ("America/St_Johns", "纽芬兰时间（UTC−2:30）", "Newfoundland Time (UTC−2:30)"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_b35_label_of_the_zone(zone: str, chinese: str, english: str) -> None:
    assert dates(ZH, zone=ZoneInfo(zone)).zone_label == chinese
    assert dates(EN, zone=ZoneInfo(zone)).zone_label == english


def test_b35_label_of_the_zone_follows_summer_time() -> None:
    winter = dates(EN, zone=ZoneInfo("Europe/Rome"), near=date(2023, 12, 1))
    assert winter.zone_label == "Central European Time (UTC+1)"


def test_days_until() -> None:
    assert ENGLISH.days_until(OPENING, date(2023, 8, 1)) == 25
    assert ENGLISH.days_until(OPENING, date(2023, 8, 27)) == -1


def test_b33_html_keeps_dates_in_one_line_and_plain_text_does_not() -> None:
    span = CHINESE.date_range(date(2023, 8, 25), date(2023, 8, 27))
    assert isinstance(span, Formatted)
    assert span.__html__() == '<span class="nb">2023年8月25日—27日</span>'
    assert type(span.plain) is str and span.plain == str(span) == "2023年8月25日—27日"
    assert f"{span}" == "2023年8月25日—27日"
    assert no_break("010-5550-0100 <x>") == '<span class="nb">010-5550-0100 &lt;x&gt;</span>'


def test_another_language_needs_words_only(tmp_path: Path) -> None:
    traditional = Language("zh-hant", "zh-Hant", "繁體中文", "zh_Hant_TW")
    japanese = Language("ja", "ja", "日本語", "ja_JP")
    own = tmp_path / "words.yaml"
    own.write_text(
        """
date_patterns:
  zh-hant: &han
    day: "{year}年{month}月{day}日"
    day_short: "{month}月{day}日"
    day_with_weekday: "{month}月{day}日 {weekday_short}"
    weekday: "{weekday}"
    month: "{year}年{month}月"
    days: "{year}年{month}月{day}日{to}{day2}日"
    days_over_months: "{year}年{month}月{day}日{to}{month2}月{day2}日"
    days_over_years: "{year}年{month}月{day}日{to}{year2}年{month2}月{day2}日"
    days_short: "{month}月{day}日{to}{day2}日"
    days_short_over_months: "{month}月{day}日{to}{month2}月{day2}日"
    months: "{year}年{month}月{to}{month2}月"
    months_over_years: "{year}年{month}月{to}{year2}年{month2}月"
    to: "～"
    time: "{hour}:{minute}"
    time_12: "{period}{h0}:{minute}"
    midnight: "24:00"
    midnight_12: 午夜12:00
    time_next_day: "隔日{time}"
    time_range: "{start}{to}{end}"
    time_to: "～"
    am: 上午
    pm: 下午
    noon: 中午
    evening: 晚上
    night: 凌晨
    zone: "{zone}（{offset}）"
    "Asia/Shanghai": 北京時間
  ja: *han
""",
        "utf-8",
    )
    problems = Problems()
    words = load_words([SHIPPED, own], [traditional, japanese], problems, BEIJING, OPENING)
    assert not [problem for problem in problems if problem.values[0][1].startswith("date_patterns")]
    hant, ja = words["zh-hant"].dates, words["ja"].dates
    assert hant.day_with_weekday(OPENING) == "8月26日 週六"
    assert ja.day_with_weekday(OPENING) == "8月26日 土"
    assert ja.weekday(OPENING) == "土曜日"
    assert hant.date_range(date(2023, 8, 25), date(2023, 8, 27)) == "2023年8月25日～27日"
    assert hant.time(1470) == "隔日00:30"
    assert hant.zone_label == "北京時間（UTC+8）"


def test_b34_twelve_hours_and_marks_are_chosen_in_words(tmp_path: Path) -> None:
    own = tmp_path / "words.yaml"
    own.write_text(
        'date_patterns:\n  zh: {time: "{period}{h0}:{minute}", to: "～", time_to: 至}\n'
        '  en: {time: "{h12}.{minute} {period}"}\n',
        "utf-8",
    )
    zh, en = dates(ZH, own), dates(EN, own)
    clocks = [0, 30, 510, 719, 720, 750, 780, 1410]
    assert [zh.time(clock) for clock in clocks] == [
        "凌晨0:00", "凌晨0:30", "上午8:30", "上午11:59", "中午12:00", "中午12:30", "下午1:00", "晚上11:30",
    ]  # fmt: skip
    assert [en.time(clock) for clock in clocks] == [
        "12.00 am", "12.30 am", "8.30 am", "11.59 am", "12.00 pm", "12.30 pm", "1.00 pm", "11.30 pm",
    ]  # fmt: skip
    assert zh.time_range(1380, 1440) == "晚上11:00至午夜12:00"
    assert zh.date_range(date(2023, 8, 25), date(2023, 8, 27)) == "2023年8月25日～27日"


def test_b34_twelve_hours_are_chosen_in_site_yaml() -> None:
    zh, en = written(ZH, ""), written(EN, "")
    clocks = [0, 359, 360, 719, 720, 779, 780, 1139, 1140, 1439]
    assert [zh.time(clock) for clock in clocks] == [
        "凌晨0:00", "凌晨5:59", "上午6:00", "上午11:59", "中午12:00", "中午12:59", "下午1:00", "下午6:59", "晚上7:00", "晚上11:59",
    ]  # fmt: skip
    assert [en.time(clock) for clock in clocks[:1] + clocks[4:7]] == [
        "12:00 am",
        "12:00 pm",
        "12:59 pm",
        "1:00 pm",
    ]
    assert zh.time_range(1380, 1470) == "晚上11:00–次日凌晨0:30"
    assert (zh.time_until(1440), en.time_range(1380, 1440)) == ("午夜12:00", "11:00 pm–midnight")


def test_b34_marks_are_chosen_in_site_yaml() -> None:
    patterns = "zh: {time_to: ～, to: 至, night: 夜间, Asia/Shanghai: 中国标准时间}\nen: {to: ' to '}\n"
    zh, en = written(ZH, patterns), written(EN, patterns)
    assert zh.time_range(30, 510) == "夜间0:30～上午8:30"
    assert zh.time_mark == "～"
    assert zh.date_range(date(2023, 8, 25), date(2023, 8, 27)) == "2023年8月25日至27日"
    assert en.date_range(date(2023, 8, 25), date(2023, 8, 27)) == "25 to 27 August 2023"
    assert zh.zone_label == "中国标准时间（UTC+8）"


@pytest.mark.parametrize("clock", range(0, 1440, 30))
def test_b34_no_hour_of_the_afternoon_is_nought(clock: int) -> None:
    shown = written(ZH, "").time(clock)
    assert not shown.startswith(("上午0", "下午0", "中午0", "晚上0"))


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 400), st.integers(0, 2879))
def test_b33_only_ordinary_spaces(first: date, length: int, clock: int) -> None:
    last = first + datetime.timedelta(days=length)
    for formatter in (CHINESE, ENGLISH):
        shown = [
            formatter.date_range(first, last),
            formatter.month_range(first, last),
            formatter.day_with_weekday(first),
            formatter.time_range(0, clock),
        ]
        assert not [text for text in shown if any(c.isspace() and c != " " for c in text) or "{" in text]


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 2879))
def test_b35_instants_are_true(day: date, clock: int) -> None:
    midnight = datetime.datetime.combine(day, datetime.time(), BEIJING)
    instant = datetime.datetime.fromisoformat(ENGLISH.iso(day, clock))
    assert instant.replace(tzinfo=BEIJING) - midnight == datetime.timedelta(minutes=clock)
