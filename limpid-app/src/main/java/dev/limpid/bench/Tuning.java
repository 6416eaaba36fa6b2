package dev.limpid.bench;

import dev.limpid.image.Slice;
import dev.limpid.metric.Psnr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Chooses a method's parameters for one degradation: the setting of its grid with the highest mean PSNR over validation
 * images. Every setting is tried on the middle of the first image, {@value #SCREENED} x {@value #SCREENED} pixels at most;
 * those more than {@value #SCREEN} dB below the best there are dropped. That spares most of the work; a setting that is
 * better elsewhere than in the middle may be lost with it.
 */
final class Tuning {
    /** dB. */
    static final double SCREEN = 1;

    /** Pixels. */
    static final int SCREENED = 256;

    private static final double PERFECT = 100;

    private final BenchMethod method;
    private final List<Map<String, String>> grid;
    private final double[] sums;
    private final boolean[] dropped;
    private int images;

    Tuning(BenchMethod method) {
        this.method = method;
        this.grid = method.grid();
        this.sums = new double[grid.size()];
        this.dropped = new boolean[grid.size()];
    }

    /** Takes one more validation image into account. */
    void add(BenchImage image, Slice degraded) {
        if (images == 0) {
            screen(image, degraded);
        }
        double[] now = measured(image, image.clean(), degraded);
        // Only now, so that a method that fails half way leaves no trace.
        for (int k = 0; k < sums.length; k++) {
            sums[k] += now[k];
        }
        images++;
    }

    private void screen(BenchImage image, Slice degraded) {
        Arrays.fill(dropped, false); // An image before this one may have failed after its screening.
        double[] first = measured(image, middle(image.clean()), middle(degraded));
        double best = Arrays.stream(first).max().orElseThrow();
        for (int k = 0; k < first.length; k++) {
            dropped[k] = first[k] < best - SCREEN;
        }
    }

    /** The PSNR of every setting that is not dropped. */
    private double[] measured(BenchImage image, Slice clean, Slice degraded) {
        Psnr psnr = new Psnr(image.scale());
        Slice seen = image.seen(clean);
        double[] values = new double[grid.size()];
        for (int k = 0; k < values.length; k++) {
            if (!dropped[k]) {
                Slice result = method.denoiser(grid.get(k), image.range()).denoise(degraded);
                values[k] = comparable(psnr.of(seen, image.seen(result)));
            }
        }
        return values;
    }

    private static Slice middle(Slice slice) {
        int rows = Math.min(SCREENED, slice.rows());
        int columns = Math.min(SCREENED, slice.columns());
        int top = (slice.rows() - rows) / 2;
        int left = (slice.columns() - columns) / 2;
        Slice.Builder part = Slice.builder(rows, columns, slice.unit());
        BitSet padding = new BitSet();
        for (int i = 0; i < rows * columns; i++) {
            int at = (top + i / columns) * slice.columns() + left + i % columns;
            part.set(i, slice.at(at));
            padding.set(i, slice.isPadding(at));
        }
        // Where all of it is padding there is nothing to tell settings apart by; any value will do.
        return part.padding(padding.cardinality() == rows * columns ? new BitSet() : padding)
                .build();
    }

    /** A result like the clean image counts as {@link #PERFECT}, one that is no number as the worst there is. */
    private static double comparable(double psnr) {
        return Double.isNaN(psnr) ? Double.NEGATIVE_INFINITY : Math.min(PERFECT, psnr);
    }

    private int best() {
        int best = -1;
        for (int k = 0; k < sums.length; k++) {
            if (!dropped[k] && (best < 0 || sums[k] > sums[best])) {
                best = k;
            }
        }
        return best;
    }

    String method() {
        return method.name();
    }

    /** How many images were taken into account. */
    int images() {
        return images;
    }

    /**
     * The best setting; only after at least one image.
     *
     * @param wanted how many images there were to be
     */
    TunedSetting chosen(String subset, String kind, int wanted) {
        if (images == 0) {
            throw new IllegalStateException("tuning needs an image");
        }
        Map<String, String> best = grid.get(best());
        List<String> atEnd = new ArrayList<>(ClassicalGrid.atEnd(grid, best));
        return new TunedSetting(subset, kind, method.name(), best, images, wanted, sums[best()] / images, atEnd);
    }
}
