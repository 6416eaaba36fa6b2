package dev.limpid.training;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.training.TrainingSettings.WeightedSubset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draws pairs of clean and noisy patches. A batch is a function of the seed and the step alone.
 *
 * <p>A subset is drawn by its weight, a patient by the square root of the number of images (many slices of one patient
 * are worth less than slices of many), then an image, a place, one of eight orientations, the {@link Augmentation},
 * whether another patch, drawn in the same way, competes (so that subsets of more contrast come more often than their
 * weight says), and the noise. Where the phase has a mix of degradations, some patches are cut from whole
 * {@linkplain DegradedImages degraded images} instead.
 */
final class PatchSampler {
    /** Patches flatter than this (standard deviation, normalised) show air or collimator; most are drawn again. */
    private static final double FLAT = 0.01;

    /** Share of flat patches that are taken nevertheless. */
    static final double KEEP_FLAT = 0.15;

    /** Streams of pooled patches lie far above those of steps. */
    private static final long POOL = 1L << 60;

    private final TrainingSettings settings;
    private final Augmentation augmentation;
    private final double contest;
    private final List<Choice> choices = new ArrayList<>();
    private final Optional<DegradedImages> degraded;

    /** One patient's images and the cumulative probability of drawing one of them. */
    private record Choice(double cumulative, List<TrainingImage> images) {}

    /**
     * Clean and noisy patches.
     *
     * @param clean batch x patch x patch, row-major
     * @param noisy likewise
     * @param levels the noise's standard deviation in each patch; 0 where it is not the same for every pixel
     * @param keys numbers of the clean patches, by which they are known again; 0 for one that does not come again
     */
    record Batch(float[] clean, float[] noisy, float[] levels, long[] keys) {}

    /** @param images of all subsets; those that the phase does not name are not used */
    PatchSampler(List<TrainingImage> images, TrainingSettings settings, TrainingPhase phase) {
        this.settings = settings;
        this.augmentation = phase.augmentation();
        this.contest = phase.contest().orElse(0.0);
        Map<String, Map<String, List<TrainingImage>>> bySubset = new LinkedHashMap<>();
        for (TrainingImage image : images) {
            bySubset.computeIfAbsent(image.subset(), name -> new LinkedHashMap<>())
                    .computeIfAbsent(image.patient(), name -> new ArrayList<>())
                    .add(image);
        }
        double totalWeight =
                phase.subsets().stream().mapToDouble(WeightedSubset::weight).sum();
        double cumulative = 0;
        for (WeightedSubset subset : phase.subsets()) {
            Map<String, List<TrainingImage>> patients = bySubset.get(subset.name());
            if (patients == null) {
                throw new IllegalArgumentException("subset '" + subset.name() + "' has no training images");
            }
            double roots = patients.values().stream()
                    .mapToDouble(list -> Math.sqrt(list.size()))
                    .sum();
            for (List<TrainingImage> list : patients.values()) {
                cumulative += subset.weight() / totalWeight * Math.sqrt(list.size()) / roots;
                choices.add(new Choice(cumulative, list));
            }
        }
        this.degraded = phase.degradations().map(mix -> new DegradedImages(settings, mix, this::pick));
    }

    /** The batch of a step. */
    Batch batch(long step) {
        int patch = settings.patch();
        int area = patch * patch;
        float[] clean = new float[settings.batch() * area];
        float[] noisy = new float[clean.length];
        float[] levels = new float[settings.batch()];
        long[] keys = new long[settings.batch()];
        for (int i = 0; i < settings.batch(); i++) {
            PixelRandom random = new PixelRandom(settings.seed(), step * settings.batch() + i);
            if (degraded.isPresent() && i < degraded.get().places()) {
                DegradedImages.Patch pair = degraded.get().cut(step, i, random);
                System.arraycopy(pair.clean(), 0, clean, i * area, area);
                System.arraycopy(pair.degraded(), 0, noisy, i * area, area);
                continue;
            }
            keys[i] = settings.pool().map(pool -> 1L + random.below(pool)).orElse(0L);
            float[] values = draw(keys[i] == 0 ? random : new PixelRandom(settings.seed(), POOL + keys[i]));
            Slice slice = Slice.of(patch, patch, values, Unit.NORMALISED);
            NoiseMix.Drawn noise = settings.noise().draw(random);
            float[] result = noise.degradation().apply(slice, random.nextLong()).toArray();
            levels[i] = (float) noise.level().orElse(0);
            if (settings.noise().clips(random)) {
                for (int k = 0; k < area; k++) {
                    result[k] = Math.min(1, Math.max(0, result[k]));
                }
            }
            System.arraycopy(values, 0, clean, i * area, area);
            System.arraycopy(result, 0, noisy, i * area, area);
        }
        return new Batch(clean, noisy, levels, keys);
    }

    private float[] draw(PixelRandom random) {
        float[] values = structured(random);
        if (contest > 0 && random.uniform() < contest) {
            float[] other = structured(random);
            return deviation(other) > deviation(values) ? other : values;
        }
        return values;
    }

    private float[] structured(PixelRandom random) {
        float[] values = cut(random);
        while (flat(values) && random.uniform() > KEEP_FLAT) {
            values = cut(random);
        }
        return values;
    }

    private float[] cut(PixelRandom random) {
        TrainingImage image = pick(random);
        int patch = settings.patch();
        boolean half = random.uniform() < augmentation.halfResolution()
                && image.rows() >= 2 * patch
                && image.columns() >= 2 * patch;
        int step = half ? 2 : 1;
        int top = random.below(Math.max(1, image.rows() - step * patch + 1));
        int left = random.below(Math.max(1, image.columns() - step * patch + 1));
        int orientation = random.below(8);
        int margin = Augmentation.margin();
        int wide = patch + 2 * margin;
        float[] values = new float[wide * wide];
        for (int row = 0; row < wide; row++) {
            for (int column = 0; column < wide; column++) {
                int r = (orientation & 1) == 0 ? row - margin : patch - 1 + margin - row;
                int c = (orientation & 2) == 0 ? column - margin : patch - 1 + margin - column;
                int y = top + step * ((orientation & 4) == 0 ? r : c);
                int x = left + step * ((orientation & 4) == 0 ? c : r);
                values[row * wide + column] = half
                        ? (image.at(y, x) + image.at(y, x + 1) + image.at(y + 1, x) + image.at(y + 1, x + 1)) / 4
                        : image.at(y, x);
            }
        }
        return augmentation.vary(values, patch, random);
    }

    private TrainingImage pick(PixelRandom random) {
        double u = random.uniform() * choices.get(choices.size() - 1).cumulative();
        int index = 0;
        while (choices.get(index).cumulative() < u && index < choices.size() - 1) {
            index++;
        }
        List<TrainingImage> images = choices.get(index).images();
        return images.get(random.below(images.size()));
    }

    /** Whether a patch shows air or collimator rather than anatomy. */
    static boolean flat(float[] values) {
        return deviation(values) < FLAT;
    }

    private static double deviation(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / values.length;
        return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
    }
}
