"""Style sheets, scripts, icons and pictures of the theme: joined, fingerprinted, ready to be written."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_CSS_URL = re.compile(r'url\("?(?!data:)([^")]+)"?\)')
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_JS_LINES = re.compile(rb"^[ \t]*(?://.*)?(?:\r?\n|(?=\S))", re.MULTILINE)
"""Indentation, and lines with nothing after it but a comment."""
_JS_RUNS_ON = re.compile(rb"`|\\\r?\n|/\*(?:(?!\*/).)*\n")
"""What can hold such lines as text: templates, strings over several lines, long comments."""
_CSS_SPACE = re.compile(r";?\s*(})\s*|\s*([{;,>])\s*|(:)\s+|\s+")


class UnknownAsset(LookupError):
    """A template asks for a file of the theme that is not there; the argument is its name."""


@dataclass(frozen=True)
class Assets:
    """Every file of the theme under its fingerprinted address."""

    paths: Mapping[str, str]
    """Name in templates (`site.css`, `site.js`, `icons/favicon.svg`) → path in output/."""
    data: Mapping[str, bytes]
    """Path in output/ → content."""

    def path(self, name: str) -> str:
        """The path of a file; raises `UnknownAsset`."""
        if name not in self.paths:
            raise UnknownAsset(name)
        return self.paths[name]


def load_assets(folders: Sequence[Path], made: Mapping[str, str] | None = None) -> Assets:
    """Read `assets/` of each template folder; a later folder replaces files of an earlier one by name.

    `made` are style sheets by name that stand in no folder, `css/06-theme.css`; a file replaces them too.
    """
    files: dict[str, Path] = {}
    for folder in folders:
        base = folder / "assets"
        for file in sorted(base.rglob("*")) if base.is_dir() else ():
            if file.is_file() and not file.name.startswith(".") and not file.name.endswith("~"):
                files[file.relative_to(base).as_posix()] = file
    written = made or {}
    paths: dict[str, str] = {}
    data: dict[str, bytes] = {}
    for name in sorted(files):
        if not name.startswith(("css/", "js/")):
            _add(paths, data, name, files[name].read_bytes())
    for script, names in _joined("js", files).items():
        _add(paths, data, script, b"".join(shrink_js(files[name].read_bytes()) for name in names))
    for sheet, names in _joined("css", {**files, **written}).items():
        text = "\n".join(files[name].read_text("utf-8") if name in files else written[name] for name in names)
        _add(paths, data, sheet, _with_addresses(shrink_css(text), paths).encode())
    return Assets(paths, data)


def _joined(kind: str, names: Iterable[str]) -> dict[str, list[str]]:
    """The files of each style sheet or script in their order: `css/programme/` is programme.css.

    What lies in `css/` itself is site.css; a script in `js/` itself is one of its own name.
    """
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        top, *folders, file = name.split("/")
        if top == kind and (kind == "css" or file.endswith(".js")):
            own = "site.css" if kind == "css" else file
            found.setdefault(f"{folders[0]}.{kind}" if folders else own, []).append(name)
    return found


def _add(paths: dict[str, str], data: dict[str, bytes], name: str, content: bytes) -> None:
    path = fingerprinted(name.rsplit("/", 1)[-1], content)
    paths[name] = path
    data[path] = content


def fingerprinted(name: str, content: bytes) -> str:
    """`assets/NAME.HASH.EXT` of a file's name and content."""
    stem, dot, ending = name.rpartition(".")
    return f"assets/{stem}.{hashlib.blake2b(content, digest_size=5).hexdigest()}{dot}{ending}"


def shrink_css(text: str) -> str:
    """Without comments, needless white space and last semicolons; strings in it keep theirs."""
    parts = re.split(r'("[^"]*")', _CSS_COMMENT.sub("", text))
    return "".join(
        part
        if part.startswith('"')
        else _CSS_SPACE.sub(lambda match: match[1] or match[2] or match[3] or " ", part)
        for part in parts
    ).strip()


def shrink_js(script: bytes) -> bytes:
    """Without lines of comment and indentation; left as it is where a text can run over several lines."""
    shrunk = _JS_LINES.sub(b"", script)
    return script if _JS_RUNS_ON.search(shrunk) else shrunk


def _with_addresses(css: str, paths: Mapping[str, str]) -> str:
    """`url("images/x.svg")` as the fingerprinted file beside the style sheet."""

    def replace(match: re.Match[str]) -> str:
        name = match[1].removeprefix("../").removeprefix("./")
        if name.startswith("#"):
            return match[0]
        if name not in paths:
            raise UnknownAsset(name)
        return f'url("{paths[name].removeprefix("assets/")}")'

    return _CSS_URL.sub(replace, css)
