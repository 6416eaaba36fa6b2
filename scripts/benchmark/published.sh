#!/bin/sh
# Measures a method as the literature does: published.sh FOLDER METHOD SIGMA [NAME=VALUE...]
#
# FOLDER holds 8-bit PNGs; Gaussian noise of SIGMA (of 255), not clipped, is put on each; mean PSNR on 0..255. A value
# SIGMA stands for the noise as a fraction of the range:
#
#     scripts/benchmark/published.sh DATA/natural/set12 bm3d 25 sigma=SIGMA    # published: 29.97 dB
#     scripts/benchmark/published.sh DATA/natural/bsd68 bm3d 25 sigma=SIGMA    # published: 28.57 dB
#
# Every method on Limpid's class path can be measured (and of further jars: LIMPID_CLASSPATH).
# LIMPID_JAVA_OPTS holds further options for Java.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd -P)
"$root/limpid" --version >/dev/null # builds what is not built
read -r classpath < "$root/target/limpid/classpath"
# shellcheck disable=SC2086
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dlimpid.models="$root/models" ${LIMPID_JAVA_OPTS:-} \
    -cp "$classpath${LIMPID_CLASSPATH:+:$LIMPID_CLASSPATH}" "$root/scripts/benchmark/PublishedFigures.java" "$@"
