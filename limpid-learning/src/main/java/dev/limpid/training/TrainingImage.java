package dev.limpid.training;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Mirror;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.Optional;

/**
 * One clean image, normalised to its range (not clipped to [0, 1]).
 *
 * @param patient who it shows; images of one patient are never in two splits
 * @param subset the part of the data it came from
 * @param name file, for messages and tables
 * @param rows its height
 * @param columns its width
 * @param pixels normalised values, row-major; not copied, not to be changed
 * @param unit of the values before they were normalised
 * @param range what became 0 and 1
 * @param spacing distance between pixels, where it is known
 */
public record TrainingImage(
        String patient,
        String subset,
        String name,
        int rows,
        int columns,
        float[] pixels,
        Unit unit,
        IntensityRange range,
        Optional<PixelSpacing> spacing) {
    private static final IntensityRange NORMALISED = new IntensityRange(0, 1);

    /** No image. */
    static final TrainingImage EMPTY = new TrainingImage("", "", "", 0, 0, new float[0]);

    /** An image whose values are normalised by themselves. */
    public TrainingImage(String patient, String subset, String name, int rows, int columns, float[] pixels) {
        this(patient, subset, name, rows, columns, pixels, Unit.NORMALISED, NORMALISED, Optional.empty());
    }

    public static TrainingImage of(String patient, String subset, String name, Slice slice, IntensityRange range) {
        float[] values = slice.toArray();
        for (int i = 0; i < values.length; i++) {
            // Padding has no anatomy: it becomes the bottom of the range, as air outside the patient is.
            values[i] = slice.isPadding(i) ? 0 : range.normalise(values[i]);
        }
        return new TrainingImage(
                patient, subset, name, slice.rows(), slice.columns(), values, slice.unit(), range, slice.spacing());
    }

    /** The same with other pixels. */
    public TrainingImage with(float[] values) {
        return new TrainingImage(patient, subset, name, rows, columns, values, unit, range, spacing);
    }

    /** The image in its unit. */
    public Slice slice() {
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = range.denormalise(pixels[i]);
        }
        Slice.Builder slice = Slice.builder(rows, columns, unit).rows(0, rows, values);
        spacing.ifPresent(slice::spacing);
        return slice.build();
    }

    /** One of the eight orientations: bit 0 turns rows over, bit 1 columns, bit 2 exchanges rows and columns. */
    TrainingImage oriented(int orientation) {
        boolean exchanged = (orientation & 4) != 0;
        int height = exchanged ? columns : rows;
        int width = exchanged ? rows : columns;
        float[] values = new float[pixels.length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int r = exchanged ? column : row;
                int c = exchanged ? row : column;
                int y = (orientation & 1) == 0 ? r : rows - 1 - r;
                int x = (orientation & 2) == 0 ? c : columns - 1 - c;
                values[row * width + column] = pixels[y * columns + x];
            }
        }
        Optional<PixelSpacing> turned =
                exchanged ? spacing.map(mm -> new PixelSpacing(mm.columnMm(), mm.rowMm())) : spacing;
        return new TrainingImage(patient, subset, name, height, width, values, unit, range, turned);
    }

    /** The value at a place, mirrored at the border. */
    float at(int row, int column) {
        return pixels[Mirror.index(row, rows) * columns + Mirror.index(column, columns)];
    }

    /** edge x edge pixels, mirrored at the border where the image is smaller. */
    float[] cut(int top, int left, int edge) {
        float[] values = new float[edge * edge];
        for (int row = 0; row < edge; row++) {
            for (int column = 0; column < edge; column++) {
                values[row * edge + column] = at(top + row, left + column);
            }
        }
        return values;
    }
}
