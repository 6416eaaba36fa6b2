package dev.limpid.model;

import java.util.Set;

/**
 * How to compute with a model; changes speed and memory, and results only by rounding.
 *
 * @param device {@code cpu} or {@code cuda}
 * @param precision {@code auto} (bf16 where the device multiplies it natively, else fp32), {@code fp32} or {@code bf16}
 * @param tile edge of a tile's result in pixels, rounded up to the network's stride; 0 for automatic
 * @param threads compute threads of the whole process; 0 for as many as there are cores
 */
public record InferenceOptions(String device, String precision, int tile, int threads) {
    /** The processor, everything else automatic. */
    public static final InferenceOptions DEFAULT = new InferenceOptions("cpu", "auto", 0, 0);

    private static final Set<String> PRECISIONS = Set.of("auto", "fp32", "bf16");

    public InferenceOptions {
        if (tile < 0 || tile > 1 << 16 || threads < 0) {
            throw new IllegalArgumentException("tile and threads must be 0 (automatic) or more");
        }
    }

    /**
     * From the texts of {@code --set precision=} and {@code --set tile=}.
     *
     * @throws IllegalArgumentException for others than these take, saying which they take
     */
    public static InferenceOptions parse(String device, String precision, String tile, int threads) {
        if (!PRECISIONS.contains(precision)) {
            throw new IllegalArgumentException("precision is auto, fp32 or bf16, not '" + precision + "'");
        }
        try {
            return new InferenceOptions(device, precision, Integer.parseInt(tile), threads);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("tile is a number of pixels, 0 for automatic, not '" + tile + "'", e);
        }
    }
}
