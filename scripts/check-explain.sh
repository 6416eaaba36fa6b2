#!/bin/sh
# Checks the DICOM objects that `limpid explain` leaves, with independent tools:
#
#     scripts/check-explain.sh RESULTS
#
# Every *.explain.dcm (colour Secondary Capture) and *.map-*.dcm (Parametric Map): dciodvfy (dicom3tools) reports no error,
# dcmdump (dcmtk) and pydicom read it, and its values are finite. Needs Debian's dicom3tools, dcmtk and python3-pydicom with
# python3-numpy. Exit code 1 on any failure, also when there is nothing to check.
set -u
[ $# -eq 1 ] || { echo "usage: $0 RESULTS" >&2; exit 2; }
python=${PYTHON:-/usr/bin/python3}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
checked=0

fail() {
    echo "FAIL $1: $2"
    failed=$((failed + 1))
}

find "$1" -type f \( -name '*.explain.dcm' -o -name '*.map-*.dcm' \) | sort > "$work/list"
while read -r object; do
    checked=$((checked + 1))
    errors=$(dciodvfy "$object" 2>&1 | grep '^Error' | tr '\n' ';')
    [ -z "$errors" ] || fail "$object" "dciodvfy: $errors"
    dcmdump -q "$object" > /dev/null 2> "$work/dcmdump" || fail "$object" "dcmdump: $(head -1 "$work/dcmdump")"
    "$python" - "$object" > "$work/pydicom" 2>&1 <<'P' || fail "$object" "pydicom: $(tail -1 "$work/pydicom")"
import sys
import numpy as np
import pydicom

data = pydicom.dcmread(sys.argv[1])
if "FloatPixelData" in data:
    values = np.frombuffer(data.FloatPixelData, "<f4")
    assert values.size == data.Rows * data.Columns, "as many values as pixels"
    assert np.isfinite(values).all() and values.std() > 0, "finite values that differ"
else:
    assert data.pixel_array.shape == (data.Rows, data.Columns, 3), "a colour picture"
P
done < "$work/list"
echo "$checked objects of explain, failures: $failed"
[ "$checked" -gt 0 ] && [ "$failed" -eq 0 ]
