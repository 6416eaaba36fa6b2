package dev.limpid.bench;

import dev.limpid.bench.layout.Anatomy;
import dev.limpid.bench.layout.ImageCollection;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user asks of a benchmark, before anything is looked at.
 *
 * @param subsets blocks by name, in the order of the tables
 * @param split whose patients are measured
 * @param sample how many images to draw
 * @param images what the files are, where they do not say it
 * @param corruptions the rows
 * @param methods the columns
 * @param paper the paper's data set to stand beside a subset, by subset; {@code none} for none
 * @param metrics what is taken of every result
 */
public record BenchRequest(
        ImageCollection collection,
        List<String> subsets,
        Split split,
        Sample sample,
        Images images,
        List<Corruption> corruptions,
        Methods methods,
        Sweep sweep,
        Map<String, String> paper,
        MetricSet metrics) {
    /**
     * How many images are drawn, over patients.
     *
     * @param test to measure, of each block
     * @param tuning to tune on, of each block
     * @param seed of draws, samples and intervals
     */
    public record Sample(int test, int tuning, long seed) {}

    /**
     * What files are that do not say it, and how they are looked at.
     *
     * @param modality by subset; {@code ""} for every subset
     * @param range of all images, empty for each file's own
     * @param window what PSNR and SSIM are measured in, empty for the range
     * @param anatomy what part of the body low-dose CT shows, by subset; {@code ""} for every subset
     */
    public record Images(
            Map<String, Modality> modality,
            Optional<IntensityRange> range,
            Optional<IntensityRange> window,
            Map<String, Anatomy> anatomy) {
        Modality of(String subset) {
            return modality.getOrDefault(subset, modality.getOrDefault("", Modality.OTHER));
        }

        /** What the user says that a subset shows. */
        Optional<Anatomy> anatomyOf(String subset) {
            return Optional.ofNullable(anatomy.get(subset)).or(() -> Optional.ofNullable(anatomy.get("")));
        }
    }

    /**
     * The columns.
     *
     * @param named filters, and models given by name, which are used wherever they fit
     * @param shipped the model for a modality, where there is one and none was named
     * @param defaults whether filters are measured with their defaults
     * @param tuned whether filters are measured tuned
     */
    public record Methods(List<BenchMethod> named, Shipped shipped, boolean defaults, boolean tuned) {}

    /** Finds a model by modality. */
    public interface Shipped {
        Optional<BenchMethod> of(Modality modality) throws IOException;
    }

    /** Following the first images of each block over severities. */
    public record Sweep(List<Double> severities, int images) {}
}
