package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The iterations around a denoiser, with denoisers whose result is known in closed form. */
class PlugAndPlayTest {
    private static final int ROWS = 5;
    private static final int COLUMNS = 7;
    private static final GaussianDenoiser IDENTITY = (plane, rows, columns, sigma) -> plane.clone();

    @Nested
    class Splitting {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 8, 24})
        void withAnIdentityAsDenoiserStaysAtTheImage(int iterations) {
            float[] y = random(1);
            for (boolean ensemble : new boolean[] {false, true}) {
                float[] z = use(iterations, ensemble).restore(y, ROWS, COLUMNS, 0.1, IDENTITY);
                for (int i = 0; i < y.length; i++) {
                    assertThat(z[i]).isCloseTo(y[i], within(1e-6f));
                }
            }
        }

        @Test
        void solvesTheQuadraticStepExactly() {
            float[] y = random(2);
            float[] z = random(3);
            double rho = 0.7;
            float[] x = PlugAndPlay.proximal(y, z, rho);
            for (int i = 0; i < x.length; i++) {
                // The derivative of |x - y|^2 + rho |x - z|^2 vanishes.
                assertThat(2 * (x[i] - y[i]) + 2 * rho * (x[i] - z[i])).isCloseTo(0, within(1e-6));
            }
        }

        @Test
        void withAConstantAsDenoiserGivesTheDenoiserTheWeightedMean() {
            // z_k = c for every k, so x_1 = y and x_k = (y + rho_k c) / (1 + rho_k) from then on.
            float[] y = random(4);
            float c = 0.25f;
            double sigma = 0.05;
            PlugAndPlay use = use(4, false);
            List<float[]> seen = new ArrayList<>();
            List<Double> levels = new ArrayList<>();
            float[] z = use.restore(y, ROWS, COLUMNS, sigma, (plane, rows, columns, level) -> {
                seen.add(plane.clone());
                levels.add(level);
                float[] constant = new float[plane.length];
                java.util.Arrays.fill(constant, c);
                return constant;
            });
            assertThat(z).containsOnly(c);
            for (int k = 0; k < 4; k++) {
                double level = 49.0 / 255 * Math.pow(sigma * 255 / 49, k / 3.0);
                assertThat(levels.get(k)).isCloseTo(level, within(1e-9));
                double rho = k == 0 ? 0 : 0.23 * sigma * sigma / (level * level);
                for (int i = 0; i < y.length; i++) {
                    assertThat((double) seen.get(k)[i]).isCloseTo((y[i] + rho * c) / (1 + rho), within(1e-6));
                }
            }
        }

        @Test
        void neverModifiesTheImage() {
            float[] y = random(5);
            float[] before = y.clone();
            use(3, true).restore(y, ROWS, COLUMNS, 0.1, (plane, rows, columns, sigma) -> new float[plane.length]);
            assertThat(y).isEqualTo(before);
        }

        @ParameterizedTest
        @CsvSource({"0.1, 0.19215686, 0.1", "0, 0.19215686, 0.001", "0.5, 0.5, 0.5"})
        void levelsFallFrom49GreyLevelsToThatOfTheImage(double sigma, double first, double last) {
            double[] levels = use(8, false).levels(sigma);
            assertThat(levels[0]).isCloseTo(first, within(1e-7));
            assertThat(levels[7]).isCloseTo(last, within(1e-9));
            for (int k = 1; k < 8; k++) {
                assertThat(levels[k]).isLessThanOrEqualTo(levels[k - 1]);
            }
        }
    }

    @Nested
    class Turning {
        @ParameterizedTest
        @EnumSource(Orientation.class)
        void isUndone(Orientation orientation) {
            float[] plane = random(6);
            float[] turned = orientation.apply(plane, ROWS, COLUMNS);
            assertThat(orientation.undo(turned, ROWS, COLUMNS)).isEqualTo(plane);
        }

        @Test
        void givesEightDifferentPlanes() {
            float[] plane = random(7);
            for (Orientation one : Orientation.values()) {
                for (Orientation other : Orientation.values()) {
                    if (one != other && one.transposes() == other.transposes()) {
                        assertThat(one.apply(plane, ROWS, COLUMNS)).isNotEqualTo(other.apply(plane, ROWS, COLUMNS));
                    }
                }
            }
        }

        @Test
        void doesWhatItsNameSays() {
            float[] plane = {1, 2, 3, 4, 5, 6}; // 1 2 3 over 4 5 6
            assertThat(Orientation.UPRIGHT.apply(plane, 2, 3)).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(Orientation.TRANSPOSED.apply(plane, 2, 3)).containsExactly(1, 4, 2, 5, 3, 6);
            assertThat(Orientation.UPSIDE_DOWN.apply(plane, 2, 3)).containsExactly(4, 5, 6, 1, 2, 3);
            assertThat(Orientation.QUARTER_TURN_RIGHT.apply(plane, 2, 3)).containsExactly(4, 1, 5, 2, 6, 3);
            assertThat(Orientation.LEFT_RIGHT.apply(plane, 2, 3)).containsExactly(3, 2, 1, 6, 5, 4);
            assertThat(Orientation.QUARTER_TURN_LEFT.apply(plane, 2, 3)).containsExactly(3, 6, 2, 5, 1, 4);
            assertThat(Orientation.HALF_TURN.apply(plane, 2, 3)).containsExactly(6, 5, 4, 3, 2, 1);
            assertThat(Orientation.ANTITRANSPOSED.apply(plane, 2, 3)).containsExactly(6, 3, 5, 2, 4, 1);
        }

        @Test
        void makesADenoiserThatPrefersADirectionEven() {
            // A shift to the right by one column; over all orientations it becomes the mean of the four neighbours.
            GaussianDenoiser shift = (plane, rows, columns, sigma) -> {
                float[] shifted = new float[plane.length];
                for (int i = 0; i < plane.length; i++) {
                    shifted[i] = i % columns == 0 ? 0 : plane[i - 1];
                }
                return shifted;
            };
            float[] impulse = new float[ROWS * COLUMNS];
            impulse[2 * COLUMNS + 3] = 1;
            float[] mean = use(1, true).restore(impulse, ROWS, COLUMNS, 0.1, shift);
            for (int i = 0; i < mean.length; i++) {
                int distance = Math.abs(i / COLUMNS - 2) + Math.abs(i % COLUMNS - 3);
                assertThat(mean[i]).isEqualTo(distance == 1 ? 0.25f : 0);
            }
        }

        @Test
        void comesRoundAgainAfterEightIterations() {
            assertThat(Orientation.of(0)).isEqualTo(Orientation.UPRIGHT).isEqualTo(Orientation.of(8));
            assertThat(Orientation.of(13)).isEqualTo(Orientation.of(5));
        }
    }

    @Test
    void numbersOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> use(0, false)).hasMessageContaining("1..100");
        assertThatThrownBy(() -> NoiseLevel.parse("1.5")).hasMessageContaining("auto or a fraction");
        assertThatThrownBy(() -> NoiseLevel.parse("much")).hasMessageContaining("auto or a fraction");
        assertThatThrownBy(() -> NoiseLevel.parse("NaN")).hasMessageContaining("auto or a fraction");
        assertThat(NoiseLevel.parse("auto")).isEqualTo(new NoiseLevel.Estimated());
        assertThat(NoiseLevel.parse("0.1")).isEqualTo(new NoiseLevel.Known(0.1));
    }

    private static PlugAndPlay use(int iterations, boolean ensemble) {
        return new PlugAndPlay(NoiseLevel.DPIR_DEFAULT, iterations, ensemble);
    }

    private static float[] random(long seed) {
        Random random = new Random(seed);
        float[] values = new float[ROWS * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }
}
