"""Files that pages link to: photos without their place, drawings without scripts, all else as it is."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from sitegen.memo import Memo
from sitegen.outputs.attachments import make_attachments
from sitegen.problems import Problems
from sitegen.source import discover

GPS = 0x8825
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def photo(form: str, orientation: int = 1, **more: object) -> bytes:
    """A picture with place, camera, comment and colour profile."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Camera"
    exif.get_ifd(GPS).update({1: "N", 2: (30.0, 15.0, 0.0), 3: "E", 4: (120.0, 9.0, 0.0)})
    data = io.BytesIO()
    image = Image.effect_noise((160, 90), 60).convert("RGB")
    image.save(data, form, exif=exif, icc_profile=PROFILE, **more)
    return data.getvalue()


def made(folder: Path, files: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    for name, data in files.items():
        (folder / "content").mkdir(exist_ok=True)
        (folder / "content" / name).write_bytes(data)
    problems = Problems()
    sources = {f"assets/{file.path}": file for file in discover(folder / "content", problems)}
    found = {
        path.removeprefix("assets/"): file.read_bytes()
        for path, file in make_attachments(sources, Memo(folder / ".cache"), problems)
    }
    return found, [f"{problem.location} {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    ("name", "form", "more"),
    [
        ("a.jpg", "JPEG", {"comment": b"secret"}),
        ("b.jpg", "JPEG", {"progressive": True}),
        ("c.png", "PNG", {}),
        ("d.webp", "WEBP", {"lossless": True, "xmp": b"<x:xmpmeta>secret</x:xmpmeta>"}),
    ],
)
def test_a_photo_loses_its_place_and_no_pixel(
    name: str, form: str, more: dict[str, object], tmp_path: Path
) -> None:
    if form == "PNG":
        notes = PngInfo()
        notes.add_itxt("Author", "secret")
        more = {"pnginfo": notes}
    data = photo(form, **more)
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(GPS)
    files, problems = made(tmp_path, {name: data})
    assert problems == []
    before, after = Image.open(io.BytesIO(data)), Image.open(io.BytesIO(files[name]))
    assert dict(after.getexif()) == {}
    assert b"secret" not in files[name]
    assert b"Camera" not in files[name]
    assert after.tobytes() == before.tobytes()
    assert after.info["icc_profile"] == PROFILE


def test_how_the_camera_was_held_stays(tmp_path: Path) -> None:
    files, _ = made(tmp_path, {"a.jpg": photo("JPEG", 6)})
    assert dict(Image.open(io.BytesIO(files["a.jpg"])).getexif()) == {0x0112: 6}


def test_a_film_behind_a_photo_goes(tmp_path: Path) -> None:
    files, _ = made(tmp_path, {"a.jpg": photo("JPEG") + b"\0\0\0\x18ftypmp42 film"})
    assert files["a.jpg"].endswith(b"\xff\xd9")


def test_a_drawing_loses_its_script(tmp_path: Path) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="a()"><script>b()</script><path d="M0 0h9"/></svg>'
    files, problems = made(tmp_path, {"a.svg": drawing})
    assert problems == []
    assert files["a.svg"] == (
        b'<svg width="9" height="9" viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9" /></svg>'
    )


def test_other_files_stay_as_they_are(tmp_path: Path) -> None:
    files = {"a.pdf": b"%PDF-1.7 \xff\xe1 Exif", "b.zip": b"PK\x03\x04", "c": b""}
    assert made(tmp_path, files) == (files, [])


@pytest.mark.parametrize("note", [b"caBXsecret", b"prVtsecret"])
def test_chunks_that_nobody_knows_go(note: bytes, tmp_path: Path) -> None:
    plain = io.BytesIO()
    Image.new("RGB", (9, 9)).save(plain, "PNG")
    chunk = len(note[4:]).to_bytes(4, "big") + note + crc32(note).to_bytes(4, "big")
    data = plain.getvalue()
    files, problems = made(tmp_path, {"a.png": data[:33] + chunk + data[33:]})
    assert (files["a.png"], problems) == (data, [])


def test_notes_that_cannot_be_taken_out_are_an_error(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:09:22 08:30:00"
    plain, noted = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (9, 9)).save(plain, "AVIF")
    Image.new("RGB", (9, 9)).save(noted, "AVIF", exif=exif.tobytes())
    files, problems = made(tmp_path, {"a.avif": noted.getvalue(), "b.avif": plain.getvalue()})
    assert problems == ["content/a.avif photo-place"]
    assert files == {"b.avif": plain.getvalue()}


def test_a_place_that_cannot_be_taken_out_is_an_error(tmp_path: Path) -> None:
    plain, placed = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (9, 9)).save(plain, "TIFF")
    Image.new("RGB", (9, 9)).save(placed, "TIFF", tiffinfo={GPS: {1: "N", 2: (30.0, 15.0, 0.0)}})
    files, problems = made(tmp_path, {"a.tif": placed.getvalue(), "b.tif": plain.getvalue()})
    assert problems == ["content/a.tif photo-place"]
    assert files == {"b.tif": plain.getvalue()}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("cut.jpg", photo("JPEG")[:-900], "image-truncated"),
        ("cut.png", photo("PNG")[:-900], "image-truncated"),
        ("cut.webp", photo("WEBP")[:-900], "image-truncated"),
        ("text.jpg", b"no picture", "image-unreadable"),
        ("broken.svg", b"<svg", "svg-broken"),
    ],
)
def test_what_is_not_whole_is_an_error(name: str, data: bytes, code: str, tmp_path: Path) -> None:
    assert made(tmp_path, {name: data}) == ({}, [f"content/{name} {code}"])
