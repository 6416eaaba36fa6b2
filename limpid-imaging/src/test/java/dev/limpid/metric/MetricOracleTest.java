package dev.limpid.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.testing.SyntheticImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Against scikit-image, and plain numpy where it has no such metric, on synthetic pairs: scripts/fixtures/metrics.py. */
class MetricOracleTest {
    static Stream<Named<JsonNode>> pairs() throws IOException {
        try (InputStream in = MetricOracleTest.class.getResourceAsStream("metrics.json")) {
            return new ObjectMapper()
                    .readTree(Objects.requireNonNull(in))
                    .valueStream()
                    .map(json -> Named.of(json.get("name").asString(), json));
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void agreesWithScikitImage(JsonNode json) {
        IntensityRange range = new IntensityRange(
                json.get("low").floatValue(), json.get("high").floatValue());
        double width = range.width();
        // scikit-image squares the values as they are, and loses digits where the offset is large against the range.
        double lost = 1e-9 + 2e-15 * Math.pow(range.low() / width, 2);
        check(json, "psnr", new Psnr(range), 1e-9);
        check(json, "ssim", Ssim.uniform(range), lost);
        check(json, "ssimWang", Ssim.wang(range), lost);
        check(json, "rmse", new Rmse(Unit.ARBITRARY), 1e-12 * width);
        check(json, "bias", new Bias(Unit.ARBITRARY), 1e-12 * width);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theNoiseEstimateAgreesWithScikitImage(JsonNode json) {
        double expected = json.get("sigma").asDouble();
        assertThat(NoiseEstimate.of(image(json, "test"))).isCloseTo(expected, within(1e-6 * expected));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void agreesWithThePlainDefinition(JsonNode json) {
        IntensityRange range = new IntensityRange(
                json.get("low").floatValue(), json.get("high").floatValue());
        check(json, "wrappedPsnr", new WrappedPsnr(range), 1e-9);
        if (json.has("edgePreservation")) {
            check(json, "edgePreservation", new EdgePreservation(), 1e-5);
        }
        if (json.has("vif")) {
            check(json, "vif", new Vif(range), 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theBenchmarksMetricsAgreeWithTorchmetricsDefinition(JsonNode json) {
        Slice reference = image(json, "reference", Unit.HOUNSFIELD);
        Slice test = image(json, "test", Unit.HOUNSFIELD);
        double rmse = json.get("ldctRmse").asDouble();
        assertThat(LdctMetric.RMSE.of(reference, test)).isCloseTo(rmse, within(1e-9 * rmse + 1e-12));
        if (json.has("ldctVif")) {
            assertThat(LdctMetric.VIF.of(reference, test))
                    .isCloseTo(json.get("ldctVif").asDouble(), within(1e-8));
        }
    }

    private static void check(JsonNode json, String key, Metric metric, double tolerance) {
        assertThat(metric.of(image(json, "reference"), image(json, "test")))
                .as(key)
                .isCloseTo(json.get(key).asDouble(), within(tolerance));
    }

    private static Slice image(JsonNode json, String which) {
        return image(json, which, Unit.ARBITRARY);
    }

    private static Slice image(JsonNode json, String which, Unit unit) {
        JsonNode parameters = json.get(which);
        return new SyntheticImage(
                        json.get("rows").asInt(),
                        json.get("columns").asInt(),
                        parameters.get(0).asDouble(),
                        parameters.get(1).asDouble(),
                        parameters.get(2).asDouble(),
                        parameters.get(3).asInt())
                .slice(unit);
    }
}
