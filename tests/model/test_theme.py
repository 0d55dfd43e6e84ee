"""Every pair of colours passes, in every preset, scheme and with any brand; what is derived keeps its hue."""

import pytest

from sitegen.model.colours import to_oklch
from sitegen.model.presets import PRESETS
from sitegen.model.theme import own_colour, pairs_in_use, resolve_theme

BRANDS = [
    None,
    "#ff0000",
    "#ffcc00",
    "#777777",
    "#000000",
    "#ffffff",
    "#1e90ff",
    "#00aa44",
    "#7a1f2b",
    "#f0f",
]


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("preset", PRESETS)
def test_every_pair_passes(preset: str, brand: str | None) -> None:
    pairs = list(pairs_in_use(resolve_theme(preset, brand, brand)))
    assert [pair for pair in pairs if pair.ratio < pair.needed] == []
    assert len(pairs) == 2 * (11 + 2 + 3 + 1 + 1 + 3 * 8)


def test_presets_differ_in_colours_and_shape_but_not_in_names() -> None:
    looks = list(PRESETS.values())
    assert len(looks) == 3
    assert {tuple(look.light) for look in looks} == {tuple(look.dark) for look in looks}
    assert len({tuple(look.light) for look in looks}) == 1
    assert len({look.light["brand"] for look in looks}) == 3
    assert len({look.shape["radius"] for look in looks}) == 3


def test_a_brand_that_passes_is_kept_and_has_its_hue_everywhere() -> None:
    tokens = resolve_theme(brand="#7A1F2B")
    assert tokens.light["brand"] == "#7a1f2b"
    assert tokens.light["brand-hover"] == "#5c0015"
    assert tokens.light["on-brand"] == "#ffffff"
    hues = [to_oklch(tokens.dark[name])[2] for name in ("brand", "brand-hover", "on-brand")]
    assert hues == pytest.approx([to_oklch("#7a1f2b")[2]] * 3, abs=6)
    assert tokens.light["link"] == PRESETS["cortex"].light["link"]


def test_without_a_brand_the_preset_is_as_it_was_drawn() -> None:
    tokens = resolve_theme("lumen")
    assert (tokens.light, tokens.dark) == (PRESETS["lumen"].light, PRESETS["lumen"].dark)


def test_how_far_a_colour_is_from_passing() -> None:
    ratio, nearest = own_colour("brand", "#ffcc00", "cortex")
    assert ratio == pytest.approx(1.306, abs=0.001)
    assert nearest == "#856900"
    assert own_colour("brand", "#0b5568", "cortex")[1] == "#0b5568"


@pytest.mark.parametrize(
    ("dark", "schemes", "ground"),
    [
        ("auto", ("light", "dark"), "#ffffff"),
        ("never", ("light",), "#ffffff"),
        ("always", ("dark",), "#0f171d"),
    ],
)
def test_schemes(dark: str, schemes: tuple[str, ...], ground: str) -> None:
    tokens = resolve_theme(dark=dark)
    assert tokens.schemes == schemes
    assert tokens.first["bg"] == ground
