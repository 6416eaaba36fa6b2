package dev.limpid.phantom;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Series;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A frontal chest radiograph of a person who does not exist, free of noise: the chest of {@link ChestPhantom} of the
 * same seed, without its nodules, seen by parallel rays from the front.
 *
 * <p>The path integral of attenuation along each ray is p = sum of mu dy (Beer-Lambert: the detector sees exp(-p)), with
 * mu = 0.02 / mm of water and bone weighed more, as at 60 to 70 keV. The body is sampled at {@value #COARSE} mm, the
 * lungs' vessels are added by their chords at full resolution. Display values are an S-curve of p, as a digital system's
 * processing gives them: 0 is black (air), 4095 white (dense), whole numbers.
 *
 * <p>512 x 512 pixels of 0.72 mm, the patient's right on the left of the image.
 */
public final class ChestRadiograph {
    private static final int SIZE = 512;
    private static final double PIXEL = 0.72;
    private static final double COARSE = 1.44;
    private static final double TOP = 142;
    private static final int COARSE_SIZE = 256;
    private static final int DEPTHS = 190;
    private static final float WATER = 0.02f;
    /** Attenuation by the blood in a vessel beyond that of the lung it displaces, per mm. */
    private static final double VESSEL = 0.0186;

    private static final int WHITE = 4095;

    private ChestRadiograph() {}

    /** The radiograph, as a series of one plane. */
    public static Series of(long seed) {
        Chest chest = new Chest(new Random(seed));
        // Here the rows of a grid go from front to back: one axial plane gives one row of the picture.
        Grid grid = new Grid(DEPTHS, COARSE_SIZE, COARSE, 0, 0, 8);
        float[][] body = IntStream.range(0, COARSE_SIZE)
                .parallel()
                .mapToObj(row -> integrate(chest.plane(grid, TOP - (row + 0.5) * COARSE, List.of(), false)))
                .toArray(float[][]::new);
        float[] path = enlarge(body);
        for (Capsule vessel : chest.lungs.vessels()) {
            // The roots of the trees lie in the mediastinum, which is in the body's sum already.
            boolean within = vessel.fromRadius() < 2
                    || chest.mediastinum.envelope(vessel.from().towards(vessel.to(), 0.5)) > 0;
            if (within) {
                add(path, vessel);
            }
        }
        float[] shown = new float[path.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = tone(path[i]);
        }
        Slice slice = Slice.builder(SIZE, SIZE, Unit.ARBITRARY)
                .spacing(new PixelSpacing(PIXEL, PIXEL))
                .rows(0, SIZE, shown)
                .build();
        return new Series(List.of(slice), Modality.XRAY, IntensityRange.ofBits(12));
    }

    private static float[] integrate(Plane plane) {
        float[] sum = new float[plane.grid.columns];
        for (int i = 0; i < plane.hu.length; i++) {
            float hu = plane.hu[i];
            float relative = 1 + hu / 1000 + (hu > 150 ? 1.5f * (hu - 150) / 1000 : 0);
            sum[i % sum.length] += WATER * Math.max(0, relative) * (float) COARSE;
        }
        return sum;
    }

    /** To full size, with a smooth cubic between the samples. */
    private static float[] enlarge(float[][] coarse) {
        float[] full = new float[SIZE * SIZE];
        for (int row = 0; row < SIZE; row++) {
            double y = (row + 0.5) / 2 - 0.5;
            for (int column = 0; column < SIZE; column++) {
                double x = (column + 0.5) / 2 - 0.5;
                double sum = 0;
                for (int j = -1; j <= 2; j++) {
                    for (int i = -1; i <= 2; i++) {
                        int at = (int) Math.floor(y) + j;
                        int across = (int) Math.floor(x) + i;
                        sum += spline(y - at) * spline(x - across) * coarse[clamp(at)][clamp(across)];
                    }
                }
                full[row * SIZE + column] = (float) sum;
            }
        }
        return full;
    }

    private static int clamp(int index) {
        return Math.max(0, Math.min(COARSE_SIZE - 1, index));
    }

    /** The cubic B-spline, which also takes away the steps of coarse sampling. */
    private static double spline(double distance) {
        double t = Math.abs(distance);
        return t < 1 ? (4 - 6 * t * t + 3 * t * t * t) / 6 : t < 2 ? (2 - t) * (2 - t) * (2 - t) / 6 : 0;
    }

    /** Adds the chord of a tube's shadow: 2 sqrt(r^2 - d^2), longer the more the tube points at the detector. */
    private static void add(float[] path, Capsule tube) {
        double x0 = column(tube.from().x());
        double y0 = row(tube.from().z());
        double dx = column(tube.to().x()) - x0;
        double dy = row(tube.to().z()) - y0;
        double flat = Math.sqrt(dx * dx + dy * dy) * PIXEL;
        double whole = tube.to().minus(tube.from()).length();
        if (flat < 1e-3) {
            return;
        }
        double slant = Math.min(1.8, whole / flat);
        double reach = (Math.max(tube.fromRadius(), tube.toRadius()) + 1.2) / PIXEL;
        for (int row = first(Math.min(y0, y0 + dy) - reach); row <= last(Math.max(y0, y0 + dy) + reach); row++) {
            for (int column = first(Math.min(x0, x0 + dx) - reach);
                    column <= last(Math.max(x0, x0 + dx) + reach);
                    column++) {
                double along = ((column - x0) * dx + (row - y0) * dy) / (dx * dx + dy * dy);
                if (along >= 0 && along < 1) {
                    double d = Math.abs((column - x0) * dy - (row - y0) * dx) * PIXEL * PIXEL / flat;
                    double r = tube.fromRadius() + along * (tube.toRadius() - tube.fromRadius());
                    // The detector's pixel widens a thin tube's shadow and thins it as much.
                    double wide = Math.sqrt(r * r + 0.3);
                    double chord = 2 * Math.sqrt(Math.max(0, wide * wide - d * d)) * (r * r / (wide * wide));
                    path[row * SIZE + column] += (float) (VESSEL * chord * slant);
                }
            }
        }
    }

    private static double column(double x) {
        return x / PIXEL + (SIZE - 1) / 2.0;
    }

    private static double row(double z) {
        return (TOP - z) / PIXEL - 0.5;
    }

    private static int first(double position) {
        return (int) Math.max(0, Math.floor(position));
    }

    private static int last(double position) {
        return (int) Math.min(SIZE - 1.0, Math.ceil(position));
    }

    private static float tone(float path) {
        double curve = 1 / (1 + StrictMath.exp(-1.5 * (path - 2.45)));
        double black = 1 / (1 + StrictMath.exp(1.5 * 2.45));
        return Math.round(Math.max(0, (curve - black) / (1 - black)) * WHITE);
    }
}
