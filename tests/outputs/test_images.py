"""Files made from pictures: what is in them, what no longer is, and how seldom they are made."""

import io
import os
from contextlib import AbstractContextManager
from multiprocessing import get_context
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image, ImageCms, ImageFile, PngImagePlugin, features

from sitegen.memo import Memo
from sitegen.outputs import images
from sitegen.outputs.images import Room, make_images
from sitegen.problems import Problems
from sitegen.render.pictures import Pictures, Rendition
from sitegen.source import discover

ENDS = ("avif", "jpg")
RED, BLUE = (200, 30, 30), (30, 30, 200)


class Studio:
    """A content folder, its cache, and the pictures made from it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "content"
        self.cache = folder / "cache"
        self.root.mkdir()
        self.memo = Memo(self.cache)
        self.problems = Problems()

    def save(self, name: str, image: Image.Image, **options: object) -> None:
        image.save(self.root / name, **options)

    def wanted(self, *kinds: str, only: str = "", **options: str) -> dict[str, Rendition]:
        pictures = Pictures(self.problems, self.memo.blobs("pictures", "1"))
        for file in discover(self.root, Problems()):
            if only in file.path:
                for kind in kinds:
                    pictures.html(file, kind, "", **options)
        return pictures.wanted

    def make(self, wanted: dict[str, Rendition]) -> dict[str, bytes]:
        """The made files, by format and size for one picture, by stem too for several."""
        self.problems = Problems()
        made = {}
        for path, file in make_images(wanted.values(), self.memo, self.problems):
            stem, _, rest = Path(path).name.partition(".")
            made[f"{stem}.{rest.partition('.')[2]}"] = file.read_bytes()
        return made

    def found(self) -> list[tuple[str, str]]:
        return [(str(one.location), one.code) for one in self.problems]


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files whose pixels were decoded, once for each time."""
    found: list[str] = []
    load = ImageFile.ImageFile.load

    def count(image: ImageFile.ImageFile) -> object:
        if image.fp is not None and image.tile:
            found.append(Path(image.filename).name)
        return load(image)

    monkeypatch.setattr(ImageFile.ImageFile, "load", count)
    return found


def halves(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """A picture, red on the left and blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image.convert(mode)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def is_near(image: Image.Image, point: tuple[int, int], colour: tuple[int, ...], by: int = 20) -> bool:
    pixel = image.convert("RGB").getpixel(point)
    assert isinstance(pixel, tuple)
    return all(abs(one - other) <= by for one, other in zip(pixel, colour, strict=True))


# ---------------------------------------------------------------- what is made
def test_files_are_what_their_names_say(studio: Studio) -> None:
    studio.save("a.jpg", halves((900, 1000)))
    studio.save("b.png", halves((300, 150), "RGBA"))
    made = studio.make(studio.wanted("portrait", "logo"))
    facts = {name: (opened(data).format, opened(data).size, opened(data).mode) for name, data in made.items()}
    assert facts == {
        "a.320x400.jpg": ("JPEG", (320, 400), "RGB"),
        "a.320x400.avif": ("AVIF", (320, 400), "RGB"),
        "a.108x120.jpg": ("JPEG", (108, 120), "RGB"),
        "a.108x120.avif": ("AVIF", (108, 120), "RGB"),
        "a.216x240.jpg": ("JPEG", (216, 240), "RGB"),
        "a.216x240.avif": ("AVIF", (216, 240), "RGB"),
        "b.120x150.png": ("PNG", (120, 150), "RGBA"),
        "b.120x150.avif": ("AVIF", (120, 150), "RGB"),
        "b.240x120.png": ("PNG", (240, 120), "RGBA"),
        "b.240x120.avif": ("AVIF", (240, 120), "RGB"),
    }
    assert studio.found() == []


def test_jpeg_is_progressive_with_halved_colours(studio: Studio) -> None:
    studio.save("a.jpg", halves((90, 90)))
    image = opened(studio.make(studio.wanted("wide"))["a.90x90.jpg"])
    assert image.info["progressive"] == 1
    assert [layer[1:3] for layer in image.layer] == [(2, 2), (1, 1), (1, 1)]  # type: ignore[attr-defined]


def test_transparent_parts_stay_so(studio: Studio) -> None:
    image = halves((100, 50), "RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 50, 50))
    studio.save("a.png", image)
    palette = halves((100, 50)).quantize(2)
    studio.save("p.png", palette, transparency=palette.getpixel((0, 0)))
    for name, data in studio.make(studio.wanted("logo")).items():
        alpha = opened(data).convert("RGBA").getchannel("A")
        assert (alpha.getpixel((10, 25)), alpha.getpixel((90, 25))) == (0, 255), name


def test_cropped_around_the_point_to_keep(studio: Studio) -> None:
    studio.save("a.png", halves((1000, 100)))
    left = studio.make(studio.wanted("card", focus="0% 50%"))["a.150x100.avif"]
    right = studio.make(studio.wanted("card", focus="100% 50%"))["a.150x100.avif"]
    assert is_near(opened(left), (140, 50), RED)
    assert is_near(opened(right), (10, 50), BLUE)


@pytest.mark.parametrize("turned", range(1, 9))
def test_picture_is_upright(studio: Studio, turned: int) -> None:
    from PIL.Image import Transpose

    # What the camera stores when it is held so (Exif 2.32): the inverse of what is to be done.
    inverse = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_90,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_270,
    }
    upright = halves((300, 90))
    upright.paste((30, 200, 30), (0, 0, 20, 20))
    exif = Image.Exif()
    exif[274] = turned
    stored = upright.transpose(inverse[turned]) if turned in inverse else upright
    studio.save("a.jpg", stored, exif=exif, quality=95)
    for data in studio.make(studio.wanted("wide")).values():
        image = opened(data)
        assert image.size == (300, 90)
        assert is_near(image, (6, 6), (30, 200, 30), 40)
        assert is_near(image, (100, 60), RED)
        assert is_near(image, (290, 80), BLUE)


def test_no_metadata_is_left(studio: Studio) -> None:
    exif = Image.Exif()
    exif[271] = "SECRET camera"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (30.0, 15.0, 0.0)
    exif.get_ifd(0x8825)[29] = "SECRET"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SECRET")
    image = halves((90, 90))
    packet = b"<x:xmpmeta>SECRET</x:xmpmeta>"
    studio.save("a.jpg", image, exif=exif, comment=b"SECRET", xmp=packet, icc_profile=profile)
    studio.save("b.png", image.convert("RGBA"), exif=exif, pnginfo=text, icc_profile=profile)
    studio.save("c.webp", image, exif=exif, xmp=packet, icc_profile=profile)
    for file in studio.root.iterdir():
        assert b"SECRET" in file.read_bytes(), file.name
    made = studio.make(studio.wanted("wide"))
    assert sorted(made) == [
        f"{name}.90x90.{end}"
        for name, end in zip("aabbcc", ["avif", "jpg", "avif", "png", "avif", "jpg"], strict=True)
    ]
    for name, data in made.items():
        assert b"SECRET" not in data, name
        assert not opened(data).getexif(), name
        assert not {"icc_profile", "exif", "xmp", "comment"} & set(opened(data).info), name


def test_colours_of_another_profile_are_moved_to_srgb(studio: Studio) -> None:
    studio.save("a.png", Image.new("RGB", (9, 9), (55, 55, 55)), icc_profile=linear_profile())
    studio.save("b.png", Image.new("RGB", (9, 9), (55, 55, 55)))
    made = studio.make(studio.wanted("wide"))
    assert is_near(opened(made["a.9x9.avif"]), (4, 4), (128, 128, 128), 3)
    assert is_near(opened(made["b.9x9.avif"]), (4, 4), (55, 55, 55), 3)


def linear_profile() -> bytes:
    """The profile of sRGB with its curves replaced by straight ones (ICC.1:2010, 10.5)."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for place in range(132, 132 + 12 * int.from_bytes(data[128:132], "big"), 12):
        if bytes(data[place : place + 4]) in {b"rTRC", b"gTRC", b"bTRC"}:
            start = int.from_bytes(data[place + 4 : place + 8], "big")
            data[start : start + 12] = b"curv" + bytes(8)
            data[place + 8 : place + 12] = (12).to_bytes(4, "big")
    # It would be taken for sRGB by its name, which is written in UTF-16.
    return bytes(data).replace("sRGB".encode("utf-16-be"), "line".encode("utf-16-be"))


def test_profile_of_no_use_is_passed_over(studio: Studio) -> None:
    studio.save("a.png", halves((90, 90)), icc_profile=b"rubbish")
    assert is_near(opened(studio.make(studio.wanted("wide"))["a.90x90.avif"]), (10, 10), RED)


@pytest.mark.parametrize(
    ("name", "mode"),
    [("a.jpg", "CMYK"), ("a.jpg", "L"), ("a.png", "1"), ("a.png", "LA"), ("a.png", "P"), ("a.tif", "CMYK")],
)
def test_every_mode_becomes_visible(studio: Studio, name: str, mode: str) -> None:
    image = Image.new("RGB", (90, 90), "white")
    image.paste("black", (45, 0, 90, 90))
    studio.save(name, image.convert(mode))
    made = studio.make(studio.wanted("wide"))
    assert len(made) == 2
    for data in made.values():
        assert is_near(opened(data), (10, 10), (255, 255, 255))
        assert is_near(opened(data), (80, 80), (0, 0, 0))


def test_sixteen_bits_are_scaled_not_cut_off(studio: Studio) -> None:
    studio.save("a.png", Image.new("I;16", (9, 9), 0x4000))
    assert is_near(opened(studio.make(studio.wanted("wide"))["a.9x9.avif"]), (4, 4), (64, 64, 64), 3)


def test_drawing_is_written_clean(studio: Studio) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>x()</script><g/></svg>'
    (studio.root / "a.svg").write_text(drawing, "utf-8")
    expected = b'<svg viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><g /></svg>'
    assert studio.make(studio.wanted("wide", "logo")) == {"a.svg": expected}


def test_animation_is_copied(studio: Studio) -> None:
    studio.save("a.gif", halves((90, 90)), save_all=True, append_images=[halves((90, 90)).rotate(90)])
    assert studio.make(studio.wanted("wide", "logo")) == {"a.gif": (studio.root / "a.gif").read_bytes()}


def test_colours_of_printers_are_made_those_of_screens(studio: Studio) -> None:
    studio.save("a.jpg", Image.new("CMYK", (90, 90), (0, 255, 255, 0)), quality=95)
    assert is_near(opened(studio.make(studio.wanted("wide"))["a.90x90.jpg"]), (45, 45), (255, 0, 0), 30)


def test_sixteen_bits_of_each_colour(studio: Studio) -> None:
    from struct import pack
    from zlib import compress, crc32

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))

    row = b"\0" + pack(">HHH", 0xC8C8, 0x1E1E, 0x1E1E) * 9
    parts = [(b"IHDR", pack(">IIBBBBB", 9, 9, 16, 2, 0, 0, 0)), (b"IDAT", compress(row * 9)), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)
    (studio.root / "a.png").write_bytes(data)
    assert is_near(opened(studio.make(studio.wanted("wide"))["a.9x9.avif"]), (4, 4), RED, 6)


def test_avif_is_read_too_and_turned(studio: Studio) -> None:
    exif = Image.Exif()
    exif[274] = 6
    studio.save("a.avif", halves((90, 30)), exif=exif)
    image = opened(studio.make(studio.wanted("wide"))["a.30x90.jpg"])
    assert is_near(image, (15, 10), RED, 40)
    assert is_near(image, (15, 80), BLUE, 40)


def test_photo_with_a_second_one_behind_it_is_one_photo(studio: Studio) -> None:
    studio.save("a.jpg", halves((90, 90)), format="MPO", save_all=True, append_images=[halves((90, 90))])
    assert b"MPF\0" in (studio.root / "a.jpg").read_bytes()
    assert sorted(studio.make(studio.wanted("wide"))) == ["a.90x90.avif", "a.90x90.jpg"]


@pytest.mark.parametrize("name", ["a.gif", "a.webp", "a.png"])
def test_animation_keeps_its_frames_and_loses_its_notes(studio: Studio, name: str) -> None:
    exif = Image.Exif()
    exif[271] = "SECRET"
    notes: dict[str, object] = {"comment": b"SECRET"} if name == "a.gif" else {"exif": exif}
    if name == "a.webp":
        notes["xmp"] = b"<x:xmpmeta>SECRET</x:xmpmeta>"
    frames = [halves((90, 90)), halves((90, 90)).rotate(90), halves((90, 90)).rotate(180)]
    studio.save(name, frames[0], save_all=True, append_images=frames[1:], loop=0, duration=70, **notes)
    before = (studio.root / name).read_bytes()
    assert b"SECRET" in before
    after = studio.make(studio.wanted("wide"))[name]
    assert b"SECRET" not in after
    one, other = Image.open(io.BytesIO(before)), Image.open(io.BytesIO(after))
    assert other.n_frames == one.n_frames == 3  # type: ignore[attr-defined]
    assert other.info["loop"] == one.info["loop"] == 0
    for frame in range(3):
        one.seek(frame)
        other.seek(frame)
        assert other.convert("RGB").tobytes() == one.convert("RGB").tobytes()


# ---------------------------------------------------------------- how much memory
def test_large_picture_is_reduced_before_it_is_worked_on(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "ENOUGH", (100, 80))
    sizes: list[tuple[int, int]] = []
    moved = images._in_srgb
    monkeypatch.setattr(images, "_in_srgb", lambda image: (sizes.append(image.size), moved(image))[1])
    studio.save("a.png", halves((400, 350)))
    studio.save("b.png", halves((400, 120)))
    made = studio.make(studio.wanted("portrait-small"))
    assert sorted(sizes) == [(100, 88), (400, 120)]
    assert is_near(opened(made["a.112x140.png"]), (10, 70), RED, 40)


def test_who_needs_more_memory_than_is_free_waits() -> None:
    room = Room(100)
    order: list[str] = []

    def work(name: str, need: int) -> None:
        with room.held(need):
            order.append(name)

    with room.held(60):
        waiting = Thread(target=work, args=("large", 1000))
        waiting.start()
        work("small", 40)
        assert room.taken == 60
    waiting.join()
    assert (order, room.taken) == (["small", "large"], 0)


def test_need_is_told_before_a_picture_is_decoded(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[object] = []
    decode, held = images._decode, Room.held

    def count(room: Room, need: int) -> AbstractContextManager[None]:
        found.append(need)
        return held(room, need)

    monkeypatch.setattr(images, "_decode", lambda image: (found.append("decoded"), decode(image))[1])
    monkeypatch.setattr(Room, "held", count)
    studio.save("a.jpg", halves((6000, 4000)))
    studio.save("b.jpg", halves((6000, 4000)), progressive=True)
    studio.make(studio.wanted("card", only="a"))
    studio.make(studio.wanted("card", only="b"))
    assert found[1::2] == ["decoded", "decoded"]
    assert found[2] == found[0] + 3 * 6000 * 4000  # type: ignore[operator]
    assert found[0] < 200 << 20  # type: ignore[operator]


def test_pillow_without_avif_says_so(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    studio.save("a.jpg", halves((90, 90)))
    wanted = studio.wanted("wide")
    monkeypatch.setattr(features, "check", lambda name: name != "avif")
    assert studio.make(wanted) == {}
    assert studio.found() == [("content/a.jpg", "image-no-avif")]


# ---------------------------------------------------------------- how seldom
def test_each_source_is_decoded_once(studio: Studio, decoded: list[str]) -> None:
    for name in "abc":
        studio.save(f"{name}.jpg", halves((900, 1000)).rotate(ord(name)))
    decoded.clear()
    wanted = studio.wanted("portrait", "portrait-small", "card")
    assert decoded == []
    assert len(studio.make(wanted)) == 3 * 10
    assert sorted(decoded) == ["a.jpg", "b.jpg", "c.jpg"]


def test_warm_build_decodes_nothing(studio: Studio, decoded: list[str]) -> None:
    studio.save("a.jpg", halves((900, 1000)))
    first = studio.make(studio.wanted("portrait"))
    decoded.clear()
    studio.memo.save()
    studio.memo = Memo(studio.cache)
    assert studio.make(studio.wanted("portrait")) == first
    assert decoded == []
    assert len(studio.make(studio.wanted("portrait", "card"))) == 8
    assert decoded == ["a.jpg"]


def test_bytes_do_not_depend_on_what_else_is_wanted(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "ENOUGH", (300, 300))
    studio.save("a.jpg", Image.effect_noise((700, 700), 60).convert("RGB"))
    alone = studio.make(studio.wanted("portrait-small"))
    studio.memo = Memo(None)
    beside = studio.make(studio.wanted("logo", "portrait-small"))
    assert len(beside) == 6
    assert alone.items() < beside.items()


def test_large_jpeg_is_not_decoded_whole(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    decode = images._decode
    monkeypatch.setattr(images, "_decode", lambda image: (sizes.append(image.size), decode(image)))
    exif = Image.Exif()
    exif[274] = 6
    studio.save("a.jpg", halves((6000, 4000)), quality=60)
    studio.save("b.jpg", halves((4000, 6000)), quality=60, exif=exif)
    made = studio.make(studio.wanted("card"))
    assert sorted(sizes) == [(2000, 3000), (3000, 2000)]
    sizes_of_card = ("1260x840", "360x240", "720x480")
    assert sorted(made) == [f"{name}.{size}.{end}" for name in "ab" for size in sizes_of_card for end in ENDS]


def test_cache_of_a_killed_build_is_whole(tmp_path: Path) -> None:
    killed = Studio(tmp_path)
    for name in "abcdef":
        killed.save(f"{name}.jpg", Image.effect_noise((500, 400), 60).convert("RGB"))
    process = get_context("spawn").Process(target=make_until_killed, args=(killed.root, killed.cache))
    process.start()
    process.join()
    assert process.exitcode == 9
    made = [path for path in killed.cache.rglob("*.avif") if not path.parent.name.startswith(".")]
    assert len(made) >= 2
    after = killed.make(killed.wanted("wide"))
    killed.memo = Memo(None)
    cold = killed.make(killed.wanted("wide"))
    assert len(after) == 24
    assert after == cold


def make_until_killed(root: Path, cache: Path) -> None:
    """Make pictures, and end without a word where the first is done and the next ones are being made."""
    memo, problems = Memo(cache), Problems()
    pictures = Pictures(problems, memo.blobs("pictures", "1"))
    for file in discover(root, problems):
        pictures.html(file, "wide", "")
    for _ in make_images(pictures.wanted.values(), memo, problems, lambda done, total: os._exit(9)):
        pass


# ---------------------------------------------------------------- what cannot be made
@pytest.mark.parametrize("name", ["cut.jpg", "cut.png", "cut.webp", "cut.gif"])
def test_picture_cut_off_is_reported_and_the_others_are_made(studio: Studio, name: str) -> None:
    noise = Image.effect_noise((200, 100), 60)
    options = {"save_all": True, "append_images": [noise.rotate(180)]} if name.endswith("gif") else {}
    studio.save(name, noise.convert("RGB"), **options)
    studio.save("fine.jpg", halves((90, 90)))
    whole = (studio.root / name).read_bytes()
    assert studio.make(studio.wanted("wide", only="cut"))
    (studio.root / name).write_bytes(whole[: len(whole) // 3])
    wanted = studio.wanted("wide")
    early = studio.found()
    made = studio.make(wanted)
    assert early + studio.found() == [(f"content/{name}", "image-truncated")]
    assert sorted(made) == ["fine.90x90.avif", "fine.90x90.jpg"]


def test_broken_drawing_of_meanwhile_is_reported(studio: Studio) -> None:
    (studio.root / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    wanted = studio.wanted("wide")
    (studio.root / "a.svg").write_text("<svg", "utf-8")
    assert studio.make(wanted) == {}
    assert studio.found() == [("content/a.svg", "svg-broken")]


def test_full_disk_is_not_taken_for_a_broken_picture(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    studio.save("a.jpg", halves((90, 90)))
    wanted = studio.wanted("wide")

    def refuse(path: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device", str(path), len(data))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(OSError, match="No space left"):
        studio.make(wanted)
    assert studio.found() == []


# ---------------------------------------------------------------- order and progress
def test_order_and_progress(studio: Studio) -> None:
    for name in "cab":
        studio.save(f"{name}.png", halves((90, 90)).rotate(ord(name)))
    wanted = studio.wanted("wide")
    told: list[tuple[int, int]] = []
    shuffled = sorted(wanted.values(), key=lambda one: one.path[::-1])
    made = make_images(shuffled, studio.memo, studio.problems, lambda done, total: told.append((done, total)))
    assert [Path(path).name[0] for path, _ in made] == list("aabbcc")
    assert told == [(2, 6), (4, 6), (6, 6)]


def test_nothing_wanted(studio: Studio) -> None:
    assert studio.make({}) == {}
