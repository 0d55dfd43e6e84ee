"""What one participant can attend of sessions that may be at the same time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def best_total(rows: Sequence[tuple[tuple[int, int] | None, float]]) -> float:
    """The largest sum of values of rows whose times do not overlap; rows without a time always count."""
    free = sum(value for span, value in rows if span is None)
    timed = sorted(((span, value) for span, value in rows if span), key=lambda row: row[0][1])
    ends = [span[1] for span, _ in timed]
    best = [0.0]  # of the rows that end first, so many
    for n, (span, value) in enumerate(timed):
        best.append(max(best[n], best[bisect_right(ends, span[0], 0, n)] + value))
    return free + best[-1]
