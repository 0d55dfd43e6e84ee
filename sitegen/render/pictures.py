"""Names the renditions of pictures and writes their markup; `outputs/images.py` makes the files later."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from markupsafe import Markup, escape

from sitegen.memo import Blobs
from sitegen.model.fields import where_of
from sitegen.model.media import Gallery
from sitegen.model.site import Site
from sitegen.problems import Location, Problems
from sitegen.render.galleries import Folder, Shown, list_pictures
from sitegen.render.picture_files import Facts, UnusablePicture, read_facts
from sitegen.source import SourceFile

PIPELINE = "1"
"""To be raised when the same picture and geometry give other bytes: it is part of every name."""
QUALITY = {"jpeg": 80, "webp": 78, "png": 0}
ENDINGS = {"jpeg": "jpg", "webp": "webp", "png": "png"}


Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to show pictures: its size on the page in CSS pixels; files have once and twice as many."""

    width: int
    height: int
    is_cropped: bool = False
    """Whether the shape is always that of width and height; else the picture fits in that box."""
    is_fluid: bool = False
    """Whether narrow screens show it narrower, so that the browser chooses the file by width."""
    focus: tuple[float, float] = (0.5, 0.5)
    """The point to keep when cropped, as shares of width and height."""


_FACE = (0.5, 1 / 3)
_TALL = 8000  # twice as much is near what WebP can hold: 16383
KINDS: Mapping[str, Kind] = {
    "portrait": Kind(320, 400, is_cropped=True, focus=_FACE),
    "portrait-small": Kind(112, 140, is_cropped=True, focus=_FACE),
    "cover": Kind(1200, 800, is_cropped=True, is_fluid=True),
    "card": Kind(600, 400, is_cropped=True, is_fluid=True),
    "thumb": Kind(400, 267, is_cropped=True, is_fluid=True),
    "wide": Kind(1200, _TALL, is_fluid=True),
    "map": Kind(1200, _TALL, is_fluid=True),
    "logo": Kind(240, 120),
}


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file to be made from a picture."""

    path: str
    """In output/; named by the picture's bytes and what is done to them: `assets/hall.1f0c….600x400.webp`."""
    source: SourceFile
    width: int
    height: int
    format: str
    """`jpeg`, `webp`, `png`; `svg` for a drawing to be cleaned; `copy` for an animation."""
    crop: Box = (0, 0, 0, 0)
    """The part shown: left, top, right, bottom in pixels of the upright picture."""


class Pictures:
    """Markup for pictures, and what files it takes (`wanted`, by path in output/)."""

    def __init__(self, problems: Problems, blobs: Blobs) -> None:
        self.problems = problems
        self.blobs = blobs
        self.wanted: dict[str, Rendition] = {}
        self._facts: dict[tuple[str, int, int], Facts | None] = {}
        self._html: dict[tuple[str | int | bool, ...], Markup] = {}

    def html(
        self,
        file: SourceFile,
        kind: str,
        root: str,
        *,
        alt: str = "",
        lazy: bool = True,
        class_: str = "",
        lang: str = "",
        focus: str = "",
    ) -> Markup:
        """`<picture>` or `<img>` with width and height; empty, and a problem, for what cannot be shown.

        `root` is the page's prefix to output/, `lang` the language of `alt` where it is not the page's,
        `focus` the point to keep when the kind is cropped ("50% 20%"; it may have a place).
        """
        key = (file.path, file.mtime_ns, kind, root, alt, lazy, class_, lang, focus)
        known = self._html.get(key)
        if known is None:
            facts = self.facts(file)
            end = _attributes(alt, lazy, class_, lang)
            known = Markup("") if facts is None else self._markup(file, facts, KINDS[kind], root, end, focus)
            self._html[key] = known
        return known

    def shown(self, file: SourceFile, kind: str, focus: str = "") -> str | None:
        """The file in output/ that `html` shows where there is no WebP; None if no page has asked for it."""
        facts = self.facts(file)
        if facts is None:
            return None
        if facts.kind in {"svg", "animated"}:
            path = _whole(file, facts).path
        else:
            crop = crop_box(facts, KINDS[kind], parse_focus(focus) or KINDS[kind].focus)
            path = _plainest(file, facts, choose_sizes(crop, KINDS[kind])[0], crop).path
        return path if path in self.wanted else None

    def gallery(self, gallery: Gallery, content: Folder, site: Site, owner: object) -> list[Shown]:
        """The pictures of a gallery: see `list_pictures`."""
        return list_pictures(gallery, content, site, owner, self.problems)

    def facts(self, file: SourceFile) -> Facts | None:
        """What the header says, remembered between builds; None, and a problem, if it is unusable."""
        key = (file.path, file.size, file.mtime_ns)
        if key not in self._facts:
            self._facts[key] = self._find_facts(file)
        return self._facts[key]

    def _find_facts(self, file: SourceFile) -> Facts | None:
        key = f"{PIPELINE}\0{file.path}\0{file.size}\0{file.mtime_ns}"
        place = Location(file.place)
        kept = self.blobs.get(key)
        if kept is not None:
            facts = Facts(*kept)
        else:
            try:
                facts = read_facts(file)
            except UnusablePicture as unusable:
                self.problems.error(unusable.code, place, **unusable.values)
                return None
            self.blobs.put(key, tuple(facts))
        if facts.removed:
            self.problems.warning("svg-script", place, names=", ".join(facts.removed))
        return facts

    def _markup(self, file: SourceFile, facts: Facts, kind: Kind, root: str, end: str, focus: str) -> Markup:
        if facts.kind in {"svg", "animated"}:
            # What can be drawn at any size fills a box.
            width, height = fit(facts, kind, may_grow=facts.kind == "svg" and not kind.is_fluid)
            path = self._want(_whole(file, facts))
            return Markup(f'<img src="{root}{path}" width="{width}" height="{height}"{end}>')  # noqa: S704
        crop = crop_box(facts, kind, self._point(focus) or kind.focus)
        sizes = choose_sizes(crop, kind)
        fallback = self._want(_plainest(file, facts, sizes[0], crop))
        webp = [self._want(_part(file, facts, "webp", size, crop)) for size in sizes]
        marks = [f" {size[0]}w" if kind.is_fluid else f" {times}x" for times, size in enumerate(sizes, 1)]
        chosen = ", ".join(f"{root}{path}{mark}" for path, mark in zip(webp, marks, strict=True))
        width, height = sizes[0]
        if len(sizes) == 1:
            chosen = root + webp[0]
        elif kind.is_fluid:
            chosen += f'" sizes="(max-width: {width}px) 100vw, {width}px'
        return Markup(  # noqa: S704 - paths are made of safe characters, the rest is escaped
            f'<picture><source type="image/webp" srcset="{chosen}">'
            f'<img src="{root}{fallback}" width="{width}" height="{height}"{end}></picture>'
        )

    def _point(self, focus: str) -> tuple[float, float] | None:
        if not focus:
            return None
        point = parse_focus(focus)
        if point is None:
            self.problems.error("picture-focus", where_of(focus), value=str(focus))
        return point

    def _want(self, rendition: Rendition) -> str:
        self.wanted[rendition.path] = rendition
        return rendition.path


def _plainest(file: SourceFile, facts: Facts, size: tuple[int, int], crop: Box) -> Rendition:
    """The one for what reads no WebP."""
    return _part(file, facts, "png" if facts.kind == "alpha" else "jpeg", size, crop)


def _part(file: SourceFile, facts: Facts, format_: str, size: tuple[int, int], crop: Box) -> Rendition:
    recipe = f"{PIPELINE} {facts.digest} {format_} {QUALITY[format_]} {size} {crop}"
    path = f"assets/{_name(file, recipe)}.{size[0]}x{size[1]}.{ENDINGS[format_]}"
    return Rendition(path, file, *size, format_, crop)


def _whole(file: SourceFile, facts: Facts) -> Rendition:
    path = f"assets/{_name(file, f'{PIPELINE} {facts.digest} {facts.kind}')}.{facts.ending}"
    return Rendition(path, file, facts.width, facts.height, "svg" if facts.kind == "svg" else "copy")


def _attributes(alt: str, lazy: bool, class_: str, lang: str) -> str:
    found = f' alt="{escape(alt)}"'
    if lazy:
        found += ' loading="lazy"'
    found += ' decoding="async"'
    if class_:
        found += f' class="{escape(class_)}"'
    if lang:
        found += f' lang="{escape(lang)}"'
    return found


def _name(file: SourceFile, recipe: str) -> str:
    """Stem and fingerprint, of ASCII letters, digits and hyphens only."""
    stem = unicodedata.normalize("NFKD", file.path.rsplit("/", 1)[-1].rpartition(".")[0])
    plain = re.sub(r"[^a-z0-9]+", "-", stem.encode("ascii", "ignore").decode().lower()).strip("-")
    return f"{plain[:40].strip('-') or 'picture'}.{blake2b(recipe.encode(), digest_size=6).hexdigest()}"


def fit(facts: Facts, kind: Kind, *, may_grow: bool = False) -> tuple[int, int]:
    """The size of the whole picture in the kind's box, not larger than it is unless it may grow."""
    scale = min(kind.width / facts.width, kind.height / facts.height)
    scale = scale if may_grow else min(scale, 1)
    return max(round(facts.width * scale), 1), max(round(facts.height * scale), 1)


def crop_box(facts: Facts, kind: Kind, focus: tuple[float, float]) -> Box:
    """The largest part of the kind's shape, its middle as near to the point to keep as can be."""
    if not kind.is_cropped:
        return 0, 0, facts.width, facts.height
    width = max(min(facts.width, round(facts.height * kind.width / kind.height)), 1)
    height = max(min(facts.height, round(facts.width * kind.height / kind.width)), 1)
    left = round(min(max(focus[0] * facts.width - width / 2, 0), facts.width - width))
    top = round(min(max(focus[1] * facts.height - height / 2, 0), facts.height - height))
    return left, top, left + width, top + height


def choose_sizes(crop: Box, kind: Kind) -> list[tuple[int, int]]:
    """The size on the page, and twice that where the picture has so many pixels."""
    wide, high = crop[2] - crop[0], crop[3] - crop[1]
    scale = min(kind.width / wide, kind.height / high, 1)
    width, height = max(round(wide * scale), 1), max(round(high * scale), 1)
    return [(width, height)] + ([(2 * width, 2 * height)] if 2 * width <= wide and 2 * height <= high else [])


def parse_focus(focus: str) -> tuple[float, float] | None:
    """Shares of width and height from `50% 20%`; None if it is written otherwise."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)%[\s,]+(\d+(?:\.\d+)?)%\s*", focus)
    if match is None or max(float(match[1]), float(match[2])) > 100:
        return None
    return float(match[1]) / 100, float(match[2]) / 100
