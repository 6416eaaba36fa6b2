package dev.limpid.bench.ablation;

import dev.limpid.image.Modality;
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
 * @param judge which restoration network's hard maps judge
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
        require(!sigmas.isEmpty() && !seeds.isEmpty() && !variants.isEmpty(), "sigmas, seeds and variants");
        if (!split.equals("val") && !split.equals("test")) {
            throw new IllegalArgumentException("split is val or test, not '" + split + "'");
        }
        Set<String> names = new HashSet<>();
        for (Variant variant : variants) {
            if (!names.add(variant.fileName())) {
                throw new IllegalArgumentException("two variants would have the file name " + variant.fileName());
            }
            if (variant.restoration().isPresent()
                    && !restorations.containsKey(variant.restoration().get())) {
                throw new IllegalArgumentException("variant '" + variant.name() + "' names the restoration '"
                        + variant.restoration().get() + "', which is not there");
            }
        }
        if (!restorations.containsKey(judge)) {
            throw new IllegalArgumentException("the judge '" + judge + "' is not among the restorations");
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("an ablation needs at least one each of " + what);
        }
    }

    /**
     * Reads a plan.
     *
     * @throws IOException if the file is missing or not a complete plan, saying what is wrong
     */
    public static AblationPlan read(Path file) throws IOException {
        try {
            AblationPlan plan = JSON.readValue(Files.readString(file), AblationPlan.class);
            for (String name : plan.restorations().keySet()) {
                plan.restoration(name);
            }
            for (Variant variant : plan.variants()) {
                plan.recipe(variant, plan.seeds().get(0));
            }
            return plan;
        } catch (JacksonException malformed) {
            throw new IOException(file + " is not an ablation's plan: " + malformed.getOriginalMessage(), malformed);
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
