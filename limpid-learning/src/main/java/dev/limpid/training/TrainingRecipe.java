package dev.limpid.training;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Unit;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model to be trained, in full: what it is, for which images, from which sources, with which settings. Shipped models
 * have theirs beside them as JSON.
 *
 * @param name what {@code --model} will take
 * @param title for a human
 * @param modality what images it is for
 * @param low bottom of the intensity range; empty when every image has its own
 * @param high top of it
 * @param unit of the pixels
 * @param margin see {@link ModelInput#margin}
 * @param licence of the weights
 * @param sources where the images come from
 * @param excluded patients of the folder that must not be used, for instance because nobody states their licence; none
 *     when left out
 * @param network what is trained; a U-Net with the settings' base channels when left out
 * @param task what the model does: {@code denoise} when left out, {@code restore} for a restoration network, from clean
 *     images to themselves
 * @param specialist see {@link ModelInput#specialist}; none when left out
 * @param localMean see {@link ModelInput#localMean}; none when left out
 * @param settings of the run
 */
public record TrainingRecipe(
        String name,
        String title,
        Modality modality,
        Optional<Float> low,
        Optional<Float> high,
        Unit unit,
        double margin,
        String licence,
        List<SourceFact> sources,
        Optional<List<String>> excluded,
        Optional<NetworkPlan> network,
        Optional<String> task,
        Optional<String> specialist,
        Optional<Double> localMean,
        TrainingSettings settings) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /**
     * A collection of images.
     *
     * @param name of the collection
     * @param licence of the images, with the conditions that matter
     * @param subset of the data folder that holds it
     * @param patients whose images are of it; empty for all of the subset
     */
    public record SourceFact(String name, String licence, String subset, List<String> patients) {
        public SourceFact {
            patients = List.copyOf(patients);
        }

        boolean covers(String imageSubset, String patient) {
            return subset.equals(imageSubset) && (patients.isEmpty() || patients.contains(patient));
        }
    }

    public TrainingRecipe {
        sources = List.copyOf(sources);
        if (!ModelCard.isName(name)) {
            throw new IllegalArgumentException(
                    "a model's name is made of lower case letters, digits and hyphens, not '" + name + "'");
        }
        if (low.isPresent() != high.isPresent()) {
            throw new IllegalArgumentException("a recipe gives both low and high, or neither");
        }
        boolean restores = task.isPresent() && task.get().equals(ModelCard.RESTORE);
        if (task.isPresent() && !restores && !task.get().equals(ModelCard.DENOISE)) {
            throw new IllegalArgumentException("a model's task is denoise or restore, not '" + task.get() + "'");
        }
        if (restores && !settings.restores()) {
            throw new IllegalArgumentException(
                    "a network to restore learns from clean images alone: no noise (gaussian 0,"
                            + " gaussianShare 1, clipShare 0), no degradations, no feature loss");
        }
        if (restores
                && network.stream()
                        .noneMatch(plan -> plan.name().equals("unet")
                                && "false".equals(plan.parameters().get("residual")))) {
            throw new IllegalArgumentException(
                    "a network to restore is a U-Net with residual=false; with the sum it would be"
                            + " the identity from the start");
        }
        if (network.isPresent() == settings.base().isPresent()) {
            throw new IllegalArgumentException("a recipe names its network, or gives base for a U-Net, not both");
        }
    }

    /** What is trained. */
    public NetworkPlan plan() {
        return network.orElseGet(() -> new NetworkPlan(
                "unet", Map.of("base", String.valueOf(settings.base().orElseThrow()))));
    }

    /** The images the model is for, as the card says it. */
    public ModelInput input() {
        Optional<IntensityRange> range = low.map(bottom -> new IntensityRange(bottom, high.orElseThrow()));
        boolean corrected = settings.degradations().stream().anyMatch(DegradationMix::seenCorrected);
        return new ModelInput(modality, range, unit, margin, corrected, specialist, Optional.empty(), localMean);
    }

    /** The images of a folder that may be used. */
    DataFolder usable(DataFolder data) {
        return data.without(excluded.orElse(List.of()));
    }

    /** The same with other settings. */
    public TrainingRecipe with(TrainingSettings replacement) {
        return new TrainingRecipe(
                name,
                title,
                modality,
                low,
                high,
                unit,
                margin,
                licence,
                sources,
                excluded,
                network,
                task,
                specialist,
                localMean,
                replacement);
    }

    /**
     * Reads a recipe.
     *
     * @throws IOException if the file is missing or not a complete recipe, saying what is wrong
     */
    public static TrainingRecipe read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), TrainingRecipe.class);
        } catch (JacksonException malformed) {
            throw new IOException(file + " is not a training recipe: " + malformed.getOriginalMessage(), malformed);
        }
    }

    /** As JSON, readable by people. */
    public String toJson() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }
}
