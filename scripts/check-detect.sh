#!/bin/sh
# Checks the DICOM objects that `limpid detect` leaves, with independent tools:
#
#     scripts/check-detect.sh SOURCES RESULTS
#
# Every *.report.dcm (measurement report) and *.boxes.dcm (colour Secondary Capture) of an image in SOURCES: dciodvfy
# (dicom3tools) reports no error that it does not report on the image; dsrdump (dcmtk) reads the report, and its regions are the
# boxes of the JSON file. Needs Debian's dicom3tools, dcmtk and python3-pydicom. Exit code 1 on any failure, also when there is
# nothing to check.
set -u
[ $# -eq 2 ] || { echo "usage: $0 SOURCES RESULTS" >&2; exit 2; }
python=${PYTHON:-/usr/bin/python3}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
checked=0

fail() {
    echo "FAIL $1: $2"
    failed=$((failed + 1))
}

errors() { # the errors dciodvfy reports
    dciodvfy "$1" 2>&1 | grep '^Error' | sort -u
}

find "$2" -type f \( -name '*.report.dcm' -o -name '*.boxes.dcm' \) | sort > "$work/list"
while read -r object; do
    checked=$((checked + 1))
    relative=${object#"$2"/}
    base=${relative%.report.dcm}
    base=${base%.boxes.dcm}
    source=$1/$base
    [ -f "$source" ] || source=$1
    errors "$source" > "$work/before"
    errors "$object" > "$work/after"
    comm -13 "$work/before" "$work/after" > "$work/new"
    [ -s "$work/new" ] && fail "$object" "dciodvfy: $(tr '\n' ';' < "$work/new")"
    case $object in
        *.report.dcm)
            dsrdump "$object" > "$work/dsr" 2>&1 || fail "$object" "dsrdump: $(head -1 "$work/dsr")"
            "$python" - "$object" "$2/$base.json" > "$work/pydicom" 2>&1 <<'P' || fail "$object" "$(tail -1 "$work/pydicom")"
import json
import sys

import pydicom


def regions(items):
    for item in items:
        if item.ValueType == "SCOORD":
            points = list(item.GraphicData)
            yield [min(points[0::2]), min(points[1::2]), max(points[0::2]), max(points[1::2])]
        yield from regions(item.get("ContentSequence", []))


report = list(regions(pydicom.dcmread(sys.argv[1]).ContentSequence))
boxes = [entry["box"] for entry in json.load(open(sys.argv[2]))["boxes"]]
assert len(report) == len(boxes), "as many regions as boxes"
assert all(abs(a - b) < 0.01 for r, e in zip(report, boxes) for a, b in zip(r, e)), "regions are the boxes"
P
            ;;
    esac
done < "$work/list"
echo "$checked objects of detect, failures: $failed"
[ "$checked" -gt 0 ] && [ "$failed" -eq 0 ]
