package dev.limpid.cli;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.Derivation;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One method of the {@link DenoiserProvider}s, for every image; a filter is made once for each intensity range. */
final class ClassicalMethod implements MethodChoice {
    /** Every pixel value: the range of a method that does not look at it. */
    private static final IntensityRange ANY = new IntensityRange(-Float.MAX_VALUE / 2, Float.MAX_VALUE / 2);

    private static final long MEMORY_AN_IMAGE = 1L << 29;

    private final DenoiserProvider provider;
    private final Map<String, String> parameters;
    private final Optional<IntensityRange> range;
    private final Map<IntensityRange, Denoiser> made = new ConcurrentHashMap<>();

    /**
     * Takes a method with its parameters.
     *
     * @throws IllegalArgumentException if the method does not take these parameters
     */
    ClassicalMethod(DenoiserProvider provider, Map<String, String> parameters, Optional<IntensityRange> range) {
        this.provider = provider;
        this.parameters = Map.copyOf(parameters);
        this.range = range;
        denoiser(range.orElse(IntensityRange.CT)); // Wrong parameters are told before any image is read.
    }

    @Override
    public Chosen choose(StoredImage image) throws IOException {
        IntensityRange chosen = provider.needsRange() ? MethodChoice.rangeOf(image, range) : ANY;
        Denoiser denoiser = denoiser(chosen);
        String how = denoiser.describe()
                + (provider.needsRange() ? ", range " + chosen.low() + ":" + chosen.high() : "")
                + Version.revision();
        return new Chosen(
                denoiser,
                chosen,
                new Derivation(
                        provider.name(),
                        Version.number(),
                        how,
                        "Denoised by Limpid " + Version.number() + " with " + how + ".",
                        range.isPresent() ? how : denoiser.describe()),
                "method " + denoiser.describe(),
                Optional.empty(),
                Optional.empty());
    }

    private Denoiser denoiser(IntensityRange of) {
        return made.computeIfAbsent(of, missing -> provider.create(parameters, missing));
    }

    /** One a core, as long as each can have {@value #MEMORY_AN_IMAGE} bytes: enough for 4096 x 4096 pixels. */
    @Override
    public int parallelImages() {
        Runtime runtime = Runtime.getRuntime();
        return (int) Math.max(1, Math.min(runtime.availableProcessors(), runtime.maxMemory() / MEMORY_AN_IMAGE));
    }

    @Override
    public void close() {
        made.clear();
    }
}
