"""The torture site: 175 talks in eight rooms on three days, 120 people, and pages with more in them than fits.

Deterministic: the same bytes on every machine. Everything is invented. What clashes in it clashes on purpose
(`days.CLASHES`); all else is a warning for missing translations.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.bench.convert import to_yaml
from tests.torture import around
from tests.torture.days import DAYS, Row, Talks, busiest_day, first_day, last_day
from tests.torture.words import COLOURS, FAMILIES, FOREIGN, GIVEN, HOSPITALS, TRACKS

TODAY = datetime.date(2031, 8, 1)
"""The day tests build it for."""
PEOPLE = 120
TRAVEL = 25
"""Minutes from one venue to the other."""


def write_torture(folder: Path) -> None:
    """Write the content of the congress into a folder, which is made if it is not there."""
    for path, data in make_files().items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode() if isinstance(data, str) else data)


def make_files() -> Mapping[str, str | bytes]:
    """Every file by its path in content/."""
    talks = Talks()
    programme = {
        DAYS[0]: list(first_day(talks)),
        DAYS[1]: list(busiest_day(talks)),
        DAYS[2]: list(last_day(talks)),
    }
    return {
        "site.yaml": to_yaml(_site()),
        "venues.yaml": to_yaml(_venues()),
        "people.yaml": to_yaml(dict(_people())),
        "programme/tracks.yaml": to_yaml({"tracks": dict(_tracks())}),
        "organisations.yaml": to_yaml(around.organisations()),
        "committees.yaml": to_yaml(around.committees()),
        "contact.yaml": to_yaml(around.contact()),
        "dates.yaml": to_yaml(around.dates()),
        **dict(around.around()),
        **{f"programme/{day}.yaml": to_yaml({"sessions": rows}) for day, rows in programme.items()},
    }


# ---------------------------------------------------------------- what stands around the programme
def _site() -> Row:
    return {
        "languages": {
            "zh": {"tag": "zh-Hans", "name": "中文", "locale": "zh_Hans_CN"},
            "en": {"tag": "en", "name": "English", "locale": "en_GB"},
        },
        "source_language": "zh",
        "base_url": "https://example.org/torture/",
        "event": {
            "name": {"zh": "考验排版大会", "en": "Congress of Everything at Once"},
            "short_name": "EVERYTHING 2031",
            "start": DAYS[0],
            "end": DAYS[-1],
            "timezone": "Asia/Shanghai",
            "venue": "east",
            "hosts": ["org-00", "org-long"],
            "theme": {"zh": around.LONG_ZH, "en": around.LONG_EN},
            "summary": {"zh": around.LONG_ZH, "en": around.LONG_EN},
            "figures": [
                {"value": value, "label": {"zh": around.LONG_ZH[:24], "en": around.LONG_EN[:80].strip()}}
                for value in ("1 234 567", "175", "120", "8 + 8")
            ],
        },
        "notice": around.notice(),
        "menu": around.menu(),
        "accreditation": [
            {"id": "cme-one", "name": {"zh": "示例项目", "en": "Example project"}, "project_no": "EX-2031-01",
             "class": "I", "points": 2, "hours": 6, "start": DAYS[0], "end": DAYS[-1]},
        ],
    }  # fmt: skip


def _venues() -> Row:
    def rooms(prefix: str, zh: str, en: str, count: int) -> Row:
        return {
            f"{prefix}{n}": {
                "name": {"zh": f"{zh}{n}号会议厅", "en": f"{en} Hall {n}"},
                "floor": n,
                "capacity": 100 * n,
            }
            for n in range(1, count + 1)
        }

    return {
        "east": {
            "name": {"zh": "示例东区国际会议中心", "en": "Example International Convention Centre East"},
            "city": {"zh": "北京", "en": "Beijing"},
            "rooms": rooms("e", "东", "East", 6),
        },
        "west": {
            "name": {"zh": "示例西区临床技能中心", "en": "Example Clinical Skills Centre West"},
            "city": {"zh": "北京", "en": "Beijing"},
            "rooms": rooms("w", "西", "West", 2),
        },
        "travel": [{"from": "east", "to": "west", "minutes": TRAVEL}],
    }


def _people() -> Iterator[tuple[str, Row]]:
    for n in range(PEOPLE):
        zh_family, en_family = FAMILIES[n % len(FAMILIES)]
        zh_given, en_given = GIVEN[n % len(GIVEN)]
        name: Row | str = {"zh": f"{zh_family}{zh_given}", "en": f"{en_family} {en_given}"}
        if n % 10 == 9:
            name = {"zh": f"{zh_family}{zh_given}"}  # no English
        if n % 30 == 14:
            name = FOREIGN[n // 30]
        zh, en = HOSPITALS[n % len(HOSPITALS)]
        person: Row = {"name": name, "affiliation": {"zh": zh, "en": en}}
        if portrait := around.portrait_of(n):
            person["photo"] = portrait
        if n == 14:
            person["affiliation"] = {"zh": around.LONG_ZH, "en": f"{around.COMPOUND}, {around.LONG_EN}"}
            person["bio"] = {"zh": f"{around.LONG_ZH}。" * 12, "en": f"{around.LONG_EN}. " * 12}
        if n % 3:
            person["rank"] = {"zh": "主任医师", "en": "Chief physician"}
        yield f"p{n:03}", person


def _tracks() -> Iterator[tuple[str, Row]]:
    for n, (id_, zh, en) in enumerate(TRACKS):
        yield id_, {"name": {"zh": zh, "en": en}, "code": "ABCDEFGH"[n], "color": COLOURS[n]}
