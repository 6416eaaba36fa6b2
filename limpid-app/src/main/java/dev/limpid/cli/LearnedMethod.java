package dev.limpid.cli;

import dev.limpid.image.Derivation;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.StoredImage;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelLibrary;
import dev.limpid.model.NetworkMethod;
import dev.limpid.model.NetworkSource;
import dev.limpid.model.ScriptFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A network: of the shipped model for each image's modality, or of what the user named. Weights are loaded when the first
 * image needs them and stay until the end.
 */
final class LearnedMethod implements MethodChoice {
    /** @param identity the checksums of all weights that take part */
    private record Loaded(LearnedDenoiser denoiser, String identity) {
        static Loaded of(Selected selected) throws IOException {
            String identity = "model sha256 " + selected.weights().sha256();
            LearnedDenoiser denoiser = selected.opener().open();
            Optional<NetworkSource> second = denoiser.specialist();
            return new Loaded(
                    denoiser,
                    second.isEmpty()
                            ? identity
                            : identity + ", of noise alone sha256 "
                                    + second.get().sha256());
        }
    }

    private final Selection selection;
    private final Optional<IntensityRange> range;
    private final Map<NetworkSource, Loaded> loaded = new HashMap<>();

    /** Decides which weights an image gets. */
    @FunctionalInterface
    interface Selection {
        Selected of(StoredImage image) throws IOException;
    }

    /** Loads a model that was chosen and sets what the user asked for. */
    @FunctionalInterface
    interface Loader {
        LearnedDenoiser open(ModelFile model) throws IOException;
    }

    /** Loads weights and sets what the user asked for. */
    @FunctionalInterface
    interface Opener {
        LearnedDenoiser open() throws IOException;
    }

    /**
     * What an image gets.
     *
     * @param weights of the network
     * @param subject what the result's header says it was denoised with, e.g. {@code model ct}
     * @param reason one line for the user
     * @param opener loads it
     */
    record Selected(NetworkSource weights, String subject, String reason, Opener opener) {}

    LearnedMethod(Selection selection, Optional<IntensityRange> range) {
        this.selection = selection;
        this.range = range;
    }

    /** The shipped model for each image: by its modality and, of CT, by the noise of its acquisition's first image. */
    static LearnedMethod byModality(ModelLibrary library, Optional<IntensityRange> range, Loader loader) {
        Map<String, ModelLibrary.Choice> acquisitions = new HashMap<>();
        return new LearnedMethod(
                image -> {
                    ModelLibrary.Choice choice = choice(library, image, acquisitions);
                    ModelFile model = choice.model();
                    return new Selected(model, "model " + model.label(), choice.reason(), () -> loader.open(model));
                },
                range);
    }

    /** The slices of one acquisition get the same model, that of the first one: a volume must not change its texture within. */
    private static ModelLibrary.Choice choice(
            ModelLibrary library, StoredImage image, Map<String, ModelLibrary.Choice> acquisitions) throws IOException {
        Optional<String> acquisition = image.acquisition();
        Optional<ModelLibrary.Choice> known = acquisition.map(acquisitions::get);
        ModelLibrary.Choice choice = known.isPresent()
                ? known.get()
                : library.choose(image.modality(), () -> image.frame(image.frames() / 2));
        acquisition.ifPresent(name -> acquisitions.put(name, choice));
        return choice;
    }

    /** A certain model for every image. */
    static LearnedMethod of(ModelFile model, Optional<IntensityRange> range, Opener opener) {
        String subject = "model " + model.label();
        Selected selected = new Selected(model, subject, subject + ", as asked", opener);
        return new LearnedMethod(image -> selected, range);
    }

    /** A published method for every image. */
    static LearnedMethod of(NetworkMethod.Setting setting, Optional<IntensityRange> range) {
        String subject = "method " + setting.method().methodName();
        String reason = subject + " with weights " + setting.weights().label();
        Selected selected = new Selected(setting.weights(), subject, reason, setting::open);
        return new LearnedMethod(image -> selected, range);
    }

    /** A user's own TorchScript for every image. */
    static LearnedMethod of(ScriptFile script, Optional<IntensityRange> range, Opener opener) {
        String subject = "TorchScript " + script.label();
        String reason = subject + ", as asked, " + script.architecture().parameters();
        Selected selected = new Selected(script, subject, reason, opener);
        return new LearnedMethod(image -> selected, range);
    }

    @Override
    public synchronized Chosen choose(StoredImage image) throws IOException {
        Selected selected = selection.of(image);
        NetworkSource weights = selected.weights();
        Optional<IntensityRange> own = weights.input().range();
        if (own.isPresent() && range.isPresent() && !own.equals(range)) {
            throw new IOException(otherRange(weights));
        }
        IntensityRange interval = own.isPresent() ? own.get() : MethodChoice.rangeOf(image, range);
        if (!loaded.containsKey(weights)) {
            loaded.put(weights, Loaded.of(selected));
        }
        Loaded ready = loaded.get(weights);
        String run = ready.denoiser.describe() + ", " + ready.identity + Version.revision();
        String how = run + ", range " + interval.low() + ":" + interval.high();
        boolean measured = own.isEmpty() && range.isEmpty();
        return new Chosen(
                ready.denoiser.forRange(interval),
                interval,
                new Derivation(
                        weights.title(),
                        Version.number(),
                        how,
                        "Denoised by Limpid " + Version.number() + " with " + selected.subject() + ", " + how + ".",
                        measured ? run : how),
                selected.reason(),
                weights instanceof ModelFile model ? Optional.of(model.card()) : Optional.empty(),
                Optional.of(weights.path()));
    }

    /** What is said to those who give a model of a fixed range another one. */
    static String otherRange(NetworkSource weights) {
        return "model " + weights.label() + " has its own range, "
                + weights.input()
                        .range()
                        .map(own -> own.low() + ":" + own.high())
                        .orElse("the image's")
                + "; leave out --range";
    }

    @Override
    public int parallelImages() {
        return 2; // One computes while the other is read or written.
    }

    @Override
    public synchronized void close() {
        loaded.values().forEach(each -> each.denoiser.close());
        loaded.clear();
    }
}
