package dev.limpid.bench.ablation;

import dev.limpid.bench.ablation.AblationPlan.Variant;
import dev.limpid.model.ModelFile;
import dev.limpid.training.DataFolder;
import dev.limpid.training.TrainingImages;
import dev.limpid.training.TrainingMachine;
import dev.limpid.training.TrainingProgress;
import dev.limpid.training.TrainingRecipe;
import dev.limpid.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Trains what a plan names and is not there yet; a run that was stopped goes on from its checkpoint. */
public final class AblationRun {
    private final AblationPlan plan;
    private final Path folder;
    private final TrainingMachine machine;
    private final String command;
    private final String codeVersion;
    private final Consumer<String> messages;
    private final Map<String, ModelFile> restorations = new LinkedHashMap<>();
    private final Map<String, TrainingImages> images = new LinkedHashMap<>();

    /**
     * @param folder where models are kept
     * @param command for the models' cards
     */
    public AblationRun(
            AblationPlan plan,
            Path folder,
            TrainingMachine machine,
            String command,
            String codeVersion,
            Consumer<String> messages) {
        this.plan = plan;
        this.folder = folder;
        this.machine = machine;
        this.command = command;
        this.codeVersion = codeVersion;
        this.messages = messages;
    }

    /** A trained variant. */
    public record Trained(Variant variant, long seed, ModelFile model) {}

    /** The network whose maps judge. */
    public ModelFile judge(DataFolder data) throws IOException {
        return restoration(plan.judge(), data);
    }

    /** The model of a variant and seed. */
    public Trained train(Variant variant, long seed, DataFolder data) throws IOException {
        Optional<ModelFile> teacher = variant.restoration().isPresent()
                ? Optional.of(restoration(variant.restoration().get(), data))
                : Optional.empty();
        return new Trained(variant, seed, model(plan.recipe(variant, seed), teacher, data));
    }

    private ModelFile restoration(String name, DataFolder data) throws IOException {
        ModelFile known = restorations.get(name);
        if (known == null) {
            known = model(plan.restoration(name), Optional.empty(), data);
            restorations.put(name, known);
        }
        return known;
    }

    private ModelFile model(TrainingRecipe recipe, Optional<ModelFile> teacher, DataFolder data) throws IOException {
        Path file = folder.resolve(recipe.name() + ".safetensors");
        if (Files.exists(file)) {
            return ModelFile.open(file);
        }
        messages.accept("training " + recipe.name());
        TrainingProgress quiet = new TrainingProgress() {
            @Override
            public void step(long done, long total, double meanLoss) {}

            @Override
            public void message(String line) {
                if (line.startsWith("warning") || line.startsWith("continuing")) {
                    messages.accept(recipe.name() + ": " + line);
                }
            }
        };
        return new TrainingRun(recipe, machine, quiet, teacher)
                .comparing(images.computeIfAbsent(
                        TrainingImages.key(recipe), key -> TrainingImages.load(recipe, data, quiet)))
                .run(data, file, true, false, command, codeVersion);
    }
}
