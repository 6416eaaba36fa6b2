package dev.limpid.phantom;

import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.observer.DiscSignal;
import java.util.BitSet;

/**
 * A cylinder of water of 200 mm with {@value #PLACES} places for discs of low contrast, all as far from its axis, so that its noise is
 * the same at each of them: what observers of detectability look at.
 *
 * <p>Slices are {@value #SIZE} x {@value #SIZE} pixels of 0.7 mm, in HU, without noise. Round each place lies a square of
 * {@value #SIDE} x {@value #SIDE} pixels that holds nothing else; no two overlap.
 */
public final class LowContrastPhantom {
    /** Rows and columns of a slice. */
    public static final int SIZE = 320;
    /** Of pixels, in mm. */
    public static final double SPACING_MM = 0.7;
    /** How many discs there can be. */
    public static final int PLACES = 8;
    /** Of the square round a place, in pixels. */
    public static final int SIDE = 64;

    private static final double RADIUS_MM = 100;
    private static final double RING_MM = 64;
    private static final float AIR = -1000;

    private LowContrastPhantom() {}

    /** A slice with the signal at some of the places. */
    public static Slice slice(DiscSignal signal, BitSet places) {
        Slice.Builder slice =
                Slice.builder(SIZE, SIZE, Unit.HOUNSFIELD).spacing(new PixelSpacing(SPACING_MM, SPACING_MM));
        for (int i = 0; i < SIZE * SIZE; i++) {
            double x = (i % SIZE - SIZE / 2) * SPACING_MM;
            double y = (i / SIZE - SIZE / 2) * SPACING_MM;
            // The part of a pixel at the wall that lies in the water.
            double water = Math.max(0, Math.min(1, (RADIUS_MM - Math.hypot(x, y)) / SPACING_MM + 0.5));
            slice.set(i, (float) (AIR * (1 - water)));
        }
        places.stream().forEach(place -> {
            for (int i = 0; i < SIDE * SIDE; i++) {
                slice.set(row(place) + i / SIDE, column(place) + i % SIDE, (float) signal.pixels()[i]);
            }
        });
        return slice.build();
    }

    /** The pixels of the square round a place, row-major. */
    public static double[] square(Slice slice, int place) {
        double[] square = new double[SIDE * SIDE];
        for (int i = 0; i < square.length; i++) {
            square[i] = slice.at(row(place) + i / SIDE, column(place) + i % SIDE);
        }
        return square;
    }

    /** The first row of a place's square. */
    public static int row(int place) {
        return SIZE / 2 - SIDE / 2 + (int) Math.round(RING_MM / SPACING_MM * Math.sin(angle(place)));
    }

    /** The first column of a place's square. */
    public static int column(int place) {
        return SIZE / 2 - SIDE / 2 + (int) Math.round(RING_MM / SPACING_MM * Math.cos(angle(place)));
    }

    private static double angle(int place) {
        return 2 * Math.PI * place / PLACES;
    }
}
