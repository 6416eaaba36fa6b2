package dev.limpid.invariance;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws samples for patches of an image, asks the denoiser about each, and weighs what it answers. The denoiser sees patches, with
 * nothing around them, as it did when the model was trained. One thread at a time.
 */
public final class InvarianceAnalysis {
    /** Share of noise replicas that move the output less than a consistent sample may. */
    private static final double QUANTILE = 0.05;

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

    /** Rows and columns of a patch. */
    public int edge() {
        return model.edge();
    }

    /**
     * Analyses the patch whose first pixel is at a row and a column.
     *
     * @param image in HU
     * @param fullDose of the same size, where there is one: its difference from the image is then taken for the noise
     * @throws OutsideTrainingException if the patch is unlike those trained on
     * @throws IllegalArgumentException if the patch does not lie within the image, or the image is not in HU
     */
    public PatchAnalysis analyse(Slice image, Optional<Slice> fullDose, int row, int column) {
        int edge = model.edge();
        float[] patch = cut(image, row, column, edge);
        float[] output = denoiser.of(patch);
        Optional<String> outside = model.card().range().outside(patch, output);
        if (outside.isPresent()) {
            throw new OutsideTrainingException(
                    "the patch at row " + row + ", column " + column + " cannot be analysed: " + outside.get());
        }
        Optional<float[]> clean = fullDose.map(full -> cut(full, row, column, edge));
        NoiseReplicas noise = new NoiseReplicas(clean.orElse(output), patch, edge);
        double[] moved = moved(noise, output);
        double limit = Patches.quantile(moved, QUANTILE);
        StructureTest structure = new StructureTest(patch, noise, edge, settings);
        List<Sample> samples = samples(patch, output, limit, structure);
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
                clean.map(values -> slice(values, edge)),
                slice(model.reconstruct(patch, output, settings.seed()), edge),
                samples,
                limit,
                mean(moved),
                structure.ofNoise(),
                structure.falsePositives(),
                slice(deviations(counted, edge), edge),
                ChangeMode.of(changes, edge, MODES));
    }

    private double[] moved(NoiseReplicas noise, float[] output) {
        double[] moved = new double[settings.replicas()];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = Patches.distance(denoiser.of(noise.replica(settings.seed(), i)), output);
        }
        return moved;
    }

    private List<Sample> samples(float[] patch, float[] output, double limit, StructureTest test) {
        List<Sample> samples = new ArrayList<>();
        for (float[] drawn : model.sample(output, settings.samples(), settings.seed())) {
            Refinement.Refined refined = Refinement.of(denoiser::of, drawn, output, settings.refinements());
            double structure = test.structure(Patches.difference(refined.patch(), patch));
            samples.add(new Sample(
                    samples.size(),
                    slice(refined.patch(), model.edge()),
                    slice(refined.denoised(), model.edge()),
                    refined.consistency(),
                    Patches.distance(refined.patch(), patch),
                    structure,
                    test.score(structure),
                    refined.consistency() <= limit));
        }
        return samples;
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

    private static float[] cut(Slice image, int row, int column, int edge) {
        if (image.unit() != Unit.HOUNSFIELD) {
            throw new IllegalArgumentException("the analysis is for CT in HU, and this image is in "
                    + image.unit().symbol());
        }
        if (row < 0 || column < 0 || row + edge > image.rows() || column + edge > image.columns()) {
            throw new IllegalArgumentException("a patch of " + edge + " x " + edge + " pixels at row " + row
                    + ", column " + column + " does not lie within the " + image.rows() + " x " + image.columns()
                    + " pixels of the image");
        }
        float[] patch = new float[edge * edge];
        for (int r = 0; r < edge; r++) {
            image.copyRow(row + r, column, edge, patch, r * edge);
        }
        return patch;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static Slice slice(float[] values, int edge) {
        return Slice.of(edge, edge, values, Unit.HOUNSFIELD);
    }

    /**
     * Analyses a grid of patches that covers the image; the last ones overlap those before.
     *
     * @param samples drawn for each patch
     * @param each is run after each patch
     * @throws IllegalArgumentException if the image is smaller than a patch
     */
    public ChangeMap map(Slice image, Optional<Slice> fullDose, int samples, Runnable each) {
        return ChangeMap.of(
                new InvarianceAnalysis(model, denoiser.denoiser(), settings.forMap(samples)),
                image,
                fullDose,
                settings.smoothing(),
                each);
    }
}
