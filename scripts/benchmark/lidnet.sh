#!/bin/sh
# LIDnet's table: for one set of images with lesions, each denoiser trained on for as long in three ways beside a detector,
#   alone  its own error only, and the detector on its results
#   image  with the perceptual loss on whole feature maps, and the detector's loss
#   roi    with the perceptual loss on regions of interest, and the detector's loss (the reconstruction of LIDnet)
# and measured with its own detector on whole patients. What is there already is not made again.
#
#   scripts/benchmark/lidnet.sh DATA OUT SET SPLIT [SEEDS [DENOISERS [ARMS]]]
#
# SET is limb, lung or xray; SPLIT is validation or test. STEPS (of the joint stage), MORE (options of its training) and DOSE
# are taken from the environment.
set -eu
[ $# -ge 4 ] || { sed -n '2,11p' "$0"; exit 2; }
data=$1 out=$2/$3 set=$3 split=$4 seeds=${5:-1} denoisers=${6:-cnn10 redcnn wganvgg unet} arms=${7:-alone image roi}
steps=${STEPS:-400} more=${MORE:-}
mkdir -p "$out"

case $set in
limb)
    images="--subset ct-lesion --modality ct" training="--label tumour --crop 256" detector=ct-tumour noise="--dose ${DOSE:-0.1}" ;;
lung)
    images="--subset ct --modality ct --insert-nodules" training="--label nodule --crop 256 --exclude C3N-00247"
    detector=${DETECTOR:-ct-nodule} noise="--dose ${DOSE:-0.1}" ;;
xray)
    images="--subset cxr --modality xray" training="--label opacity --crop 512"
    detector=${DETECTOR:-cxr-opacity} noise="--kind gaussian --severity ${SEVERITY:-1}" ;;
*)
    echo "lidnet.sh: SET is limb, lung or xray, not $set" >&2; exit 2 ;;
esac

start() {
    case $set-$1 in
    xray-unet) echo cxr ;;
    xray-*) echo "$out/$1.safetensors" ;;
    *-unet) echo ct-low-dose ;;
    *) echo "ct-$1" ;;
    esac
}

pairs=
for denoiser in $denoisers; do
    for arm in $arms; do
        case $arm in
        alone) losses="--perceptual none --detection-weight 0" ;;
        image | roi) losses="--perceptual $arm" ;;
        *) echo "lidnet.sh: an arm is alone, image or roi, not $arm" >&2; exit 2 ;;
        esac
        for seed in $seeds; do
            name=$denoiser-$arm-$seed
            # shellcheck disable=SC2086 # options are words
            [ -e "$out/$name.safetensors" ] || ./limpid train lidnet --data "$data" $images $training $losses $more \
                --denoiser-model "$(start "$denoiser")" --detector-model "$detector" --joint-steps "$steps" --seed "$seed" \
                --threads 1 --resume -o "$out/$name.safetensors"
            pairs="$pairs --pair $out/$name.safetensors=$out/$name-detector.safetensors"
        done
    done
done
# shellcheck disable=SC2086
[ -e "$out/$split/run.json" ] || ./limpid measure detection --data "$data" $images $noise --split "$split" --model "$detector" \
    $pairs --rivals -o "$out/$split"
