"""Finds the faces of this computer that texts are set in: for Han characters first, Latin to fall back on."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sitegen.text import Language

HANS = (
    "Source Han Sans SC", "Source Han Sans CN", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC",
    "HarmonyOS Sans SC", "MiSans", "Hiragino Sans GB", "Microsoft YaHei", "Microsoft YaHei UI", "Heiti SC",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "DengXian", "Source Han Serif SC",
    "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", "SimSun", "FangSong", "AR PL UMing CN",
)  # fmt: skip
HANT = (
    "Source Han Sans TC", "Source Han Sans TW", "Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Heiti TC",
    "Microsoft JhengHei", "Noto Serif CJK TC", "Songti TC", "PMingLiU", "AR PL UMing TW",
)  # fmt: skip
JA = (
    "Source Han Sans", "Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", "Meiryo",
    "Noto Serif CJK JP", "Hiragino Mincho ProN", "MS Gothic",
)  # fmt: skip
LATIN = (
    "Noto Sans", "Source Sans 3", "Inter", "Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans",
    "DejaVu Sans",
)  # fmt: skip
PACKAGE = "justmytype_intl_cjk"
"""What the extra `faces` installs: Noto Sans of the Han scripts (SIL Open Font Licence)."""
_STEMS = (
    "sourcehan", "notosans", "notoserif", "pingfang", "harmonyos", "misans", "hiragino", "ヒラギノ", "msyh",
    "heiti", "wqy", "simhei", "deng", "songti", "simsun", "simfang", "uming", "msjh", "mingliu", "yugoth",
    "meiryo", "msgothic", "sourcesans", "inter", "segoeui", "helvetica", "arial", "liberationsans",
    "dejavusans",
)  # fmt: skip
"""How the names of their files begin, so that no others have to be opened."""


@dataclass(frozen=True)
class Face:
    """One face of a font file, with the weight to set where the file holds all weights."""

    path: str
    index: int = 0
    weight: int | None = None


@dataclass(frozen=True)
class Faces:
    """What a text is set in: for each character the first face that has it."""

    regular: tuple[Face, ...]
    bold: tuple[Face, ...]


@dataclass(frozen=True)
class _Found:
    family: str
    style: str
    face: Face
    is_variable: bool


def families_for(leading: Language) -> tuple[str, ...]:
    """The families for the Han characters of a language, best first."""
    tag = leading.tag.lower()
    return JA if tag.startswith("ja") else HANT if "hant" in tag else HANS


def find_faces(languages: Iterable[Language], own: Path | None = None) -> Faces | None:
    """The faces for a site in these languages, those of the folder `own` first.

    None where a language of Han characters is among them and no face for that is found, or none at all.
    """
    given = [*languages]
    leading = next((language for language in given if language.is_han), None)
    return _choose(families_for(leading) if leading else (), _folders(own))


@lru_cache(8)
def _choose(families: tuple[str, ...], folders: tuple[str, ...]) -> Faces | None:
    there: dict[str, list[_Found]] = {}
    for found in _scan(folders):
        there.setdefault(found.family, []).append(found)
    han = [name for name in families if name in there]
    if families and not han:
        return None
    names = [*han[:2], *(name for name in LATIN if name in there)]
    # "Noto Sans SC" of the package may be cut to one script: other scripts are what remains.
    chosen = [_of_weights(there[name]) for name in names]
    if not chosen:
        return None
    return Faces(tuple(pair[0] for pair in chosen), tuple(pair[1] for pair in chosen))


def _of_weights(found: list[_Found]) -> tuple[Face, Face]:
    """The regular and the bold one of a family; the same where there is but one."""
    for one in found:
        if one.is_variable:
            path, index = one.face.path, one.face.index
            return Face(path, index, 400), Face(path, index, 700)
    by_style = {one.style.casefold(): one.face for one in reversed(found)}
    regular = _first(by_style, ("regular", "normal", "book", "w3", "medium")) or found[0].face
    return regular, _first(by_style, ("bold", "w6", "semibold", "demibold", "heavy")) or regular


def _first(by_style: Mapping[str, Face], names: Iterable[str]) -> Face | None:
    return next((by_style[name] for name in names if name in by_style), None)


def _folders(own: Path | None) -> tuple[str, ...]:
    """Where faces may lie, in the order they win; ours before the system's, the package's last."""
    home = Path.home()
    if sys.platform == "darwin":
        system = [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"),
                  Path("/System/Library/AssetsV2/com_apple_MobileAsset_Font7"),
                  Path("/System/Library/AssetsV2/com_apple_MobileAsset_Font6")]  # fmt: skip
    elif sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        system = [local / "Microsoft/Windows/Fonts", Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"]
    else:
        data = Path(os.environ.get("XDG_DATA_HOME", home / ".local/share"))
        system = [data / "fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]
    spec = importlib.util.find_spec(PACKAGE)
    package = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    return tuple(str(folder) for folder in ([own] if own else []) + system + package)


def _scan(folders: Iterable[str]) -> Iterator[_Found]:
    for folder in folders:
        for parent, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                plain = name.casefold().replace(" ", "").replace("-", "").replace("_", "")
                if plain.endswith((".ttf", ".otf", ".ttc", ".otc")) and plain.startswith(_STEMS):
                    yield from _faces_in(str(Path(parent) / name))


def _faces_in(path: str) -> Iterator[_Found]:
    """Every face of a file; nothing of one that cannot be read."""
    from PIL import ImageFont

    for index in range(64):
        try:
            font: Any = ImageFont.truetype(path, 16, index, layout_engine=ImageFont.Layout.BASIC)
        except OSError:
            return
        family, style = font.getname()
        try:
            is_variable = bool(font.get_variation_axes())
        except (OSError, NotImplementedError):
            is_variable = False
        yield _Found(family or "", style or "", Face(path, index), is_variable)
