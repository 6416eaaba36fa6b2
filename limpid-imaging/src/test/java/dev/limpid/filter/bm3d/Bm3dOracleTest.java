package dev.limpid.filter.bm3d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.testing.SyntheticImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Against the definition in plain numpy, with PyWavelets' and scipy's transforms: scripts/fixtures/bm3d.py. */
class Bm3dOracleTest {
    private static final IntensityRange BYTES = IntensityRange.ofBits(8);
    /** 1e-4 of the range. */
    private static final double TOLERANCE = 0.0255;

    private static JsonNode fixture() throws IOException {
        try (InputStream in = Bm3dOracleTest.class.getResourceAsStream("bm3d.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }

    static Stream<Named<JsonNode>> cases() throws IOException {
        return fixture()
                .get("cases")
                .valueStream()
                .map(json -> Named.of(json.get("name").asString(), json));
    }

    @Test
    void theTransformsAreThoseOfTheLibraries() throws IOException {
        JsonNode expected = fixture().get("transforms");
        check(expected.get("dct8"), BlockTransform.DCT8.forward(), false);
        check(expected.get("dct11"), BlockTransform.DCT11.forward(), false);
        // Which sign a detail has is a convention, and no result depends on it.
        check(expected.get("bior15"), BlockTransform.BIOR15.forward(), true);
    }

    private static void check(JsonNode expected, float[][] actual, boolean upToSign) {
        for (int row = 0; row < actual.length; row++) {
            float[] line = actual[row];
            int largest = 0;
            for (int i = 1; i < line.length; i++) {
                largest = Math.abs(line[i]) > Math.abs(line[largest]) + 1e-6 ? i : largest;
            }
            double theirs = expected.get(row).get(largest).asDouble();
            double sign = upToSign ? Math.signum(theirs) * Math.signum(line[largest]) : 1;
            for (int i = 0; i < line.length; i++) {
                assertThat((double) line[i])
                        .isCloseTo(sign * expected.get(row).get(i).asDouble(), within(1e-6));
            }
        }
    }

    @Test
    void theWindowIsKaisers() throws IOException {
        for (int n : new int[] {8, 11}) {
            JsonNode expected = fixture().get("transforms").get("kaiser" + n);
            double[] window = KaiserWindow.of(n, StageSettings.KAISER_BETA);
            for (int i = 0; i < n; i++) {
                assertThat(window[i]).isCloseTo(expected.get(i).asDouble(), within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theBasicEstimateIsThatOfTheDefinition(JsonNode json) {
        GrayPlane noisy = plane(json);
        Bm3dProfile profile = profile(json);
        float threshold = (float) (profile.lambda() * json.get("sigma").asDouble());
        check(json, "basic", Pass.basic(noisy, profile.basic(), threshold).pixels());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theWienerStepOnItsOwnIsThatOfTheDefinition(JsonNode json) {
        if (json.get("every").asInt() > 1) {
            return; // The fixture holds only a part of the basic estimate.
        }
        GrayPlane noisy = plane(json);
        float[] basic = new float[noisy.pixels().length];
        for (int i = 0; i < basic.length; i++) {
            basic[i] = json.get("basic").get(i).floatValue();
        }
        float variance = (float) Math.pow(json.get("sigma").asDouble(), 2);
        GrayPlane result = Pass.wiener(noisy, noisy.with(basic), profile(json).wiener(), variance);
        check(json, "final", result.pixels());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theResultIsThatOfTheDefinition(JsonNode json) {
        Bm3d bm3d = new Bm3d(BYTES, OptionalDouble.of(json.get("sigma").asDouble()), Optional.of(profile(json)));
        check(json, "final", bm3d.denoise(image(json)).toArray());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theProfileFollowsFromTheNoise(JsonNode json) {
        Bm3d bm3d = new Bm3d(BYTES, OptionalDouble.of(json.get("sigma").asDouble()), Optional.empty());
        check(json, "final", bm3d.denoise(image(json)).toArray());
    }

    private static void check(JsonNode json, String key, float[] actual) {
        int every = json.get("every").asInt();
        for (int i = 0; i < json.get(key).size(); i++) {
            assertThat((double) actual[i * every])
                    .as("pixel " + i * every)
                    .isCloseTo(json.get(key).get(i).asDouble(), within(TOLERANCE));
        }
    }

    private static Bm3dProfile profile(JsonNode json) {
        return Arrays.stream(Bm3dProfile.values())
                .filter(each -> each.label().equals(json.get("profile").asString()))
                .findFirst()
                .orElseThrow();
    }

    private static Slice image(JsonNode json) {
        JsonNode image = json.get("image");
        return new SyntheticImage(
                        image.get(0).asInt(),
                        image.get(1).asInt(),
                        image.get(2).asDouble(),
                        image.get(3).asDouble(),
                        image.get(4).asDouble(),
                        image.get(5).asInt())
                .slice(Unit.ARBITRARY);
    }

    private static GrayPlane plane(JsonNode json) {
        return GrayPlane.of(image(json), new GrayPlane.Scale(0, 1, false), 8);
    }
}
