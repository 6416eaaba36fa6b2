#!/usr/bin/python3
"""Times Limpid beside the same U-Net in Python: one DICOM slice from a cold process, and a folder of them.

usage: speed.py SLICE.dcm MODEL.safetensors [--runs 5] [--folder 32]
Prints a Markdown table: median wall seconds (least..most) and the median peak memory of the process, runs of the two
programs in turn after one run each that does not count. Needs what unet_in_python.py needs.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def measured(command):
    started = time.monotonic()
    with open(os.devnull, "w") as null:
        process = subprocess.Popen(command, stdout=null, stderr=subprocess.PIPE)
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} failed:\n{errors.decode()}")
    return time.monotonic() - started, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("slice")
    parser.add_argument("model")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=int, default=32)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        one = os.path.join(work, "one")
        many = os.path.join(work, "many")
        os.makedirs(one)
        os.makedirs(many)
        shutil.copy(options.slice, os.path.join(one, "000.dcm"))
        for i in range(options.folder):
            shutil.copy(options.slice, os.path.join(many, f"{i:03}.dcm"))

        def limpid(folder, precision):
            return lambda out: [
                os.path.join(ROOT, "limpid"), "denoise", folder, "-o", out, "--model", options.model,
                "--set", f"precision={precision}", "--evidence", "none",
            ]

        def python(folder, precision):
            files = sorted(os.path.join(folder, name) for name in os.listdir(folder))
            return lambda out: [
                "/usr/bin/python3", os.path.join(HERE, "unet_in_python.py"), options.model, out, precision, *files,
            ]

        print("| program | layers | one slice (s) | peak memory (MB) | folder (slices/s) | peak memory (MB) |")
        print("| --- | --- | --- | --- | --- | --- |")
        for precision in ("bf16", "fp32"):
            commands = {
                "Limpid": (limpid(one, precision), limpid(many, precision)),
                "Python": (python(one, precision), python(many, precision)),
            }
            samples = {name: ([], []) for name in commands}
            for run in range(options.runs + 1):
                for name, pair in commands.items():
                    for kind, command in enumerate(pair):
                        out = os.path.join(work, f"out-{name}-{precision}-{run}-{kind}")
                        sample = measured(command(out))
                        shutil.rmtree(out)
                        if run > 0:
                            samples[name][kind].append(sample)
            for name, (single, folder) in samples.items():
                walls = [wall for wall, _ in single]
                rates = [options.folder / wall for wall, _ in folder]
                print(
                    f"| {name} | {precision} | {statistics.median(walls):.2f} ({min(walls):.2f}..{max(walls):.2f}) "
                    f"| {statistics.median(m for _, m in single):.0f} "
                    f"| {statistics.median(rates):.2f} ({min(rates):.2f}..{max(rates):.2f}) "
                    f"| {statistics.median(m for _, m in folder):.0f} |"
                )


main()
