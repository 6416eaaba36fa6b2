package dev.limpid.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.testing.SyntheticImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Against scipy.ndimage and the plain definition of non-local means: scripts/fixtures/filters.py. */
class FilterOracleTest {
    static Stream<Named<JsonNode>> cases() throws IOException {
        try (InputStream in = FilterOracleTest.class.getResourceAsStream("filters.json")) {
            return new ObjectMapper()
                    .readTree(Objects.requireNonNull(in))
                    .valueStream()
                    .map(json -> Named.of(json.get("name").asString() + " " + settings(json), json));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheOracle(JsonNode json) {
        JsonNode image = json.get("image");
        Slice noisy = new SyntheticImage(
                        image.get(0).asInt(),
                        image.get(1).asInt(),
                        image.get(2).asDouble(),
                        image.get(3).asDouble(),
                        image.get(4).asDouble(),
                        image.get(5).asInt())
                .slice(Unit.ARBITRARY);
        Slice result = denoiser(json).denoise(noisy);
        for (int i = 0; i < result.size(); i++) {
            double expected = json.get("expected").get(i).asDouble();
            // The fixture has seven digits; non-local means adds 3e-6 for its exponential.
            assertThat((double) result.at(i)).isCloseTo(expected, within(2e-6 * Math.abs(expected) + 2e-3));
        }
    }

    private static Denoiser denoiser(JsonNode json) {
        return switch (json.get("method").asString()) {
            case "gaussian" -> new GaussianFilter(json.get("sigma").asDouble());
            case "median" -> new MedianFilter(json.get("size").asInt());
            default ->
                new NonLocalMeans(
                        json.get("patchSize").asInt(),
                        json.get("patchDistance").asInt(),
                        OptionalDouble.of(json.get("h").asDouble()),
                        OptionalDouble.of(json.get("sigma").asDouble()));
        };
    }

    private static String settings(JsonNode json) {
        return denoiser(json).describe();
    }
}
