#!/bin/sh
# What denoisers of low-dose CT do not notice, on test patients: invariances.sh DATA OUT [planted]
#
# DATA has a splits.json with the subset ct. INVARIANCE_SLICES (default 2) of each test patient, evenly spaced, get a quarter of
# their dose; then `limpid invariance` looks at each of them for every denoiser whose model NAME-invariance lies in models/.
# OUT/table.md is the table. With `planted` also for three denoisers of which the answer is known: a U-Net trained to erase discs of
# nodule size, one trained in the same way to keep them, and a Gaussian of 0.4 pixels, which hides next to nothing. They look at the same
# slices with such discs put in (discs.py), and OUT/discs.md says how much of these each of them leaves, and which the map shows. The networks are trained first
# (models/recipes/planted-*.json), then their models of invariances, from that of ct-cnn10, on images with discs, in INVARIANCE_STEPS
# and INVARIANCE_FLOW_STEPS (default 1800 and 1000) steps; for the Gaussian in 500 and 500.
# INVARIANCE_SAMPLES (default 100) is how many samples the patch that is shown gets, INVARIANCE_MAP_SAMPLES (default 32) each of the
# map. What an earlier run finished in OUT, with the same settings, is taken from there. Where images failed, the others are measured
# all the same, and the script ends with 1.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd -P)
if [ $# -lt 2 ] || [ $# -gt 3 ] || [ "${3:-planted}" != planted ]; then
    echo "usage: invariances.sh DATA OUT [planted]" >&2
    exit 2
fi
data=$1
out=$2
planted=${3:-}
case $out in
    *' '*) echo "invariances.sh: OUT must have no space in its name" >&2; exit 2 ;;
esac
slices=${INVARIANCE_SLICES:-2}
samples=${INVARIANCE_SAMPLES:-100}
map=${INVARIANCE_MAP_SAMPLES:-32}
steps="${INVARIANCE_STEPS:-1800} ${INVARIANCE_FLOW_STEPS:-1000}"
mkdir -p "$out/planted" "$out/networks"
settings="$slices slices, $samples and $map samples, $steps steps"
[ -e "$out/settings" ] || echo "$settings" > "$out/settings"
if [ "$(cat "$out/settings")" != "$settings" ]; then
    echo "invariances.sh: $out holds results of $(cat "$out/settings"); take another OUT, or delete it" >&2
    exit 2
fi
status=0

if [ ! -d "$out/full" ]; then
    rm -rf "$out/full.part"
    /usr/bin/env python3 - "$data" "$out/full.part" "$slices" <<'EOF'
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
    mv "$out/full.part" "$out/full"
fi
if [ ! -d "$out/low" ]; then
    rm -rf "$out/low.part"
    "$root/limpid" degrade "$out/full" -o "$out/low.part" --kind low-dose --set dose=0.25
    mv "$out/low.part" "$out/low"
fi

rows=
look() { # look NAME MODEL LOW FULL METHOD...: what NAME does not notice in LOW
    name=$1
    model=$2
    low=$3
    full=$4
    shift 4
    sum=$(sha256sum "$model" | cut -c1-64)
    if [ -d "$out/$name" ] && [ "$(cat "$out/$name.sum" 2>/dev/null)" != "$sum" ]; then
        echo "invariances.sh: $out/$name holds results of another $model; delete it, or take another OUT" >&2
        exit 2
    fi
    if [ ! -d "$out/$name" ]; then
        rm -rf "$out/$name.part"
        "$root/limpid" invariance "$low" -o "$out/$name.part" --full-dose "$full" --samples "$samples" --map-samples "$map" \
            --invariance "$model" "$@" || status=$?
        # After 1 there are results, without the images that failed; or none, if something else went wrong.
        [ -e "$out/$name.part/invariance.html" ] || exit "$status"
        echo "$sum" > "$out/$name.sum"
        mv "$out/$name.part" "$out/$name"
    fi
    rows="$rows $name=$out/$name"
}

plant() { # plant NAME STEPS FLOW_STEPS METHOD...: trains for a denoiser, and looks
    name=$1
    autoencoder=$2
    flow=$3
    shift 3
    [ -e "$out/planted/$name.safetensors" ] || "$root/limpid" train invariance --data "$data" --subset ct --subset ct-lesion \
        --exclude C3N-00247 --from ct-cnn10-invariance --discs --pool 3000 --steps "$autoencoder" --flow-steps "$flow" \
        --resume -o "$out/planted/$name.safetensors" "$@"
    look "$name" "$out/planted/$name.safetensors" "$out/low-discs" "$out/discs" "$@"
    for low in low low-discs; do
        [ -d "$out/denoised/$name-$low" ] && continue
        rm -rf "$out/denoised/$name-$low.part"
        "$root/limpid" denoise "$out/$low" -o "$out/denoised/$name-$low.part" --evidence none "$@"
        mv "$out/denoised/$name-$low.part" "$out/denoised/$name-$low"
    done
    with="$out/denoised/$name-low-discs"
    without="$out/denoised/$name-low"
    left=$("$root/scripts/benchmark/discs.py" kept "$with" "$without" "$out/discs/discs.json")
    shown=$("$root/scripts/benchmark/discs.py" found "$out/$name" "$with" "$without" "$out/discs/discs.json")
    echo "- \`$name\`: $left. $shown" >> "$out/discs.md.part"
}

for model in "$root"/models/*-invariance.safetensors; do
    [ -e "$model" ] || { echo "invariances.sh: no model NAME-invariance in models/" >&2; exit 2; }
    name=$(basename "$model" -invariance.safetensors)
    look "$name" "$model" "$out/low" "$out/full" --model "$name"
done
if [ "$planted" = planted ]; then
    if [ ! -d "$out/discs" ]; then
        rm -rf "$out/discs.part"
        "$root/scripts/benchmark/discs.py" plant "$out/full" "$out/discs.part"
        mv "$out/discs.part" "$out/discs"
    fi
    if [ ! -d "$out/low-discs" ]; then
        rm -rf "$out/low-discs.part"
        "$root/limpid" degrade "$out/discs" -o "$out/low-discs.part" --kind low-dose --set dose=0.25
        mv "$out/low-discs.part" "$out/low-discs"
    fi
    rm -f "$out/discs.md.part"
    for kind in erasing keeping; do
        recipe=$root/models/recipes/planted-$kind.json
        [ -e "$out/networks/$kind.json" ] || cp "$recipe" "$out/networks/$kind.json"
        cmp -s "$recipe" "$out/networks/$kind.json" || {
            echo "invariances.sh: $out/networks holds a network of another $recipe; take another OUT, or delete it" >&2
            exit 2
        }
        [ -e "$out/networks/planted-$kind.safetensors" ] || "$root/limpid" train unet --data "$data" --resume \
            --recipe "$recipe" -o "$out/networks/planted-$kind.safetensors"
        plant "$kind" "${steps% *}" "${steps#* }" --model "$out/networks/planted-$kind.safetensors"
    done
    plant near-identity 500 500 --method gaussian --set sigma=0.4
    mv "$out/discs.md.part" "$out/discs.md"
fi
# shellcheck disable=SC2086
"$root/scripts/benchmark/invariances.py" $rows > "$out/table.md.part"
mv "$out/table.md.part" "$out/table.md"
cat "$out/table.md"
exit "$status"
