"""The hours that one participant can attend, against every choice there is."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.attendance import best_total

ROWS = st.lists(
    st.tuples(
        st.one_of(
            st.none(),
            st.tuples(st.integers(0, 9), st.integers(1, 4)).map(lambda row: (row[0], row[0] + row[1])),
        ),
        st.sampled_from([0.5, 1.0, 2.0, 3.0]),
    ),
    max_size=6,
)


@given(ROWS)
def test_the_best_total_is_that_of_the_best_choice(rows: list[tuple[tuple[int, int] | None, float]]) -> None:
    def is_possible(chosen: tuple[tuple[tuple[int, int] | None, float], ...]) -> bool:
        spans = [span for span, _ in chosen if span]
        return all(a[1] <= b[0] or b[1] <= a[0] for a, b in itertools.combinations(spans, 2))

    choices = (chosen for n in range(len(rows) + 1) for chosen in itertools.combinations(rows, n))
    assert best_total(rows) == max(
        sum(value for _, value in chosen) for chosen in choices if is_possible(chosen)
    )
