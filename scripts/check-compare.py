"""Compares `limpid compare --json` with scikit-image, and the plain definitions of fixtures/quality.py for what it does
not have, on ten pairs of real images.

    /usr/bin/python3 scripts/check-compare.py [DATA] [--limpid COMMAND]

DATA is the folder of test images (default: $LIMPID_TEST_DATA, else ../shared/data beside the repository). The reference
of each pair is a file of it, the test a noisier or smoother copy made here in a temporary folder. Values must agree to
1e-4 (PSNR in dB, SSIM, VIF, edge preservation; RMSE and bias relative to the range). scikit-image knows no padding: where a CT has some, the
oracle leaves out those pixels, and those SSIM windows that touch them. Exits with 1 when a pair differs.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pydicom
from PIL import Image
from pydicom.uid import ExplicitVRLittleEndian
from scipy import ndimage
from skimage.metrics import structural_similarity

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts/fixtures"))

from quality import edge_preservation, vif, wrapped_psnr  # noqa: E402

TOLERANCE = 1e-4

# file, range, standard deviation of the added noise, of the smoothing (pixels), and what is added everywhere
PAIRS = [
    ("ct/LIDC-IDRI-0314/020.dcm", (-1000, 1000), 25, 0, 0),
    ("ct/C3N-00247/010.dcm", (-1000, 1000), 0, 1, 0),
    ("ct/A002304/000.dcm", (-1000, 1000), 60, 0, 5),
    ("ct/ACRIN-NSCLC-FDG-PET-042/044.dcm", (-1000, 1000), 10, 0.7, 0),
    ("ct/dcm_qa_ct_head/012.dcm", (-1000, 1000), 8, 0, 0),
    ("mr/SAG-anon/020.dcm", (0, 400), 12, 0, 0),
    ("cxr", (0, 255), 5, 0, 0),
    ("cxr", (0, 255), 0, 1.5, 0),
    ("natural/set12/01.png", (0, 255), 25, 0, 0),
    ("natural/set12/08.png", (0, 255), 0, 0.8, 10),
]


def degrade(pixels, noise, smoothing, offset, low, high, random):
    values = ndimage.gaussian_filter(pixels.astype(float), smoothing) if smoothing else pixels.astype(float)
    values = values + noise * random.standard_normal(values.shape) + offset
    return np.clip(np.rint(values), low, high).astype(pixels.dtype)


def dicom_pair(path, out, settings, random):
    """The stored values in physical units of reference and test, and where the reference is padding."""
    dataset = pydicom.dcmread(path)
    stored = dataset.pixel_array
    slope = float(dataset.get("RescaleSlope", 1) or 1)
    intercept = float(dataset.get("RescaleIntercept", 0) or 0)
    padding = np.zeros(stored.shape, bool)
    if "PixelPaddingValue" in dataset:
        padding = stored == dataset.PixelPaddingValue
    lowest = stored.min()
    corners = stored[[0, 0, -1, -1], [0, -1, 0, -1]]
    if dataset.Modality == "CT" and lowest * slope + intercept < -1024 and lowest in corners:
        padding |= stored == lowest  # Undeclared padding, by Limpid's rule: no material is below -1024 HU.
    bits = dataset.BitsStored
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if dataset.PixelRepresentation else (0, (1 << bits) - 1)
    noise, smoothing, offset = settings
    test = degrade(stored, noise / slope, smoothing, offset / slope, low, high, random)
    test[padding] = stored[padding]
    test[~padding & (test == dataset.get("PixelPaddingValue", low - 1))] += 1
    dataset.PixelData = test.tobytes()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    dataset.is_little_endian, dataset.is_implicit_VR = True, False
    dataset.save_as(out, write_like_original=False)
    return stored * slope + intercept, test * slope + intercept, padding


def png_pair(path, out, settings, random):
    stored = np.asarray(Image.open(path))
    test = degrade(stored, *settings, 0, 255, random)
    Image.fromarray(test).save(out)
    return stored.astype(float), test.astype(float), np.zeros(stored.shape, bool)


def ssim(x, y, padding, width, **window):
    side = 11 if window else 7
    _, values = structural_similarity(x, y, data_range=width, full=True, **window)
    touched = ndimage.maximum_filter(padding, size=side)
    inside = (slice(side // 2, -(side // 2)),) * 2
    return values[inside][~touched[inside]].mean()


def oracle(x, y, padding, low, high):
    width = high - low
    difference = (y - x)[~padding]
    square = np.mean(difference ** 2)
    return {
        "psnr": 10 * np.log10(width ** 2 / square),
        "wrappedPsnr": wrapped_psnr(x, y, low, high, padding),
        "vif": vif(x, y, low, high, padding),
        "edgePreservation": edge_preservation(x, y, padding),
        "ssim": ssim(x, y, padding, width),
        "ssimWang": ssim(x, y, padding, width, gaussian_weights=True, sigma=1.5, use_sample_covariance=False),
        "rmse": np.sqrt(square),
        "bias": difference.mean(),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path,
                        default=ROOT / os.environ.get("LIMPID_TEST_DATA", "../shared/data"))
    parser.add_argument("--limpid", default=str(ROOT / "limpid"))
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        sys.exit(f"no test images at {arguments.data}: name their folder, or set LIMPID_TEST_DATA")
    radiographs = sorted((arguments.data / "cxr").glob("*.png"))
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, (low, high), *settings) in enumerate(PAIRS):
            path = radiographs[number] if name == "cxr" else arguments.data / name
            out = Path(folder) / f"{number}{path.suffix}"
            make = dicom_pair if path.suffix == ".dcm" else png_pair
            x, y, padding = make(path, out, settings, np.random.default_rng(number))
            expected = oracle(x, y, padding, low, high)
            command = [arguments.limpid, "compare", str(path), str(out), f"--range={low}:{high}", "--json"]
            run = subprocess.run(command, capture_output=True, text=True)
            if run.returncode:
                sys.exit(f"{' '.join(command)}: exit code {run.returncode}\n{run.stderr}")
            found = json.loads(run.stdout)
            scale = {"rmse": high - low, "bias": high - low}
            found = {key: float(found[key]) for key in expected}  # An infinite one is a string in JSON.
            errors = {key: 0 if found[key] == value else abs(found[key] - value) / scale.get(key, 1)
                      for key, value in expected.items()}
            good = max(errors.values()) <= TOLERANCE
            failed += not good
            print("ok  " if good else "FAIL", path.relative_to(arguments.data), f"padding {padding.mean():.0%}",
                  *(f"{key} {expected[key]:.5f} ({errors[key]:.0e})" for key in expected))
    print(f"{len(PAIRS) - failed} of {len(PAIRS)} pairs agree to {TOLERANCE}")
    sys.exit(1 if failed else 0)


main()
