package dev.limpid.filter.bm3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTransformTest {
    static Stream<Named<BlockTransform>> transforms() {
        return Stream.of(
                Named.of("bior1.5", BlockTransform.BIOR15),
                Named.of("DCT 8", BlockTransform.DCT8),
                Named.of("DCT 11", BlockTransform.DCT11));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void analysisAndSynthesisGiveEveryLineBack(BlockTransform transform) {
        int n = transform.size();
        float[][] forward = transform.forward();
        double[] flat = new double[n];
        Arrays.fill(flat, 1);
        float[][] inverse = transform.windowedInverse(flat);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += (double) inverse[i][k] * forward[k][j];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void everyCoefficientOfWhiteNoiseHasItsVariance(BlockTransform transform) {
        for (float[] row : transform.forward()) {
            double energy = 0;
            for (float value : row) {
                energy += value * value;
            }
            assertThat(energy).isCloseTo(1, within(1e-6));
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void onlyTheFirstCoefficientSeesAnOffset(BlockTransform transform) {
        for (int k = 0; k < transform.size(); k++) {
            double sum = 0;
            for (float value : transform.forward()[k]) {
                sum += value;
            }
            if (k == 0) {
                assertThat(sum).isGreaterThan(2);
            } else {
                assertThat(sum).isCloseTo(0, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16, 32})
    void theTransformOfAGroupKeepsItsEnergyAndIsUndone(int count) {
        Random random = new Random(count);
        float[][] group = new float[count][64];
        double energy = 0;
        double[] sum = new double[64];
        for (float[] block : group) {
            for (int i = 0; i < 64; i++) {
                block[i] = (float) random.nextGaussian();
                energy += block[i] * block[i];
                sum[i] += block[i];
            }
        }
        float[][] original = Arrays.stream(group).map(float[]::clone).toArray(float[][]::new);
        HaarTransform.forward(group, count, 64);
        double transformed = 0;
        for (float[] block : group) {
            for (float value : block) {
                transformed += value * value;
            }
        }
        assertThat(transformed).isCloseTo(energy, within(1e-5 * energy));
        for (int i = 0; i < 64; i++) {
            assertThat((double) group[0][i]).isCloseTo(sum[i] / Math.sqrt(count), within(1e-5));
        }
        HaarTransform.inverse(group, count, 64);
        for (int b = 0; b < count; b++) {
            for (int i = 0; i < 64; i++) {
                assertThat(group[b][i]).isCloseTo(original[b][i], within(1e-5f));
            }
        }
    }
}
