"""An edition is frozen, and the site of the next congress carries it: addresses, bytes, what it costs, mistakes."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.build import Options, Report, build
from sitegen.build.run import make_site
from sitegen.desk.archiving import Archive, make_archive
from sitegen.problems import Stopped, as_text

FILES = {
    "people.yaml": "li-si:\n  name: {zh: 李四, en: LI Si}\n",
    "programme.yaml": """\
sessions:
  - id: opening
    title: {zh: 开幕式, en: Opening}
    date: 2023-08-25
    time: 09:00–10:00
  - id: only-2023
    aliases: [older]
    title: {zh: 讲座, en: Lecture}
    date: 2023-08-25
    time: 10:00–11:00
    speakers: [li-si]
""",
    "dates.yaml": "- {id: late, date: 2023-11-30, label: {zh: 截止, en: Deadline}}\n",
    "redirects.yaml": "cme.html: programme\n",
    "news/bus.zh.md": "---\ntitle: 班车\ndate: 2023-08-01\n---\n每半小时一班。\n",
    "pages/trip.zh.md": "---\ntitle: 交通\n---\n地铁。\n",
}
EVENT = "  city: {zh: 北京, en: Beijing}\n  figures: [{value: 3000+, label: {zh: 名代表, en: delegates}}]\n"


@pytest.fixture
def site_2023(site_yaml: str) -> dict[str, str]:
    return {"site.yaml": site_yaml.replace("example.org/2023/", "example.org/") + EVENT, **FILES}


@pytest.fixture
def options(tmp_path: Path, site_2023: dict[str, str]) -> Options:
    """The congress of 2023, not archived yet; in autumn 2023."""
    write(tmp_path, site_2023)
    folder = tmp_path / "content"
    return Options(
        tmp_path, folder, tmp_path / "output", cache=tmp_path / ".cache", today=datetime.date(2023, 9, 1)
    )


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def freeze(options: Options, **more: str) -> Archive:
    report = Report()
    made = make_archive(options, report, **more)
    assert [problem.code for problem in report.problems if problem.severity == 0] == []
    return made


def become_2027(options: Options, site: Mapping[str, str]) -> Options:
    """The same folder tells of the next congress: the opening has its old address, the lecture is gone."""
    programme = site["programme.yaml"].partition("  - id: only-2023")[0]
    new = {"site.yaml": site["site.yaml"], "programme.yaml": programme}
    for path in options.content.iterdir():
        if path.name != "editions":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    write(options.project, {name: text.replace("2023", "2027") for name, text in new.items()})
    return replace(options, today=datetime.date(2027, 5, 1))


def read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def lines(report: Report) -> list[str]:
    return [line for line in as_text(report.problems, "en") if "edition" in line or "archive" in line]


def test_every_address_of_2023_stands_under_its_year(options: Options, site_2023: dict[str, str]) -> None:
    assert build(options).is_published
    before = read(options.output)
    freeze(options)
    later = become_2027(options, site_2023)
    report = build(later)
    assert report.is_published, lines(report)
    after = read(later.output)
    only_at_root = {"robots.txt", "404.html", "zh/404.html", "en/404.html", "sitegen-files.txt"}
    assert {path for path in before if f"2023/{path}" not in after} == only_at_root
    with zipfile.ZipFile(later.content / "editions" / "2023.zip") as archive:
        frozen = {name: archive.read(name) for name in archive.namelist()}
    about = json.loads(frozen.pop("edition.json"))
    del frozen["sitegen-files.txt"]
    assert {path[5:]: data for path, data in after.items() if path.startswith("2023/")} == frozen
    assert about["leads_to"] == ["zh/index.html", "en/index.html"]
    # addresses that the new congress does not use lead to the archive, also those that were old already
    leads = {
        path: re.findall(rb'url=([^"]+)"', data)[0].decode()
        for path, data in after.items()
        if b'http-equiv="refresh"' in data and not path.startswith("2023/")
    }
    assert leads == {
        "cme.html": "2023/zh/programme/index.html",
        "zh/dates/index.html": "../../2023/zh/dates/index.html",
        "en/dates/index.html": "../../2023/en/dates/index.html",
        "zh/people/index.html": "../../2023/zh/people/index.html",
        "en/people/index.html": "../../2023/en/people/index.html",
        "zh/people/li-si/index.html": "../../../2023/zh/people/li-si/index.html",
        "en/people/li-si/index.html": "../../../2023/en/people/li-si/index.html",
        "zh/programme/2023-08-25/index.html": "../../../2023/zh/programme/2023-08-25/index.html",
        "en/programme/2023-08-25/index.html": "../../../2023/en/programme/2023-08-25/index.html",
        "zh/programme/2023-08-26/index.html": "../../../2023/zh/programme/2023-08-26/index.html",
        "en/programme/2023-08-26/index.html": "../../../2023/en/programme/2023-08-26/index.html",
        "zh/programme/2023-08-27/index.html": "../../../2023/zh/programme/2023-08-27/index.html",
        "en/programme/2023-08-27/index.html": "../../../2023/en/programme/2023-08-27/index.html",
        "zh/programme/only-2023/index.html": "../../../2023/zh/programme/only-2023/index.html",
        "en/programme/only-2023/index.html": "../../../2023/en/programme/only-2023/index.html",
        "zh/programme/older/index.html": "../../../2023/zh/programme/only-2023/index.html",
        "en/programme/older/index.html": "../../../2023/en/programme/only-2023/index.html",
        "zh/news/index.html": "../../2023/zh/news/index.html",
        "en/news/index.html": "../../2023/en/news/index.html",
        "zh/news/bus/index.html": "../../../2023/zh/news/bus/index.html",
        "zh/trip/index.html": "../../2023/zh/trip/index.html",
        "en/trip/index.html": "../../2023/en/trip/index.html",
    }
    assert b"2027" in after["zh/programme/opening/index.html"]  # the new one wins
    uids = [re.findall(rb"\nUID:(.*?)\r", after[f"{at}en/programme/opening.ics"]) for at in ("", "2023/")]
    assert uids == [[b"opening.en@2027.example.org"], [b"opening.en@example.org"]]
    assert after["robots.txt"].decode().splitlines()[3:] == [
        "Sitemap: https://example.org/sitemap.xml",
        "Sitemap: https://example.org/2023/sitemap.xml",
    ]


def test_pages_of_an_archive_say_what_they_are(options: Options, site_2023: dict[str, str]) -> None:
    freeze(options)
    with zipfile.ZipFile(options.content / "editions" / "2023.zip") as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".html")}
    pages = {name: html for name, html in pages.items() if 'http-equiv="refresh"' not in html}
    banners = {
        name: re.findall(r'<aside class="banner.*?</aside>', html, re.DOTALL) for name, html in pages.items()
    }
    assert {name for name, found in banners.items() if len(found) != 1} == set()
    wanted = {
        "zh": '这是2023年大会的存档网站，内容不再更新。 <a class="nb" href="{}../zh/index.html">前往本届大会网站</a>',
        "en": "This is the archived site of the 2023 congress. It is no longer updated."
        ' <a class="nb" href="{}../en/index.html">Go to the current congress</a>',
    }
    for name, (banner,) in banners.items():
        told = re.findall(r"<p>(.*?)</p>", banner)
        if name == "index.html":
            assert told == [wanted["zh"].format(""), wanted["en"].format("")]
            assert re.findall('<div lang="(.*?)">', banner) == ["zh-Hans", "en"]
        else:
            assert told == [wanted[name[:2]].format("../" * name.count("/"))]
    assert 'lang="zh-Hans"' in pages["en/trip/index.html"]  # a fallback; its banner is English
    canonical = {
        name: re.findall('<link rel="canonical" href="(.*?)">', html) for name, html in pages.items()
    }
    assert canonical["zh/programme/opening/index.html"] == [
        "https://example.org/2023/zh/programme/opening/index.html"
    ]
    assert {address[0][:25] for address in canonical.values()} == {"https://example.org/2023/"}
    for mark in ("<title[^>]*>(.*?)</title>", '<meta name="description" content="(.*?)"'):
        texts = {name: re.findall(mark, html) for name, html in pages.items()}
        assert {name for name, (text,) in texts.items() if text.count("(2023)") != 1} == set()
    assert not any("serviceWorker" in html for html in pages.values())
    # made for the day after the last date on the site: nothing is still to come
    assert "（已过）" in pages["zh/dates/index.html"]


def test_nothing_in_an_archive_asks_to_register(options: Options, site_2023: dict[str, str]) -> None:
    form, qr = "https://register.example.org/", "  qr: media/form.svg"
    more = f"  registration:\n    url: {form}\n  {qr}\n  abstracts: {{url: {form}}}\n"
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    pages = {f"pages/{name}.zh.md": "---\ntitle: 页\n---\n字。\n" for name in ("registration", "abstracts")}
    write(
        options.project,
        {"site.yaml": site_2023["site.yaml"] + more, "media/form.svg": drawing, **pages},
    )
    for day, expected in ((1, 4), (28, 0)):  # home and both pages have the form, one its code
        assert build(replace(options, today=datetime.date(2023, 8, day))).is_published
        shown = [
            (options.output / f"zh/{name}index.html")
            .read_text("utf-8")
            .partition("<main")[2]
            .partition("</main")[0]
            for name in ("", "registration/", "abstracts/")
        ]
        assert sum(html.count(f'href="{form}"') + html.count("/form.") for html in shown) == expected


def test_the_same_content_gives_the_same_archive(options: Options) -> None:
    one = freeze(options).zip.read_bytes()
    for path in (options.content / "editions").iterdir():
        path.unlink()
    assert freeze(replace(options, cache=None, today=datetime.date(2024, 2, 29))).zip.read_bytes() == one


def test_the_editions_page_lists_what_was(options: Options, site_2023: dict[str, str]) -> None:
    freeze(options)
    later = become_2027(options, site_2023)
    site = later.content / "site.yaml"
    site.write_text(
        site.read_text("utf-8")
        + "  previous:\n    - {year: 2019, name: {zh: 旧会, en: Old one}, url: https://old.example.org/}\n"
        + "    - {year: 2015, name: {zh: 更旧, en: Older one}}\n",
        "utf-8",
    )
    report = build(later)
    assert report.is_published, lines(report)
    html = (later.output / "en/editions/index.html").read_text("utf-8")
    assert re.findall(r"<h2>(.*?)</h2>", html.partition("<footer")[0], re.DOTALL) == [
        '<a href="../../2023/en/index.html">Example Congress</a>',
        '<a href="https://old.example.org/" rel="noopener">Old one</a>',
        "<span>Older one</span>",
    ]
    assert '<span class="nb">25–27 August 2023</span> · Beijing' in html
    assert "<b>3000+</b> delegates" in html
    home = (later.output / "zh/index.html").read_text("utf-8")
    assert home.count('href="editions/index.html"') == 2  # section and foot
    assert 'href="../2023/zh/index.html">2023</a>' in home


def test_the_archive_of_the_congress_itself_waits(options: Options) -> None:
    freeze(options)
    report = build(options)
    assert report.is_published
    assert not (options.output / "2023").exists()
    assert not (options.output / "zh/editions").exists()


def test_what_stands_is_not_read_again(options: Options, site_2023: dict[str, str]) -> None:
    freeze(options)
    later = become_2027(options, site_2023)
    assert build(later).is_published
    before = read(later.output)
    archive = later.content / "editions" / "2023.zip"
    status = archive.stat()
    archive.write_bytes(b"?" * status.st_size)
    os.utime(archive, ns=(status.st_atime_ns, status.st_mtime_ns))
    shutil.rmtree(options.project / ".cache" / "editions")  # where it was unpacked
    (later.output / "zh/index.html").unlink()
    report = build(later)
    assert (report.is_published, report.written) == (True, 1)
    assert read(later.output) == before


def test_an_archive_is_unpacked_once_for_the_preview(options: Options, site_2023: dict[str, str]) -> None:
    freeze(options)
    later = become_2027(options, site_2023)
    first = {file.path: file for file in make_site(later, Report())}
    archive = later.content / "editions" / "2023.zip"
    status = archive.stat()
    archive.write_bytes(b"?" * status.st_size)
    os.utime(archive, ns=(status.st_atime_ns, status.st_mtime_ns))
    again = {file.path: file for file in make_site(later, Report())}
    frozen = {path for path in first if path.startswith("2023/")}
    assert len(frozen) > 40
    for path in frozen:
        one, other = first[path], again[path]
        assert one.data is other.data is None
        assert one.source == other.source
        assert hashlib.blake2b(Path(str(one.source)).read_bytes(), digest_size=16).hexdigest() == one.digest


def test_a_zip_for_disks_leaves_archives_out(options: Options, site_2023: dict[str, str]) -> None:
    freeze(options)
    later = become_2027(options, site_2023)
    files = make_site(replace(later, bundle=later.project), Report())
    assert [file.path for file in files if "2023" in file.path] == []
    (page,) = [file.data or b"" for file in files if file.path == "en/editions/index.html"]
    assert re.findall(rb'<h2><a href="(.*?)"', page) == [b"https://example.org/2023/"]


def test_a_site_at_its_year_stays_there(options: Options, site_2023: dict[str, str], site_yaml: str) -> None:
    """`base_url` has the year: editions lie beside one another, and none is carried in another."""
    site_2023 = {**site_2023, "site.yaml": site_yaml + EVENT}
    write(options.project, site_2023)
    made = freeze(options, current="https://example.org/")
    assert not made.has_moved
    with zipfile.ZipFile(made.zip) as archive:
        about = json.loads(archive.read("edition.json"))
        html = archive.read("zh/index.html").decode()
    assert about == {
        "form": 1, "year": 2023, "base_url": "https://example.org/2023/", "index": "index.html", "leads_to": [],
        "moved": [],
    }  # fmt: skip
    assert '<a class="nb" href="https://example.org/">前往本届大会网站</a>' in html
    later = become_2027(options, site_2023)
    report = build(later)
    assert report.is_published, lines(report)
    assert not (later.output / "2023").exists()
    assert '<a href="https://example.org/2023/" rel="noopener">' in (
        later.output / "zh/editions/index.html"
    ).read_text("utf-8")


def test_a_language_that_is_gone_leads_to_the_root(options: Options, site_2023: dict[str, str]) -> None:
    freeze(options)
    later = become_2027(options, site_2023)
    for path in (later.content / "site.yaml", later.content / "programme.yaml"):
        text = re.sub(r", en: [^}]*}", "}", path.read_text("utf-8"))
        path.write_text(re.sub(r"\n +en: .*", "", text), "utf-8")
    facts = later.content / "editions" / "2023.yaml"
    facts.write_text(re.sub(r"\n +en: .*", "", facts.read_text("utf-8")), "utf-8")
    report = build(later)
    assert report.is_published, list(as_text(report.problems, "en"))
    assert 'url=../index.html"' in (later.output / "en/index.html").read_text("utf-8")


def _damage(path: Path) -> None:
    with zipfile.ZipFile(path) as old:
        files = {name: old.read(name) for name in old.namelist()}
    files["zh/index.html"] = files["zh/index.html"].replace(b"2023", b"2024")
    with zipfile.ZipFile(path, "w") as new:
        for name, data in files.items():
            new.writestr(name, data)


BREAKS = {
    "changed": (_damage, "in the archive content/editions/2023.zip, zh/index.html is damaged or was changed [archive-damaged]"),
    "cut": (
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        "content/editions/2023.zip is no archive made by sitegen archive, or not all of it [archive-unreadable]",
    ),
    "pointer": (
        lambda path: path.write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"),
        "content/editions/2023.zip is a pointer of Git LFS; the file itself has not been fetched [archive-pointer]",
    ),
    "gone": (Path.unlink, "there is no archive editions/2023.zip [archive-missing]"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BREAKS)
def test_a_broken_archive_is_told_where_it_is_named(
    options: Options, site_2023: dict[str, str], kind: str
) -> None:
    freeze(options)
    later = become_2027(options, site_2023)
    spoil, message = BREAKS[kind]
    spoil(later.content / "editions" / "2023.zip")
    report = build(later)
    assert not report.is_published
    facts = (later.content / "editions" / "2023.yaml").read_text("utf-8").splitlines()
    line = next(n for n, text in enumerate(facts, 1) if "archive:" in text)
    assert lines(report)[:1] == [f"content/editions/2023.yaml:{line}:12: error: {message}"]


def test_mistakes_about_editions(options: Options, site_2023: dict[str, str]) -> None:
    freeze(options)
    later = become_2027(options, site_2023)
    with (later.content / "site.yaml").open("a", encoding="utf-8") as site:
        site.write("  previous: [{year: 2023, name: 再写}]\n")
    report = build(later)
    assert [line for line in lines(report) if "error" in line] == [
        "content/site.yaml:15:33: error: the edition of 2023 stands twice; the other one is at"
        " content/editions/2023.yaml:3:9 [edition-twice]"
    ]


def test_an_archive_moved_to_another_host_is_told(options: Options, site_2023: dict[str, str]) -> None:
    freeze(options)
    later = become_2027(options, {**site_2023, "site.yaml": site_2023["site.yaml"].replace(".org", ".net")})
    report = build(later)
    assert report.is_published
    assert [line for line in lines(report) if "hint" not in line] == [
        "content/editions/2023.yaml:16:12: warning: the archive was made for https://example.org/2023/, and lies at"
        " https://example.net/2023/: search engines go by the former [archive-elsewhere]"
    ]


def test_too_early_and_twice(options: Options) -> None:
    for wanted, day in (("archive-too-early", 27), ("", 28), ("archive-exists", 28)):
        report = Report()
        try:
            make_archive(replace(options, today=datetime.date(2023, 8, day)), report)
        except Stopped:
            assert [problem.code for problem in report.problems if problem.severity == 0] == [wanted]
        else:
            assert wanted == ""
    freeze(options, anew=True)  # type: ignore[arg-type]
