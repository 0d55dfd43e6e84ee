"""The looks of a site as plain values, colours of both schemes and shapes: what every output draws with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from sitegen.model.colours import from_oklch, least_contrast, nearest_passing, read_hex, to_oklch
from sitegen.model.presets import PRESETS, TRACK_HUES, Hue

TEXT, SHAPE = 4.5, 3.0
"""Least contrast of text, and of borders, bars and focus rings (WCAG 2.2, 1.4.3 and 1.4.11)."""
GROUNDS = ("bg", "surface", "surface-2")
_TEXTS = ("ink", "ink-2", "ink-3", "brand", "brand-hover", "link", "accent", "gold", "ok", "warn", "danger")
_SHAPES = ("line-strong", "focus")
_COMPACT = {"cell": ".3rem", "row": ".375rem", "section": "2.5rem"}


@dataclass(frozen=True)
class Tokens:
    """Every value is what CSS calls it, colours are `#rrggbb`."""

    preset: str
    light: Mapping[str, str]
    """Colour of the light scheme by name: bg, surface, surface-2, ink, ink-2, ink-3, line, line-strong,
    brand, brand-hover, on-brand, link, accent, gold, ok, warn, danger, focus, motif, mark."""
    dark: Mapping[str, str]
    tracks: Mapping[str, tuple[Hue, Hue]]
    """Name of a track's colour → how it shows in light and in dark."""
    shape: Mapping[str, str]
    """radius, radius-s of small things, weight of headings, display where covers have a face of their own;
    where the density is compact, cell, row and section: the space in tables, lists and between sections."""
    schemes: tuple[str, ...]
    """`light`, `dark` or both: what the site is shown in."""
    density: str
    logo: str | None

    def with_tracks(self, colours: Iterable[str]) -> Tokens:
        """The same with the authors' own colours (`#rrggbb`) of tracks among `tracks`."""
        own = {tint_of(colour): own_hue(colour, self.preset) for colour in colours if read_hex(colour)}
        return replace(self, tracks={**self.tracks, **own}) if own else self

    def hue_of(self, colour: str) -> tuple[Hue, Hue]:
        """How a track's colour, a name of the palette or `#rrggbb`, shows in light and in dark."""
        return self.tracks[colour] if colour in self.tracks else own_hue(colour, self.preset)

    @property
    def has_pixels(self) -> bool:
        """Whether the logo is of pixels: icons are then made of it."""
        return (self.logo or "").lower().endswith((".png", ".jpg", ".jpeg", ".webp"))

    @property
    def favicon(self) -> str:
        """The file at the root that pages name as their icon."""
        return "icon-192.png" if self.has_pixels else "favicon.svg"

    @property
    def first(self) -> Mapping[str, str]:
        """The colours of the scheme that pictures, documents and icons are drawn in."""
        return self.light if "light" in self.schemes else self.dark


@dataclass(frozen=True)
class Pair:
    """A colour on the ground where it is worst."""

    scheme: str
    name: str
    ratio: float
    needed: float


def tint_of(colour: str) -> str:
    """Name of a track's colour in style sheets, after `track-`: of the palette, or made of its value."""
    return f"own-{colour[1:]}" if colour.startswith("#") else colour


def own_colour(name: str, colour: str, preset: str) -> tuple[float, str]:
    """Least contrast of a brand or accent on its light grounds, and the nearest colour that passes."""
    grounds = _under(name, PRESETS[preset].light)
    return least_contrast(colour, grounds), nearest_passing(colour, grounds, TEXT)


def resolve_theme(
    preset: str = "cortex",
    brand: str | None = None,
    accent: str | None = None,
    logo: str | None = None,
    dark: str = "auto",
    density: str = "comfortable",
) -> Tokens:
    """The tokens of the settings under `theme:`; a colour that would not pass is moved until it does."""
    kept = preset if preset in PRESETS else "cortex"
    light, night = _coloured(kept, brand or None, accent or None)
    schemes = {"never": ("light",), "always": ("dark",)}.get(dark, ("light", "dark"))
    shape = {**PRESETS[kept].shape, **(_COMPACT if density == "compact" else {})}
    return Tokens(kept, light, night, TRACK_HUES, shape, schemes, density, logo)


@lru_cache(16)
def _coloured(
    preset: str, brand: str | None, accent: str | None
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    light, dark = dict(PRESETS[preset].light), dict(PRESETS[preset].dark)
    for name, given in (("brand", brand), ("accent", accent)):
        colour = read_hex(given) if given else None
        if colour:
            light[name] = nearest_passing(colour, _under(name, light), TEXT)
            dark[name] = _at_night(colour, _under(name, dark))
    if brand and read_hex(brand):
        for scheme, move in ((light, -0.09), (dark, 0.09)):
            lightness, chroma, hue = to_oklch(scheme["brand"])
            hover = from_oklch(min(lightness + move, 0.94), chroma, hue)
            scheme["brand-hover"] = nearest_passing(hover, _grounds(scheme), TEXT)
            deep = from_oklch(0.23, chroma * 0.5, hue)
            scheme["on-brand"] = max(("#ffffff", deep, "#000000"), key=partial(_on_brand, scheme=scheme))
    return light, dark


def _on_brand(ink: str, scheme: Mapping[str, str]) -> tuple[float, bool]:
    """Enough is enough: white, then the deep tone of the brand, before what has the most contrast."""
    ratio = least_contrast(ink, (scheme["brand"], scheme["brand-hover"]))
    return min(ratio, 7.0), ink != "#000000"


def _at_night(colour: str, grounds: tuple[str, ...]) -> str:
    """The same hue as light as text on dark grounds, a little paler: bright colours glow there."""
    lightness, chroma, hue = to_oklch(colour)
    return nearest_passing(from_oklch(max(lightness, 0.77), chroma * 0.85, hue), grounds, 5.5)


def _under(name: str, scheme: Mapping[str, str]) -> tuple[str, ...]:
    """What a brand or accent stands on: the line over the title is in the accent, on the drawn lines too."""
    return (*_grounds(scheme), *((scheme["motif"],) if name == "accent" else ()))


def _grounds(scheme: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(scheme[name] for name in GROUNDS)


def own_hue(colour: str, preset: str = "cortex") -> tuple[Hue, Hue]:
    """A track's own colour as bar, with ground and text of its hue, for light and for dark.

    A bar too faint for a scheme is moved until it passes; the dark bar is as bright as those of the palette.
    """
    _, chroma, hue = to_oklch(colour)
    light, dark = PRESETS[preset].light, PRESETS[preset].dark
    bar = from_oklch(0.7, chroma * 0.9, hue)
    return (
        _hue(colour, light, (0.965, min(chroma, 0.02)), (0.38, min(chroma, 0.09)), hue),
        _hue(bar, dark, (0.27, min(chroma, 0.035)), (0.87, chroma * 0.45), hue),
    )


def _hue(
    bar: str,
    scheme: Mapping[str, str],
    tint: tuple[float, float],
    text: tuple[float, float],
    hue: float,
) -> Hue:
    ground = nearest_passing(from_oklch(*tint, hue), (scheme["ink-3"],), TEXT)
    grounds = (ground, *_grounds(scheme))
    return Hue(
        ground, nearest_passing(bar, grounds, SHAPE), nearest_passing(from_oklch(*text, hue), grounds, 7.0)
    )


def own_bar(colour: str) -> tuple[float, str]:
    """Least contrast of a track's own colour on light grounds, and the nearest colour that a bar can have."""
    grounds = _grounds(PRESETS["cortex"].light)
    return least_contrast(colour, grounds), nearest_passing(colour, grounds, SHAPE)


def pairs_in_use(tokens: Tokens) -> Iterator[Pair]:
    """Every pair of colours that pages set on one another, in both schemes, with what it has and needs."""
    for place, (name, scheme) in enumerate((("light", tokens.light), ("dark", tokens.dark))):
        grounds = _grounds(scheme)
        for needed, names in ((TEXT, _TEXTS), (SHAPE, _SHAPES)):
            for token in names:
                yield Pair(name, token, least_contrast(scheme[token], grounds), needed)
        # The drawn lines of the home page run under its title and facts.
        for over in ("ink", "ink-2", "accent"):
            yield Pair(name, f"{over} on motif", least_contrast(scheme[over], (scheme["motif"],)), TEXT)
        yield Pair(name, "ink on mark", least_contrast(scheme["ink"], (scheme["mark"],)), TEXT)
        buttons = (scheme["brand"], scheme["brand-hover"])
        yield Pair(name, "on-brand", least_contrast(scheme["on-brand"], buttons), TEXT)
        for track, hues in tokens.tracks.items():
            hue = hues[place]
            yield Pair(name, f"{track} text", least_contrast(hue.text, (hue.tint, *grounds)), TEXT)
            yield Pair(name, f"{track} bar", least_contrast(hue.bar, (hue.tint, *grounds)), SHAPE)
            yield Pair(name, f"ink on {track}", least_contrast(scheme["ink-3"], (hue.tint,)), TEXT)
