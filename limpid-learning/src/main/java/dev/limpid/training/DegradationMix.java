package dev.limpid.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.limpid.artefact.ArtefactCorrection;
import dev.limpid.degrade.DegradationKind;
import dev.limpid.degrade.DegradationKinds;
import dev.limpid.degrade.Draw;
import dev.limpid.degrade.PixelRandom;
import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.lowdose.LowDose;
import dev.limpid.model.Training;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which noises and artefacts of whole images a denoiser is trained to undo, beside the {@link NoiseMix} of its patches.
 * Artefacts must be made on whole images, since most of them move signal across the image.
 *
 * @param share of patches that are cut from whole degraded images; the others get the noise mix
 * @param kinds names of degradations, drawn evenly; one that is named twice is drawn twice as often
 * @param severityLow least severity; drawn uniformly
 * @param severityHigh greatest severity
 * @param clipShare how often the degraded image is clipped to the range, as 8-bit storage does
 * @param patches cut from each degraded image, in as many steps
 * @param corrected whether a degraded image is seen after {@link ArtefactCorrection}, and so the model's input for good; not when
 *     left out
 * @param blur standard deviation in pixels up to which an image is smoothed by a Gaussian first, as a softer reconstruction
 *     kernel does to its anatomy and its noise; 0 when left out
 * @param discs that are put into the images of steps before they are degraded, not into those of validations and surveys; none when left
 *     out
 * @param dose part of an image's own dose that {@code low-dose} leaves at severity 1; 0.25 when left out
 */
public record DegradationMix(
        double share,
        List<String> kinds,
        double severityLow,
        double severityHigh,
        double clipShare,
        int patches,
        Optional<Boolean> corrected,
        Optional<Double> blur,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<DiscMix> discs,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> dose) {
    private static final double LEAST_BLUR = 0.15; // A smaller one has no neighbour in its kernel.

    /** Of images that are seen as they are. */
    public DegradationMix(
            double share, List<String> kinds, double severityLow, double severityHigh, double clipShare, int patches) {
        this(share, kinds, severityLow, severityHigh, clipShare, patches, Optional.empty(), Optional.empty());
    }

    /** Without discs. */
    public DegradationMix(
            double share,
            List<String> kinds,
            double severityLow,
            double severityHigh,
            double clipShare,
            int patches,
            Optional<Boolean> corrected,
            Optional<Double> blur) {
        this(
                share,
                kinds,
                severityLow,
                severityHigh,
                clipShare,
                patches,
                corrected,
                blur,
                Optional.empty(),
                Optional.empty());
    }

    public DegradationMix {
        kinds = List.copyOf(kinds);
        TrainingSettings.require(share > 0 && share <= 1, "the share of degraded images must be above 0, at most 1");
        TrainingSettings.require(clipShare >= 0 && clipShare <= 1, "the share of clipped images must be in 0..1");
        TrainingSettings.require(
                severityLow >= 0 && severityLow <= severityHigh && severityHigh <= 4,
                "severities must be 0 <= low <= high <= 4");
        TrainingSettings.require(
                blur.isEmpty() || (blur.get() >= 0 && blur.get() <= 4), "the blur of an image must be 0..4 pixels");
        TrainingSettings.require(patches >= 1, "at least one patch is cut from a degraded image");
        TrainingSettings.require(!kinds.isEmpty(), "a mix of degradations names at least one kind");
        for (String kind : kinds) {
            find(kind).draw(set(kind, dose), severityHigh, 0); // Told now if it cannot be that strong.
        }
    }

    boolean seenCorrected() {
        return corrected.orElse(false);
    }

    /** The image as a softer kernel would have given it, by chance; it is what the degraded image is compared with. */
    TrainingImage softened(TrainingImage image, PixelRandom random) {
        double sigma = blur.isEmpty() ? 0 : random.uniform() * blur.get();
        return sigma < LEAST_BLUR
                ? image
                : image.with(new GaussianFilter(sigma)
                        .denoise(Slice.of(image.rows(), image.columns(), image.pixels(), Unit.NORMALISED))
                        .toArray());
    }

    /** The same with discs. */
    DegradationMix with(DiscMix mix) {
        return with(share, Optional.of(mix), dose);
    }

    /** The same of another dose at severity 1. */
    public DegradationMix with(double otherDose) {
        TrainingSettings.require(kinds.contains(LowDose.NAME), "a dose is of low-dose, which is not among the noises");
        return with(share, discs, Optional.of(otherDose));
    }

    /** The same, of all images. */
    public DegradationMix always() {
        return with(1, discs, dose);
    }

    private DegradationMix with(double otherShare, Optional<DiscMix> otherDiscs, Optional<Double> otherDose) {
        return new DegradationMix(
                otherShare,
                kinds,
                severityLow,
                severityHigh,
                clipShare,
                patches,
                corrected,
                blur,
                otherDiscs,
                otherDose);
    }

    private static Map<String, String> set(String kind, Optional<Double> dose) {
        return kind.equals(LowDose.NAME) && dose.isPresent() ? Map.of("dose", String.valueOf(dose.get())) : Map.of();
    }

    /** What is degraded of an image: itself, or itself with discs. */
    TrainingImage planted(TrainingImage image, PixelRandom random) {
        return discs.isPresent() ? discs.get().insert(image, random) : image;
    }

    /** Whether discs are to be taken away. */
    boolean erasesDiscs() {
        return discs.isPresent() && discs.get().erased();
    }

    /**
     * Normalised values of a degraded image.
     *
     * @throws IllegalArgumentException if the kind cannot be made of this image
     */
    public float[] degrade(TrainingImage image, PixelRandom random) {
        DegradationKind kind = find(kinds.get(random.below(kinds.size())));
        double severity = random.uniform(severityLow, severityHigh);
        boolean clip = random.uniform() < clipShare;
        return degrade(image, kind, severity, clip, random.nextLong());
    }

    /** What a validation looks at: a kind by number, at its default strength, clipped. */
    public float[] reference(TrainingImage image, int number) {
        return degrade(image, find(kinds.get(number % kinds.size())), 1, true, number);
    }

    private float[] degrade(TrainingImage image, DegradationKind kind, double severity, boolean clip, long seed) {
        Slice clean = image.slice();
        Draw draw = kind.draw(set(kind.name(), dose), severity, seed);
        Slice degraded = kind.replay(draw, image.range()).apply(clean, draw.seed());
        Slice.Builder clipped = degraded.like();
        for (int i = 0; i < clean.size(); i++) {
            // What lay outside the range before is no noise; it stays, as in a benchmark.
            boolean keep = !clip || clean.isPadding(i) || !image.range().contains(clean.at(i));
            float value = degraded.at(i);
            IntensityRange range = image.range();
            clipped.set(i, keep ? value : Math.max(range.low(), Math.min(range.high(), value)));
        }
        Slice seen = clipped.build();
        // The search takes a second; of other kinds it would find nothing.
        if (seenCorrected() && ArtefactCorrection.KINDS.contains(kind.name())) {
            seen = ArtefactCorrection.of(seen, image.range()).slice();
        }
        float[] values = new float[clean.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = image.range().normalise(seen.at(i));
        }
        return values;
    }

    /** What a model card says of it. */
    public List<Training.Noise> forCard() {
        List<Training.Noise> noises = new ArrayList<>();
        for (String kind : new LinkedHashSet<>(kinds)) { // One that is named twice is drawn twice as often.
            Map<String, String> parameters = new LinkedHashMap<>(set(kind, dose));
            parameters.put("severity", severityLow + ".." + severityHigh);
            noises.add(new Training.Noise(kind, parameters));
        }
        discs.ifPresent(mix -> noises.add(mix.forCard()));
        return noises;
    }

    private static DegradationKind find(String kind) {
        return DegradationKinds.find(kind)
                .orElseThrow(() -> new IllegalArgumentException("there is no kind of degradation '" + kind + "'"));
    }
}
