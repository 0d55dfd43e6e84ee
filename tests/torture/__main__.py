"""Writes the torture programme into a folder: `python -m tests.torture FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.torture.congress import PEOPLE, TALKS, write_torture

if __name__ == "__main__":
    write_torture(Path(sys.argv[1]))
    print(f"{TALKS} talks, {PEOPLE} people")
