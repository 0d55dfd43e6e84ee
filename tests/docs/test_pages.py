"""What the manuals name is there: files, commands, options, pictures, links; no page of them is forgotten."""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from sitegen.cli import command

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
}


def every_command() -> dict[str, click.Command]:
    """All commands by name, also those imported when asked for."""
    context = click.Context(command)
    found = ((name, command.get_command(context, name)) for name in command.list_commands(context))
    return {name: one for name, one in found if one is not None}


def inline_code(text: str) -> Iterator[str]:
    """What stands in single backticks."""
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S))


@pytest.mark.parametrize("name", PAGES)
def test_links_and_pictures_lead_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    targets = re.findall(
        r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)", re.sub(r"^```.*?^```$", "", PAGES[name], flags=re.M | re.S)
    )
    targets = [target for target in targets if "://" not in target]

    assert [target for target in targets if ":" not in target and not (folder / target).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_paths_of_the_project_exist(name: str) -> None:
    named = set()
    for code in inline_code(PAGES[name]):
        if re.fullmatch(r"(?:sitegen|templates|tests|docs|\.ci)/[a-z_./-]*", code):
            named.add(code)
        elif re.fullmatch(
            r"(?:build|checks|load|messages|model|outputs|publish|render|serve|source)/[a-z_./]*", code
        ):
            named.add(f"sitegen/{code}")

    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_commands_exist(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    words = [word for line in re.findall(r"\bmake((?: [a-z]+)+)`", PAGES[name]) for word in line.split()]
    words += re.findall(r"^make ([a-z]+)", PAGES[name], re.M)
    assert [word for word in words if word not in targets] == []

    commands = every_command()
    assert [word for word in re.findall(r"`sitegen ([a-z]+)", PAGES[name]) if word not in commands] == []
    options = {
        option
        for one in commands.values()
        for parameter in one.params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    used = re.findall(
        r"(?<![\w-])(--[a-z][a-z-]+)", " ".join(code for code in inline_code(PAGES[name]) if "{" not in code)
    )
    assert [option for option in used if option not in options] == []


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("docs/authors.")])
def test_examples_load(name: str, load: Callable[..., Any]) -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```$", PAGES[name], re.M | re.S)
    files = {match[1]: block for block in blocks if (match := re.match(r"# file: (\S+)\n", block))}

    assert len(files) == len(blocks)
    assert load(files).lines == []


def test_the_floors_of_the_manual_are_those_of_the_linter() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = set(re.findall(r"\w+", " ".join(config["contracts"][0]["layers"])))
    table = PAGES["docs/architecture.md"].partition("| floor |")[2].partition("\n\n")[0]
    named = {
        re.split(r"[./]", word)[0]
        for line in table.splitlines()[2:]
        for word in re.findall(r"`([^`]+)`", line.split("|")[1])
    }
    there = {
        path.stem for path in (ROOT / "sitegen").iterdir() if path.name not in {"__init__.py", "__pycache__"}
    }

    assert named - {"messages"} <= layers
    assert named == there


def test_reserved_ids_are_told() -> None:
    from sitegen.load.programme import RESERVED_IDS

    assert all(f"`{id_}`" in PAGES["docs/formats.md"] for id_ in RESERVED_IDS)
