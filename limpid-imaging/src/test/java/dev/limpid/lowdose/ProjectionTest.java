package dev.limpid.lowdose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** To the projections and back. */
class ProjectionTest {
    private static final WaterBody BODY = new WaterBody(150, 100);
    private static final PixelSpacing PIXEL = new PixelSpacing(1, 1);

    @Test
    void lineIntegralsOfAnEllipseAreThoseOfTheClosedForm() {
        LineIntegrals integrals = LineIntegrals.of(AttenuationMap.of(BODY.slice(400, 1)));
        for (double angle : new double[] {0, 0.3, Math.PI / 2, 2.2, 3.1}) {
            for (double t = -140; t <= 140; t += 7) {
                double edge = Math.sqrt(Math.pow(150 * Math.cos(angle), 2) + Math.pow(100 * Math.sin(angle), 2));
                // At its edge the chord is steeper than cells can show.
                double allowed = Math.abs(Math.abs(t) - edge) < 6 ? 0.6 : 0.06;
                assertThat(integrals.at(angle, t))
                        .as("angle %s, t %s", angle, t)
                        .isCloseTo(BODY.lineIntegral(angle, t), within(allowed));
            }
        }
    }

    @Test
    void paddingAndWhatIsBelowAirAttenuateNothing() {
        Slice body = BODY.slice(300, 1.2);
        float[] pixels = body.toArray();
        BitSet corner = new BitSet();
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] < -500) {
                pixels[i] = i % 2 == 0 ? -3024 : 2000;
                corner.set(i, i % 2 == 1);
            }
        }
        Slice padded = Slice.builder(300, 300, body.unit())
                .spacing(body.spacing().orElseThrow())
                .padding(corner)
                .rows(0, 300, pixels)
                .build();
        assertThat(AttenuationMap.of(padded).values())
                .isEqualTo(AttenuationMap.of(body).values());
    }

    @Test
    void pixelsThatAreNotSquareGiveTheSameBody() {
        LineIntegrals square = LineIntegrals.of(AttenuationMap.of(BODY.slice(400, 1)));
        LineIntegrals flat = LineIntegrals.of(AttenuationMap.of(BODY.slice(200, 500, new PixelSpacing(2, 0.8))));
        for (double angle : new double[] {0.1, 1, 1.6, 2.7}) {
            assertThat(flat.at(angle, 10)).isCloseTo(square.at(angle, 10), within(0.05));
        }
    }

    @Test
    void backProjectionOfTheAnalyticSinogramIsTheBody() {
        ParallelGrid grid = ParallelGrid.covering(200, 576, 0.5);
        float[] sinogram = new float[grid.size()];
        for (int i = 0; i < sinogram.length; i++) {
            sinogram[i] = (float) BODY.lineIntegral(grid.angle(i / grid.bins()), grid.distance(i % grid.bins()));
        }
        float[] image = new BackProjection(grid, ReconstructionKernel.SMOOTH).image(sinogram, 240, 340, PIXEL);
        for (int row = 0; row < 240; row += 3) {
            for (int column = 0; column < 340; column += 3) {
                double x = column - 169.5;
                double y = row - 119.5;
                double radius = Math.hypot(x / 150, y / 100);
                if (Math.abs(radius - 1) > 0.06) {
                    double expected = radius < 1 ? AttenuationMap.WATER : 0;
                    assertThat((double) image[row * 340 + column])
                            .as("row %s, column %s", row, column)
                            .isCloseTo(expected, within(0.01 * AttenuationMap.WATER));
                }
            }
        }
    }

    @Test
    void whiteNoiseOfTheRaysGivesTheVarianceOfTheFormula() {
        for (ReconstructionKernel kernel :
                new ReconstructionKernel[] {ReconstructionKernel.SMOOTH, ReconstructionKernel.SHARP}) {
            ParallelGrid grid = ParallelGrid.covering(130, 576, 0.35);
            float[] sinogram = new float[grid.size()];
            PixelRandom random = new PixelRandom(3, 1);
            for (int i = 0; i < sinogram.length; i++) {
                sinogram[i] = (float) random.gaussian();
            }
            BackProjection reconstruction = new BackProjection(grid, kernel);
            float[] image = reconstruction.image(sinogram, 256, 256, new PixelSpacing(0.7, 0.7));
            double sum = 0;
            for (float value : image) {
                sum += value * value;
            }
            double expected = Math.PI * Math.PI / grid.views() * reconstruction.gain();
            assertThat(sum / image.length).isCloseTo(expected, within(0.03 * expected));
        }
    }

    @Test
    void moreThanEightThousandBinsAreNoMatter() {
        ParallelGrid grid = ParallelGrid.covering(200, 16, 0.03);
        assertThat(grid.bins()).isGreaterThan(8192);
        float[] sinogram = new float[grid.size()];
        for (int i = 0; i < sinogram.length; i++) {
            sinogram[i] = (float) BODY.lineIntegral(grid.angle(i / grid.bins()), grid.distance(i % grid.bins()));
        }
        float[] image = new BackProjection(grid, ReconstructionKernel.SMOOTH).image(sinogram, 3, 300, PIXEL);
        assertThat((double) image[300 + 150]).isCloseTo(AttenuationMap.WATER, within(0.1 * AttenuationMap.WATER));
    }

    @Test
    void everyRayOfATurnFallsOnOneCell() {
        FanBeam scanner = FanBeam.SOMATOM_DEFINITION;
        double sum = 0;
        double width = 0.25;
        for (double t = -scanner.fieldRadiusMm() + width / 2; t < scanner.fieldRadiusMm(); t += width) {
            sum += scanner.raysPerCell(t, width, Math.PI / 576) * 576;
        }
        assertThat(sum).isCloseTo(736.0 * 1152, within(0.002 * 736 * 1152));
    }
}
