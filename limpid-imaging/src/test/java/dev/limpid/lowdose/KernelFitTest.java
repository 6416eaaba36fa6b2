package dev.limpid.lowdose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.DegradationKinds;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The kernel and level that an image shows are those its noise was made with. */
class KernelFitTest {
    private static final Slice BODY = new WaterBody(140, 100).slice(400, 0.75);

    private static Slice scanned(String kernel, long seed) {
        Map<String, String> set = Map.of("noise", "12", "dose", "0.5", "kernel", kernel, "electronic", "0");
        return DegradationKinds.apply(new LowDoseKind().draw(set, 1, seed), BODY, IntensityRange.CT);
    }

    @Test
    void thePeakOfTheNoiseIsFoundWithinAFewPerCent() {
        for (Map.Entry<String, ReconstructionKernel> each : Map.of(
                        "smooth", ReconstructionKernel.SMOOTH, "sharp", ReconstructionKernel.SHARP)
                .entrySet()) {
            ReconstructionKernel found = KernelFit.of(scanned(each.getKey(), 3)).orElseThrow();
            double peak = each.getValue().noisePeak();
            assertThat(found.noisePeak()).as(each.getKey()).isCloseTo(peak, within(0.06 * peak));
            assertThat(found.at(0.4)).isCloseTo(each.getValue().at(0.4), within(0.1 * found.at(0.4)));
        }
    }

    @Test
    void aSecondLowDoseImageLooksLikeTheFirst() {
        Slice scan = scanned("smooth", 4);
        Slice low = DegradationKinds.apply(new LowDoseKind().draw(Map.of(), 1, 5), scan, IntensityRange.CT);
        Slice added = WaterBody.difference(low, scan);
        assertThat(WaterBody.deviation(added, 50)).isCloseTo(12 * Math.sqrt(3), within(0.08 * 12 * Math.sqrt(3)));
        double peak = ReconstructionKernel.SMOOTH.noisePeak();
        assertThat(KernelFit.of(added).orElseThrow().noisePeak()).isCloseTo(peak, within(0.1 * peak));
    }

    @Test
    void theNoisePeakIsWhereRampTimesKernelSquaredIsLargest() {
        for (ReconstructionKernel kernel : new ReconstructionKernel[] {
            ReconstructionKernel.SMOOTH,
            ReconstructionKernel.SHARP,
            ReconstructionKernel.ofHalf(0.5),
            new ReconstructionKernel(-6, 2, 0.9),
        }) {
            double best = 0;
            for (double f = 0; f < 0.9; f += 1e-4) {
                best = value(kernel, f) > value(kernel, best) ? f : best;
            }
            assertThat(kernel.noisePeak()).isCloseTo(best, within(2e-4));
        }
    }

    private static double value(ReconstructionKernel kernel, double f) {
        return f * Math.pow(kernel.at(f), 2);
    }

    @Test
    void pixelsOfTwoMillimetresShowNoKernel() {
        Slice coarse = WaterBody.withNoise(new WaterBody(140, 100).slice(160, 2), 12, 3);
        assertThat(KernelFit.of(coarse)).isEmpty();
    }

    @Test
    void anImageWithoutEvenTissueShowsNoKernel() {
        assertThat(KernelFit.of(new WaterBody(10, 10).slice(256, 1))).isEmpty();
        assertThat(KernelFit.of(BODY)).isEmpty(); // Nor does one without noise.
    }
}
