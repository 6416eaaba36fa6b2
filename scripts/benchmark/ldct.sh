#!/bin/sh
# Measures the denoisers of low-dose CT against each other and against tuned filters: ldct.sh DATA OUT [MODEL...]
#
# DATA has a splits.json with the subsets ct and ct-lesion; test patients are measured at 50, 25 and 10 % of the dose, filters
# are tuned on validation patients. The first MODEL is the one that is judged; without any, those of models/ that are named
# below. OUT gets bench/ (limpid bench --ldct) and detectability/ (limpid measure detectability, of the models, a Gaussian
# and BM3D). A run that ended early goes on when the same command is given again; detectability is measured once. Where images
# failed, the others are measured all the same, and the script ends with 1.
# LDCT_IMAGES (default 9) is how many images of each subset are measured, LDCT_METHODS the filters, LDCT_REPEATS (default 50)
# how many slices of each kind observers see; LDCT_DETECTABILITY=0 leaves that part out.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd -P)
[ $# -ge 2 ] || { echo "usage: ldct.sh DATA OUT [MODEL...]" >&2; exit 2; }
data=$1
out=$2
shift 2
if [ $# -eq 0 ]; then
    for name in ct-low-dose ct-cnn10 ct-redcnn ct-wganvgg ct-dugan ct-resnet ct-qae ct-bilateral ct-transct; do
        [ ! -e "$root/models/$name.safetensors" ] || set -- "$@" "$name"
    done
fi
models=$(IFS=,; printf '%s' "$*")
[ -n "$models" ] || { echo "ldct.sh: no network for low-dose CT in $root/models/; name a MODEL" >&2; exit 2; }

rm -f "$out/bench/table.md"
status=0
"$root/limpid" bench --ldct --data "$data" --subset ct,ct-lesion --dose 0.5,0.25,0.1 --images "${LDCT_IMAGES:-9}" \
    --tuning-images 4 --columns tuned --methods "${LDCT_METHODS:-gaussian,bilateral,nl-means,wavelet,wiener,bm3d}" \
    --model "$models" -o "$out/bench" || status=$?
# After 1 there are tables, without the images that failed; or none, if something else went wrong.
[ "$status" = 0 ] || [ -e "$out/bench/table.md" ] || exit "$status"
[ "${LDCT_DETECTABILITY:-1}" != 0 ] || exit "$status"

set -- --repeats "${LDCT_REPEATS:-50}" --method gaussian --method bm3d
saved=$IFS
IFS=,
for model in $models; do
    set -- "$@" --model "$model"
done
IFS=$saved
# Its record holds the command that it was measured by.
if [ -e "$out/detectability/run.json" ]; then
    if grep -qF -- " $*\"" "$out/detectability/run.json"; then
        exit "$status"
    fi
    echo "ldct.sh: $out/detectability holds figures of other models or repeats; take another OUT, or delete it" >&2
    exit 2
fi
"$root/limpid" measure detectability -o "$out/detectability" "$@" || status=$?
exit "$status"
