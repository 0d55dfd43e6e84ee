"""What pages make of content beside prose: telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from sitegen.build.run import default_templates
from sitegen.render.content import LAYOUT_IDS, dialled, tel


@pytest.mark.parametrize(
    ("typed", "href"),
    [
        ("010-5550-0100", "+861055500100"),
        ("（010）5550 0100", "+861055500100"),
        ("０５７１－８８８８８８８８", "+8657188888888"),
        ("138 0013 8000", "+8613800138000"),
        ("400-800-1234", "+864008001234"),
        ("+86 (0)10 5550 0100", "+861055500100"),
        ("0086 10 5550 0100", "+861055500100"),
        ("+1 555 0100", "+15550100"),
        ("010-55500100 / 55500101", "+861055500100"),
        ("010-55500100转8001", "+861055500100"),
        ("010-55500100 ext. 8001", "+861055500100"),
        ("95588", "95588"),
        ("5550 0100", "55500100"),  # without its area code it cannot be dialled from elsewhere
    ],
)
def test_b42_a_number_as_dialled_from_abroad(typed: str, href: str) -> None:
    assert dialled(typed, "Asia/Shanghai") == href
    assert tel(typed, "Asia/Shanghai") == f"tel:{href}"


def test_b42_a_number_elsewhere() -> None:
    assert dialled("2345 6789", "Asia/Hong_Kong") == "+85223456789"
    assert dialled("02-2345-6789", "Asia/Taipei") == "+886223456789"
    assert dialled("010-5550-0100", "Europe/London") == "01055500100"


@pytest.mark.parametrize(
    ("line", "number", "extension"),
    [
        ('value: "010-5550-0100转2"', "010-5550-0100", "2"),
        ('value: "010-5550-0100 分机：802"', "010-5550-0100", "802"),
        ('value: "010-5550-0100（转 802）"', "010-5550-0100", "802"),
        ('value: "010-5550-0100 ext. 802"', "010-5550-0100", "802"),
        ('value: "010-5550-0100", ext: 3', "010-5550-0100", "3"),
        ('value: "138 0013 8000"', "138 0013 8000", None),
    ],
)
def test_b42_an_extension_is_no_part_of_the_number(
    load: Callable[..., Any], line: str, number: str, extension: str | None
) -> None:
    contact = f"panels: [{{title: {{zh: 秘书处, en: Office}}, lines: [{{kind: phone, {line}}}]}}]\n"
    for site in load({"contact.yaml": contact}).project.sites.values():
        (found,) = site.panels[0].lines
        assert (found.number, found.extension) == (number, extension)


def test_b19_no_heading_takes_an_id_of_the_layout() -> None:
    found = set()
    for path in default_templates().rglob("*.html"):
        text = path.read_text("utf-8")
        if path.parent.name in {"layouts", "parts"} or "markdown(" in text or path.name == "search.html":
            found |= set(re.findall(r'\bid="([a-z-]+)"', text))
    assert found - {"pages", "feed"} == set(LAYOUT_IDS)
