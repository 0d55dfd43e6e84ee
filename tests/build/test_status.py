"""What became of an item is said, in words and with the old slot, in every list that names it."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from sitegen.build import Options, build

PROGRAMME = """\
tracks:
  vascular: {name: {zh: 脑血管, en: Vascular}, code: A, color: teal}
sessions:
"""
STATES = {
    "moved": "status: moved, moved_from: {start: 08:10, room: b}",
    "postponed": "status: postponed",
    "cancelled": "status: cancelled",
    "replaced": "status: replaced, replaced_by: other",
    "tba": "tba: true",
}
WORDS = {
    "moved": "Moved",
    "postponed": "Postponed",
    "cancelled": "Cancelled",
    "replaced": "Replaced",
    "tba": "To be announced",
}
LISTS = {
    "day": "en/programme/2023-08-25/",
    "overview": "en/programme/",
    "track": "en/programme/tracks/vascular/",
    "room": "en/programme/rooms/a/",
    "person": "en/people/li-si/",
    "home": "en/",
    "series": "en/series/tour/",
    "at the same time": "en/programme/beside/",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, site_yaml: str) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("status")
    rows = [
        f"  - {{id: {name}, kind: forum, title: {{zh: 论坛{name}, en: Forum {name}}}, date: 2023-08-25,"
        f" time: 09:00–10:00, room: a, track: vascular, chairs: [li-si], {what}}}\n"
        for name, what in STATES.items()
    ]
    more = "".join(
        f"  - {{id: {name}, title: {{zh: 其他{name}, en: Other {name}}}, date: 2023-08-25, time: {time}, room: b}}\n"
        for name, time in (("other", "11:00–12:00"), ("beside", "09:00–10:00"))
    )
    stops = "".join(
        f"    - {{id: s-{name}, title: {{zh: 站{name}, en: Stop {name}}}, date: 2023-09-{n + 1:02}, start: 09:00, end: 10:00,"
        f" {what}}}\n"
        for n, (name, what) in enumerate(STATES.items())
    )
    files = {
        "site.yaml": site_yaml,
        "venues.yaml": "hall:\n  name: {zh: 会堂, en: Hall}\n  rooms:\n    a: {name: {zh: A厅, en: Room A}}\n"
        "    b: {name: {zh: B厅, en: Room B}}\n",
        "people.yaml": "li-si:\n  name: {zh: 李四, en: LI Si}\n",
        "programme.yaml": PROGRAMME + "".join(rows) + more,
        "series.yaml": f"tour:\n  title: {{zh: 巡讲, en: Tour}}\n  sessions:\n{stops}",
    }
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    options = Options(folder, folder / "content", folder / "output", today=datetime.date(2023, 8, 1))
    report = build(options)
    assert report.is_published, list(report.problems)
    return {name: _main(folder / "output" / path / "index.html") for name, path in LISTS.items()}


def _main(path: Path) -> str:
    return path.read_text("utf-8").split("<main", 1)[1]


@pytest.mark.parametrize("where", LISTS)
@pytest.mark.parametrize("state", STATES)
def test_a_status_is_said_beside_the_title(pages: dict[str, str], where: str, state: str) -> None:
    title = f"Stop {state}" if where == "series" else f"Forum {state}"
    words = re.findall(
        rf"{title}(?:</s>)?</a>(?:(?!<a |<li).)*?class=\"status status-{state}\">([^<]+)<",
        pages[where],
        re.DOTALL,
    )
    assert set(words) == {WORDS[state]}
    is_off = state in ("postponed", "cancelled", "replaced")
    assert (f"<s>{title}</s>" in pages[where]) == is_off


@pytest.mark.parametrize("where", LISTS)
def test_the_old_slot_is_struck_through(pages: dict[str, str], where: str) -> None:
    slots = re.findall(r"<del[^>]*>(.*?)</del>", pages[where], re.DOTALL)
    assert {" ".join(re.sub(r"<[^>]+>", "", slot).split()) for slot in slots} == {"08:10 Room B"}
