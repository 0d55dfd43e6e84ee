"""Traditional Chinese: a further language by configuration and words alone, or an edition of its own.

Nothing is converted by the build. Here a table of a few characters stands for OpenCC, which is no dependency.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from sitegen.build import Options, build
from sitegen.build.run import default_templates
from sitegen.problems import as_text

TABLE = str.maketrans(
    "会议讲者专员报学时间东题论坛开闭页处联系签标语", "會議講者專員報學時間東題論壇開閉頁處聯繫籤標語"
)
PROGRAMME = """\
sessions:
  - id: forum
    title: {zh: 专题论坛, zh-hant: 專題論壇, en: Forum}
    date: 2023-08-25
    start: 09:00
    end: 10:00
    talks:
      - {id: one, title: {zh: 报告, en: Talk}, duration: 30, speakers: [zhang-dong]}
"""
PEOPLE = "zhang-dong: {name: {zh: 张东, zh-hant: 張東, en: ZHANG Dong}}\n"
ABOUT = {
    "pages/about.zh.md": "---\ntitle: 关于会议\n---\n会议在东区。\n",
    "pages/about.zh-hant.md": "---\ntitle: 關於會議\n---\n會議在東區。\n",
    "pages/about.en.md": "---\ntitle: About\n---\nThe meeting.\n",
}


def pages_of(folder: Path, files: Mapping[str, str], templates: Path) -> dict[str, str]:
    for name, text in files.items():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    options = Options(
        folder, folder / "content", folder / "output", templates=(templates,), today=datetime.date(2023, 8, 1)
    )
    report = build(options)
    assert report.is_published, "\n".join(as_text(report.problems, "en"))
    return {
        str(file.relative_to(folder / "output")): file.read_text("utf-8")
        for file in (folder / "output").rglob("*.html")
    }


@pytest.fixture(scope="module")
def words() -> dict[str, Any]:
    """The shipped words."""
    found: dict[str, Any] = yaml.safe_load((default_templates() / "words.yaml").read_text("utf-8"))
    return found


def converted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: converted(part) for key, part in value.items()}
    return value.translate(TABLE) if isinstance(value, str) else value


def own_templates(folder: Path, words: Mapping[str, Any]) -> Path:
    folder.mkdir()
    (folder / "words.yaml").write_text(
        yaml.safe_dump(dict(words), allow_unicode=True, default_style='"'), "utf-8"
    )
    return folder


def test_b54_traditional_chinese_as_a_third_language(
    tmp_path: Path, site_yaml: str, words: Mapping[str, Any]
) -> None:
    own = {key: {"zh-hant": converted(forms["zh"])} for key, forms in words.items()}
    own["language_zh_hant"] |= {"zh": "繁体中文", "en": "Traditional Chinese"}
    language = "  zh-hant: {tag: zh-Hant, name: 繁體中文, locale: zh_Hant_TW}\n"
    site = site_yaml.replace("  en: {tag", f"{language}  en: {{tag")
    site = site.replace("    zh: 示例大会\n", "    zh: 示例大会\n    zh-hant: 示例大會\n")
    files = {"site.yaml": site, "programme.yaml": PROGRAMME, "people.yaml": PEOPLE, **ABOUT}
    pages = pages_of(tmp_path, files, own_templates(tmp_path / "own", own))

    forum = pages["zh-hant/programme/forum/index.html"]
    assert '<html lang="zh-Hant">' in forum
    assert "<h1>專題論壇</h1>" in forum
    assert '<span lang="zh-Hans">报告</span>' in forum  # not converted: shown as it is, and marked
    assert ">繁體中文</a>" in pages["zh/programme/forum/index.html"]
    assert 'hreflang="zh-Hant" href="https://example.org/2023/zh-hant/pages' not in forum
    assert set(re.findall(r'<link rel="alternate" hreflang="([^"]+)"', forum)) == {"zh-Hans", "zh-Hant", "en"}
    assert "<h1>關於會議</h1>" in pages["zh-hant/about/index.html"]
    assert '<span class="family">張</span>東' in pages["zh-hant/people/zhang-dong/index.html"]
    assert f"<h1>{words['people']['zh'].translate(TABLE)}</h1>" in pages["zh-hant/people/index.html"]


def test_b54_traditional_chinese_as_an_edition_of_its_own(
    tmp_path: Path, site_yaml: str, words: Mapping[str, Any]
) -> None:
    table = "题目,开始,时长,讲者,标签\n报告,09:00,30,张东,专题\n"
    programme = "sessions: [{id: forum, title: {zh: 专题论坛, en: Forum}, date: 2023-08-25, start: 09:00, table: forum.csv}]\n"
    people = "zhang-dong: {name: {zh: 张东, en: ZHANG Dong}}\n"
    files = {"site.yaml": site_yaml, "programme.yaml": programme, "people.yaml": people, "forum.csv": table}
    hant = {name: text.translate(TABLE) for name, text in files.items()}
    hant["site.yaml"] = hant["site.yaml"].replace(
        "zh-Hans, name: 中文, locale: zh_Hans_CN", "zh-Hant, name: 繁體中文, locale: zh_Hant_TW"
    )
    templates = own_templates(
        tmp_path / "own", {key: {"zh": converted(forms["zh"])} for key, forms in words.items()}
    )
    (tmp_path / "hans").mkdir()
    (tmp_path / "hant").mkdir()
    simplified = pages_of(tmp_path / "hans", files, own_templates(tmp_path / "none", {}))
    traditional = pages_of(tmp_path / "hant", hant, templates)

    assert sorted(traditional) == sorted(simplified)  # ids and addresses are the same
    (talk,) = [name for name in traditional if name.startswith("zh/programme/forum-")]
    assert '<html lang="zh-Hant">' in traditional[talk]
    assert "<h1>報告</h1>" in traditional[talk]
    assert "專題" in traditional[talk]
    assert not [name for name, html in traditional.items() if "zh-Hans" in html]
