"""The looks that come with sitegen: colours of both schemes, faces, shapes; a preset is nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Preset:
    """Values of the custom properties by name without `--`; every preset has the same names of colours."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    shape: Mapping[str, str]


@dataclass(frozen=True)
class Hue:
    """How a track shows in one scheme: ground, bar or border, and text on the ground."""

    tint: str
    bar: str
    text: str


def _colours(values: str) -> dict[str, str]:
    parts = values.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


_CORTEX = Preset(
    _colours(
        "bg #ffffff surface #f5f7f9 surface-2 #eaeff3 ink #14212b ink-2 #3f4e5a ink-3 #5a6874"
        " line #d5dde4 line-strong #75848f brand #0b5568 brand-hover #083f4e on-brand #ffffff"
        " link #0a5a8a accent #a8341f gold #7e5f17 ok #1e6b45 warn #8a5a00 danger #a3212f"
        " focus #0a63c9 motif #cfdbe1 mark #fbe9a9"
    ),
    _colours(
        "bg #0f171d surface #162129 surface-2 #1e2b35 ink #e9eff3 ink-2 #bac6cf ink-3 #95a4b0"
        " line #2c3b46 line-strong #71828f brand #67c1d6 brand-hover #9bdceb on-brand #06222b"
        " link #7cc4f2 accent #f2917c gold #d9b968 ok #7fd0a3 warn #e7bc6a danger #f59aa2"
        " focus #8ab8ff motif #2c3f4a mark #574708"
    ),
    {"radius": "6px", "radius-s": "4px", "weight": "600"},
)
"""Clinical calm: white page, dark ink, teal."""

_VESALIUS = Preset(
    _colours(
        "bg #fffdf8 surface #f8f3e9 surface-2 #f0e8da ink #231a14 ink-2 #4d4035 ink-3 #645646"
        " line #ddd2c0 line-strong #857560 brand #7a1f2b brand-hover #5a1520 on-brand #ffffff"
        " link #1f4e79 accent #8f4310 gold #765a12 ok #2a6339 warn #815300 danger #a01d2d"
        " focus #1a5fb4 motif #e2d3bb mark #f7df9c"
    ),
    _colours(
        "bg #17120e surface #211a15 surface-2 #2c241d ink #f2ebe1 ink-2 #cfc2b2 ink-3 #aa9b89"
        " line #43372d line-strong #8a7a67 brand #eba5a5 brand-hover #f5c6c4 on-brand #38090f"
        " link #9cc4ea accent #e5ac72 gold #d8ba6c ok #96cda0 warn #e5bc6c danger #f6a09d"
        " focus #94bfff motif #40332a mark #5a4406"
    ),
    {
        "radius": "0",
        "radius-s": "0",
        "weight": "600",
        "display": 'Georgia, "Songti SC", "Source Han Serif SC", "Noto Serif CJK SC", serif',
    },
)
"""An old anatomical atlas: warm paper, oxblood, square corners, covers in a serif."""

_LUMEN = Preset(
    _colours(
        "bg #ffffff surface #f4f5fb surface-2 #e9ebf7 ink #171a2e ink-2 #42465f ink-3 #5c607a"
        " line #d6d9e8 line-strong #777c98 brand #3d3bb3 brand-hover #2d2b8a on-brand #ffffff"
        " link #2450b8 accent #a61b61 gold #7a5c13 ok #17694a warn #865600 danger #b01d3c"
        " focus #0a63c9 motif #cfd2f0 mark #fbe9a9"
    ),
    _colours(
        "bg #10121f surface #191c2e surface-2 #22263c ink #eceefa ink-2 #bfc3da ink-3 #9ba0bb"
        " line #32374f line-strong #787e9e brand #a9aef7 brand-hover #cbcefb on-brand #14154a"
        " link #8fb8ff accent #f590bd gold #d9b968 ok #7fd0ab warn #e7bc6a danger #f89aab"
        " focus #8ab8ff motif #333860 mark #574708"
    ),
    {"radius": "12px", "radius-s": "7px", "weight": "700"},
)
"""A bright lecture hall: indigo and magenta, round corners, heavier headings."""

PRESETS: Mapping[str, Preset] = {"cortex": _CORTEX, "vesalius": _VESALIUS, "lumen": _LUMEN}


def _hues(values: str) -> dict[str, tuple[Hue, Hue]]:
    rows = (row.split() for row in values.strip().splitlines())
    return {name: (Hue(*light.split("/")), Hue(*dark.split("/"))) for name, light, dark in rows}


TRACK_HUES: Mapping[str, tuple[Hue, Hue]] = _hues(
    """
    blue #e8f6fe/#037bab/#004e6f #142935/#4aa3d2/#afdbf7
    red #fdf0ef/#ad524d/#70312e #36201e/#d47c76/#fac6c1
    green #ebf7ed/#33854a/#1b552c #1a2b1d/#63ab74/#b9e0c0
    orange #fbf2e6/#986600/#624000 #302412/#c08e43/#eccfa9
    violet #fbeff9/#985593/#62345f #30202f/#bf7fb9/#ecc7e7
    teal #e6f8f7/#0a8282/#005353 #0e2c2c/#21adad/#a6e1e0
    purple #f2f2fd/#6b66b4/#433f76 #252437/#918ed9/#cfcffb
    olive #f4f5e7/#767700/#4b4b00 #272813/#9c9e48/#d6d8ab
    """
)
"""Eight hues of equal lightness (OKLCH), for light and dark; the same in every preset."""
