package dev.limpid.cli;

import dev.limpid.batch.Problem;
import dev.limpid.degrade.Degradation;
import dev.limpid.degrade.DegradationKinds;
import dev.limpid.degrade.Draw;
import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What was drawn for one file: with the file, all that its degraded pixels depend on. Kept as
 * {@code NAME.degradation.json}, from which {@code --replay} takes it.
 *
 * @param kind the kind's name
 * @param severity that was asked for
 * @param range the intensities that count as 0 and 1
 * @param run what the whole run has in common, which keeps a series together
 * @param draws one a plane
 */
record DegradationRecord(String kind, double severity, IntensityRange range, String run, List<Draw> draws) {
    /** Plane by plane, what is done; each is applied with the seed of its draw. */
    List<Degradation> degradations() {
        return draws.stream().map(draw -> DegradationKinds.replay(draw, range)).toList();
    }

    /** How the result was made. The same draws give the same text, drawn anew or replayed. */
    Derivation derivation() {
        String what = draws.size() == 1
                ? text(draws.get(0))
                : text(draws.get(0)) + " and " + (draws.size() - 1) + " more planes, checksum "
                        + checksum(draws.toString());
        String how = what + ", range " + range.low() + ":" + range.high() + Version.revision();
        return new Derivation(
                kind,
                Version.number(),
                how,
                "Degraded on purpose by Limpid " + Version.number() + " with " + how + ".",
                "degraded: " + run,
                Derivation.Process.DEGRADED);
    }

    private static String text(Draw draw) {
        StringBuilder text = new StringBuilder(draw.kind()).append('(');
        draw.parameters()
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append(", "));
        return text.append("seed=").append(draw.seed()).append(')').toString();
    }

    /** The checksum of a name or text, of 32 bits. */
    static long checksum(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }

    Map<String, Object> toMap(Path image) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("image", image);
        map.put("kind", kind);
        map.put("severity", severity);
        map.put("range", List.of(range.low(), range.high()));
        map.put("version", Version.full());
        map.put("run", run);
        List<Map<String, Object>> planes = new ArrayList<>();
        for (Draw draw : draws) {
            Map<String, Object> plane = new LinkedHashMap<>();
            plane.put("seed", draw.seed());
            plane.put("parameters", draw.parameters());
            planes.add(plane);
        }
        map.put("draws", planes);
        return map;
    }

    /**
     * Reads a record.
     *
     * @throws ImageFormatException if it is none, or its draws are not those of a kind there is, saying in one line why
     */
    static DegradationRecord read(Path file) throws IOException {
        byte[] text = Files.readAllBytes(file);
        try {
            JsonNode json = new ObjectMapper().readTree(text);
            String kind = json.required("kind").stringValue();
            List<Draw> draws = new ArrayList<>();
            for (JsonNode plane : json.required("draws")) {
                Map<String, Double> parameters = new LinkedHashMap<>();
                plane.required("parameters")
                        .properties()
                        .forEach(each ->
                                parameters.put(each.getKey(), each.getValue().doubleValue()));
                draws.add(new Draw(kind, parameters, plane.required("seed").longValue()));
            }
            JsonNode range = json.required("range");
            DegradationRecord record = new DegradationRecord(
                    kind,
                    json.required("severity").doubleValue(),
                    new IntensityRange(
                            range.required(0).floatValue(), range.required(1).floatValue()),
                    json.required("run").stringValue(),
                    List.copyOf(draws));
            record.degradations();
            return record;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new ImageFormatException(
                    Problem.show(file) + " is not a record of 'limpid degrade': " + Problem.oneLine(reason(e)), e);
        }
    }

    private static String reason(RuntimeException failure) {
        return failure instanceof JacksonException json
                ? json.getOriginalMessage()
                : String.valueOf(failure.getMessage());
    }
}
