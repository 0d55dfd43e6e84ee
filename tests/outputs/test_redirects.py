"""Old addresses: they lead on also where the page has no edition in the language of the address."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from sitegen.build import Options, build

NEWS = "---\ntitle: 班车\ndate: 2023-08-01\n---\n每半小时一班。\n"
OLD = "en/old.html: en/news/bus\nzh/old.html: zh/news/bus\nold-news.html: news\n"


def test_b03_an_old_address_leads_to_the_page_in_the_language_it_has(tmp_path: Path, site_yaml: str) -> None:
    for name, text in {"site.yaml": site_yaml, "news/bus.zh.md": NEWS, "redirects.yaml": OLD}.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    options = Options(tmp_path, tmp_path / "content", tmp_path / "output", today=datetime.date(2023, 8, 1))
    assert build(options).is_published
    found = {}
    for file in ("en/old.html", "zh/old.html", "old-news.html"):
        html = (tmp_path / "output" / file).read_text("utf-8")
        found[file] = re.findall(r'<html lang="(.*?)">.*?url=(.*?)"', html, re.DOTALL)
    assert found == {
        "en/old.html": [("zh-Hans", "../zh/news/bus/index.html")],
        "zh/old.html": [("zh-Hans", "../zh/news/bus/index.html")],
        "old-news.html": [("zh-Hans", "zh/news/index.html")],
    }
