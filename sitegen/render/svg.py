"""Cleans SVG drawings of what runs or loads something, and finds their size."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"
DEEPEST = 200
"""Elements inside one another; no program draws more, and writing a tree takes a call for each."""

_DRAWING = re.compile(
    "svg|g|defs|symbol|use|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|textPath|title|desc|style"
    "|linearGradient|radialGradient|stop|pattern|clipPath|mask|marker|image|switch|view|filter|fe[A-Z][A-Za-z]+"
)
_ATTRIBUTES = re.compile(
    # geometry and structure
    "id|class|style|lang|viewBox|preserveAspectRatio|width|height|[xy][12]?|d|d[xy]|c[xy]|r|[rf][xyr]|points|path"
    "|pathLength|rotate|transform|textLength|lengthAdjust|startOffset|method|side|spacing|type|media|requiredFeatures"
    "|requiredExtensions|systemLanguage|version|xmlns|role|aria-[a-z]+"
    # presentation (SVG 2, appendix on properties)
    "|alignment-baseline|baseline-shift|clip|clip-path|clip-rule|color|color-[a-z-]+|cursor|direction|display"
    "|dominant-baseline|enable-background|fill|fill-[a-z]+|filter|flood-[a-z]+|font|font-[a-z-]+|glyph-[a-z-]+"
    "|image-rendering|isolation|kerning|letter-spacing|lighting-color|marker|marker-[a-z]+|mask|mask-type"
    "|mix-blend-mode|opacity|overflow|paint-order|pointer-events|shape-rendering|stop-color|stop-opacity"
    "|stroke|stroke-[a-z]+|text-[a-z-]+|unicode-bidi|vector-effect|visibility|white-space|word-spacing|writing-mode"
    # gradients, patterns, markers, masks
    "|gradientUnits|gradientTransform|spreadMethod|offset|patternUnits|patternContentUnits|patternTransform"
    "|clipPathUnits|maskUnits|maskContentUnits|markerUnits|markerWidth|markerHeight|ref[XY]|orient"
    # filters (Filter Effects 1)
    "|filterUnits|primitiveUnits|in2?|result|stdDeviation|mode|operator|k[1-4]|values|order|kernelMatrix|divisor|bias"
    "|target[XY]|edgeMode|kernelUnitLength|preserveAlpha|scale|[xy]ChannelSelector|radius|baseFrequency|numOctaves"
    "|seed|stitchTiles|surfaceScale|diffuseConstant|specular(?:Constant|Exponent)|azimuth|elevation|points?At[XYZ]|z"
    "|limitingConeAngle|tableValues|slope|intercept|amplitude|exponent"
)
_PICTURE_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_FONT_DATA = re.compile(
    r"data:(?:font/|application/(?:x-)?font-)[a-z0-9-]+(?:;charset=utf-8)?;base64,[A-Za-z0-9+/=\s]*",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r"#[^\s\"'()<>]*")
_URL = re.compile(r"url\(\s*([\"']?)(.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)
_LOADS = re.compile(r"@import|image(?:-set)?\(|expression\(|javascript:|-moz-binding|\\", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


class BrokenDrawing(ValueError):
    """No SVG, or one that cannot be made safe; the argument says why, as a code of `messages/`."""


class Drawing(NamedTuple):
    """A cleaned drawing: its bytes, its size in CSS pixels, and the names of what was taken out."""

    data: bytes
    width: float
    height: float
    removed: tuple[str, ...]


def clean(data: bytes) -> Drawing:
    """The drawing without scripts, handlers, foreign objects and references to other files.

    Only elements and attributes that draw are kept, in the SVG namespace alone; what editors left for
    themselves goes without a word. Raises `BrokenDrawing`; what declares entities is refused unread.
    """
    root = _parse(data)
    removed: dict[str, None] = {}
    _clean_tree(root, removed)
    width, height = _size(root)
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    root.set("xmlns", SVG[1:-1])
    text = ET.tostring(root, encoding="unicode")
    return Drawing(text.encode(), width, height, tuple(removed))


def _parse(data: bytes) -> ET.Element:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenDrawing("svg-broken") from error
    if "<!ENTITY" in text:
        raise BrokenDrawing("svg-entities")
    # Python's str is past any encoding the document names.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    try:
        root = ET.fromstring(text)  # noqa: S314 - entities were refused above
    except (ET.ParseError, ValueError) as error:
        raise BrokenDrawing("svg-broken") from error
    if root.tag not in {SVG + "svg", "svg"}:
        raise BrokenDrawing("svg-broken")
    return root


def _clean_tree(root: ET.Element, removed: dict[str, None]) -> None:
    level = [root]
    _clean_attributes(root, removed)
    root.tag = "svg"
    for _ in range(DEEPEST):
        below = []
        for parent in level:
            for child in list(parent):
                if _is_kept(child, removed):
                    _clean_attributes(child, removed)
                    below.append(child)
                else:
                    _take_out(parent, child)
        if not below:
            return
        level = below
    raise BrokenDrawing("svg-broken")


def _is_kept(element: ET.Element, removed: dict[str, None]) -> bool:
    """Whether an element draws; its name loses the namespace then, and a link becomes a group."""
    namespace, _, name = element.tag.rpartition("}")
    if (namespace and namespace + "}" != SVG) or name == "metadata":
        return False
    if name == "a":
        name = "g"
    if not _DRAWING.fullmatch(name):
        removed[f"<{name}>"] = None
        return False
    if name == "style" and not _is_harmless(element.text or ""):
        removed["<style>"] = None
        return False
    element.tag = name
    return True


def _take_out(parent: ET.Element, child: ET.Element) -> None:
    """Remove an element but not the text after it, which belongs to the parent."""
    if child.tail and child.tail.strip():
        at = list(parent).index(child)
        if at:
            parent[at - 1].tail = (parent[at - 1].tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _clean_attributes(element: ET.Element, removed: dict[str, None]) -> None:
    kept: dict[str, str] = {}
    for name, value in element.attrib.items():
        if name in {"href", XLINK + "href"}:
            if _is_own(value, is_picture=element.tag.endswith(("image", "feImage"))):
                kept["href"] = value
            elif element.tag != "g":  # was a link
                removed["href"] = None
        elif name in {XML + "space", XML + "lang"}:
            kept[name] = value
        elif name.startswith("{"):
            continue  # notes of editors
        elif name.lower().startswith("on") or not _is_harmless(value):
            removed[name] = None
        elif _ATTRIBUTES.fullmatch(name):
            kept[name] = value
    element.attrib.clear()
    element.attrib.update(kept)


def _is_own(address: str, *, is_picture: bool) -> bool:
    address = address.strip()
    return bool(_FRAGMENT.fullmatch(address) or (is_picture and _PICTURE_DATA.fullmatch(address)))


def _is_harmless(css: str) -> bool:
    """Whether a style or an attribute refers to nothing outside its drawing."""
    if _LOADS.search(css):
        return False
    rest = _URL.sub(
        lambda url: "" if _is_own(url[2], is_picture=True) or _FONT_DATA.fullmatch(url[2]) else url[0], css
    )
    return "url(" not in rest.lower()


def _size(root: ET.Element) -> tuple[float, float]:
    """Width and height from `viewBox`, else from the attributes, else what CSS 2.2 (10.3.2) gives."""
    numbers = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        width, height = (float(number) for number in numbers[2:4])
    except ValueError:
        width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
        root.attrib.pop("viewBox", None)
    if not (0 < width < 1e6 and 0 < height < 1e6):
        root.attrib.pop("viewBox", None)
        return 300.0, 150.0
    return width, height


def _pixels(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _PIXELS[match[2] or ""] if match else 0.0
