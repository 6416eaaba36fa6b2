package dev.limpid.bench;

import dev.limpid.image.Slice;
import dev.limpid.metric.Psnr;
import dev.limpid.metric.Rmse;
import dev.limpid.metric.Ssim;

/**
 * One method on one image.
 *
 * @param psnr true PSNR over the range's width, dB
 * @param ssim in scikit-image's default setting
 * @param ssimWang in the setting of Wang et al.
 * @param rmse in the image's unit
 */
record Measurement(String patient, String file, String method, double psnr, double ssim, double ssimWang, double rmse) {
    static Measurement of(BenchImage image, String method, Slice result) {
        return new Measurement(
                image.patient(),
                image.file(),
                method,
                new Psnr(image.range()).of(image.clean(), result),
                Ssim.uniform(image.range()).of(image.clean(), result),
                Ssim.wang(image.range()).of(image.clean(), result),
                new Rmse(image.clean().unit()).of(image.clean(), result));
    }
}
