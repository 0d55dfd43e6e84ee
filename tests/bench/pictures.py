"""Measures what the pictures of a folder cost, made for the kinds named or for all, and then found again.

    python -m tests.bench.photos 200 FOLDER
    python -m tests.bench.pictures FOLDER --kinds gallery large

CPU seconds of all threads, and the most memory that the program ever took (VmHWM, Linux), beside the walls.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from PIL import ImageFile

from sitegen.memo import Memo
from sitegen.outputs.images import make_images
from sitegen.problems import Problems
from sitegen.render.picture_kinds import KINDS
from sitegen.render.pictures import Pictures
from sitegen.source import discover


def run(folder: Path, kinds: list[str], cache: Path) -> None:
    """Make all pictures of a folder, and print a line of figures."""
    started, before = time.perf_counter(), time.process_time()
    memo, problems = Memo(cache), Problems()
    pictures = Pictures(problems, memo.blobs("pictures", "1"))
    files = [file for file in discover(folder, Problems()) if pictures.facts(file)]
    for file in files:
        for kind in kinds:
            pictures.address(file, kind, "") if kind == "large" else pictures.html(file, kind, "")
    decoded = count_decoded()
    made = [path for _, path in make_images(pictures.wanted.values(), memo, problems, show_progress)]
    memo.save()
    cpu, wall = time.process_time() - before, time.perf_counter() - started
    size = sum(path.stat().st_size for path in made) / 2**20
    print(
        f"\r{len(files)} pictures, {len(decoded)} decoded ({len(set(decoded))} different), {len(made)} files of "
        f"{size:.0f} MiB; {cpu:.1f} s CPU, {cpu / max(len(files), 1):.2f} apiece; {wall:.1f} s; "
        f"{most_memory():.0f} MiB; {len(list(problems))} problems"
    )


def count_decoded() -> list[str]:
    """Names of the files that are decoded from now on, each time."""
    found: list[str] = []
    load = ImageFile.ImageFile.load

    def count(image: ImageFile.ImageFile) -> object:
        if image.fp is not None and image.tile:
            found.append(str(image.filename))
        return load(image)

    ImageFile.ImageFile.load = count  # type: ignore[assignment,method-assign]
    return found


def show_progress(done: int, total: int) -> None:
    """Say how far it is."""
    print(f"\r{done}/{total}", end="", file=sys.stderr)


def most_memory() -> float:
    """MiB that this program took at most so far; 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    """Once without, and once in another process with a cache."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kinds", nargs="+", default=sorted(KINDS), choices=sorted(KINDS))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        for _ in range(2):
            if child := os.fork():
                os.waitpid(child, 0)
            else:
                run(asked.folder, asked.kinds, Path(cache))
                sys.stdout.flush()
                os._exit(0)


if __name__ == "__main__":
    main()
