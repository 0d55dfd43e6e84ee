"""The manual for template authors is what the code says, and the code leaves nothing unsaid."""

import importlib.util
import re
import sys
from functools import cached_property
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "templates.md"


@pytest.fixture(scope="module")
def manual() -> ModuleType:
    """The generator."""
    spec = importlib.util.spec_from_file_location("manual", ROOT / ".ci" / "manual.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["manual"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def sections(text: str) -> dict[str, str]:
    """Heading (of any level) → text under it, of the generated part."""
    parts = re.split(r"^#{2,3} (.+)$", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(section: str) -> list[list[str]]:
    """The cells of the rows of tables, without the heads."""
    return [
        re.split(r"(?<!\\) \| ", line[2:-2]) if not line.endswith("|  |") else [*line[2:-4].split(" | "), ""]
        for line in section.splitlines()
        if line.startswith("| `")
    ]


def test_the_page_is_up_to_date(manual: ModuleType) -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert manual.renewed(text) == text, "run `make docs` and read the diff"


def test_every_kind_of_page_is_there_with_a_line_for_each_field(manual: ModuleType) -> None:
    from sitegen.outputs.pages import FAMILIES
    from sitegen.plan import Page

    found = sections(manual.manual())
    assert {page.__name__ for page in manual.page_classes()} == {
        page.__name__ for page in Page.__subclasses__()
    }
    assert len({page.__module__ for page in manual.page_classes()}) == len(FAMILIES) + 1  # and the styleguide
    for page in manual.page_classes():
        section = found[f"pages/{page.kind}.html"]
        own = [name for name in page.__annotations__ if name != "kind"]
        own += [
            name
            for name, value in vars(page).items()
            if isinstance(value, property | cached_property) and not hasattr(Page, name) and name[0] != "_"
        ]
        assert [row[0] for row in rows(section)] == [f"`{name}`" for name in own]
        assert [row for row in rows(section) if len(row) < 3 or not row[2]] == []
    assert [row for row in rows(found["Every page"]) if not row[-1]] == []


def test_every_kind_of_page_has_a_template_and_the_other_way_round(manual: ModuleType) -> None:
    kinds = {f"{page.kind}.html" for page in manual.page_classes()}

    assert {path.name for path in (ROOT / "templates/pages").glob("*.html")} == kinds | {
        "root.html",
        "not-found-root.html",
    }


def test_every_name_in_templates_is_there(manual: ModuleType) -> None:
    everywhere, on_pages, filters = manual.names_in_templates()
    found = sections(manual.manual())

    for heading, names in (
        ("In pages, layouts and macros", everywhere),
        ("On a page", on_pages),
        ("Filters and tests", filters),
    ):
        assert [re.match(r"`(\w+)", row[0])[1] for row in rows(found[heading])] == sorted(names)  # type: ignore[index]
        assert [row for row in rows(found[heading]) if not row[1]] == []
    assert {"url", "has", "markdown", "picture", "media"} <= set(everywhere)


def test_a_name_without_help_is_refused(manual: ModuleType) -> None:
    with pytest.raises(KeyError, match="no help for nameless"):
        manual.help_of("nameless", lambda: None)


def test_help_in_the_yaml_is_all_used(manual: ModuleType) -> None:
    everywhere, on_pages, filters = manual.names_in_templates()
    text = manual.manual()

    assert set(manual.HELP["names"]) <= {*everywhere, *on_pages, *filters}
    assert [help_ for help_ in manual.HELP["fields"].values() if f"| {help_} |" not in text] == []


def test_every_question_and_record_says_what_it_is(manual: ModuleType) -> None:
    found = sections(manual.manual())

    assert [row for row in rows(found["Site"]) if row[0].startswith("`site.") and not row[-1]] == []
    for name in manual.record_classes():
        assert re.match(r"\n\n[A-Z`0-9“].+\n", found[name]), name


def test_links_lead_to_headings() -> None:
    text = PAGE.read_text(encoding="utf-8")
    anchors = {
        re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, re.M)
    }

    assert {target for target in re.findall(r"\]\(#([^)]+)\)", text) if target not in anchors} == set()
