#!/bin/sh
# Times 100 invariances of a patch, with random weights: invariance_times.sh [THREADS [ROUNDS [paper]]]
#
# Codes from the flow, their images, and what CNN-10 makes of each; in a process that has started, after one round that does not
# count; with paper for the published sizes, too. Default 2 threads and 5 rounds; median seconds (least..most). Needs a quiet machine and 4 GB of memory.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd -P)
"$root/limpid" --version >/dev/null # builds what is not built
read -r classpath < "$root/target/limpid/classpath"
# As the launcher does.
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=4294967296
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -Xmx3g -cp "$classpath" \
    "$root/scripts/benchmark/InvarianceTimes.java" "${1:-2}" "${2:-5}" "${3:-}"
