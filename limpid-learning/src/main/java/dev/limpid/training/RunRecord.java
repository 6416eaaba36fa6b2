package dev.limpid.training;

import dev.limpid.model.Architecture;
import dev.limpid.model.ModelCard;
import dev.limpid.model.Training;
import dev.limpid.tensor.Compute;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;

/** What there is to say of a finished run, for the card and for {@code run.json}. */
record RunRecord(
        TrainingRecipe recipe,
        String command,
        String codeVersion,
        String date,
        TrainingMachine machine,
        double seconds,
        Compute compute) {

    ModelCard card(Architecture architecture, List<TrainingImage> images) {
        TrainingSettings settings = recipe.settings();
        Training training = new Training(
                recipe.sources().stream().map(source -> count(source, images)).toList(),
                settings.noise().forCard(),
                settings.seed(),
                settings.steps(),
                settings.batch(),
                settings.patch(),
                compute.precision().name().toLowerCase(Locale.ROOT) + " layers, fp32 weights",
                "mean absolute error",
                schedule(settings),
                Math.rint(seconds),
                hardware(),
                codeVersion,
                date);
        return new ModelCard(
                recipe.name(),
                recipe.title(),
                ModelCard.DENOISE,
                architecture,
                recipe.input(),
                training,
                Optional.empty(),
                List.of(),
                recipe.licence(),
                command,
                "not measured yet");
    }

    private static String schedule(TrainingSettings settings) {
        String cosine = String.format(
                Locale.ROOT,
                "Adam, %.1e after a warm-up of 200 steps, half cosine to 0 over %d steps",
                settings.learningRate(),
                settings.cosineSteps());
        return settings.coolDownSteps() == 0
                ? cosine
                : cosine + ", linear cool-down over the last " + settings.coolDownSteps();
    }

    private static Training.Source count(TrainingRecipe.SourceFact source, List<TrainingImage> images) {
        List<TrainingImage> of = images.stream()
                .filter(image -> source.covers(image.subset(), image.patient()))
                .toList();
        long patients = of.stream().map(TrainingImage::patient).distinct().count();
        return new Training.Source(source.name(), source.licence(), (int) patients, of.size());
    }

    private String hardware() {
        String threads = machine.threads() == 0 ? "all cores" : machine.threads() + " compute threads";
        return machine.device() + ", " + threads + " of a machine with "
                + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.arch");
    }

    String toJson(int trainingImages, int validationImages) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", command);
        json.put("codeVersion", codeVersion);
        json.put("date", date);
        json.put("java", System.getProperty("java.version"));
        json.put("hardware", hardware());
        json.put("seconds", Math.rint(seconds));
        json.put("trainingImages", trainingImages);
        json.put("validationImages", validationImages);
        json.put("recipe", recipe);
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }
}
