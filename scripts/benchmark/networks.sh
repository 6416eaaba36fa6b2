#!/bin/sh
# Times networks in Limpid and in Debian's PyTorch, one after the other: networks.sh MODEL.safetensors [THREADS [ROUNDS]]
#
# Inference is the model on 512 x 512 pixels in a process that has started; a training step is that of steps.sh without a
# feature loss. Limpid runs with the allocator settings of its launcher, PyTorch with those it has by default, as its users
# do; with Limpid's settings it may be faster. Median seconds (least..most). Needs a quiet machine and what unet_in_python.py needs; MODEL is for CT.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd -P)
threads=${2:-2}
rounds=${3:-15}
"$root/limpid" --version >/dev/null # builds what is not built
read -r classpath < "$root/target/limpid/classpath"
# As the launcher does.
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=4294967296
echo "| what | program | layers | s |"
echo "| --- | --- | --- | ---: |"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -cp "$classpath" "$root/scripts/benchmark/NetworkTimes.java" \
    "$1" "$threads" "$rounds"
env -u MALLOC_ARENA_MAX -u MALLOC_MMAP_THRESHOLD_ -u MALLOC_TRIM_THRESHOLD_ \
    /usr/bin/python3 "$root/scripts/benchmark/networks_in_python.py" "$1" "$threads" "$rounds"
"$root/scripts/benchmark/steps.sh" "$threads" "$rounds"
