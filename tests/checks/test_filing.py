"""Numbers of filing that cannot be right are told; those in use are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sitegen.checks.filing import check_filing
from sitegen.problems import Problems, as_text


@pytest.fixture
def told(load: Callable[..., Any], site_yaml: str) -> Callable[..., list[str]]:
    """`told(footer, language)`: what is said of such a footer."""

    def check(footer: str, language: str = "en") -> list[str]:
        problems = Problems()
        site = load({"site.yaml": f"{site_yaml}footer:\n  {footer}\n"}).project.source
        check_filing(site.settings.footer, problems)
        return list(as_text(problems, language))

    return check


@pytest.mark.parametrize(
    "footer",
    [
        "icp: 浙ICP备05050873号",
        "icp: 浙ICP备05050873号-2",
        "icp: 京ICP备2021012345号-12",
        "icp: 京ICP证030173号",
        "icp: 京B2-20090191",
        "police: 京公网安备 11010202000001号",
        "police: 京公网安备11010202000001号",
        "hotline: 010-5550-0100",
    ],
)
def test_numbers_in_use(footer: str, told: Callable[..., list[str]]) -> None:
    assert told(footer) == []


@pytest.mark.parametrize(
    "footer",
    [
        "icp: 浙ICP备05050873",
        "icp: 浙ICP备0505087号",
        "icp: ICP备05050873号",
        "icp: 浙icp备05050873号",
        "icp: 浙ICP备05050873号－2",
        "police: 京公网安备 1101020200001号",
        "police: '11010202000001'",
    ],
)
def test_slips(footer: str, told: Callable[..., list[str]]) -> None:
    assert [line.endswith("[filing-doubtful]") for line in told(footer) if "warning:" in line] == [True]


def test_place_and_hint(told: Callable[..., list[str]]) -> None:
    assert told("icp: 浙ICP备05050873") == [
        "content/site.yaml:14:8: warning: “浙ICP备05050873” is an unusual form of a filing number [filing-doubtful]",
        "    hint: the usual form is “京ICP备00000000号-1”; compare it with the notice of filing",
    ]
    assert told("police: 公网安备11010202000001号", "zh")[0].endswith(
        "备案号“公网安备11010202000001号”的写法少见 [filing-doubtful]"
    )
