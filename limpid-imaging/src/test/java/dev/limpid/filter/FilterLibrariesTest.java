package dev.limpid.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.testing.SyntheticImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * By the usual names and defaults, against SciPy, OpenCV and scikit-image: scripts/fixtures/filters_more.py. The border is
 * left out only where they continue the image differently.
 */
class FilterLibrariesTest {
    private static final double TOLERANCE = 1e-4;

    static Stream<Named<JsonNode>> cases() throws IOException {
        try (InputStream in = FilterLibrariesTest.class.getResourceAsStream("libraries.json")) {
            return new ObjectMapper()
                    .readTree(Objects.requireNonNull(in))
                    .valueStream()
                    .map(json -> Named.of(json.get("name").asString() + " " + settings(json), json));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesToAPartInTenThousandOfTheRange(JsonNode json) {
        JsonNode image = json.get("image");
        Slice noisy = new SyntheticImage(
                        image.get(0).asInt(),
                        image.get(1).asInt(),
                        image.get(2).asDouble(),
                        image.get(3).asDouble(),
                        image.get(4).asDouble(),
                        image.get(5).asInt())
                .slice(Unit.ARBITRARY);
        IntensityRange range = new IntensityRange(
                (float) json.get("low").asDouble(), (float) json.get("high").asDouble());
        Slice result =
                denoiser(json.get("method").asString(), settings(json), range).denoise(noisy);
        int border = json.get("border").asInt();
        for (int y = border; y < noisy.rows() - border; y++) {
            for (int x = border; x < noisy.columns() - border; x++) {
                double expected =
                        json.get("expected").get(y * noisy.columns() + x).asDouble() * 1e-6;
                assertThat((double) range.normalise(result.at(y, x)))
                        .as("row %d, column %d", y, x)
                        .isCloseTo(expected, within(TOLERANCE));
            }
        }
    }

    private static Map<String, String> settings(JsonNode json) {
        Map<String, String> settings = new HashMap<>();
        json.get("set")
                .propertyNames()
                .forEach(name -> settings.put(name, json.get("set").get(name).asString()));
        return settings;
    }

    private static Denoiser denoiser(String method, Map<String, String> settings, IntensityRange range) {
        return ServiceLoader.load(DenoiserProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(method))
                .findFirst()
                .orElseThrow()
                .create(settings, range);
    }
}
