package dev.limpid.bench;

import dev.limpid.bench.BenchMetric.Best;
import dev.limpid.metric.LdctMetric;
import dev.limpid.metric.Normalised;
import dev.limpid.metric.Psnr;
import dev.limpid.metric.Vif;
import java.util.List;

/**
 * The figures of low-dose CT: SSIM, PSNR, VIF and RMSE as the benchmark of low-dose denoisers reports them (Eulig, Ommer and
 * Kachelriess, Med Phys 51(12), 2024; package ldctbench), and two of ours that say what a method did to soft tissue.
 */
final class LowDoseMetrics {
    static final String BIAS = "softTissueBias";
    static final String RMSE = "rmse";
    static final String NOISE = "noiseKept";

    static final List<BenchMetric> ALL = List.of(
            new BenchMetric(
                    BenchMetrics.SSIM,
                    "SSIM",
                    3,
                    "Structural similarity of images in the display window, made 0 to 1; scikit-image's setting, 7 x 7 equal"
                            + " weights.",
                    true,
                    (range, unit) -> Normalised.ssim(range)),
            new BenchMetric(
                    BenchMetrics.PSNR,
                    "PSNR",
                    2,
                    "Peak signal-to-noise ratio of images in the display window, over its width.",
                    true,
                    (range, unit) -> new Psnr(range)),
            new BenchMetric(
                    "vif",
                    "VIF",
                    3,
                    "Visual information fidelity with HU as grey levels, on -1024 to 1900 HU; of images of at least "
                            + Vif.SMALLEST_SIDE + " x " + Vif.SMALLEST_SIDE + " pixels.",
                    false,
                    (range, unit) -> LdctMetric.VIF),
            new BenchMetric(
                    RMSE,
                    "RMSE",
                    1,
                    "Typical error of a pixel, on -1024 to 1900 HU.",
                    false,
                    (range, unit) -> LdctMetric.RMSE),
            new BenchMetric(
                    BIAS,
                    "bias in soft tissue",
                    2,
                    "Mean of result less full dose where the full dose is even soft tissue, -10 to 130 HU.",
                    false,
                    Best.NEAREST_ZERO,
                    (range, unit) -> new SoftTissueBias()),
            new BenchMetric(
                    NOISE,
                    "noise kept",
                    2,
                    "Noise level of soft tissue as a part of the full dose's: below 1 a result is smoother than what it is"
                            + " compared with.",
                    false,
                    Best.NONE,
                    (range, unit) -> new NoiseKept()));

    private LowDoseMetrics() {}
}
