"""Writes the congress a third of whose English is missing into a folder: `python -m tests.untranslated FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.untranslated.congress import make_files, write_untranslated

if __name__ == "__main__":
    write_untranslated(Path(sys.argv[1]))
    print(f"{len(make_files())} files")
