"""Tables for spreadsheets: CSV (RFC 4180) in UTF-8, with the byte order mark that Excel wants."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Rows under their head; None is an empty cell.

    Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return f"{value:g}" if isinstance(value, float) else str(value)
