package dev.limpid.training;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Unit;
import dev.limpid.lowdose.LowDose;
import dev.limpid.model.ModelInput;
import dev.limpid.model.Training;
import dev.limpid.training.TrainingSettings.WeightedSubset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Patches of CT whose dose was lowered by simulation, for trainings that are not of a denoiser. The patches of a step are a
 * function of the seed and the step alone. Not safe for several threads.
 */
public final class LowDosePatches {
    /** Patches that are cut from one degraded image. */
    private static final int CUT = 24;

    private static final int AT_A_TIME = 8;

    /** As for the denoisers of low dose: 0.57 to 0.12 of the full one. */
    private static final DegradationMix DOSES =
            new DegradationMix(1, List.of(LowDose.NAME), 0.5, 1.6, 0, CUT, Optional.empty(), Optional.of(1.0));

    private final List<TrainingImage> images;
    private final DegradationMix doses;
    private final PatchSampler sampler;

    private LowDosePatches(List<TrainingImage> images, DegradationMix doses, PatchSampler sampler) {
        this.images = images;
        this.doses = doses;
        this.sampler = sampler;
    }

    /**
     * Reads the training images; one that cannot be read, and what is no CT in HU, is named or counted and passed over.
     *
     * @param subsets of the folder
     * @param edge rows and columns of a patch
     * @param discs that are put into the images
     * @throws IllegalArgumentException if there is no CT to train on
     */
    public static LowDosePatches load(
            DataFolder data,
            List<WeightedSubset> subsets,
            int edge,
            Optional<DiscMix> discs,
            long seed,
            TrainingProgress progress) {
        ModelInput input = new ModelInput(Modality.CT, Optional.of(IntensityRange.CT), Unit.HOUNSFIELD, 0);
        ImageLoader loader = new ImageLoader(input, progress::message);
        List<TrainingImage> usable = new ArrayList<>();
        List<WeightedSubset> used = new ArrayList<>();
        int others = 0;
        for (WeightedSubset subset : subsets) {
            List<TrainingImage> all = loader.load(data.entries(subset.name(), DataFolder.Split.TRAIN));
            List<TrainingImage> ct = all.stream()
                    .filter(image ->
                            image.unit() == Unit.HOUNSFIELD && image.spacing().isPresent())
                    .toList();
            others += all.size() - ct.size();
            usable.addAll(ct);
            if (!ct.isEmpty()) {
                used.add(subset);
            }
        }
        if (others > 0) {
            progress.message(others + " images are no CT with a pixel spacing and are passed over");
        }
        if (usable.isEmpty()) {
            throw new IllegalArgumentException(data.root()
                    + " has no CT images in HU with a pixel spacing to train on; name a subset by --subset");
        }
        progress.message(usable.size() + " training images");
        DegradationMix doses = discs.map(DOSES::with).orElse(DOSES);
        TrainingPhase phase = phase(used, doses);
        return new LowDosePatches(usable, doses, new PatchSampler(usable, settings(edge, seed, phase), phase));
    }

    private static TrainingSettings settings(int edge, long seed, TrainingPhase phase) {
        return new TrainingSettings(
                Optional.empty(),
                edge,
                AT_A_TIME,
                seed,
                "fp32",
                NoiseMix.none(),
                1,
                1,
                Optional.empty(),
                List.of(phase));
    }

    private static TrainingPhase phase(List<WeightedSubset> subsets, DegradationMix doses) {
        return new TrainingPhase(
                subsets,
                1,
                0.1,
                1,
                0,
                Loss.SQUARED,
                Augmentation.PLAIN,
                Optional.empty(),
                Optional.empty(),
                Optional.of(doses),
                Optional.empty());
    }

    /**
     * The patches of a step, row-major, in HU; each at the dose drawn for its image.
     *
     * @param step counted from 0
     */
    public List<float[]> batch(long step) {
        float[] noisy = sampler.batch(step).noisy();
        int area = noisy.length / AT_A_TIME;
        List<float[]> patches = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
            float[] patch = new float[area];
            for (int k = 0; k < area; k++) {
                patch[k] = IntensityRange.CT.denormalise(noisy[i * area + k]);
            }
            patches.add(patch);
        }
        return patches;
    }

    /** What a model card says of the images: one source a subset, whose licence whoever trains must state. */
    public List<Training.Source> sources() {
        return images.stream()
                .map(TrainingImage::subset)
                .distinct()
                .map(subset -> {
                    List<TrainingImage> of = images.stream()
                            .filter(image -> image.subset().equals(subset))
                            .toList();
                    long patients =
                            of.stream().map(TrainingImage::patient).distinct().count();
                    return new Training.Source(subset, "not stated", (int) patients, of.size());
                })
                .toList();
    }

    /** What a model card says of the noise. */
    public List<Training.Noise> noises() {
        return doses.forCard();
    }
}
