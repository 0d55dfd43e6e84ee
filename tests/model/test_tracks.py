"""Colours of tracks: given, one's own or the next free one; every derived pair passes in both schemes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.presets import PRESETS, TRACK_HUES
from sitegen.model.theme import own_bar, pairs_in_use, resolve_theme, tint_of
from sitegen.model.tracks import Track, colour_tracks


def tracks(*colours: str) -> dict[str, Track]:
    text: Any = None
    return {
        str(n): Track.model_construct(id=str(n), name=text, color=colour) for n, colour in enumerate(colours)
    }


def test_tracks_without_a_colour_get_those_that_are_free_in_order() -> None:
    found = colour_tracks(tracks("", "red", "", "", "#123456"))
    assert [track.color for track in found.values()] == ["blue", "red", "green", "orange", "#123456"]


def test_the_palette_starts_again_when_all_are_used() -> None:
    found = [track.color for track in colour_tracks(tracks(*[""] * 10)).values()]
    assert found == [*TRACK_HUES, "blue", "red"]
    assert colour_tracks(tracks(*TRACK_HUES, ""))["8"].color == "blue"


def test_a_name_for_style_sheets() -> None:
    assert [track.tint for track in tracks("red", "#123456").values()] == ["red", "own-123456"]


@pytest.mark.parametrize("preset", PRESETS)
@given(number=st.integers(0, 0xFFFFFF))
def test_whatever_is_made_of_an_own_colour_passes(preset: str, number: int) -> None:
    colour = own_bar(f"#{number:06x}")[1]
    tokens = resolve_theme(preset).with_tracks([colour])
    assert tokens.hue_of(colour) == tokens.tracks[tint_of(colour)]
    assert [pair for pair in pairs_in_use(tokens) if pair.ratio < pair.needed] == []


def test_an_own_colour_is_the_bar_as_it_was_given() -> None:
    assert resolve_theme().hue_of("#0b5568")[0].bar == "#0b5568"
    assert resolve_theme().hue_of("red") == TRACK_HUES["red"]
