"""Announcements word for word: plain for WeChat, HTML for e-mail, in each language; own templates; no such item."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from sitegen.build import Options, Report
from sitegen.build.prepare import Prepared, prepare
from sitegen.desk.announcing import UnknownSubjectError, announce
from sitegen.render.templates import TemplateFault

PROGRAMME = """\
sessions:
  - id: forum
    title: {zh: 论坛 & 讨论, en: Forum & discussion}
    date: 2023-08-26
    time: 23:00–00:30 +1
    room: a
    speakers: [li-si, adams]
    chairs: [li-si]
    status: moved
    status_note: {zh: "会场<更换>。", en: Other room.}
    moved_from: {start: 21:00, room: b}
  - {id: off, title: 取消场, date: 2023-08-26, start: 09:00, room: b, status: cancelled}
  - {id: open, title: {zh: 待定场, en: To come}, date: 2023-08-26}
"""
VENUES = """\
hall:
  name: {zh: 会堂, en: Hall}
  rooms:
    a: {name: {zh: A厅, en: Room A}}
    b: {name: {zh: B厅, en: Room B}}
"""
PEOPLE = "li-si:\n  name: {zh: 李四, en: LI Si}\nadams:\n  name: Eve Adams\n"
FORUM_ZH = """\
【有调整】论坛 & 讨论
时间：2023年8月26日（星期六）23:00–次日00:30，北京时间（UTC+8）
地点：会堂，A厅
原安排：21:00，B厅
讲者：李四、Eve Adams
主席：李四
会场<更换>。
详情：https://example.org/2023/zh/programme/forum/index.html
"""
FORUM_EN = """\
<div lang="en">
<h2>Moved: Forum &amp; discussion</h2>
<p>
Time: Saturday 26 August 2023, 23:00–00:30 (+1 day), Beijing time (UTC+8)<br>
Place: Room A, Hall<br>
Before: 21:00, Room B<br>
Speakers: LI Si, Eve Adams<br>
Chair: LI Si
</p>
<p>Other room.</p>
<p><a href="https://example.org/2023/en/programme/forum/index.html">https://example.org/2023/en/programme/forum/index.html</a></p>
</div>
"""
DAY_EN = """\
Programme of Saturday 26 August: Example Congress
All times are Beijing time (UTC+8)

09:00 Cancelled: 取消场 (Room B)
23:00–00:30 (+1 day) Moved: Forum & discussion (Room A)
Time to be announced To come

Details: https://example.org/2023/en/programme/2023-08-26/index.html
"""
CHANGES_ZH = """\
【日程变更】示例大会
时间均为北京时间（UTC+8）

【已取消】取消场
原安排：8月26日 周六，09:00，B厅

【有调整】论坛 & 讨论
原安排：21:00，B厅
现安排：8月26日 周六，23:00–次日00:30，A厅
会场<更换>。

详情：https://example.org/2023/zh/programme/changes/index.html
"""
CANCELLED_EN = """\
<div lang="en">
<h2>Cancelled: <span lang="zh-Hans">取消场</span></h2>
<p>
Before: Saturday 26 August 2023, 09:00, Beijing time (UTC+8)<br>
Place: Room B, Hall
</p>
<p><a href="https://example.org/2023/en/programme/off/index.html">https://example.org/2023/en/programme/off/index.html</a></p>
</div>
"""


@pytest.fixture
def ready(tmp_path: Path, site_yaml: str) -> Any:
    def make(*templates: Path, site: str = site_yaml) -> Prepared:
        content = tmp_path / "content"
        content.mkdir(exist_ok=True)
        files = {"site": site, "programme": PROGRAMME, "venues": VENUES, "people": PEOPLE}
        for name, text in files.items():
            (content / f"{name}.yaml").write_text(text, "utf-8")
        today = datetime.date(2023, 8, 1)
        report = Report()
        made = prepare(Options(tmp_path, content, tmp_path / "output", templates, today=today), report)
        report.problems.stop_on_errors()
        return made

    return make


@pytest.mark.parametrize(
    ("subject", "code", "form", "said"),
    [
        ("forum", "zh", "text", FORUM_ZH),
        ("forum", "en", "html", FORUM_EN),
        ("2023-08-26", "en", "text", DAY_EN),
        ("changes", "zh", "text", CHANGES_ZH),
        ("off", "en", "html", CANCELLED_EN),
    ],
)
def test_word_for_word(ready: Any, subject: str, code: str, form: str, said: str) -> None:
    assert announce(ready(), subject, code, form) == said


def test_every_form_is_one_language_and_asks_nothing_of_other_hosts(ready: Any) -> None:
    made = ready()
    for subject in ("forum", "open", "2023-08-25", "2023-08-26", "changes"):
        html = announce(made, subject, "en", "html")
        assert html.startswith('<div lang="en">\n<h2>')
        assert html.endswith("</div>\n")
        assert "style" not in html
        assert "src=" not in html
        assert "class" not in html


def test_without_base_url_there_is_no_address(ready: Any, site_yaml: str) -> None:
    made = ready(site=site_yaml.replace("base_url: https://example.org/2023/\n", ""))
    assert announce(made, "open", "en", "text") == "To come\nDate: Saturday 26 August 2023\n"
    assert "http" not in announce(made, "changes", "en", "html")


def test_own_templates_come_first(ready: Any, tmp_path: Path) -> None:
    own = tmp_path / "own" / "announce"
    own.mkdir(parents=True)
    (own / "session.txt").write_text(
        "{{ words.notice }}: {{ session.title }} <{{ entry.rows[0].value }}>", "utf-8"
    )
    made = ready(tmp_path / "own")
    assert announce(made, "open", "en", "text") == "Notice: To come <Saturday 26 August 2023>\n"
    (own / "session.txt").write_text("\n{{ entry.titel }}", "utf-8")
    with pytest.raises(TemplateFault) as fault:
        announce(ready(tmp_path / "own"), "open", "en", "text")
    assert (fault.value.code, fault.value.location) == (
        "template-undefined",
        ("own/announce/session.txt", 2, 0),
    )


def test_an_unknown_subject_is_told_with_the_nearest(ready: Any) -> None:
    with pytest.raises(UnknownSubjectError) as error:
        announce(ready(), "forun", "en", "text")
    assert error.value.args == ("forun", "forum")
