package dev.limpid.bench;

import dev.limpid.image.Slice;
import dev.limpid.metric.Psnr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Chooses a method's parameters for one degradation: the setting of its grid with the highest mean PSNR over validation
 * images. On the first image every setting is tried; one that is more than {@value #SCREEN} dB below the best there is
 * dropped, which spares most of the work and, since PSNR of one filter moves together from image to image, hardly ever
 * the winner.
 */
final class Tuning {
    /** dB. */
    static final double SCREEN = 1;

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
        Psnr psnr = new Psnr(image.range());
        double[] now = new double[sums.length];
        for (int k = 0; k < sums.length; k++) {
            if (!dropped[k]) {
                Slice result = method.denoiser(grid.get(k), image.range()).denoise(degraded);
                now[k] = comparable(psnr.of(image.clean(), result));
            }
        }
        // Only now, so that a method that fails half way leaves no trace.
        for (int k = 0; k < sums.length; k++) {
            sums[k] += now[k];
        }
        if (images == 0) {
            double best = sums[best()];
            for (int k = 0; k < sums.length; k++) {
                dropped[k] = sums[k] < best - SCREEN;
            }
        }
        images++;
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

    /** The best setting; only after at least one image. */
    TunedSetting chosen(String subset, String kind) {
        if (images == 0) {
            throw new IllegalStateException("tuning needs an image");
        }
        Map<String, String> best = grid.get(best());
        List<String> atEnd = new ArrayList<>(ClassicalGrid.atEnd(grid, best));
        return new TunedSetting(subset, kind, method.name(), best, images, sums[best()] / images, atEnd);
    }
}
