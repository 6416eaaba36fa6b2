package dev.limpid.bench.ablation;

import dev.limpid.image.Modality;
import dev.limpid.model.ModelCard;
import dev.limpid.training.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an ablation trains and how it judges.
 *
 * @param subset of the data folder whose images are denoised to judge
 * @param modality of its files where they do not say it
 * @param split whose patients: {@code val} or {@code test}
 * @param images at most, drawn over patients
 * @param sigmas standard deviations of the Gaussian noise to judge with, as fractions of the range; not clipped
 * @param seeds of weights, patches and noise; every variant is trained once with each
 * @param judge which restoration network's hard maps judge; it teaches no variant
 * @param restorations recipes of restoration networks by name
 * @param denoiser the recipe that every variant changes
 * @param variants the first one is what the others are compared with
 */
public record AblationPlan(
        String subset,
        Modality modality,
        String split,
        int images,
        List<Double> sigmas,
        List<Long> seeds,
        String judge,
        Map<String, JsonNode> restorations,
        JsonNode denoiser,
        List<Variant> variants) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /**
     * One way to train.
     *
     * @param name for tables
     * @param phase fields of the recipe's last phase that differ
     * @param restoration whose maps its feature loss compares, for variants that have one
     */
    public record Variant(String name, ObjectNode phase, Optional<String> restoration) {
        /** Lower case letters, digits and hyphens. */
        String fileName() {
            String plain = name.toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9.]+", "-")
                    .replace(".", "")
                    .replaceAll("^-|-$", "");
            return plain.isEmpty() ? "variant" : plain;
        }
    }

    public AblationPlan {
        sigmas = List.copyOf(sigmas);
        seeds = List.copyOf(seeds);
        restorations = Map.copyOf(restorations);
        variants = List.copyOf(variants);
        require(
                !sigmas.isEmpty() && !seeds.isEmpty() && !variants.isEmpty() && images >= 1,
                "an ablation needs at least one sigma, seed, variant and image");
        require(
                sigmas.stream().allMatch(sigma -> sigma > 0 && sigma <= 1),
                "sigmas are fractions of the range, in 0..1");
        require(seeds.stream().distinct().count() == seeds.size(), "the seeds differ from each other");
        require(split.equals("val") || split.equals("test"), "split is val or test, not '" + split + "'");
        require(restorations.containsKey(judge), "the judge '" + judge + "' is not among the restorations");
        require(
                denoiser.path("settings").path("phases").isArray()
                        && !denoiser.path("settings").path("phases").isEmpty(),
                "the denoiser is a recipe with at least one phase");
        for (Variant variant : variants) {
            String taught = variant.restoration().orElse("");
            require(
                    taught.isEmpty() || restorations.containsKey(taught),
                    "variant '" + variant.name() + "' names the restoration '" + taught + "', which is not there");
            require(
                    !taught.equals(judge),
                    "variant '" + variant.name() + "' is taught by the judge, so it would be trained on what judges it;"
                            + " name another restoration, of another seed at least");
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * Reads a plan and every recipe in it.
     *
     * @throws IOException if the file is missing or not a complete plan, saying what is wrong
     */
    public static AblationPlan read(Path file) throws IOException {
        try {
            AblationPlan plan = JSON.readValue(Files.readString(file), AblationPlan.class);
            plan.requireRecipes();
            return plan;
        } catch (JacksonException | IllegalArgumentException malformed) {
            String why =
                    malformed instanceof JacksonException json ? json.getOriginalMessage() : malformed.getMessage();
            throw new IOException(file + " is not an ablation's plan: " + why, malformed);
        }
    }

    private void requireRecipes() {
        Set<String> files = new HashSet<>();
        for (String name : restorations.keySet()) {
            TrainingRecipe recipe = restoration(name);
            require(
                    recipe.task().equals(Optional.of(ModelCard.RESTORE)),
                    "the restoration '" + name + "' is not a recipe with the task " + ModelCard.RESTORE);
            require(files.add(recipe.name()), "two models would have the file name " + recipe.name());
        }
        for (Variant variant : variants) {
            TrainingRecipe recipe = recipe(variant, seeds.get(0));
            require(
                    recipe.settings().needsRestoration()
                            == variant.restoration().isPresent(),
                    "variant '" + variant.name() + "' needs both a feature loss and the restoration it is taught by, or"
                            + " neither");
            for (long seed : seeds) {
                String name = recipe(variant, seed).name();
                require(files.add(name), "two models would have the file name " + name);
            }
        }
    }

    /** The recipe of a restoration network. */
    TrainingRecipe restoration(String name) {
        return JSON.treeToValue(restorations.get(name), TrainingRecipe.class);
    }

    /** The recipe of a variant with a seed. */
    TrainingRecipe recipe(Variant variant, long seed) {
        ObjectNode recipe = (ObjectNode) denoiser.deepCopy();
        recipe.put("name", variant.fileName() + "-" + seed);
        recipe.put("title", variant.name() + ", seed " + seed);
        ObjectNode settings = (ObjectNode) recipe.path("settings");
        settings.put("seed", seed);
        JsonNode phases = settings.path("phases");
        ((ObjectNode) phases.get(phases.size() - 1)).setAll(variant.phase());
        return JSON.treeToValue(recipe, TrainingRecipe.class);
    }
}
