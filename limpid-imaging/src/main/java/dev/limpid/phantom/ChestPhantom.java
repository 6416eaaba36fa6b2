package dev.limpid.phantom;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Series;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.phantom.Chest.Lesion;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A CT study of a person who does not exist, free of noise, with every nodule known: the truth to measure a denoiser
 * against.
 *
 * <p>Slices are 512 x 512 of 0.7 mm, 2.5 mm thick, from the upper end of the aortic arch down to the liver, in HU,
 * whole numbers in -1024..3071. All are cut from one three-dimensional model, so ribs, vessels and airways go on from
 * slice to slice. The lungs hold seven solid nodules of 3 to 12 mm and four of ground glass of 7 to 12 mm, the liver up
 * to three lesions of 9 to 14 mm in the lowest slice; fewer if few slices leave no room.
 *
 * <p>The same seed gives the same anatomy, nodules and pixels. Example:
 * {@code ChestPhantom.of(1).series().slices().get(2)}.
 *
 * @param seed what it was made from
 * @param series the slices, head to foot
 * @param nodules the known lesions
 * @param sliceSpacingMm distance between slice centres
 * @param sliceThicknessMm thickness of each slice
 */
public record ChestPhantom(
        long seed, Series series, List<Nodule> nodules, double sliceSpacingMm, double sliceThicknessMm) {
    /** Slices when no number is given: one every 25 mm. */
    public static final int SLICES = 8;

    private static final int SIZE = 512;
    private static final double PIXEL = 0.7;
    private static final double THICKNESS = 2.5;
    private static final double TOP = 56;
    private static final double BOTTOM = -119;

    public ChestPhantom {
        nodules = List.copyOf(nodules);
    }

    /** The study of {@link #SLICES} slices. */
    public static ChestPhantom of(long seed) {
        return of(seed, SLICES);
    }

    /**
     * A study of {@code slices} evenly spaced slices of the same chest.
     *
     * @param slices 2 to 70
     * @throws IllegalArgumentException for any other number
     */
    public static ChestPhantom of(long seed, int slices) {
        if (slices < 2 || slices > 70) {
            throw new IllegalArgumentException("a chest phantom has 2 to 70 slices, not " + slices);
        }
        Random random = new Random(seed);
        Chest chest = new Chest(random);
        double spacing = (TOP - BOTTOM) / (slices - 1);
        double[] heights =
                IntStream.range(0, slices).mapToDouble(i -> TOP - i * spacing).toArray();
        Grid grid = new Grid(
                SIZE,
                SIZE,
                PIXEL,
                (random.nextDouble() - 0.5) * 0.09,
                6 * random.nextDouble() - 3,
                14 + 6 * random.nextDouble());
        Couch couch = new Couch(chest.back() + 14);
        List<Lesion> lesions = new LesionSower(random, chest, heights).sow();
        List<Slice> planes = IntStream.range(0, slices)
                .parallel()
                .mapToObj(i -> slice(grid, chest.slice(grid, heights[i], THICKNESS, lesions, couch)))
                .toList();
        List<Nodule> nodules = new ArrayList<>();
        for (Lesion lesion : lesions) {
            nodules.add(nodule(grid, heights, lesion, planes));
        }
        return new ChestPhantom(seed, new Series(planes, Modality.CT, IntensityRange.CT), nodules, spacing, THICKNESS);
    }

    private static Slice slice(Grid grid, float[] hu) {
        return Slice.builder(grid.rows, grid.columns, Unit.HOUNSFIELD)
                .spacing(new PixelSpacing(grid.step, grid.step))
                .rows(0, grid.rows, hu)
                .build();
    }

    private static Nodule nodule(Grid grid, double[] heights, Lesion lesion, List<Slice> planes) {
        Vec centre = lesion.body().centre();
        int slice = 0;
        for (int i = 1; i < heights.length; i++) {
            if (Math.abs(heights[i] - centre.z()) < Math.abs(heights[slice] - centre.z())) {
                slice = i;
            }
        }
        BitSet mask = new BitSet();
        double sum = 0;
        int count = 0;
        for (int row = 0, i = 0; row < grid.rows; row++) {
            for (int column = 0; column < grid.columns; column++, i++) {
                double d = lesion.body().distance(grid.x(row, column), grid.y(row, column), heights[slice]);
                mask.set(i, d <= 0);
                if (d > Plane.EDGE && d < 2 + Plane.EDGE) {
                    sum += planes.get(slice).at(i);
                    count++;
                }
            }
        }
        return new Nodule(
                lesion.kind(),
                slice,
                grid.row(centre.x(), centre.y()),
                grid.column(centre.x(), centre.y()),
                2 * lesion.body().along(),
                (float) lesion.hu(),
                (float) (sum / count),
                mask);
    }
}
