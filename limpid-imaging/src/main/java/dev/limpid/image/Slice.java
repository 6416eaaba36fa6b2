package dev.limpid.image;

import java.util.BitSet;
import java.util.Optional;

/**
 * One immutable image plane: {@code rows x columns} float pixels, row-major from the top left, in a stated unit.
 *
 * <p>Example: {@code Slice.of(2, 3, new float[] {0, 1, 2, 3, 4, 5}, Unit.ARBITRARY).at(1, 0)} is 3.
 *
 * <p>Pixels are finite. Padding pixels (DICOM Pixel Padding Value, PS3.3 C.7.5.1.1.2) carry a value but no image;
 * filters may read them, results restore them. To make a large plane without holding it twice, fill a
 * {@link Builder}. Safe for use by any number of threads.
 */
public final class Slice {
    private final int rows;
    private final int columns;
    private final float[] pixels;
    private final Unit unit;
    private final Optional<PixelSpacing> spacing;
    private final Optional<Section> section;
    private final Optional<BitSet> padding;

    private Slice(
            int rows,
            int columns,
            float[] pixels,
            Unit unit,
            Optional<PixelSpacing> spacing,
            Optional<Section> section,
            Optional<BitSet> padding) {
        this.rows = rows;
        this.columns = columns;
        this.pixels = pixels;
        this.unit = unit;
        this.spacing = spacing;
        this.section = section;
        this.padding = padding;
    }

    /**
     * A plane of a copy of {@code pixels}, without spacing or padding.
     *
     * @throws IllegalArgumentException if the size does not fit or a pixel is not finite
     */
    public static Slice of(int rows, int columns, float[] pixels, Unit unit) {
        return builder(rows, columns, unit).rows(0, rows, pixels).build();
    }

    /** An empty (all zero) plane to be filled. */
    public static Builder builder(int rows, int columns, Unit unit) {
        return new Builder(rows, columns, unit);
    }

    /** A builder of the same geometry, unit and padding, with pixels all zero. */
    public Builder like() {
        Builder builder = new Builder(rows, columns, unit);
        builder.spacing = spacing;
        builder.section = section;
        builder.padding = padding;
        return builder;
    }

    /** The same geometry, unit and padding with a copy of other pixels. */
    public Slice withPixels(float[] replacement) {
        return like().rows(0, rows, replacement).build();
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** {@code rows * columns}. */
    public int size() {
        return pixels.length;
    }

    public Unit unit() {
        return unit;
    }

    public Optional<PixelSpacing> spacing() {
        return spacing;
    }

    /** Where the slice lies across its plane, where that is known. */
    public Optional<Section> section() {
        return section;
    }

    /** The pixel at a row and a column. */
    public float at(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException(
                    "row " + row + ", column " + column + " of a " + rows + " x " + columns + " slice");
        }
        return pixels[row * columns + column];
    }

    /** The pixel at a row-major index. */
    public float at(int index) {
        return pixels[index];
    }

    /** A copy of all pixels, row-major. */
    public float[] toArray() {
        return pixels.clone();
    }

    /**
     * Copies {@code count} pixels of one row into {@code target}.
     *
     * @throws IndexOutOfBoundsException if they are not all there
     */
    public void copyRow(int row, int column, int count, float[] target, int offset) {
        if (row < 0 || row >= rows || column < 0 || count < 0 || column + count > columns) {
            throw new IndexOutOfBoundsException("row " + row + ", columns " + column + "+" + count);
        }
        System.arraycopy(pixels, row * columns + column, target, offset, count);
    }

    /** Whether any pixel is padding. */
    public boolean hasPadding() {
        return padding.isPresent();
    }

    /** Whether the pixel at a row-major index is padding. */
    public boolean isPadding(int index) {
        return padding.isPresent() && padding.get().get(index);
    }

    /** A copy of the padding mask by row-major index; empty when nothing is padding. */
    public Optional<BitSet> padding() {
        return padding.map(mask -> (BitSet) mask.clone());
    }

    @Override
    public String toString() {
        return rows + " x " + columns + " slice in " + unit.symbol();
    }

    /** Fills a {@link Slice}; used once, by one thread at a time for any one row. */
    public static final class Builder {
        private static final int CHUNK = 2048;

        private final int rows;
        private final int columns;
        private final Unit unit;
        private float[] pixels;
        private Optional<PixelSpacing> spacing = Optional.empty();
        private Optional<Section> section = Optional.empty();
        private Optional<BitSet> padding = Optional.empty();

        private Builder(int rows, int columns, Unit unit) {
            if (rows < 1 || columns < 1 || (long) rows * columns > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("a slice cannot be " + rows + " x " + columns);
            }
            this.rows = rows;
            this.columns = columns;
            this.unit = unit;
            this.pixels = new float[rows * columns];
        }

        public Builder spacing(PixelSpacing value) {
            spacing = Optional.of(value);
            return this;
        }

        public Builder section(Section value) {
            section = Optional.of(value);
            return this;
        }

        /** Marks padding pixels by row-major index; an empty set means none. The set is copied. */
        public Builder padding(BitSet mask) {
            if (mask.length() > pixels.length) {
                throw new IllegalArgumentException("the padding mask is larger than the slice");
            }
            padding = mask.isEmpty() ? Optional.empty() : Optional.of((BitSet) mask.clone());
            return this;
        }

        /** Sets one pixel. */
        public Builder set(int row, int column, float value) {
            pixels[row * columns + column] = value;
            return this;
        }

        /** Sets one pixel by row-major index. */
        public Builder set(int index, float value) {
            pixels[index] = value;
            return this;
        }

        /** Sets {@code count} pixels of one row from {@code source}. */
        public Builder row(int row, int column, int count, float[] source, int offset) {
            if (row < 0 || row >= rows || column < 0 || count < 0 || column + count > columns) {
                throw new IndexOutOfBoundsException("row " + row + ", columns " + column + "+" + count);
            }
            System.arraycopy(source, offset, pixels, row * columns + column, count);
            return this;
        }

        /** Sets {@code count} whole rows from {@code source}, which must hold exactly those. */
        public Builder rows(int first, int count, float[] source) {
            if (source.length != count * columns) {
                throw new IllegalArgumentException(
                        count + " rows of " + columns + " pixels are not " + source.length + " values");
            }
            System.arraycopy(source, 0, pixels, first * columns, source.length);
            return this;
        }

        /**
         * The finished plane; the builder is spent.
         *
         * @throws IllegalArgumentException if a pixel is not finite, naming the first
         */
        public Slice build() {
            float[] done = pixels;
            if (!allFinite(done)) {
                throw new IllegalArgumentException(firstNotFinite(done));
            }
            pixels = new float[0];
            return new Slice(rows, columns, done, unit, spacing, section, padding);
        }

        /**
         * Zero times a number is 0 unless it is infinite or no number. Sums of such products in as many lanes as a chunk
         * has pixels let the JVM look at many pixels at once; asking of each costs as much as a small filter.
         */
        private static boolean allFinite(float[] values) {
            int size = Math.min(CHUNK, values.length);
            float[] chunk = new float[size];
            float[] sums = new float[size];
            for (int at = 0; at < values.length; at += size) {
                int count = Math.min(size, values.length - at);
                System.arraycopy(values, at, chunk, 0, count);
                addZeroTimes(chunk, sums);
            }
            for (float sum : sums) {
                if (sum != 0) {
                    return false;
                }
            }
            return true;
        }

        private static void addZeroTimes(float[] chunk, float[] sums) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += 0f * chunk[i];
            }
        }

        private String firstNotFinite(float[] values) {
            int i = 0;
            while (Float.isFinite(values[i])) {
                i++;
            }
            return "pixel at row " + i / columns + ", column " + i % columns + " is " + values[i];
        }
    }
}
