#!/usr/bin/python3
"""How much of bright discs a denoiser leaves.

usage: discs.py plant IN OUT           copies of the CT slices of IN with discs, and OUT/discs.json
       discs.py kept WITH WITHOUT JSON  contrast left in WITH, the results of slices with discs, over WITHOUT, those of the same without
       discs.py found MAPS WITH WITHOUT JSON  the same, and at which of them the maps of `limpid invariance` show a change

Discs are those that planted denoisers were trained on (DiscMix.KEPT): of 8 to 14 pixels and 150 to 400 HU, with soft edges, here on a
grid of 64 pixels wherever the body is. A disc's contrast is the mean over its inner half.
"""
import json
import pathlib
import random
import sys

import numpy
import pydicom
from PIL import Image

EDGE = 1.5
UNKNOWN = (58, 70, 86)
DARK = 60  # red, green and blue of the colour for 0 add up to 36


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
        kind = header.pixel_array.dtype
        signed = header.PixelRepresentation == 1
        most = 2 ** (header.BitsStored - signed) - 1
        if header.file_meta.TransferSyntaxUID.is_compressed:
            header.decompress()
        header.PixelData = numpy.clip(numpy.rint(stored), -most - 1 if signed else 0, most).astype(kind).tobytes()
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        header.save_as(place)
        planted[str(file.relative_to(source))] = discs
    (target / "discs.json").write_text(json.dumps(planted))


def left(with_discs, without, truth):
    """Of each disc: its slice, its middle, and the share of its contrast that is left."""
    for name, discs in json.loads(truth.read_text()).items():
        difference = hounsfield(with_discs / name)[1] - hounsfield(without / name)[1]
        for row, column, radius, contrast in discs:
            inner = difference[distance(difference.shape, row, column) <= radius / 2]
            yield name, row, column, inner.mean() / contrast


def kept(with_discs, without, truth):
    shares = sorted(share for *_, share in left(with_discs, without, truth))
    print(
        f"{len(shares)} discs; of their contrast is left: mean {numpy.mean(shares):.2f}, median {numpy.median(shares):.2f}, "
        f"5 % to 95 % {numpy.quantile(shares, 0.05):.2f} to {numpy.quantile(shares, 0.95):.2f}"
    )


def panel(file, shape):
    """The map within its picture, one pixel for one; its first row is the slice's rim, of which nothing is known: blue-grey."""
    picture = numpy.asarray(Image.open(file).convert("RGB")).astype(int)
    unknown = numpy.abs(picture - UNKNOWN).sum(axis=2) <= 6
    for row in range(picture.shape[0] - shape[0]):
        for column in numpy.flatnonzero(numpy.convolve(unknown[row], numpy.ones(shape[1]), "valid") == shape[1])[:1]:
            part = numpy.s_[row : row + shape[0], column : column + shape[1]]
            return picture[part].sum(axis=2), unknown[part]
    sys.exit(f"{file} shows no map of {shape[0]} x {shape[1]} pixels")


def found(maps, with_discs, without, truth):
    counts = {kind: [0, 0, 0] for kind in ("erased", "kept", "in between")}
    for name, row, column, share in left(with_discs, without, truth):
        shape = hounsfield(without / name)[1].shape
        brightness, unknown = panel(maps / f"{name}.invariance-map.png", shape)
        count = counts["erased" if share < 0.25 else "kept" if share > 0.75 else "in between"]
        near = numpy.s_[row - 2 : row + 3, column - 2 : column + 3]
        count[0] += 1
        if not unknown[near].any():
            count[1] += 1
            count[2] += brightness[near].max() > DARK
    print(
        "; ".join(
            f"{kind}: {count[0]} discs, {count[1]} where something is known, {count[2]} of these shown" for kind, count in counts.items()
        )
    )


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] == "plant":
        plant(*map(pathlib.Path, sys.argv[2:]))
    elif len(sys.argv) == 6 and sys.argv[1] == "found":
        found(*map(pathlib.Path, sys.argv[2:]))
    elif len(sys.argv) == 5 and sys.argv[1] == "kept":
        kept(*map(pathlib.Path, sys.argv[2:]))
    else:
        sys.exit(__doc__.split("\n\n")[1])
