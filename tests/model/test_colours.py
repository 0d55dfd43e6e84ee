"""Contrast by WCAG 2.2, OKLCH there and back, and the nearest colour that passes."""

import pytest

from sitegen.model.colours import contrast, from_oklch, nearest_passing, read_hex, to_oklch


def test_known_contrasts() -> None:
    # https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio: from 1 to 21; #767676 is the lightest grey that passes.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.542, abs=0.001)
    assert contrast("#123456", "#123456") == 1


def test_known_oklch() -> None:
    # https://bottosson.github.io/posts/oklab/: red of sRGB.
    assert to_oklch("#ff0000") == pytest.approx((0.62796, 0.25768, 29.234), abs=0.001)
    assert to_oklch("#ffffff")[:2] == pytest.approx((1, 0), abs=0.001)


@pytest.mark.parametrize(
    "colour", ["#000000", "#ffffff", "#0b5568", "#ff0000", "#ffcc00", "#1e90ff", "#00ff00"]
)
def test_oklch_there_and_back(colour: str) -> None:
    assert from_oklch(*to_oklch(colour)) == colour


def test_what_no_screen_shows_loses_chroma_only() -> None:
    lightness, chroma, hue = to_oklch(from_oklch(0.6, 0.4, 200))
    assert lightness == pytest.approx(0.6, abs=0.01)
    assert hue == pytest.approx(200, abs=2)
    assert 0.08 < chroma < 0.13


def test_the_nearest_that_passes_keeps_its_hue_and_only_just_passes() -> None:
    near = nearest_passing("#ff9900", ("#ffffff", "#eaeff3"), 4.5)
    assert near == "#9e5d00"
    assert 4.5 <= contrast(near, "#eaeff3") < 4.6
    assert nearest_passing("#0b5568", ("#ffffff",), 4.5) == "#0b5568"
    assert nearest_passing("#333333", ("#000000",), 4.5) == "#757575"


def test_where_nothing_passes_the_better_end() -> None:
    assert nearest_passing("#808080", ("#ffffff", "#000000"), 7) in {"#000000", "#ffffff"}


@pytest.mark.parametrize(
    ("text", "read"),
    [("#0B5568", "#0b5568"), ("#abc", "#aabbcc"), ("teal", None), ("#12345", None), ("123456", None)],
)
def test_hexadecimal(text: str, read: str | None) -> None:
    assert read_hex(text) == read
