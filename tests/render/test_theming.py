"""The style sheet of a theme: nothing for the shipped looks, the differences for others, within the budget."""

import gzip
import re

import pytest

from sitegen.build.prepare import default_templates
from sitegen.model.presets import PRESETS, TRACK_HUES
from sitegen.model.theme import resolve_theme
from sitegen.render.assets import load_assets, shrink_css
from sitegen.render.theming import NAME, theme_sheets

CSS = default_templates() / "assets" / "css"
RULE = re.compile(r"--([a-z0-9-]+): ([^;]+);")


def halves(name: str) -> list[str]:
    """The light and the dark part of a shipped style sheet."""
    return (CSS / name).read_text("utf-8").split("@media screen and (prefers-color-scheme: dark)")


def expand(value: str) -> str:
    return "#" + "".join(digit * 2 for digit in value[1:]) if re.fullmatch("#...", value) else value


def test_the_shipped_files_hold_the_first_preset() -> None:
    light, dark = (dict(RULE.findall(part)) for part in halves("00-tokens.css"))
    first = PRESETS["cortex"]
    assert {name: expand(light[name]) for name in first.light} == first.light
    assert {name: expand(dark[name]) for name in first.dark} == first.dark
    assert {name: light[name] for name in first.shape} == first.shape
    for place, part in enumerate(halves("05-tracks.css")):
        found = re.findall(r"\.track-(\w+) \{ --tint: (\S+); --bar: (\S+); --text: (\S+); \}", part)
        wanted = [(name, *vars(pair[place]).values()) for name, pair in TRACK_HUES.items()]
        assert found == wanted


def test_the_first_preset_needs_no_sheet() -> None:
    assert theme_sheets(resolve_theme()) == {}


def test_a_brand_changes_its_own_tokens_in_both_schemes() -> None:
    sheet = theme_sheets(resolve_theme(brand="#7a1f2b"))[NAME]
    light, dark = sheet.split("@media screen and (prefers-color-scheme: dark)")
    assert RULE.findall(light) == [("brand", "#7a1f2b"), ("brand-hover", "#5c0015")]
    assert [name for name, _ in RULE.findall(dark)] == ["brand", "brand-hover", "on-brand"]


@pytest.mark.parametrize("preset", ["vesalius", "lumen"])
def test_what_light_changes_is_said_for_dark_too(preset: str) -> None:
    tokens = resolve_theme(preset)
    light, dark = theme_sheets(tokens)[NAME].split("@media screen and (prefers-color-scheme: dark)")
    told = dict(RULE.findall(light))
    assert {**PRESETS["cortex"].light, **PRESETS["cortex"].shape, **told} == {**tokens.light, **tokens.shape}
    assert {**PRESETS["cortex"].dark, **told, **dict(RULE.findall(dark))} == {
        **tokens.dark,
        **told,
        **tokens.dark,
    }


def test_one_scheme_only() -> None:
    never = theme_sheets(resolve_theme(dark="never"))[NAME]
    assert "@media" not in never
    assert "color-scheme: light;" in never
    assert dict(RULE.findall(never.split(".track")[0])) == PRESETS["cortex"].light
    always = theme_sheets(resolve_theme(dark="always"))[NAME]
    assert always.startswith("@media screen { :root { color-scheme: dark; --bg: #0f171d;")
    assert f".track-olive {{ --tint: {TRACK_HUES['olive'][1].tint};" in always


def test_compact() -> None:
    sheet = theme_sheets(resolve_theme(density="compact"))[NAME]
    assert RULE.findall(sheet) == [("cell", ".3rem"), ("row", ".375rem"), ("section", "2.5rem")]


@pytest.mark.parametrize("dark", ["auto", "never", "always"])
@pytest.mark.parametrize("preset", PRESETS)
def test_the_sheet_of_a_site_stays_within_8_kb(preset: str, dark: str) -> None:
    tokens = resolve_theme(preset, "#0a4f7d", "#a01d2d", dark=dark, density="compact")
    assets = load_assets([default_templates()], theme_sheets(tokens))
    sheet = assets.data[assets.path("site.css")]
    assert shrink_css(theme_sheets(tokens)[NAME]) in sheet.decode()
    assert len(gzip.compress(sheet, 9, mtime=0)) <= 8 * 1024


def test_own_colours_of_tracks_have_rules_of_both_schemes() -> None:
    sheet = theme_sheets(resolve_theme().with_tracks(["red", "#1f4e79"]))[NAME]
    rule = r"\.track-own-1f4e79 \{ --tint: (\S+); --bar: (\S+); --text: (\S+); \}"
    hues = resolve_theme().hue_of("#1f4e79")
    assert re.findall(rule, sheet) == [(hue.tint, hue.bar, hue.text) for hue in hues]
    assert sheet.index("prefers-color-scheme: dark") > sheet.index(hues[0].bar)
    assert ".track-red" not in sheet
