"""Work in several processes at once."""

from __future__ import annotations

import os
import sys
from functools import partial

import pytest

from sitegen.build.beside import beside, is_worth_it

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="there are no forks elsewhere")


def whoami(name: str) -> tuple[str, int]:
    return name, os.getpid()


def fail() -> tuple[str, int]:
    raise KeyError("what is not there")


def test_results_come_in_order_each_from_a_process_of_its_own() -> None:
    found = beside([partial(whoami, name) for name in "abc"])
    assert [name for name, _ in found] == ["a", "b", "c"]
    assert found[0][1] == os.getpid()
    assert len({pid for _, pid in found}) == 3


def test_a_failure_in_a_child_is_told_with_its_trace() -> None:
    with pytest.raises(
        RuntimeError, match=r"(?s)a second process failed:.*in fail\n.*KeyError: 'what is not"
    ):
        beside([partial(whoami, "a"), fail])


@pytest.mark.parametrize(("pages", "processes", "worth"), [(499, 0, False), (2, 2, True), (5000, 1, False)])
def test_small_work_is_not_divided_unless_told(pages: int, processes: int, worth: bool) -> None:
    assert is_worth_it(pages, processes) is worth
