"""Makes the styleguide: a congress of samples with the author's theme and templates, when asked for."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import io
import json
import shutil
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sitegen.build.options import Options, Report
from sitegen.build.run import default_templates, make_site
from sitegen.problems import Stopped
from sitegen.publish import File
from sitegen.serve.pages import GUIDE
from sitegen.serve.state import State

TODAY = datetime.date(2023, 8, 26)
"""Its congress is under way: some dates are over, others to come."""
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">
<path d="M2 18 20 2l18 16z" fill="#0b5568"/>
</svg>
"""


def guide_folder() -> Path:
    """Where its templates are; the congress is in `content/` there."""
    return default_templates() / "styleguide"


def guide_options(options: Options, folder: Path) -> Options:
    """What its build is asked to do; the congress is written to `folder`."""
    names = tuple(sorted(file.stem for file in guide_folder().glob("[a-z]*.html")))
    return dataclasses.replace(
        options,
        project=folder,
        content=folder / "content",
        output=folder / "output",
        cache=None,
        today=TODAY,
        base=GUIDE,
        bundle=None,
        strict=False,
        frozen=None,
        guide=names,
        processes=1,
    )


def write_congress(folder: Path, theme: Mapping[str, Any] | None = None) -> None:
    """Write `content/` of the congress of samples; `theme` as in site.yaml."""
    content = folder / "content"
    shutil.copytree(guide_folder() / "content", content)
    media = content / "media"
    media.mkdir()
    (media / "logo.svg").write_text(LOGO, "utf-8")
    (media / "slides.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    for name, size in (("portrait.jpg", (480, 600)), ("cover.jpg", (1200, 800)), ("code.png", (320, 320))):
        (media / name).write_bytes(_picture(size, "PNG" if name.endswith("png") else "JPEG"))
    if theme:
        with (content / "site.yaml").open("a", encoding="utf-8") as file:
            file.write(f"theme: {json.dumps(theme)}\n")  # JSON is YAML


def _picture(size: tuple[int, int], form: str) -> bytes:
    """A plain picture: a horizon, or for a code a frame."""
    from PIL import Image, ImageDraw

    width, height = size
    image = Image.new("RGB", size, "#d8e4e8")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 2 // 3, width, height), fill="#4f7f8c")
    draw.ellipse((width // 3, height // 4, width * 2 // 3, height // 4 + width // 3), fill="#c98a4b")
    draw.rectangle((0, 0, width - 1, height - 1), outline="#0b5568", width=6)
    data = io.BytesIO()
    image.save(data, form)
    return data.getvalue()


class Styleguide:
    """The styleguide of a preview, made anew when asked for after a build."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._lock = threading.Lock()
        self._made: tuple[int, State] | None = None

    def beside(self, state: State) -> State:
        """The styleguide as it goes with the last build; of a broken template its mistakes."""
        with self._lock:
            if self._made is None or self._made[0] != state.number:
                self._made = state.number, _make(state, self._options)
            return self._made[1]


def _make(state: State, options: Options) -> State:
    """Its files by path under `GUIDE`, with the author's theme but for the logo, a file of theirs."""
    raw: Any = state.ready.project.found.maps["site"].get("theme") if state.ready else None
    theme = {key: value for key, value in raw.items() if key != "logo"} if isinstance(raw, dict) else None
    report = Report()
    files: Mapping[str, bytes] | None = None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_congress(folder, theme)
        with contextlib.suppress(Stopped):
            files = _in_memory(make_site(guide_options(options, folder), report))
    return State(files=files, problems=tuple(report.problems), number=state.number)


def _in_memory(files: Sequence[File]) -> dict[str, bytes]:
    return {
        file.path: file.data if file.data is not None else Path(str(file.source)).read_bytes()
        for file in files
    }
