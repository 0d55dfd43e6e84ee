"""Shards: what is written is read back, and amending gives the bytes of building anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.outputs.search.shards import (
    Entry,
    Postings,
    Sizes,
    amend,
    build,
    decode,
    encode,
    read,
    shard_of,
    sizes_for,
    split,
)

GRAMS = st.frozensets(
    st.sampled_from(["神经", "神", "经外", "skull", "skin", "a", "月<8", "月8", "2023", "𠮷野"])
)


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    numbers = draw(st.lists(st.integers(0, 2000), unique=True, max_size=8))
    found = []
    for number in sorted(numbers):
        title = draw(GRAMS)
        found.append(Entry(number, title, draw(GRAMS) - title))
    return found


@given(st.sets(st.integers(0, 100_000), max_size=60))
def test_numbers_come_back(numbers: set[int]) -> None:
    assert decode(encode(sorted(numbers))) == sorted(numbers)


def test_numbers_as_they_are_written() -> None:
    assert encode([0]) == "0"
    assert encode([0, 1, 2]) == "000"
    assert encode([31, 32, 65]) == "V0W0"
    assert encode([]) == ""


def test_a_shard_as_it_is_written() -> None:
    found = build(
        [
            Entry(0, frozenset({"神经"}), frozenset({"神", "skull"})),
            Entry(3, frozenset(), frozenset({"神经", "skin"})),
        ],
        Sizes(1, 1),
    )
    assert found == {
        "c0": '{"神":" 0;经 3*0"}'.encode(),
        "w0": b'{"sk":"in 3;ull 0"}',
    }
    assert read(found["c0"]) == {"神": {"": Postings([0], []), "经": Postings([3], [0])}}


@given(entries())
def test_every_gram_is_in_its_shard(found: list[Entry]) -> None:
    sizes = Sizes(4, 2)
    shards = {name: read(data) for name, data in build(found, sizes).items()}
    assert shards.keys() == {"c0", "c1", "c2", "c3", "w0", "w1"}
    for entry in found:
        for gram in entry.title | entry.text:
            start, rest = split(gram)
            postings = shards[shard_of(start, sizes)][start][rest]
            assert (entry.number in postings.title) == (gram in entry.title)
            assert (entry.number in postings.text) == (gram in entry.text)


@given(entries(), st.data())
def test_amending_is_building_anew(before: list[Entry], data: st.DataObject) -> None:
    after = []
    for entry in before:
        title = data.draw(GRAMS)
        after.append(Entry(entry.number, title, data.draw(GRAMS) - title))
    drop = [entry for entry, new in zip(before, after, strict=True) if entry != new]
    add = [new for entry, new in zip(before, after, strict=True) if entry != new]
    owned = {gram for entry in [*drop, *add] for gram in entry.title | entry.text}
    sizes = Sizes(1, 1)
    old, new = build(before, sizes), build(after, sizes)
    for name, kind in (("c0", True), ("w0", False)):
        here = {gram for gram in owned if (gram >= "\u2e80") is kind}
        assert amend(old[name], drop, add, here) == new[name]


def test_the_number_of_shards_is_a_power_of_two_and_bounded() -> None:
    assert sizes_for(0, 0) == (1, 1)
    assert sizes_for(9_000, 3_001) == (4, 1)
    assert sizes_for(10**9, 6_001) == (256, 2)
