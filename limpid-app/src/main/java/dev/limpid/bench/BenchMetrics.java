package dev.limpid.bench;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.metric.EdgePreservation;
import dev.limpid.metric.Metric;
import dev.limpid.metric.Normalised;
import dev.limpid.metric.NotApplicableException;
import dev.limpid.metric.Psnr;
import dev.limpid.metric.Rmse;
import dev.limpid.metric.Vif;
import dev.limpid.metric.WrappedPsnr;
import java.util.List;
import java.util.stream.IntStream;

/** The figures of a benchmark, and the few of them that are followed over severities. */
final class BenchMetrics {
    static final String PSNR = "psnr";
    static final String WRAPPED = "wrappedPsnr";
    static final String SSIM = "ssim";
    static final String SSIM_WANG = "ssimWang";

    /** For {@link Cell#MATRIX}, in the order of tables. */
    static final List<BenchMetric> ALL = List.of(
            new BenchMetric(
                    PSNR,
                    "PSNR",
                    2,
                    "Peak signal-to-noise ratio on the true difference, over the width of the intensity range.",
                    true,
                    (range, unit) -> new Psnr(range)),
            new BenchMetric(
                    SSIM,
                    "SSIM",
                    3,
                    "Structural similarity in scikit-image's setting, 7 x 7 equal weights, of planes whose range was made 0 to 1.",
                    true,
                    (range, unit) -> Normalised.ssim(range)),
            new BenchMetric(
                    SSIM_WANG,
                    "SSIM (Wang)",
                    3,
                    "Structural similarity in its authors' setting, 11 x 11 Gaussian weights, of planes whose range was made 0 to 1.",
                    true,
                    (range, unit) -> Normalised.ssimWang(range)),
            new BenchMetric(
                    WRAPPED,
                    "wrapped PSNR",
                    2,
                    "What 8-bit arithmetic that wraps round makes of PSNR: to compare with the paper, not to judge by.",
                    true,
                    (range, unit) -> new WrappedPsnr(range)),
            new BenchMetric(
                    "rmse",
                    "RMSE",
                    1,
                    "Typical error of a pixel, in the image's unit.",
                    false,
                    (range, unit) -> new Rmse(unit)),
            new BenchMetric(
                    "vif",
                    "VIF",
                    3,
                    "Visual information fidelity: how much of the clean image's information is still there; of images"
                            + " of at least " + Vif.SMALLEST_SIDE + " x " + Vif.SMALLEST_SIDE + " pixels.",
                    false,
                    (range, unit) -> new Vif(range)),
            new BenchMetric(
                    "edgePreservation",
                    "edge preservation",
                    3,
                    "Correlation of the result's gradient with the clean image's, on the clean image's edges.",
                    false,
                    (range, unit) -> new EdgePreservation()));

    /** For {@link Cell#SWEEP}. */
    static final List<BenchMetric> FOLLOWED = ALL.stream()
            .filter(metric -> List.of(PSNR, WRAPPED, SSIM).contains(metric.key()))
            .toList();

    private BenchMetrics() {}

    /**
     * The figures of one result; on several threads, which changes none of them. NaN where the clean image is too small for
     * a metric, and of what the window shows where that is nothing: black compared with black is right without end, and says
     * nothing of a method.
     */
    static double[] of(List<BenchMetric> metrics, BenchImage image, Slice result) {
        boolean blank = image.blank();
        return IntStream.range(0, metrics.size())
                .parallel()
                .mapToDouble(i -> {
                    BenchMetric figure = metrics.get(i);
                    if (figure.windowed() && blank) {
                        return Double.NaN;
                    }
                    IntensityRange range = figure.windowed() ? image.scale() : image.range();
                    Metric metric = figure.factory().apply(range, image.clean().unit());
                    try {
                        return figure.windowed()
                                ? metric.of(image.seen(image.clean()), image.seen(result))
                                : metric.of(image.clean(), result);
                    } catch (NotApplicableException tooSmall) {
                        return Double.NaN;
                    }
                })
                .toArray();
    }

    static int index(List<BenchMetric> metrics, String key) {
        for (int i = 0; i < metrics.size(); i++) {
            if (metrics.get(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }
}
