package dev.limpid.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that fixes the result of a training run, beside the images and the code version.
 *
 * @param base base channels of the U-Net, in recipes that name no other network
 * @param patch edge of a training patch in pixels, a multiple of 16
 * @param batch patches a step
 * @param seed of weights, patches and noise
 * @param precision {@code auto}, {@code bf16} or {@code fp32}
 * @param noise the noise to remove
 * @param validateEvery steps between validations
 * @param validationImages images a validation looks at, at most
 * @param pool distinct clean patches that are drawn from, with new noise each time, so that what depends on the clean patch alone
 *     is computed once; no limit when left out
 * @param phases one after the other; at least one
 */
public record TrainingSettings(
        Optional<Integer> base,
        int patch,
        int batch,
        long seed,
        String precision,
        NoiseMix noise,
        int validateEvery,
        int validationImages,
        Optional<Integer> pool,
        List<TrainingPhase> phases) {
    private static final long MOST_MAP_BYTES = 2L << 30;

    /** A part of the data and how often patches come from it, relative to the others. */
    public record WeightedSubset(String name, double weight) {
        /** From {@code name} or {@code name=weight}. */
        public static WeightedSubset parse(String text) {
            int equals = text.indexOf('=');
            try {
                double weight = equals < 0 ? 1 : Double.parseDouble(text.substring(equals + 1));
                if (!(weight > 0) || Double.isInfinite(weight)) {
                    throw new IllegalArgumentException("weight of subset '" + text + "' must be above 0");
                }
                return new WeightedSubset(equals < 0 ? text : text.substring(0, equals), weight);
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException("subset '" + text + "' is not NAME or NAME=WEIGHT", notANumber);
            }
        }
    }

    public TrainingSettings {
        phases = List.copyOf(phases);
        require(patch >= 16 && patch % 16 == 0 && patch <= 1024, "patch must be a multiple of 16 in 16..1024");
        require(batch >= 1 && batch <= 4096, "batch must be 1..4096");
        require(validateEvery >= 1 && validationImages >= 1, "validation needs at least one image and one step");
        require(pool.isEmpty() || (pool.get() >= 1 && pool.get() <= 1_000_000), "the pool must be 1..1000000 patches");
        require(!phases.isEmpty(), "a run needs at least one phase");
        long mapBytes = pool.orElse(0) * 4L * patch * patch;
        require(
                mapBytes <= MOST_MAP_BYTES
                        || phases.stream().allMatch(phase -> phase.feature().isEmpty()),
                "the maps of a pool of " + pool.orElse(0) + " patches would take " + (mapBytes >> 20)
                        + " MB; at most 2048 MB, so make the pool smaller or leave it out");
        for (TrainingPhase phase : phases) {
            require(
                    phase.degradations().stream().allMatch(mix -> mix.share() * batch >= 0.5),
                    "a batch of " + batch + " has no place for so small a share of degraded images");
            phase.adversarial().ifPresent(term -> term.requirePatch(patch));
        }
    }

    /** Steps of all phases. */
    public int steps() {
        return phases.stream().mapToInt(TrainingPhase::steps).sum();
    }

    /** Names of the subsets of all phases, each once. */
    public List<String> subsets() {
        return phases.stream()
                .flatMap(phase -> phase.subsets().stream())
                .map(WeightedSubset::name)
                .distinct()
                .toList();
    }

    /** Whether one standard deviation describes all the noise of the run. */
    boolean noiseHasLevel() {
        return noise.hasLevel()
                && phases.stream().allMatch(phase -> phase.degradations().isEmpty());
    }

    /** Whether a phase has a feature loss, for which a restoration network is needed. */
    public boolean needsRestoration() {
        return phases.stream().anyMatch(phase -> phase.feature().isPresent());
    }

    /** Whether a phase has a perceptual loss, for which VGG-19 or a restoration network is needed. */
    public boolean needsFeatures() {
        return phases.stream().anyMatch(phase -> phase.perceptual().isPresent());
    }

    /** Whether a network learns from clean images to themselves. */
    boolean restores() {
        return noise.isNone()
                && phases.stream()
                        .allMatch(phase -> phase.degradations().isEmpty()
                                && phase.feature().isEmpty()
                                && phase.perceptual().isEmpty()
                                && phase.adversarial().isEmpty());
    }

    /** The degradations of whole images that the model ends with: those of the last phase. */
    Optional<DegradationMix> degradations() {
        return phases.get(phases.size() - 1).degradations();
    }

    /**
     * With another number of steps, which the phases share as they share their own.
     *
     * @throws IllegalArgumentException if that is less than one for each phase
     */
    public TrainingSettings withSteps(int count) {
        require(
                count >= phases.size(),
                "steps must be at least " + phases.size() + ", one for each phase, not " + count);
        List<TrainingPhase> shorter = new ArrayList<>();
        int left = count;
        int leftOfOwn = steps();
        for (int i = 0; i < phases.size(); i++) {
            TrainingPhase phase = phases.get(i);
            int after = phases.size() - 1 - i;
            int share = (int) Math.round((double) left * phase.steps() / leftOfOwn);
            int taken = Math.max(1, Math.min(left - after, share));
            shorter.add(phase.withSteps(taken));
            left -= taken;
            leftOfOwn -= phase.steps();
        }
        return with(shorter);
    }

    /** The same with one phase in place of its own. */
    TrainingSettings with(TrainingPhase phase) {
        return with(List.of(phase));
    }

    private TrainingSettings with(List<TrainingPhase> others) {
        return new TrainingSettings(
                base, patch, batch, seed, precision, noise, validateEvery, validationImages, pool, others);
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
