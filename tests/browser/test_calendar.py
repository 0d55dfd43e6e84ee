"""The hint beside links to calendar files: only WeChat, whose browser opens none, shows it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WECHAT = (
    "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/107 Mobile Safari/537.36 MicroMessenger/8.0.40"
)


@pytest.mark.parametrize("kind", ["session", "programme", "series"])
def test_only_wechat_shows_how_to_open_a_calendar(example: Any, open_tab: Any, kind: str) -> None:
    page = example.page(kind, "zh")
    for more, scripts, is_shown in (
        ({}, True, False),
        ({"user_agent": WECHAT}, True, True),
        ({"user_agent": WECHAT}, False, False),
    ):
        with open_tab(scripts=scripts, **more) as (tab, _):
            tab.goto(example.url(page))
            expect(tab.locator(".calendar-link a").first).to_be_visible()
            expect(tab.locator(".calendar-hint").first).to_be_visible(visible=is_shown)
