"""Releases: what the ledger holds, versions in calendars, "moved from", the groups of the page of changes."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from sitegen.desk.releasing import TooEarlyError, make_release

MOVE = ("time: 09:00–10:00", "time: 14:00–15:00")
DAY_2, DAY_3 = (datetime.datetime(2023, 8, day, 2, tzinfo=datetime.UTC) for day in (2, 3))
TODAY = datetime.datetime(2023, 7, 31, 16, tzinfo=datetime.UTC)


def told(site: Any) -> list[tuple[str | None, list[tuple[str, str]]]]:
    """Day of each group, with (kind, id) of its changes."""
    return [
        (group.date and str(group.date), [(change.kind, change.id) for change in group.changes])
        for group in site.changes
    ]


def stamp(site: Any, id_: str) -> tuple[str, int, datetime.datetime]:
    found = site.stamp_of(id_)
    return found.uid, found.sequence, found.modified


def slot(slot: Any) -> tuple[str, str, str, tuple[str, ...]]:
    return str(slot.date), str(slot.start), str(slot.end), slot.rooms


def test_the_ledger_of_a_first_release(desk: Any) -> None:
    released = desk.release("First")

    assert (released.is_first, released.items, released.changes) == (True, 7, ())
    assert (
        desk.files["history.yaml"].split("\n", 2)[2]
        == """\
releases:
  - at: 2023-08-02T02:00:00Z
    note: "First"
items:
  forum:
    uid: "forum@example.org"
    title: "论坛"
    fingerprint: "a883871ae8"
    versions:
      - {released: 2023-08-02T02:00:00Z, date: 2023-08-26, start: "09:00", end: "10:00", rooms: a}
  lunch:
    uid: "lunch@example.org"
    title: "午餐会"
    fingerprint: "9c064831b3"
    versions:
      - {released: 2023-08-02T02:00:00Z, date: 2023-08-26, start: "12:00", end: "13:00", rooms: b}
  one:
    uid: "one@example.org"
    title: "第一讲"
    parent: forum
    fingerprint: "e27393b362"
    versions:
      - {released: 2023-08-02T02:00:00Z, date: 2023-08-26, start: "09:00", end: "09:30", rooms: a}
  two:
    uid: "two@example.org"
    title: "第二讲"
    parent: forum
    fingerprint: "4af514f5ec"
    versions:
      - {released: 2023-08-02T02:00:00Z, date: 2023-08-26, start: "09:30", end: "10:00", rooms: a}
  weekly-2023-09-07:
    uid: "weekly-2023-09-07@example.org"
    title: "每周讲座"
    fingerprint: "a474b9159e"
    versions:
      - {released: 2023-08-02T02:00:00Z, date: 2023-09-07, start: "12:30", end: "13:30"}
  weekly-2023-09-14:
    uid: "weekly-2023-09-14@example.org"
    title: "每周讲座"
    fingerprint: "a90528ad3c"
    versions:
      - {released: 2023-08-02T02:00:00Z, date: 2023-09-14, start: "12:30", end: "13:30"}
  weekly-2023-09-21:
    uid: "weekly-2023-09-21@example.org"
    title: "每周讲座"
    fingerprint: "9e0de91375"
    versions:
      - {released: 2023-08-02T02:00:00Z, date: 2023-09-21, start: "12:30", end: "13:30"}
"""
    )
    assert desk.site().changes == ()
    assert desk.lines == []


def test_before_the_first_release_versions_lie_in_the_past(desk: Any) -> None:
    site = desk.site()
    assert stamp(site, "forum") == (
        "forum@example.org",
        0,
        datetime.datetime(2022, 1, 1, tzinfo=datetime.UTC),
    )
    assert stamp(site, "weekly-2023-09-14")[0] == "weekly-2023-09-14@example.org"


def test_a_change_not_released_yet_counts_and_is_told_once(desk: Any) -> None:
    desk.release()
    desk.edit(MOVE)
    desk.files["site.yaml"] = desk.load.__globals__["SITE"].replace("example.org", "other.example")
    site = desk.site("en")

    assert stamp(site, "forum") == ("forum@example.org", 1, DAY_2 + datetime.timedelta(seconds=1))
    assert stamp(desk.site("en", datetime.date(2023, 8, 5)), "one") == (
        "one@example.org",
        1,
        datetime.datetime(2023, 8, 4, 16, tzinfo=datetime.UTC),
    )
    assert stamp(site, "lunch") == ("lunch@example.org", 0, DAY_2)
    assert told(site) == [(None, [("moved", "forum")])]
    assert desk.lines == [
        "content/history.yaml: warning: changes of the programme not released yet: 3 (forum, one, two) [not-released]"
    ]


def test_what_moved_says_from_where_until_the_congress_is_over(desk: Any) -> None:
    desk.release()
    desk.edit(MOVE)
    for _ in range(2):
        forum = desk.site("en").sessions["forum"]
        assert (forum.status, slot(forum.moved_from)) == ("moved", ("2023-08-26", "09:00", "10:00", ("a",)))
        assert slot(forum.talks[0].moved_from) == ("2023-08-26", "09:00", "09:30", ("a",))
        desk.release()
    assert desk.site("en", datetime.date(2023, 8, 27)).sessions["forum"].moved_from is not None
    over = desk.site("en", datetime.date(2023, 8, 28))
    assert (over.sessions["forum"].moved_from, over.sessions["forum"].status) == (None, "scheduled")
    assert told(over) == [("2023-08-03", [("moved", "forum")])]


def test_a_typed_moved_from_wins_and_is_dated_by_the_ledger(desk: Any) -> None:
    desk.release()
    desk.edit(
        (
            "start: 12:00, end: 13:00",
            "start: 12:30, end: 13:00, status: moved, moved_from: {start: 11:00, room: a}",
        )
    )
    desk.release()
    site = desk.site()
    assert slot(site.sessions["lunch"].moved_from) == ("None", "11:00", "None", ("a",))
    change = site.changes[0].changes[0]
    assert (change.kind, change.before.start, change.after.start, change.released) == (
        "moved",
        660,
        750,
        DAY_3,
    )


def test_each_status_new_removed_and_restored_items(desk: Any) -> None:
    desk.edit(("start: 12:00, end: 13:00", "start: 12:00, end: 13:00, status: postponed"))
    desk.release()
    assert told(desk.site()) == [("2023-08-02", [("postponed", "lunch")])]
    desk.edit((", status: postponed", ""), ("room: a\n", "room: a\n    status: cancelled\n"))
    desk.edit(
        (
            "  - {id: lunch",
            "  - {id: tea, title: 茶, date: 2023-08-26, start: 15:00, end: 16:00}\n  - {id: lunch",
        )
    )
    desk.release("Tea")
    desk.edit(("    status: cancelled\n", "    status: replaced\n    replaced_by: tea\n"))
    desk.edit(("      - {id: two, title: {zh: 第二讲, en: Second}, duration: 30}\n", ""))
    site = desk.site()
    assert told(site) == [
        (None, [("replaced", "forum")]),
        ("2023-08-03", [("cancelled", "forum"), ("restored", "lunch"), ("new", "tea")]),
        ("2023-08-02", [("postponed", "lunch")]),
    ]
    assert site.changes[1].notes == ("Tea",)
    assert site.changes[0].changes[0].replaced_by.id == "tea"
    assert [change.kind for change in site.latest_changes] == ["replaced"]


def test_what_is_gone_stays_for_calendars(desk: Any) -> None:
    desk.release()
    desk.edit(
        (
            "  - {id: lunch, title: {zh: 午餐会, en: Lunch}, date: 2023-08-26, start: 12:00, end: 13:00, room: b}\n",
            "",
        )
    )
    for sequence in (1, 1):
        site = desk.site("en")
        assert [(row.id, row.stamp.uid, row.stamp.sequence, slot(row.slot)) for row in site.removed] == [
            ("lunch", "lunch@example.org", sequence, ("2023-08-26", "12:00", "13:00", ("b",)))
        ]
        assert [changes for _, changes in told(site)] == [[("removed", "lunch")]]
        assert site.removed[0].title.__html__() == '<span lang="zh-Hans">午餐会</span>'
        desk.release()
    assert desk.release() is None


def test_another_title_renews_calendars_and_is_no_change_to_tell(desk: Any) -> None:
    desk.release()
    desk.edit(("第一讲", "绪论"), ("en: Second", "en: The second"))
    released = desk.release()
    assert (released.changes, released.updated) == ((), ("one",))
    site = desk.site()
    assert stamp(site, "one") == ("one@example.org", 1, DAY_3)
    assert stamp(site, "two") == ("two@example.org", 0, DAY_2)
    assert told(site) == []


def test_what_was_open_and_is_settled_has_not_moved(desk: Any) -> None:
    desk.edit((", start: 12:00, end: 13:00, room: b", ""))
    desk.release()
    desk.edit(("date: 2023-08-26}", "date: 2023-08-26, start: 12:00, end: 13:00, room: b}"))
    site = desk.site()
    assert (site.sessions["lunch"].moved_from, told(site)) == (None, [])
    assert stamp(site, "lunch")[1] == 1


def test_a_talk_that_moves_otherwise_than_its_block_is_told(desk: Any) -> None:
    desk.release()
    desk.edit(MOVE, ("en: First}, duration: 30}", "en: First}, duration: 30, room: b}"))
    assert told(desk.site()) == [(None, [("moved", "forum"), ("moved", "one")])]


def test_a_renamed_item_keeps_its_identity(desk: Any) -> None:
    desk.release()
    desk.edit(("id: lunch, ", "id: midday, aliases: [lunch], "))
    desk.files["series.yaml"] += "  sessions: [{id: first-lecture, date: 2023-09-07, title: 第一次}]\n"
    for _ in range(2):
        site = desk.site()
        assert stamp(site, "midday")[:2] == ("lunch@example.org", 1)
        assert stamp(site, "first-lecture")[:2] == ("weekly-2023-09-07@example.org", 1)
        assert (site.removed, told(site)) == ((), [])
        desk.release()


def test_a_release_is_later_than_the_last(desk: Any) -> None:
    desk.release()
    desk.edit(MOVE)
    with pytest.raises(TooEarlyError):
        make_release(desk.project(), DAY_2)


def test_odd_texts_survive_the_ledger(desk: Any) -> None:
    odd = 'a "quoted" \\ title: # é 😀'
    desk.edit(("午餐会", "x"))
    desk.files["programme.yaml"] = desk.files["programme.yaml"].replace("{zh: x, en: Lunch}", "'" + odd + "'")
    desk.release(f"{odd}\u2028\x7f")
    site = desk.site()
    assert desk.lines == []
    assert site.history.entries["lunch"].title == odd
    assert site.history.releases[0].note == f"{odd}\u2028\x7f"
    assert dict(site.history.pending) == {}
