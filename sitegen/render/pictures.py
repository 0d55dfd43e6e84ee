"""Names the renditions of pictures and writes their markup; `outputs/images.py` makes the files later."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b

from markupsafe import Markup, escape

from sitegen.memo import Blobs
from sitegen.model.fields import where_of
from sitegen.model.media import Gallery
from sitegen.model.site import Site
from sitegen.problems import Location, Problems
from sitegen.render.galleries import Folder, Sheet, Shown, list_pictures, sheet_of
from sitegen.render.picture_files import Facts, UnusablePicture, read_facts
from sitegen.render.picture_kinds import (
    KINDS,
    Box,
    Kind,
    choose_files,
    crop_box,
    fit,
    main_of,
    parse_focus,
    scaled,
)
from sitegen.source import SourceFile

PIPELINE = "3"
"""To be raised when the same picture and geometry give other bytes: it is part of every name."""
QUALITY = {"avif": 60, "fine": 75, "jpeg": 75, "png": 0}
"""On photos AVIF of 60 has the likeness of JPEG of 75 (SSIM 0.966) in seven tenths of its bytes."""
ENDINGS = {"avif": "avif", "fine": "avif", "jpeg": "jpg", "png": "png"}


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file to be made from a picture."""

    path: str
    """In output/; named by the picture's bytes and what is done to them: `assets/hall.1f0c….600x400.avif`."""
    source: SourceFile
    width: int
    height: int
    format: str
    """`jpeg`, `png`, `avif`, or `fine`, which is AVIF with all the colours of drawings; `svg` for a drawing
    to be cleaned; `copy` for an animation."""
    crop: Box = (0, 0, 0, 0)
    """The part shown: left, top, right, bottom in pixels of the upright picture."""


class Pictures:
    """Markup for pictures, and what files it takes (`wanted`, by path in output/)."""

    def __init__(self, problems: Problems, blobs: Blobs) -> None:
        self.problems = problems
        self.blobs = blobs
        self.wanted: dict[str, Rendition] = {}
        self._facts: dict[tuple[str, int, int], Facts | None] = {}
        self._galleries: dict[tuple[int, str], list[Shown]] = {}
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
        """The file in output/ that `html` shows where there is no AVIF; None if no page has asked for it."""
        facts = self.facts(file)
        if facts is None:
            return None
        path = _for_all(file, facts, KINDS[kind], parse_focus(focus)).path
        return path if path in self.wanted else None

    def address(self, file: SourceFile, kind: str, root: str) -> str | None:
        """The address of a picture in a format that every program reads; None, and a problem, if unusable."""
        facts = self.facts(file)
        return facts and root + self._want(_for_all(file, facts, KINDS[kind]))

    def gallery(self, gallery: Gallery, content: Folder, site: Site, owner: object, number: int = 1) -> Sheet:
        """The pictures of one page of a gallery: see `list_pictures`."""
        key = (id(gallery), site.language.code)
        if key not in self._galleries:
            self._galleries[key] = list_pictures(gallery, content, site, owner, self.problems)
        return sheet_of(self._galleries[key], number)

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
            width, height = fit(facts, kind, may_grow=facts.kind == "svg" and not kind.sizes)
            path = self._want(_whole(file, facts))
            return Markup(f'<img src="{root}{path}" width="{width}" height="{height}"{end}>')  # noqa: S704
        crop = crop_box(facts, kind, self._point(focus) or kind.focus)
        files = choose_files(crop, kind)
        main = files[main_of(files)]
        plain = _plainest(facts, kind)
        width, height = scaled(main[1], 1 / main[0]) if main[0] > 1 else main[1]
        first = ' fetchpriority="high"' if kind.is_first and "loading=" not in end else ""

        def choice(format_: str) -> tuple[str, str]:
            paths = [self._want(_part(file, facts, format_, size, crop)) for _, size in files]
            marks = [f" {size[0]}w" if kind.sizes else f" {scale:g}x" for scale, size in files]
            given = ", ".join(f"{root}{path}{mark}" for path, mark in zip(paths, marks, strict=True))
            given = given if len(files) > 1 else root + paths[0]
            sizes = f' sizes="{kind.sizes}"' if kind.sizes and len(files) > 1 else ""
            return f' srcset="{given}"{sizes}', root + paths[main_of(files)]

        several, path = choice(plain)
        several = several if len(files) > 1 else ""
        img = f'<img src="{path}"{several} width="{width}" height="{height}"{first}{end}>'
        if kind.is_exact:
            return Markup(img)  # noqa: S704 - paths are made of safe characters, the rest is escaped
        better, _ = choice("avif" if plain == "jpeg" else "fine")
        return Markup(f'<picture><source type="image/avif"{better}>{img}</picture>')  # noqa: S704

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


def _for_all(
    file: SourceFile, facts: Facts, kind: Kind, focus: tuple[float, float] | None = None
) -> Rendition:
    """The one for what does not choose."""
    if facts.kind in {"svg", "animated"}:
        return _whole(file, facts)
    crop = crop_box(facts, kind, focus or kind.focus)
    files = choose_files(crop, kind)
    return _part(file, facts, _plainest(facts, kind), files[main_of(files)][1], crop)


def _plainest(facts: Facts, kind: Kind) -> str:
    """The format for what reads no AVIF: Safari before iOS 16, feeds, other programs."""
    return "png" if kind.is_exact or facts.kind == "drawn" else "jpeg"


def _part(file: SourceFile, facts: Facts, format_: str, size: tuple[int, int], crop: Box) -> Rendition:
    # All files of one picture share a fingerprint, which compressed pages then hold once.
    recipe = f"{PIPELINE} {facts.digest} {sorted(QUALITY.items())} {crop}"
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
