package dev.limpid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.bench.layout.ImageRef;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.metric.Normalised;
import dev.limpid.metric.Psnr;
import dev.limpid.metric.Rmse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a display window changes in a benchmark's figures. */
class BenchMetricsTest {
    private static final IntensityRange ABDOMEN = new IntensityRange(-150, 250);

    private static Slice plane(long seed, float spread) {
        Random random = new Random(seed);
        float[] pixels = new float[48 * 48];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = -400 + 17 * (i % 48) + spread * (float) random.nextGaussian();
        }
        return Slice.of(48, 48, pixels, Unit.HOUNSFIELD);
    }

    private static BenchImage image(Optional<IntensityRange> window) {
        return new BenchImage(
                new ImageRef("s", "p", Path.of("x"), "x", 0, Optional.empty()),
                Modality.CT,
                IntensityRange.CT,
                window,
                PlaneOrientation.AS_STORED,
                plane(1, 0),
                Optional.empty());
    }

    private static double figure(String key, Optional<IntensityRange> window, Slice result) {
        double[] all = BenchMetrics.of(BenchMetrics.ALL, image(window), result);
        return all[BenchMetrics.index(BenchMetrics.ALL, key)];
    }

    private static Slice clipped(Slice slice) {
        float[] pixels = slice.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.max(-150, Math.min(250, pixels[i]));
        }
        return slice.withPixels(pixels);
    }

    @Test
    void psnrAndSsimAreOfTheImagesThatTheWindowShows() {
        Slice result = plane(2, 30);
        Slice clean = clipped(plane(1, 0));
        assertThat(figure("psnr", Optional.of(ABDOMEN), result))
                .isEqualTo(new Psnr(ABDOMEN).of(clean, clipped(result)))
                .isNotEqualTo(figure("psnr", Optional.empty(), result));
        assertThat(figure("ssim", Optional.of(ABDOMEN), result))
                .isEqualTo(Normalised.ssim(ABDOMEN).of(clean, clipped(result)));
    }

    @Test
    void errorsInHounsfieldUnitsAndVifSeeAllValues() {
        Slice result = plane(2, 30);
        for (String key : new String[] {"rmse", "vif", "edgePreservation"}) {
            assertThat(figure(key, Optional.of(ABDOMEN), result))
                    .as(key)
                    .isEqualTo(figure(key, Optional.empty(), result));
        }
        assertThat(figure("rmse", Optional.of(ABDOMEN), result))
                .isEqualTo(new Rmse(Unit.HOUNSFIELD).of(plane(1, 0), result));
    }

    @Test
    void anImageOfWhichTheWindowShowsNothingHasNoWindowedFigure() {
        for (float end : new float[] {-1000, 400}) {
            Slice blank = plane(1, 0).withPixels(filled(end));
            BenchImage image = new BenchImage(
                    image(Optional.of(ABDOMEN)).ref(),
                    Modality.CT,
                    IntensityRange.CT,
                    Optional.of(ABDOMEN),
                    PlaneOrientation.AS_STORED,
                    blank,
                    Optional.empty());
            double[] all = BenchMetrics.of(MetricSet.LOW_DOSE.metrics(), image, blank.withPixels(filled(end + 20)));
            assertThat(all[BenchMetrics.index(MetricSet.LOW_DOSE.metrics(), "psnr")])
                    .isNaN();
            assertThat(all[BenchMetrics.index(MetricSet.LOW_DOSE.metrics(), "ssim")])
                    .isNaN();
            assertThat(all[BenchMetrics.index(MetricSet.LOW_DOSE.metrics(), "rmse")])
                    .isEqualTo(20);
        }
    }

    private static float[] filled(float value) {
        float[] pixels = new float[plane(1, 0).size()];
        Arrays.fill(pixels, value);
        return pixels;
    }

    @Test
    void anErrorOutsideTheWindowIsNotSeen() {
        float[] pixels = plane(1, 0).toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += pixels[i] > 260 ? 100 : 0;
        }
        assertThat(figure("psnr", Optional.of(ABDOMEN), plane(1, 0).withPixels(pixels)))
                .isInfinite();
    }
}
