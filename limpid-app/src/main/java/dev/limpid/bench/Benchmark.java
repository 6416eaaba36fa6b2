package dev.limpid.bench;

import dev.limpid.batch.Problem;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.metric.Psnr;
import dev.limpid.training.DataFolder;
import dev.limpid.training.DataFolder.Entry;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Gaussian noise on the test patients of a data folder, removed by every contender. Classical filters are first tuned on
 * validation patients, by mean PSNR; test patients are looked at once, with what was chosen there.
 */
public final class Benchmark {
    private static final int MOST_TUNING_IMAGES = 12;

    private final DataFolder data;
    private final String subset;
    private final Optional<IntensityRange> range;
    private final BenchImage.Noise noise;
    private final Consumer<String> messages;
    private final Set<Path> unreadable = new LinkedHashSet<>();

    /**
     * @param subset the part of the data folder
     * @param range the range, empty for each file's own
     * @param sigma noise as a fraction of the range
     * @param clip whether noisy values are clipped to the range
     * @param seed of the noise
     * @param messages hears of progress and of files that cannot be read, one line each
     */
    public Benchmark(
            DataFolder data,
            String subset,
            Optional<IntensityRange> range,
            double sigma,
            boolean clip,
            long seed,
            Consumer<String> messages) {
        this.data = data;
        this.subset = subset;
        this.range = range;
        this.noise = new BenchImage.Noise(sigma, clip, seed);
        this.messages = messages;
    }

    /** {@code gaussian (sigma=0.1)}. */
    String degradation() {
        return noise.describe();
    }

    String subset() {
        return subset;
    }

    /** The noise's standard deviation as a fraction of the range. */
    double sigma() {
        return noise.sigma();
    }

    /** Files of what was looked at so far that could not be read. */
    List<Path> unreadable() {
        return List.copyOf(unreadable);
    }

    /** The filter with the settings that give the highest mean PSNR on validation images. */
    Contender tuned(DenoiserProvider provider, List<Map<String, String>> grid) throws IOException {
        List<Entry> entries = data.entries(subset, Split.VAL);
        int count = Math.min(MOST_TUNING_IMAGES, entries.size());
        if (count == 0) {
            throw new IOException("subset '" + subset + "' has no validation images to tune filters on");
        }
        double[] sums = new double[grid.size()];
        for (int i = 0; i < count; i++) {
            for (BenchImage image : read(entries.get((int) ((long) i * entries.size() / count)))) {
                Psnr psnr = new Psnr(image.range());
                for (int k = 0; k < sums.length; k++) {
                    Slice result = provider.create(grid.get(k), image.range()).denoise(image.noisy());
                    sums[k] += psnr.of(image.clean(), result);
                }
            }
        }
        int best = 0;
        for (int k = 1; k < sums.length; k++) {
            best = sums[k] > sums[best] ? k : best;
        }
        Map<String, String> chosen = new TreeMap<>(grid.get(best));
        List<String> atEnd = ClassicalGrid.atEnd(grid, chosen);
        String settings = "tuned: " + chosen + (atEnd.isEmpty() ? "" : ", at the end of the grid in " + atEnd);
        messages.accept(provider.name() + " on " + count + " validation images " + settings);
        return new Contender(provider.name(), settings, imageRange -> provider.create(chosen, imageRange));
    }

    /** Every contender on every image of the split, and the noisy image itself as {@code noisy}. */
    List<Measurement> run(Split split, List<Contender> contenders) {
        List<Measurement> measurements = new ArrayList<>();
        List<Entry> entries = data.entries(subset, split);
        int done = 0;
        for (Entry entry : entries) {
            for (BenchImage image : read(entry)) {
                measurements.add(Measurement.of(image, "noisy", image.noisy()));
                for (Contender contender : contenders) {
                    Slice result = contender.forRange().apply(image.range()).denoise(image.noisy());
                    measurements.add(Measurement.of(image, contender.name(), result));
                }
            }
            done++;
            if (done % 10 == 0 || done == entries.size()) {
                messages.accept("measured " + done + " of " + entries.size() + " images");
            }
        }
        return measurements;
    }

    private List<BenchImage> read(Entry entry) {
        try {
            return BenchImage.of(data, entry, range, noise);
        } catch (IOException unreadable) {
            if (this.unreadable.add(entry.file())) {
                messages.accept(Problem.show(entry.file()) + ": " + Problem.describe(unreadable));
            }
            return List.of();
        }
    }
}
