package dev.limpid.physics;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How alike the noise of neighbouring pixels of a CT slice is: the correlation coefficient of neighbours in windows of soft tissue
 * about as noisy as the {@linkplain NoiseLevel level}, without their trend. White noise has 0; filtered back-projection with a soft
 * kernel makes neighbours alike, one with a sharp kernel makes them unlike.
 */
public final class NoiseCorrelation {
    private static final double NEAR = 0.25;
    private static final double ENOUGH = 0.15;

    /** In smaller windows the trend takes so much of the noise that white noise seems to correlate by -0.05 and less. */
    private static final int LEAST_SIDE = 10;

    private NoiseCorrelation() {}

    /**
     * In -1..1, mean over neighbours to the right and below; empty where there is too little soft tissue with noise,
     * or pixels are coarser than 1.2 mm.
     *
     * @throws IllegalArgumentException if the slice is not in HU or has no spacing
     */
    public static OptionalDouble of(Slice slice) {
        List<Window> windows = NoiseLevel.windows(slice);
        OptionalDouble level = NoiseLevel.of(windows);
        if (level.isEmpty()) {
            return level;
        }
        double products = 0;
        double squares = 0;
        if (Math.min(windows.get(0).rows(), windows.get(0).columns()) < LEAST_SIDE) {
            return OptionalDouble.empty();
        }
        Trend trend = new Trend(windows.get(0).rows(), windows.get(0).columns());
        for (Window window : windows) {
            if (Math.abs(window.deviation() / level.getAsDouble() - 1) < NEAR) {
                double[] noise = trend.rest(slice, window);
                int columns = window.columns();
                for (int i = 0; i < noise.length - columns; i++) {
                    if ((i + 1) % columns != 0) {
                        products += noise[i] * (noise[i + 1] + noise[i + columns]) / 2;
                        squares += noise[i] * noise[i];
                    }
                }
            }
        }
        return squares > 0 ? OptionalDouble.of(products / squares) : OptionalDouble.empty();
    }

    /**
     * Whether a slice's noise is such as a scanner's reconstruction makes: neighbours correlate by more than {@value #ENOUGH} or less
     * than its negative. False for what is not CT with soft tissue.
     */
    public static boolean isScanners(Slice slice) {
        boolean readable = slice.unit() == Unit.HOUNSFIELD && slice.spacing().isPresent();
        return readable && Math.abs(of(slice).orElse(0)) > ENOUGH;
    }
}
