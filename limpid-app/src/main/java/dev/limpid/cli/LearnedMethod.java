package dev.limpid.cli;

import dev.limpid.image.Derivation;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.StoredImage;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelLibrary;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A learned model: the one the user named, or else the shipped one for each image's modality. A model is opened when
 * the first image needs it and stays open until the end.
 */
final class LearnedMethod implements MethodChoice {
    private record Loaded(LearnedDenoiser denoiser, String sha256) {}

    private final ModelLibrary library;
    private final Optional<ModelFile> named;
    private final Optional<IntensityRange> range;
    private final InferenceOptions options;
    private final Map<ModelFile, Loaded> loaded = new HashMap<>();

    LearnedMethod(
            ModelLibrary library, Optional<ModelFile> named, Optional<IntensityRange> range, InferenceOptions options) {
        this.library = library;
        this.named = named;
        this.range = range;
        this.options = options;
    }

    @Override
    public synchronized Chosen choose(StoredImage image) throws IOException {
        ModelFile model;
        String reason;
        if (named.isPresent()) {
            model = named.get();
            reason = "model " + model.card().name() + ", as asked";
        } else {
            ModelLibrary.Choice choice = library.choose(image.modality());
            model = choice.model();
            reason = choice.reason();
        }
        ModelCard card = model.card();
        Optional<IntensityRange> own = card.input().range();
        if (own.isPresent() && range.isPresent() && !own.equals(range)) {
            throw new IOException(otherRange(card));
        }
        IntensityRange interval = own.isPresent() ? own.get() : MethodChoice.rangeOf(image, range);
        if (!loaded.containsKey(model)) {
            loaded.put(model, new Loaded(LearnedDenoiser.open(model, options), model.sha256()));
        }
        Loaded ready = loaded.get(model);
        String run = ready.denoiser.describe() + ", model sha256 " + ready.sha256 + Version.revision();
        String how = run + ", range " + interval.low() + ":" + interval.high();
        boolean measured = own.isEmpty() && range.isEmpty();
        return new Chosen(
                ready.denoiser.forRange(interval),
                interval,
                new Derivation(
                        card.title() + " (" + card.name() + ")",
                        Version.number(),
                        how,
                        "Denoised by Limpid " + Version.number() + " with model " + card.name() + ", " + how + ".",
                        measured ? run : how),
                reason,
                Optional.of(card),
                Optional.of(model.path()));
    }

    /** What is said to those who give a model of a fixed range another one. */
    static String otherRange(ModelCard card) {
        return "model " + card.name() + " has its own range, "
                + card.input().range().map(own -> own.low() + ":" + own.high()).orElse("the image's")
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
