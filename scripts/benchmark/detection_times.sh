#!/bin/sh
# Times detection on a plane of 512 x 512 pixels, with random weights: detection_times.sh [THREADS [ROUNDS [PRECISION...]]]
#
# Each size of detector in a process of its own that has started, after two rounds that do not count. Default 2 threads, 9 rounds,
# fp32; median seconds (least..most) and the most memory that the process ever held. Needs a quiet machine and 4 GB of memory.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd -P)
threads=${1:-2}
rounds=${2:-9}
[ $# -le 2 ] && shift $# || shift 2
[ $# -gt 0 ] || set -- fp32
"$root/limpid" --version >/dev/null # builds what is not built
read -r classpath < "$root/target/limpid/classpath"
# As the launcher does.
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=4294967296
for precision in "$@"; do
    for shape in small resnet18 resnet50; do
        "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -Xmx1g -cp "$classpath" \
            "$root/scripts/benchmark/DetectionTimes.java" "$threads" "$rounds" "$shape" "$precision"
    done
done
