"""A small congress as real ones are: of the English of every kind of page and field a third is missing.

Deterministic: the same bytes on every machine. Every third English text is left out; of those every third is the
Chinese once more, as people leave it who fill in a form. Nothing is out of date.
"""

from __future__ import annotations

import datetime
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.bench.convert import to_yaml
from tests.untranslated.words import (
    ABSTRACTS,
    BIOS,
    NEWS,
    PAGES,
    PARAGRAPHS,
    PEOPLE,
    POSTS,
    RANKS,
    TITLES,
)  # fmt: skip

Row = dict[str, Any]
TODAY = datetime.date(2024, 6, 10)
"""The day tests build it for."""
DAYS = ("2024-08-23", "2024-08-24")
POLICIES = {
    "pages/travel/metro": "link", "pages/travel/parking": "omit",
    "news/invitation": "fallback", "news/meal-coupons": "omit",
}  # fmt: skip
"""What some pages say of themselves; all others follow the defaults."""


class Gaps:
    """Gives texts in both languages, and leaves gaps; counts what it gave."""

    def __init__(self) -> None:
        self.texts = self.missing = 0

    def text(self, zh: str, en: str) -> Row:
        """A text of YAML: in both languages, in Chinese alone, or the Chinese twice."""
        self.texts += 1
        if self.texts % 3:
            return {"zh": zh, "en": en}
        self.missing += 1
        return {"zh": zh} if self.missing % 3 else {"zh": zh, "en": zh}

    def files(self, name: str, zh: str, en: str) -> Iterator[tuple[str, str]]:
        """The Markdown files of a page, on the same terms."""
        self.texts += 1
        yield f"{name}.zh.md", zh
        if self.texts % 3:
            yield f"{name}.en.md", en
            return
        self.missing += 1
        if self.missing % 3 == 0:
            yield (
                f"{name}.en.md",
                zh.partition("---\n")[0] + en.partition("\n---\n")[0] + zh[zh.index("\n---\n") :],
            )


def write_untranslated(folder: Path) -> None:
    """Write the content of the congress into a folder, which is made if it is not there."""
    for path, data in make_files().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data if isinstance(data, bytes) else data.encode())


def make_files() -> Mapping[str, str | bytes]:
    """Every file by its path in content/."""
    gaps = Gaps()
    return {
        "site.yaml": to_yaml(_site(gaps)),
        "contact.yaml": to_yaml(_contact(gaps)),
        "venues.yaml": to_yaml(_venues(gaps)),
        "organisations.yaml": to_yaml(_organisations(gaps)),
        "people.yaml": to_yaml(dict(_people(gaps))),
        "committees.yaml": to_yaml(_committees(gaps)),
        "programme.yaml": to_yaml(_programme(gaps)),
        "series.yaml": to_yaml(_series(gaps)),
        "dates.yaml": to_yaml(_dates(gaps)),
        "media/guide.pdf": b"%PDF-1.4\n",
        "media/hall.png": make_picture(),
        **dict(_pages(Gaps())),
        **dict(_news(Gaps())),
    }


def make_picture() -> bytes:
    """A plain picture of 600 × 400 points, as PNG."""
    rows = b"".join(b"\0" + bytes((11, 85, 104)) * 600 for _ in range(400))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 600, 400, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""),
    )  # fmt: skip
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _site(gaps: Gaps) -> Row:
    return {
        "languages": {
            "zh": {"tag": "zh-Hans", "name": "中文", "locale": "zh_Hans_CN"},
            "en": {"tag": "en", "name": "English", "locale": "en_GB"},
        },
        "source_language": "zh",
        "base_url": "https://example.org/gaps/",
        "event": {
            "name": {"zh": "缺译示例大会", "en": "Congress of Gaps"},
            "short_name": "GAPS 2024",
            "theme": gaps.text("规范 · 创新 · 同行", "Standards and progress, together"),
            "edition": gaps.text("与年度质控会同期举行", "Together with the annual meeting on quality"),
            "summary": gaps.text("两天、三个会场、十二个报告。", "Two days, three rooms, twelve talks."),
            "start": DAYS[0],
            "end": DAYS[-1],
            "timezone": "Asia/Shanghai",
            "city": gaps.text("苏州", "Suzhou"),
            "venue": "centre",
            "hosts": ["example-hospital"],
            "figures": [
                {"value": "12", "label": gaps.text("个报告", "talks")},
                {"value": "3", "label": gaps.text("个会场", "rooms")},
                {"value": "300+", "label": gaps.text("位代表", "participants")},
            ],
            "registration": {
                "url": "https://example.org/register", "opens": "2024-03-01", "closes": "2024-08-10", "currency": "CNY",
                "fees": [
                    {"category": gaps.text("正式代表", "Participants"), "early": "800", "regular": "1000"},
                    {"category": gaps.text("在读学生", "Students"), "early": "300", "regular": "400"},
                ],
                "refund": gaps.text("八月一日前可全额退款。", "Paid back in full until 1 August."),
                "hotels": "travel/hotels",
            },
            "report": "opening-report",
        },
        "notice": {"text": gaps.text("注册优惠期至七月三十一日。", "Early fees until 31 July."), "link": "travel/metro"},
        "menu": [
            {"page": "programme"},
            {"page": "people"},
            {"page": "news"},
            {"page": "registration"},
            {"label": gaps.text("参会", "Taking part"), "menu": [
                {"page": "travel"}, {"page": "travel/hotels"}, {"page": "travel/metro"}, {"page": "travel/parking"},
            ]},
            {"page": "about"},
        ],
        "footer": {"icp": "苏ICP备00000000号", "credit": gaps.text("示例设计室", "Example Studio"), "sample": True},
    }  # fmt: skip


def _contact(gaps: Gaps) -> Row:
    return {
        "panels": [
            {
                "title": gaps.text("会务组", "Secretariat"),
                "lines": [
                    {
                        "kind": "phone",
                        "label": gaps.text("注册咨询", "Registration"),
                        "value": "0512-5550 0100",
                    },
                    {"kind": "email", "value": "office@example.org"},
                    {"kind": "address", "value": gaps.text("苏州市示例路一号", "1 Example Road, Suzhou")},
                    {"kind": "hours", "value": gaps.text("工作日九时至十七时", "Weekdays, 9:00 to 17:00")},
                ],
            }
        ]
    }


def _venues(gaps: Gaps) -> Row:
    rooms = (
        ("main", "主会场", "Main Hall"),
        ("two", "二号厅", "Hall Two"),
        ("three", "三号厅", "Hall Three"),
    )
    return {
        "centre": {
            "name": gaps.text("示例会议中心", "Example Centre"),
            "address": gaps.text("苏州市湖滨路八号", "8 Lakeside Road, Suzhou"),
            "city": gaps.text("苏州", "Suzhou"),
            "transport": gaps.text("地铁一号线湖滨站二号口，步行五分钟。", "Underground line 1, Lakeside, exit 2; five minutes on foot."),
            "rooms": {id_: {"name": gaps.text(zh, en), "floor": n} for n, (id_, zh, en) in enumerate(rooms, 1)},
        }
    }  # fmt: skip


def _organisations(gaps: Gaps) -> Row:
    return {
        "example-hospital": {"name": {"zh": "示例医院", "en": "Example Hospital"}, "intro": gaps.text("一家综合医院。", "A general hospital.")},
        "lake-hospital": {"name": gaps.text("湖滨医院", "Lakeside Hospital")},
        "society": {"name": gaps.text("示例医学会", "Example Society of Medicine")},
        "maker": {"name": gaps.text("示例器械公司", "Example Instruments")},
        "groups": [
            {"title": gaps.text("主办单位", "Hosts"), "members": ["example-hospital", "lake-hospital"]},
            {"title": gaps.text("协办单位", "Co-organisers"), "members": ["society"]},
            {"title": gaps.text("赞助单位", "Sponsors"), "level": "gold", "members": ["maker"]},
        ],
    }  # fmt: skip


def _people(gaps: Gaps) -> Iterator[tuple[str, Row]]:
    for n, (id_, zh, en) in enumerate(PEOPLE):
        person: Row = {
            "name": gaps.text(zh, en),
            "rank": gaps.text(*RANKS[n % 3]),
            "positions": [
                {
                    "post": gaps.text(*POSTS[n % 4]),
                    "organisation": ("example-hospital", "lake-hospital")[n % 2],
                }
            ],
        }
        if n % 2:
            person["bio"] = gaps.text(*BIOS[n // 2 % 3])
        yield id_, person
    guest = {
        "name": {"en": "Anna Keller"},
        "affiliation": {"en": "Example University"},
        "bio": {"en": "She works on imaging of the brain."},
    }
    yield "keller-anna", guest  # fmt: skip
    yield (
        "he-mu",
        {
            "name": {"zh": "何暮"},
            "rank": {"zh": "主治医师"},
            "bio": {"zh": "青年医师代表，负责大会的志愿者工作。"},
        },
    )


def _committees(gaps: Gaps) -> list[Row]:
    members = [
        {"person": id_, "role": gaps.text("主席" if n == 0 else "委员", "Chair" if n == 0 else "Member")}
        for n, (id_, _, _) in enumerate(PEOPLE[:4])
    ]
    return [
        {"id": "organising", "title": gaps.text("组织委员会", "Organising committee"), "members": members}
    ]


def _programme(gaps: Gaps) -> Row:
    people = [id_ for id_, _, _ in PEOPLE]

    def talks(first: int, count: int) -> list[Row]:
        rows = []
        for n in range(first, first + count):
            row: Row = {
                "id": f"talk-{n + 1}",
                "title": gaps.text(*TITLES[n]),
                "duration": 30,
                "speakers": [people[n]],
            }
            if n % 2 == 0:
                row["abstract"] = gaps.text(*ABSTRACTS[n // 2 % 2])
            rows.append(row)
        return rows

    def block(id_: str, title: tuple[str, str], day: int, time: str, room: str, **more: Any) -> Row:
        return {"id": id_, "title": gaps.text(*title), "date": DAYS[day], "time": time, "room": room, **more}

    return {
        "days": [{"date": DAYS[0], "name": gaps.text("主论坛", "Main forum")}, {"date": DAYS[1], "name": gaps.text("专题论坛", "Forums by subject")}],
        "tracks": {
            "vascular": {"name": gaps.text("脑血管", "Vascular"), "code": "A", "color": "teal"},
            "tumour": {"name": gaps.text("肿瘤与颅底", "Tumour and skull base"), "code": "B", "color": "red"},
            "function": {"name": gaps.text("功能神经外科", "Functional neurosurgery"), "code": "C", "color": "blue",
                         "description": gaps.text("帕金森病、癫痫与疼痛的外科治疗。", "Surgery for Parkinson’s disease, epilepsy and pain.")},
        },
        "sessions": [
            block("opening", ("开幕式", "Opening"), 0, "08:30–09:00", "main", kind="ceremony", speakers=[people[0]]),
            block("vascular-forum", ("脑血管病论坛", "Forum on vascular disease"), 0, "09:00–11:00", "main", kind="forum",
                  track="vascular", chairs=[people[1], people[2]], talks=talks(0, 4)),
            block("coffee", ("茶歇", "Coffee"), 0, "11:00–11:20", "main", kind="break"),
            block("guest-lecture", ("特邀报告", "Guest lecture"), 0, "11:20–12:00", "main", kind="keynote", speakers=["keller-anna"], language="en"),
            block("tumour-forum", ("肿瘤与颅底论坛", "Forum on tumours"), 1, "09:00–11:00", "main", kind="forum",
                  track="tumour", chairs=[people[3]], talks=talks(4, 4)),
            block("function-forum", ("功能神经外科论坛", "Forum on function"), 1, "09:00–11:00", "two", kind="forum",
                  track="function", chairs=[people[11]], talks=talks(8, 4)),
            {"id": "closing", "kind": "ceremony", "title": {"zh": "闭幕式"}, "abstract": {"zh": "颁奖、致辞与下届大会交接。"},
             "date": DAYS[1], "time": "11:20–12:00", "room": "main", "speakers": ["he-mu"]},
            {"id": "night-film", "kind": "social", "title": {"en": "Film night"}, "date": DAYS[1], "time": "20:00–21:30", "room": "three"},
        ],
    }  # fmt: skip


def _series(gaps: Gaps) -> Row:
    return {
        "thursday-lecture": {
            "title": gaps.text("周四讲座", "Thursday lectures"),
            "description": gaps.text("每周四午间一小时，线上线下同步。", "An hour at noon every Thursday, in the room and on line."),
            "rule": {"every": "thursday", "start": "12:30", "duration": 60, "from": "2024-06-06", "until": "2024-06-27"},
            "room": "two",
            "sessions": [{"id": "lecture-june", "date": "2024-06-13", "title": gaps.text("六月讲座", "The lecture in June"), "speakers": [PEOPLE[5][0]]}],
        }
    }  # fmt: skip


def _dates(gaps: Gaps) -> list[Row]:
    rows = (
        ("early-bird", "2024-07-31", "注册优惠期截止", "Early fees end", "registration"),
        ("hotels", "2024-08-05", "酒店预订截止", "Last day for hotels", "travel/parking"),
        ("abstracts", "2024-05-31", "投稿截止", "Abstracts close", "abstract-deadline"),
    )
    return [
        {"id": id_, "date": date, "label": gaps.text(zh, en), "page": page}
        for id_, date, zh, en, page in rows
    ]


def _pages(gaps: Gaps) -> Iterator[tuple[str, str]]:
    for n, (name, zh, en) in enumerate(PAGES):
        policy = f"untranslated: {POLICIES[f'pages/{name}']}\n" if f"pages/{name}" in POLICIES else ""
        shared = f"order: {n}\n{policy}"
        if name == "registration":
            shared += "attachments: [{file: media/guide.pdf, label: {zh: 参会指南, en: Guide}}]\n"
        up = "../" * name.count("/")
        links = [f"{up}{page}.md" for page, _, _ in (PAGES[(n + 1) % 12], PAGES[(n + 4) % 12])]
        news = f"{up}../news/{NEWS[n % 9][0]}.md"
        body = {
            code: (
                f"{PARAGRAPHS[n % 3][at]}\n\n{heading}\n\n{PARAGRAPHS[(n + 1) % 3][at]}\n\n"
                f"- [{first}]({links[0]})\n- [{second}]({links[1]})\n- [{third}]({news})\n"
            )
            for at, (code, heading, first, second, third) in enumerate(
                (("zh", "## 详情", "下一页", "相关页面", "新闻"), ("en", "## Details", "Next", "See also", "News"))
            )
        }  # fmt: skip
        yield from gaps.files(
            f"pages/{name}",
            f"---\ntitle: {zh}\n{shared}---\n{body['zh']}",
            f"---\ntitle: {en}\n---\n{body['en']}",
        )


def _news(gaps: Gaps) -> Iterator[tuple[str, str]]:
    for n, (slug, zh, en, date) in enumerate(NEWS):
        policy = f"untranslated: {POLICIES[f'news/{slug}']}\n" if f"news/{slug}" in POLICIES else ""
        shared = f"date: {date}\n{policy}people: [{PEOPLE[n][0]}]\nsessions: [talk-{n + 1}]\n"
        if n % 3 == 0:
            shared += (
                "cover: {src: media/hall.png, alt: {zh: 主会场外景}}\n"
                "gallery: [{src: media/hall.png, caption: {zh: 会场}}, {src: media/hall.png, alt: {zh: 大门, en: Gate}}]\n"
            )
        body_zh = f"{PARAGRAPHS[n % 3][0]}\n\n见[关于大会](../pages/about/index.md)。\n"
        body_en = f"{PARAGRAPHS[n % 3][1]}\n\nSee [about the congress](../pages/about/index.md).\n"
        yield from gaps.files(
            f"news/{slug}",
            f"---\ntitle: {zh}\nsummary: {PARAGRAPHS[n % 3][0]}\n{shared}---\n{body_zh}",
            f"---\ntitle: {en}\nsummary: {PARAGRAPHS[n % 3][1]}\n---\n{body_en}",
        )
