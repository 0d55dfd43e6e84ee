"""JSON-LD: exactly what a page says, for each kind of page and each status."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from sitegen.build.run import default_templates
from sitegen.memo import Memo
from sitegen.outputs.pages import plan_pages
from sitegen.plan import make_plan
from sitegen.problems import Problems
from sitegen.render.content import Content
from sitegen.render.pictures import Pictures
from sitegen.render.structured import Structured, quote
from sitegen.render.urls import Addresses
from sitegen.render.words import load_words

BASE = "https://example.org/2023/"
FILES = {
    "venues.yaml": """\
hall:
  name: {zh: 会堂, en: Hall}
  city: {zh: 北京, en: Beijing}
  address: {zh: 会堂路1号, en: 1 Huitang Road}
  country: CN
  map: {osm: https://map.example.org/}
  rooms:
    a: {name: {zh: A厅, en: Room A}}
    b: {name: {zh: B厅, en: Room B}}
""",
    "organisations.yaml": """\
hospital: {name: {zh: 示例医院, en: Example Hospital}, url: https://hospital.example.org/}
groups:
  - {title: {zh: 主办, en: Hosts}, members: [hospital]}
""",
    "people.yaml": """\
li-si:
  name: {zh: 李四, en: LI Si}
  rank: {zh: 主任医师, en: Chief physician}
  positions: [{post: {zh: 主任, en: Director}, organisation: hospital}]
  email: li@example.org
  phone: "010 1234"
  public: [email]
wang-wu:
  name: {zh: 王五}
""",
    "programme.yaml": """\
sessions:
  - id: forum
    title: {zh: 论坛, en: Forum}
    date: 2023-08-25
    time: 09:00–10:00
    room: a
    chairs: [li-si]
    language: [zh, en]
    talks:
      - {id: one, title: {zh: 第一讲, en: First talk}, duration: 30, speakers: [wang-wu, li-si]}
      - {id: pause, kind: break, title: {zh: 茶歇, en: Tea}, duration: 30}
  - {id: night, title: {zh: 夜谈, en: Night talk}, date: 2023-08-25, start: 23:30, end: 00:30 +1, room: b, live: https://live.example.org/}
  - {id: moved, title: {zh: 改期, en: Moved}, date: 2023-08-26, time: 09:00–10:00, room: a, status: moved, moved_from: {date: 2023-08-25, start: 00:15 +1, room: b}}
  - {id: other-room, title: {zh: 换厅, en: Other room}, date: 2023-08-26, time: 10:00–11:00, room: a, status: moved, moved_from: {room: b}}
  - {id: off, title: {zh: 取消, en: Off}, date: 2023-08-26, time: 11:00–12:00, room: a, status: cancelled}
  - {id: later, title: {zh: 延期, en: Later}, date: 2023-08-26, time: 12:00–13:00, room: a, status: postponed}
  - {id: instead, title: {zh: 更换, en: Replaced}, date: 2023-08-26, time: 13:00–14:00, room: a, status: replaced, replaced_by: off}
  - {id: course, kind: course, language: ja, title: {zh: 培训班, en: Course}, date: 2023-08-26, rooms: all, venue: hall}
  - {id: someday, title: {zh: 时间待定, en: Some day}}
""",
    "series.yaml": """\
thursday:
  title: {zh: 周四讲座, en: Thursday lecture}
  rule: {every: thursday, start: 12:30, duration: 60, from: 2023-02-16, until: 2023-03-16}
  except: [2023-03-16]
  extra: [{date: 2023-03-01, start: 18:00, instead_of: 2023-03-02}]
  room: a
  language: zh
  sessions:
    - {id: known, date: 2023-02-23, start: 12:30, duration: 60, title: {zh: 已知, en: Known}, speakers: [wang-wu]}
training:
  title: {zh: 巡讲, en: Tour}
  organisers: {zh: 学会, en: Society}
  sessions:
    - id: wuhan
      kind: training
      date: 2023-07-15
      time: 09:00–11:00
      city: {zh: 武汉, en: Wuhan}
      place: {zh: 报告厅, en: Lecture theatre}
      hosts: {zh: 武汉医院, en: Wuhan Hospital}
      title: {zh: 武汉站, en: Wuhan stop}
""",
    "news/hello.zh.md": "---\ntitle: 你好\nsubtitle: 副题\ndate: 2023-08-01\nauthor: 李四\npeople: [li-si]\ntags: [会议]\n---\n欢迎。\n",
    "news/hello.en.md": "---\ntitle: Hello\n---\nWelcome.\n",
    "news/only.zh.md": "---\ntitle: 只有中文\ndate: 2023-08-02\nuntranslated: fallback\nauthor: 宣传组\n---\n正文。\n",
}
PLACE_A = {
    "@type": "Place",
    "name": "Room A, Hall",
    "address": {
        "@type": "PostalAddress",
        "streetAddress": "1 Huitang Road",
        "addressLocality": "Beijing",
        "addressCountry": "CN",
    },
}
HALL = {**PLACE_A, "name": "Hall"}
HOST = {"@type": "Organization", "name": "Example Hospital", "url": "https://hospital.example.org/"}
OFFLINE = "https://schema.org/OfflineEventAttendanceMode"
LI = {"@type": "Person", "name": "LI Si", "url": f"{BASE}en/people/li-si/index.html"}
WANG = {"@type": "Person", "name": "王五", "url": f"{BASE}en/people/wang-wu/index.html"}
CONGRESS = {"@id": f"{BASE}en/index.html#event"}


def item(id_: str, name: str, other: str, start: str, end: str, status: str, **more: Any) -> dict[str, Any]:
    """An item of the congress in room A, as every test expects it but for what it is about."""
    return {
        "@type": "Event",
        "name": name,
        "alternateName": other,
        "description": "A sentence",
        "startDate": f"{start}+08:00",
        "endDate": f"{end}+08:00",
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": OFFLINE,
        "location": PLACE_A,
        "organizer": HOST,
        "superEvent": CONGRESS,
        "url": f"{BASE}en/programme/{id_}/index.html",
        "@id": f"{BASE}en/programme/{id_}/index.html#event",
        **more,
    }


@pytest.fixture
def data_of(load: Callable[..., Any], site_yaml: str) -> Callable[..., list[dict[str, Any]]]:
    """`data_of(key)`: the things on the English page with this key, without its breadcrumbs."""

    def run(
        key: str, site: str = f"{site_yaml}  hosts: [hospital]\n  venue: hall\n", code: str = "en"
    ) -> Any:
        project = load({**FILES, "site.yaml": site}).project
        problems = Problems()
        source = project.source
        files = [default_templates() / "words.yaml"]
        words = load_words(files, list(source.languages), problems, source.event.zone, source.event.start)
        plan = make_plan(project, plan_pages(project, words), problems)
        addresses = Addresses(plan.addresses, plan.languages_of, source.settings.base_url)
        memo = Memo(None)
        pictures = Pictures(problems, memo.blobs("pictures", ""))
        content = Content(project.media, "", pictures, memo.blobs("markdown", ""), problems)
        page = next(page for page in plan.pages if page.key == key and page.language.code == code)
        html = Structured(project.sites[code], addresses, words[code], content).structured(page, "A sentence")
        return things(html)

    return run


def things(html: str) -> list[dict[str, Any]]:
    if not html:
        return []
    start, end = '<script type="application/ld+json">', "</script>"
    assert html.startswith(start)
    assert html.endswith(end)
    data = json.loads(html[len(start) : -len(end)])
    assert data.pop("@context") == "https://schema.org"
    found: list[dict[str, Any]] = data.get("@graph", [data])
    return found


def first(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    assert found[-1]["@type"] == "BreadcrumbList"
    return found[:-1]


def shown_on(found: list[dict[str, Any]], page: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """What a page that has the language says it shows."""
    (whole,) = first(found)
    shown = whole.pop(name)
    assert whole == page
    return shown if isinstance(shown, list) else [shown]


def test_the_congress(data_of: Callable[..., Any], site_yaml: str) -> None:
    registration = """\
  hosts: [hospital]
  venue: hall
  short_name: EX 23
  registration:
    url: https://register.example.org/
    opens: 2023-05-01
    fees: [{category: {zh: 医师, en: Doctors}, early: 900, regular: 1200}]
"""
    assert data_of("page:home", site_yaml + registration) == [
        {
            "@type": "Event",
            "name": "Example Congress",
            "startDate": "2023-08-25",
            "endDate": "2023-08-27",
            "eventStatus": "https://schema.org/EventScheduled",
            "eventAttendanceMode": OFFLINE,
            "location": HALL,
            "organizer": HOST,
            "url": f"{BASE}en/index.html",
            "@id": f"{BASE}en/index.html#event",
            "alternateName": ["示例大会", "EX 23"],
            "description": "A sentence",
            "offers": {
                "@type": "AggregateOffer",
                "lowPrice": "900",
                "highPrice": "1200",
                "priceCurrency": "CNY",
                "url": "https://register.example.org/",
                "validFrom": "2023-05-01",
            },
            "subEvent": [
                {"@id": f"{BASE}en/programme/forum/index.html#event"},
                {"@id": f"{BASE}en/programme/course/index.html#event"},
            ],
            "inLanguage": ["zh-Hans", "en"],
        }
    ]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("postponed", ("EventPostponed", "OfflineEventAttendanceMode", HALL)),
        ("cancelled", ("EventCancelled", "OfflineEventAttendanceMode", HALL)),
        (
            "online",
            (
                "EventMovedOnline",
                "OnlineEventAttendanceMode",
                {"@type": "VirtualLocation", "url": f"{BASE}en/index.html"},
            ),
        ),
    ],
)
def test_a_congress_that_is_off_or_online(
    data_of: Callable[..., Any], site_yaml: str, status: str, expected: tuple[str, str, Any]
) -> None:
    site = f"{site_yaml}  hosts: [hospital]\n  venue: hall\n  status: {status}\n"
    (event,) = data_of("page:home", site)
    prefix = "https://schema.org/"
    assert (event["eventStatus"], event["eventAttendanceMode"], event["location"]) == (
        prefix + expected[0],
        prefix + expected[1],
        expected[2],
    )
    (talk,) = first(data_of("session:one", site))
    assert talk["eventStatus"] == prefix + (expected[0] if status != "online" else "EventScheduled")
    assert talk["eventAttendanceMode"] == prefix + expected[1]


def test_a_talk_in_a_forum(data_of: Callable[..., Any]) -> None:
    forum = {"@id": f"{BASE}en/programme/forum/index.html#event"}
    found = data_of("session:one")
    assert found == [
        item(
            "one",
            "First talk",
            "第一讲",
            "2023-08-25T09:00",
            "2023-08-25T09:30",
            "EventScheduled",
            performer=[WANG, LI],
            superEvent=forum,
            inLanguage=["zh", "en"],
        ),
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "Home", "item": f"{BASE}en/index.html"},
                {
                    "@type": "ListItem",
                    "position": 2,
                    "name": "Programme",
                    "item": f"{BASE}en/programme/index.html",
                },
                {
                    "@type": "ListItem",
                    "position": 3,
                    "name": "Forum",
                    "item": f"{BASE}en/programme/forum/index.html",
                },
                {"@type": "ListItem", "position": 4, "name": "First talk"},
            ],
        },
    ]


def test_a_forum_with_its_chair_and_talks(data_of: Callable[..., Any]) -> None:
    assert first(data_of("session:forum")) == [
        item(
            "forum",
            "Forum",
            "论坛",
            "2023-08-25T09:00",
            "2023-08-25T10:00",
            "EventScheduled",
            contributor=[LI],
            subEvent=[{"@id": f"{BASE}en/programme/one/index.html#event"}],
            inLanguage=["zh", "en"],
        )
    ]


def test_past_midnight_and_shown_live(data_of: Callable[..., Any]) -> None:
    (event,) = first(data_of("session:night"))
    assert (event["startDate"], event["endDate"]) == ("2023-08-25T23:30+08:00", "2023-08-26T00:30+08:00")
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert event["location"] == [
        {**PLACE_A, "name": "Room B, Hall"},
        {"@type": "VirtualLocation", "url": "https://live.example.org/"},
    ]


@pytest.mark.parametrize(
    ("id_", "name", "other", "hour", "status", "more"),
    [
        ("moved", "Moved", "改期", 9, "EventRescheduled", {"previousStartDate": "2023-08-26T00:15+08:00"}),
        ("other-room", "Other room", "换厅", 10, "EventScheduled", {}),
        ("off", "Off", "取消", 11, "EventCancelled", {}),
        ("later", "Later", "延期", 12, "EventPostponed", {}),
        ("instead", "Replaced", "更换", 13, "EventCancelled", {}),
    ],
)
def test_each_status(
    data_of: Callable[..., Any], id_: str, name: str, other: str, hour: int, status: str, more: dict[str, str]
) -> None:
    start, end = f"2023-08-26T{hour:02}:00", f"2023-08-26T{hour + 1:02}:00"
    assert first(data_of(f"session:{id_}")) == [item(id_, name, other, start, end, status, **more)]


def test_a_course_without_a_time(data_of: Callable[..., Any]) -> None:
    event, course = first(data_of("session:course"))
    assert (event["@type"], event["startDate"], "endDate" in event, event["location"]["name"]) == (
        ["EducationEvent", "CourseInstance"],
        "2023-08-26",
        False,
        "Room A, Room B, Hall",
    )
    assert course == {
        "@type": "Course",
        "name": "Course",
        "alternateName": "培训班",
        "description": "A sentence",
        "provider": HOST,
        "inLanguage": "ja",
        "url": f"{BASE}en/programme/course/index.html",
        "hasCourseInstance": {"@id": event["@id"]},
    }


@pytest.mark.parametrize("key", ["session:someday", "session:pause", "page:people", "page:programme"])
def test_what_is_no_event_has_breadcrumbs_only(data_of: Callable[..., Any], key: str) -> None:
    assert first(data_of(key)) == []


def test_a_stop_in_another_city(data_of: Callable[..., Any]) -> None:
    event, course = first(data_of("session:wuhan"))
    assert event["location"] == {
        "@type": "Place",
        "name": "Lecture theatre",
        "address": {"@type": "PostalAddress", "addressLocality": "Wuhan"},
    }
    assert event["organizer"] == course["provider"] == {"@type": "Organization", "name": "Wuhan Hospital"}
    assert event["superEvent"] == {"@id": f"{BASE}en/series/training/index.html#event"}


def test_a_series_with_its_rule(data_of: Callable[..., Any]) -> None:
    assert first(data_of("series:thursday")) == [
        {
            "@type": "EventSeries",
            "name": "Thursday lecture",
            "alternateName": "周四讲座",
            "description": "A sentence",
            "startDate": "2023-02-16",
            "endDate": "2023-03-09",
            "location": PLACE_A,
            "eventSchedule": {
                "@type": "Schedule",
                "repeatFrequency": "P1W",
                "byDay": "https://schema.org/Thursday",
                "startTime": "12:30:00",
                "duration": "PT60M",
                "startDate": "2023-02-16",
                "endDate": "2023-03-16",
                "exceptDate": ["2023-03-02", "2023-03-16"],
                "scheduleTimezone": "Asia/Shanghai",
            },
            "subEvent": [
                {"@id": f"{BASE}en/programme/known/index.html#event"},
                {
                    "@type": "Event",
                    "name": "Thursday lecture",
                    "startDate": "2023-03-01T18:00+08:00",
                    "location": PLACE_A,
                },
            ],
            "inLanguage": "zh",
            "url": f"{BASE}en/series/thursday/index.html",
            "@id": f"{BASE}en/series/thursday/index.html#event",
        }
    ]


def test_a_training_is_a_course_too(data_of: Callable[..., Any]) -> None:
    series, course = first(data_of("series:training"))
    stop = {"@id": f"{BASE}en/programme/wuhan/index.html#event"}
    assert (series["@type"], series["subEvent"], course["hasCourseInstance"]) == ("EventSeries", [stop], stop)
    assert series["organizer"] == course["provider"] == {"@type": "Organization", "name": "Society"}


def test_a_day_in_brief(data_of: Callable[..., Any]) -> None:
    (event,) = first(data_of("day:2023-08-26"))
    assert (event["@id"], event["location"]) == (CONGRESS["@id"], HALL)
    assert event["subEvent"][:2] == [
        {
            "@type": "Event",
            "name": "Moved",
            "alternateName": "改期",
            "startDate": "2023-08-26T09:00+08:00",
            "location": "Room A",
            "eventStatus": "https://schema.org/EventRescheduled",
            "url": f"{BASE}en/programme/moved/index.html",
        },
        {
            "@type": "Event",
            "name": "Other room",
            "alternateName": "换厅",
            "startDate": "2023-08-26T10:00+08:00",
            "location": "Room A",
            "url": f"{BASE}en/programme/other-room/index.html",
        },
    ]
    assert first(data_of("day:2023-08-27")) == []


def test_a_person(data_of: Callable[..., Any]) -> None:
    page = {"@type": "ProfilePage", "inLanguage": "en", "url": f"{BASE}en/people/li-si/index.html"}
    assert shown_on(data_of("person:li-si"), page, "mainEntity") == [
        {
            "@type": "Person",
            "name": "LI Si",
            "familyName": "LI",
            "givenName": "Si",
            "alternateName": "李四",
            "jobTitle": ["Chief physician", "Director"],
            "affiliation": HOST,
            "email": "li@example.org",
            "url": f"{BASE}en/people/li-si/index.html",
            "performerIn": [{"@id": f"{BASE}en/programme/one/index.html#event"}],
        }
    ]


def test_articles(data_of: Callable[..., Any]) -> None:
    assert first(data_of("article:hello", code="zh")) == [
        {
            "@type": "NewsArticle",
            "headline": "你好",
            "alternateName": "Hello",
            "alternativeHeadline": "副题",
            "description": "A sentence",
            "datePublished": "2023-08-01",
            "author": {"@type": "Person", "name": "李四", "url": f"{BASE}zh/people/li-si/index.html"},
            "keywords": ["会议"],
            "inLanguage": "zh-Hans",
            "url": f"{BASE}zh/news/hello/index.html",
        }
    ]
    (other,) = first(data_of("article:only", code="zh"))
    assert ("author" in other, other["creditText"]) == (False, "宣传组")
    assert data_of("article:only") == []  # stands in: its own address says it


def test_venues_and_organisations(data_of: Callable[..., Any]) -> None:
    page = {"@type": "WebPage", "inLanguage": "en", "url": f"{BASE}en/venue/index.html"}
    assert shown_on(data_of("page:venue"), page, "about") == [
        HALL
        | {
            "alternateName": "会堂",
            "hasMap": "https://map.example.org/",
            "url": f"{BASE}en/venue/index.html#hall",
        }
    ]
    page |= {"url": f"{BASE}en/organisers/index.html"}
    assert shown_on(data_of("page:organisers"), page, "about") == [HOST | {"alternateName": "示例医院"}]


def test_without_base_url_nothing_is_absolute(data_of: Callable[..., Any], site_yaml: str) -> None:
    site = site_yaml.replace(f"base_url: {BASE}\n", "") + "  hosts: [hospital]\n  venue: hall\n"
    (talk,) = data_of("session:one", site)
    assert talk["superEvent"] == {
        "@type": "Event",
        "name": "Forum",
        "startDate": "2023-08-25T09:00+08:00",
        "location": PLACE_A,
    }
    assert talk["performer"] == [
        {"@type": "Person", "name": "王五"},
        {"@type": "Person", "name": "LI Si"},
    ]
    (forum,) = data_of("session:forum", site)
    assert forum["superEvent"] == {
        "@type": "Event",
        "name": "Example Congress",
        "startDate": "2023-08-25",
        "location": HALL,
    }
    event, course = data_of("session:course", site)
    assert event["@id"] == course["hasCourseInstance"]["@id"] == "#event"
    (stop, _) = data_of("session:wuhan", site)
    assert stop["superEvent"]["@type"] == "EventSeries"
    for key in (
        "page:home",
        "session:night",
        "series:thursday",
        "series:training",
        "person:li-si",
        "page:venue",
    ):
        assert "example.org/2023" not in json.dumps(data_of(key, site))


def test_nothing_can_end_the_script() -> None:
    nasty = "</script><!-- & \u2028 \u2029 -->"
    quoted = quote(json.dumps(nasty, ensure_ascii=False))
    assert not set("<>&\u2028\u2029") & set(quoted)
    assert json.loads(quoted) == nasty


@pytest.mark.parametrize("code", ["zh", "en"])
def test_b44_everything_says_its_language_and_its_name_in_the_other(
    data_of: Callable[..., Any], code: str
) -> None:
    tag = {"zh": "zh-Hans", "en": "en"}[code]
    expected = {
        "page:home": (["zh-Hans", "en"], "示例大会", "Example Congress"),
        "day:2023-08-26": (["zh-Hans", "en"], "示例大会", "Example Congress"),
        "session:forum": (["zh", "en"], "论坛", "Forum"),  # what is spoken there
        "session:course": ("ja", "培训班", "Course"),
        "series:thursday": ("zh", "周四讲座", "Thursday lecture"),
        "person:li-si": (tag, "李四", "LI Si"),
        "article:hello": (tag, "你好", "Hello"),
        "page:venue": (tag, "会堂", "Hall"),
        "page:organisers": (tag, "示例医院", "Example Hospital"),
    }
    for key, (language, zh, en) in expected.items():
        for found in first(data_of(key, code=code)) if key != "page:home" else data_of(key, code=code):
            (thing,) = found.get("about") or [found.get("mainEntity", found)]
            own, other = (zh, en) if code == "zh" else (en, zh)
            assert (found["inLanguage"], thing.get("name") or thing["headline"]) == (language, own), key
            assert thing["alternateName"] == other, key


def test_names_are_the_language_of_the_page(data_of: Callable[..., Any]) -> None:
    (talk,) = first(data_of("session:one", code="zh"))
    assert (talk["name"], talk["alternateName"], talk["location"]["name"]) == (
        "第一讲",
        "First talk",
        "A厅、会堂",
    )
