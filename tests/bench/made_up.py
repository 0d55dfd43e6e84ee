"""Makes up a bilingual congress of any size as neutral data: same size, same bytes, on every machine.

The congress of bell founders and keepers of tower clocks, its people, places and findings are all invented.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LANGUAGES = ("zh", "en")
Pair = tuple[str, str]
"""The same in Chinese and in English."""


@dataclass(frozen=True)
class Size:
    """How much there is of everything."""

    talks: int
    people: int
    articles: int
    days: int
    tracks: int
    rooms: int


SIZES = {
    "S": Size(50, 40, 20, 2, 3, 3),
    "M": Size(500, 300, 100, 4, 8, 8),
    "L": Size(3000, 2000, 400, 6, 20, 16),
}
FIRST_DAY = datetime.date(2031, 9, 4)
MINUTES = 20
"""How long every talk lasts."""


def read_words() -> dict[str, list[Pair]]:
    """Section → pairs, of `words.txt`."""
    sections: dict[str, list[Pair]] = {}
    rows: list[Pair] = []
    for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            rows = sections[line[1:-1]] = []
        else:
            zh, _, en = line.partition(" | ")
            rows.append((zh, en))
    return sections


def make_up(size: str) -> dict[str, Any]:
    """The neutral data of a congress of size S, M or L; its shape is told in `convert.py`."""
    return congress(SIZES[size], f"bells-{size}")


def congress(size: Size, seed: str) -> dict[str, Any]:
    """The neutral data of a congress of any size."""
    author = _Author(random.Random(seed), read_words())
    author.standing()
    days = author.days(size)
    tracks = author.tracks(size)
    people = author.people(size)
    author.talks(size, days, tracks, people)
    author.articles(size)
    single = {name: rows[0] for name, rows in author.words.items() if len(rows) == 1}
    return {
        "base": "https://bells.example.org",
        "contact": {
            "phone": "+86 10 0000 0000",
            "email": "post@bells.example.org",
            "wechat": "example-bells",
        },
        "strings": {
            language: {name: pair[n] for name, pair in single.items()} for n, language in enumerate(LANGUAGES)
        },
        "pages": author.written,
    }


class _Author:
    """Writes one page after the other; its dice decide on every word."""

    def __init__(self, dice: random.Random, words: dict[str, list[Pair]]) -> None:
        self.dice = dice
        self.words = words
        self.written: list[dict[str, Any]] = []

    def write(self, kind: str, path: str, topic: Pair, length: int, **meta: Any) -> None:
        """A page in both languages about a topic; tuples in `meta` are by language."""
        meta["description"] = self.fill(self.words["sentences"][0], topic)
        bodies = self.prose(topic, length)
        for n, language in enumerate(LANGUAGES):
            own = {name: value[n] if isinstance(value, tuple) else value for name, value in meta.items()}
            self.written.append(
                {"lang": language, "kind": kind, "path": path, "meta": own, "body": bodies[n]}
            )

    def any(self, name: str) -> Pair:
        """Some words of a section."""
        return self.dice.choice(self.words[name])

    def fill(self, form: Pair, topic: Pair) -> Pair:
        """A sentence with a method and numbers, the same in both languages."""
        method = self.any("methods")
        some = {"n": self.dice.randint(12, 480), "p": self.dice.randint(11, 89), "d": self.dice.randint(2, 9)}
        zh, en = (form[n].format(t=topic[n], T=topic[n].capitalize(), m=method[n], **some) for n in (0, 1))
        return zh, en

    def prose(self, topic: Pair, length: int) -> Pair:
        """Paragraphs, now and then a heading with a list, or a table, of about so many English words."""
        parts: list[Pair] = []
        for _ in range(max(length // 25, 1)):
            rows = [self.fill(self.any("sentences"), topic) for _ in range(3)]
            parts.append(("".join(zh for zh, _ in rows), " ".join(en for _, en in rows)))
        if self.dice.random() < 0.6:
            parts.append(("## 要点", "## In short"))
            parts.append(
                _by_language("- {0}\n- {1}\n- {2}\n- {3}", self.dice.sample(self.words["points"], 4))
            )
        if self.dice.random() < 0.12:
            form = "| {0} | {1} |\n|---|---:|\n| {2} | 12% |\n| {3} | 9% |"
            parts.append(_by_language(form, self.dice.sample(self.words["points"], 4)))
        return "\n\n".join(zh for zh, _ in parts), "\n\n".join(en for _, en in parts)

    def standing(self) -> None:
        """Home, lists and pages of text."""
        for title in self.words["standing"]:
            name = title[1].lower()
            kind = "page" if name in ("about", "venue", "cme", "contact") else name
            self.write(kind, "" if name == "home" else f"{name}/", self.any("topics"), 90, title=title)

    def days(self, size: Size) -> list[datetime.date]:
        """The days of the congress."""
        days = [FIRST_DAY + datetime.timedelta(n) for n in range(size.days)]
        for n, day in enumerate(days, 1):
            title = f"{day.month}月{day.day}日", f"{day.day} September"
            self.write("day", f"programme/day-{n}/", self.any("topics"), 30, title=title, date=str(day))
        return days

    def tracks(self, size: Size) -> list[tuple[str, Pair]]:
        """Id and topic of every track."""
        topics = self.words["topics"][: size.tracks]
        tracks = [(topic[1].lower().replace(" ", "-"), topic) for topic in topics]
        for id_, topic in tracks:
            self.write("track", f"tracks/{id_}/", topic, 60, title=topic)
        return tracks

    def people(self, size: Size) -> list[str]:
        """The ids of all people."""
        ids = []
        for n in range(size.people):
            family, one, two = self.any("families"), self.any("given"), self.any("given")
            name = family[0] + one[0] + two[0], f"{family[1]} {one[1].capitalize()}{two[1]}"
            ids.append(f"{name[1].lower().replace(' ', '-')}-{n + 1}")
            self.write(
                "speaker",
                f"speakers/{ids[-1]}/",
                self.any("topics"),
                140,
                title=name,
                position=self.any("posts"),
                affiliation=self.any("places"),
                country=self.any("countries"),
            )
        return ids

    def talks(
        self,
        size: Size,
        days: Sequence[datetime.date],
        tracks: Sequence[tuple[str, Pair]],
        people: Sequence[str],
    ) -> None:
        """Talks fill the days, room beside room."""
        per_day = -(-size.talks // size.days)
        for n in range(size.talks):
            day, rest = divmod(n, per_day)
            slot, room = divmod(rest, size.rooms)
            start = 8 * 60 + MINUTES * slot
            track, topic = self.dice.choice(tracks)
            keywords = self.dice.sample(self.words["topics"], 3)
            self.write(
                "talk",
                f"talks/talk-{n + 1:04}/",
                topic,
                140,
                title=self.fill(self.any("titles"), topic),
                format=self.any("formats"),
                date=str(days[day]),
                start=_clock(start),
                end=_clock(start + MINUTES),
                room=(f"{room + 1}号厅", f"Hall {room + 1}"),
                tracks=[track],
                speakers=self.dice.sample(people, self.dice.choice((1, 1, 1, 2))),
                credits=self.dice.randint(0, 5) / 2,
                keywords=([zh for zh, _ in keywords], [en for _, en in keywords]),
            )

    def articles(self, size: Size) -> None:
        """One piece of news a day, until the congress."""
        for n in range(size.articles):
            date = FIRST_DAY - datetime.timedelta(size.articles - n)
            topic = self.any("topics")
            self.write(
                "article",
                f"news/{date}-bells/",
                topic,
                230,
                title=self.fill(self.any("headlines"), topic),
                subtitle=self.fill(self.words["sentences"][1], topic),
                date=str(date),
                author=("大会秘书处", "Congress office"),
            )


def _by_language(form: str, rows: Sequence[Pair]) -> Pair:
    return form.format(*(zh for zh, _ in rows)), form.format(*(en for _, en in rows))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
