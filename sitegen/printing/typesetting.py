"""The door to Typst: finds the faces, lays templates and data side by side, sets the PDF."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitegen.drawing.faces import LATIN, families_for
from sitegen.problems import Location
from sitegen.text import Language

FOLDER = "print"
"""The folder of Typst templates in a template folder."""
STANDARD = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, with title and language, every character known."""


class NoTypst(Exception):
    """The extra `pdf` is not installed."""


class NoFace(Exception):
    """No face for Han characters was found; its argument is the language."""


class TemplateError(Exception):
    """Typst could not set a template: its file (a name in the folder), line, and what Typst says."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file, self.line, self.message = file, line, message


@dataclass(frozen=True)
class Document:
    """A finished PDF."""

    data: bytes
    warnings: tuple[str, ...] = ()
    """What Typst had to say, one sentence each."""
    missing: str = ""
    """A character that no face on this computer has, and that shows as an empty box."""
    is_accessible: bool = True
    """Whether it keeps PDF/UA-1."""

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return max((int(count) for count in re.findall(rb"/Count (\d+)", self.data)), default=0)


@dataclass
class Typesetter:
    """Sets documents with the templates of some folders, the last one winning by file.

    Nothing is fetched: faces are those of the system and of `fonts`, a folder. What authors wrote reaches
    Typst only as data. Raises `NoTypst` when made without the extra.
    """

    templates: Sequence[Path]
    languages: Sequence[Language]
    fonts: Path | None = None
    _faces: Mapping[str, list[str]] | None = field(default=None, init=False)
    _book: Any = field(default=None, init=False)

    def __post_init__(self) -> None:
        if importlib.util.find_spec("typst") is None:
            raise NoTypst

    @property
    def faces(self) -> Mapping[str, list[str]]:
        """Language code → families in the order they are tried; raises `NoFace`."""
        if self._faces is None:
            import typst

            paths = [self.fonts] if self.fonts else []
            self._book = typst.Fonts(
                include_system_fonts=True, include_embedded_fonts=False, font_paths=paths
            )
            families = set(self._book.families())
            own: set[str] = set()
            if self.fonts:
                only = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
                own = set(only.families())
            self._faces = choose_faces(self.languages, families, own)
        return self._faces

    def own_template(self, error: TemplateError) -> Location | None:
        """The place in a template of the user's own; None where one of the first folder is at fault."""
        for folder in reversed(self.templates[1:]):
            file = folder / FOLDER / error.file
            if error.file and file.is_file():
                return Location(_shown(file), error.line)
        return None

    def set_document(self, kind: str, data: Mapping[str, Any], files: Mapping[str, Path]) -> Document:
        """The PDF of one kind; `files` are pictures the template finds beside itself, by name.

        Raises `NoFace`, and `TemplateError` where a template is at fault.
        """
        import typst

        faces = {"faces": json.dumps(self.faces)}
        with tempfile.TemporaryDirectory(prefix="sitegen-print-") as name:
            folder = Path(name).resolve()
            for layer in self.templates:
                for template in sorted((layer / FOLDER).glob("*.typ")):
                    shutil.copyfile(template, folder / template.name)
            for target, source in files.items():
                shutil.copyfile(source, folder / target)
            (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
            compiler = typst.Compiler(
                folder / f"{kind}.typ", root=folder, font_paths=self._book, sys_inputs=faces
            )
            return _compile(compiler, typst.TypstError)


def _compile(compiler: Any, error_type: type[Exception]) -> Document:
    """PDF/UA-1; where a character of the content stands in no face, a tagged PDF all the same."""
    try:
        data, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=[STANDARD])
        return Document(data, _sentences(warnings))
    except error_type as error:
        if "PDF/UA" not in str(getattr(error, "message", error)):
            raise _fault(error) from error
        reason = str(getattr(error, "message", error))
    try:
        data, warnings = compiler.compile_with_warnings(format="pdf")
    except error_type as error:
        raise _fault(error) from error
    missing = re.search(r'text `"(.+?)"` could not be displayed', reason)
    if missing:
        return Document(data, _sentences(warnings), missing[1], is_accessible=False)
    return Document(data, (reason, *_sentences(warnings)), is_accessible=False)


def _shown(file: Path) -> str:
    """A path as its author knows it: from the current folder, where it lies in that."""
    try:
        return file.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(file)


def _sentences(warnings: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(warning.message) for warning in warnings))


def _fault(error: Exception) -> TemplateError:
    shown = str(getattr(error, "diagnostic", "") or error)
    place = re.search(r"([\w.-]+\.typ):(\d+)", shown)
    message = str(getattr(error, "message", error))
    return TemplateError(place[1] if place else "", int(place[2]) if place else 0, message)


def choose_faces(languages: Iterable[Language], families: set[str], own: set[str]) -> dict[str, list[str]]:
    """The faces of each language: one for Han characters, those of the user's own folder before all others.

    Latin letters are of the same face, drawn for it. Raises `NoFace` where a site has a language of Han
    characters and none is found for it.
    """
    languages = list(languages)
    han = next((language for language in languages if language.is_han), None)
    found = {}
    for language in languages:
        leading = language if language.is_han else han
        if leading is None:
            known = [family for family in LATIN if family in families]
            found[language.code] = [*sorted(own), *known[:1]]
            continue
        wanted = families_for(leading)
        first = [family for family in wanted if family in own] or sorted(own)
        rest = [family for family in wanted if family in families and family not in first][:1]
        if not first and not rest:
            raise NoFace(leading)
        found[language.code] = [*first[:1], *rest] if first and first[0] in wanted else [*first, *rest]
    return found
