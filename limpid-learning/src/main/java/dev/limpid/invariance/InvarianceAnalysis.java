package dev.limpid.invariance;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Draws samples for patches of an image, asks the denoiser about each, and weighs what it answers. The denoiser sees patches, with
 * nothing around them, as it did when the model was trained. One thread at a time.
 */
public final class InvarianceAnalysis {
    private static final int MODES = 3;

    private final InvarianceModel model;
    private final FrozenDenoiser denoiser;
    private final AnalysisSettings settings;

    /** @param denoiser the one that the model was trained for */
    public InvarianceAnalysis(InvarianceModel model, Denoiser denoiser, AnalysisSettings settings) {
        this.model = model;
        this.denoiser = new FrozenDenoiser(denoiser, model.edge());
        this.settings = settings;
    }

    /** How it looks. */
    public AnalysisSettings settings() {
        return settings;
    }

    /** Rows and columns of a patch. */
    public int edge() {
        return model.edge();
    }

    /** What the noise of an image is known from; to be found once an image. */
    public NoiseSource noise(Slice image, Optional<Slice> fullDose) {
        return NoiseSource.of(image, fullDose, settings.seed());
    }

    /**
     * Analyses the patch whose first pixel is at a row and a column.
     *
     * @param image in HU
     * @param noise of this image
     * @throws OutsideTrainingException if the patch is unlike those trained on
     * @throws IllegalArgumentException if the patch does not lie within the image, or the image is not in HU
     */
    public PatchAnalysis analyse(Slice image, NoiseSource noise, int row, int column) {
        int edge = model.edge();
        float[] patch = Patches.cut(image, row, column, edge);
        float[] output = denoiser.of(patch);
        Optional<String> outside = model.card().range().outside(patch, output);
        if (outside.isPresent()) {
            throw new OutsideTrainingException(
                    "the patch at row " + row + ", column " + column + " cannot be analysed: " + outside.get());
        }
        PatchNoise draws = PatchNoise.of(noise, patch, output, row, column, edge);
        StructureTest structure = new StructureTest(draws, edge, settings);
        PureNoise pure = PureNoise.of(noise, draws, structure, denoiser, output, settings);
        List<Sample> samples = samples(patch, output, pure, structure);
        List<float[]> counted = samples.stream()
                .filter(Sample::consistent)
                .map(sample -> sample.image().toArray())
                .toList();
        List<float[]> changes = counted.stream()
                .map(each -> structure.smoothed(Patches.difference(each, patch)))
                .toList();
        return new PatchAnalysis(
                slice(patch, edge),
                slice(output, edge),
                noise instanceof NoiseSource.FullDose full
                        ? Optional.of(slice(Patches.cut(full.image(), row, column, edge), edge))
                        : Optional.empty(),
                slice(model.reconstruct(patch, output, settings.seed()), edge),
                samples,
                settings.refinements(),
                pure,
                slice(Patches.withoutRim(deviations(counted, edge)), edge),
                ChangeMode.of(changes, edge, MODES));
    }

    private List<Sample> samples(float[] patch, float[] output, PureNoise pure, StructureTest test) {
        List<Sample> samples = new ArrayList<>();
        for (float[] drawn : model.sample(output, settings.samples(), settings.seed())) {
            Refinement.Refined refined = Refinement.of(denoiser::of, drawn, output, settings.refinements());
            double structure = test.structure(Patches.difference(refined.patch(), patch));
            boolean like = like(refined.patch(), refined.denoised());
            boolean counts = like && unnoticed(refined.denoised(), refined.consistency(), output, pure, test);
            boolean counted = refined.patch() == drawn
                    ? counts
                    : like(drawn, refined.begun()) && unnoticed(refined.begun(), refined.before(), output, pure, test);
            samples.add(new Sample(
                    samples.size(),
                    slice(refined.patch(), model.edge()),
                    slice(refined.denoised(), model.edge()),
                    refined.before(),
                    refined.consistency(),
                    Patches.distance(refined.patch(), patch),
                    structure,
                    pure.structure().isPresent() ? OptionalDouble.of(test.score(structure)) : OptionalDouble.empty(),
                    like,
                    counts,
                    counted));
        }
        return samples;
    }

    /** Whether a patch is like those that the model was trained on. */
    private boolean like(float[] patch, float[] denoised) {
        return model.card().range().outside(patch, denoised).isEmpty();
    }

    /** Whether the output moves less than other noise moves it, in the mean of its pixels and in its structure. */
    private static boolean unnoticed(
            float[] denoised, double consistency, float[] output, PureNoise pure, StructureTest test) {
        return consistency <= pure.limit()
                && test.structure(Patches.difference(denoised, output)) <= pure.structureLimit();
    }

    private static float[] deviations(List<float[]> patches, int edge) {
        float[] deviations = new float[edge * edge];
        int count = patches.size();
        for (int k = 0; k < deviations.length && count > 1; k++) {
            double sum = 0;
            double squares = 0;
            for (float[] patch : patches) {
                sum += patch[k];
                squares += (double) patch[k] * patch[k];
            }
            deviations[k] = (float) Math.sqrt(Math.max(0, (squares - sum * sum / count) / (count - 1)));
        }
        return deviations;
    }

    private static Slice slice(float[] values, int edge) {
        return Slice.of(edge, edge, values, Unit.HOUNSFIELD);
    }

    /**
     * Analyses a grid of patches that covers the image. They overlap, so that what lies in the rim of one is within that of the
     * next; the rim of the image stays unknown.
     *
     * @param noise of this image
     * @param samples drawn for each patch
     * @param each is run after each patch
     * @throws IllegalArgumentException if the image is smaller than a patch, or its noise is not known: without it, no change can
     *     be told from one of noise
     */
    public ChangeMap map(Slice image, NoiseSource noise, int samples, Runnable each) {
        return ChangeMap.of(
                new InvarianceAnalysis(model, denoiser.denoiser(), settings.forMap(samples)),
                image,
                noise,
                settings.smoothing(),
                each);
    }
}
