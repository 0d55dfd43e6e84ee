"""The order of an upload: what pages need first, then pages, deletions last."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sitegen.cli import command
from sitegen.desk.uploading import Upload, plan_upload
from sitegen.publish import manifest

NOW = {
    "404.html": "a",
    "assets/site.0123456789.css": "b",
    "assets/plain.css": "c",
    "index.html": "d",
    "sw.js": "e",
    "zh/programme.ics": "f",
    "zh/会议.html": "g",
}
OLD = {**NOW, "index.html": "x", "assets/site.ffffffffff.css": "y", "zh/gone.html": "z"}
del OLD["assets/site.0123456789.css"]


def write(file: Path, digests: dict[str, str]) -> Path:
    """A manifest of those files."""
    file.write_bytes(manifest.to_bytes({path: manifest.Entry(1, digest) for path, digest in digests.items()}))
    return file


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A built site with a file of somebody else's."""
    folder = tmp_path / "output"
    for path in (*NOW, ".htaccess"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("x", encoding="utf-8")
    write(folder / manifest.NAME, NOW)
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The manifest of an earlier upload."""
    return write(tmp_path / "old.txt", OLD)


def test_all_goes_in_order(output: Path) -> None:
    assert plan_upload(output) == Upload(
        assets=("assets/site.0123456789.css",),
        pages=(
            ".htaccess",
            "assets/plain.css",
            "zh/programme.ics",
            "404.html",
            "index.html",
            "zh/会议.html",
            "sw.js",
        ),
        gone=(),
    )


def test_only_what_has_changed_goes(output: Path, old: Path) -> None:
    assert plan_upload(output, [old]) == Upload(
        assets=("assets/site.0123456789.css",),
        pages=(".htaccess", "index.html"),
        gone=("assets/site.ffffffffff.css", "zh/gone.html"),
    )


def test_of_several_uploads_all_that_any_lacks_or_had(output: Path, old: Path, tmp_path: Path) -> None:
    older = write(tmp_path / "older.txt", {**NOW, "404.html": "o", "assets/o.aaaaaaaaaa.js": "o"})
    assert plan_upload(output, [old, older]) == Upload(
        assets=("assets/site.0123456789.css",),
        pages=(".htaccess", "404.html", "index.html"),
        gone=("assets/o.aaaaaaaaaa.js", "assets/site.ffffffffff.css", "zh/gone.html"),
    )


@pytest.mark.parametrize("part", ["assets", "pages", "gone"])
def test_command_lists_a_file_a_line(part: str, output: Path, old: Path) -> None:
    result = CliRunner().invoke(command, ["files", part, "--output", str(output), "--since", str(old)])
    assert result.exit_code == 0
    assert result.output == "".join(f"{path}\n" for path in getattr(plan_upload(output, [old]), part))


def test_command_tells_of_a_list_that_is_none(output: Path) -> None:
    for name in ("missing.txt", "404.html"):
        file = output / name
        result = CliRunner().invoke(
            command, ["files", "gone", "--output", str(output), "--since", str(file), "--lang", "en"]
        )
        assert result.exit_code == 1
        assert result.output == (f"{file} is no usable list of files (sitegen-files.txt)\n")


def test_command_asks_for_a_build(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["files", "pages", "--output", str(tmp_path), "--lang", "en"])
    assert result.exit_code == 1
    assert result.output == f"there is no built site in {tmp_path}; run sitegen build first\n"
