package dev.limpid.training;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.degrade.UnfitImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Whole degraded images, from each of which patches are cut for as many steps as the mix says. Every place in the batch
 * has an image of its own, so that the patches of one step differ. What is cut is a function of the seed, the place and
 * the step alone. Not safe for several threads.
 */
final class DegradedImages {
    /** Streams of whole images lie far above those of patches. */
    private static final long STREAMS = 1L << 61;

    private static final int ATTEMPTS = 20;
    private static final long NOTHING = Long.MIN_VALUE;

    private final TrainingSettings settings;
    private final DegradationMix mix;
    private final Function<PixelRandom, TrainingImage> pick;
    private final List<Pair> pairs = new ArrayList<>();

    /** The image of a place and the number of its draw. */
    private record Pair(long draw, TrainingImage clean, TrainingImage degraded) {}

    /**
     * A patch.
     *
     * @param clean patch x patch, row-major, normalised
     * @param degraded likewise
     */
    record Patch(float[] clean, float[] degraded) {}

    DegradedImages(TrainingSettings settings, DegradationMix mix, Function<PixelRandom, TrainingImage> pick) {
        this.settings = settings;
        this.mix = mix;
        this.pick = pick;
        for (int place = 0; place < places(); place++) {
            pairs.add(new Pair(NOTHING, TrainingImage.EMPTY, TrainingImage.EMPTY));
        }
    }

    /** Places of the batch that are taken from degraded images: the first ones. */
    int places() {
        return (int) Math.round(mix.share() * settings.batch());
    }

    /**
     * A patch for a place of a step.
     *
     * @param random of the step and place
     */
    Patch cut(long step, int place, PixelRandom random) {
        long draw = Math.floorDiv(step, (long) mix.patches());
        if (pairs.get(place).draw() != draw) {
            pairs.set(place, make(draw, place));
        }
        Pair pair = pairs.get(place);
        int edge = settings.patch();
        while (true) {
            int top = random.below(Math.max(1, pair.clean().rows() - edge + 1));
            int left = random.below(Math.max(1, pair.clean().columns() - edge + 1));
            float[] clean = pair.clean().cut(top, left, edge);
            if (!PatchSampler.flat(clean) || random.uniform() < PatchSampler.KEEP_FLAT) {
                return new Patch(clean, pair.degraded().cut(top, left, edge));
            }
        }
    }

    private Pair make(long draw, int place) {
        PixelRandom random = new PixelRandom(settings.seed(), STREAMS + draw * settings.batch() + place);
        for (int attempt = 1; ; attempt++) {
            TrainingImage clean = mix.softened(pick.apply(random).oriented(random.below(8)), random);
            TrainingImage seen = mix.planted(clean, random);
            try {
                return new Pair(draw, mix.erasesDiscs() ? clean : seen, seen.with(mix.degrade(seen, random)));
            } catch (UnfitImageException unfit) {
                // A few images of a folder show too little to be degraded in this way; another one takes their place.
                if (attempt == ATTEMPTS) {
                    throw unfit;
                }
            }
        }
    }
}
