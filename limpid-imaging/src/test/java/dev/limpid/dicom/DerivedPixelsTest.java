package dev.limpid.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.Slice;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Untouched pixels keep their stored value; changed ones are rounded and saturated. */
class DerivedPixelsTest extends DerivedObjects {
    @ParameterizedTest
    @MethodSource("dev.limpid.dicom.DerivedObjects#fixtures")
    void untouchedPixelsKeepTheirStoredValue(String name) throws IOException {
        try (DicomImage image = derived(name, plane -> plane)) {
            List<int[]> stored = DicomFixtures.stored(name);
            for (int i = 0; i < stored.size(); i++) {
                assertThat(image.storedValues(i)).isEqualTo(stored.get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.dicom.DerivedObjects#fixtures")
    void changedPixelsAreWithinHalfAStepOfWhatWasAsked(String name) throws IOException {
        try (DicomImage source = new DicomFormat().open(DicomFixtures.file(name));
                DicomImage image = derived(name, DerivedObjects::towardsTheMean)) {
            for (int i = 0; i < image.frames(); i++) {
                Slice before = source.frame(i);
                Slice asked = towardsTheMean(before);
                Slice after = image.frame(i);
                double step = Math.abs(source.scale(i).rescale().slope());
                for (int p = 0; p < after.size(); p++) {
                    float expected = before.isPadding(p) ? before.at(p) : asked.at(p);
                    assertThat((double) Math.abs(after.at(p) - expected))
                            .isLessThanOrEqualTo(0.5 * step + 2 * Math.ulp(expected));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.dicom.DerivedObjects#fixtures")
    void valuesOutOfReachSaturate(String name) throws IOException {
        for (float out : new float[] {-1e12f, 1e12f}) {
            try (DicomImage source = new DicomFormat().open(DicomFixtures.file(name));
                    DicomImage image = derived(name, plane -> filled(plane, out))) {
                int[] before = source.storedValues(0);
                Slice plane = source.frame(0);
                int[] after = image.storedValues(0);
                int kept = 0;
                for (int p = 0; p < after.length; p++) {
                    if (plane.isPadding(p)) {
                        assertThat(after[p]).isEqualTo(before[p]);
                        kept++;
                    }
                }
                assertThat(image.frame(0)
                                .padding()
                                .map(mask -> mask.cardinality())
                                .orElse(0))
                        .isBetween(kept, after.length);
                assertThat(Arrays.stream(after).distinct().count()).isLessThanOrEqualTo(kept + 1L);
            }
        }
    }

    @Test
    void imageNeverBecomesPadding() throws IOException {
        try (DicomImage image = derived("mr-padding-range.dcm", plane -> filled(plane, 1.5f))) {
            int[] before = DicomFixtures.stored("mr-padding-range.dcm").get(0);
            int[] after = image.storedValues(0);
            for (int p = 0; p < after.length; p++) {
                assertThat(after[p]).isEqualTo(before[p] <= 20 ? before[p] : 21);
            }
        }
    }

    @Test
    void overlayBitsAboveTheStoredOnesStay() throws IOException {
        String name = "overlay-in-high-bits.dcm";
        try (DicomImage source = new DicomFormat().open(DicomFixtures.file(name));
                DicomImage image = derived(name, DerivedObjects::towardsTheMean)) {
            int[] before = source.cells(0);
            int[] after = image.cells(0);
            for (int p = 0; p < after.length; p++) {
                assertThat(after[p] & 0xF000).isEqualTo(before[p] & 0xF000);
            }
        }
    }

    @Test
    void bitsThatFollowTheSignGoOnToDoSo() throws IOException {
        try (DicomImage image = derived("sign-filled.dcm", DerivedObjects::towardsTheMean)) {
            int[] cells = image.cells(0);
            int[] values = image.storedValues(0);
            for (int p = 0; p < cells.length; p++) {
                assertThat((int) (short) cells[p]).isEqualTo(values[p]);
            }
        }
    }

    @Test
    void smallestAndLargestAreThoseOfTheResult() throws IOException {
        derived("ct.dcm", plane -> filled(plane, -24)).close();
        Dataset header = header(target("ct.dcm"));
        assertThat(header.get(Tag.SMALLEST_PIXEL_VALUE).orElseThrow().vr()).isEqualTo(Vr.SS);
        assertThat(header.integer(Tag.SMALLEST_PIXEL_VALUE)).contains(0L);
        assertThat(header.integer(Tag.LARGEST_PIXEL_VALUE)).contains(0L);
    }

    @Test
    void planesAreAskedForInOrderOnceEach() throws IOException {
        StringBuilder asked = new StringBuilder();
        try (DicomImage source = new DicomFormat().open(DicomFixtures.file("enhanced-ct.dcm"))) {
            source.writeDerived(
                    folder.resolve("order.dcm"),
                    i -> {
                        asked.append(i);
                        return source.frame(i);
                    },
                    HOW);
        }
        assertThat(asked).hasToString("012");
    }
}
