package dev.limpid.physics;

import dev.limpid.image.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The noise level of a CT slice from that slice alone: the most frequent standard deviation among windows of soft tissue, after
 * the global noise level of Christianson et al. (AJR Am J Roentgenol 205(1), 2015).
 *
 * <p>Windows of 12 mm with -30..130 HU; a plane is taken off each, so that a slope is no noise. The mode is the half-sample mode
 * (Bickel and Fruehwirth, Comput Stat Data Anal 50(12), 2006). Anatomy makes deviations larger, never smaller: where the mode
 * lies above the middle that the lowest quarter of the windows points to, that middle is taken.
 */
public final class NoiseLevel {
    private static final double SIDE_MM = 12;
    private static final double LOW = -30;
    private static final double HIGH = 130;
    private static final int FEWEST = 10;
    private static final double LEAST = 0.05;

    /** Of a normal distribution, from the lower quartile to the mean, in steps from the lowest tenth to the quartile. */
    private static final double TO_MIDDLE = 0.6745 / (1.2816 - 0.6745);

    private NoiseLevel() {}

    /**
     * In HU; empty where there are fewer than {@value #FEWEST} windows of soft tissue with any noise.
     *
     * @throws IllegalArgumentException if the slice is not in HU or has no spacing
     */
    public static OptionalDouble of(Slice slice) {
        return of(windows(slice));
    }

    /** The windows that it is taken from. */
    public static List<Window> windows(Slice slice) {
        return EvenWindows.of(slice, SIDE_MM, LOW, HIGH);
    }

    /** The level among windows. */
    public static OptionalDouble of(List<Window> windows) {
        // Windows of one value were filled in, by whoever masked the image; no scanner makes them.
        double[] sorted = windows.stream()
                .mapToDouble(Window::deviation)
                .filter(deviation -> deviation > LEAST)
                .sorted()
                .toArray();
        if (sorted.length < FEWEST) {
            return OptionalDouble.empty();
        }
        double quarter = sorted[sorted.length / 4];
        double middle = quarter + TO_MIDDLE * (quarter - sorted[sorted.length / 10]);
        return OptionalDouble.of(Math.min(halfSampleMode(sorted), middle));
    }

    /** The densest half of the densest half, and so on. */
    static double halfSampleMode(double[] sorted) {
        double[] rest = sorted;
        while (rest.length > 2) {
            int half = (rest.length + 1) / 2;
            int best = 0;
            for (int i = 1; i + half <= rest.length; i++) {
                if (rest[i + half - 1] - rest[i] < rest[best + half - 1] - rest[best]) {
                    best = i;
                }
            }
            rest = Arrays.copyOfRange(rest, best, best + half);
        }
        return Arrays.stream(rest).average().orElseThrow();
    }
}
