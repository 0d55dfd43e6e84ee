"""Problems are told once, sorted by place, in one language, with a hint only where it has no gap."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from sitegen.problems import Location, Problems, Stopped, as_github, as_json, as_text, sentence, suggest

PACKAGE = Path(__file__).parent.parent / "sitegen"
PLACE = Location("content/people.yaml", 2, 3)


def two_problems() -> Problems:
    problems = Problems()
    problems.warning("missing-translation", Location("content/site.yaml", 9), language="en")
    problems.error("unknown-key", PLACE, key="nmae", suggestion="name")
    problems.error("unknown-key", PLACE, key="nmae", suggestion="name")
    return problems


def test_as_text_in_both_languages() -> None:
    assert list(as_text(two_problems(), "en")) == [
        "content/people.yaml:2:3: error: unknown key “nmae” [unknown-key]",
        "    hint: did you mean “name”?",
        "content/site.yaml:9: warning: no translation for “en”; the original is shown and marked [missing-translation]",
    ]
    assert (
        next(iter(as_text(two_problems(), "zh")))
        == "content/people.yaml:2:3: 错误: 不认识的字段“nmae” [unknown-key]"
    )


def test_a_hint_with_a_gap_is_left_out() -> None:
    problems = Problems()
    problems.error("unknown-key", PLACE, key="xyz", suggestion=None)
    assert list(as_text(problems, "en")) == [
        "content/people.yaml:2:3: error: unknown key “xyz” [unknown-key]"
    ]


def test_as_json_and_github() -> None:
    first = json.loads(as_json(two_problems(), "en"))[0]
    assert first == {
        "path": "content/people.yaml", "line": 2, "column": 3, "severity": "error", "code": "unknown-key",
        "message": "unknown key “nmae”", "hint": "did you mean “name”?",
    }  # fmt: skip
    assert next(as_github(two_problems(), "en")) == (
        "::error file=content/people.yaml,line=2,col=3,title=unknown-key::unknown key “nmae” did you mean “name”?"
    )


def test_counting_and_stopping() -> None:
    problems = two_problems()
    assert (problems.errors, problems.warnings, len(problems)) == (1, 1, 2)
    with pytest.raises(Stopped):
        problems.stop_on_errors()


def test_suggest() -> None:
    assert suggest("titel", ["title", "tags"]) == "title"
    assert suggest("xyz", ["title", "tags"]) is None


def test_sentence_keeps_zeros() -> None:
    assert (
        sentence("cli-checked", "en", pages=0, errors=0, warnings=0)
        == "pages checked: 0; errors: 0, warnings: 0"
    )


def messages() -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for file in sorted(PACKAGE.glob("messages/*.yaml")):
        for code, message in yaml.safe_load(file.read_text("utf-8")).items():
            assert code not in found, f"{code} stands in two files"
            found[code] = message
    return found


def test_every_message_is_in_both_languages_with_the_same_gaps() -> None:
    gaps = re.compile(r"\{(\w+)")
    for code, message in messages().items():
        assert isinstance(message["zh"], str) and isinstance(message["en"], str), code
        assert set(gaps.findall(message["zh"])) == set(gaps.findall(message["en"])), code
        hint = message.get("hint")
        assert hint is None or (isinstance(hint, dict) and hint.keys() == {"zh", "en"}), code


def is_named(code: str, source: str) -> bool:
    """Whether the source names a code, or makes it of its beginning: `f"kind-{…}"`."""
    beginning = code.rpartition("-")[0]
    return bool(re.search(f"[\"']{code}[\"']", source)) or f'f"{beginning}-{{' in source


def test_every_code_is_used_and_every_used_code_is_worded() -> None:
    source = "\n".join(file.read_text("utf-8") for file in PACKAGE.rglob("*.py"))
    known = messages()
    unused = [code for code in known if not is_named(code, source)]
    assert unused == []
    reported = set(re.findall(r'\.(?:error|warning)\(\s*"([a-z-]+)"', source)) | set(
        re.findall(r'\b\bfault\("([a-z-]+)"', source)
    )
    assert sorted(reported - known.keys()) == []
