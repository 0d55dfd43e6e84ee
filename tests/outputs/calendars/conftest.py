"""The calendars of a small congress, made without a build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from sitegen.outputs.calendars import make_calendars
from sitegen.outputs.pages import plan_pages
from sitegen.plan import make_plan
from sitegen.problems import Problems
from sitegen.render.urls import Addresses
from sitegen.render.words import load_words

WORDS = Path(__file__).parents[3] / "templates" / "words.yaml"
Make = Callable[[Mapping[str, str]], dict[str, bytes]]


@pytest.fixture
def make(load: Callable[..., Any]) -> Make:
    """`make(files)`: the calendars of a content folder of these files, by path in output/."""

    def make_of(files: Mapping[str, str]) -> dict[str, bytes]:
        project = load(files).project
        problems = Problems()
        event = project.source.event
        words = load_words([WORDS], list(project.source.languages), problems, event.zone, event.start)
        plan = make_plan(project, plan_pages(project, words), problems)
        assert not problems.errors
        base = project.source.settings.base_url
        exports = make_calendars(project, Addresses(plan.addresses, plan.languages_of, base), words)
        return {export.path: export.make() for export in exports}

    return make_of
