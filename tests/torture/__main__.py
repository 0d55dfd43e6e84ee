"""Writes the torture programme into a folder: `python -m tests.torture FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.torture.congress import PEOPLE, write_torture
from tests.torture.days import TALKS

if __name__ == "__main__":
    write_torture(Path(sys.argv[1]))
    print(f"{TALKS} talks, {PEOPLE} people")
