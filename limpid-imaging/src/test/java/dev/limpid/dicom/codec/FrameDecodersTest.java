package dev.limpid.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.limpid.image.ImageFormatException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecodersTest {
    private static final String FIXTURES = "dev.limpid.dicom.codec.Fixture#all";

    @Nested
    class SoundFrames {
        @ParameterizedTest
        @MethodSource(FIXTURES)
        void giveTheSamplesOfAnIndependentDecoder(Fixture fixture) throws Exception {
            assertThat(fixture.decoder().decode(fixture.frame(), fixture.layout()))
                    .isEqualTo(fixture.expected());
        }

        @ParameterizedTest
        @MethodSource(FIXTURES)
        void giveTheSameWithBytesBehindTheirEnd(Fixture fixture) throws Exception {
            byte[] longer = Arrays.copyOf(fixture.frame(), fixture.frame().length + 3);
            assertThat(fixture.decoder().decode(longer, fixture.layout())).isEqualTo(fixture.expected());
        }

        @ParameterizedTest
        @EnumSource(names = {"JPEG", "LOSSLESS_JPEG", "JPEG_LS"})
        void giveTheSameWithFillBytesInFront(Fixture.Family family) throws Exception {
            Fixture fixture = family.fixtures().findFirst().orElseThrow();
            byte[] frame = fixture.frame();
            byte[] filled = new byte[frame.length + 5];
            Arrays.fill(filled, 0, 5, (byte) 0xFF);
            System.arraycopy(frame, 0, filled, 5, frame.length);
            assertThat(fixture.decoder().decode(filled, fixture.layout())).isEqualTo(fixture.expected());
        }

        @ParameterizedTest
        @EnumSource(names = {"JPEG", "LOSSLESS_JPEG", "JPEG_LS"})
        void giveTheSameWhateverTheScanCallsItsComponent(Fixture.Family family) throws Exception {
            Fixture fixture = family.fixtures().findFirst().orElseThrow();
            byte[] frame = fixture.frame();
            for (int i = 0; i + 5 < frame.length; i++) {
                if ((frame[i] & 0xFF) == 0xFF && (frame[i + 1] & 0xFF) == 0xDA) {
                    frame[i + 5] += 77;
                    break;
                }
            }
            assertThat(fixture.decoder().decode(frame, fixture.layout())).isEqualTo(fixture.expected());
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.2.840.10008.1.2.1", "1.2.840.10008.1.2.4.100", "1.2.840.10008.1.2.4.52", ""})
        void ofOtherTransferSyntaxesHaveNoDecoder(String uid) {
            assertThat(FrameDecoders.forTransferSyntax(uid)).isEmpty();
        }
    }

    @Nested
    class DamagedFrames {
        @ParameterizedTest
        @MethodSource(FIXTURES)
        void cutAnywhereAreRefusedOrWhole(Fixture fixture) throws Exception {
            byte[] frame = fixture.frame();
            for (int length = 0; length < frame.length; length++) {
                byte[] cut = Arrays.copyOf(frame, length);
                try {
                    assertThat(fixture.decoder().decode(cut, fixture.layout()))
                            .as("cut to %d of %d bytes", length, frame.length)
                            .isEqualTo(fixture.expected());
                } catch (ImageFormatException refused) {
                    assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
                }
            }
        }

        @ParameterizedTest
        @MethodSource(FIXTURES)
        void withBytesChangedGiveSamplesOrARefusal(Fixture fixture) {
            Random random = new Random(1);
            for (int trial = 0; trial < 300; trial++) {
                byte[] changed = fixture.frame();
                for (int i = 0; i <= trial % 4; i++) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                }
                Throwable thrown = catchThrowable(() -> fixture.decoder().decode(changed, fixture.layout()));
                assertThat(thrown)
                        .satisfiesAnyOf(
                                t -> assertThat(t).isNull(),
                                t -> assertThat(t).isInstanceOf(ImageFormatException.class));
            }
        }

        @ParameterizedTest
        @EnumSource
        void ofNoBytesAreRefused(Fixture.Family family) {
            FrameDecoder decoder =
                    FrameDecoders.forTransferSyntax(family.syntax).orElseThrow();
            assertThatThrownBy(() -> decoder.decode(new byte[0], new FrameLayout(1, 1, 16, 16, 15, false)))
                    .isInstanceOf(ImageFormatException.class);
        }
    }

    @Nested
    class Layouts {
        @ParameterizedTest
        @MethodSource(FIXTURES)
        void thatDifferFromTheCodestreamAreRefused(Fixture fixture) {
            FrameLayout larger = new FrameLayout(Fixture.ROWS + 50, Fixture.COLUMNS + 9, 16, 16, 15, false);
            assertThatThrownBy(() -> fixture.decoder().decode(fixture.frame(), larger))
                    .isInstanceOf(ImageFormatException.class);
        }

        @ParameterizedTest
        @CsvSource({"65535, 65535, 16", "65535, 65535, 8", "0, 17, 16", "13, -1, 16", "13, 17, 12", "40000, 40000, 32"})
        void thatCannotBeAreRefusedBeforeMemoryIsTaken(int rows, int columns, int allocated) {
            FrameLayout layout = new FrameLayout(rows, columns, allocated, allocated, allocated - 1, false);
            for (Fixture.Family family : Fixture.Family.values()) {
                Fixture fixture = family.fixtures().findFirst().orElseThrow();
                assertThatThrownBy(() -> fixture.decoder().decode(fixture.frame(), layout))
                        .isInstanceOf(ImageFormatException.class)
                        .hasMessageNotContainingAny("\n");
            }
        }

        @ParameterizedTest
        @EnumSource(names = {"RLE", "JPEG", "LOSSLESS_JPEG", "JPEG_LS"})
        void farTooLargeForTheBytesAreRefused(Fixture.Family family) throws Exception {
            Fixture fixture = family.fixtures().findFirst().orElseThrow();
            byte[] frame = fixture.frame();
            int size = sizeInHeader(frame);
            if (size > 0) {
                frame[size] = 0x10; // 4096 and some rows and columns
                frame[size + 2] = 0x10;
            }
            FrameLayout layout = new FrameLayout(4096 + 13, 4096 + 17, 8, 8, 7, false);
            assertThatThrownBy(() -> fixture.decoder().decode(frame, layout))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining(family == Fixture.Family.JPEG_LS ? "JPEG-LS" : "cannot hold");
        }

        private static int sizeInHeader(byte[] frame) {
            for (int i = 0; i + 9 < frame.length; i++) {
                int code = frame[i + 1] & 0xFF;
                if ((frame[i] & 0xFF) == 0xFF && ((code >= 0xC0 && code <= 0xC3) || code == 0xF7)) {
                    return i + 5;
                }
            }
            return -1;
        }
    }

    @Nested
    class Refusals {
        @Test
        void nameWhatIsNotSupported() {
            FrameLayout layout = new FrameLayout(13, 17, 16, 16, 15, false);
            assertRefused("1.2.840.10008.1.2.4.50", "FFD8FFC9", "arithmetic", layout);
            assertRefused("1.2.840.10008.1.2.4.50", "FFD8FFC5", "hierarchical", layout);
            assertRefused("1.2.840.10008.1.2.4.50", "FFD8FFF7", "JPEG-LS", layout);
            assertRefused("1.2.840.10008.1.2.4.50", "FFD8FFC000110800 0D0011 03", "3 components", layout);
            assertRefused("1.2.840.10008.1.2.4.80", "FFD8FFF7001108000D001103", "3 components", layout);
            assertRefused("1.2.840.10008.1.2.4.80", "FFD8FFF80003 02", "palette", layout);
            assertRefused("1.2.840.10008.1.2.4.80", "FFD8FFC0", "JPEG", layout);
            assertRefused("1.2.840.10008.1.2.5", "03" + "00".repeat(80), "3 segments", layout);
        }

        @ParameterizedTest
        @CsvSource({"41, 3, 3 components", "42, 63, 64 bits", "11, 255, rows x columns", "27, 1, 17 tiles"})
        void ofJpeg2000ComeFromItsSizeSegment(int place, int value, String why) {
            byte[] frame = new Fixture("j2k-8").frame();
            frame[place] = (byte) value;
            // Seventeen tiles of 14 bytes at the least do not fit into what is left.
            byte[] cut = Arrays.copyOf(frame, 200);
            FrameDecoder decoder =
                    FrameDecoders.forTransferSyntax("1.2.840.10008.1.2.4.90").orElseThrow();
            assertThatThrownBy(() -> decoder.decode(cut, new Fixture("j2k-8").layout()))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining(why);
        }

        private static void assertRefused(String uid, String hex, String why, FrameLayout layout) {
            byte[] bytes = Arrays.copyOf(java.util.HexFormat.of().parseHex(hex.replace(" ", "")), 100);
            assertThatThrownBy(() ->
                            FrameDecoders.forTransferSyntax(uid).orElseThrow().decode(bytes, layout))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining(why);
        }
    }
}
