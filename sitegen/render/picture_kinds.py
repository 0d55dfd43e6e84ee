"""Ways to show pictures: their sizes on pages, the files these take, and the part that is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitegen.render.picture_files import Facts

Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to show pictures: its size in CSS pixels, and how many times that the files have."""

    width: int
    height: int
    scales: tuple[float, ...] = (1, 2)
    """Of the files, where the picture has so many pixels; 1 is the size that is written into the page."""
    sizes: str = ""
    """How wide narrow and wide screens show it (HTML, `sizes`): the browser chooses the file by that."""
    is_cropped: bool = False
    """Whether the shape is always that of width and height; else the picture fits in that box."""
    is_exact: bool = False
    """Whether it is one PNG, which other programs are to read from the page."""
    is_first: bool = False
    """Whether it is what readers see first, where it is not lazy."""
    focus: tuple[float, float] = (0.5, 0.5)
    """The point to keep when cropped, as shares of width and height."""


_FACE = (0.5, 1 / 3)
_TALL = 8000
# Measured on the pages: columns are 92 % of narrow screens; 42rem is the measure, 52rem that of articles.
KINDS: Mapping[str, Kind] = {
    "portrait": Kind(320, 400, (1,), is_cropped=True, focus=_FACE),  # shown at 160 pixels
    "portrait-small": Kind(112, 140, (1,), is_cropped=True, focus=_FACE),  # shown at 48
    "cover": Kind(1200, 800, (0.5, 1, 1.4), "(max-width: 56rem) 92vw, 52rem", is_cropped=True, is_first=True),
    "card": Kind(720, 480, (0.5, 1, 1.75), "(min-width: 60rem) 38rem, 92vw", is_cropped=True),
    "thumb": Kind(200, 133, (1, 2), "(max-width: 30rem) 6rem, 11rem", is_cropped=True),
    "gallery": Kind(640, 427, (0.5, 1), "(max-width: 33rem) 92vw, 18rem", is_cropped=True),
    "large": Kind(2000, 2000, (1,)),
    "wide": Kind(800, _TALL, (0.5, 1, 1.75), "(max-width: 46rem) 92vw, 42rem"),
    "map": Kind(1200, _TALL, (0.5, 1, 1.5), "(max-width: 60rem) 92vw, 60rem"),
    "logo": Kind(240, 120),
    "code": Kind(240, 240, (2,), is_exact=True),
}


def fit(facts: Facts, kind: Kind, *, may_grow: bool = False) -> tuple[int, int]:
    """The size of the whole picture in the kind's box, not larger than it is unless it may grow."""
    scale = min(kind.width / facts.width, kind.height / facts.height)
    scale = scale if may_grow else min(scale, 1)
    return scaled((facts.width, facts.height), scale)


def crop_box(facts: Facts, kind: Kind, focus: tuple[float, float]) -> Box:
    """The largest part of the kind's shape, its middle as near to the point to keep as can be."""
    if not kind.is_cropped:
        return 0, 0, facts.width, facts.height
    width = max(min(facts.width, round(facts.height * kind.width / kind.height)), 1)
    height = max(min(facts.height, round(facts.width * kind.height / kind.width)), 1)
    left = round(min(max(focus[0] * facts.width - width / 2, 0), facts.width - width))
    top = round(min(max(focus[1] * facts.height - height / 2, 0), facts.height - height))
    return left, top, left + width, top + height


def choose_files(crop: Box, kind: Kind) -> list[tuple[float, tuple[int, int]]]:
    """Scale and size of each file, ascending: none larger than the picture is, which stands for those."""
    wide, high = crop[2] - crop[0], crop[3] - crop[1]
    most = max(wide / kind.width, high / kind.height)
    found = [scale for scale in kind.scales if scale <= most]
    if most < 1 or not found:
        found = [*(scale for scale in found if _NEAR * scale <= most), most]
    elif len(found) < len(kind.scales) and kind.sizes and _NEAR * found[-1] <= most:
        found.append(most)
    return [(scale, scaled((wide, high), scale / most)) for scale in found]


_NEAR = 1.25
"""A file is not worth while that is less than so many times as wide as the next."""


def main_of(files: Sequence[tuple[float, tuple[int, int]]]) -> int:
    """Which of the files is written for what does not choose: that of the size on the page, else the last."""
    return max((n for n, (scale, _) in enumerate(files) if scale <= 1), default=0)


def scaled(size: tuple[int, int], scale: float) -> tuple[int, int]:
    """A size so many times as large, a pixel at least."""
    return max(round(size[0] * scale), 1), max(round(size[1] * scale), 1)


def parse_focus(focus: str) -> tuple[float, float] | None:
    """Shares of width and height from `50% 20%`; None if it is written otherwise."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)%[\s,]+(\d+(?:\.\d+)?)%\s*", focus)
    if match is None or max(float(match[1]), float(match[2])) > 100:
        return None
    return float(match[1]) / 100, float(match[2]) / 100
