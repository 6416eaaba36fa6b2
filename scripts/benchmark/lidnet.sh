#!/bin/sh
# LIDnet's table: lidnet.sh DATA OUT SET SPLIT [SEEDS [DENOISERS [ARMS]]]
#
# For one SET of images with lesions (limb, starved, lung or xray) each denoiser is trained on for as many steps in up to six ways
# beside a detector,
#   alone  its own error only, and the detector on its results
#   image  with the perceptual loss on whole feature maps, and the detector's loss
#   roi    with the perceptual loss on regions of interest, and the detector's loss (the reconstruction of LIDnet)
#   lesion the same on the lesions' own boxes alone
#   map    with the feature-preserving loss of guided maps
#   both   with that and those of roi
# and measured with that detector on the patients of SPLIT (validation or test), beside the noisy and the clean images and the denoiser
# that it started from, which share the detector that all started from: OUT/SET/SPLIT-DENOISER, differences from the first arm. The
# last state of each arm counts; nothing is chosen. SEEDS, DENOISERS and ARMS are lists in quotes, unless said otherwise "1",
# "cnn10 redcnn wganvgg unet", "alone image roi".
#
# DATA has a splits.json with the subsets ct-lesion, ct or cxr. limb (at a tenth of the dose) and starved (the same at a hundredth) start
# from the shipped ct-* models and ct-tumour; lung (at a hundredth too), whose nodules are put in, from ct-* and the detector
# OUT/ct-nodule; xray from cxr (unet), OUT/cxr-* and cxr-opacity. What lies in OUT alone is trained first, as is all that an earlier run
# with the same settings did not finish. From the environment: STEPS of the joint stage (400), WEIGHTS of the lesion losses of
# all arms that have them (options; "--perceptual-weight 0.3 --detection-weight 0.03"), OWN loss of the denoiser (mse; wgan-vgg), MORE
# options of it, such as --fixed-detector, CROP the edge of its squares (256; lung 192).
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd -P)
wrong() { echo "lidnet.sh: $1" >&2; exit 2; }
[ $# -ge 4 ] && [ $# -le 7 ] || wrong "usage: lidnet.sh DATA OUT SET SPLIT [SEEDS [DENOISERS [ARMS]]]"
data=$1 out=$2 set=$3 split=$4 seeds=${5:-1} denoisers=${6:-cnn10 redcnn wganvgg unet} arms=${7:-alone image roi}
steps=${STEPS:-400} weights=${WEIGHTS:---perceptual-weight 0.3 --detection-weight 0.03} more=${MORE:-}
own=${OWN:-mse} crop=${CROP:-}
case "$data$out" in *[[:space:]*?[]*) wrong "DATA and OUT must have no space and no pattern in their names" ;; esac
case $split in validation | test) ;; *) wrong "SPLIT is validation or test, not $split" ;; esac
for each in $denoisers; do
    case $each in cnn10 | redcnn | wganvgg | unet) ;; *) wrong "a denoiser is cnn10, redcnn, wganvgg or unet, not $each" ;; esac
done
case $own in mse | wgan-vgg) ;; *) wrong "OWN is mse or wgan-vgg, not $own" ;; esac
for each in $arms; do
    case $each in
    alone | image | roi | lesion | map | both) ;;
    *) wrong "an arm is alone, image, roi, lesion, map or both, not $each" ;;
    esac
done

kind=ct
case $set in
limb)
    images="--subset ct-lesion --modality ct" detector=ct-tumour rivals=--rivals
    training="--crop ${crop:-256} --severity 1:2" noise="--dose 0.1" finder="" ;;
starved)
    images="--subset ct-lesion --modality ct" detector=ct-tumour rivals=--rivals
    training="--crop ${crop:-256} --dose 0.01 --severity 0.7:1.3" noise="--dose 0.01" finder="" ;;
lung)
    images="--subset ct --modality ct --insert-nodules" detector=$out/ct-nodule.safetensors rivals=""
    # Smaller squares: slices are larger than limbs, and nodules smaller than tumours.
    training="--crop ${crop:-192} --cuts 16 --dose 0.01 --severity 0.7:1.3 --exclude C3N-00247" noise="--dose 0.01"
    finder="--exclude C3N-00247 --label nodule --steps 1500" ;;
xray)
    kind=cxr images="--subset cxr --modality xray" detector=cxr-opacity rivals=--rivals
    training="--crop ${crop:-256}" noise="--kind gaussian --severity 1" finder="" ;;
*)
    wrong "SET is limb, starved, lung or xray, not $set" ;;
esac

mkdir -p "$out/$set"
settings="$steps steps, the last kept, $training $weights $more"
[ "$own" = mse ] || settings="$settings, $own"
[ -e "$out/$set/settings" ] || echo "$settings" > "$out/$set/settings"
[ "$(cat "$out/$set/settings")" = "$settings" ] \
    || wrong "$out/$set holds models of $(cat "$out/$set/settings"); take another OUT, or delete it"

# train WHAT FILE OPTIONS...: unless it is there.
train() {
    what=$1 file=$2
    shift 2
    [ -e "$file" ] || "$root/limpid" train "$what" --data "$data" --threads 1 --resume -o "$file" "$@"
}

start() {
    case $set-$1 in
    xray-unet) echo cxr ;;
    xray-*) echo "$out/cxr-$1.safetensors" ;;
    *-unet) echo ct-low-dose ;;
    *) echo "ct-$1" ;;
    esac
}

# shellcheck disable=SC2086 # options are words
[ -z "$finder" ] || train detector "$detector" $images $finder
for denoiser in $denoisers; do
    from=$(start "$denoiser")
    case $from in
    "$out"/*)
        features=
        [ "$denoiser" != wganvgg ] || features="--restoration $root/models/$kind-restoration.safetensors"
        # shellcheck disable=SC2086
        train "$denoiser" "$from" --recipe "$root/models/recipes/$kind-$denoiser.json" $features ;;
    esac
    rows="--denoiser $from"
    against=
    for arm in $arms; do
        maps="--feature-weight 0.1"
        judge=
        case $own-$arm in mse-map | mse-both | wgan-vgg-*) judge="--restoration $kind-restoration" ;; esac
        case $arm in
        alone) losses="--perceptual none --detection-weight 0" ;;
        map) losses="--perceptual none --detection-weight 0 $maps" ;;
        both) losses="--perceptual roi $weights $maps" ;;
        lesion) losses="--perceptual roi --proposals 0 $weights" ;;
        *) losses="--perceptual $arm $weights" ;;
        esac
        for seed in $seeds; do
            name=$denoiser-$arm-$seed
            model=$out/$set/$name
            # shellcheck disable=SC2086
            train lidnet "$model.safetensors" $images $training $losses --denoiser-loss "$own" $judge $more --denoiser-model "$from" \
                --detector-model "$detector" --joint-steps "$steps" --keep-last --seed "$seed"
            rows="$rows --pair $model.safetensors=$model-detector.safetensors"
            against=${against:-"$name + $name-detector"}
        done
    done
    # shellcheck disable=SC2086
    "$root/limpid" measure detection --data "$data" $images $noise --split "$split" --model "$detector" $rows --against "$against" \
        $rivals --overwrite -o "$out/$set/$split-$denoiser"
done
