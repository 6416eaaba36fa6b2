package dev.limpid.model;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A {@link ModelCard} as JSON, field by field; the place to look up the field names. */
final class CardJson {
    private static final int LONGEST = 4_000_000;

    private CardJson() {}

    static ModelCard read(String json) throws ModelFormatException {
        if (json.length() > LONGEST) {
            throw new ModelFormatException("its card is longer than " + LONGEST + " characters");
        }
        Map<String, Object> tree;
        try {
            tree = Json.readObject(json);
        } catch (ModelFormatException e) {
            throw new ModelFormatException("its card is " + e.getMessage(), e);
        }
        try {
            return card(new JsonFields("", tree));
        } catch (IllegalArgumentException e) {
            // The records state their own bounds.
            throw new ModelFormatException("its card is wrong: " + e.getMessage(), e);
        }
    }

    private static ModelCard card(JsonFields card) throws ModelFormatException {
        List<MeasuredResult> results = new ArrayList<>();
        for (JsonFields result : card.objects("results")) {
            results.add(result(result));
        }
        Optional<JsonFields> domain = card.optionalObject("domain");
        return new ModelCard(
                card.text("name"),
                card.text("title"),
                card.text("task", ModelCard.DENOISE),
                architecture(card.object("architecture")),
                input(card.object("input")),
                training(card.object("training")),
                domain.isPresent() ? Optional.of(domain(domain.get())) : Optional.empty(),
                results,
                card.text("licence"),
                card.text("retrainCommand"),
                card.text("evaluationCommand"));
    }

    private static Architecture architecture(JsonFields fields) throws ModelFormatException {
        return new Architecture(fields.text("name"), fields.object("parameters").scalars(), fields.small("halo"));
    }

    private static ModelInput input(JsonFields fields) throws ModelFormatException {
        Optional<IntensityRange> range = Optional.empty();
        if (fields.has("range")) {
            JsonFields ends = fields.object("range");
            range = Optional.of(new IntensityRange((float) ends.number("low"), (float) ends.number("high")));
        }
        Optional<Standardisation> standardisation = Optional.empty();
        if (fields.has("standardisation")) {
            JsonFields by = fields.object("standardisation");
            standardisation = Optional.of(new Standardisation(by.number("mean"), by.number("deviation")));
        }
        return new ModelInput(
                fields.constant("modality", Modality.class),
                range,
                fields.constant("unit", Unit.class),
                fields.number("margin"),
                fields.flag("corrected"),
                fields.has("specialist") ? Optional.of(fields.text("specialist")) : Optional.empty(),
                standardisation,
                fields.has("localMean") ? Optional.of(fields.number("localMean")) : Optional.empty());
    }

    private static Training training(JsonFields fields) throws ModelFormatException {
        List<Training.Source> sources = new ArrayList<>();
        for (JsonFields source : fields.objects("sources")) {
            sources.add(new Training.Source(
                    source.text("name"), source.text("licence"), source.small("patients"), source.small("images")));
        }
        List<Training.Noise> degradations = new ArrayList<>();
        for (JsonFields noise : fields.objects("degradations")) {
            degradations.add(new Training.Noise(
                    noise.text("kind"), noise.object("parameters").scalars()));
        }
        return new Training(
                sources,
                degradations,
                fields.whole("seed"),
                fields.whole("steps"),
                fields.small("batch"),
                fields.small("patch"),
                fields.text("precision"),
                fields.text("loss"),
                fields.text("schedule"),
                fields.number("wallSeconds"),
                fields.text("hardware"),
                fields.text("codeVersion"),
                fields.text("date"));
    }

    private static DomainRange domain(JsonFields fields) throws ModelFormatException {
        Map<DomainFeature, DomainRange.Interval> intervals = new EnumMap<>(DomainFeature.class);
        for (DomainFeature feature : DomainFeature.values()) {
            if (fields.has(feature.key())) {
                JsonFields ends = fields.object(feature.key());
                intervals.put(feature, new DomainRange.Interval(ends.number("low"), ends.number("high")));
            }
        }
        return new DomainRange(intervals);
    }

    private static MeasuredResult result(JsonFields fields) throws ModelFormatException {
        return new MeasuredResult(
                fields.text("dataSet"),
                fields.text("split"),
                fields.text("patient"),
                fields.text("degradation"),
                fields.text("method"),
                fields.text("metric"),
                fields.number("value"),
                fields.has("sd") ? OptionalDouble.of(fields.number("sd")) : OptionalDouble.empty());
    }

    static String write(ModelCard card) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", card.name());
        tree.put("title", card.title());
        tree.put("task", card.task());
        tree.put("architecture", tree(card.architecture()));
        tree.put("input", tree(card.input()));
        tree.put("training", tree(card.training()));
        card.domain().ifPresent(domain -> tree.put("domain", tree(domain)));
        tree.put("results", card.results().stream().map(CardJson::tree).toList());
        tree.put("licence", card.licence());
        tree.put("retrainCommand", card.retrainCommand());
        tree.put("evaluationCommand", card.evaluationCommand());
        return Json.write(tree);
    }

    static Map<String, Object> tree(Architecture architecture) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", architecture.name());
        tree.put("parameters", architecture.parameters());
        tree.put("halo", architecture.halo());
        return tree;
    }

    static Map<String, Object> tree(ModelInput input) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("modality", input.modality().name());
        input.range().ifPresent(range -> tree.put("range", interval(range.low(), range.high())));
        tree.put("unit", input.unit().name());
        tree.put("margin", input.margin());
        if (input.corrected()) {
            tree.put("corrected", true);
        }
        input.specialist().ifPresent(name -> tree.put("specialist", name));
        input.standardisation().ifPresent(by -> tree.put("standardisation", tree(by)));
        input.localMean().ifPresent(sigma -> tree.put("localMean", sigma));
        return tree;
    }

    private static Map<String, Object> tree(Standardisation standardisation) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("mean", standardisation.mean());
        tree.put("deviation", standardisation.deviation());
        return tree;
    }

    private static Map<String, Object> tree(Training training) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("sources", training.sources().stream().map(CardJson::tree).toList());
        tree.put(
                "degradations",
                training.degradations().stream().map(CardJson::tree).toList());
        tree.put("seed", training.seed());
        tree.put("steps", training.steps());
        tree.put("batch", training.batch());
        tree.put("patch", training.patch());
        tree.put("precision", training.precision());
        tree.put("loss", training.loss());
        tree.put("schedule", training.schedule());
        tree.put("wallSeconds", training.wallSeconds());
        tree.put("hardware", training.hardware());
        tree.put("codeVersion", training.codeVersion());
        tree.put("date", training.date());
        return tree;
    }

    private static Map<String, Object> tree(Training.Source source) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", source.name());
        tree.put("licence", source.licence());
        tree.put("patients", source.patients());
        tree.put("images", source.images());
        return tree;
    }

    private static Map<String, Object> tree(Training.Noise noise) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", noise.kind());
        tree.put("parameters", noise.parameters());
        return tree;
    }

    private static Map<String, Object> tree(DomainRange domain) {
        Map<String, Object> tree = new LinkedHashMap<>();
        domain.intervals()
                .forEach((feature, interval) -> tree.put(feature.key(), interval(interval.low(), interval.high())));
        return tree;
    }

    private static Map<String, Object> tree(MeasuredResult result) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("dataSet", result.dataSet());
        tree.put("split", result.split());
        tree.put("patient", result.patient());
        tree.put("degradation", result.degradation());
        tree.put("method", result.method());
        tree.put("metric", result.metric());
        tree.put("value", result.value());
        result.sd().ifPresent(sd -> tree.put("sd", sd));
        return tree;
    }

    private static Map<String, Object> interval(double low, double high) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("low", low);
        tree.put("high", high);
        return tree;
    }
}
