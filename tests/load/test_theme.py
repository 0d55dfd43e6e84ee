"""Mistakes under `theme:` are told at their place, with the nearest colour that passes."""

from collections.abc import Callable
from typing import Any

import pytest

FAULTS = [
    ('{brand: "#FFCC00"}', "error: brand #FFCC00 has a contrast of only 1.30 with the ground of the pages; text "
     'needs 4.5 (WCAG 2.2) [faint-colour]', '    hint: the nearest colour that passes is "#856900"'),
    ('{brand: teal}', "error: “teal” is not a colour [bad-colour]",
     '    hint: write # and six hexadecimal digits in quotes, such as "#0B5568"'),
    ('{preset: cortx}', "error: “cortx” is none of: cortex, vesalius, lumen [not-a-choice]",
     "    hint: did you mean “cortex”?"),
]  # fmt: skip


@pytest.mark.parametrize(("theme", "told", "hint"), FAULTS)
def test_faults(load: Callable[..., Any], site_yaml: str, theme: str, told: str, hint: str) -> None:
    text = site_yaml + f"theme: {theme}\n"
    column = theme.index(":") + len("theme: ") + 3
    lines = load({"site.yaml": text}).all_lines
    assert [line for line in lines if " error: " in line or "hint: " in line][:2] == [
        f"content/site.yaml:{len(text.splitlines())}:{column}: {told}",
        hint,
    ]


def test_what_is_written_reaches_the_tokens(load: Callable[..., Any], site_yaml: str) -> None:
    theme = 'theme: {preset: vesalius, brand: "#1F4E79", accent: "#a01d2d", dark: false, density: normal}\n'
    tokens = load({"site.yaml": site_yaml + theme}).project.source.settings.theme.tokens
    assert (tokens.preset, tokens.light["brand"], tokens.light["accent"]) == (
        "vesalius",
        "#1f4e79",
        "#a01d2d",
    )
    assert (tokens.schemes, tokens.density, tokens.shape["radius"]) == (("light",), "comfortable", "0")


TRACKS = [
    ("tael", "error: “tael” is no colour of a track: write one of blue, red, green, orange, violet, teal, purple, "
     "olive, or # and six hexadecimal digits in quotes [bad-track-colour]", "    hint: did you mean “teal”?"),
    ('"#FFCC00"', "error: color #FFCC00 has a contrast of only 1.30 with the ground of the pages; a bar needs 3 "
     '(WCAG 2.2) [faint-track-colour]', '    hint: the nearest colour that passes is "#a78400"'),
]  # fmt: skip


@pytest.mark.parametrize(("colour", "told", "hint"), TRACKS)
def test_faults_of_tracks(
    load: Callable[..., Any], site_yaml: str, colour: str, told: str, hint: str
) -> None:
    programme = f"tracks:\n  a: {{name: {{zh: 甲, en: A}}, color: {colour}}}\n"
    lines = load({"site.yaml": site_yaml, "programme.yaml": programme}).all_lines
    assert [line for line in lines if " error: " in line or "hint: " in line][:2] == [
        f"content/programme.yaml:2:36: {told}",
        hint,
    ]


def test_a_track_without_a_colour_has_one_of_its_own(load: Callable[..., Any], site_yaml: str) -> None:
    names = "name: {zh: 甲, en: A}"
    programme = (
        f"tracks:\n  a: {{{names}}}\n  b: {{{names}, color: blue}}\n  c: {{{names}, color: '#1F4E79'}}\n"
    )
    site = load({"site.yaml": site_yaml, "programme.yaml": programme}).project.source
    assert [track.color for track in site.tracks.values()] == ["red", "blue", "#1f4e79"]
