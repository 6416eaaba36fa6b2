package dev.limpid.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found by itself in a phantom. */
class PhantomSearchTest {
    private static final int SIZE = 256;
    private static final double MM = 0.9;

    /** A cylinder of water with four round inserts, air among them, a square, and a wall of air with noise. */
    private static Slice phantom(double noise) {
        double[][] discs = {{40, 0, 12.5, -95}, {0, 45, 12.5, 120}, {-45, 0, 12.5, -1000}, {0, -45, 5, 40}};
        float[] pixels = new float[SIZE * SIZE];
        for (int i = 0; i < pixels.length; i++) {
            double x = (i % SIZE - 128) * MM;
            double y = (i / SIZE - 128) * MM;
            double value = Math.hypot(x, y) < 95 ? 0 : -1000;
            value = Math.abs(x - 40) < 9 && Math.abs(y - 45) < 4 ? 150 : value;
            for (double[] disc : discs) {
                value = Math.hypot(x - disc[0], y - disc[1]) < disc[2] ? disc[3] : value;
            }
            pixels[i] = (float) value;
        }
        Slice clean = Slice.builder(SIZE, SIZE, Unit.HOUNSFIELD)
                .spacing(new PixelSpacing(MM, MM))
                .rows(0, SIZE, pixels)
                .build();
        return noise > 0 ? Discs.withNoise(clean, noise, 3) : clean;
    }

    @Test
    void roundInsertsAreFoundAndNothingElse() {
        for (double noise : new double[] {0, 15}) {
            List<Insert> found = InsertSearch.of(phantom(noise));
            assertThat(found).as("noise %s: %s", noise, found).hasSize(4);
            double[][] expected = {{0, -45, 5}, {40, 0, 12.5}, {-45, 0, 12.5}, {0, 45, 12.5}};
            for (double[] each : expected) {
                assertThat(found)
                        .as("noise %s, insert at %s,%s", noise, each[0], each[1])
                        .anySatisfy(insert -> {
                            assertThat((insert.column() - 128) * MM).isCloseTo(each[0], within(0.5));
                            assertThat((insert.row() - 128) * MM).isCloseTo(each[1], within(0.5));
                            assertThat(insert.radiusMm()).isCloseTo(each[2], within(0.6));
                        });
            }
        }
    }

    @Test
    void patchesForNoiseLieApartInWaterOnly() {
        Slice phantom = phantom(15);
        List<Window> patches = UniformPatches.of(phantom);
        assertThat(patches).hasSizeGreaterThanOrEqualTo(4);
        Slice clean = phantom(0);
        for (Window patch : patches) {
            for (int row = patch.row(); row < patch.row() + patch.rows(); row++) {
                for (int column = patch.column(); column < patch.column() + patch.columns(); column++) {
                    assertThat(clean.at(row, column)).as("%s,%s", column, row).isZero();
                }
            }
            for (Window other : patches) {
                assertThat(patch == other
                                || Math.abs(patch.row() - other.row()) >= patch.rows()
                                || Math.abs(patch.column() - other.column()) >= patch.columns())
                        .isTrue();
            }
        }
        NoisePowerSpectrum spectrum = NoisePowerSpectrum.of(phantom, patches, false);
        assertThat(Math.sqrt(spectrum.variance())).isCloseTo(15, within(0.5));
    }

    @Test
    void imagesThatHaveNoneGiveNone() {
        assertThat(InsertSearch.of(Discs.blurred(64, new PixelSpacing(1, 1), new Insert(32, 32, 10), 1, -1000, 0)))
                .isEmpty();
        assertThat(UniformPatches.of(phantom(0))).isEmpty();
        Slice grey = Slice.of(8, 8, new float[64], Unit.ARBITRARY);
        assertThatThrownBy(() -> InsertSearch.of(grey)).hasMessageContaining("Hounsfield");
    }

    @Test
    void spectraOfOtherWindowsHaveNoMean() {
        Slice phantom = phantom(15);
        NoisePowerSpectrum one = NoisePowerSpectrum.of(phantom, List.of(new Window(120, 120, 16, 16, 0)), false);
        NoisePowerSpectrum other = NoisePowerSpectrum.of(phantom, List.of(new Window(120, 120, 16, 12, 0)), false);
        assertThatThrownBy(() -> NoisePowerSpectrum.mean(List.of(one, other))).hasMessageContaining("no mean");
        NoisePowerSpectrum both = NoisePowerSpectrum.of(
                phantom, List.of(new Window(120, 120, 16, 16, 0), new Window(140, 120, 16, 16, 0)), false);
        NoisePowerSpectrum second = NoisePowerSpectrum.of(phantom, List.of(new Window(140, 120, 16, 16, 0)), false);
        assertThat(NoisePowerSpectrum.mean(List.of(one, second)).power())
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(both.power());
    }
}
