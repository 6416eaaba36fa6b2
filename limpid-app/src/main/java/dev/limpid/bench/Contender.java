package dev.limpid.bench;

import dev.limpid.image.Denoiser;
import dev.limpid.image.IntensityRange;
import java.util.function.Function;

/**
 * A method in a benchmark.
 *
 * @param name the row's name
 * @param settings what it was set to, and how that was found
 * @param forRange the denoiser for images of a range
 */
record Contender(String name, String settings, Function<IntensityRange, Denoiser> forRange) {}
