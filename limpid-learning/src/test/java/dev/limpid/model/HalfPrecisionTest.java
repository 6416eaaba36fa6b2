package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle is numpy: {@code scripts/fixtures/safetensors_check.py make} wrote the checksums. */
class HalfPrecisionTest {
    private static final int[] LOWER_HALVES = {
        0, 1, 0x0FFF, 0x1000, 0x1001, 0x2FFF, 0x3000, 0x7FFF, 0x8000, 0x8001, 0xF000, 0xFFFF
    };

    @Nested
    class AgreesWithNumpy {
        @Test
        void onTheValueOfEveryF16() throws IOException {
            ByteBuffer floats = buffer(65536 * 4);
            for (int bits = 0; bits < 65536; bits++) {
                float value = HalfPrecision.fromF16((short) bits);
                if (!Float.isNaN(value)) {
                    floats.putFloat(value);
                }
            }
            assertThat(crc(floats)).isEqualTo(expected("f16.to.f32"));
        }

        @Test
        void onRoundingToF16AroundEveryUpperHalf() throws IOException {
            ByteBuffer halves = buffer(65536 * LOWER_HALVES.length * 2);
            forEachFloat(value -> halves.putShort(HalfPrecision.toF16(value)));
            assertThat(crc(halves)).isEqualTo(expected("f32.to.f16"));
        }

        @Test
        void onRoundingToBf16AroundEveryUpperHalf() throws IOException {
            ByteBuffer halves = buffer(65536 * LOWER_HALVES.length * 2);
            forEachFloat(value -> halves.putShort(HalfPrecision.toBf16(value)));
            assertThat(crc(halves)).isEqualTo(expected("f32.to.bf16"));
        }
    }

    @Nested
    class RoundsTiesToEven {
        @ParameterizedTest
        @CsvSource({
            "1.00048828125, 1.0", // 1 + 2^-11, between 1 and 1 + 2^-10
            "1.00146484375, 1.001953125",
            "65519.996, 65504.0",
            "65520.0, Infinity",
            "2.98023223876953125e-8, 0.0", // 2^-25, between 0 and 2^-24
            "-8.94069671630859375e-8, -1.1920928955078125e-7", // -1.5 * 2^-24
        })
        void toF16(float value, float rounded) {
            assertThat(HalfPrecision.fromF16(HalfPrecision.toF16(value))).isEqualTo(rounded);
        }

        @ParameterizedTest
        @CsvSource({
            "1.00390625, 1.0", // 1 + 2^-8, between 1 and 1 + 2^-7
            "1.01171875, 1.015625",
            "3.4028235e38, Infinity",
        })
        void toBf16(float value, float rounded) {
            assertThat(HalfPrecision.fromBf16(HalfPrecision.toBf16(value))).isEqualTo(rounded);
        }
    }

    @Test
    void everyPatternSurvivesTheWayThereAndBack() {
        for (int bits = 0; bits < 65536; bits++) {
            float half = HalfPrecision.fromF16((short) bits);
            float brain = HalfPrecision.fromBf16((short) bits);
            if (!Float.isNaN(half)) {
                assertThat(HalfPrecision.toF16(half)).isEqualTo((short) bits);
            }
            if (!Float.isNaN(brain)) {
                assertThat(HalfPrecision.toBf16(brain)).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void notANumberStaysSo() {
        float smallest = Float.intBitsToFloat(0x7f800001);
        assertThat(HalfPrecision.fromF16(HalfPrecision.toF16(smallest))).isNaN();
        assertThat(HalfPrecision.fromBf16(HalfPrecision.toBf16(smallest))).isNaN();
    }

    private interface FloatSink {
        void accept(float value);
    }

    private static void forEachFloat(FloatSink sink) {
        for (int upper = 0; upper < 65536; upper++) {
            for (int lower : LOWER_HALVES) {
                float value = Float.intBitsToFloat(upper << 16 | lower);
                if (!Float.isNaN(value)) {
                    sink.accept(value);
                }
            }
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String crc(ByteBuffer filled) {
        CRC32 crc = new CRC32();
        crc.update(filled.flip());
        return String.format("%08x", crc.getValue());
    }

    private static String expected(String key) throws IOException {
        Properties properties = new Properties();
        try (InputStream in =
                Objects.requireNonNull(HalfPrecisionTest.class.getResourceAsStream("numbers.properties"))) {
            properties.load(in);
        }
        return properties.getProperty(key);
    }
}
