#!/bin/sh
# What denoisers of low-dose CT do not notice, on test patients: invariances.sh DATA OUT [planted]
#
# DATA has a splits.json with the subset ct. INVARIANCE_SLICES (default 2) of each test patient, evenly spaced, get a quarter of their dose; then
# `limpid invariance` looks at each of them for every denoiser whose model NAME-invariance lies in models/. OUT/table.md is the table.
# With `planted` also for two denoisers of which the answer is known: a median of 15 x 15 pixels, which erases whatever is smaller
# than half of that, and a Gaussian of 0.4 pixels, which erases next to nothing. Their models are trained first, from that of
# $INVARIANCE_FROM (default ct-cnn10-invariance), in INVARIANCE_STEPS and INVARIANCE_FLOW_STEPS (default 400 and 600) steps.
# What is there already is not computed again. INVARIANCE_SAMPLES (default 100) is how many samples a patch gets.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd -P)
[ $# -ge 2 ] || { echo "usage: invariances.sh DATA OUT [planted]" >&2; exit 2; }
data=$1
out=$2
planted=${3:-}
mkdir -p "$out"

[ -d "$out/full" ] || /usr/bin/env python3 - "$data" "$out/full" "${INVARIANCE_SLICES:-2}" <<'EOF'
import json, pathlib, shutil, sys
data, out = map(pathlib.Path, sys.argv[1:3])
patients = {}
for name in json.loads((data / "splits.json").read_text())["ct"]["test"]:
    patients.setdefault(pathlib.Path(name).parent.name, []).append(name)
for patient, names in patients.items():
    names.sort()
    wanted = min(int(sys.argv[3]), len(names))
    (out / patient).mkdir(parents=True)
    for i in range(wanted):
        name = names[(2 * i + 1) * len(names) // (2 * wanted)]
        shutil.copyfile(data / name, out / patient / pathlib.Path(name).name)
EOF
[ -d "$out/low" ] || "$root/limpid" degrade "$out/full" -o "$out/low" --kind low-dose --set dose=0.25

look() { # look NAME MODEL METHOD...: what NAME does not notice
    name=$1
    model=$2
    shift 2
    [ -e "$out/$name/invariance.html" ] || "$root/limpid" invariance "$out/low" -o "$out/$name" --full-dose "$out/full" \
        --samples "${INVARIANCE_SAMPLES:-100}" --invariance "$model" "$@"
    rows="$rows $name=$out/$name"
}

plant() { # plant NAME METHOD...: trains for a denoiser, and looks
    name=$1
    shift
    [ -e "$out/planted/$name.safetensors" ] || "$root/limpid" train invariance --data "$data" --subset ct --subset ct-lesion \
        --from "${INVARIANCE_FROM:-ct-cnn10-invariance}" --steps "${INVARIANCE_STEPS:-400}" \
        --flow-steps "${INVARIANCE_FLOW_STEPS:-600}" --resume -o "$out/planted/$name.safetensors" "$@"
    look "$name" "$out/planted/$name.safetensors" "$@"
}

rows=
for model in "$root"/models/*-invariance.safetensors; do
    [ -e "$model" ] || { echo "invariances.sh: no model NAME-invariance in models/" >&2; exit 2; }
    name=$(basename "$model" -invariance.safetensors)
    look "$name" "$model" --model "$name"
done
if [ "$planted" = planted ]; then
    mkdir -p "$out/planted"
    plant erasing --method median --set size=15
    plant keeping --method gaussian --set sigma=0.4
fi
# shellcheck disable=SC2086
"$root/scripts/benchmark/invariances.py" $rows > "$out/table.md"
cat "$out/table.md"
