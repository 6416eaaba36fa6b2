package dev.limpid.cli;

import dev.limpid.batch.Problem;
import dev.limpid.image.Denoiser;
import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.StoredImage;
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
    /** Loads a model for images of one intensity range. */
    @FunctionalInterface
    interface Loader {
        /** A denoiser that, when it is {@link AutoCloseable}, is closed with the method. */
        Denoiser load(ModelFile model, IntensityRange range) throws IOException;
    }

    private record Key(ModelFile model, IntensityRange range) {}

    private record Loaded(Denoiser denoiser, String sha256) {}

    private final ModelLibrary library;
    private final Optional<ModelFile> named;
    private final Optional<IntensityRange> range;
    private final Loader loader;
    private final Map<Key, Loaded> loaded = new HashMap<>();

    LearnedMethod(
            ModelLibrary library, Optional<ModelFile> named, Optional<IntensityRange> range, Loader loader) {
        this.library = library;
        this.named = named;
        this.range = range;
        this.loader = loader;
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
        IntensityRange interval = range.isEmpty() && card.input().range().isPresent()
                ? card.input().range().get()
                : MethodChoice.rangeOf(image, range);
        Key key = new Key(model, interval);
        if (!loaded.containsKey(key)) {
            loaded.put(key, new Loaded(loader.load(model, interval), model.sha256()));
        }
        Loaded ready = loaded.get(key);
        String how = ready.denoiser.describe() + ", model sha256 " + ready.sha256 + ", range " + interval.low() + ":"
                + interval.high();
        return new Chosen(
                ready.denoiser,
                interval,
                new Derivation(
                        card.title() + " (" + card.name() + ")",
                        Version.number(),
                        how,
                        "Denoised by Limpid " + Version.number() + " with model " + card.name() + ", " + how + "."),
                reason,
                Optional.of(card));
    }

    @Override
    public int parallelImages() {
        return 1;
    }

    @Override
    public synchronized void close() throws IOException {
        for (Loaded each : loaded.values()) {
            if (each.denoiser instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception e) {
                    throw new ImageFormatException("a model could not be closed: " + Problem.describe(e), e);
                }
            }
        }
        loaded.clear();
    }
}
