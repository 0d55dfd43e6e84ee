"""`contact.vcf`: what stands on the contact page and nothing else, read by a strict reader of RFC 2426."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sitegen.outputs.contact_card import make_contact_cards

CONTACT = """\
panels:
  - title: {zh: 大会秘书处, en: Secretariat}
    lines:
      - {kind: phone, value: "010-5550-0100转2", person: li-si}
      - {kind: mobile, label: {zh: 值班, en: On duty}, value: "138 0013 8000", person: {name: {zh: 王五, en: WANG Wu}}}
      - {kind: fax, value: "(010) 5550 0101"}
      - {kind: email, value: office@example.org}
      - {kind: email, value: ""}
      - kind: address
        value: {zh: "北京市西城区长椿街45号; 首都医科大学宣武医院, 邮编100053，继续教育办公室"}
      - {kind: wechat, value: nscme}
      - {kind: hours, value: {zh: 周一至周五, en: "Monday, Friday"}}
      - {kind: phone, value: 010-5550-0199, sample: true}
  - title: {zh: 微博, en: Social}
    lines: [{kind: social, value: "@nscme"}]
  - title: {zh: 媒体, en: Press}
    lines: [{kind: email, value: press@example.org}]
"""
FILES = {
    "contact.yaml": CONTACT,
    "people.yaml": "li-si:\n  name: {zh: 李四, en: LI Si}\n  email: private@example.org\n  phone: '13900001111'\n",
}
_LINE = re.compile(
    r"(?P<name>[A-Z-]+)(?P<params>(?:;[A-Z-]+=[A-Za-z0-9-]+(?:,[A-Za-z0-9-]+)*)*):(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)"
)


@dataclass
class Card:
    """The properties of a card: (name, parameters) and its components, each a text."""

    rows: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)

    def all(self, name: str) -> list[tuple[str, tuple[str, ...]]]:
        return [(params, parts) for key, params, parts in self.rows if key == name]


def read_cards(data: bytes) -> list[Card]:
    """Cards of vCard 3.0: lines by §2.6 and §5.8.4, text by §4, what must be there by §3."""
    assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no line is cut within a character
    cards: list[Card] = []
    inside = False
    for line in data.decode().replace("\r\n ", "").split("\r\n")[:-1]:
        match = _LINE.fullmatch(line)
        assert match, line
        name, params, value = match["name"], match["params"], match["value"]
        if name in ("BEGIN", "END"):
            assert (value, inside) == ("VCARD", name == "END")
            inside = not inside
            if inside:
                cards.append(Card())
            continue
        assert inside
        cards[-1].rows.append((name, params, components(value, name)))
    assert not inside
    for card in cards:
        assert card.rows[0] == ("VERSION", "", ("3.0",))
        assert [len(card.all(name)) for name in ("FN", "N", "UID")] == [1, 1, 1]
        assert len(card.all("N")[0][1]) == 5
        assert all(len(parts) == 7 for _, parts in card.all("ADR"))
    return cards


def components(value: str, name: str) -> tuple[str, ...]:
    if name in ("URL", "UID"):  # of type uri, or a text that needs no escapes
        return (value,)
    parts = re.split(r"(?<!\\);", value)
    for part in parts:
        assert not re.search(r"\\(?![\\,;n])", part.replace("\\\\", "")), part
        assert not re.search(r"(?<!\\),", part), part
    return tuple(
        re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], part) for part in parts
    )


def test_a_card_for_each_panel_with_something_to_keep(export: Callable[..., dict[str, bytes]]) -> None:
    files = export(make_contact_cards, FILES)
    assert sorted(files) == ["en/contact.vcf", "zh/contact.vcf"]
    zh, press = read_cards(files["zh/contact.vcf"])
    address = "北京市西城区长椿街45号; 首都医科大学宣武医院, 邮编100053，继续教育办公室"
    assert zh.rows == [
        ("VERSION", "", ("3.0",)),
        ("FN", "", ("示例大会 · 大会秘书处",)),
        ("N", "", ("示例大会 · 大会秘书处", "", "", "", "")),
        ("ORG", "", ("示例大会",)),
        ("TEL", ";TYPE=WORK,VOICE", ("+861055500100,2",)),
        ("TEL", ";TYPE=CELL,VOICE", ("+8613800138000",)),
        ("TEL", ";TYPE=WORK,FAX", ("+861055500101",)),
        ("EMAIL", ";TYPE=INTERNET", ("office@example.org",)),
        ("ADR", ";TYPE=WORK", ("", "", address, "", "", "", "")),
        ("NOTE", "", ("电话：李四\n值班：王五\n微信：nscme\n工作时间：周一至周五",)),
        ("URL", "", ("https://example.org/2023/zh/contact/index.html",)),
        ("UID", "", zh.all("UID")[0][1]),
    ]
    assert press.all("EMAIL") == [(";TYPE=INTERNET", ("press@example.org",))]
    assert zh.all("UID") != press.all("UID")


def test_each_language_has_its_own_words(export: Callable[..., dict[str, bytes]]) -> None:
    en, _ = read_cards(export(make_contact_cards, FILES)["en/contact.vcf"])
    assert en.all("FN") == [("", ("Example Congress · Secretariat",))]
    note = "Telephone: LI Si\nOn duty: WANG Wu\nWeChat: nscme\nOffice hours: Monday, Friday"
    assert en.all("NOTE") == [("", (note,))]
    # what is not translated says in which language it is
    assert [params for params, _ in en.all("ADR")] == [";TYPE=WORK;LANGUAGE=zh-Hans"]


def test_nothing_that_the_page_does_not_show(export: Callable[..., dict[str, bytes]]) -> None:
    for data in export(make_contact_cards, FILES).values():
        for private in (b"private@example.org", b"13900001111", b"55500199"):
            assert private not in data.replace(b"\r\n ", b"")


def test_no_file_without_anything_to_keep(export: Callable[..., dict[str, bytes]]) -> None:
    empty = 'panels: [{title: 秘书处, lines: [{kind: phone, value: ""}, {kind: email, value: a@b.example.org, sample: true}]}]\n'
    assert export(make_contact_cards, {"contact.yaml": empty}) == {}


def test_the_same_without_an_address_of_the_site(export: Callable[..., Any], site_yaml: str) -> None:
    site = site_yaml.replace("base_url: https://example.org/2023/\n", "")
    first, _ = read_cards(export(make_contact_cards, {**FILES, "site.yaml": site})["zh/contact.vcf"])
    assert first.all("URL") == []


def test_languages_keep_cards_apart(export: Callable[..., dict[str, bytes]]) -> None:
    files: dict[str, bytes] = export(make_contact_cards, FILES)
    uids = {card.all("UID")[0][1] for data in files.values() for card in read_cards(data)}
    assert len(uids) == 4
