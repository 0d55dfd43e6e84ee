"""Every example of the authors' guides loads, every mistake in them is told as printed, both say the same."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from sitegen.problems import as_text

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDES = {code: DOCS / f"authors.{code}.md" for code in ("zh", "en")}

BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>file|wrong): (?P<value>\S+) -->\n)?^```(?P<form>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)


@dataclass(frozen=True)
class Example:
    """A block of a guide: what it is marked as, and its file."""

    form: str
    text: str
    file: str = ""
    code: str = ""
    """The code of the mistake it shows, empty where it is right."""


def examples(code: str) -> Iterator[Example]:
    for block in BLOCK.finditer(GUIDES[code].read_text(encoding="utf-8")):
        named = re.match(r"# file: (\S+)\n", block["text"])
        file = named[1] if named else block["value"] if block["mark"] == "file" else ""
        yield Example(block["form"], block["text"], file, block["value"] if block["mark"] == "wrong" else "")


def right_files(code: str) -> dict[str, str]:
    """The right examples as one content folder: parts of site.yaml joined, others each a file of its kind."""
    files: dict[str, str] = {}
    for number, example in enumerate(examples(code)):
        if example.code or not example.file:
            continue
        if example.file == "site.yaml":
            files["site.yaml"] = files.get("site.yaml", "") + example.text
        elif example.form == "yaml":
            files[f"{example.file.removesuffix('.yaml')}/{number:02}.yaml"] = example.text
        else:
            files[example.file] = example.text
    return files


@pytest.mark.parametrize("code", GUIDES)
def test_every_block_of_content_names_its_file(code: str) -> None:
    blocks = [example for example in examples(code) if example.form in {"yaml", "markdown"}]

    assert [example.text for example in blocks if not example.file] == []
    assert len(blocks) == len(re.findall(r"^```(?:yaml|markdown)", GUIDES[code].read_text("utf-8"), re.M))


@pytest.mark.parametrize("code", GUIDES)
def test_the_right_examples_make_a_site(code: str, load: Callable[..., Any]) -> None:
    loaded = load(right_files(code))

    assert [line for line in loaded.lines if ": error:" in line] == []
    site = loaded.project.sites["en"]
    assert set(site.people) == {"zhang-ming", "li-hua"}
    assert [talk.id for talk in site.sessions["forum-vascular"].talks] == ["stroke-news", "vascular-cases"]
    assert str(site.sessions["vascular-cases"].start) == "11:00"
    assert [session.id for session in site.changed] == ["suture-workshop", "exoscope-workshop"]
    assert site.articles[0].title == "The committee visits the hall"
    assert [warning for warning in loaded.lines if "travel" not in warning] == []


@pytest.mark.parametrize("code", GUIDES)
def test_mistakes_are_told_as_printed(code: str, load: Callable[..., Any]) -> None:
    found = []
    for example, told in pairwise(examples(code)):
        if example.code:
            problems = load({example.file: example.text}).problems
            assert [problem.code for problem in problems] == [example.code]
            assert "\n".join(as_text(problems, code)) + "\n" == told.text
            found.append(example.code)
    assert found == ["yaml-full-width-colon", "yaml-colon", "unknown-key"]


def test_both_guides_have_the_same_structure_and_examples() -> None:
    shape = {}
    for code, path in GUIDES.items():
        text = path.read_text(encoding="utf-8")
        headings = re.findall(
            r"^(#+)(?: (\d+)\.)?", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), re.M
        )
        images = re.findall(r"\]\((images/[^)]+)\)", text)
        shape[code] = headings, images, [example for example in examples(code) if example.form != "text"]
    assert shape["zh"] == shape["en"]
    assert len(shape["zh"][0]) == 30


@pytest.mark.parametrize("code", GUIDES)
def test_kinds_are_those_of_the_model(code: str) -> None:
    from sitegen.model.programme import KINDS, STATUSES

    text = GUIDES[code].read_text(encoding="utf-8")
    assert f"`{' '.join(KINDS)}`" in text
    assert f"`{' '.join(STATUSES)}`" in text


@pytest.mark.parametrize("code", GUIDES)
def test_the_table_of_clashes_names_each_code(code: str) -> None:
    messages = yaml.safe_load((DOCS.parent / "sitegen" / "messages" / "clashes.yaml").read_text("utf-8"))
    rows = re.findall(r"^\| (`[a-z].*?) \|", GUIDES[code].read_text("utf-8"), re.M)
    named = {name for row in rows for name in re.findall(r"`([a-z]+-[a-z-]+)`", row)}

    assert named == messages.keys() - {"slides-without-consent", "not-a-date-of-rule"}
