package dev.limpid.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A model card for people: Markdown with the results as tables, one for each data set, split and degradation. */
public final class CardMarkdown {
    private final StringBuilder text = new StringBuilder();

    private CardMarkdown() {}

    /** The card's page; ends with a line feed. The same card gives the same text. */
    public static String of(ModelCard card) {
        CardMarkdown page = new CardMarkdown();
        page.line("# " + cell(card.title()) + " (`" + card.name() + "`)").line("");
        page.facts(card);
        page.training(card.training());
        card.domain().ifPresent(page::domain);
        page.results(card.results());
        page.line("## Commands").line("");
        page.line("Train again:").line("").line("    " + card.retrainCommand()).line("");
        page.line("Measure again:").line("").line("    " + card.evaluationCommand());
        return page.text.toString();
    }

    private void facts(ModelCard card) {
        Architecture architecture = card.architecture();
        table("Fact", "Value");
        row("Task", card.task());
        row("Network", architecture.name() + " " + Training.describe(architecture.parameters()));
        row("Halo", architecture.halo() + " px");
        row("Modality", card.input().modality().name());
        row("Intensity range", card.rangeText());
        row("Margin", DomainFeature.number(card.input().margin()) + " of the range's width on either side");
        if (card.input().corrected()) {
            row("Seen after", "correction of folding and waves, where they are found");
        }
        card.input().specialist().ifPresent(name -> row("Of noise alone", "model " + name + ", where both agree"));
        card.input()
                .localMean()
                .ifPresent(sigma ->
                        row("Local mean", "the image's, by a Gaussian of " + DomainFeature.number(sigma) + " px"));
        row("Licence of the weights", card.licence());
        line("");
    }

    private void training(Training training) {
        line("## Training").line("");
        table("Source", "Licence", "Patients", "Images");
        for (Training.Source source : training.sources()) {
            row(
                    source.name(),
                    source.licence(),
                    Integer.toString(source.patients()),
                    Integer.toString(source.images()));
        }
        line("");
        table("Fact", "Value");
        for (Training.Noise noise : training.degradations()) {
            row("Degradation", noise.describe());
        }
        row("Seed", Long.toString(training.seed()));
        row(
                "Steps",
                training.steps() + " of " + training.batch() + " patches of " + training.patch() + " x "
                        + training.patch() + " px");
        row("Precision", training.precision());
        row("Loss", training.loss());
        row("Schedule", training.schedule());
        row("Budget", duration(training.wallSeconds()) + " on " + training.hardware());
        row("Code", training.codeVersion());
        row("Date", training.date());
        line("");
    }

    private static String duration(double seconds) {
        return seconds < 90
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : seconds < 5400
                        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }

    private void domain(DomainRange domain) {
        line("## What the training images look like").line("");
        line("An image outside one of these intervals gets a warning.").line("");
        table("Feature", "From", "To");
        domain.intervals()
                .forEach((feature, interval) ->
                        row(feature.title(), feature.format(interval.low()), feature.format(interval.high())));
        line("");
    }

    /** One row for each patient and method, one column for each metric. */
    private void results(List<MeasuredResult> results) {
        if (results.isEmpty()) {
            return;
        }
        line("## Measured results").line("");
        Map<List<String>, List<MeasuredResult>> tables = new LinkedHashMap<>();
        for (MeasuredResult result : results) {
            tables.computeIfAbsent(
                            List.of(result.dataSet(), result.split(), result.degradation()), key -> new ArrayList<>())
                    .add(result);
        }
        tables.forEach((key, members) -> {
            line("### " + cell(key.get(0)) + ", " + cell(key.get(1)) + ", " + cell(key.get(2)))
                    .line("");
            resultTable(members);
            line("");
        });
    }

    private void resultTable(List<MeasuredResult> results) {
        Set<String> metrics = new LinkedHashSet<>();
        Map<List<String>, Map<String, String>> rows = new LinkedHashMap<>();
        for (MeasuredResult result : results) {
            metrics.add(result.metric());
            rows.computeIfAbsent(List.of(result.patient(), result.method()), key -> new LinkedHashMap<>())
                    .put(result.metric(), value(result));
        }
        List<String> header = new ArrayList<>(List.of("Patient", "Method"));
        header.addAll(metrics);
        table(header.toArray(String[]::new));
        rows.forEach((key, values) -> {
            List<String> cells = new ArrayList<>(key);
            metrics.forEach(metric -> cells.add(values.getOrDefault(metric, "")));
            row(cells.toArray(String[]::new));
        });
    }

    private static String value(MeasuredResult result) {
        String value = significant(result.value());
        return result.sd().isPresent() ? value + " ± " + significant(result.sd().getAsDouble()) : value;
    }

    /** Four decimals below 1, two above 10, three between. */
    private static String significant(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size < 1 ? "%.4f" : size < 10 ? "%.3f" : "%.2f", value);
    }

    private void table(String... header) {
        row(header);
        line("|" + " --- |".repeat(header.length));
    }

    private void row(String... cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) {
            row.append(' ').append(cell(cell)).append(" |");
        }
        line(row.toString());
    }

    private static String cell(String text) {
        return text.strip().replace("|", "\\|").replaceAll("\\s+", " ");
    }

    private CardMarkdown line(String line) {
        text.append(line).append('\n');
        return this;
    }
}
