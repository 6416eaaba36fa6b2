package dev.limpid.model;

import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.lowdose.LowDose;
import dev.limpid.physics.NoiseCorrelation;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The models in one folder: every {@code *.safetensors} file in it, not below it. A broken file is remembered as a
 * problem and does not keep the others from being used. Immutable; safe for several threads.
 *
 * <p>Example: {@code ModelLibrary.standard().choose(Modality.CT).reason()} is {@code modality CT, so model ct (...)}.
 */
public final class ModelLibrary {
    /** The system property that names the folder. */
    public static final String PROPERTY = "limpid.models";

    static final String EXTENSION = ".safetensors";
    private static final int LEVELS = 4;

    private final Path folder;
    private final SortedMap<String, ModelFile> models;
    private final List<String> problems;

    private ModelLibrary(Path folder, SortedMap<String, ModelFile> models, List<String> problems) {
        this.folder = folder;
        this.models = models;
        this.problems = List.copyOf(problems);
    }

    /**
     * A model that was chosen.
     *
     * @param model the model
     * @param reason one line that says why
     */
    public record Choice(ModelFile model, String reason) {}

    /** Opens the models of a folder; one that does not exist is an empty library. */
    public static ModelLibrary open(Path folder) throws IOException {
        SortedMap<String, ModelFile> models = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files(folder)) {
            try {
                ModelFile model = ModelFile.open(file);
                ModelFile first = models.putIfAbsent(model.card().name(), model);
                if (first != null) {
                    problems.add(file + ": is also named " + model.card().name() + ", as is " + first.path());
                }
            } catch (ModelFormatException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return new ModelLibrary(folder, models, problems);
    }

    /**
     * Opens the folder named by the system property {@value #PROPERTY}, else a folder {@code models} beside the
     * application or up to four levels above it.
     */
    public static ModelLibrary standard() throws IOException {
        String named = System.getProperty(PROPERTY, "");
        return open(named.isEmpty() ? besideTheApplication() : Path.of(named));
    }

    private static Path besideTheApplication() {
        Path fallback = Path.of("models");
        CodeSource source = ModelLibrary.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return fallback;
        }
        try {
            Path folder = Path.of(source.getLocation().toURI()).toAbsolutePath().getParent();
            for (int level = 0; level <= LEVELS && folder != null; level++) {
                Path models = folder.resolve("models");
                if (!files(models).isEmpty()) {
                    return models;
                }
                folder = folder.getParent();
            }
            return fallback;
        } catch (URISyntaxException | IOException e) {
            return fallback;
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*" + EXTENSION)) {
                entries.forEach(files::add);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        Collections.sort(files);
        return files;
    }

    /** Where the models were looked for. */
    public Path folder() {
        return folder;
    }

    /** The models, by name. */
    public List<ModelFile> all() {
        return List.copyOf(models.values());
    }

    /** One line for each file that could not be used; empty when all could. */
    public List<String> problems() {
        return problems;
    }

    /** The model of this name, if there is one. */
    public Optional<ModelFile> byName(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /**
     * What a user names: a model of this library, or else a file.
     *
     * @throws ModelFormatException if it is neither, listing the names there are, or if the file is broken
     */
    public ModelFile named(String nameOrFile) throws IOException {
        Optional<ModelFile> known = byName(nameOrFile);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            Path file = Path.of(nameOrFile);
            if (ScriptFile.isNamedAsOne(nameOrFile)) {
                throw new ModelFormatException(
                        file + ": is named as a file of PyTorch; TorchScript is run by limpid denoise and limpid"
                                + " explain, and weights are read from safetensors");
            }
            if (nameOrFile.endsWith(EXTENSION) || Files.exists(file)) {
                return ModelFile.open(file);
            }
        } catch (InvalidPathException e) {
            throw new ModelFormatException("no model or file '" + nameOrFile + "'; " + whatThereIs(), e);
        }
        throw new ModelFormatException("no model or file '" + nameOrFile + "'; " + whatThereIs());
    }

    /** A plane of an image, read when it is asked for. */
    @FunctionalInterface
    public interface Plane {
        Slice read() throws IOException;
    }

    /**
     * The denoiser for an image: of CT whose noise {@linkplain NoiseCorrelation#isScanners is a scanner's} the one that is named after
     * the general one and low dose, {@code ct-low-dose}, where there is one; else that
     * {@linkplain #choose(Modality) for its modality}.
     *
     * @param plane of the image; asked for only where it matters
     * @throws ModelFormatException if none fits, saying what can be done
     * @throws IOException if the plane is needed and cannot be read
     */
    public Choice choose(Modality modality, Plane plane) throws IOException {
        Choice usual = choose(modality);
        String general = usual.model().card().name();
        Optional<ModelFile> forScanners = fitting(modality).stream()
                .filter(model -> model.card().name().equals(general + "-" + LowDose.NAME))
                .findFirst();
        if (modality != Modality.CT || forScanners.isEmpty() || !NoiseCorrelation.isScanners(plane.read())) {
            return usual;
        }
        ModelCard card = forScanners.get().card();
        return new Choice(
                forScanners.get(),
                "CT whose neighbouring pixels have like noise, as a scanner makes it, so model " + card.name() + " ("
                        + card.title() + ", " + card.trainedOn() + "); for noise that was added, --model "
                        + general);
    }

    /** Whether a model's specialist, if it needs one, lies beside it. */
    private static boolean isWhole(ModelFile model) {
        return model.card().input().specialist().stream()
                .allMatch(name -> Files.exists(model.path().resolveSibling(name + EXTENSION)));
    }

    /** The denoisers of a modality that can be used, those of the shortest name first. */
    private List<ModelFile> fitting(Modality modality) {
        return models.values().stream()
                .filter(model -> model.card().task().equals(ModelCard.DENOISE))
                .filter(model -> model.card().input().modality() == modality)
                .filter(model -> !model.card().input().takesAnyUnit())
                .filter(ModelLibrary::isWhole)
                .sorted(Comparator.comparingInt(
                        (ModelFile model) -> model.card().name().length()))
                .toList();
    }

    /**
     * The denoiser for a modality. Where several fit it is the one with the shortest name, so the general {@code ct}
     * comes before {@code ct-low-dose}. Models that take images of any unit are for no modality in particular: they are
     * run when they are asked for.
     *
     * @throws ModelFormatException if none fits, saying what can be done
     */
    public Choice choose(Modality modality) throws ModelFormatException {
        List<ModelFile> fitting = fitting(modality);
        if (fitting.isEmpty()) {
            throw new ModelFormatException(
                    "no model for modality " + modality + "; " + whatThereIs() + ", or use --method nl-means");
        }
        ModelCard card = fitting.get(0).card();
        String others = fitting.size() == 1
                ? ""
                : "; also fitting: "
                        + fitting.stream()
                                .skip(1)
                                .map(model -> model.card().name())
                                .collect(Collectors.joining(", "));
        return new Choice(
                fitting.get(0),
                "modality " + modality + ", so model " + card.name() + " (" + card.title() + ", " + card.trainedOn()
                        + ")" + others + broken());
    }

    /** The restoration network for a modality, whose feature maps are shown; the first by name where several fit. */
    public Optional<ModelFile> restoration(Modality modality) {
        return models.values().stream()
                .filter(model -> model.card().task().equals(ModelCard.RESTORE))
                .filter(model -> model.card().input().modality() == modality)
                .findFirst();
    }

    private String whatThereIs() {
        String there = models.isEmpty()
                ? "there are no models in " + folder + " (set -D" + PROPERTY + "), name a file by --model"
                : "name one by --model (there are " + String.join(", ", models.keySet()) + ")";
        return there + broken();
    }

    private String broken() {
        return problems.isEmpty() ? "" : "; not usable: " + String.join("; ", problems);
    }
}
