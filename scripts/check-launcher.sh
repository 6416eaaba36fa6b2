#!/bin/sh
# Checks the launcher and what only a real process can show: building on first use, other folders, links and spaces in
# paths, a killed run, a full disk, a folder that cannot be written, exit codes.
#
#     scripts/check-launcher.sh
#
# Works on a copy of the sources in a temporary folder. Needs git, /usr/bin/python3 with numpy (to make a large image),
# and root for the full disk (left out, and said so, without it). Exit code 1 on any failure.
set -u
root=$(cd "$(dirname "$0")/.." && pwd -P) || exit 2
work=$(mktemp -d) || exit 2
disk=$work/small-disk
cleanup() {
    umount "$disk" 2>/dev/null
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM
failures=0

check() { # check NAME COMMAND...: the command must succeed
    name=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        echo "ok   $name"
    else
        echo "FAIL $name"
        sed 's/^/     /' "$work/log" | tail -n 15
        failures=$((failures + 1))
    fi
}

ends_with() { # ends_with CODE COMMAND...
    expected=$1
    shift
    "$@"
    code=$?
    [ "$code" -eq "$expected" ] || { echo "exit code $code, not $expected"; return 1; }
}

copy="$work/a folder with spaces"
mkdir "$copy"
(cd "$root" && git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf -) | tar -C "$copy" -xf -
limpid=$copy/limpid

first_use() {
    "$limpid" --version >"$work/out" 2>"$work/err" && grep -q '^limpid [0-9]' "$work/out" &&
        grep -q 'building on first use' "$work/err" && [ "$(wc -l <"$work/out")" -eq 1 ]
}
second_use() {
    "$limpid" --version >"$work/out" 2>"$work/err" && [ ! -s "$work/err" ]
}
through_a_link() {
    mkdir -p "$work/bin" && ln -s "../a folder with spaces/limpid" "$work/bin/limpid" && cd / && "$work/bin/limpid" --version
}
by_the_path() {
    cd "$work" && PATH=$copy:$PATH && limpid --version
}
after_an_edit() {
    sleep 1
    touch "$copy/limpid-app/src/main/java/dev/limpid/cli/Version.java"
    "$limpid" --version 2>&1 | grep -q 'building again'
}
empty_cache() {
    LIMPID_JAVA_OPTS="-Dorg.bytedeco.javacpp.cachedir=$work/cache" "$limpid" demo -o "$work/cold" >"$work/out" 2>"$work/err" &&
        [ -n "$(find "$work/cold" -name "*.html" -size +0)" ]
}
old_java() {
    mkdir -p "$work/old/bin" && printf '#!/bin/sh\n' >"$work/old/bin/java" && chmod +x "$work/old/bin/java" &&
        printf 'JAVA_VERSION="11.0.2"\n' >"$work/old/release"
    JAVA_HOME=$work/old "$limpid" --version >"$work/out" 2>&1
    [ $? -eq 1 ] && [ "$(wc -l <"$work/out")" -eq 1 ] && grep -q 'JDK 17' "$work/out"
}

check "builds on first use and says so" first_use
check "starts silently after that" second_use
check "starts through a link from another folder" through_a_link
check "starts by the path" by_the_path
check "builds again when a source is newer" after_an_edit
check "unpacks the native libraries into an empty cache, whatever libtorch the system has" empty_cache
check "refuses an old Java in one line" old_java

mkdir -p "$work/in folder"
/usr/bin/python3 - "$work/in folder" <<'PYTHON'
import struct, sys
import numpy as np
def nifti(name, columns, rows, frames):
    header = bytearray(352)
    struct.pack_into("<i", header, 0, 348)
    struct.pack_into("<8h", header, 40, 3, columns, rows, frames, 1, 1, 1, 1)
    struct.pack_into("<8f", header, 76, *[1.0] * 8)
    struct.pack_into("<2h", header, 70, 16, 32)
    struct.pack_into("<f", header, 108, 352)
    header[344:348] = b"n+1\0"
    random = np.random.default_rng(1)
    with open(sys.argv[1] + "/" + name, "wb") as file:
        file.write(header)
        for _ in range(frames):
            file.write(random.normal(100, 10, (rows, columns)).astype("<f4").tobytes())
nifti("large.nii", 512, 512, 60)
nifti("small.nii", 32, 32, 2)
PYTHON
large="$work/in folder/large.nii"

killed() {
    out="$work/killed out"
    "$limpid" denoise "$large" -o "$out" --method nl-means --range 0:200 --no-evidence &
    process=$!
    for _ in $(seq 600); do
        ls "$out"/.large.nii.limpid-tmp-* >/dev/null 2>&1 && break
        sleep 0.1
    done
    sleep 0.5
    kill -9 $process
    wait $process 2>/dev/null
    ls "$out"/.large.nii.limpid-tmp-* || { echo "it was not killed in the middle"; return 1; }
    [ ! -e "$out/large.nii" ] || { echo "a partial result has its final name"; return 1; }
    "$limpid" denoise "$large" -o "$out" --method gaussian --no-evidence || return 1
    [ "$(ls -A "$out")" = large.nii ] || { ls -A "$out"; return 1; }
    [ "$(wc -c <"$out/large.nii")" -ge "$(wc -c <"$large")" ]
}
interrupted() {
    out="$work/interrupted out"
    "$limpid" denoise "$large" -o "$out" --method nl-means --range 0:200 --no-evidence &
    process=$!
    for _ in $(seq 600); do
        ls "$out"/.large.nii.limpid-tmp-* >/dev/null 2>&1 && break
        sleep 0.1
    done
    kill -TERM $process
    wait $process
    [ -z "$(ls -A "$out")" ] || { ls -A "$out"; return 1; }
}
full_disk() {
    mkdir -p "$disk" && mount -t tmpfs -o size=2m tmpfs "$disk" || return 1
    ends_with 1 "$limpid" denoise "$work/in folder" -o "$disk/out" --method gaussian --no-evidence 2>"$work/err" || return 1
    cat "$work/err"
    [ "$(grep -c 'is full' "$work/err")" -eq 1 ] && [ ! -e "$disk/out/large.nii" ] &&
        [ -z "$(find "$disk" -name '*limpid-tmp*')" ] && ! grep -q '	at ' "$work/err"
}
unwritable() {
    mkdir -p "$work/nobody" && chmod 755 "$work" "$work/nobody" && chmod -R a+rX "$work/in folder"
    mkdir -p "$work/read-only" && mount -t tmpfs -o ro,size=1m tmpfs "$work/read-only" || return 1
    ends_with 1 "$limpid" denoise "$work/in folder/small.nii" -o "$work/read-only/out" --method gaussian 2>"$work/err"
    result=$?
    umount "$work/read-only"
    cat "$work/err"
    [ $result -eq 0 ] && [ "$(grep -c 'read-only' "$work/err")" -ge 1 ] && ! grep -q '	at ' "$work/err"
}
json_alone() {
    "$limpid" denoise "$work/in folder/small.nii" -o "$work/json" --method gaussian --json 2>"$work/err" |
        /usr/bin/python3 -c 'import json, sys; text = sys.stdin.read(); json.loads(text); assert text.count("\n") == 1'
}

check "kill -9 leaves no partial result, and a new run succeeds and cleans up" killed
check "an ended run takes its temporary file away" interrupted
check "wrong usage ends with 2" ends_with 2 "$limpid" denoise --nosuch
check "a bad input ends with 1" ends_with 1 "$limpid" denoise "$limpid" -o "$work/bad" --method gaussian
check "standard output holds one JSON object and nothing else" json_alone
if [ "$(id -u)" -eq 0 ]; then
    check "a full disk is one line and leaves nothing" full_disk
    check "a folder that cannot be written is one line" unwritable
else
    echo "skip full disk and read-only folder: they need root"
fi
[ "$failures" -eq 0 ] && echo "the launcher is sound"
[ "$failures" -eq 0 ]
