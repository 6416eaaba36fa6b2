package dev.limpid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.bench.layout.ImageRef;
import dev.limpid.degrade.DegradationKind;
import dev.limpid.degrade.DegradationKinds;
import dev.limpid.degrade.GaussianNoise;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class CorruptionTest {
    private static final DegradationKind GAUSSIAN =
            DegradationKinds.find("gaussian").orElseThrow();

    private static BenchImage image(String name) {
        float[] pixels = new float[32 * 32];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i == 7 ? 1500 : -1000 + 60 * (i % 32);
        }
        return new BenchImage(
                new ImageRef("s", "p", Path.of(name), name, 0, Optional.empty()),
                Modality.CT,
                IntensityRange.CT,
                Optional.empty(),
                PlaneOrientation.AS_STORED,
                Slice.of(32, 32, pixels, Unit.HOUNSFIELD),
                Optional.empty());
    }

    private static Corruption corruption(boolean clip, long seed) {
        return new Corruption(GAUSSIAN, Map.of("sigma", "0.1"), 1, clip, seed);
    }

    @Test
    void gaussianNoiseIsThatOfTheSeedAndTheFilesChecksum() {
        CRC32 checksum = new CRC32();
        checksum.update("a/b.dcm".getBytes(StandardCharsets.UTF_8));
        Slice expected = new GaussianNoise(IntensityRange.CT, 0.1)
                .apply(image("a/b.dcm").clean(), 3 * 0x1_0000_0000L + checksum.getValue());
        assertThat(corruption(false, 3).apply(image("a/b.dcm")).toArray()).containsExactly(expected.toArray());
    }

    @Test
    void everyImageAndSeedHasItsOwnStream() {
        float[] first = corruption(false, 1).apply(image("a")).toArray();
        assertThat(corruption(false, 1).apply(image("a")).toArray()).containsExactly(first);
        assertThat(corruption(false, 1).apply(image("b")).toArray()).isNotEqualTo(first);
        assertThat(corruption(false, 2).apply(image("a")).toArray()).isNotEqualTo(first);
    }

    @Test
    void clippingKeepsToTheRangeAndLeavesAloneWhatWasOutside() {
        float[] free = corruption(false, 1).apply(image("a")).toArray();
        float[] clipped = corruption(true, 1).apply(image("a")).toArray();
        for (int i = 0; i < free.length; i++) {
            float expected = i == 7 ? free[i] : Math.max(-1000, Math.min(1000, free[i]));
            assertThat(clipped[i]).isEqualTo(expected);
        }
    }

    @Test
    void itSaysWhatItDoes() {
        assertThat(corruption(false, 1).describe()).isEqualTo("gaussian (sigma=0.1)");
        assertThat(corruption(true, 1).withSeverity(0.5).describe())
                .isEqualTo("gaussian (sigma=0.1, severity 0.5, clipped)");
        assertThat(new Corruption(GAUSSIAN, Map.of(), 1, false, 1).describe()).isEqualTo("gaussian (severity 1)");
    }
}
