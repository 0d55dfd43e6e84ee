"""A gallery of a folder from end to end: its pages, large files, memory between builds, and no places."""

from __future__ import annotations

import datetime
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from sitegen.build import Options, Report, build
from sitegen.problems import as_text
from sitegen.render import pictures
from sitegen.render.galleries import ON_A_PAGE

TODAY = datetime.date(2023, 8, 1)
COUNT = ON_A_PAGE + 2
ARTICLE = "---\ntitle: {title}\ndate: 2023-07-01\ngallery: {{folder: media/visit}}\n---\n\n{title}\n"
LINK = re.compile(
    r'<li><figure><a href="([^"]+)">.*? alt="([^"]*)".*?</a>(?:<figcaption>(.*?)</figcaption>)?'
)


@pytest.fixture(scope="module")
def congress(tmp_path_factory: pytest.TempPathFactory, site_yaml: str) -> Path:
    """A congress with an article of more photos than a page takes."""
    folder = tmp_path_factory.mktemp("gallery")
    content = folder / "content"
    (content / "media/visit").mkdir(parents=True)
    (content / "news").mkdir()
    (content / "site.yaml").write_text(site_yaml, "utf-8")
    (content / "news/visit.zh.md").write_text(ARTICLE.format(title="参观"), "utf-8")
    (content / "news/visit.en.md").write_text(ARTICLE.format(title="The visit"), "utf-8")
    exif = Image.Exif()
    exif[271] = "SECRET camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 15.0, 0.0)})
    rows = ["file,zh,en,credit"]
    for number in range(1, COUNT + 1):
        image = Image.new("RGB", (30 + number, 20), (5 * number, 90, 90))
        image.save(content / f"media/visit/IMG_{number}.jpg", exif=exif)
        rows.append(f"IMG_{number}.jpg,第{number}站,Stop {number},{'林华' if number == 1 else ''}")
    (content / "media/visit/captions.csv").write_text("\n".join(rows), "utf-8")
    made(folder)
    return folder


def made(folder: Path) -> Report:
    report = build(
        Options(folder, folder / "content", folder / "output", today=TODAY, cache=folder / ".cache")
    )
    assert report.is_published, "\n".join(as_text(report.problems, "en"))
    assert report.problems.errors == 0
    return report


def page(folder: Path, path: str) -> str:
    return (folder / "output" / path / "index.html").read_text("utf-8")


def numbers_in(html: str) -> list[tuple[str, str, bool]]:
    """Links to the pages of a gallery: address, number, whether it is this page."""
    found = re.findall(r'<li><a href="([^"]+)"( aria-current="page")?>(\d+)</a></li>', html)
    return [(href, number, bool(current)) for href, current, number in found]


def test_the_photos_stand_on_two_pages_in_order(congress: Path) -> None:
    first = LINK.findall(page(congress, "en/news/visit"))
    rest = LINK.findall(page(congress, "en/news/visit/photos/2"))
    assert [alt for _, alt, _ in first + rest] == [f"Stop {number}" for number in range(1, COUNT + 1)]
    assert (len(first), len(rest)) == (ON_A_PAGE, 2)
    assert first[0][2] == ('Stop 1 <span class="quiet">Picture: <span lang="zh-Hans">林华</span></span>')
    assert not (congress / "output/en/news/visit/photos/3").exists()


def test_the_pages_lead_to_each_other_and_to_the_other_language(congress: Path) -> None:
    first, second = page(congress, "en/news/visit"), page(congress, "en/news/visit/photos/2")
    assert numbers_in(first) == [
        ("../../news/visit/index.html", "1", True),
        ("../../news/visit/photos/2/index.html", "2", False),
    ]
    assert numbers_in(second) == [
        ("../../../../news/visit/index.html", "1", False),
        ("../../../../news/visit/photos/2/index.html", "2", True),
    ]
    assert "<title>The visit: Gallery, page 2 " in second
    assert '<meta name="robots" content="noindex">' in second
    assert "/zh/news/visit/photos/2/" in second
    assert "photos/2" not in (congress / "output/sitemap.xml").read_text("utf-8")


def test_links_lead_to_large_files_without_place(congress: Path) -> None:
    links = LINK.findall(page(congress, "en/news/visit/photos/2"))
    for number, (href, _, _) in enumerate(links, ON_A_PAGE + 1):
        data = (congress / "output/en/news/visit/photos/2" / href).read_bytes()
        with Image.open(io.BytesIO(data)) as image:
            assert (image.format, image.size) == ("JPEG", (30 + number, 20))
    for file in (congress / "output/assets").iterdir():
        data = file.read_bytes()
        assert b"SECRET" not in data, file.name
        assert b"Exif\0\0" not in data, file.name


def test_a_picture_more_and_another_caption_give_what_a_cold_build_gives(
    congress: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(congress, folder)
    visit = folder / "content/media/visit"
    Image.new("RGB", (99, 20), "red").save(visit / "IMG_0.jpg")
    table = (visit / "captions.csv").read_text("utf-8")
    (visit / "captions.csv").write_text(
        table.replace("Stop 2,", "Second,") + "\nIMG_0.jpg,始,Start,", "utf-8"
    )
    made(folder)
    alts = [alt for _, alt, _ in LINK.findall(page(folder, "en/news/visit"))]
    assert alts[:3] == ["Start", "Stop 1", "Second"]
    warm = files_of(folder / "output")
    shutil.rmtree(folder / "output")
    shutil.rmtree(folder / ".cache")
    made(folder)
    assert files_of(folder / "output") == warm


def test_photos_of_pages_that_stand_are_not_read_after_two_edits_either(
    congress: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(congress, folder)
    other = folder / "content/news/other.zh.md"
    shutil.copy(folder / "content/media/visit/IMG_1.jpg", folder / "content/media/other.jpg")
    text = "---\ntitle: 其他\ndate: 2023-07-02\n---\n\n![甲](../media/other.jpg)\n"
    other.write_text(text, "utf-8")
    made(folder)
    other.write_text(text + "\n改\n", "utf-8")
    made(folder)
    settings = folder / "content/site.yaml"
    settings.write_text(settings.read_text("utf-8").replace("Example Congress", "Another"), "utf-8")
    monkeypatch.setattr(pictures, "read_facts", None)
    made(folder)
    assert "Another" in page(folder, "en/news/visit/photos/2")


def files_of(folder: Path) -> dict[str, bytes]:
    found = {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }
    return {path: data for path, data in found.items() if not Path(path).name.startswith(".sitegen.")}


def test_photos_without_captions_are_numbered_and_told(
    rebuild_of: Callable[[str], tuple[Path, list[str]]],
) -> None:
    folder, codes = rebuild_of("file,zh,en\nIMG_1.jpg,第1站,Stop 1\n")
    alts = [alt for _, alt, _ in LINK.findall(page(folder, "en/news/visit"))]
    assert alts[:2] == ["Stop 1", f"Photograph 2 of {COUNT}"]
    assert codes.count("gallery-captions") == 1


@pytest.fixture
def rebuild_of(congress: Path, tmp_path: Path) -> Callable[[str], tuple[Path, list[str]]]:
    """A copy of the congress with another table of captions, and the codes of what is told."""

    def rebuild(table: str) -> tuple[Path, list[str]]:
        folder = tmp_path / "other"
        shutil.copytree(congress, folder)
        (folder / "content/media/visit/captions.csv").write_text(table, "utf-8")
        return folder, [problem.code for problem in made(folder).problems]

    return rebuild
