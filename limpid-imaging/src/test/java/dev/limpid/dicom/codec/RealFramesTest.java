package dev.limpid.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.ImageFormatException;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real compressed frames against what dcmtk, gdcm and pydicom made of them. */
class RealFramesTest {
    /** Its float arithmetic leaves decoders free to differ in the last bit; all others are exact. */
    private static final String LOSSY_JPEG_2000 = "1.2.840.10008.1.2.4.91";

    @ParameterizedTest
    @MethodSource("dev.limpid.dicom.codec.ManifestEntry#grey")
    void greyFramesGiveTheValuesOfTheReferenceDecoders(ManifestEntry entry) throws Exception {
        List<long[]> frames = entry.decode();
        assertThat(frames).hasSize(entry.number("frames"));
        LongSummaryStatistics values =
                frames.stream().flatMapToLong(LongStream::of).summaryStatistics();
        if (entry.isLossless() || !entry.syntax().equals(LOSSY_JPEG_2000)) {
            assertThat(entry.digest(frames)).isEqualTo(entry.facts().path("valuesSha256").asString());
        } else {
            assertThat((double) values.getMin()).isCloseTo(entry.facts().path("min").asDouble(), within(2.0));
            assertThat((double) values.getMax()).isCloseTo(entry.facts().path("max").asDouble(), within(2.0));
            assertThat(values.getAverage()).isCloseTo(entry.facts().path("mean").asDouble(), within(0.02));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.dicom.codec.ManifestEntry#colour")
    void colourIsRefusedByName(ManifestEntry entry) throws Exception {
        byte[] frame = entry.frames().get(0);
        FrameDecoder decoder = FrameDecoders.forTransferSyntax(entry.syntax()).orElseThrow();
        assertThatThrownBy(() -> decoder.decode(frame, entry.layout()))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageMatching("(?s).*(components|colour).*");
    }
}
