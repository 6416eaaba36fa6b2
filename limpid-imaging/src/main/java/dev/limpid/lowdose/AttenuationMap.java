package dev.limpid.lowdose;

import dev.limpid.degrade.UnfitImageException;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;

/**
 * Linear attenuation in 1/mm of square cells, from Hounsfield units: mu = mu_water (1 + HU / 1000), never negative; padding is
 * air. Outside the map there is nothing.
 *
 * @param rows of cells
 * @param columns of cells
 * @param cellMm side of a cell
 * @param values row-major
 */
record AttenuationMap(int rows, int columns, double cellMm, float[] values) {
    /** Water at 70 keV, the effective energy of a 120 kV beam, in 1/mm (NIST XCOM: 0.1929 cm^2/g). */
    static final double WATER = 0.01929;

    /** Fine enough for what a body takes from a ray: its noise has no fine structure. */
    private static final double CELL_MM = 2.5;

    private static final int MOST_CELLS = 512;

    /** Nothing in a body attenuates more, nor metal in it than values of CT can say. */
    private static final double MOST_HOUNSFIELD = 31_743;

    /**
     * The map of a slice, averaged into cells of about 2.5 mm.
     *
     * @throws UnfitImageException if the slice is not in HU or has no spacing, in one line
     */
    static AttenuationMap of(Slice slice) {
        PixelSpacing spacing = spacing(slice);
        double coarsest = Math.max(spacing.rowMm(), spacing.columnMm());
        double largest = Math.max(slice.rows() * spacing.rowMm(), slice.columns() * spacing.columnMm());
        return of(slice, Math.max(Math.max(CELL_MM, coarsest), largest / MOST_CELLS));
    }

    static AttenuationMap of(Slice slice, double cellMm) {
        PixelSpacing spacing = spacing(slice);
        int rows = (int) Math.ceil(slice.rows() * spacing.rowMm() / cellMm);
        int columns = (int) Math.ceil(slice.columns() * spacing.columnMm() / cellMm);
        double[] sums = new double[rows * columns];
        int[] counts = new int[rows * columns];
        // Both are centred on the same point.
        double top = (rows - slice.rows() * spacing.rowMm() / cellMm) / 2;
        double left = (columns - slice.columns() * spacing.columnMm() / cellMm) / 2;
        for (int i = 0; i < slice.size(); i++) {
            int row = (int) (top + (i / slice.columns() + 0.5) * spacing.rowMm() / cellMm);
            int column = (int) (left + (i % slice.columns() + 0.5) * spacing.columnMm() / cellMm);
            int cell = Math.min(row, rows - 1) * columns + Math.min(column, columns - 1);
            sums[cell] += slice.isPadding(i) ? 0 : Math.max(0, 1 + Math.min(slice.at(i), MOST_HOUNSFIELD) / 1000.0);
            counts[cell]++;
        }
        float[] values = new float[sums.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = counts[i] == 0 ? 0 : (float) (WATER * sums[i] / counts[i]);
        }
        return new AttenuationMap(rows, columns, cellMm, values);
    }

    private static PixelSpacing spacing(Slice slice) {
        if (slice.unit() != Unit.HOUNSFIELD) {
            throw new UnfitImageException("low-dose needs CT in Hounsfield units, this image is in "
                    + slice.unit().symbol() + ": its header has no rescale to HU");
        }
        return slice.spacing()
                .orElseThrow(() -> new UnfitImageException(
                        "low-dose needs the distance between pixels, which this image does not give (Pixel Spacing)"));
    }

    /** Half the diagonal in mm. */
    double radiusMm() {
        return Math.hypot(rows, columns) / 2 * cellMm;
    }

    /** Bilinear; x to the right and y down in mm from the middle. */
    double at(double xMm, double yMm) {
        double column = xMm / cellMm + (columns - 1) / 2.0;
        double row = yMm / cellMm + (rows - 1) / 2.0;
        int left = (int) Math.floor(column);
        int top = (int) Math.floor(row);
        double right = column - left;
        double down = row - top;
        return (cell(top, left) * (1 - right) + cell(top, left + 1) * right) * (1 - down)
                + (cell(top + 1, left) * (1 - right) + cell(top + 1, left + 1) * right) * down;
    }

    private double cell(int row, int column) {
        boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
        return inside ? values[row * columns + column] : 0;
    }
}
