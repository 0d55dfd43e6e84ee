"""Names, sizes and markup of pictures; what their headers say; cleaned drawings; galleries."""

import datetime
import pickle
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sitegen.memo import Memo
from sitegen.model.media import Gallery, Picture
from sitegen.problems import Location, Problems
from sitegen.render import picture_files, pictures, svg
from sitegen.render.galleries import ON_A_PAGE, Shown, count_pictures, list_pictures
from sitegen.render.picture_files import Facts
from sitegen.render.picture_kinds import KINDS, choose_files, crop_box, fit, parse_focus
from sitegen.render.pictures import Pictures
from sitegen.source import SourceFile, discover
from sitegen.text import Language, Text

ZH = Language("zh", "zh-CN", "中文", "zh_CN")
EN = Language("en", "en", "English", "en_GB")


class Desk:
    """A content folder in the making, and the pictures of one build after another."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "content"
        self.cache = folder / "cache"
        self.root.mkdir()
        self.start()

    def start(self) -> None:
        self.problems = Problems()
        self.memo = Memo(self.cache)
        self.pictures = Pictures(self.problems, self.memo.blobs("pictures", "1"))

    def save(self, name: str, size: tuple[int, int], mode: str = "RGB", **options: object) -> SourceFile:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new(mode, size, 100 if mode == "L" else "teal").save(path, **options)
        return self.file(name)

    def write(self, name: str, data: str | bytes) -> SourceFile:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return self.file(name)

    @property
    def media(self) -> dict[str, SourceFile]:
        return {file.path: file for file in discover(self.root, Problems())}

    def file(self, name: str) -> SourceFile:
        return self.media[name]

    def find(self, src: str, owner: object = None) -> SourceFile | None:
        del owner
        return self.media.get(src)

    def found(self) -> list[tuple[str, str, dict[str, object]]]:
        return [(str(one.location), one.code, dict(one.values)) for one in self.problems]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def nameless(html: str) -> str:
    """Markup with fingerprints replaced by one letter each, in order of appearance."""
    names: dict[str, str] = {}
    return re.sub(r"[0-9a-f]{12}", lambda match: names.setdefault(match[0], "ABCDEF"[len(names)]), html)


# ---------------------------------------------------------------- markup
def test_fixed_kind_has_two_densities(desk: Desk) -> None:
    file = desk.save("sponsors/Lin Hua.JPG", (900, 1000))
    html = desk.pictures.html(file, "logo", "../", alt='"Lin" <Hua>', class_="round", lang="en")
    assert nameless(html) == (
        '<picture><source type="image/avif" '
        'srcset="../assets/lin-hua.A.108x120.avif 1x, ../assets/lin-hua.A.216x240.avif 2x">'
        '<img src="../assets/lin-hua.A.108x120.jpg" '
        'srcset="../assets/lin-hua.A.108x120.jpg 1x, ../assets/lin-hua.A.216x240.jpg 2x" '
        'width="108" height="120" alt="&#34;Lin&#34; &lt;Hua&gt;" '
        'loading="lazy" decoding="async" class="round" lang="en"></picture>'
    )
    assert desk.found() == []


def test_fluid_kind_lets_the_browser_choose_by_width(desk: Desk) -> None:
    html = desk.pictures.html(desk.save("大厅.jpg", (2400, 1800)), "wide", "", lazy=False)
    sizes = 'sizes="(max-width: 46rem) 92vw, 42rem"'
    paths = [f"assets/picture.A.{size}" for size in ("400x300", "800x600", "1400x1050")]
    avif, jpeg = (
        ", ".join(f"{path}.{end} {width}w" for path, width in zip(paths, ("400", "800", "1400"), strict=True))
        for end in ("avif", "jpg")
    )
    assert nameless(html) == (
        f'<picture><source type="image/avif" srcset="{avif}" {sizes}>'
        f'<img src="{paths[1]}.jpg" srcset="{jpeg}" {sizes} '
        'width="800" height="600" alt="" decoding="async"></picture>'
    )


def test_what_readers_see_first_is_fetched_first(desk: Desk) -> None:
    file = desk.save("a.jpg", (100, 100))
    first = ' fetchpriority="high"'
    assert first in desk.pictures.html(file, "cover", "", lazy=False)
    assert first not in desk.pictures.html(file, "cover", "")
    assert first not in desk.pictures.html(file, "card", "", lazy=False)


def test_small_picture_is_not_enlarged(desk: Desk) -> None:
    html = desk.pictures.html(desk.save("a.jpg", (100, 100)), "card", "")
    assert nameless(html) == (
        '<picture><source type="image/avif" srcset="assets/a.A.100x67.avif">'
        '<img src="assets/a.A.100x67.jpg" width="100" height="67" alt="" loading="lazy" decoding="async"></picture>'
    )


@pytest.mark.parametrize(
    ("width", "files"),
    [
        (300, [300]),
        (450, [450]),
        (500, [400, 500]),
        (800, [400, 800]),
        (999, [400, 800]),
        (1000, [400, 800, 1000]),
        (1399, [400, 800, 1399]),
        (6000, [400, 800, 1400]),
    ],
)
def test_picture_between_two_widths_gives_its_own(width: int, files: list[int]) -> None:
    assert [size[0] for _, size in choose_files((0, 0, width, 10), KINDS["wide"])] == files


def test_drawn_picture_stays_sharp(desk: Desk) -> None:
    desk.pictures.html(desk.save("logo.png", (100, 50), "RGBA"), "logo", "")
    desk.pictures.html(desk.save("map.png", (100, 50)), "logo", "")
    noise = Image.effect_noise((100, 50), 60).convert("RGB")
    noise.save(desk.root / "photo.png")
    desk.pictures.html(desk.file("photo.png"), "logo", "")
    assert {nameless(path): one.format for path, one in desk.pictures.wanted.items()} == {
        "assets/logo.A.100x50.png": "png",
        "assets/logo.A.100x50.avif": "fine",
        "assets/map.A.100x50.png": "png",
        "assets/map.A.100x50.avif": "fine",
        "assets/photo.A.100x50.jpg": "jpeg",
        "assets/photo.A.100x50.avif": "avif",
    }


def test_code_for_telephones_is_one_png(desk: Desk) -> None:
    end = 'alt="" loading="lazy" decoding="async">'
    assert nameless(desk.pictures.html(desk.save("small.jpg", (430, 430)), "code", "")) == (
        f'<img src="assets/small.A.430x430.png" width="240" height="240" {end}'
    )
    assert nameless(desk.pictures.html(desk.save("large.png", (1000, 1000)), "code", "")) == (
        f'<img src="assets/large.A.480x480.png" width="240" height="240" {end}'
    )
    assert {one.format for one in desk.pictures.wanted.values()} == {"png"}


def test_animation_stays_as_it_is(desk: Desk) -> None:
    more = [Image.new("RGB", (400, 200), "red")]
    file = desk.save("turning.gif", (400, 200), save_all=True, append_images=more)
    html = desk.pictures.html(file, "logo", "")
    assert nameless(html) == (
        '<img src="assets/turning.A.gif" width="240" height="120" alt="" loading="lazy" decoding="async">'
    )
    assert [one.format for one in desk.pictures.wanted.values()] == ["copy"]


def test_drawing_fills_the_box_of_logos_only(desk: Desk) -> None:
    file = desk.write("mark.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"/>')
    end = 'alt="" loading="lazy" decoding="async">'
    assert nameless(desk.pictures.html(file, "logo", "")) == (
        f'<img src="assets/mark.A.svg" width="240" height="80" {end}'
    )
    assert nameless(desk.pictures.html(file, "wide", "")) == (
        f'<img src="assets/mark.A.svg" width="30" height="10" {end}'
    )
    assert len(desk.pictures.wanted) == 1


def test_picture_held_sideways_has_its_sides_exchanged(desk: Desk) -> None:
    exif = Image.Exif()
    exif[274] = 6
    desk.pictures.html(desk.save("a.jpg", (300, 100), exif=exif), "wide", "")
    assert {(one.width, one.height) for one in desk.pictures.wanted.values()} == {(100, 300)}


def test_damaged_exif_is_passed_over(desk: Desk) -> None:
    file = desk.save("a.jpg", (300, 100), exif=b"Exif\0\0II*\0\xff\xff\xff\x7f")
    assert 'width="300" height="100"' in desk.pictures.html(file, "wide", "")
    assert desk.found() == []


def test_wanted_can_be_sent_to_another_process(desk: Desk) -> None:
    desk.pictures.html(desk.save("a.jpg", (100, 100)), "card", "")
    assert pickle.loads(pickle.dumps(desk.pictures.wanted)) == desk.pictures.wanted


# ---------------------------------------------------------------- names
def test_names_come_from_bytes_and_geometry_alone(desk: Desk) -> None:
    def names(file: SourceFile, kind: str, focus: str = "") -> set[str]:
        desk.pictures.wanted.clear()
        desk.start()
        desk.pictures.html(file, kind, "", focus=focus)
        return set(desk.pictures.wanted)

    first = names(desk.save("here/a.png", (90, 90)), "card")
    assert names(desk.save("there/a.png", (90, 90)), "card") == first
    assert not names(desk.save("other/a.png", (91, 91)), "card") & first
    assert not names(desk.file("here/a.png"), "portrait") & first
    assert not names(desk.file("here/a.png"), "card", "0% 0%") & first


@pytest.mark.parametrize("name", ["a b#%'.jpg", "林华.jpg", "Ünï.jpg", "x" * 90 + ".jpg", "-.jpg"])
def test_addresses_need_no_escaping(desk: Desk, name: str) -> None:
    desk.pictures.html(desk.save(name, (9, 9)), "card", "")
    for path in desk.pictures.wanted:
        assert re.fullmatch(r"assets/[a-z0-9-]{1,40}\.[0-9a-f]{12}\.9x6\.(jpg|avif)", path)


def test_other_quality_gives_other_names(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    file = desk.save("a.jpg", (9, 9))
    desk.pictures.html(file, "card", "")
    before = set(desk.pictures.wanted)
    monkeypatch.setitem(pictures.QUALITY, "jpeg", 50)
    desk.start()
    desk.pictures.html(file, "card", "")
    assert len(before) == len(desk.pictures.wanted) == 2
    assert not before & set(desk.pictures.wanted)


# ---------------------------------------------------------------- memory
def test_warm_build_opens_no_picture(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = desk.save("a.jpg", (300, 100))
    drawing = desk.write("b.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>')
    cold = [desk.pictures.html(photo, "wide", ""), desk.pictures.html(drawing, "wide", "")]
    wanted, found = desk.pictures.wanted, desk.found()
    assert [code for _, code, _ in found] == ["svg-script"]
    desk.memo.save()
    monkeypatch.setattr(pictures, "read_facts", None)
    desk.start()
    assert [desk.pictures.html(photo, "wide", ""), desk.pictures.html(drawing, "wide", "")] == cold
    assert (desk.pictures.wanted, desk.found()) == (wanted, found)


def test_each_header_is_read_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def count(file: SourceFile) -> Facts:
        read.append(file.path)
        return picture_files.read_facts(file)

    monkeypatch.setattr(pictures, "read_facts", count)
    good, bad = desk.save("a.jpg", (300, 100)), desk.write("b.jpg", "text")
    for kind in KINDS:
        desk.pictures.html(good, kind, "")
        desk.pictures.html(bad, kind, "")
    assert read == ["a.jpg", "b.jpg"]


def test_changed_picture_is_read_again(desk: Desk) -> None:
    before = desk.pictures.html(desk.save("a.jpg", (300, 100)), "wide", "")
    assert desk.pictures.html(desk.save("a.jpg", (300, 200)), "wide", "") != before


# ---------------------------------------------------------------- what cannot be shown
def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is so large, and holds nothing."""
    import struct
    import zlib

    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunks
        + struct.pack(">I", 0)
        + b"IDAT"
        + struct.pack(">I", zlib.crc32(b"IDAT"))
    )


@pytest.mark.parametrize(
    ("name", "data", "code", "values"),
    [
        ("bomb.png", png_of(30000, 30000), "image-bomb", {"width": 30000, "height": 30000}),
        ("long.png", png_of(30001, 1), "image-bomb", {"width": 30001, "height": 1}),
        ("many.png", png_of(10001, 10000), "image-bomb", {"width": 10001, "height": 10000}),
        ("text.jpg", b"no picture", "image-unreadable", {}),
        ("empty.jpg", b"", "image-unreadable", {}),
        ("page.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "image-unreadable", {}),
        ("a.svg", b"<html/>", "svg-broken", {}),
        ("b.svg", b"<svg", "svg-broken", {}),
        ("c.svg", b"\xff\xfe<\0", "svg-broken", {}),
        ("d.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "svg-entities", {}),
        ("e.svg", b"<svg>" + b"<g>" * 5000 + b"</g>" * 5000 + b"</svg>", "svg-broken", {}),
    ],
)
def test_unusable_picture_is_reported_at_its_path(
    desk: Desk, name: str, data: bytes, code: str, values: dict[str, object]
) -> None:
    assert desk.pictures.html(desk.write(name, data), "wide", "") == ""
    assert desk.found() == [(f"content/{name}", code, values)]
    assert desk.problems.errors == 1
    assert desk.pictures.wanted == {}


def test_largest_bearable_picture_is_taken(desk: Desk) -> None:
    desk.pictures.html(desk.write("a.png", png_of(10000, 10000)), "wide", "")
    assert desk.found() == []


def test_heic_without_its_reader_says_what_to_install(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    monkeypatch.delitem(Image.OPEN, "HEIF", raising=False)
    desk.pictures.html(desk.write("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "wide", "")
    assert [one.wording("en")[1] for one in desk.problems] == [
        "run pip install 'sitegen[heic]', or save it as JPEG"
    ]


def test_file_gone_meanwhile_is_reported(desk: Desk) -> None:
    file = desk.save("a.jpg", (9, 9))
    file.file.unlink()
    desk.pictures.html(file, "wide", "")
    assert [code for _, code, _ in desk.found()] == ["file-unreadable"]


# ---------------------------------------------------------------- geometry
def test_faces_are_kept_in_tall_portraits() -> None:
    facts = Facts("", "photo", "", 800, 2000)
    assert crop_box(facts, KINDS["portrait"], KINDS["portrait"].focus) == (0, 167, 800, 1167)


def test_point_to_keep_is_in_the_middle_where_it_can_be() -> None:
    facts = Facts("", "photo", "", 3000, 1000)
    assert crop_box(facts, KINDS["card"], (0.5, 0.5)) == (750, 0, 2250, 1000)
    assert crop_box(facts, KINDS["card"], (0.3, 0.5)) == (150, 0, 1650, 1000)
    assert crop_box(facts, KINDS["card"], (1.0, 0.0)) == (1500, 0, 3000, 1000)


def test_focus_that_is_no_point_is_reported_where_it_stands(desk: Desk) -> None:
    wrong = Text("left", EN, where=Location("content/people.yaml", 3, 9))
    desk.pictures.html(desk.save("a.jpg", (90, 90)), "card", "", focus=wrong)
    assert desk.found() == [("content/people.yaml:3:9", "picture-focus", {"value": "left"})]


@pytest.mark.parametrize(
    ("typed", "point"),
    [
        ("50% 20%", (0.5, 0.2)),
        (" 12.5%,0% ", (0.125, 0.0)),
        ("101% 0%", None),
        ("50%", None),
        ("50 20", None),
    ],
)
def test_focus(typed: str, point: tuple[float, float] | None) -> None:
    assert parse_focus(typed) == point


SIDES = st.integers(1, 30000)


@given(SIDES, SIDES, st.sampled_from(sorted(KINDS)), st.floats(0, 1), st.floats(0, 1))
def test_every_rendition_fits(width: int, height: int, name: str, x: float, y: float) -> None:
    kind = KINDS[name]
    facts = Facts("", "photo", "", width, height)
    left, top, right, bottom = box = crop_box(facts, kind, (x, y))
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    files = choose_files(box, kind)
    assert len(files) <= len(kind.scales)
    assert [size for _, size in files] == sorted({size for _, size in files})
    for scale, (wide, high) in files:
        assert scale <= kind.scales[-1]
        assert 1 <= wide <= min(right - left, round(scale * kind.width))
        assert 1 <= high <= min(bottom - top, round(scale * kind.height), 65535)
    grown = fit(facts, kind, may_grow=True)
    assert grown[0] <= kind.width
    assert grown[1] <= kind.height


# ---------------------------------------------------------------- drawings
SPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def cleaned(inside: str, attributes: str = "") -> tuple[str, tuple[str, ...]]:
    drawing = svg.clean(f'<svg {SPACE} viewBox="0 0 4 2" {attributes}>{inside}</svg>'.encode())
    head = '<svg viewBox="0 0 4 2" xmlns="http://www.w3.org/2000/svg"'
    text = drawing.data.decode()
    assert text.startswith(head)
    return text.removeprefix(head).removesuffix("</svg>").removeprefix(">"), drawing.removed


@pytest.mark.parametrize(
    ("inside", "kept", "removed"),
    [
        ("<script>x()</script><g/>", "<g />", ("<script>",)),
        ("<g onclick='x()'/>", "<g />", ("onclick",)),
        ("<g OnClick='x()'/>", "<g />", ("OnClick",)),
        ("<foreignObject><p/></foreignObject><g/>", "<g />", ("<foreignObject>",)),
        ("<image href='http://evil.example/a.png'/>", "<image />", ("href",)),
        ("<image xlink:href='//evil.example/a.png'/>", "<image />", ("href",)),
        ("<use href='other.svg#a'/><use xlink:href='#a'/>", '<use /><use href="#a" />', ("href",)),
        ("<image href='data:image/svg+xml;base64,AAAA'/>", "<image />", ("href",)),
        ("<image href='data:image/png;base64,AAAA'/>", '<image href="data:image/png;base64,AAAA" />', ()),
        ("<use href='data:image/png;base64,AAAA'/>", "<use />", ("href",)),
        ("<rect fill='url(#a)'/>", '<rect fill="url(#a)" />', ()),
        ("<rect fill='url(http://evil.example/#a)'/>", "<rect />", ("fill",)),
        ("<rect style='fill:url( &quot;//evil.example&quot; )'/>", "<rect />", ("style",)),
        ("<rect style='fill:u\\72l(//evil.example)'/>", "<rect />", ("style",)),
        ("<style>@import 'http://evil.example/a.css'</style><g/>", "<g />", ("<style>",)),
        ("<style>.a{fill:red}</style>", "<style>.a{fill:red}</style>", ()),
        ("<animate attributeName='x'/><g/>", "<g />", ("<animate>",)),
        ("<a href='javascript:x()'><path d='M0 0'/></a>", '<g><path d="M0 0" /></g>', ()),
        (
            "<path data-name='me' d='M0 0' foo='1' stroke-width='2'/>",
            '<path d="M0 0" stroke-width="2" />',
            (),
        ),
        (
            "<use href='#a' ping='x'/><circle r='1' cx='2' fx='3'/>",
            '<use href="#a" /><circle r="1" cx="2" fx="3" />',
            (),
        ),
        ("<text>1<script/>2</text>", "<text>12</text>", ("<script>",)),
        (
            "<metadata>GPS</metadata><x:y xmlns:x='urn:x' x:z='1'/><g xmlns:i='urn:i' i:label='me'/>",
            "<g />",
            (),
        ),
        ("<!-- secret --><?php x ?><title>林&amp;</title>", "<title>林&amp;</title>", ()),
    ],
)
def test_drawing_is_cleaned(inside: str, kept: str, removed: tuple[str, ...]) -> None:
    assert cleaned(inside) == (kept, removed)


def test_handler_of_the_root_goes() -> None:
    assert cleaned("<g/>", "onload='x()'") == ("<g />", ("onload",))


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ("viewBox='0 0 40 20' width='1cm'", (40, 20)),
        ("viewBox='0,0,4.5,2'", (4.5, 2)),
        ("width='30' height='20px'", (30, 20)),
        ("width='72pt' height='1in'", (96, 96)),
        ("width='100%' height='100%'", (300, 150)),
        ("viewBox='0 0 0 0'", (300, 150)),
        ("viewBox='nan nan nan nan'", (300, 150)),
        ("", (300, 150)),
    ],
)
def test_size_of_a_drawing(attributes: str, size: tuple[float, float]) -> None:
    drawing = svg.clean(f"<svg {SPACE} {attributes}/>".encode())
    assert (drawing.width, drawing.height) == size
    assert svg.clean(drawing.data) == drawing


# ---------------------------------------------------------------- galleries
class FakeSite:
    """The part of a site that galleries ask for."""

    languages = (ZH, EN)
    source_language = ZH
    today = datetime.date(2027, 5, 1)

    def __init__(self, language: Language) -> None:
        self.language = language


class Owner:
    where = Location("content/news/opening.zh.md", 1, 1)


def gallery_of(folder: str | None, captions: str | None = None) -> Gallery:
    place = Location("content/news/opening.zh.md", 4, 11)
    return Gallery.model_construct(
        folder=Text(folder, ZH, where=place) if folder else None,
        captions=Text(captions, ZH, where=place) if captions else None,
        pictures=(),
    )


def shown_of(desk: Desk, gallery: Gallery, language: Language = ZH) -> list[Shown]:
    return list_pictures(gallery, desk, FakeSite(language), Owner(), desk.problems)  # type: ignore[arg-type]


def listed(desk: Desk, gallery: Gallery, language: Language = ZH) -> list[tuple[str, str | None, str | None]]:
    rows = shown_of(desk, gallery, language)
    assert all(row.file.path == row.src for row in rows)
    return [(row.src, row.caption, row.alt) for row in rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_folder_with_captions(desk: Desk, encoding: str, separator: str) -> None:
    for name in ("IMG_10.jpg", "IMG_2.JPG", "a.png"):
        desk.write(f"news/photos/{name}", b"")
    desk.write("news/photos/deep/b.jpg", b"")
    desk.write("news/photos/notes.txt", b"")
    table = "File,zh,en\r\nIMG_2.JPG,开幕式,Opening\r\na.png,,\r\n,,\r\nIMG_10.jpg,“合影”,Group".replace(
        ",", separator
    )
    desk.write("news/photos/captions.csv", table.encode(encoding))
    for folder in ("photos", "photos/", "./photos", "news/photos"):
        assert listed(desk, gallery_of(folder)) == [
            ("news/photos/a.png", None, None),
            ("news/photos/IMG_2.JPG", "开幕式", "开幕式"),
            ("news/photos/IMG_10.jpg", "“合影”", "“合影”"),
        ]
    assert [caption for _, caption, _ in listed(desk, gallery_of("photos"), EN)] == [None, "Opening", "Group"]
    place = "content/news/opening.zh.md:4:11"
    assert desk.found() == [(place, "gallery-captions", {"missing": 1, "count": 3})]


def test_missing_translation_of_a_caption_falls_back_marked(desk: Desk) -> None:
    desk.write("news/photos/a.jpg", b"")
    desk.write("news/photos/table.csv", "file,zh,en\na.jpg,开幕式,\n")
    gallery = gallery_of("photos", "news/photos/table.csv")
    rows = shown_of(desk, gallery, EN)
    assert rows[0].caption is not None
    assert rows[0].caption.__html__() == '<span lang="zh-CN">开幕式</span>'
    assert desk.found() == [("content/news/photos/table.csv:2", "missing-translation", {"language": "en"})]


def test_table_with_credits_alternatives_and_focus(desk: Desk) -> None:
    for name in "ab":
        desk.write(f"news/photos/{name}.jpg", b"")
    table = "文件\tzh\ten\tAlt ZH\talt-en\t摄影\tfocus\na.jpg\t合影\tGroup\t三人\tThree\t林华\t50% 20%\nb.jpg\t\t\t门\tDoor"
    desk.write("news/photos/captions.csv", table)
    first, second = shown_of(desk, gallery_of("photos"), EN)
    assert (first.caption, first.alt, first.focus, first.number) == ("Group", "Three", "50% 20%", 1)
    assert first.credit is not None
    assert first.credit.__html__() == '<span lang="zh-CN">林华</span>'
    assert (second.caption, second.alt, second.credit, second.number) == (None, "Door", None, 2)
    assert desk.found() == []


def test_large_gallery_is_divided(desk: Desk) -> None:
    for n in range(ON_A_PAGE + 1):
        desk.write(f"news/photos/{n}.jpg", b"")
    gallery = gallery_of("photos")
    assert count_pictures(gallery, desk.media, Owner()) == ON_A_PAGE + 1
    sheets = [desk.pictures.gallery(gallery, desk, FakeSite(ZH), Owner(), n) for n in (1, 2)]  # type: ignore[arg-type]
    assert [[row.number for row in sheet.rows] for sheet in sheets] == [
        list(range(1, ON_A_PAGE + 1)),
        [ON_A_PAGE + 1],
    ]
    assert {(sheet.pages, sheet.total) for sheet in sheets} == {(2, ON_A_PAGE + 1)}


def test_large_file_is_one_that_every_program_reads(desk: Desk) -> None:
    assert nameless(desk.pictures.address(desk.save("a.jpg", (4000, 1000)), "large", "../") or "") == (
        "../assets/a.A.2000x500.jpg"
    )
    assert [one.format for one in desk.pictures.wanted.values()] == ["jpeg"]
    assert desk.pictures.address(desk.write("b.jpg", b"text"), "large", "") is None


def test_mistakes_in_the_table_of_captions(desk: Desk) -> None:
    desk.write("news/photos/hall.jpg", b"")
    table = 'file,zh,eng\nhall.jpg,"两\n行",x\nhal.jpg,没有,\nhall.jpg,又,\n'
    desk.write("news/photos/captions.csv", table)
    assert listed(desk, gallery_of("photos")) == [("news/photos/hall.jpg", "两\n行", "两\n行")]
    path = "content/news/photos/captions.csv"
    assert desk.found() == [
        (f"{path}:1", "captions-column", {"name": "eng", "suggestion": "en"}),
        (f"{path}:4", "link-missing-image", {"name": "hal.jpg", "suggestion": "hall.jpg"}),
        (f"{path}:5", "captions-twice", {"name": "hall.jpg"}),
    ]


@pytest.mark.parametrize(
    ("table", "code"),
    [(b"name,zh\n", "captions-no-file"), (b"", "captions-no-file"), (b"\xff\xff", "captions-encoding")],
)
def test_table_that_cannot_be_read(desk: Desk, table: bytes, code: str) -> None:
    desk.write("news/photos/a.jpg", b"")
    desk.write("news/photos/captions.csv", table)
    assert listed(desk, gallery_of("photos")) == [("news/photos/a.jpg", None, None)]
    assert [code for _, code, _ in desk.found()] == ["gallery-captions", code]


def test_folder_that_is_not_there(desk: Desk) -> None:
    desk.write("news/photos/a.jpg", b"")
    assert listed(desk, gallery_of("news/photo")) == []
    values = {"name": "news/photo", "suggestion": "news/photos"}
    assert desk.found() == [("content/news/opening.zh.md:4:11", "gallery-empty", values)]


def test_table_that_is_not_there(desk: Desk) -> None:
    desk.write("news/photos/a.jpg", b"")
    listed(desk, gallery_of("photos", "captions.csv"))
    assert [(place, code) for place, code, _ in desk.found()] == [
        ("content/news/opening.zh.md:4:11", "link-missing-file"),
        ("content/news/opening.zh.md:4:11", "gallery-captions"),
    ]


def test_listed_pictures(desk: Desk) -> None:
    desk.write("a.jpg", b"")
    desk.write("b.jpg", b"")
    caption, alt = Text("合影", ZH), Text("三个人", ZH)
    srcs = ("b.jpg", Text("c.jpg", ZH, where=Location("content/x.yaml", 2, 5)), "a.jpg")
    pictures = tuple(
        Picture.model_construct(src=src, caption=caption, alt=alt if src == "a.jpg" else None) for src in srcs
    )
    gallery = Gallery.model_construct(folder=None, captions=None, pictures=pictures)
    assert listed(desk, gallery) == [("b.jpg", "合影", "合影"), ("a.jpg", "合影", "三个人")]
    assert [(place, code) for place, code, _ in desk.found()] == [
        ("content/x.yaml:2:5", "link-missing-image")
    ]


def test_every_message_stands_in_both_languages(desk: Desk) -> None:
    import yaml

    path = Path(pictures.__file__).parent.parent / "messages" / "pictures.yaml"
    for code, message in yaml.safe_load(path.read_text("utf-8")).items():
        assert {"zh", "en"} <= set(message) <= {"zh", "en", "hint"}, code
        assert set(message.get("hint", {"zh": "", "en": ""})) == {"zh", "en"}, code
