package dev.limpid.bench;

import dev.limpid.bench.layout.ImageRef;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that fixes a benchmark's figures.
 *
 * @param blocks the data sets
 * @param corruptions the rows, of the severity asked for
 * @param tuned whether filters are also tuned
 * @param defaults whether filters are also measured with their defaults
 * @param severities at which the first images of each block are measured too; may be empty
 * @param sweepImages how many images of each block that takes
 * @param seed of draws, samples and intervals
 * @param metrics what is taken of every result
 */
public record BenchPlan(
        List<Block> blocks,
        List<Corruption> corruptions,
        boolean defaults,
        boolean tuned,
        List<Double> severities,
        int sweepImages,
        long seed,
        MetricSet metrics) {
    /**
     * One data set.
     *
     * @param subset its name
     * @param modality what its files show
     * @param said what its files show that do not say it
     * @param range of its images, empty for each file's own
     * @param window what PSNR and SSIM are measured in, empty for the range
     * @param windowReason why that window, in words; empty where it needs none
     * @param test images to measure, sorted by patient and file
     * @param validation images to tune on, of other patients
     * @param methods the columns behind the noisy image's
     * @param paper the data set of the paper whose figures stand beside, if any
     * @param layout how it lies on disk
     */
    public record Block(
            String subset,
            Modality modality,
            Modality said,
            Optional<IntensityRange> range,
            Optional<IntensityRange> window,
            String windowReason,
            List<ImageRef> test,
            List<ImageRef> validation,
            List<BenchMethod> methods,
            Optional<String> paper,
            String layout) {
        /** Whether its images are of a data set's subset. */
        public boolean shows(String ofSubset) {
            return test.stream().anyMatch(ref -> ref.subset().equals(ofSubset));
        }

        BenchImage.Source source() {
            return new BenchImage.Source(said, range, window);
        }
    }

    /** The columns of a block, in the order of its methods. */
    List<Column> columns(Block block) {
        List<Column> columns = new ArrayList<>(List.of(Column.NOISY));
        for (BenchMethod method : block.methods) {
            if (method.isModel()) {
                columns.add(new Column(method.name(), Column.Set.MODEL));
                continue;
            }
            if (defaults) {
                columns.add(new Column(method.name(), Column.Set.DEFAULT));
            }
            if (tuned && !method.grid().isEmpty()) {
                columns.add(new Column(method.name(), Column.Set.TUNED));
            }
        }
        return columns;
    }

    /** The methods of a block whose parameters are chosen on validation images. */
    List<BenchMethod> tunable(Block block) {
        return block.methods.stream()
                .filter(method -> tuned && !method.grid().isEmpty())
                .toList();
    }

    /** The test images that are followed over severities: the first of each of the first patients. */
    List<ImageRef> followed(Block block) {
        Map<String, ImageRef> first = new LinkedHashMap<>();
        block.test.forEach(ref -> first.putIfAbsent(ref.patient(), ref));
        return first.values().stream().limit(sweepImages).toList();
    }

    /** The settings that a cell needs, for {@link Tuning}. */
    static Map<String, String> parameters(Column column, Map<String, TunedSetting> tuned) {
        TunedSetting setting = tuned.get(column.method());
        if (column.set() != Column.Set.TUNED) {
            return Map.of();
        }
        if (setting == null) {
            throw new IllegalStateException("could not be tuned, since it failed on every validation image");
        }
        return setting.parameters();
    }
}
