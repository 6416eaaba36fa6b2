#!/usr/bin/python3
"""How much of bright discs a denoiser leaves.

usage: discs.py plant IN OUT           copies of the CT slices of IN with discs, and OUT/discs.json
       discs.py kept WITH WITHOUT JSON  contrast left in WITH, the results of slices with discs, over WITHOUT, those of the same without

Discs are those that planted denoisers were trained on (DiscMix.KEPT): of 8 to 14 pixels and 150 to 400 HU, with soft edges, here on a
grid of 64 pixels wherever the body is. A disc's contrast is the mean over its inner half.
"""
import json
import pathlib
import random
import sys

import numpy
import pydicom

EDGE = 1.5


def hounsfield(file):
    header = pydicom.dcmread(file)
    return header, header.pixel_array * float(header.RescaleSlope) + float(header.RescaleIntercept)


def distance(shape, row, column):
    rows, columns = numpy.ogrid[: shape[0], : shape[1]]
    return numpy.hypot(rows - row, columns - column)


def plant(source, target):
    draws = random.Random(1)
    planted = {}
    for file in sorted(source.rglob("*.dcm")):
        header, pixels = hounsfield(file)
        discs = []
        for row in range(32, pixels.shape[0] - 32, 64):
            for column in range(32, pixels.shape[1] - 32, 64):
                if pixels[row - 16 : row + 16, column - 16 : column + 16].mean() < -900:
                    continue
                radius, contrast = draws.uniform(4, 7), draws.uniform(150, 400)
                pixels += contrast / (1 + numpy.exp(numpy.minimum(50, 4 * (distance(pixels.shape, row, column) - radius) / EDGE)))
                discs.append([row, column, radius, contrast])
        stored = (pixels - float(header.RescaleIntercept)) / float(header.RescaleSlope)
        kind = numpy.iinfo(header.pixel_array.dtype)
        header.decompress() if header.file_meta.TransferSyntaxUID.is_compressed else None
        header.PixelData = numpy.clip(numpy.rint(stored), kind.min, kind.max).astype(kind.dtype).tobytes()
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        header.save_as(place)
        planted[str(file.relative_to(source))] = discs
    (target / "discs.json").write_text(json.dumps(planted))


def kept(with_discs, without, truth):
    shares = []
    for name, discs in json.loads(truth.read_text()).items():
        difference = hounsfield(with_discs / name)[1] - hounsfield(without / name)[1]
        for row, column, radius, contrast in discs:
            shares.append(difference[distance(difference.shape, row, column) <= radius / 2].mean() / contrast)
    shares.sort()
    print(
        f"{len(shares)} discs; of their contrast is left: mean {numpy.mean(shares):.2f}, median {numpy.median(shares):.2f}, "
        f"5 % to 95 % {numpy.quantile(shares, 0.05):.2f} to {numpy.quantile(shares, 0.95):.2f}"
    )


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] == "plant":
        plant(*map(pathlib.Path, sys.argv[2:]))
    elif len(sys.argv) == 5 and sys.argv[1] == "kept":
        kept(*map(pathlib.Path, sys.argv[2:]))
    else:
        sys.exit(__doc__.split("\n\n")[1])
