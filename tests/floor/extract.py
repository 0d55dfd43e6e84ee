"""Writes newer.txt: what of CSS, HTML and JavaScript is newer than the browsers we hold to.

npm pack @mdn/browser-compat-data && tar xzf mdn-browser-compat-data-*.tgz
python -m tests.floor.extract package/data.json
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("newer.txt")
FLOOR = {"chrome": (86,), "safari_ios": (13, 0)}
# interfaces of things no page of ours has to do with; their names would only fill the table
FAR = re.compile(
    r"^(GPU|XR|WebGL|WEBGL|EXT_|OES_|OVR|KHR|RTC|Audio|Media|Bluetooth|USB|HID|Serial|SVG|Speech|Payment|Presentation"
    r"|Video|VR|Sensor|NDEF|MIDI|Encrypted|Key(?!board)|Credential|Authenticat|PublicKey|Background|Push|Sync|Identity"
    r"|Face|Ink|Launch|Font|Image(?!Bitmap)|Encoded|WebTransport|WebSocket|Web|Worklet|CSS.+Value|Interest|Topics|Fenced"
    r"|Shared|Attribution|Navigation|View|Task|Scheduler|Digital|Contact|Cookie|Barcode|Text(Detector|Format)|Translator"
    r"|Summarizer|Writer|Rewriter|Language|Proofreader|Trusted|Sanitizer|Subapp|Window(Controls|Management)|Virtual|XPath)"
)


def is_newer(support: dict[str, Any]) -> bool:
    """Whether one of the browsers of our floor lacks it, in that version, without prefix or flag."""
    return any(not _has(support.get(browser), floor) for browser, floor in FLOOR.items())


def _has(entry: Any, floor: tuple[int, ...]) -> bool:
    for one in entry if isinstance(entry, list) else [entry or {}]:
        version = one.get("version_added")
        if one.get("prefix") or one.get("flags") or one.get("alternative_name"):
            continue
        removed = one.get("version_removed")
        if isinstance(removed, str) and _number(removed) <= floor:
            continue
        if version is True or version == "preview":
            continue
        if isinstance(version, str) and _number(version) <= floor:
            return True
    return False


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)) if version[0] != "≤" else (0,)


def _support(node: dict[str, Any]) -> dict[str, Any] | None:
    return node.get("__compat", {}).get("support")


def _children(node: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((name, child) for name, child in node.items() if not name.startswith("__"))


def css(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(kind, name) of what is newer: properties, values as `property: value`, functions, at-rules, selectors."""
    for name, node in _children(data["properties"]):
        if is_newer(_support(node) or {}):
            yield "property", name
        else:
            values = (value for value in _newer(node) if re.fullmatch(r"[a-z0-9-]+|flex_context", value))
            yield from (("value", f"{name}: {value}") for value in values)
    yield from (("at-rule", name) for name in _newer(data["at-rules"]))
    yield from (("media", name) for name in _newer(data["at-rules"]["media"]))
    yield from (("selector", name) for name in _newer(data["selectors"]))
    for name, node in _functions(data["types"]):
        if is_newer(_support(node) or {}):
            yield "function", name


def _newer(node: dict[str, Any]) -> Iterator[str]:
    for name, child in _children(node):
        support = _support(child)
        if support and is_newer(support):
            yield name


def _functions(node: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, child in _children(node):
        yield name, child
        yield from _functions(child)


def html(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(kind, name) of newer elements and attributes; an attribute counts where no element has it longer."""
    old: set[str] = set()
    new: set[str] = set()
    for name, node in _children(data["elements"]):
        if is_newer(_support(node) or {}):
            yield "element", name
        for attribute, child in _children(node):
            if support := _support(child):
                (new if is_newer(support) else old).add(attribute)
    for attribute, child in _children(data["global_attributes"]):
        if support := _support(child):
            (new if is_newer(support) else old).add(attribute)
    yield from (("attribute", name) for name in new - old if re.fullmatch(r"[a-z-]+", name))


def script(builtins: dict[str, Any], api: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(kind, name) of newer globals and members; a member counts where nothing has one of its name longer."""
    old: set[str] = set()
    new: set[str] = set()
    for name, node in (*_children(builtins), *_children(api)):
        support = _support(node)
        if support and is_newer(support) and not FAR.match(name):
            yield "global", name
        for member, child in _children(node):
            support = _support(child)
            if support is None or not re.fullmatch(r"\w+?(_static)?", member):
                continue
            if not is_newer(support):
                old.add(member.removesuffix("_static"))
            elif not FAR.match(name):
                new.add(member.removesuffix("_static"))
    yield from (("member", name) for name in new - old if name not in builtins and name not in api)


def main(file: Path) -> None:
    """Write the table from data.json of the package."""
    data = json.loads(file.read_text(encoding="utf-8"))
    found = {*css(data["css"]), *html(data["html"]), *script(data["javascript"]["builtins"], data["api"])}
    head = (
        f"# Newer than Chromium 86 or iOS 13.0, by browser-compat-data {data['__meta']['version']} of MDN\n"
        "# (https://github.com/mdn/browser-compat-data, CC0 1.0). Made by tests/floor/extract.py.\n"
    )
    lines = []
    for kind in sorted({kind for kind, _ in found}):
        lines.append(f"{kind}:")
        line = " "
        for name in sorted(name.replace(": ", ":") for one, name in found if one == kind):
            if len(line) + len(name) > 150:
                lines.append(line)
                line = " "
            line += f" {name}"
        lines.append(line)
    TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
