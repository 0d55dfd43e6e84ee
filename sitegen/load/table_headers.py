"""The headers a table of talks may have, in Chinese and English, and the words its cells may hold.

`COLUMNS` is all there is: docs/formats.md lists it, a test compares.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

Form = Literal[
    "text", "texts", "people", "affiliation", "rooms", "track", "languages", "time", "clock", "duration",
    "date", "kind", "status", "flag", "list", "plain", "unread",
]  # fmt: skip


class Column(NamedTuple):
    """A column: the field of a session it fills, how its cells are read, the headers it may have."""

    field: str
    """As in programme.yaml; with a dot, a field of a field."""
    form: Form
    headers: tuple[str, ...]
    """Compared without spaces, punctuation and case; `text` and `texts` also with a language."""
    language: str = ""
    """The code of the language its header names."""


COLUMNS = (
    Column("id", "plain", ("id", "编号")),
    Column("date", "date", ("date", "日期")),
    Column("time", "time", ("time", "时间", "起止时间")),
    Column("start", "clock", ("start", "start time", "开始", "开始时间")),
    Column("end", "clock", ("end", "end time", "结束", "结束时间")),
    Column("duration", "duration", ("duration", "minutes", "duration (min)", "时长", "时长（分钟）", "分钟")),
    Column("title", "text", ("title", "topic", "题目", "标题", "报告题目", "讲座题目")),
    Column("subtitle", "text", ("subtitle", "副标题")),
    Column("abstract", "text", ("abstract", "摘要", "内容简介")),
    Column("kind", "kind", ("kind", "type", "类型", "类别")),
    Column(
        "speakers",
        "people",
        ("speakers", "speaker", "lecturer", "presenter", "讲者", "讲师", "报告人", "主讲人", "授课教师"),
    ),
    Column("affiliation", "affiliation", ("affiliation", "institution", "单位", "讲者单位", "工作单位")),
    Column("chairs", "people", ("chairs", "chair", "session chair", "主席", "大会主席")),
    Column("moderators", "people", ("moderators", "moderator", "主持", "主持人")),
    Column("panellists", "people", ("panellists", "panellist", "panelists", "讨论嘉宾", "讨论")),
    Column("discussants", "people", ("discussants", "discussant", "点评", "点评专家", "点评嘉宾")),
    Column("rooms", "rooms", ("room", "rooms", "会议室", "会场", "会议厅")),
    Column("venue", "plain", ("venue", "会议地点")),
    Column("track", "track", ("track", "专题")),
    Column("language", "languages", ("language", "语言", "授课语言")),
    Column("interpretation", "languages", ("interpretation", "同传", "同声传译")),
    Column("credits.project", "plain", ("credit project", "学分项目")),
    Column("credits.hours", "plain", ("credit hours", "学时")),
    Column("status", "status", ("status", "状态")),
    Column("status_note", "text", ("status note", "状态说明")),
    Column("replaced_by", "plain", ("replaced by", "更换为")),
    Column("tba", "flag", ("tba", "待定")),
    Column("tags", "texts", ("tags", "标签", "关键词")),
    Column("level", "text", ("level", "级别")),
    Column("capacity", "plain", ("capacity", "名额")),
    Column("registration", "plain", ("registration", "报名")),
    Column("slides", "plain", ("slides", "课件", "幻灯")),
    Column("recording", "plain", ("recording", "录像")),
    Column("live", "plain", ("live", "直播")),
    Column("questions", "plain", ("questions", "提问")),
    Column("aliases", "list", ("aliases", "旧编号")),
    Column("draft", "flag", ("draft", "草稿")),
    Column("sample", "flag", ("sample", "示例")),
    Column(
        "",
        "unread",
        (
            "note",
            "notes",
            "remarks",
            "no.",
            "rank",
            "phone",
            "email",
            "备注",
            "序号",
            "职称",
            "电话",
            "手机",
            "邮箱",
        ),
    ),
)

LANGUAGE_WORDS = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}
"""How a header may name a language instead of its code."""

BREAKS = (
    "茶歇", "休息", "午餐", "午休", "晚餐",
    "tea break", "coffee break", "break", "lunch", "lunch break", "dinner",
)  # fmt: skip
"""A row with such a title and nobody in it is a break."""

KINDS = {
    "开幕式": "ceremony", "闭幕式": "ceremony", "仪式": "ceremony", "主旨报告": "keynote",
    "工作坊": "workshop", "圆桌": "panel", "讨论": "panel", "圆桌讨论": "panel", "壁报": "poster",
    "报告": "talk", "茶歇": "break", "休息": "break", "用餐": "break", "联谊": "social",
    "报到": "registration", "讲座": "lecture", "培训": "training", "会议": "meeting", "其他": "other",
}  # fmt: skip
STATUSES = {
    "如期": "scheduled", "有调整": "moved", "改期": "moved", "延期": "postponed", "取消": "cancelled",
    "更换": "replaced",
}  # fmt: skip
LANGUAGES = {
    "中文": ("zh",), "汉语": ("zh",), "普通话": ("zh",), "chinese": ("zh",), "英文": ("en",), "英语": ("en",),
    "english": ("en",), "中英文": ("zh", "en"), "双语": ("zh", "en"),
}  # fmt: skip
YES = {"√": "true", "✓": "true", "y": "true", "×": "false", "n": "false"}


_SIMPLIFIED = str.maketrans(
    "專爲為儀會傳關內別單廳雙號圓場聲備學賓師開錄態報換舊時機標漢燈點狀電稱籤簡類級結編職聯討訓議講論評詞譯話語說課調誼郵鍾鐘鍵長閉問間項題額註",
    "专为为仪会传关内别单厅双号圆场声备学宾师开录态报换旧时机标汉灯点状电称签简类级结编职联讨训议讲论评词译话语说课调谊邮钟钟键长闭问间项题额注",
)  # fmt: skip
"""The characters of all these words as Traditional Chinese writes them."""


def plain(text: str) -> str:
    """A header or name as it is compared: no case, full-width or traditional forms, spaces, punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SIMPLIFIED)
    return "".join(filter(str.isalnum, folded))


@cache
def headers_of(languages: tuple[str, ...]) -> dict[str, Column]:
    """Every header as it is compared; those of texts also with a language: `title_en`, 英文题目."""
    found = {}
    for column in COLUMNS:
        for header in column.headers:
            found[plain(header)] = column
            if column.form in ("text", "texts"):
                for code in languages:
                    for word in (code, *LANGUAGE_WORDS.get(code.split("-")[0], ())):
                        named = column._replace(language=code)
                        found.setdefault(plain(header + word), named)
                        found.setdefault(plain(word + header), named)
    return found


def nearest(header: str, languages: tuple[str, ...]) -> str | None:
    """The header that is nearest to an unknown one, as authors write it."""
    shown = {plain(name): name for name in _shown(languages)}
    # Chinese headers have two characters, of which one is wrong.
    found = difflib.get_close_matches(
        plain(header), shown, n=1, cutoff=0.5 if len(plain(header)) < 4 else 0.7
    )
    return shown[found[0]] if found else None


def _shown(languages: Sequence[str]) -> Iterator[str]:
    for column in COLUMNS:
        for header in column.headers:
            yield header
            if column.form in ("text", "texts"):
                yield from (f"{header}_{code}" for code in languages)
