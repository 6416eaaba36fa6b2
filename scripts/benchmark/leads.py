#!/usr/bin/python3
"""Puts results of `limpid bench` beside those of filters on the same images: a Markdown table for each data set.

usage: leads.py DEFAULT.csv TUNED.csv MODELS.csv

DEFAULT and TUNED are results.csv of runs with filters at their defaults and tuned, MODELS that of the models alone, with the
same images, degradations and seeds. PSNR in dB and SSIM, means over patients; the best filter is that of each column and
measure, what is neither noisy nor one of MODELS' or DEFAULT's models.
"""
import collections
import csv
import sys

MEASURES = ("psnr", "ssim")


def means(path):
    """(subset, kind, measure) -> method -> mean over patients of their means; and the models among the methods."""
    values = collections.defaultdict(lambda: collections.defaultdict(lambda: collections.defaultdict(list)))
    models = set()
    with open(path) as file:
        for row in csv.DictReader(file):
            if row["parameters"] == "model":
                models.add(row["method"])
            for measure in MEASURES:
                if row[measure]:
                    key = row["subset"], row["kind"], measure
                    values[key][row["method"]][row["patient"]].append(float(row[measure]))
    mean = lambda numbers: sum(numbers) / len(numbers)
    return {key: {method: mean([mean(own) for own in patients.values()]) for method, patients in methods.items()}
            for key, methods in values.items()}, models


def main():
    (default, old), (tuned, others), (new, models) = (means(path) for path in sys.argv[1:4])
    columns = default, tuned
    for subset in dict.fromkeys(key[0] for key in new):
        print(f"\n{subset}:\n\n| kind | best at defaults | best tuned | model | lead at defaults | lead tuned |")
        print("| --- | --- | --- | --- | --- | --- |")
        leads = collections.defaultdict(list)
        for kind in sorted({key[1] for key in new if key[0] == subset}):
            cells = [kind]
            found = [new[subset, kind, measure] for measure in MEASURES]
            model = next(name for name in found[0] if name in models)
            best = []
            for table in columns:
                rivals = [{name: value for name, value in table[subset, kind, measure].items()
                           if name != "noisy" and name not in old | others | models} for measure in MEASURES]
                best.append([max(each.items(), key=lambda item: item[1]) for each in rivals])
            cells += [f"{b[0][1]:.2f} {b[0][0]}, {b[1][1]:.3f} {b[1][0]}" for b in best]
            cells.append(f"{found[0][model]:.2f}, {found[1][model]:.3f}")
            for column, b in enumerate(best):
                own = [found[i][model] - b[i][1] for i in range(2)]
                for i in range(2):
                    leads[column, i].append(own[i])
                cells.append(f"{own[0]:+.2f}, {own[1]:+.3f}")
            print("| " + " | ".join(cells) + " |")
        total = [", ".join(f"{sum(leads[c, i]) / len(leads[c, i]):+.{2 + i}f}" for i in range(2)) + "; rows "
                 + ", ".join(str(sum(lead > 0 for lead in leads[c, i])) for i in range(2)) for c in range(2)]
        print(f"| mean lead; rows won | | | | {total[0]} | {total[1]} |")


main()
