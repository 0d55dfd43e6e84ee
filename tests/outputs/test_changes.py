"""The page of changes: releases by day, newest first, what is not released on top, what is gone without a link."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from sitegen.build import Options, Report
from sitegen.build.prepare import prepare

PROGRAMME = """\
sessions:
  - {id: forum, title: {zh: 论坛, en: Forum}, date: 2023-08-26, time: 14:00–15:00, room: b, status_note: {zh: 换厅, en: Other room}}
  - {id: off, title: {zh: 讲座, en: Talk}, date: 2023-08-25, time: 09:00–10:00, status: replaced, replaced_by: forum}
"""
LEDGER = """\
releases:
  - at: 2023-07-31T17:00:00Z
  - at: 2023-08-01T02:00:00Z
    note: "换厅"
items:
  forum:
    uid: forum@example.org
    title: "论坛"
    fingerprint: "?"
    versions:
      - {released: 2023-07-31T17:00:00Z, date: 2023-08-25, start: "09:00", end: "10:00", rooms: gone}
      - {released: 2023-08-01T02:00:00Z, date: 2023-08-26, start: "09:00", end: "10:00", rooms: a}
  gone:
    uid: gone@example.org
    title: "<旧>"
    fingerprint: "?"
    versions:
      - {released: 2023-07-31T17:00:00Z, date: 2023-08-25, start: "11:00", city: "北京"}
      - {released: 2023-08-01T02:00:00Z, date: 2023-08-25, start: "11:00", city: "北京", status: removed}
"""
VENUES = "hall:\n  name: 会堂\n  rooms:\n    a: {name: {zh: A厅, en: Room A}}\n    b: {name: {zh: B厅, en: Room B}}\n"
SHOWN = """\
Programme changes
All times are Beijing time (UTC+8)
## Latest changes
Friday 25 August
### Talk/off~
Replaced
Before | -09:00–10:00 -
Now | Forum/forum
Saturday 26 August
### Forum/forum
Moved
Before | -09:00–10:00 Room A-
Now | +14:00–15:00 Room B+
Other room
## Changed on 1 August 2023
<zh-Hans>换厅
Friday 25 August
### <zh-Hans>&lt;旧&gt;~
Withdrawn
Before | -11:00 <zh-Hans>北京 -
Saturday 26 August
### Forum/forum
Moved
Before | -Friday 25 August 09:00–10:00 -
Now | +Saturday 26 August 09:00–10:00 Room A+
"""


def shown(html: str) -> str:
    """The page as lines: headings, links with what they lead to, what is struck through, new, or foreign."""
    body = html[html.index("<h1>") : html.index("</main>")]
    for pattern, new in (
        (r"<h2[^>]*>", "\n## "), (r"<h3[^>]*>", " | ### "), (r"<li[^>]*>|</h2>", "\n"), (r"<span lang=\"([^\"]*)\">", r"⟨\1⟩"),
        (r"<a href=\"[^\"]*programme/([^/\"]*)/index.html\">(.*?)</a>", r"\2/\1"),
        (r"<s>(.*?)</s>(/\w+)?", r"\1\2~"), (r"</?del>", "-"), (r"</?ins>", "+"),
        (r"</(?:h1|h3|p|strong|dt|dd)>", " | "), (r"<[^>]*>", ""), (r"⟨(.*?)⟩", r"<\1>"),
    ):  # fmt: skip
        body = re.sub(pattern, new, body, flags=re.S)
    lines = [re.sub(r"(?: ?\| ?)+", " | ", " ".join(line.split())).strip(" |") for line in body.split("\n")]
    return "\n".join(line for line in lines if line)


def test_the_page(tmp_path: Path, site_yaml: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    files = {"site": site_yaml, "programme": PROGRAMME, "venues": VENUES, "history": LEDGER}
    for name, text in files.items():
        (content / f"{name}.yaml").write_text(text, "utf-8")
    options = Options(tmp_path, content, tmp_path / "output", today=datetime.date(2023, 8, 2))
    ready = prepare(options, Report())
    page = next(page for page in ready.plan.pages if page.folder == "en/programme/changes")
    assert shown(ready.renderer.render(page)) + "\n" == SHOWN
