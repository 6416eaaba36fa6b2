#!/bin/sh
# Checks derived DICOM objects against their sources with independent tools:
#
#     scripts/check-dicom.sh SOURCES RESULTS
#
# RESULTS holds files at the same relative paths as SOURCES, as `limpid denoise SOURCES -o RESULTS` leaves them.
# For each: dciodvfy (dicom3tools) reports no error that it does not report on the source; dcmdump (dcmtk) and pydicom
# read it; geometry, rescale and study stay, identifiers of instance and series change. With IDENTITY=1 the pixel
# values must be the source's too. Needs Debian's dicom3tools, dcmtk and python3-pydicom. Exit code 1 on any failure.
set -u
[ $# -eq 2 ] || { echo "usage: $0 SOURCES RESULTS" >&2; exit 2; }
sources=$(cd "$1" && pwd) || exit 2
results=$(cd "$2" && pwd) || exit 2
python=${PYTHON:-/usr/bin/python3}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
checked=0
before=0
after=0

errors() { # the errors dciodvfy reports, without identifiers, which must differ
    dciodvfy "$1" 2>&1 | grep '^Error' | sed 's/[0-9][0-9.]\{20,\}/UID/g' | sort -u
}

fail() {
    echo "FAIL $1: $2"
    failed=$((failed + 1))
}

find "$results" -type f ! -name '*.png' ! -name '*.json' ! -name '*.html' | sort > "$work/list"
while read -r result; do
    name=${result#"$results"/}
    source=$sources/$name
    if [ ! -f "$source" ]; then
        fail "$name" "has no source of that name"
        continue
    fi
    checked=$((checked + 1))
    plain=$source # dciodvfy cannot read deflated files
    if grep -qa '1.2.840.10008.1.2.1.99' "$source"; then
        plain=$work/plain.dcm
        dcmconv +te "$source" "$plain" 2> /dev/null
    fi
    errors "$plain" > "$work/source" 2> /dev/null
    errors "$result" > "$work/result" 2> /dev/null
    before=$((before + $(wc -l < "$work/source")))
    after=$((after + $(wc -l < "$work/result")))
    comm -13 "$work/source" "$work/result" > "$work/new"
    [ -s "$work/new" ] && fail "$name" "dciodvfy: $(tr '\n' ';' < "$work/new")"
    dcmdump -q "$result" > /dev/null 2> "$work/dcmdump" || fail "$name" "dcmdump: $(head -1 "$work/dcmdump")"
    [ -s "$work/dcmdump" ] && fail "$name" "dcmdump says: $(head -1 "$work/dcmdump")"
    "$python" "$(dirname "$0")/check-derived.py" "$source" "$result" > "$work/pydicom" 2>&1 \
        || fail "$name" "pydicom: $(tail -1 "$work/pydicom")"
done < "$work/list"
echo "$checked objects, dciodvfy errors in sources: $before, in results: $after, failures: $failed"
[ "$checked" -gt 0 ] && [ "$failed" -eq 0 ]
