package dev.limpid.training;

import dev.limpid.model.Architecture;
import dev.limpid.model.ModelCard;
import dev.limpid.model.Training;
import dev.limpid.tensor.Compute;
import dev.limpid.training.adversarial.AdversarialTerm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectMapper;

/** What there is to say of a finished run, for the card and for {@code run.json}. */
record RunRecord(
        TrainingRecipe recipe,
        String command,
        String codeVersion,
        String date,
        TrainingMachine machine,
        double seconds,
        Compute compute,
        Optional<String> features) {

    ModelCard card(Architecture architecture, List<TrainingImage> images) {
        TrainingSettings settings = recipe.settings();
        Training training = new Training(
                recipe.sources().stream().map(source -> count(source, images)).toList(),
                noises(settings),
                settings.seed(),
                settings.steps(),
                settings.batch(),
                settings.patch(),
                compute.precision().name().toLowerCase(Locale.ROOT) + " layers, fp32 weights",
                phases(this::losses, Function.identity()),
                schedule(settings),
                Math.rint(seconds),
                hardware(),
                codeVersion,
                date);
        return new ModelCard(
                recipe.name(),
                recipe.title(),
                recipe.task().orElse(ModelCard.DENOISE),
                architecture,
                recipe.input(),
                training,
                Optional.empty(),
                List.of(),
                recipe.licence(),
                command,
                "not measured yet");
    }

    private static List<Training.Noise> noises(TrainingSettings settings) {
        List<Training.Noise> all = new ArrayList<>(settings.noise().forCard());
        settings.phases().forEach(phase -> phase.degradations().ifPresent(mix -> all.addAll(mix.forCard())));
        return all.stream().distinct().toList();
    }

    private String losses(TrainingPhase phase) {
        Stream<String> own = phase.loss() == Loss.NONE
                ? Stream.empty()
                : Stream.of(phase.loss().title());
        Stream<String> added = Stream.of(
                        phase.feature().map(FeatureTerm::title),
                        phase.perceptual().map(term -> term.title(features.orElse("a network"))),
                        phase.adversarial().map(AdversarialTerm::title))
                .flatMap(Optional::stream);
        return Stream.concat(own, added).collect(Collectors.joining(" + "));
    }

    private <T> String phases(Function<TrainingPhase, T> part, Function<T, String> title) {
        return recipe.settings().phases().stream()
                .map(part.andThen(title))
                .distinct()
                .collect(Collectors.joining(", then "));
    }

    private static String schedule(TrainingSettings settings) {
        return settings.phases().stream()
                .map(phase -> String.format(
                        Locale.ROOT,
                        "%d steps of Adam from %.1e, %d steps warm-up, half cosine over %d%s%s",
                        phase.steps(),
                        phase.learningRate(),
                        phase.warmUpSteps(),
                        phase.cosineSteps(),
                        phase.coolDownSteps() == 0 ? "" : ", linear cool-down over the last " + phase.coolDownSteps(),
                        phase.frozen()
                                .map(text -> ", weights named *" + text + "* frozen")
                                .orElse("")))
                .collect(Collectors.joining("; then "));
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

    String toJson(int trainingImages, int validationImages, String imagesSha256) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", command);
        json.put("codeVersion", codeVersion);
        json.put("date", date);
        json.put("java", System.getProperty("java.version"));
        json.put("hardware", hardware());
        json.put("seconds", Math.rint(seconds));
        json.put("trainingImages", trainingImages);
        json.put("validationImages", validationImages);
        json.put("imagesSha256", imagesSha256);
        features.ifPresent(text -> json.put("features", text));
        json.put("recipe", recipe);
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }
}
