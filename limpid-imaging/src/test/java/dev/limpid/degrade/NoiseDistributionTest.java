package dev.limpid.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Every noise's draws against scipy's distribution of that name: scripts/fixtures/degradations.py. */
class NoiseDistributionTest {
    private static final IntensityRange UNIT = new IntensityRange(0, 1);
    private static final long SEED = 20;

    static Stream<Named<JsonNode>> continuousAndCounted() throws IOException {
        return cases().filter(json -> json.getPayload().has("quantiles"));
    }

    static Stream<Named<JsonNode>> impulses() throws IOException {
        return cases().filter(json -> json.getPayload().has("hits"));
    }

    private static Stream<Named<JsonNode>> cases() throws IOException {
        try (InputStream in = NoiseDistributionTest.class.getResourceAsStream("degradations.json")) {
            return new ObjectMapper()
                    .readTree(Objects.requireNonNull(in))
                    .valueStream()
                    .map(json -> Named.of(
                            json.get("kind").asString() + " " + json.get("set") + " of "
                                    + json.get("value").asDouble(),
                            json));
        }
    }

    @ParameterizedTest
    @MethodSource("continuousAndCounted")
    void liesWithinTheKolmogorovSmirnovBound(JsonNode json) {
        float[] sample = sample(json);
        Arrays.sort(sample);
        for (int i = 0; i < json.get("quantiles").size(); i++) {
            double quantile = json.get("quantiles").get(i).asDouble();
            double below = (double) atMost(sample, quantile) / sample.length;
            assertThat(below)
                    .as("share of draws up to %s", quantile)
                    .isCloseTo(
                            json.get("probabilities").get(i).asDouble(),
                            within(json.get("distance").asDouble()));
        }
    }

    @ParameterizedTest
    @MethodSource("continuousAndCounted")
    void hasTheMeanAndVarianceOfItsDensity(JsonNode json) {
        float[] sample = sample(json);
        double mean = json.get("mean").asDouble();
        double variance = json.get("variance").asDouble();
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        for (float value : sample) {
            double deviation = value - mean;
            sum += deviation;
            squares += deviation * deviation;
            fourths += Math.pow(deviation, 4);
        }
        int n = sample.length;
        // Four standard errors; that of the variance from the sample's own fourth moment.
        assertThat(sum / n).isCloseTo(0, within(4 * Math.sqrt(variance / n)));
        double spread = Math.sqrt((fourths / n - variance * variance) / n);
        assertThat(squares / n).isCloseTo(variance, within(4 * spread));
    }

    @ParameterizedTest
    @MethodSource("impulses")
    void hitsAsManyPixelsAsTheBinomialLawAllows(JsonNode json) {
        int low = 0;
        int high = 0;
        for (float value : sample(json)) {
            low += value == 0 ? 1 : 0;
            high += value == 1 ? 1 : 0;
            assertThat(value).isIn(0f, 1f, json.get("value").floatValue());
        }
        assertThat(low + high).isBetween(bound(json, "hits", 0), bound(json, "hits", 1));
        assertThat(low).isBetween(bound(json, "half", 0), bound(json, "half", 1));
        assertThat(high).isBetween(bound(json, "half", 0), bound(json, "half", 1));
    }

    private static int bound(JsonNode json, String name, int end) {
        return json.get(name).get(end).asInt();
    }

    private static float[] sample(JsonNode json) {
        int edge = (int) Math.sqrt(json.get("pixels").asInt());
        float[] pixels = new float[edge * edge];
        Arrays.fill(pixels, json.get("value").floatValue());
        Map<String, String> set = new LinkedHashMap<>();
        json.get("set")
                .propertyStream()
                .forEach(each -> set.put(each.getKey(), each.getValue().asString()));
        DegradationKind kind =
                DegradationKinds.find(json.get("kind").asString()).orElseThrow();
        Draw draw = kind.draw(set, 1, SEED);
        return DegradationKinds.apply(draw, Slice.of(edge, edge, pixels, Unit.NORMALISED), UNIT)
                .toArray();
    }

    private static int atMost(float[] sorted, double limit) {
        int count = 0;
        while (count < sorted.length && sorted[count] <= limit) {
            count++;
        }
        return count;
    }
}
