"""Makes photos as cameras write them, of 24 megapixels and with a place in their notes, the same each time.

python -m tests.bench.photos 200 FOLDER
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIZE = (6000, 4000)
_OCTAVES = 10
"""Each has twice the frequency of the one before and less amplitude: the spectrum of photos falls so."""


def make_photo(number: int, size: tuple[int, int] = SIZE) -> Image.Image:
    """Soft light, things with edges before it, texture down to the pixel, and the noise of a sensor."""
    random = Random(number)
    clouds = _clouds(random).resize(size, Image.Resampling.BILINEAR)
    image = clouds.copy()
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        red, green, blue = (random.randrange(20, 236) for _ in range(3))
        draw.polygon(_outline(random, size), fill=(red, green, blue))
    texture = clouds.transpose(Image.Transpose.ROTATE_180)
    image = Image.blend(image, texture, 0.3).filter(ImageFilter.BoxBlur(1))  # no lens is sharper
    grain = Image.frombytes("L", size, random.randbytes(size[0] * size[1])).point(lambda value: value // 10)
    noise = Image.merge("RGB", (grain, grain, grain)).filter(ImageFilter.BoxBlur(0.5))
    return ImageChops.add(image, noise, 1, -13)


def _clouds(random: Random) -> Image.Image:
    image = Image.new("RGB", (3, 2), (128, 128, 128))
    for octave in range(1, _OCTAVES):
        size = (3 << octave, 2 << octave)
        spots = Image.frombytes("RGB", size, random.randbytes(3 * size[0] * size[1]))
        image = Image.blend(image.resize(size, Image.Resampling.BICUBIC), spots, 0.55 ** (octave / 4 + 0.5))
    return image


def _outline(random: Random, size: tuple[int, int]) -> list[tuple[int, int]]:
    across, down = random.randrange(size[0]), random.randrange(size[1])
    reach = random.randrange(size[1] // 40, size[1] // 5)
    return [
        (across + random.randrange(-reach, reach + 1), down + random.randrange(-reach, reach + 1))
        for _ in range(random.randrange(3, 9))
    ]


def write_photo(number: int, folder: Path, size: tuple[int, int] = SIZE) -> Path:
    """One JPEG with the notes of a camera: how it was held, where it was, when."""
    exif = Image.Exif()
    exif[271], exif[274], exif[306] = "Camera", 1, "2026:09:22 08:30:00"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (30.0, 15.0, float(number % 60)), "E", (120.0, 10.0, 0.0)
    path = folder / f"IMG_{number:04}.JPG"
    make_photo(number, size).save(path, "JPEG", quality=93, exif=exif)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        made = list(pool.map(write_photo, range(1, asked.count + 1), [asked.folder] * asked.count))
    print(len(made), sum(path.stat().st_size for path in made) // 2**20, "MiB", file=sys.stderr)


if __name__ == "__main__":
    main()
