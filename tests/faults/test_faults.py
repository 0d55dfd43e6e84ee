"""Mistakes that show only when a whole site is built: what is told, where, and what is published.

Mistakes within one file have their tests in tests/source, tests/load and tests/render.
"""

from __future__ import annotations

import datetime
import html
import io
import json
import shutil
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from sitegen.build import Options, build
from sitegen.problems import as_text

FRONT = "---\ntitle: 关于\n---\n\n"
GOOD: dict[str, str | bytes] = {
    "pages/about.zh.md": FRONT + "文字。\n",
    "pages/about.en.md": "---\ntitle: About\n---\n\nText.\n",
    "news/hello.zh.md": "---\ntitle: 你好\ndate: 2023-08-01\n---\n\n## 甲 {#first}\n\n欢迎。\n",
    "news/hello.en.md": "---\ntitle: Hello\n---\n\n## One {#first}\n\nWelcome.\n",
}
ABOUT = "zh/about/index.html"
Files = Mapping[str, str | bytes]


@dataclass
class Result:
    """A build over the output of an earlier good one."""

    root: Path
    is_published: bool
    lines: list[str]
    before: dict[str, bytes]

    @property
    def after(self) -> dict[str, bytes]:
        return tree(self.root / "output")

    def page(self, path: str = ABOUT) -> str:
        return (self.root / "output" / path).read_text("utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def write(folder: Path, files: Files) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def build_in(root: Path, cache: Path, templates: tuple[Path, ...] = ()) -> tuple[bool, list[str]]:
    """Whether it is published, and what is told, but for how the two texts of a page differ.

    Most tests spoil one of two texts, which have so become unlike: tests/checks/test_translations.py.
    """
    report = build(
        Options(
            project=root,
            content=root / "content",
            output=root / "output",
            templates=templates,
            cache=cache,
            today=datetime.date(2023, 8, 1),
            processes=1,
        )
    )
    told = [problem for problem in report.problems if not problem.code.startswith("structure-")]
    return report.is_published, list(as_text(told, "en"))


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small site without a mistake, built, and the cache of that build."""
    folder = tmp_path_factory.mktemp("good")
    site = """\
languages:
  zh: {tag: zh-Hans, name: 中文, locale: zh_Hans_CN}
  en: {tag: en, name: English, locale: en_GB}
source_language: zh
base_url: https://example.org/2023/
event:
  name:
    zh: 示例大会
    en: Example Congress
  start: 2023-08-25
  end: 2023-08-27
  timezone: Asia/Shanghai
"""
    write(folder / "site" / "content", {"site.yaml": site, **GOOD})
    assert build_in(folder / "site", folder / "cache") == (True, [])
    return folder / "site", folder / "cache"


Rebuild = Callable[..., Result]


@pytest.fixture
def rebuild(good: tuple[Path, Path], tmp_path: Path) -> Rebuild:
    """`rebuild({file: text})`: the good site, built once more with these files changed or added."""
    site, cache = good

    def with_files(
        files: Files, templates: Files | None = None, prepare: Callable[[Path], None] | None = None
    ) -> Result:
        root = tmp_path / "site"
        shutil.copytree(site, root)
        write(root / "content", files)
        write(root / "own", templates or {})
        if prepare is not None:
            prepare(root)
        before = tree(root / "output")
        published, lines = build_in(root, cache, (root / "own",) if templates else ())
        return Result(root, published, lines, before)

    return with_files


def about(body: str) -> str:
    return FRONT + body + "\n"


def jpeg() -> bytes:
    data = io.BytesIO()
    Image.effect_noise((300, 200), 60).convert("RGB").save(data, "JPEG")
    return data.getvalue()


def bomb() -> bytes:
    """A PNG file of 900 million pixels, as its header says."""
    header = struct.pack(">IIBBBBB", 30000, 30000, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def pair(name: str, extra: str = "") -> dict[str, str]:
    """A page in both languages."""
    return {
        f"{name}.{code}.md": f"---\ntitle: {title}\n{extra if code == 'zh' else ''}---\n\n{title}\n"
        for code, title in (("zh", "甲"), ("en", "A"))
    }


# name of the fault, files, whether it is published, all that is told
FAULTS: list[tuple[str, Files, bool, list[str]]] = [
    ("link-missing-page", {"pages/about.zh.md": about("见[新闻](../news/helo.md)。")}, False,
     ["content/pages/about.zh.md:5:2: error: link to “../news/helo.md”, which is not there [link-missing-page]",
      "    hint: did you mean “hello”?"]),
    ("link-missing-record", {"pages/about.zh.md": about("文\n\n见[开幕](session:opening)。")}, False,
     ["content/pages/about.zh.md:7:2: error: link to “session:opening”, which is not there [link-missing-page]"]),
    ("link-missing-file", {"pages/about.zh.md": about("见[表](form.pdf)。")}, False,
     ["content/pages/about.zh.md:5:2: error: link to “form.pdf”, which is not there [link-missing-page]"]),
    ("link-missing-anchor", {"pages/about.zh.md": about("## 午餐 {#lunch}\n\n见[午餐](#luhch)。")}, False,
     ["content/pages/about.zh.md:7:2: error: no heading #luhch in this page [link-missing-anchor]",
      "    hint: did you mean “#lunch”?"]),
    ("link-missing-anchor-elsewhere", {"pages/about.zh.md": about("见[新闻](../news/hello.md#second)。")}, False,
     ["content/pages/about.zh.md: error: the link “../news/hello/index.html#second” in zh/about/index.html finds no such"
      " place in its page [dead-anchor]"]),
    ("link-missing-image", {"pages/about.zh.md": about("![厅](no-such-hall.jpg)")}, False,
     ["content/pages/about.zh.md:5:1: error: picture no-such-hall.jpg is not there [link-missing-image]"]),
    ("link-missing-menu-page", {"pages/about.zh.md": about("文"), "site.yaml": "menu: [{page: abuot}]"}, False,
     ["content/site.yaml:13:15: error: the menu names the page “abuot”, which is not there [menu-missing-page]",
      "    hint: did you mean “about”?"]),
    ("link-other-host", {"pages/about.zh.md": about("![厅](https://example.com/hall.jpg)")}, False,
     ["content/pages/about.zh.md:5:1: error: the picture https://example.com/hall.jpg is on another website; save it in"
      " content/media/ [other-host]"]),
    ("link-undefined-reference", {"pages/about.zh.md": about("见[新闻][nwes]。\n\n[news]: ../news/hello.md")}, True,
     ["content/pages/about.zh.md:5:2: warning: the link label [nwes] is not defined [undefined-reference]",
      "    hint: did you mean [news]?"]),
    ("link-unclosed-fence", {"pages/about.zh.md": about("文字\n\n```\nx = 1\n\n更多")}, True,
     ["content/pages/about.zh.md:7:1: warning: this code fence is never closed; the text after it is not shown as code"
      " [unclosed-fence]", "    hint: write the same fence (such as ```) on a line of its own after the code"]),
    ("link-backslash", {"pages/about.zh.md": about("![厅](images\\hall.jpg)"), "pages/images/hall.jpg": jpeg()}, False,
     ["content/pages/about.zh.md:5:1: error: backslashes in an address: images\\hall.jpg [backslash-in-address]",
      "    hint: write images/hall.jpg"]),
    ("file-duplicate-output-slug", {**pair("pages/one", "slug: same\n"), **pair("pages/two", "slug: same\n")}, False,
     ["content/pages/two.zh.md:3:7: error: two pages have the address same (the other: content/pages/one.zh.md:3:7)"
      " [duplicate-address]"]),
    ("file-duplicate-output-index", {**pair("pages/one"), **pair("pages/one/index")}, False,
     ["content/pages/one/index.en.md: error: two pages have the address one (the other: content/pages/one.en.md)"
      " [duplicate-address]"]),
    ("file-duplicate-output-standing", pair("pages/news"), False,
     ["content/pages/news.en.md:2:8: error: two pages have the address en/news (the other: page:news) [duplicate-address]",
      "content/pages/news.zh.md:2:8: error: two pages have the address zh/news (the other: page:news) [duplicate-address]"]),
    ("file-duplicate-output-record", {"people.yaml": "one:\n  name: Ann\n", **pair("pages/people/one")}, False,
     ["content/pages/people/one.en.md:2:8: error: two pages have the address en/people/one (the other:"
      " content/people.yaml:2:9) [duplicate-address]",
      "content/pages/people/one.zh.md:2:8: error: two pages have the address zh/people/one (the other:"
      " content/people.yaml:2:9) [duplicate-address]"]),
    ("image-bomb", {"pages/about.zh.md": about("![甲](../media/bomb.png)"), "media/bomb.png": bomb()}, False,
     ["content/media/bomb.png: error: 30000×30000 pixels, more than a page can show [image-bomb]",
      "    hint: make it smaller, 5000 pixels at most"]),
    ("image-truncated", {"pages/about.zh.md": about("![甲](../media/cut.jpg)"), "media/cut.jpg": jpeg()[:9000]}, False,
     ["content/media/cut.jpg: error: the picture is cut off or damaged [image-truncated]", "    hint: copy it again"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "published", "lines"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_a_mistake_is_told_once_and_leaves_the_last_good_site(
    rebuild: Rebuild, good: tuple[Path, Path], files: Files, published: bool, lines: list[str]
) -> None:
    if isinstance(more := files.get("site.yaml"), str):
        files = {**files, "site.yaml": (good[0] / "content" / "site.yaml").read_text("utf-8") + more}
    result = rebuild(files)
    assert result.lines == lines
    assert result.is_published is published
    assert (result.after == result.before) is not published


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (None, ["content/site.yaml: error: there is no site.yaml in the content folder [no-site-yaml]"]),
        ("", ["content/site.yaml: error: there is no site.yaml in the content folder [no-site-yaml]"]),
        (
            "languages: {zh: [",
            ["content/site.yaml:1:17: error: this [ is never closed [yaml-unclosed-bracket]"],
        ),
        (
            "- a",
            [
                "content/site.yaml:1:1: error: “site” needs fields under it, each on a line of its own [not-a-map]"
            ],
        ),
    ],
)
def test_what_is_wrong_with_site_yaml_is_told_once(
    rebuild: Rebuild, text: str | None, lines: list[str]
) -> None:
    def spoil(root: Path) -> None:
        place = root / "content" / "site.yaml"
        place.unlink() if text is None else place.write_text(text, "utf-8")

    result = rebuild({}, prepare=spoil)
    assert result.lines == lines
    assert result.after == result.before


def test_names_that_differ_in_case_only_are_an_error(rebuild: Rebuild) -> None:
    result = rebuild({"media/hall.jpg": b"1", "media/Hall.jpg": b"2"})
    if len(list((result.root / "content" / "media").iterdir())) < 2:
        return  # this file system could not hold both
    assert result.lines == [
        "content/media/hall.jpg: error: differs from content/media/Hall.jpg in case only; the two become one file on"
        " Windows and macOS [file-case-collision]",
        "    hint: rename one of them",
    ]
    assert result.after == result.before


# ------------------------------------------------------------ what is in texts
SCRIPTS = [
    ("xss-script", "甲<script>alert(1)</script>乙",
     ["content/pages/about.zh.md:5:2: warning: <script> is not allowed in content and has been taken out [raw-html]"],
     "<p>甲乙</p>"),
    ("xss-onerror", '甲<img src="../media/a.jpg" onerror="alert(1)" alt="乙">',
     ["content/pages/about.zh.md:5:28: warning: event handlers are not allowed in content; onerror has been taken out"
      " [event-handler]"], 'alt="乙"'),
    ("xss-javascript-link", "[甲](javascript:alert)",
     ["content/pages/about.zh.md:5:1: warning: javascript: links are not allowed in content; taken out:"
      " javascript:alert [unsafe-link]",
      "    hint: links may be http, https, mailto, tel, or relative addresses of this site"], "<p><a>甲</a></p>"),
    ("xss-data-link", '<a href="data:text/html,<script>alert(1)</script>">甲</a>', None, "<a>甲</a>"),
    ("xss-alt", "![&quot; onerror=&quot;alert(1)](../media/a.jpg)", [], 'alt="&#34; onerror=&#34;alert(1)"'),
    ("xss-title-attribute", '[甲](../news/hello.md "&quot; onclick=&quot;alert(1)")', [],
     'title="&quot; onclick=&quot;alert(1)"'),
    ("ssti-body", "{{ 7 * 7 }} {% include 'layouts/page.html' %} {# 注 #} {{ site }}", [],
     "<p>{{ 7 * 7 }} {% include 'layouts/page.html' %} {# 注 #} {{ site }}</p>"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "lines", "shown"), [row[1:] for row in SCRIPTS], ids=[row[0] for row in SCRIPTS]
)
def test_a_text_brings_in_no_script_and_no_template(
    rebuild: Rebuild, body: str, lines: list[str] | None, shown: str
) -> None:
    result = rebuild({"pages/about.zh.md": about(body), "media/a.jpg": jpeg()})
    if lines is not None:
        assert result.lines == lines
    assert result.is_published
    page = result.page()
    main = page[page.index("<main") : page.index("</main>")]
    assert shown in main
    for mark in ("<script", 'onerror="', 'onclick="', "javascript:", "data:text"):
        assert mark not in main


HOSTILE = "\"'><script>alert(1)</script>&amp;<b ]]>"


def test_a_title_is_text_wherever_it_stands(rebuild: Rebuild, good: tuple[Path, Path]) -> None:
    typed = json.dumps(HOSTILE)
    site = (good[0] / "content" / "site.yaml").read_text("utf-8")
    site = site.replace("zh: 示例大会", f"zh: {typed}")
    site += (
        f"menu: [{{page: about}}, {{label: {typed}, url: https://example.org/?a=1&b=2}}]\n"
        f"notice: {{text: {{zh: {typed}, en: Notice}}}}\n"
    )
    result = rebuild(
        {
            "site.yaml": site,
            "people.yaml": f"one:\n  name: {{zh: {typed}, en: One}}\n  photo: media/a.jpg\n  rank: {{zh: {typed}, en: R}}\n",
            "programme.yaml": "tracks:\n  skull:\n    name: {zh: TYPED, en: T}\nsessions:\n  - id: opening\n    title: {zh: TYPED, en: O}\n"
            "    date: 2023-08-25\n    time: 09:00–10:00\n    track: skull\n    speakers: [one]\n".replace(
                "TYPED", typed
            ),
            "news/hello.zh.md": f"---\ntitle: {typed}\nsubtitle: {typed}\ndate: 2023-08-01\npeople: [one]\n---\n\n文\n",
            "pages/about.zh.md": f"---\ntitle: {typed}\nmenu_title: {typed}\n---\n\n文\n",
            "media/a.jpg": jpeg(),
        }
    )
    assert result.lines == []
    pages = {path: data.decode() for path, data in result.after.items() if path.endswith((".html", ".xml"))}
    assert (
        sum(
            html.escape(HOSTILE).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page
            for page in pages.values()
        )
        > 12
    )
    for path, page in pages.items():
        assert "<script>" not in page, path
        assert "<b " not in page, path
        assert "&b=" not in page, path


# ------------------------------------------------------------ files
def test_a_link_out_of_the_content_folder_is_left_out(rebuild: Rebuild) -> None:
    def link(root: Path) -> None:
        (root / "secret.md").write_text(about("秘密"), "utf-8")
        (root / "content" / "pages" / "secret.zh.md").symlink_to(root / "secret.md")

    result = rebuild({}, prepare=link)
    assert result.lines == [
        "content/pages/secret.zh.md: warning: a symbolic link out of the content folder; it is left out [file-symlink-out]",
        "    hint: copy the file itself into the content folder",
    ]
    assert result.is_published
    assert result.after == result.before


def test_odd_names_of_files_are_encoded_in_links(rebuild: Rebuild) -> None:
    name = "图 1#50%'s (甲)&b"
    body = f"![甲](<../media/{quote(name)}.jpg>)\n\n[乙](<../media/{quote(name)}.pdf>)\n"
    result = rebuild(
        {"pages/about.zh.md": about(body), f"media/{name}.jpg": jpeg(), f"media/{name}.pdf": b"%PDF"}
    )
    assert result.lines == []
    document = next(path for path in result.after if path.endswith(".pdf"))
    assert f'href="../../{html.escape(quote(document))}"' in result.page()
    assert result.after[document] == b"%PDF"
    pictures = [path for path in result.after if path.endswith((".jpg", ".avif"))]
    assert {path.rpartition(".")[2] for path in pictures} == {"jpg", "avif"}
    assert all(f'"../../{quote(path)}' in result.page() for path in pictures)


def test_what_editors_leave_is_not_published(rebuild: Rebuild) -> None:
    left = ("pages/about.zh.md~", "pages/.about.zh.md.swp", "pages/#about.zh.md#", "pages/about.zh.md.bak",
            "pages/~$bout.zh.md", "pages/.#about.zh.md", "media/.DS_Store", "media/Thumbs.db", ".git/config")  # fmt: skip
    result = rebuild(dict.fromkeys(left, "---\ntitle: 旧\n---\n\n旧文\n"))
    assert result.lines == []
    assert result.after == result.before


def test_what_no_page_links_to_is_not_published(rebuild: Rebuild) -> None:
    result = rebuild({"media/minutes.docx": b"secret", "pages/draft.txt": b"secret"})
    assert (result.lines, result.after == result.before) == ([], True)


# ------------------------------------------------------------ pictures
def test_the_place_is_removed_from_photos(rebuild: Rebuild) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 15.0, 0.0)})
    data = io.BytesIO()
    Image.effect_noise((300, 200), 60).convert("RGB").save(data, "JPEG", exif=exif, comment=b"secret place")
    assert Image.open(data).getexif().get_ifd(0x8825)
    body = "![甲](../media/a.jpg)\n\n[原图](../media/a.jpg)\n"
    result = rebuild({"pages/about.zh.md": about(body), "media/a.jpg": data.getvalue()})
    assert result.lines == []
    pictures = {path: data for path, data in result.after.items() if path.endswith((".jpg", ".avif"))}
    sizes = set()
    for published in pictures.values():
        image = Image.open(io.BytesIO(published))
        sizes.add((image.format, image.size))
        assert not set(image.getexif()) - {0x0112}
        assert b"secret" not in published
    assert sizes == {("JPEG", (200, 300)), ("AVIF", (200, 300)), ("JPEG", (300, 200))}


def test_a_drawing_loses_its_script(rebuild: Rebuild) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" onload="alert(1)"><script>alert(2)</script>'
        '<a href="javascript:alert(3)"><rect width="5" height="5"/></a><image href="https://example.com/x.png"/></svg>'
    )
    body = "![甲](../media/a.svg)\n\n[原图](../media/a.svg)\n"
    result = rebuild({"pages/about.zh.md": about(body), "media/a.svg": drawing})
    assert result.lines == [
        "content/media/a.svg: warning: the drawing holds a script or content from elsewhere, which was removed: onload,"
        " <script>, href [svg-script]"
    ]
    drawings = [data for path, data in result.after.items() if path.startswith("assets/a.")]
    assert len(drawings) == 2
    for data in drawings:
        assert b"<rect" in data
        assert not any(mark in data for mark in (b"script", b"alert", b"onload", b"example.com"))


# ------------------------------------------------------------ templates
HEAD = '{% extends "layouts/page.html" %}\n{% block content %}\n'
TEMPLATES = [
    ("template-syntax", HEAD + "{% if page %}\n{% endblock %}\n",
     "own/pages/prose.html:4: error: mistake in the template: Encountered unknown tag 'endblock'. You probably made a nesting"
     " mistake. Jinja is expecting this tag, but currently looking for 'elif' or 'else' or 'endif'. The innermost block"
     " that needs to be closed is 'if'. [template-syntax]"),
    ("template-undefined", HEAD + "\n{{ no_such_variable }}\n{% endblock %}\n",
     "own/pages/prose.html:4: error: 'no_such_variable' is undefined (while rendering prose:about) [template-undefined]"),
    ("template-undefined-field", HEAD + "{{ page.titel }}\n{% endblock %}\n",
     "own/pages/prose.html:3: error: 'ProsePageView' object has no attribute 'titel' (while"
     " rendering prose:about) [template-undefined]"),
    ("template-include", HEAD + '\n{% include "parts/no-such-part.html" %}\n{% endblock %}\n',
     "own/pages/prose.html:4: error: there is no template parts/no-such-part.html [template-missing]"),
    ("template-no-page", HEAD + '{{ url("page:nowhere") }}\n{% endblock %}\n',
     "own/pages/prose.html:3: error: the template links to “page:nowhere”, a page that is not made (while rendering"
     " prose:about) [template-no-page]"),
    ("template-no-asset", HEAD + '{{ asset("none.js") }}\n{% endblock %}\n',
     "own/pages/prose.html:3: error: there is no none.js in assets/ (while rendering prose:about) [template-no-asset]"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("template", "line"), [row[1:] for row in TEMPLATES], ids=[row[0] for row in TEMPLATES]
)
def test_a_mistake_in_a_template_is_told_once_at_its_line(rebuild: Rebuild, template: str, line: str) -> None:
    result = rebuild({}, templates={"pages/prose.html": template})
    assert [line for line in result.lines if not line.startswith("    hint")] == [line]
    assert not result.is_published
    assert result.after == result.before


def test_a_template_that_loads_from_another_host_is_an_error(rebuild: Rebuild) -> None:
    template = (
        HEAD + '<h1>{{ page.title }}</h1><img src="https://example.com/pixel.gif" alt="">\n{% endblock %}\n'
    )
    result = rebuild({}, templates={"pages/prose.html": template})
    assert result.lines == [
        f"content/pages/about.{code}.md: error: the page {code}/about/index.html would load https://example.com/pixel.gif"
        " from another website [page-loads-other-host]"
        for code in ("en", "zh")
    ]
    assert result.after == result.before


def test_all_mistakes_are_told_in_one_run(rebuild: Rebuild) -> None:
    result = rebuild(
        {
            "pages/about.zh.md": about("[甲](a.md) ![乙](b.jpg)"),
            "pages/about.en.md": "---\ntitle: About\n---\n\n[x](#nothing)\n",
            "news/hello.zh.md": "---\ntitle: 你好\ndate: 2023-08-01\n---\n\n![丙](../media/cut.jpg)\n",
            "media/cut.jpg": jpeg()[:9000],
        }
    )
    assert [line.rpartition(" ")[2] for line in result.lines if not line.startswith("    hint")] == [
        "[image-truncated]", "[link-missing-anchor]", "[link-missing-page]", "[link-missing-image]"
    ]  # fmt: skip
    assert result.after == result.before
