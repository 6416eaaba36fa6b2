#!/bin/sh
# Times the published networks for low-dose CT in Limpid and in Debian's PyTorch: low_dose_networks.sh [THREADS [ROUNDS]]
#
# Each network has its published size and random weights, and computes one image of 512 x 512 pixels in a process that has
# started; default 2 threads and 9 rounds, after two that do not count. Limpid runs with the allocator settings of its
# launcher, PyTorch with those it has by default. In bf16 PyTorch computes all layers so, Limpid not the last. Median
# seconds (least..most). Needs a quiet machine and 4 GB of memory.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd -P)
threads=${1:-2}
rounds=${2:-9}
"$root/limpid" --version >/dev/null # builds what is not built
read -r classpath < "$root/target/limpid/classpath"
# As the launcher does.
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=4294967296
echo "| network | program | layers | s |"
echo "| --- | --- | --- | ---: |"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -Xmx3g -cp "$classpath" \
    "$root/scripts/benchmark/LowDoseNetworkTimes.java" "$threads" "$rounds"
env -u MALLOC_ARENA_MAX -u MALLOC_MMAP_THRESHOLD_ -u MALLOC_TRIM_THRESHOLD_ \
    /usr/bin/python3 "$root/scripts/benchmark/low_dose_networks_in_python.py" "$threads" "$rounds"
