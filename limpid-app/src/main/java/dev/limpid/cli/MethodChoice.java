package dev.limpid.cli;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.StoredImage;
import dev.limpid.model.ModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Decides which denoiser an image gets. */
interface MethodChoice extends AutoCloseable {
    /**
     * The denoiser for this image. Safe for several threads.
     *
     * @throws IOException if there is none, saying in one line why and what to do
     */
    Chosen choose(StoredImage image) throws IOException;

    /** How many images may be worked on at a time when the user does not say. */
    int parallelImages();

    @Override
    void close();

    /**
     * A denoiser and how it came to be chosen.
     *
     * @param denoiser for images like this one
     * @param range the interval that counts as [0, 1]
     * @param derivation for the result's header
     * @param reason one line for the user
     * @param card of the model; empty for a classical method and for weights without a card
     * @param model the model's file; empty for a classical method
     */
    record Chosen(
            Denoiser denoiser,
            IntensityRange range,
            Derivation derivation,
            String reason,
            Optional<ModelCard> card,
            Optional<Path> model) {}

    /** The user's range, else the file's own. */
    static IntensityRange rangeOf(StoredImage image, Optional<IntensityRange> given) throws IOException {
        Optional<IntensityRange> range = given.isPresent() ? given : image.range();
        return range.orElseThrow(() -> new ImageFormatException(
                "this " + image.format() + " file does not say its intensity range; give it by --range LOW:HIGH"));
    }
}
