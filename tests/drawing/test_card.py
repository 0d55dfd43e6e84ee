"""Cards have the size networks want, the colours of the theme, no boxes for missing glyphs, the same bytes."""

import io

import pytest
from PIL import Image

from sitegen.drawing.card import Card, Said, draw_card
from sitegen.drawing.faces import Faces, find_faces
from sitegen.drawing.pen import Pen, has_glyph
from sitegen.drawing.shapes import Portrait
from sitegen.text import Language

ZH = Language("zh", "zh-Hans", "中文", "zh_Hans_CN")
COLOURS = {
    "bg": "#ffffff", "ink": "#14212b", "ink-2": "#3f4e5a", "ink-3": "#5a6874", "line": "#d5dde4", "brand": "#0b5568",
    "motif": "#dce5ea", "bar": "#33854a", "tint": "#ebf7ed", "tint-ink": "#1b552c",
}  # fmt: skip


@pytest.fixture(scope="module")
def faces() -> Faces:
    found = find_faces([ZH])
    assert found is not None, "a font for Chinese is needed: fonts-noto-cjk"
    return found


def card(title: str, **more: object) -> Card:
    return Card(Said(title, True), Said("NSCME 2023", False), colours=COLOURS, **more)  # type: ignore[arg-type]


def shown(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_size_and_colours(faces: Faces) -> None:
    image = shown(draw_card(card("日程"), Pen(faces)))
    assert image.size == (1200, 630)
    assert image.getpixel((5, 300)) == (0x33, 0x85, 0x4A)
    assert image.getpixel((40, 620)) == (255, 255, 255)


def test_the_same_bytes_and_few_of_them(faces: Faces) -> None:
    one, other = (draw_card(card("面神经保护：从解剖到功能" * 3), Pen(faces)) for _ in range(2))
    assert one == other
    assert len(one) < 100_000


def test_a_title_of_200_characters_stays_over_the_rule(faces: Faces) -> None:
    image = shown(draw_card(card("神" * 200), Pen(faces)))
    assert all(image.getpixel((x, 488)) in {(255, 255, 255), (0xDC, 0xE5, 0xEA)} for x in range(88, 400))


def test_missing_characters_are_told_and_drawn_as_geta(faces: Faces) -> None:
    pen = Pen(faces)
    lacking = "\U0001303f"  # an Egyptian hieroglyph
    assert not any(has_glyph(face, lacking) for face in faces.regular)
    assert draw_card(card(f"神{lacking}经"), pen) == draw_card(card("神〓经"), Pen(faces))
    assert pen.missing == {lacking}


def test_emoji_are_left_out(faces: Faces) -> None:
    pen = Pen(faces)
    assert draw_card(card("神经🎉"), pen) == draw_card(card("神经"), Pen(faces))
    assert not pen.missing


def test_english_quotes_are_narrow(faces: Faces) -> None:
    pen = Pen(faces)
    assert pen.width("it’s", 100, is_han_text=False) < pen.width("it’s", 100) - 40


def test_han_and_latin_are_set_apart(faces: Faces) -> None:
    pen = Pen(faces)
    assert pen.width("第A", 100) == pytest.approx(pen.width("第", 100) + pen.width("A", 100) + 18)


def test_a_portrait_is_cropped_to_its_box(faces: Faces, tmp_path: object) -> None:
    file = f"{tmp_path}/p.png"
    Image.new("RGB", (300, 900), "#c02020").save(file)
    data = draw_card(card("王伟", portrait=Portrait(file, "x")), Pen(faces))
    assert data.startswith(b"\xff\xd8")
    red, green, _ = shown(data).getpixel((1000, 280))
    assert red > 180
    assert green < 60


def test_the_code_can_be_seen(faces: Faces) -> None:
    image = shown(draw_card(card("日程", link="https://example.org/zh/"), Pen(faces)))
    dark = image.crop((1004, 502, 1128, 626)).convert("L").histogram()[0]
    assert dark > 1500


def test_no_face_for_chinese(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from sitegen.drawing import faces as module

    monkeypatch.setattr(module, "_folders", lambda own: (str(tmp_path),))
    assert find_faces([ZH]) is None
