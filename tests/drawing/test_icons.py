"""Icons: the mark in the brand colour, or the logo; what a mask may cut is empty."""

import io

from PIL import Image

from sitegen.drawing.icons import as_ico, as_png, draw_icon

BRAND = (11, 85, 104, 255)


def test_the_mark_in_the_brand_colour() -> None:
    icon = draw_icon(192, "#0b5568", "#ffffff")
    assert icon.size == (192, 192)
    assert icon.getpixel((0, 0))[3] == 0, "corners are round"
    assert icon.getpixel((96, 96)) == BRAND
    assert icon.getpixel((96 + 24, 96)) == (255, 255, 255, 255), "the circle"


def test_a_mask_may_cut_the_corners() -> None:
    icon = draw_icon(512, "#0b5568", "#ffffff", is_masked=True)
    assert icon.getpixel((0, 0)) == BRAND
    rim = {icon.getpixel((x, y)) for x in range(0, 512, 4) for y in (0, 20, 40, 471, 491, 511)}
    assert rim == {BRAND}


def test_a_logo_is_shown_whole_on_white() -> None:
    logo = as_png(Image.new("RGBA", (400, 200), "#c02020"))
    icon = draw_icon(180, "#0b5568", "#ffffff", logo)
    assert icon.getpixel((90, 90)) == (192, 32, 32, 255)
    assert icon.getpixel((90, 20)) == (255, 255, 255, 255)


def test_the_same_bytes_each_time() -> None:
    one, other = (draw_icon(32, "#0b5568", "#ffffff") for _ in range(2))
    assert as_ico(one) == as_ico(other)
    assert Image.open(io.BytesIO(as_ico(one))).size == (32, 32)
