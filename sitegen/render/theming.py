"""The style sheet of `theme:` in site.yaml: the tokens that differ from those in `00-tokens.css`."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.model.presets import PRESETS, TRACK_HUES, Hue
from sitegen.model.theme import Tokens

NAME = "css/06-theme.css"
"""After the tokens and tracks of the theme, before the rules that use them."""
_BASE = PRESETS["cortex"]
"""What `00-tokens.css` holds (a test compares them)."""


def theme_sheets(tokens: Tokens) -> dict[str, str]:
    """The style sheet by its name; none where everything is as the shipped files have it."""
    sheet = _sheet(tokens)
    return {NAME: sheet} if sheet else {}


def _sheet(tokens: Tokens) -> str:
    changed = _differing(tokens.light, _BASE.light) | _differing(tokens.shape, _BASE.shape)
    if tokens.schemes == ("light",):
        # Plain rules after those of the dark scheme put back what it changes.
        return _root({"color-scheme": "light"}, dict(tokens.light) | changed) + _tracks(tokens.tracks, 0)
    if tokens.schemes == ("dark",):
        rules = _root({"color-scheme": "dark"}, tokens.dark) + _tracks(tokens.tracks, 1)
        return f"{_root({}, changed)}@media screen {{ {rules} }}"
    # What light changes would otherwise win in dark too, as it stands later.
    night = {
        name: value for name, value in tokens.dark.items() if name in changed or value != _BASE.dark[name]
    }
    own = {name: hues for name, hues in tokens.tracks.items() if name not in TRACK_HUES}
    return _root({}, changed) + _tracks(own, 0) + _dark(_root({}, night) + _tracks(own, 1))


def _dark(rules: str) -> str:
    return f"@media screen and (prefers-color-scheme: dark) {{ {rules} }}" if rules else ""


def _differing(values: Mapping[str, str], base: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if base.get(name) != value}


def _root(properties: Mapping[str, str], custom: Mapping[str, str]) -> str:
    lines = [f"{name}: {value};" for name, value in properties.items()]
    lines += [f"--{name}: {value};" for name, value in custom.items()]
    return f":root {{ {' '.join(lines)} }}\n" if lines else ""


def _tracks(tracks: Mapping[str, tuple[Hue, Hue]], scheme: int) -> str:
    hues = {name: pair[scheme] for name, pair in tracks.items()}
    return "".join(
        f".track-{name} {{ --tint: {hue.tint}; --bar: {hue.bar}; --text: {hue.text}; }}\n"
        for name, hue in hues.items()
    )
