"""The engine of the search in a browser, on real indexes: what it finds, in which order, and what that costs."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sitegen.build import Options, build
from sitegen.outputs.search.folding import fold, variant_lines, variant_pairs
from tests.bench.convert import convert
from tests.bench.made_up import Size, congress
from tests.browser.conftest import TODAY, served

pytestmark = pytest.mark.browser

ASK = "query => new Promise(done => sitegenSearch.query(query, a => done(JSON.parse(JSON.stringify(a)))))"
ALL = """query => new Promise(done => sitegenSearch.query(query, answer => {
  const own = answer.groups[0];
  if (!own || !own.more) return done(own ? own.results.map(r => r.url) : []);
  const found = own.results.map(r => r.url);
  const next = () => own.more(more => {
    found.push(...more.results.map(r => r.url));
    if (found.length < own.total) next(); else done(found);
  });
  next();
}))"""
BUDGET = 40_000
"""Bytes (gzip) that a first query may move, the scripts of the search included."""


@pytest.fixture
def ask(example: Any, open_tab: Any) -> Iterator[Any]:
    """`ask(query)`: the engine's answer on the Chinese search page of the example."""
    with open_tab() as (tab, watch):
        tab.goto(f"{example.home}zh/search/index.html")
        yield lambda query: tab.evaluate(ASK, query)
        assert watch.faults == []


def titles(answer: Any, language: str = "zh") -> list[str]:
    return [
        "".join(text for text, _ in result["title"])
        for group in answer["groups"]
        if group["lang"] == language
        for result in group["results"]
    ]


def hits(pieces: Any) -> list[str]:
    return [text for text, is_hit in pieces if is_hit]


# ------------------------------------------------------------ what is found
@pytest.mark.parametrize(
    "query", ["欧阳明", "歐陽明", "ouyangming", "OuYang Ming", "ｏｕｙａｎｇ ｍｉｎｇ", "oym", "ming ouyang"]
)
def test_b52_a_person_is_found_by_characters_pinyin_and_initials(ask: Any, query: str) -> None:
    assert titles(ask(query))[0] == "欧阳明"


@pytest.mark.parametrize("query", ["颅底外科", "顱底外科", "颅底 外科"])
def test_b52_hits_in_titles_come_first_and_are_marked(ask: Any, query: str) -> None:
    answer = ask(query)
    own = answer["groups"][0]
    assert (own["lang"], own["tag"], own["name"], own["own"]) == ("zh", "zh-Hans", "中文", True)
    first = own["results"][0]
    assert "".join(hits(first["title"])) == "颅底外科"
    in_title = ["颅底" in title and "外科" in title for title in titles(answer)]
    assert in_title == sorted(in_title, reverse=True)
    assert True in in_title
    assert any(hits(result["snippet"]) for result in own["results"])


def test_b52_pages_only_the_other_language_finds_are_its_own_group(ask: Any) -> None:
    answer = ask("skull")
    other = next(group for group in answer["groups"] if group["lang"] == "en")
    assert other["total"] > 0
    assert all(result["url"].startswith("../../en/") for result in other["results"])
    both = ask("2023")
    own, others = both["groups"]
    assert own["total"] > 0
    paths = {result["url"].removeprefix("../") for result in own["results"]}
    assert not paths & {result["url"].removeprefix("../../en/") for result in others["results"]}


@pytest.mark.parametrize(
    ("query", "found"), [("", False), ("。！", False), ("绝无此词", False), ("手術", True), ("神經", True)]
)
def test_b52_nothing_is_found_where_nothing_is(ask: Any, query: str, found: bool) -> None:
    answer = ask(query)
    assert answer["error"] is False
    assert bool(sum(group["total"] for group in answer["groups"])) is found


def test_b52_a_shard_that_cannot_be_had_is_an_error_and_may_be_had_later(example: Any, open_tab: Any) -> None:
    with open_tab() as (tab, watch):
        tab.goto(f"{example.home}zh/search/index.html")
        tab.route(re.compile(r"/zh/search/c\d+\.js"), lambda route: route.abort())
        assert tab.evaluate(ASK, "颅底")["error"] is True
        tab.unroute(re.compile(r"/zh/search/c\d+\.js"))
        again = tab.evaluate(ASK, "颅底")
        assert (again["error"], bool(titles(again))) == (False, True)
        watch.faults.clear()


def test_b52_it_works_from_a_disk(example: Any, open_tab: Any) -> None:
    with open_tab() as (tab, watch):
        tab.goto((example.output / "en/search/index.html").as_uri())
        answer = tab.evaluate(ASK, "skull base")
        assert (answer["error"], answer["groups"][0]["lang"]) == (False, "en")
        link = answer["groups"][0]["results"][0]["url"]
        assert (example.output / "en/search" / link).resolve().is_file()
        watch.faults.clear()


def test_b52_the_engine_folds_as_the_index_does(example: Any, open_tab: Any) -> None:
    """Every character of the basic plane and those beyond that have variants."""
    signs = [chr(code) for code in range(0x20, 0xFFFF) if not 0xD800 <= code <= 0xF8FF]
    signs += [sign for line in variant_lines() for sign in line]
    with open_tab() as (tab, _):
        tab.goto(f"{example.home}zh/search/index.html")
        folded = tab.evaluate(
            """([source, pairs, signs]) => {
              // the engine's own functions, taken out of its script
              const part = source.slice(source.indexOf("function fold(text)"), source.indexOf("function isWide("));
              const make = new Function("signs", "pairs", "var folded = {}, variants = {};" + part
                + "learn(pairs); return signs.map(fold);");
              return make(signs, pairs);
            }""",
            [engine_of(example), "".join(variant_pairs(16)), signs],
        )
    unlike = [sign for sign, found in zip(signs, folded, strict=True) if fold(sign) != found]
    # browsers and Python know different versions of Unicode
    assert len(unlike) < 60, unlike
    assert not [sign for sign in unlike if "\u3400" <= sign <= "\u9fff" or sign < "\u0590"]


def engine_of(example: Any) -> str:
    (script,) = (example.output / "assets").glob("search.*.js")
    return str(script.read_text("utf-8"))


# ------------------------------------------------------------ how well, and at what cost
@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A congress of more than 500 pages per language: its address and output."""
    folder = tmp_path_factory.mktemp("many")
    convert(congress(Size(260, 180, 60, 3, 6, 6), "search"), folder / "content")
    options = Options(folder, folder / "content", folder / "output", today=TODAY)
    assert build(options).is_published
    with served(options.output) as address:
        yield address, options.output


def texts_of(output: Path) -> dict[str, tuple[str, str]]:
    """Address from the search page → title and names, all text; folded."""
    paths = _value(output / "zh/search/pages.js")["paths"]
    rows: list[Any] = []
    for n in range(-(-len(paths) // 4)):
        rows += _value(output / f"zh/search/texts-{n}.js")
    return {
        "../" + (f"{path}/" if path else "") + "index.html": (
            fold(f"{row[0]}\n{row[1]}"),
            fold("\n".join(row[:2] + row[4:5])),
        )
        for path, row in zip(paths, rows, strict=True)
        if row
    }


def _value(script: Path) -> Any:
    text = script.read_text("utf-8")
    return json.loads(text[text.index(",") + 1 : -3])


@contextmanager
def search_page(address: str, open_tab: Any) -> Iterator[Any]:
    with open_tab() as (tab, watch):
        tab.goto(f"{address}/zh/search/index.html")
        yield tab
        watch.faults.clear()


def test_b52_all_is_found_nearly_nothing_else_and_titles_first(many: tuple[str, Path], open_tab: Any) -> None:
    address, output = many
    texts = texts_of(output)
    assert len(texts) >= 500
    draw = random.Random("search")
    runs = [run for _, text in texts.values() for run in re.findall("[\u4e00-\u9fff]{2,}", text)]
    found_right = found_all = 0
    with search_page(address, open_tab) as tab:
        for _ in range(80):
            run = draw.choice(runs)
            length = draw.randint(2, min(8, len(run)))
            start = draw.randint(0, len(run) - length)
            query = run[start : start + length]
            wanted = {url for url, (_, text) in texts.items() if query in text}
            found = tab.evaluate(ALL, query)
            assert wanted - set(found) == set(), query
            assert len(found) == len(set(found))
            found_right += len(wanted)
            found_all += len(found)
            if any(query in title for title, _ in texts.values()):
                assert query in texts[found[0]][0], query
    assert found_right / found_all >= 0.98


def test_b52_a_first_query_moves_little(many: tuple[str, Path], open_tab: Any) -> None:
    address, output = many
    for query in ("神经", "病人护理", "2031年9月", "surgery", "zhang", "研究与临床实践"):
        moved: list[str] = []
        with search_page(address, open_tab) as tab:
            tab.on("request", lambda request, moved=moved: moved.append(request.url))
            tab.evaluate(ASK, query)
        paths = [url.removeprefix(address + "/").partition("?")[0] for url in moved]
        assert paths
        scripts = [*(output / "assets").glob("search*.js")]
        size = sum(len(gzip.compress(path.read_bytes())) for path in [*(output / p for p in paths), *scripts])
        assert (query, size < BUDGET) == (query, True), size
