#!/usr/bin/python3
"""A table over denoisers of what `limpid invariance` found: Markdown, one row a denoiser.

usage: invariances.py NAME=OUT...

OUT holds NAME.invariance.json of each image under PATIENT/. Means over patients of their images' means, with 95 % intervals
(percentile bootstrap over patients, 10,000 draws, seed 1). "found" counts patches in which more samples than chance allows pass
for anatomy: more than the 95 % quantile of a binomial distribution with the rate that noise alone has; a patch without a sample
that counts is one where nothing was found. "map" is the share of the slices' patches with a sample that passes, of those with one
that counts; noise alone would give that of "by chance", or less, since it is reckoned from the mean number of samples that count. "patches" are
the numbers behind it, of all patients: with a change of anatomy, with a sample that counts, looked at.
"""
import json
import pathlib
import random
import sys

from scipy.stats import binom

COLUMNS = ("reconstruction HU", "consistency as drawn HU", "of pure noise HU", "counts", "spread HU", "found", "map", "by chance, at most")


def measures(image):
    """Of one image, by column; what is undefined in it is left out."""
    values = {
        "reconstruction HU": image["reconstructionError"],
        "consistency as drawn HU": image["consistencyAsDrawn"],
        "of pure noise HU": image["noiseConsistency"],
        "counts": image["consistentSamplesAsDrawn"] / image["samples"],
    }
    if image.get("spread") is not None:
        values["spread HU"] = image["spread"]
    counted = image["consistentSamples"]
    if "anatomicalSamples" in image:
        chance = binom.ppf(0.95, counted, image["falsePositiveRate"]) if counted else 0
        values["found"] = float(image["anatomicalSamples"] > chance)
    seen = image.get("map")
    if seen:
        with_sample = seen["patches"] - seen["outsideTraining"] - seen["withoutConsistentSample"]
        if with_sample:
            values["map"] = seen["withAnatomicalSample"] / with_sample
            each = seen["consistentSamples"] / with_sample
            values["by chance, at most"] = 1 - (1 - seen["falsePositiveRate"]) ** each
    return values


def patches(images):
    """Of all images: patches with a change of anatomy, with a sample that counts, and like those trained on."""
    seen = [image["map"] for image in images if image.get("map")]
    looked = sum(each["patches"] - each["outsideTraining"] for each in seen)
    counting = looked - sum(each["withoutConsistentSample"] for each in seen)
    return f"{sum(each['withAnatomicalSample'] for each in seen)} / {counting} / {looked}"


def mean(numbers):
    return sum(numbers) / len(numbers)


def row(folder):
    patients = {}
    images = []
    for file in sorted(folder.rglob("*.invariance.json")):
        patient = file.relative_to(folder).parts[0]
        images.append(json.loads(file.read_text()))
        patients.setdefault(patient, []).append(measures(images[-1]))
    if not patients:
        sys.exit(f"{folder} holds no NAME.invariance.json")
    cells = []
    for column in COLUMNS:
        own = [mean(found) for images in patients.values() if (found := [i[column] for i in images if column in i])]
        if not own:
            cells.append("-")
            continue
        if len(own) == 1:
            cells.append(f"{own[0]:.2f} (one patient)")
            continue
        draws = random.Random(1)
        again = sorted(mean(draws.choices(own, k=len(own))) for _ in range(10_000))
        cells.append(f"{mean(own):.2f} ({again[250]:.2f} to {again[9749]:.2f})")
    return len(patients), len(images), [*cells, patches(images)]


def main():
    if len(sys.argv) < 2 or not all("=" in given for given in sys.argv[1:]):
        sys.exit("usage: invariances.py NAME=OUT...")
    print("| denoiser | patients, images | " + " | ".join(COLUMNS) + " | patches |")
    print("| --- | --- |" + " --- |" * (len(COLUMNS) + 1))
    for given in sys.argv[1:]:
        name, _, folder = given.partition("=")
        patients, images, cells = row(pathlib.Path(folder))
        print(f"| `{name}` | {patients}, {images} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
