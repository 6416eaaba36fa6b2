package dev.limpid.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.ImageFormatException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real compressed frames against what dcmtk, gdcm and pydicom made of them, bit by bit: they agree with each other on
 * lossy frames too.
 */
class RealFramesTest {
    @ParameterizedTest
    @MethodSource("dev.limpid.dicom.codec.ManifestEntry#grey")
    void greyFramesGiveTheValuesOfTheReferenceDecoders(ManifestEntry entry) throws Exception {
        List<long[]> frames = entry.decode();
        assertThat(frames).hasSize(entry.number("frames"));
        assertThat(entry.digest(frames))
                .isEqualTo(entry.facts().path("valuesSha256").asString());
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
