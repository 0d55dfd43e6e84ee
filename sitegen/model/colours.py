"""Colours as numbers: hexadecimal sRGB, contrast by WCAG 2.2, and OKLCH to make one colour from another."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

HEX_PATTERN = "^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"
_HEX = re.compile(HEX_PATTERN)
_STEP = 0.004
"""How finely lightness is tried; a fifth of what an eye tells apart."""


def read_hex(text: str) -> str | None:
    """`#0B5568` or `#abc` as `#rrggbb` in small letters; None for anything else."""
    if not _HEX.fullmatch(text):
        return None
    digits = text[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _curve(red), _curve(green), _curve(blue)


def _curve(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(4096)
def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def to_oklch(colour: str) -> tuple[float, float, float]:
    """Lightness 0 to 1, chroma from 0, hue in degrees (Ottosson's OKLab)."""
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """`#rrggbb`; what no screen shows gets the most chroma there is at its lightness and hue."""
    lightness = min(max(lightness, 0.0), 1.0)
    whole = _channels(lightness, chroma, hue)
    if _is_shown(whole):
        return _hex(whole)
    low, high = 0.0, chroma
    for _ in range(14):
        middle = (low + high) / 2
        low, high = (middle, high) if _is_shown(_channels(lightness, middle, hue)) else (low, middle)
    return _hex(_channels(lightness, low, hue))


def _channels(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _is_shown(channels: Sequence[float]) -> bool:
    return all(-0.0002 <= part <= 1.0002 for part in channels)


def _hex(channels: Sequence[float]) -> str:
    parts = (min(max(part, 0.0), 1.0) for part in channels)
    shown = (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in parts)
    return "#" + "".join(f"{round(part * 255):02x}" for part in shown)


def least_contrast(colour: str, grounds: Sequence[str]) -> float:
    """The contrast of a colour with that of the grounds it is worst on."""
    return min(contrast(colour, ground) for ground in grounds)


@lru_cache(256)
def nearest_passing(colour: str, grounds: tuple[str, ...], needed: float) -> str:
    """The colour itself if it has that contrast on every ground; else the same hue, as much darker or lighter
    as it takes, whichever is less; black or white where nothing is enough."""
    if least_contrast(colour, grounds) >= needed:
        return colour
    lightness, chroma, hue = to_oklch(colour)
    for step in range(1, int(1 / _STEP) + 1):
        for moved in (lightness - step * _STEP, lightness + step * _STEP):
            if 0 <= moved <= 1:
                other = from_oklch(moved, chroma, hue)
                if least_contrast(other, grounds) >= needed:
                    return other
    return max(("#000000", "#ffffff"), key=lambda end: least_contrast(end, grounds))
