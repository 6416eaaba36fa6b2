#!/bin/sh
# Times training steps: steps.sh [THREADS [ROUNDS]], default 2 and 15
#
# A step is what `limpid train` does with a batch that is there: 4 patches of 128 x 128 through a U-Net of base 32, the
# loss, its gradient, Adam; with a feature loss of soft gates also that, with the clean patches' maps from the cache. The
# kinds of step take turns; the table has the median, and the ratio of the medians.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd -P)
"$root/limpid" --version >/dev/null # builds what is not built
read -r classpath < "$root/target/limpid/classpath"
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
# As the launcher does.
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=4294967296
java=${JAVA_HOME:+$JAVA_HOME/bin/}
"${java}javac" -d "$classes" -cp "$classpath" "$root"/scripts/benchmark/dev/limpid/training/StepTimes.java
"${java}java" -XX:+UseSerialGC -cp "$classes:$classpath" dev.limpid.training.StepTimes "${1:-2}" "${2:-15}"
