"""Whole builds of small sites: what is published, what is remembered, what a failure leaves."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from PIL import Image

from sitegen.build import Options, Report, build
from sitegen.build.run import default_templates
from sitegen.render import markdown
from sitegen.render.templates import Renderer, Showable

TODAY = datetime.date(2023, 8, 1)
FILES = {
    "people.yaml": (
        "li-si:\n  name:\n    zh: 李四\n    en: LI Si\n  bio:\n    zh: 一段**简介**。\n    en: A *short* text.\n"
        "  photo: media/li-si.jpg\n"
    ),
    "programme.yaml": (
        "sessions:\n  - {id: opening, kind: ceremony, title: {zh: 开幕式, en: Opening}, date: 2023-08-25, time: 09:00–10:00,"
        " speakers: [li-si]}\n"
    ),
    "news/hello.zh.md": "---\ntitle: 你好\ndate: 2023-08-01\npeople: [li-si]\n---\n欢迎参加[开幕式](session:opening)。\n",
    "news/hello.en.md": "---\ntitle: Hello\n---\nWelcome to the [opening](session:opening).\n",
    "pages/about.zh.md": "---\ntitle: 关于\n---\n见[新闻](../news/hello.md)。\n",
    "pages/about.en.md": "---\ntitle: About\n---\nSee the [news](../news/hello.md).\n",
}


def make_content(folder: Path, site_yaml: str, files: Mapping[str, str] = FILES) -> Path:
    """A small content folder with a portrait."""
    content = folder / "content"
    for name, text in {"site.yaml": site_yaml, **files}.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (content / "media").mkdir(exist_ok=True)
    Image.new("RGB", (400, 500), "#0b5568").save(content / "media" / "li-si.jpg")
    return content


def run(folder: Path, **more: object) -> Report:
    options = {"today": TODAY, "cache": folder / ".cache", **more}
    return build(Options(project=folder, content=folder / "content", output=folder / "output", **options))  # type: ignore[arg-type]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder but our own manifest."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith(".")
    }


def errors(report: Report) -> list[str]:
    return [
        f"{problem.location} {problem.code} {problem.values}"
        for problem in report.problems
        if problem.severity == 0
    ]


def test_the_same_input_gives_the_same_bytes_cold_and_warm(
    tmp_path: Path, site_yaml: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_content(tmp_path, site_yaml)
    calls = []
    convert = markdown.convert

    def counted(text: str, **more: object) -> markdown.Fragment:
        calls.append(text)
        return convert(text, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("sitegen.render.content.convert", counted)
    report = run(tmp_path)
    assert errors(report) == []
    assert report.is_published
    cold = tree(tmp_path / "output")
    assert len(calls) == len(set(calls)) == 6
    calls.clear()
    assert run(tmp_path).written == 0
    assert tree(tmp_path / "output") == cold
    assert calls == []
    shutil.rmtree(tmp_path / "output")
    shutil.rmtree(tmp_path / ".cache")
    run(tmp_path)
    assert tree(tmp_path / "output") == cold


def test_two_processes_give_the_same_bytes_as_one(tmp_path: Path, site_yaml: str) -> None:
    make_content(tmp_path, site_yaml)
    run(tmp_path, processes=1, cache=None)
    one = tree(tmp_path / "output")
    shutil.rmtree(tmp_path / "output")
    report = run(tmp_path, processes=2)
    assert tree(tmp_path / "output") == one
    assert run(tmp_path, processes=2).written == 0
    assert report.problems.errors == 0


def test_another_folder_gives_the_same_bytes(tmp_path: Path, site_yaml: str) -> None:
    trees = []
    for name in ("one", "另一个 folder"):
        make_content(tmp_path / name, site_yaml)
        assert run(tmp_path / name).is_published
        trees.append(tree(tmp_path / name / "output"))
    assert trees[0] == trees[1]


def test_a_mistake_leaves_the_last_good_output(tmp_path: Path, site_yaml: str) -> None:
    content = make_content(tmp_path, site_yaml)
    run(tmp_path)
    before = tree(tmp_path / "output")
    (content / "pages" / "about.zh.md").write_text(
        "---\ntitle: 关于\n---\n见[新闻](../news/helo.md)。\n", "utf-8"
    )
    report = run(tmp_path)
    assert not report.is_published
    assert errors(report) == [
        "content/pages/about.zh.md:4:2 link-missing-page (('target', '../news/helo.md'), ('suggestion', 'hello'))"
    ]
    assert tree(tmp_path / "output") == before


def test_strict_refuses_warnings(tmp_path: Path, site_yaml: str) -> None:
    content = make_content(tmp_path, site_yaml)
    (content / "news" / "hello.en.md").unlink()
    assert run(tmp_path).is_published
    report = run(tmp_path, strict=True)
    assert not report.is_published
    assert [problem.code for problem in report.problems] == ["missing-file"]


def test_a_deleted_page_goes_and_foreign_files_stay(tmp_path: Path, site_yaml: str) -> None:
    content = make_content(tmp_path, site_yaml)
    run(tmp_path)
    (tmp_path / "output" / "CNAME").write_text("example.org")
    (content / "pages" / "about.zh.md").unlink()
    (content / "pages" / "about.en.md").unlink()
    report = run(tmp_path)
    assert report.kept == ("CNAME",)
    assert not (tmp_path / "output" / "zh" / "about").exists()
    assert (tmp_path / "output" / "CNAME").read_text() == "example.org"


def test_a_further_language_needs_words_only(tmp_path: Path, site_yaml: str) -> None:
    words = yaml.safe_load((default_templates() / "words.yaml").read_text("utf-8"))
    folder = tmp_path / "templates"
    folder.mkdir()
    more = {key: {"zh-hant": value["zh"]} for key, value in words.items()}
    more["date_patterns"] = {
        "zh-hant": {**words["date_patterns"]["zh"], "day": "西元{year}年{month}月{day}日"}
    }
    (folder / "words.yaml").write_text(yaml.safe_dump(more, allow_unicode=True, default_style='"'), "utf-8")
    third = "  zh-hant: {tag: zh-Hant, name: 繁體中文, locale: zh_Hant_TW}\n"
    content = make_content(tmp_path, site_yaml.replace("source_language", third + "source_language", 1))
    (content / "news" / "hello.zh-hant.md").write_text("---\ntitle: 您好\n---\n歡迎。\n", "utf-8")
    report = run(tmp_path, templates=(folder,))
    assert errors(report) == []
    output = tmp_path / "output"
    article = (output / "zh-hant" / "news" / "hello" / "index.html").read_text("utf-8")
    assert '<html lang="zh-Hant"' in article
    assert "西元2023年8月1日" in article
    assert 'hreflang="zh-Hant"' in (output / "zh" / "news" / "hello" / "index.html").read_text("utf-8")
    assert "../../../zh-hant/news/hello/index.html" in (
        output / "en" / "news" / "hello" / "index.html"
    ).read_text("utf-8")


TEXTS = {
    "programme/opening.zh.md": "会议**开幕**。\n\n## 日程\n\n略。\n",
    "programme/opening.en.md": "The congress *opens*; see [the report](../news/hello.md).\n\n## Agenda\n",
    "people/li-si.zh.md": "一段简介，见[开幕式](session:opening)。\n",
    "series.yaml": "lecture:\n  title:\n    zh: 讲座\n    en: Lectures\n",
    "series/lecture.zh.md": "每周四中午。\n",
    "series/lecture.en.md": "Thursdays at midday.\n",
}


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("programme/opening.zh.md", "开幕", "开始"),
        ("programme/opening.zh.md", "## 日程", "## 安排"),  # the id of the heading in both languages
        ("programme/opening.en.md", "*opens*", "**begins** ![a portrait](media/li-si.jpg)"),
        ("programme/opening.en.md", "see [the report](../news/hello.md)", "no link"),
        ("people/li-si.zh.md", "一段简介", "另一段简介\n\n## 标题\n\n更多"),
        ("series/lecture.zh.md", "每周四中午", "每周四下午，见[开幕式](session:opening)"),
        ("news/hello.zh.md", "欢迎参加", "请参加"),
        ("news/hello.en.md", "Welcome", "Come"),
        ("pages/about.zh.md", "见", "请见"),
    ],
)
def test_an_edited_text_gives_the_same_bytes_as_a_cold_build(
    tmp_path: Path, site_yaml: str, monkeypatch: pytest.MonkeyPatch, name: str, before: str, after: str
) -> None:
    files = {
        **FILES,
        **TEXTS,
        "people.yaml": "li-si:\n  name:\n    zh: 李四\n    en: LI Si\n  photo: media/li-si.jpg\n",
    }
    content = make_content(tmp_path, site_yaml, files)
    first = run(tmp_path)
    assert errors(first) == []
    text = (content / name).read_text("utf-8")
    assert before in text
    (content / name).write_text(text.replace(before, after), "utf-8")
    rendered: list[str] = []
    render = Renderer.render

    def counted(self: Renderer, page: Showable, **more: object) -> str:
        rendered.append(page.key)
        return render(self, page, **more)

    monkeypatch.setattr(Renderer, "render", counted)
    warm = run(tmp_path)
    assert len(rendered) in {1, 2}, rendered
    assert len(set(rendered)) == 1
    edited = tree(tmp_path / "output")
    told = [str(problem) for problem in warm.problems]
    shutil.rmtree(tmp_path / "output")
    cold = run(tmp_path, cache=None)
    assert tree(tmp_path / "output") == edited
    assert [str(problem) for problem in cold.problems] == told


def test_b19_the_two_files_of_a_page_share_the_ids_of_headings(tmp_path: Path, site_yaml: str) -> None:
    pair = {
        "pages/fees.zh.md": "---\ntitle: 费用\n---\n## 早鸟价\n\n## 退款 {#refund}\n\n## 说明\n\n见[退款](#refund)。\n",
        "pages/fees.en.md": "---\ntitle: Fees\n---\n## Early bird\n\n## Refunds\n\n## Main\n\nSee [above](#early-bird).\n",
    }
    make_content(tmp_path, site_yaml, {**FILES, **pair})
    report = run(tmp_path)
    assert [problem.code for problem in report.problems if "pages/fees" in problem.location.path] == []
    pages = [(tmp_path / "output" / code / "fees/index.html").read_text("utf-8") for code in ("zh", "en")]
    assert [re.findall(r'<h2 id="([^"]+)"', page) for page in pages] == [["早鸟价", "refund", "说明"]] * 2
    assert all(f'<span id="{own}"></span>' in pages[1] for own in ("early-bird", "refunds", "main-2"))


def test_a_page_damaged_by_hand_is_made_again(tmp_path: Path, site_yaml: str) -> None:
    content = make_content(tmp_path, site_yaml)
    run(tmp_path)
    whole = tree(tmp_path / "output")
    (tmp_path / "output" / "zh" / "about" / "index.html").write_text("damaged")
    (tmp_path / "output" / "en" / "index.html").unlink()
    about = content / "pages" / "about.en.md"
    about.write_text(about.read_text("utf-8") + "\n", "utf-8")
    assert run(tmp_path).is_published
    assert tree(tmp_path / "output") == whole


def test_one_changed_page_is_replaced_with_its_search_and_many_change_together(
    tmp_path: Path, site_yaml: str
) -> None:
    content = make_content(tmp_path, site_yaml)
    run(tmp_path)
    folder = (tmp_path / "output").stat().st_ino
    about = content / "pages" / "about.en.md"
    about.write_text(about.read_text("utf-8") + "\nMore.\n", "utf-8")
    before = tree(tmp_path / "output")
    run(tmp_path)
    after = tree(tmp_path / "output")
    changed = {path for path in before if before[path] != after[path]}
    assert {path for path in changed if not path.startswith("en/search/")} == {
        "en/about/index.html",
        "sitegen-files.txt",
    }
    assert {path.rpartition("/")[2][:4] for path in changed if path.startswith("en/search/")} == {
        "head",
        "text",
        "w0.j",
    }
    assert (tmp_path / "output").stat().st_ino == folder
    assert "More." in (tmp_path / "output" / "en" / "about" / "index.html").read_text("utf-8")
    hello = content / "news" / "hello.en.md"
    hello.write_text(hello.read_text("utf-8").replace("title: Hello", "title: Good morning"), "utf-8")
    assert run(tmp_path).written > 1
    assert (tmp_path / "output").stat().st_ino != folder


def test_an_edited_title_is_new_everywhere(tmp_path: Path, site_yaml: str) -> None:
    content = make_content(tmp_path, site_yaml)
    run(tmp_path)
    path = content / "news" / "hello.en.md"
    path.write_text(path.read_text("utf-8").replace("title: Hello", "title: Good morning"), "utf-8")
    run(tmp_path)
    edited = tree(tmp_path / "output")
    shutil.rmtree(tmp_path / "output")
    run(tmp_path, cache=None)
    assert tree(tmp_path / "output") == edited


def test_a_dead_anchor_is_found_though_its_page_was_not_rendered_again(
    tmp_path: Path, site_yaml: str
) -> None:
    about = "---\ntitle: About\n---\nSee the [aims](../news/hello.md#aims).\n"
    hello = "---\ntitle: Hello\n---\n## Our aims {#aims}\n\nText.\n"
    content = make_content(
        tmp_path, site_yaml, {**FILES, "pages/about.en.md": about, "news/hello.en.md": hello}
    )
    assert run(tmp_path).is_published
    (content / "news" / "hello.en.md").write_text(hello.replace(" {#aims}", " {#goals}"), "utf-8")
    report = run(tmp_path)
    assert [problem.code for problem in report.problems if problem.severity == 0] == ["dead-anchor"]


def test_b30_rare_characters_survive_everywhere(tmp_path: Path, site_yaml: str) -> None:
    name = "𠮷野𬭩䶮"
    files = {
        **FILES,
        "site.yaml": site_yaml,
        "people.yaml": f"li-si:\n  name: {{zh: {name}, en: YOSHINO}}\n",
        "news/hello.zh.md": f"---\ntitle: {name}来访\ndate: 2023-08-01\n---\n## {name}\n\n![{name}](../media/{name}.jpg)\n",
        f"news/{name}.txt": "x",
    }
    content = make_content(tmp_path, site_yaml, files)
    shutil.copy(next((content / "media").glob("*.jpg")), content / "media" / f"{name}.jpg")
    report = run(tmp_path)
    assert errors(report) == []
    holding = set()
    for path in (tmp_path / "output").rglob("*"):
        if path.is_file() and path.suffix in {".html", ".ics", ".json", ".xml", ".js"}:
            text = path.read_bytes().replace(b"\r\n ", b"").decode()
            assert "\ufffd" not in text
            assert not re.search(r"&#x?[0-9a-f]{5,6};", text, re.IGNORECASE)
            if name in text:
                holding.add(path.relative_to(tmp_path / "output").as_posix())
    assert {
        "zh/people/li-si/index.html",
        "en/people/li-si/index.html",
        "zh/news/hello/index.html",
        "zh/news/feed.xml",
        "zh/news/feed.json",
        "zh/index.html",
    } <= holding
    assert any(one.endswith(".ics") for one in holding)
    assert any(one.startswith("api/") for one in holding)
    assert f'<h2 id="{name}">' in (tmp_path / "output/zh/news/hello/index.html").read_text("utf-8")
