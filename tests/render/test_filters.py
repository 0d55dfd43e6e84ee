"""What templates call on texts, titles and paths."""

import pytest

from sitegen.render.filters import og_locale


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("zh_Hans_CN", "zh_CN"),
        ("zh-Hant-HK", "zh_HK"),
        ("en_GB", "en_GB"),
        ("es_419", "es_419"),
        ("zh_Hans", "zh_CN"),
        ("zh_Hant", "zh_TW"),
        ("zh", "zh_CN"),
        ("ja", "ja_JP"),
        ("tlh", "tlh"),
    ],
)
def test_open_graph_wants_language_and_territory(locale: str, expected: str) -> None:
    assert og_locale(locale) == expected
