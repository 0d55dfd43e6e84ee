"""YAML becomes texts, maps and lists with true places, and text stays as typed."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.problems import Location, Problems
from sitegen.source import Scalar, YamlList, YamlMap, events, parse_yaml
from sitegen.source import yaml as composing


def parse(text: str, first_line: int = 1) -> Any:
    problems = Problems()
    result = parse_yaml(text, "f.yaml", problems, first_line)
    assert list(problems) == []
    return result


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "yes",
        "true",
        "12:30",
        "9:30",
        "08:30",
        "1.10",
        "12:30:45",
        "1_000",
        "on",
        "off",
        "y",
        "007",
        "0571",
        "2023-08-26",
        "1e3",
        "0x1F",
        "NaN",
        "=",
    ],
)
def test_b32_plain_values_stay_as_typed(text: str) -> None:
    value = parse(f"a: {text}")["a"]
    assert (str(value), value.is_plain, type(value)) == (text, True, Scalar)


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none(text: str) -> None:
    assert parse(f"a: {text}\nb: x") == {"a": None, "b": "x"}
    assert parse(f"- {text}\n- x") == [None, "x"]


def test_quoted_and_block_values_are_never_none() -> None:
    result = parse("a: ''\nb: '~'\nc: \"null\"\nd: |\n  one\n  two\ne: !!str null\n")
    assert result == {"a": "", "b": "~", "c": "null", "d": "one\ntwo\n", "e": "null"}
    assert [value.is_plain for value in result.values()] == [False, False, False, False, True]


def test_places() -> None:
    result = parse("a: x\nb:\n  - 会: 'y'\n  - [p, {q: r}]\n", first_line=11)
    assert (type(result), type(result["b"]), type(result["b"][0])) == (YamlMap, YamlList, YamlMap)
    assert result.where == Location("f.yaml", 11, 1)
    assert result.key_where == {"a": Location("f.yaml", 11, 1), "b": Location("f.yaml", 12, 1)}
    assert result["b"].where == Location("f.yaml", 13, 3)
    assert result["b"][0].where == Location("f.yaml", 13, 5)
    assert result["b"][0]["会"].where == Location("f.yaml", 13, 8)
    assert result["b"][1][1].where == Location("f.yaml", 14, 9)
    assert result["b"][1][1]["q"].where == Location("f.yaml", 14, 13)


def test_aliases_stand_for_the_same_object() -> None:
    result = parse("a: &x {b: c}\nd: *x\ne: [&y f, *y]\n*y : g\n")
    assert result == {"a": {"b": "c"}, "d": {"b": "c"}, "e": ["f", "f"], "f": "g"}
    assert result["a"] is result["d"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "~", "\n\n"])
def test_empty(text: str) -> None:
    assert parse(text) is None


def test_fifty_levels_are_allowed() -> None:
    result = parse("[" * 50 + "]" * 50)
    for _ in range(49):
        (result,) = result
    assert result == []


def test_ten_thousand_aliased_values_are_allowed() -> None:
    text = f"a: &a [{', '.join('x' * 99)}]\nb: [{', '.join(['*a'] * 100)}]\n"
    assert len(parse(text)["b"]) == 100


def test_results_can_be_copied_and_kept() -> None:
    result = parse("a: [x, {b: 'y'}]\n")
    for twin in (pickle.loads(pickle.dumps(result)), copy.deepcopy(result)):
        assert twin == result
        assert (twin.where, twin.key_where) == (result.where, result.key_where)
        assert (twin["a"].where, twin["a"][0].where) == (result["a"].where, result["a"][0].where)
        assert twin["a"][1]["b"].is_plain is False


def quoted(text: str) -> str:
    """A double-quoted scalar; characters at which YAML ends lines or blanks at the ends are escaped."""
    escapes = {"\\": "\\\\", '"': '\\"', "\u2028": "\\L", "\u2029": "\\P", "\ufeff": "\\ufeff"}
    return '"' + "".join(escapes.get(character, character) for character in text) + '"'


VISIBLE = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs", "Cn"],
        exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    )
)


@given(texts=st.lists(VISIBLE, min_size=1, max_size=5))
def test_any_text_comes_back_from_double_quotes(texts: list[str]) -> None:
    assert parse("".join(f"- {quoted(text)}\n" for text in texts)) == texts


WORDS = st.text("abz09会议𠮷./_+é", min_size=1, max_size=6)
PLAIN = (
    st.lists(WORDS, min_size=1, max_size=3).map(" ".join).filter(lambda text: text not in (".", "..", "..."))
)
TREES = st.recursive(
    st.one_of(PLAIN, st.none()),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4), st.dictionaries(PLAIN, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


def scalars(node: Any) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, YamlMap):
        for key, value in node.items():
            yield Scalar(key, node.key_where[key])
            yield from scalars(value)
    elif isinstance(node, YamlList):
        for value in node:
            yield from scalars(value)


@given(tree=TREES.filter(lambda tree: isinstance(tree, (dict, list))), is_flow=st.booleans())
def test_places_are_true_and_trees_come_back(tree: Any, is_flow: bool) -> None:
    class Dumper(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    text = yaml.dump(tree, Dumper=Dumper, allow_unicode=True, default_flow_style=is_flow, width=1000)
    result = parse(text)
    assert result == tree
    lines = text.split("\n")
    for scalar in scalars(result):
        rest = lines[scalar.where.line - 1][scalar.where.column - 1 :]
        assert rest.startswith((scalar, f"'{scalar}'", f'"{scalar}"', "? "))


@given(tree=TREES.filter(lambda tree: isinstance(tree, (dict, list))))
def test_without_the_c_library_the_same_comes_out(tree: Any) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True)
    with pytest.MonkeyPatch.context() as patch:
        for module in (events, composing):
            patch.setattr(module, "parser", lambda: yaml.BaseLoader)
        slow = parse(text)
    quick = parse(text)
    assert slow == quick
    assert [scalar.where for scalar in scalars(slow)] == [scalar.where for scalar in scalars(quick)]
