package dev.limpid.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.ImageFormats;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Section;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NiftiReadingTest extends NiftiFiles {
    @ParameterizedTest
    @MethodSource("dev.limpid.nifti.NiftiFiles#everyType")
    void givesTheVoxelsOfEveryTypeAndByteOrder(String name) throws IOException {
        try (StoredImage image = open(fixture(name))) {
            assertThat(image.frames()).isEqualTo(DEPTH);
            assertThat(image.range()).isEmpty();
            for (int k = 0; k < DEPTH; k++) {
                Slice slice = image.frame(k);
                assertThat(slice.rows()).isEqualTo(ROWS);
                assertThat(slice.columns()).isEqualTo(COLUMNS);
                assertThat(slice.unit()).isEqualTo(Unit.ARBITRARY);
                assertThat(slice.toArray()).isEqualTo(plane(name.charAt(0), k, 0));
            }
        }
    }

    @Test
    void countsFramesAlongTheFurtherAxesAndGoesBack() throws IOException {
        try (StoredImage image = open(fixture("series.nii.gz"))) {
            assertThat(image.frames()).isEqualTo(6);
            for (int frame : new int[] {0, 5, 2, 2, 1, 4, 3}) {
                assertThat(image.frame(frame).toArray()).isEqualTo(plane('i', frame % DEPTH, frame / DEPTH));
            }
        }
    }

    @Test
    void takesAFileOfOnePlane() throws IOException {
        try (StoredImage image = open(fixture("plane.nii"))) {
            assertThat(image.frames()).isEqualTo(1);
            assertThat(image.frame(0).toArray()).isEqualTo(plane('i', 0, 0));
        }
    }

    @Test
    void appliesSlopeAndIntercept() throws IOException {
        float[] expected = plane('i', 1, 0);
        for (int i = 0; i < expected.length; i++) {
            expected[i] = expected[i] * 0.5f - 1000;
        }
        try (StoredImage image = open(fixture("scaled.nii"))) {
            assertThat(image.frame(1).toArray()).isEqualTo(expected);
        }
    }

    @Test
    void givesTheSpacingInMillimetresWhateverTheUnit() throws IOException {
        try (StoredImage image = open(fixture("i2-little.nii"));
                StoredImage metres = open(fixture("plane.nii"))) {
            PixelSpacing spacing = image.frame(0).spacing().orElseThrow();
            assertThat(spacing.columnMm()).isCloseTo(Math.hypot(1.5, 0.05), within(1e-6));
            assertThat(spacing.rowMm()).isCloseTo(Math.hypot(0.1, 2.5), within(1e-6));
            assertThat(metres.frame(0).spacing().orElseThrow().rowMm()).isCloseTo(1000 * spacing.rowMm(), within(1e-3));
        }
    }

    @Test
    void aPlanesSectionIsItsPlaceInItsVolume() throws IOException {
        try (StoredImage image = open(fixture("i2-little.nii"))) {
            Section first = image.section(0).orElseThrow();
            Section second = image.section(1).orElseThrow();
            assertThat(first.positionMm()).isZero();
            assertThat(second.positionMm()).isCloseTo(first.thicknessMm(), within(1e-9));
            assertThat(image.frame(1).section()).contains(second);
        }
        try (StoredImage single = open(fixture("plane.nii"))) {
            assertThat(single.section(0)).isEmpty();
        }
    }

    @Test
    void isRecognisedByContentWhateverTheName() throws IOException {
        Path plain = Files.copy(fixture("i2-big.nii"), folder.resolve("a.dat"));
        Path packed = Files.copy(fixture("series.nii.gz"), folder.resolve("b.png"));
        try (StoredImage a = ImageFormats.open(plain);
                StoredImage b = ImageFormats.open(packed)) {
            assertThat(a.format()).isEqualTo("NIfTI-1");
            assertThat(b.format()).isEqualTo("NIfTI-1");
        }
    }
}
