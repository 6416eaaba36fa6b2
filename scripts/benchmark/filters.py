"""Times Limpid's classical filters beside OpenCV, SciPy and scikit-image: prints a Markdown table.

    mvn -q -DskipTests -pl limpid-imaging compile
    /usr/bin/python3 scripts/benchmark/filters.py [--rounds 3] [--seconds 2] [--only mean,median] [--cpu]

Both sides filter the same 512 x 512 float image and make a new one. For each method and each number of threads they take
turns, `rounds` times; a turn is the median of the calls of `seconds`, after as long a warm-up, and the table has the
median of the turns. Limpid runs in a Java process of its own with the launcher's collector, in a ForkJoinPool of one or
two threads. Only OpenCV can use two threads, where its build does for the filter (cv2.setNumThreads); SciPy and
scikit-image have one, and their two-thread columns compare with that one. Limpid's young generation is kept to 16 MB, so
that results are made in memory that the cache still holds, as the allocator of the C library does for the others.

On a busy machine `--cpu` compares the processor time of one thread instead, which waiting for a processor does not change
(in Java without the collector's own).
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np
import scipy
import skimage
from scipy import signal
from skimage.restoration import denoise_nl_means, denoise_wavelet

ROOT = Path(__file__).resolve().parents[2]
LOW, HIGH, SIZE, NOISE = -1000, 1000, 512, 40


def picture():
    """Rings of -40 and 60 HU in air, with noise of 40 HU."""
    y, x = np.mgrid[0:SIZE, 0:SIZE]
    distance = np.hypot(y - SIZE / 2, x - SIZE / 2)
    clean = np.where(np.sin(distance / 9) > 0, 60, -40) - np.where(distance > SIZE * 0.4, 900, 0)
    return (clean + np.random.default_rng(1).normal(0, NOISE, clean.shape)).astype(np.float32)


def contests(image):
    """Method, settings, reference, its call, times as fast as it that is aimed at."""
    width = HIGH - LOW
    return [
        ("mean", "size=3", "cv2.blur", lambda: cv2.blur(image, (3, 3)), 1),
        ("median", "size=3", "cv2.medianBlur", lambda: cv2.medianBlur(image, 3), 1),
        ("median", "size=5", "cv2.medianBlur", lambda: cv2.medianBlur(image, 5), 1),
        ("gaussian", "sigma=1", "cv2.GaussianBlur", lambda: cv2.GaussianBlur(image, (0, 0), 1), 1),
        ("bilateral", "diameter=9", "cv2.bilateralFilter",
         lambda: cv2.bilateralFilter(image, 9, 75 / 255 * width, 75), 1),
        ("nl-means", f"patch-size=7 patch-distance=11 h={0.8 * NOISE / width} sigma={NOISE / width}",
         "skimage denoise_nl_means",
         lambda: denoise_nl_means(image, 7, 11, 0.8 * NOISE, fast_mode=True, sigma=NOISE, preserve_range=True), 3),
        ("wavelet", "wavelet=db1", "skimage denoise_wavelet", lambda: denoise_wavelet(image, rescale_sigma=True), 3),
        ("wiener", "size=3", "scipy wiener", lambda: signal.wiener(image), 3),
        ("combined", "mean=3 median=3 sigma=1", "the three of cv2",
         lambda: cv2.GaussianBlur(cv2.medianBlur(cv2.blur(image, (3, 3)), 3), (0, 0), 1), 1),
        ("bm3d", "", "", None, 0),
    ]


def median_time(call, seconds, clock):
    for measured in (False, True):
        times = []
        end = time.perf_counter() + seconds
        while len(times) < 3 or time.perf_counter() < end:
            start = clock()
            call()
            times.append(clock() - start)
    return statistics.median(times) * 1e3


def limpid_time(file, method, settings, threads, seconds):
    command = ["java", "-XX:+UseSerialGC", "-Xmn16m", "-cp", str(ROOT / "limpid-imaging/target/classes"),
               str(ROOT / "scripts/benchmark/FilterTimes.java"), file, str(SIZE), str(SIZE), str(LOW), str(HIGH),
               str(threads), str(seconds), method, *settings.split()]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        sys.exit(answer.stderr)
    return None if answer.stdout.strip() == "absent" else float(answer.stdout)


def take_turns(contest, file, threads, rounds, seconds):
    method, settings, _, call, _ = contest
    cv2.setNumThreads(max(1, threads))
    clock = time.perf_counter if threads else time.thread_time
    ours, theirs = [], []
    for _ in range(rounds):
        mine = limpid_time(file, method, settings, threads, seconds)
        if mine is None:
            return None
        ours.append(mine)
        if call:
            theirs.append(median_time(call, seconds, clock))
    return statistics.median(ours), statistics.median(theirs) if theirs else None


def cells(result):
    ours, theirs = result
    if theirs is None:
        return f"{ours:.3g} | |"
    return f"{ours:.3g} | {theirs:.3g} | {theirs / ours:.2f}"


def cpu():
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []:
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.processor()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--only", default="")
    parser.add_argument("--cpu", action="store_true")
    options = parser.parse_args()
    image = picture()
    java = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr.splitlines()[0]
    print(f"{cpu()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before; {java}; OpenCV {cv2.__version__}, "
          f"SciPy {scipy.__version__}, scikit-image {skimage.__version__}; {SIZE} x {SIZE}, milliseconds.\n")
    heads = ["processor time of 1 thread"] if options.cpu else ["1 thread", "2 threads"]
    print("| method | reference | aim |" + "".join(f" Limpid, {head} | reference | ratio |" for head in heads))
    print("| --- | --- | ---: |" + " ---: | ---: | ---: |" * len(heads))
    counts = (0,) if options.cpu else (1, 2)
    with tempfile.NamedTemporaryFile(suffix=".raw") as file:
        image.astype("<f4").tofile(file.name)
        for contest in contests(image):
            method, settings, reference, _, aim = contest
            if options.only and method not in options.only.split(","):
                continue
            results = [take_turns(contest, file.name, n, options.rounds, options.seconds) for n in counts]
            if None not in results:
                label = f"{method} {settings}" if len(settings) < 25 else method
                print(f"| {label.strip()} | {reference} | {aim or ''} | {' | '.join(map(cells, results))} |", flush=True)
    print(f"\nLoad after: {os.getloadavg()[0]:.1f}.")


main()
